package page

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCorpus(t *testing.T) {
	n, bytes := 0, 0
	filepath.Walk(os.Getenv("CORPUS"), func(p string, i os.FileInfo, err error) error {
		if err != nil || i.IsDir() || !strings.Contains(p, ".m") {
			return nil
		}
		b, _ := os.ReadFile(p)
		n++
		bytes += len(b)
		pg, err := Parse(p, b)
		if err != nil {
			var u *Unreadable
			errors.As(err, &u)
			fmt.Printf("REFUSED %s: %s\n   %.80q\n", p, err, b[u.Span.Start:min(len(b), u.Span.Start+80)])
			return nil
		}
		for k, f := range faults(pg) {
			if k < 4 {
				fmt.Printf("FAULT %s: %.300s\n", p, f)
			}
		}
		return nil
	})
	fmt.Println(n, bytes)
}
