package linter

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/rasoat/rasoat/examples"
	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/site"
)

// copies of the example site make a corpus that is large enough to measure.
const copies = 60

// corpus returns the tree of a site and the paths of its pages, and their size in bytes: the folder that RASOAT_CORPUS
// names, else the example site, its pages many times over.
func corpus(b *testing.B) (tree *repo.Tree, pages []string, size int64) {
	b.Helper()
	tree = repo.Memory(exampleFiles(b))
	if dir := os.Getenv("RASOAT_CORPUS"); dir != "" {
		var err error
		if tree, err = repo.WorkTree(dir); err != nil {
			b.Fatal(err)
		}
	}
	layout := site.Detect(tree)
	for _, entry := range tree.Entries() {
		if layout.IsPage(entry.Path) {
			pages = append(pages, entry.Path)
			size += entry.Size
		}
	}
	return tree, pages, size
}

func exampleFiles(b *testing.B) map[string]string {
	files := map[string]string{}
	root := "truong-hoa-sen"
	err := fs.WalkDir(examples.Files(), root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".pdf") { // the reader of PDF takes seconds to start
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
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return files
}

// lintAll reads and judges all pages of a tree.
func lintAll(b *testing.B, law *law, tree *repo.Tree) {
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

// bareParser is goldmark with the extensions that pages are read with, and nothing of ours.
func bareParser() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute())).Parser()
}

// bareParse reads all pages and hands them to a parser.
func bareParse(b *testing.B, markdown parser.Parser, tree *repo.Tree, pages []string) {
	err := parallel(b.Context(), len(pages), func() func(int) error {
		return func(i int) error {
			data, err := tree.Read(pages[i], config.Default().PageLimit())
			if err == nil {
				markdown.Parse(text.NewReader(data))
			}
			return nil // a page that cannot be read is none for either
		}
	})
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkLint is for profiles; what a figure is worth, BenchmarkFloor tells.
func BenchmarkLint(b *testing.B) {
	tree, _, size := corpus(b)
	law, err := readLaw(tree, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	for b.Loop() {
		lintAll(b, law, tree)
	}
}

// BenchmarkFloor takes turns with a bare parse of the same pages and reports how many times its time a run takes, as
// x-bare. The two come one right after the other, so that a machine that slows down slows both.
func BenchmarkFloor(b *testing.B) {
	tree, pages, size := corpus(b)
	law, err := readLaw(tree, Options{})
	if err != nil {
		b.Fatal(err)
	}
	markdown := bareParser()
	var full, bare time.Duration
	b.SetBytes(size)
	for b.Loop() {
		start := time.Now()
		bareParse(b, markdown, tree, pages)
		middle := time.Now()
		lintAll(b, law, tree)
		bare, full = bare+middle.Sub(start), full+time.Since(middle)
	}
	b.ReportMetric(full.Seconds()/bare.Seconds(), "x-bare")
}
