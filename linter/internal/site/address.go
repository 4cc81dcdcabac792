package site

import (
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// key is the form in which addresses are compared: tin/a, tin/a/, tin/a.html and tin/a/index.html are one page.
func key(address string) string {
	address = strings.TrimPrefix(path.Clean("/"+text.NFC(address)), "/")
	address = strings.TrimSuffix(address, ".html")
	if address == "index" {
		return ""
	}
	return strings.TrimSuffix(address, "/index")
}

// addresses returns where the page at a path of the site appears, its own address first, those that lead to it after it.
func (s *Site) addresses(p *Page, at string) []string {
	m, rest := mountOf(s.pages, at)
	if m == nil {
		return nil
	}
	var found []string
	if s.address != nil {
		found = s.address(p, m, rest)
	} else {
		found = []string{path.Join(m.at, stem(rest))}
	}
	parent := ""
	if len(found) > 0 {
		parent = path.Dir(found[0])
	}
	for _, field := range []string{"aliases", "redirect_from"} {
		for _, alias := range p.list(field) {
			if strings.HasPrefix(alias, "/") {
				found = append(found, alias)
			} else if alias != "" {
				found = append(found, path.Join(parent, alias))
			}
		}
	}
	return found
}

// stem returns the address that the path of a page has by itself: without its extension, and a page named index,
// _index or README stands for its folder.
func stem(rest string) string {
	rest = strings.TrimSuffix(rest, path.Ext(rest))
	switch path.Base(rest) {
	case "index", "_index", "README", "readme":
		return strings.TrimPrefix(path.Dir(rest), ".")
	}
	return rest
}

// hugoAddress is the address that Hugo gives a page.
func (s *Site) hugoAddress(p *Page, m *mount, rest string) []string {
	language := m.language
	bare := strings.TrimSuffix(rest, path.Ext(rest))
	if code := strings.ToLower(strings.TrimPrefix(path.Ext(bare), ".")); code != "" && s.speaks(code) {
		language, bare = code, strings.TrimSuffix(bare, path.Ext(bare))
	}
	prefix := m.at
	if m.language == "" {
		prefix = path.Join(s.prefixes[language], m.at)
	}
	if url := p.text("url"); url != "" {
		return []string{url, path.Join(prefix, url)}
	}
	name := path.Base(bare)
	branch, leaf := name == "_index", name == "index"
	if branch || leaf {
		bare = strings.TrimPrefix(path.Dir(bare), ".")
	}
	if slug := p.text("slug"); slug != "" && !branch && bare != "" {
		bare = path.Join(path.Dir(bare), slug)
	}
	section, _, _ := strings.Cut(rest, "/")
	if pattern := s.permalinks[strings.ToLower(section)]; pattern != "" && !branch {
		if made, ok := s.fill(pattern, p, rest); ok {
			bare = made
		}
	}
	own := path.Join(prefix, hugoPath(bare))
	return []string{own, path.Join(prefix, strings.ToLower(bare))}
}

// hugoPath makes a path fit for an address: lower case, a hyphen for blanks, other signs left out.
func hugoPath(p string) string {
	var out strings.Builder
	gap := false
	for _, r := range strings.ToLower(p) {
		switch {
		case unicode.IsSpace(r):
			gap = true
			continue
		case strings.ContainsRune("./_-#+~%@", r) || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		default:
			continue
		}
		if gap && out.Len() > 0 && r != '-' {
			out.WriteByte('-')
		}
		gap = false
		out.WriteRune(r)
	}
	return out.String()
}

// speaks reports whether a code is that of one of the site's languages.
func (s *Site) speaks(code string) bool {
	for _, language := range s.Languages {
		if language == code {
			return true
		}
	}
	return false
}

// fill puts a page into the pattern of a permalink; false if the pattern asks for what is not known here.
func (s *Site) fill(pattern string, p *Page, rest string) (string, bool) {
	date, _ := s.date(p.text("date"))
	name := path.Base(stem(rest))
	if len(name) > 11 && name[4] == '-' && name[7] == '-' && name[10] == '-' {
		if day, err := time.ParseInLocation(time.DateOnly, name[:10], s.Zone); err == nil {
			name = name[11:]
			if date.IsZero() {
				date = day
			}
		}
	}
	folder := strings.TrimPrefix(path.Dir(rest), ".")
	section, _, _ := strings.Cut(folder, "/")
	slug, title := p.text("slug"), p.text("title")
	if slug == "" {
		slug = name
	}
	jekyll := s.Generator == "jekyll" || s.Generator == "hexo"
	if jekyll || title == "" {
		title = slug
	}
	categories := p.list("categories")
	if len(categories) == 1 && jekyll {
		categories = strings.Fields(categories[0])
	}
	if category := p.text("category"); category != "" && len(categories) == 0 {
		categories = []string{category}
	}
	ok := true
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		part = strings.TrimSuffix(part, ":output_ext")
		for _, token := range permalinkTokens(part) {
			value := ""
			switch token {
			case ":year":
				value = date.Format("2006")
			case ":short_year":
				value = date.Format("06")
			case ":month":
				value = date.Format("01")
			case ":i_month":
				value = date.Format("1")
			case ":monthname", ":long_month":
				value = strings.ToLower(date.Format("January"))
			case ":day":
				value = date.Format("02")
			case ":i_day":
				value = date.Format("2")
			case ":title":
				value = title
			case ":slug", ":name", ":basename", ":slugorfilename", ":slugorcontentbasename":
				value = slug
			case ":filename", ":contentbasename", ":post_title":
				value = name
			case ":section", ":collection":
				value = section
			case ":sections", ":path":
				value = folder
				if token == ":path" {
					value = path.Join(folder, name)
				}
			case ":categories", ":category":
				value = strings.ToLower(strings.Join(categories, "/"))
			default:
				ok = false
			}
			part = strings.Replace(part, token, value, 1)
		}
		parts[i] = part
	}
	return hugoPath(path.Join(parts...)), ok
}

// permalinkTokens lists the words of a part of a pattern that begin with a colon, the longer ones as a whole.
func permalinkTokens(part string) []string {
	var tokens []string
	for {
		k := strings.IndexByte(part, ':')
		if k < 0 {
			return tokens
		}
		end := k + 1
		for end < len(part) && (part[end] == '_' || part[end] >= 'a' && part[end] <= 'z') {
			end++
		}
		tokens = append(tokens, part[k:end])
		part = part[end:]
	}
}

// jekyllAddress is the address that Jekyll gives a page.
func (s *Site) jekyllAddress(p *Page, m *mount, rest string) []string {
	pattern := p.text("permalink")
	if pattern == "" {
		pattern = s.permalinkOf(m, rest)
	}
	if pattern == "" {
		if folder, _, ok := strings.Cut(m.folder, "/"); ok || strings.HasPrefix(folder, "_") {
			return []string{path.Join(m.at, stem(rest))}
		}
		return []string{stem(rest), rest}
	}
	if made, ok := s.fill(pattern, p, path.Join(m.at, rest)); ok {
		if !strings.Contains(pattern, ":") {
			made = strings.TrimSuffix(pattern, "/") // as it stands, capitals too
		}
		return []string{made, rest}
	}
	return nil
}

// permalinkOf returns the pattern that the configuration has for a page, "" for none.
func (s *Site) permalinkOf(m *mount, rest string) string {
	for _, d := range s.defaults {
		if _, ok := within(path.Join(m.folder, rest), d.folder); ok && d.permalink != "" {
			return d.permalink
		}
	}
	name := strings.TrimPrefix(path.Base(m.folder), "_")
	if strings.HasPrefix(path.Base(m.folder), "_") {
		if pattern := s.permalinks[name]; pattern != "" {
			return pattern
		}
	}
	if name != "posts" {
		return ""
	}
	switch style := s.permalinks[""]; style {
	case "", "date":
		return "/:categories/:year/:month/:day/:title"
	case "pretty":
		return "/:categories/:year/:month/:day/:title/"
	case "none":
		return "/:categories/:title"
	case "ordinal", "weekdate":
		return ":unknown"
	default:
		return style
	}
}

// pageDefault is what Jekyll's configuration sets for the pages of a folder.
type pageDefault struct{ folder, permalink string }
