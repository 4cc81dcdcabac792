package page

import (
	"fmt"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"strings"
	"testing"
)

func TestRatio(t *testing.T) {
	pages, _ := bench()
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute()),
	).Parser()
	var bodies [][]byte
	for _, src := range pages {
		_, body, _ := strings.Cut(string(src), "\n---\n")
		bodies = append(bodies, []byte(body))
	}
	a, g, m := 1e9, 1e9, 1e9
	for range 60 {
		t0 := cpu()
		for range 4 {
			for _, b := range bodies {
				md.Parse(text.NewReader(b))
			}
		}
		t1 := cpu()
		for range 4 {
			for _, p := range pages {
				Parse("a.md", p)
			}
		}
		t2 := cpu()
		for range 4 {
			for _, p := range bodies {
				parseMarkdown(p, 0)
			}
		}
		t3 := cpu()
		g = min(g, t1-t0)
		a = min(a, t2-t1)
		m = min(m, t3-t2)
	}
	fmt.Printf("goldmark %.1f ms, parse %.1f ms, ratio %.2f; markdown alone %.2f\n", g*250, a*250, a/g, m/g)
}
