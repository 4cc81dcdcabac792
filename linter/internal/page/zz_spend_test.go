package page

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

func TestSpend(t *testing.T) {
	type s struct {
		p       string
		n, w, c int
	}
	var all []s
	filepath.Walk("/tmp/corpus", func(p string, i os.FileInfo, err error) error {
		if err != nil || i.IsDir() || !strings.Contains(p, ".m") {
			return nil
		}
		b, _ := os.ReadFile(p)
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println(p, r)
				}
			}()
			_, m := parseMarkdown(mask(b, tags(b, 0)), 0)
			all = append(all, s{p, len(b), workBase + workRatio*len(b) - m.work, m.cells})
		}()
		return nil
	})
	sort.Slice(all, func(i, j int) bool { return all[i].w > all[j].w })
	for _, a := range all[:12] {
		fmt.Println(a.w, a.n, float64(a.w)/float64(a.n), a.c, a.p)
	}
	sort.Slice(all, func(i, j int) bool {
		return float64(all[i].w)/float64(all[i].n+1) > float64(all[j].w)/float64(all[j].n+1)
	})
	for _, a := range all[:12] {
		fmt.Println(a.w, a.n, float64(a.w)/float64(a.n), a.c, a.p)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].c > all[j].c })
	for _, a := range all[:3] {
		fmt.Println(a.w, a.n, a.c, a.p)
	}
}
