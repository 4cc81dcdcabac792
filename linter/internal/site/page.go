package site

import (
	"bytes"
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Page is what a site has to know of a page. It depends on the page alone.
type Page struct {
	Path string

	file     *source.File
	fields   []page.Field
	headings []page.Heading
	ids      []string // given by hand: {#id}, id="" and name=""
	dynamic  bool     // tags of templates on it may make headings and anchors
}

// NewPage keeps what the site has to know of a page.
func NewPage(p *page.Page) *Page {
	known := &Page{Path: p.Path, file: p.File, fields: p.Fields, headings: p.Headings, dynamic: p.Templated}
	if strings.EqualFold(path.Ext(p.Path), ".mdx") && bytes.Contains(p.File.Text, []byte("\nimport ")) {
		known.dynamic = true // what a component brings is known to programs only
	}
	for _, h := range p.Headings {
		if h.ID != "" {
			known.ids = append(known.ids, h.ID)
		}
	}
	for i := range p.Elements {
		for _, a := range p.Elements[i].Attributes {
			if a.Name == "id" || a.Name == "name" {
				known.ids = append(known.ids, a.Value)
			}
		}
	}
	return known
}

// field returns a field of the front matter, nil if there is none. Case does not matter.
func (p *Page) field(key string) *page.Field {
	for i := range p.fields {
		if strings.EqualFold(p.fields[i].Key, key) {
			return &p.fields[i]
		}
	}
	return nil
}

// text returns the value of the first of the fields that has one.
func (p *Page) text(keys ...string) string {
	for _, key := range keys {
		if f := p.field(key); f != nil && f.Kind != page.Null {
			if value := strings.TrimSpace(f.Value); value != "" {
				return value
			}
		}
	}
	return ""
}

// list returns the values of a field; a single one is a list of one.
func (p *Page) list(key string) []string {
	f := p.field(key)
	switch {
	case f == nil || f.Kind == page.Null:
		return nil
	case f.Kind == page.List:
		return f.List
	case strings.TrimSpace(f.Value) == "":
		return nil
	}
	return []string{strings.TrimSpace(f.Value)}
}
