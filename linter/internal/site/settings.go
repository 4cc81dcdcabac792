package site

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
)

// maxConfig bounds a configuration file, in bytes.
const maxConfig = 512 << 10

// place is a folder that is looked at for a site.
type place struct {
	whole *repo.Tree
	tree  *repo.Tree // the folder
	root  string     // where it stands in the whole tree
}

// first returns the first of the names that is a file.
func (p place) first(names ...string) string {
	for _, name := range names {
		if p.tree.Has(name) {
			return name
		}
	}
	return ""
}

// settings are what configuration files say, by dotted keys in lower case: languages.vi.contentdir.
type settings struct {
	place  place
	fields map[string]*page.Field
	keys   []string // in the order of their first mention
	files  []string // that were read, from the top of the tree
	faults []Fault
}

func (p place) settings() *settings { return &settings{place: p, fields: map[string]*page.Field{}} }

// read adds what a file says, below the key under unless that is empty. What was said before gives way.
func (s *settings) read(name, under string) {
	file := path.Join(s.place.root, name)
	s.files = append(s.files, file)
	src, err := s.place.tree.Read(name, maxConfig)
	var fields []page.Field
	if err == nil {
		fields, err = page.Data(name, src)
	}
	if err != nil {
		detail := err.Error()
		var u *page.Unreadable
		if errors.As(err, &u) && u.Detail != "" {
			detail = u.Detail
		}
		s.faults = append(s.faults, Fault{Path: file, Detail: detail})
		return
	}
	for i := range fields {
		key := strings.ToLower(fields[i].Key)
		if under != "" {
			key = under + "." + key
		}
		if _, known := s.fields[key]; !known {
			s.keys = append(s.keys, key)
		}
		s.fields[key] = &fields[i]
	}
}

// text returns a setting's value, "" if there is none.
func (s *settings) text(key string) string {
	if f := s.fields[strings.ToLower(key)]; f != nil {
		return strings.TrimSpace(f.Value)
	}
	return ""
}

// list returns a setting's values; a single one is a list of one.
func (s *settings) list(key string) []string {
	f := s.fields[strings.ToLower(key)]
	switch {
	case f == nil:
		return nil
	case f.Kind == page.List:
		return f.List
	case f.Value == "":
		return nil
	}
	return []string{f.Value}
}

// has reports whether a setting is there.
func (s *settings) has(key string) bool { return s.fields[strings.ToLower(key)] != nil }

// is reports whether a setting is there and is the given bool.
func (s *settings) is(key string, value bool) bool {
	want := "false"
	if value {
		want = "true"
	}
	return strings.EqualFold(s.text(key), want)
}

// names lists the names right below a key, in their order.
func (s *settings) names(key string) []string {
	var found []string
	for _, k := range s.keys {
		if rest, ok := strings.CutPrefix(k, strings.ToLower(key)+"."); ok {
			name, _, _ := strings.Cut(rest, ".")
			if !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	}
	return found
}

// dir returns a setting that is a folder of the site, or the given one.
func (s *settings) dir(key, otherwise string) string {
	return s.folder(s.text(key), otherwise)
}

// folder cleans the name of a folder of the site; one outside of it is not read, and the given one counts.
func (s *settings) folder(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimPrefix(name, "/")
	switch {
	case name == ".":
		return ""
	case name == ".." || strings.HasPrefix(name, "../"):
		return otherwise
	}
	return name
}

// basePath returns the path of an address such as https://truong.example/trang/, without a slash at its end.
func basePath(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		_, p, _ := strings.Cut(rest, "/")
		address = "/" + p
	}
	address = strings.Trim(address, "/")
	if address == "" {
		return ""
	}
	return "/" + address
}

// submodules reports whether other repositories stand in the folder, not counting those below one of its folders.
func (p place) submodules(but string) bool {
	for _, entry := range p.tree.Entries() {
		if entry.Mode == repo.Submodule && !strings.HasPrefix(entry.Path, but+"/") {
			return true
		}
	}
	text, err := p.tree.Read(".gitmodules", maxConfig) // a work tree does not tell submodules from folders
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if strings.TrimSpace(name) == "path" && !strings.HasPrefix(strings.TrimSpace(value), but+"/") {
			return true
		}
	}
	return false
}
