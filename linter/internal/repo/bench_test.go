package repo

import (
	"fmt"
	"strings"
	"testing"
)

// Size of the repository that is measured.
const (
	manyCommits = 26_000
	manyPages   = 2_000
)

// manyWorld is a packed repository with a long history: each commit changes one page, every fifteenth is a merge of a
// branch of five commits.
func manyWorld(b *testing.B) world {
	b.Helper()
	w := newWorld(b)
	var stream strings.Builder
	for i := range manyCommits {
		fmt.Fprintf(&stream, "commit refs/heads/main\nmark :%d\ncommitter An <an@hoasen.edu.vn> %d +0700\ndata 1\nm\n", i+1, 1_500_000_000+60*i)
		switch at := i % 15; {
		case i == 0:
		case at == 10:
			fmt.Fprintf(&stream, "from :%d\n", i-5)
		case at == 14:
			fmt.Fprintf(&stream, "from :%d\nmerge :%d\n", i, i-5)
		default:
			fmt.Fprintf(&stream, "from :%d\n", i)
		}
		for j := range manyPages {
			if i == 0 || j == i*7919%manyPages {
				text := fmt.Sprint("# Trang ", j, "\n\n", strings.Repeat("Một dòng.\n", 40), i, "\n")
				fmt.Fprintf(&stream, "M 100644 inline content/muc-%d/trang-%d.md\ndata %d\n%s\n", j%20, j, len(text), text)
			}
		}
		stream.WriteString("\n")
	}
	c := w.command("fast-import", "--quiet")
	c.Stdin = strings.NewReader(stream.String())
	if out, err := c.CombinedOutput(); err != nil {
		b.Fatalf("fast-import: %v\n%s", err, out)
	}
	return w
}

func BenchmarkRepository(b *testing.B) {
	w := manyWorld(b)
	page := "content/muc-3/trang-43.md"
	b.Run("gate", func(b *testing.B) {
		for b.Loop() {
			r := w.open()
			head, _ := r.Resolve("main")
			base, err := r.Resolve("main~600")
			if err != nil {
				b.Fatal(err)
			}
			if _, err := r.MergeBases(base, head); err != nil {
				b.Fatal(err)
			}
			before, _ := r.Tree(base)
			now, err := r.Tree(head)
			if err != nil {
				b.Fatal(err)
			}
			for _, c := range Changes(before, now)[:100] {
				if _, err := now.Read(c.Path, 1<<20); err != nil {
					b.Fatal(err)
				}
			}
			r.Close()
		}
	})
	b.Run("history", func(b *testing.B) {
		for b.Loop() {
			r := w.open()
			head, _ := r.Resolve("main")
			if h, err := r.History(head, []string{page}); err != nil || len(h.Touches) < 5 {
				b.Fatal(h, err)
			}
			r.Close()
		}
	})
	b.Run("histories of 100 pages", func(b *testing.B) {
		for b.Loop() {
			r := w.open()
			head, _ := r.Resolve("main")
			tree, err := r.Tree(head)
			if err != nil {
				b.Fatal(err)
			}
			var paths []string
			for _, e := range tree.Entries()[:100] {
				paths = append(paths, e.Path)
			}
			trace := r.Trace(paths)
			for _, path := range paths {
				if _, err := trace.History(head, []string{path}); err != nil {
					b.Fatal(err)
				}
			}
			r.Close()
		}
	})
}
