package page

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// mention is an address of a file that belongs to the page, and where it stands.
type mention struct {
	at  int
	url string
}

// Embeds returns the local addresses of what the page shows or hands out: images, whatever is loaded into it, links to
// documents, sound and film, and file names in the front matter and in templates. They are as written, without query
// and fragment, percent signs decoded, each once, in the order of the page.
func (p *Page) Embeds() []string {
	found := slices.Clone(p.files)
	for _, f := range p.Fields {
		if f.Kind == String {
			found = appendFile(found, f.Span.Start, f.Value)
		}
		for i, item := range f.List {
			found = appendFile(found, f.Items[i].Start, item)
		}
	}
	for _, m := range p.Images {
		if !m.Template {
			found = append(found, mention{m.Span.Start, m.URL})
		}
	}
	for _, l := range p.Links {
		switch {
		case l.Template || l.Role == Send:
		case l.Role == Embed:
			found = append(found, mention{l.Span.Start, l.URL})
		default:
			found = appendFile(found, l.Span.Start, l.URL)
		}
	}
	slices.SortStableFunc(found, func(a, b mention) int { return cmp.Compare(a.at, b.at) })
	var out []string
	seen := map[string]bool{}
	for _, m := range found {
		if path := local(m.url); path != "" && !seen[path] {
			seen[path] = true
			out = append(out, path)
		}
	}
	return out
}

// appendFile appends url if it looks like a file's.
func appendFile(found []mention, at int, url string) []mention {
	if len(url) > 1000 || !isFile(local(url)) {
		return found
	}
	return append(found, mention{at, url})
}

// local returns the path of an address on this site, decoded; "" if it is another's, or none.
func local(address string) string {
	path, _, _ := strings.Cut(address, "#")
	path, _, _ = strings.Cut(path, "?")
	if strings.HasPrefix(path, "//") || strings.HasPrefix(path, `\\`) || strings.ContainsAny(path, "\n\r") {
		return ""
	}
	if scheme, _, ok := strings.Cut(path, ":"); ok && isScheme(scheme) {
		return ""
	}
	if decoded, err := url.PathUnescape(path); err == nil {
		return decoded
	}
	return path
}

// isScheme reports whether s is the scheme of an address: letters, digits and few marks, a letter first.
func isScheme(s string) bool {
	for i := range len(s) {
		if !letter(s[i]) && (i == 0 || !alphanumeric(s[i]) && strings.IndexByte("+-.", s[i]) < 0) {
			return false
		}
	}
	return s != ""
}

// isFile reports whether a path has the extension of an image, a document, sound or film.
func isFile(path string) bool {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 || len(path)-dot > 6 {
		return false
	}
	switch strings.ToLower(path[dot+1:]) {
	case "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "ico", "tif", "tiff", "heic",
		"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "csv", "txt", "epub",
		"zip", "rar", "7z", "mp3", "wav", "ogg", "oga", "m4a", "aac", "flac", "mp4", "m4v", "webm", "ogv", "mov", "avi", "mkv":
		return true
	}
	return false
}
