package site

import (
	"path"
	"regexp"
	"strings"
)

// The templates whose meaning is known: those that name a page's file, and those that put the site's own address before
// a path.
var (
	hugoRef    = regexp.MustCompile(`^\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?["'` + "`" + `]?([^"'` + "`" + `\s]+)["'` + "`" + `]?\s*[>%]\}\}(.*)$`)
	jekyllLink = regexp.MustCompile(`^(?:\{\{\s*site\.(?:base)?url\s*\}\})*\{%-?\s*link\s+([^{}]+?)\s*-?%\}(.*)$`)
	jekyllPost = regexp.MustCompile(`^(?:\{\{\s*site\.(?:base)?url\s*\}\})*\{%-?\s*post_url\s+([^{}\s]+)\s*-?%\}(.*)$`)
	baseThen   = regexp.MustCompile(`^(?:\{\{-?\s*site\.(?:base)?url\s*-?\}\}|\{\{-?\s*site\.url\s*-?\}\}\{\{-?\s*site\.baseurl\s*-?\}\})(/[^{}]*)?$`)
	filtered   = regexp.MustCompile(`^\{\{-?\s*["']([^"'{}]*)["']\s*\|\s*(?:relative_url|absolute_url|url|relURL|absURL)\s*-?\}\}([^{}]*)$`)
)

// unwrap frees an address of the template around it; false if the template is none that is known.
func (s *Site) unwrap(written string) (reference, bool) {
	written = strings.TrimSpace(written)
	switch s.Generator {
	case "hugo":
		if m := hugoRef.FindStringSubmatch(written); m != nil {
			return split(m[1]+m[2], true), true
		}
	case "jekyll":
		if m := jekyllLink.FindStringSubmatch(written); m != nil {
			return split("/"+strings.TrimPrefix(m[1], "/")+m[2], true), true
		}
		if m := jekyllPost.FindStringSubmatch(written); m != nil {
			name := m[1]
			if !namesPage(name) {
				name += ".md"
			}
			return split("/"+path.Join(path.Dir(name), "_posts", path.Base(name))+m[2], true), true
		}
	}
	if m := baseThen.FindStringSubmatch(written); m != nil {
		return split(s.Base+m[1], false), true
	}
	if m := filtered.FindStringSubmatch(written); m != nil {
		address := m[1] + m[2]
		if !strings.HasPrefix(address, "/") {
			address = "/" + address
		}
		return split(address, false), true
	}
	return reference{}, false
}

// split parts an address from its query and its anchor.
func split(address string, page bool) reference {
	address, anchor, _ := strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	return reference{path: address, anchor: anchor, page: page}
}
