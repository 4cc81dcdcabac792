package site

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// Why a page is not public.
const (
	HiddenDraft       = "draft"       // marked as a draft, or in a folder of drafts
	HiddenFuture      = "future"      // its date has not come
	HiddenExpired     = "expired"     // its last day has passed
	HiddenUnpublished = "unpublished" // a field or the configuration says that it is not to appear
)

// hidden returns why a page is not public at a moment; "" if it is. What only a theme or a program would hide is public.
func (s *Site) hidden(p heir, at string, now time.Time) string {
	switch {
	case s.keepsDrafts() && p.is("draft", "true"):
		return HiddenDraft
	case s.leavesOut(p, at):
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
		date, ok := s.date(p.text("date"))
		if s.Generator == "hugo" {
			if other, is := s.date(p.text("publishdate", "pubdate", "published")); is {
				date, ok = other, true
			}
		}
		if ok && date.After(now) {
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

// keepsDrafts reports whether the generator keeps pages back that say draft: true. Jekyll and Hexo have folders for them,
// VitePress, Sphinx and MkDocs show them, in Eleventy it depends on code.
func (s *Site) keepsDrafts() bool {
	switch s.Generator {
	case "jekyll", "hexo", "vitepress", "sphinx", "mkdocs", "zensical", "eleventy":
		return false
	}
	return true
}

// leavesOut reports whether the generator leaves a page out for a field of its own.
func (s *Site) leavesOut(p heir, at string) bool {
	switch s.Generator {
	case "hugo":
		// Of a page with render: link only the address exists, which sites use for pages that the host sends elsewhere.
		leaf := strings.HasPrefix(path.Base(at), "index.") // elsewhere headless says nothing
		return strings.EqualFold(p.text("build.render", "_build.render"), "never") ||
			p.is("published", "false") && p.text("draft") == "" || leaf && p.is("headless", "true")
	case "jekyll", "hexo", plain:
		return p.is("published", "false")
	case "eleventy":
		return p.is("permalink", "false")
	}
	return false
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

// heir is a page with what others hand down to it: in Hugo, the cascade of the sections around it and of the configuration.
type heir struct {
	*Page
	above []*Page // the closest first
}

// text returns the value of the first of the fields that has one, on the page or else handed down. Whoever is closest and has
// one of the fields decides, though it be empty or, like build, a map that says nothing about what is asked.
func (h heir) text(keys ...string) string {
	for i, from := range append([]*Page{h.Page}, h.above...) {
		prefix := ""
		if i > 0 {
			prefix = "cascade."
		}
		var full []string
		decides := false
		for _, key := range keys {
			field, _, _ := strings.Cut(key, ".")
			decides = decides || from.field(prefix+field) != nil
			full = append(full, prefix+key)
		}
		if decides {
			return from.text(full...)
		}
	}
	return ""
}

// is reports whether a field is the given bool or word.
func (h heir) is(key, value string) bool { return strings.EqualFold(h.text(key), value) }

// heir returns a page with the pages that hand something down to it. A cascade that is meant for some pages only, or that is a
// list, may take back what is handed down from above it: neither counts, and the page is taken for public.
func (x *Index) heir(p *Page, s *Site, at string) heir {
	h := heir{Page: p}
	if s.Generator != "hugo" {
		return h
	}
	section := "_index.md"
	if parts := strings.Split(path.Base(at), "."); len(parts) > 2 && slices.Contains(s.Languages, strings.ToLower(parts[len(parts)-2])) {
		section = "_index." + parts[len(parts)-2] + ".md" // pages of a language inherit from its own sections
	}
	folder := path.Dir(at)
	if path.Base(at) == section { // a section hands nothing down to itself
		folder = path.Dir(folder)
	}
	for ; folder != "." && folder != "/"; folder = path.Dir(folder) {
		from := x.sections[s.outside(path.Join(folder, section))]
		if from == nil {
			continue
		}
		if !handsDown(from) {
			return h
		}
		h.above = append(h.above, from)
	}
	if s.handed != nil && handsDown(s.handed) {
		h.above = append(h.above, s.handed)
	}
	return h
}

// handsDown reports whether a page has a cascade that is meant for all below it.
func handsDown(p *Page) bool {
	f := p.field("cascade")
	return f != nil && f.Kind == page.Map && !slices.ContainsFunc(p.fields, func(f page.Field) bool {
		key := strings.ToLower(f.Key)
		return strings.HasPrefix(key, "cascade.target") || strings.HasPrefix(key, "cascade._target")
	})
}
