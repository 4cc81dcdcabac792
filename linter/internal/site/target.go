package site

import (
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// What an internal address refers to.
const (
	Exists    = "exists"
	Missing   = "missing"
	Hidden    = "hidden"    // a page that is not public
	NoAnchor  = "no-anchor" // the page is there, the place in it is not
	Undecided = "undecided" // the answer depends on the generator, a theme or code
	Outside   = "outside"   // not an address of this site
)

// Address is an internal address as it is written in a page.
type Address struct {
	Path     string // without scheme, host, query and fragment; percent signs kept
	Anchor   string // percent signs kept
	Template string // the address as written, where a template makes a part of it
}

// Target says what an address written in the page at p refers to. For an address that a template makes, unknown reports
// that the template is none whose meaning is known here.
func (x *Index) Target(p string, a Address) (target string, unknown bool) {
	from := x.entries[p]
	if from == nil {
		return Undecided, true
	}
	if a.Template != "" {
		plain, ok := from.site.unwrap(a.Template)
		if !ok {
			return Undecided, true
		}
		return x.settled(from, plain)
	}
	r := reference{path: a.Path, anchor: a.Anchor}
	if rest, ok := strings.CutPrefix(a.Path, "@/"); ok && from.site.Generator == "zola" {
		r.path, r.page = "/"+rest, true
	}
	return x.settled(from, r)
}

// reference is an address freed of templates.
type reference struct {
	path, anchor string
	page         bool // it names a page's file, as Hugo's ref and Jekyll's link do: what is not there breaks the build
}

func (x *Index) settled(from *entry, r reference) (string, bool) {
	address, err := url.PathUnescape(r.path)
	if err != nil {
		return Undecided, false
	}
	address = strings.ReplaceAll(text.NFC(address), `\`, "/")
	anchor, err := url.PathUnescape(r.anchor)
	if err != nil {
		anchor = r.anchor
	}
	if address == "" {
		return x.place(from, from, anchor), false
	}
	switch found, e := x.find(from, address); {
	case e != nil && e.hidden != "" && from.hidden == "":
		return Hidden, false
	case e != nil:
		return x.place(from, e, anchor), false
	case found:
		return Exists, false
	case r.page && from.site.Generator == "hugo" && x.names[stem(path.Base(address))]:
		return Exists, false // Hugo finds a page by its name alone
	case r.page, from.site.certain(x, from, address):
		return Missing, false
	}
	return Undecided, false
}

// place says whether an anchor is on a page.
func (x *Index) place(from, e *entry, anchor string) string {
	switch anchor {
	case "", "top", "_top": // browsers and Starlight know these by themselves
		return Exists
	}
	if strings.ContainsAny(anchor, ":/=~") || e.hasID(anchor) { // text fragments, routes of programs
		return Exists
	}
	if len(e.site.ids) == 0 || e == from && included(e.at) || e.dynamic || !e.site.fixedIDs || stem(path.Base(e.at)) == "" {
		return Undecided // a template, a theme or a program may put the place there, most of all on the page of a folder
	}
	return NoAnchor
}

// included reports whether a page is a part of others: its name or that of a folder around it begins with "_".
func included(at string) bool {
	if base := path.Base(at); strings.HasPrefix(base, "_") && !strings.HasPrefix(base, "_index.") {
		return true
	}
	folder := path.Dir(at)
	return (strings.HasPrefix(folder, "_") || strings.Contains(folder, "/_")) && !strings.Contains("/"+folder+"/", "/_posts/")
}

// fixedAddress is an address that leads to the same place from every page of a site.
type fixedAddress struct {
	site    *Site
	address string
}

// reached is what an address leads to.
type reached struct {
	found bool
	entry *entry // nil if it is no page
}

// find looks for what an address leads to: a page, or something that is no page. Menus and cross-references repeat
// absolute addresses on many pages, so each is looked for once.
func (x *Index) find(from *entry, address string) (bool, *entry) {
	if !strings.HasPrefix(address, "/") {
		return x.search(from, address)
	}
	at := fixedAddress{from.site, address}
	if known, ok := x.fixed.Load(at); ok {
		return known.(reached).found, known.(reached).entry
	}
	found, e := x.search(from, address)
	x.fixed.Store(at, reached{found, e})
	return found, e
}

func (x *Index) search(from *entry, address string) (bool, *entry) {
	s := from.site
	// As a file beside the page, or from the content's top.
	files := []string{path.Join(path.Dir(from.Path), address)}
	if strings.HasPrefix(address, "/") {
		files = files[:0]
		for _, file := range s.published(strings.TrimPrefix(address, "/")) {
			files = append(files, s.outside(file))
		}
	}
	if namesPage(address) && !strings.HasPrefix(address, "/") {
		for _, m := range s.pages { // from the content's top, as in Hugo's ref
			files = append(files, s.outside(path.Join(m.folder, address)))
		}
	}
	for _, file := range files {
		if e := x.entries[x.file(s, file)]; e != nil {
			return true, e
		}
	}
	// As an address of a page.
	for k := range s.keysOf(from, address) {
		if e := x.known[s][k]; e != nil {
			return true, e
		}
	}
	// As a file that is no page.
	files = append(files, x.layout.Candidates(from.Path, address)...)
	if s.Generator == "hugo" { // a template looks for a resource from the top of the assets
		for _, m := range s.files {
			files = append(files, s.outside(path.Join(m.folder, address)))
		}
	}
	for _, file := range files {
		if x.file(s, file) != "" || s.moved[file] {
			return true, nil
		}
	}
	return x.generated(from, address), nil
}

// file returns the path of the file of a name, "" if there is none.
func (x *Index) file(s *Site, name string) string {
	name = text.NFC(name)
	if s.foldCase {
		return x.folded[strings.ToLower(name)]
	}
	return x.layout.files()[name]
}

// namesPage reports whether an address ends like the file of a page.
func namesPage(address string) bool {
	switch strings.ToLower(path.Ext(address)) {
	case ".md", ".mdx", ".markdown":
		return true
	}
	return false
}

// keysOf goes through the keys that an address written in a page may have, the likeliest first. Themes add the language
// of a page to its links, and what one language lacks may be shown in another: these come last.
func (s *Site) keysOf(from *entry, address string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var keys []string
		for raw := range s.readings(from, address) {
			if namesPage(address) {
				raw = path.Join("/", stem(raw))
			}
			k := s.key(raw)
			if !yield(k) {
				return
			}
			keys = append(keys, k)
		}
		for _, k := range keys {
			bare := k
			if first, rest, _ := strings.Cut(k, "/"); slices.Contains(s.folders, first) {
				bare = rest
				if !yield(bare) {
					return
				}
			}
			for _, folder := range s.folders {
				if !yield(strings.TrimSuffix(folder+"/"+bare, "/")) {
					return
				}
			}
		}
	}
}

// readings goes through what a written address may mean, from the site's top.
func (s *Site) readings(from *entry, address string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if strings.HasPrefix(address, "/") {
			if !yield(address) || s.Base == "" {
				return
			}
			if address == s.Base {
				yield("")
			} else if rest, ok := within(address, s.Base); ok {
				yield(rest)
			}
			return
		}
		for i, own := range from.keys {
			if !yield(path.Join("/", own, address)) {
				return
			}
			// The address without a slash at its end, and links that are meant from the file's folder.
			if i == 0 && !yield(path.Join("/", path.Dir(own), address)) {
				return
			}
		}
		if m, _ := mountOf(s.pages, from.at); m != nil {
			at, _ := within(path.Dir(from.at), m.folder)
			if !yield(path.Join("/", m.at, at, address)) {
				return
			}
		}
		yield(path.Join("/", address))
	}
}

// key is the form in which this site compares addresses.
func (s *Site) key(address string) string {
	if s.foldCase {
		address = strings.ToLower(address)
	}
	return key(address)
}

// generated reports whether a generator makes something by itself at an address: lists of folders and of terms, feeds.
func (x *Index) generated(from *entry, address string) bool {
	s := from.site
	switch s.Generator {
	case plain: // a forge shows a folder
		folder := path.Join(path.Dir(from.Path), address)
		if strings.HasPrefix(address, "/") {
			folder = s.outside(path.Clean(strings.TrimPrefix(address, "/")))
		}
		return x.folders[strings.Trim(folder, "/.")] || strings.Trim(folder, "/") == ""
	case "hugo", "zola":
		for k := range s.keysOf(from, address) {
			first, rest, _ := strings.Cut(k, "/")
			if slices.Contains(s.terms, first) || k == "" {
				return true
			}
			if _, isLanguage := s.languageAt(first); isLanguage && (rest == "" || slices.ContainsFunc(s.terms, func(term string) bool {
				_, ok := within(rest, term)
				return ok
			})) {
				return true
			}
			for _, m := range s.pages { // a folder of the content is a section
				if inner, ok := within(k, m.at); ok && x.folders[s.outside(path.Join(m.folder, inner))] {
					return true
				}
			}
		}
	}
	return false
}

// languageAt returns the language that appears under a folder.
func (s *Site) languageAt(folder string) (string, bool) {
	for language, prefix := range s.prefixes {
		if prefix == folder && folder != "" {
			return language, true
		}
	}
	for _, m := range s.pages {
		if m.language != "" && m.at == folder {
			return m.language, true
		}
	}
	return "", false
}

// certain reports whether what was not found at an address is surely not there.
func (s *Site) certain(x *Index, from *entry, address string) bool {
	absolute := strings.HasPrefix(address, "/")
	switch {
	case strings.ContainsAny(address, "{}<>*$"), strings.HasPrefix(address, "@"), strings.HasPrefix(address, "~"),
		!absolute && included(from.at), x.redirected(s, from, address):
		return false
	case namesPage(address) && !absolute:
		return s.Generator != "eleventy"
	case isMedia(address):
		return !absolute && s.Generator != "eleventy" || absolute && s.codeKnown && s.Generator != plain
	case namesFile(address):
		return !absolute && s.Generator != "eleventy"
	case s.Generator == plain:
		return !absolute
	case s.linkHook, x.absent(s, from, address):
		return false
	case !s.addressed || !s.fixedAddresses:
		return false
	}
	if s.codeKnown {
		return true
	}
	// A theme may bring pages of its own, but not into the folders of the site's content.
	for k := range s.keysOf(from, address) {
		folder := path.Dir(k)
		if folder == "." {
			continue
		}
		for _, m := range s.pages {
			if inner, ok := within(folder, m.at); ok && inner != "" && x.folders[s.outside(path.Join(m.folder, inner))] {
				return true
			}
		}
	}
	return false
}

// absent reports whether an address stands below a folder whose files are not in the tree.
func (x *Index) absent(s *Site, from *entry, address string) bool {
	if len(s.absent) == 0 {
		return false
	}
	for k := range s.keysOf(from, address) {
		for _, folder := range s.absent {
			if _, ok := within(k, folder); ok && folder != "" || k == folder {
				return true
			}
		}
	}
	return false
}

// redirected reports whether a file of redirections mentions an address, or one of those above it with a star.
func (x *Index) redirected(s *Site, from *entry, address string) bool {
	if len(s.redirects) == 0 {
		return false
	}
	for k := range s.keysOf(from, address) {
		for _, rule := range s.redirects {
			if stem, star := strings.CutSuffix(rule, "*"); star && strings.HasPrefix(k+"/", stem) || k == rule {
				return true
			}
		}
	}
	return false
}

// isMedia reports whether an address ends like an image, a document, sound or film: what no theme makes by itself.
func isMedia(address string) bool {
	switch strings.ToLower(path.Ext(address)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt",
		".zip", ".rar", ".mp3", ".mp4":
		return true
	}
	return false
}

// namesFile reports whether an address ends in a name with an extension that a web server serves as a file.
func namesFile(address string) bool {
	ext := strings.TrimPrefix(strings.ToLower(path.Ext(address)), ".")
	if ext == "" || ext == "html" || ext == "htm" || ext == "php" || len(ext) > 5 {
		return false
	}
	for _, r := range ext {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return !onlyDigits(ext)
}

// onlyDigits tells version numbers such as v1.2 from extensions.
func onlyDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
