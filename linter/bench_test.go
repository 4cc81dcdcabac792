package linter

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/rasoat/rasoat/examples"
	"github.com/rasoat/rasoat/linter/internal/repo"
)

// copies of the example site make a corpus that is large enough to measure.
const copies = 60

// corpus returns the example site, its pages many times over, and their size in bytes.
func corpus(b *testing.B) (files map[string]string, pages []string, size int64) {
	b.Helper()
	files = map[string]string{}
	root := "truong-hoa-sen"
	err := fs.WalkDir(examples.Files(), root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(examples.Files(), name)
		inside := strings.TrimPrefix(name, root+"/")
		if !strings.HasSuffix(name, ".md") || !strings.HasPrefix(inside, "content/") {
			files[inside] = string(data)
			return err
		}
		for i := range copies {
			files[fmt.Sprintf("content/%d/%s", i, strings.TrimPrefix(inside, "content/"))] = string(data)
			pages = append(pages, string(data))
			size += int64(len(data))
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return files, pages, size
}

// BenchmarkLint and BenchmarkBareParse run over the same pages: their quotient is what the rules cost.
func BenchmarkLint(b *testing.B) {
	files, _, size := corpus(b)
	tree := repo.Memory(files)
	law, err := readLaw(tree, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	for b.Loop() {
		r, err := newRun(law, tree, Options{Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			b.Fatal(err)
		}
		e, err := r.read(b.Context(), tree)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.ask(b.Context(), e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBareParse(b *testing.B) {
	_, pages, size := corpus(b)
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute())).Parser()
	b.SetBytes(size)
	for b.Loop() {
		err := parallel(b.Context(), len(pages), func() func(int) error {
			return func(i int) error {
				markdown.Parse(text.NewReader([]byte(pages[i])))
				return nil
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
