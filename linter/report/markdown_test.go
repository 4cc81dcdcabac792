package report

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"
)

// A parser of GitHub's Markdown, raw HTML let through, finds in a hostile summary no element but those of a harmless one
// and no link but ours.
func TestHostileMarkdownParsed(t *testing.T) {
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	ours := []string{"html", "head", "body", "h3", "p", "em", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "br", "sub", "a",
		"ul", "li", "details", "summary"}
	eachPayload(t, "markdown", func(t *testing.T, payload, output, _ string) {
		var page bytes.Buffer
		if err := parser.Convert([]byte(output), &page); err != nil {
			t.Fatal(err)
		}
		root, err := nethtml.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			switch {
			case n.Type == nethtml.CommentNode:
				t.Errorf("%q makes a comment: %q", payload, n.Data)
			case n.Type == nethtml.ElementNode && !slices.Contains(ours, n.Data):
				t.Errorf("%q makes the element %s", payload, n.Data)
			}
			for _, a := range n.Attr {
				u, err := url.Parse(a.Val)
				if a.Key == "href" && (err != nil || u.Scheme != "https" || u.Host != "git.example.vn") || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%q makes %s=%q", payload, a.Key, a.Val)
				}
			}
		}
	})
}
