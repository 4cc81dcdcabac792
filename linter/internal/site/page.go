package site

import (
	"bytes"
	"path"
	"strings"
	"time"

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

// is reports whether a field is the given bool.
func (p *Page) is(key, value string) bool { return strings.EqualFold(p.text(key), value) }

// Why a page is not public.
const (
	HiddenDraft       = "draft"       // marked as a draft, or in a folder of drafts
	HiddenFuture      = "future"      // its date has not come
	HiddenExpired     = "expired"     // its last day has passed
	HiddenUnpublished = "unpublished" // a field or the configuration says that it is not to appear
)

// hidden returns why the page at a path of the site is not public at a moment; "" if it is.
func (s *Site) hidden(p *Page, at string, now time.Time) string {
	switch {
	case p.is("draft", "true") && s.Generator != "vitepress":
		return HiddenDraft
	case p.is("published", "false"), p.is("build.render", "never"), p.is("_build.render", "never"), p.is("permalink", "false"):
		return HiddenUnpublished
	}
	switch s.Generator {
	case "jekyll", "hexo":
		if strings.HasPrefix(at, "_drafts/") || strings.Contains(at, "/_drafts/") {
			return HiddenDraft
		}
	}
	if s.unpublished(at) {
		return HiddenUnpublished
	}
	if !s.shows("future") {
		if date, ok := s.date(p.text("publishdate", "date")); ok && date.After(now) {
			return HiddenFuture
		}
	}
	if !s.shows("expired") {
		if date, ok := s.date(p.text("expirydate", "unpublishdate")); ok && !date.After(now) {
			return HiddenExpired
		}
	}
	return ""
}

// shows reports whether pages of a sort, which generators keep back, are shown by this one.
func (s *Site) shows(sort string) bool {
	switch s.Generator {
	case "hugo":
		return sort == "future" && s.future || sort == "expired" && s.expired
	case "jekyll":
		return sort == "expired" || s.future
	}
	return true // only Hugo and Jekyll look at dates by themselves
}

// unpublished reports whether the configuration keeps a page from appearing.
func (s *Site) unpublished(at string) bool {
	for _, folder := range s.quiet {
		if _, ok := within(at, folder); ok {
			return true
		}
	}
	return false
}

// date reads a date of the front matter. One without an offset is in the site's time zone.
func (s *Site) date(value string) (time.Time, bool) {
	if value == "" {
		return time.Time{}, false
	}
	for _, layout := range []string{
		time.DateOnly, time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04",
		"2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00",
		"2006-01-02 15:04 -0700", "2006-01-02T15:04:05-0700",
	} {
		if t, err := time.ParseInLocation(layout, value, s.Zone); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
