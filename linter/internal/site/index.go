package site

import (
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// Index knows all pages of a tree, where they appear, and whether they are public. It is safe for use by several
// goroutines at once.
type Index struct {
	layout   Layout
	entries  map[string]*entry           // by path
	known    map[*Site]map[string]*entry // by the key of an address
	folders  map[string]bool             // folders of the tree
	folded   map[string]string           // path of a file by its form in small letters, where a site asks for it
	fixed    sync.Map                    // what absolute addresses lead to: reached, by fixedAddress
	sections map[string]*Page            // by path: pages of Hugo's sections that have a cascade
	names    map[string]bool             // names of pages without their extension, and of folders of bundles
}

// entry is one page in an index.
type entry struct {
	*Page
	site   *Site
	at     string   // its path in the site
	keys   []string // of its addresses, its own first
	hidden string
	twin   string // path of another page that has the same address

	once sync.Once
	ids  map[string]bool
}

// Index works out the addresses of all pages of the tree at a moment.
func (l Layout) Index(pages []*Page, now time.Time) *Index {
	x := &Index{layout: l, entries: make(map[string]*entry, len(pages)), known: map[*Site]map[string]*entry{},
		folders: map[string]bool{"": true}, names: map[string]bool{}, sections: map[string]*Page{}}
	for file := range l.files() {
		for folder := path.Dir(file); folder != "." && !x.folders[folder]; folder = path.Dir(folder) {
			x.folders[folder] = true
		}
	}
	for _, s := range l.Sites {
		x.known[s] = map[string]*entry{}
		if s.foldCase && x.folded == nil {
			x.folded = make(map[string]string, len(l.files()))
			for name, file := range l.files() {
				x.folded[strings.ToLower(name)] = file
			}
		}
	}
	for _, p := range pages {
		if strings.HasPrefix(path.Base(p.Path), "_index.") && p.field("cascade") != nil {
			x.sections[p.Path] = p
		}
	}
	var list []*entry
	for _, p := range pages {
		s, at := l.siteOf(p.Path)
		e := &entry{Page: p, site: s, at: at, hidden: s.hidden(x.heir(p, s, at), at, now)}
		for _, address := range s.addresses(p, at) {
			if k := s.key(address); !slices.Contains(e.keys, k) {
				e.keys = append(e.keys, k)
			}
		}
		x.entries[p.Path] = e
		if name := path.Base(p.Path); stem(name) != "" {
			x.names[stem(name)] = true
		} else {
			x.names[path.Base(path.Dir(p.Path))] = true
		}
		list = append(list, e)
	}
	x.claim(list)
	return x
}

// claim gives every address to a page: own addresses before those that lead there, public pages before hidden ones.
func (x *Index) claim(list []*entry) {
	folded := map[*Site]map[string]*entry{}
	for _, hidden := range []bool{false, true} {
		for _, e := range list {
			if (e.hidden != "") != hidden || len(e.keys) == 0 {
				continue
			}
			own := x.known[e.site]
			if folded[e.site] == nil {
				folded[e.site] = map[string]*entry{}
			}
			lower := strings.ToLower(e.keys[0])
			if other := folded[e.site][lower]; other != nil && !hidden && e.site.decides(e, other) {
				e.twin, other.twin = other.Path, e.Path
			} else if other == nil {
				folded[e.site][lower] = e
			}
			if own[e.keys[0]] == nil {
				own[e.keys[0]] = e
			}
		}
	}
	for _, e := range list {
		for _, k := range e.keys {
			if x.known[e.site][k] == nil {
				x.known[e.site][k] = e
			}
		}
	}
}

// decides reports whether it is certain enough that two pages have one address.
func (s *Site) decides(a, b *entry) bool {
	if s.Generator == plain || !s.addressed {
		return false
	}
	// A README beside an index, and index.md beside _index.md, have their own rules in each generator.
	return stem(path.Base(a.at)) != "" || stem(path.Base(b.at)) != ""
}

// Hidden returns why a page is not public; "" if it is.
func (x *Index) Hidden(p string) string {
	if e := x.entries[p]; e != nil {
		return e.hidden
	}
	return ""
}

// Address returns where a page appears on the site, such as /tin/a/; "" if that is not known.
func (x *Index) Address(p string) string {
	e := x.entries[p]
	if e == nil || len(e.keys) == 0 || !e.site.addressed {
		return ""
	}
	if e.keys[0] == "" {
		return e.site.Base + "/"
	}
	return e.site.Base + "/" + e.keys[0] + e.site.ending
}

// Twin returns the path of another page that has the same address as a page, but for capitals; "" if there is none.
func (x *Index) Twin(p string) string {
	if e := x.entries[p]; e != nil {
		return e.twin
	}
	return ""
}

// HeadingIDs returns the ids of a page's headings in their order, as the site's generator makes them: those given by hand as
// they are. An id is "" where the generator makes none or is not known.
func (x *Index) HeadingIDs(p string) []string {
	e := x.entries[p]
	if e == nil {
		return nil
	}
	ids := make([]string, len(e.headings))
	var made []int // headings whose ids the generator makes
	var words []string
	for i, h := range e.headings {
		if ids[i] = h.ID; h.ID == "" && !h.HTML {
			made, words = append(made, i), append(words, h.Text)
		}
	}
	if len(e.site.ids) == 0 {
		return ids
	}
	for k, id := range headingIDStyles()[e.site.ids[0]].of(words) {
		ids[made[k]] = id
	}
	return ids
}

// hasID reports whether an anchor leads to a place of the page.
func (e *entry) hasID(anchor string) bool {
	e.once.Do(e.makeIDs)
	return e.ids[anchor] || e.ids[text.NFC(anchor)]
}

func (e *entry) makeIDs() {
	e.ids = make(map[string]bool, len(e.ids)+len(e.headings))
	for _, id := range e.Page.ids {
		e.ids[id], e.ids[text.NFC(id)] = true, true
	}
	visible, raw := make([]string, len(e.headings)), make([]string, len(e.headings))
	for i, h := range e.headings {
		visible[i], raw[i] = h.Text, e.file.Slice(h.Span)
	}
	for _, style := range e.site.ids {
		ids := headingIDStyles()[style]
		for _, list := range [][]string{visible, raw} { // generators differ in whether marks of emphasis count
			for _, id := range ids.of(list) {
				e.ids[id], e.ids[text.NFC(id)] = true, true
			}
		}
	}
}
