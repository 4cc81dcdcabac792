package site

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// Site is one site: a folder of the tree that one generator reads. Paths in it count from that folder.
type Site struct {
	Generator string
	Root      string         // the folder; "" is the top of the tree
	Config    []string       // configuration files that were read, from the top of the tree
	Base      string         // path under which the whole site appears, as in "/truong"; "" is the top of the host
	Languages []string       // their codes, the default one first
	Language  string         // of pages that name none, without a country, as the configuration says; "" if it does not
	Zone      *time.Location // of dates that name none

	pages  []mount  // folders whose Markdown becomes pages
	files  []mount  // folders whose files are published as they are
	frame  []string // files and folders that shape every page
	shapes []string // names and endings (with a leading ".") of files that shape pages wherever they stand
	skip   []string // folders and files that the generator passes over; a name without "/" counts in every folder

	bundles   bool // the files beside an index.md belong to it
	open      bool // a program decides where pages stand: every Markdown file is judged as one
	jsx       bool // .mdx files are pages as well
	under     bool // folders and files that begin with "_" are no pages
	codeKnown bool // all that decides about addresses is in data that was read

	// Where pages appear.
	address        func(p *Page, m *mount, rest string) []string // nil: the path of the file without its extension
	addressed      bool                                          // addresses follow from data that was read
	fixedAddresses bool                                          // there are no pages but those of files
	ending         string                                        // of an address: "/" or ".html"
	prefixes       map[string]string                             // folder that a language appears under
	folders        []string                                      // those that a language appears under
	permalinks     map[string]string                             // pattern of a section or collection; "" for all
	defaults       []pageDefault
	terms          []string        // folders of lists that the generator makes, such as tags
	foldCase       bool            // capitals do not matter in addresses
	linkHook       bool            // a template of the site turns written addresses into others
	absent         []string        // folders of addresses whose files do not stand in the tree
	moved          map[string]bool // files of the tree that are gone, whose addresses lead elsewhere
	redirects      []string        // keys of addresses that the host sends elsewhere
	quiet          []string        // folders whose pages do not appear
	future         bool            // pages of a later date are shown
	expired        bool            // pages whose last day has passed are shown
	handed         *Page           // what the configuration hands down to every page of Hugo

	// How headings get their ids: any of these ways; fixed says that there is no other.
	ids      []string
	fixedIDs bool

	faults []Fault
}

// mount is a folder of files and the address they appear under.
type mount struct {
	folder   string // "" is the site's top
	at       string // without slashes at its ends
	language string // of the pages in it; "" if their names or fields tell
	guessed  bool   // only its name suggests the language: it stays a section for those who decide about reviews
}

// generators is the table of what is recognised, the most certain first. The last one recognises everything.
func generators() []func(place) *Site {
	return []func(place) *Site{
		hugo, zola, docusaurus, astro, eleventy, mkdocs, zensical, vitepress, hexo, jekyll, sphinx, docfx, markdown,
	}
}

// detectAt recognises what stands in one folder of the tree.
func detectAt(tree *repo.Tree, root string) *Site {
	p := place{whole: tree, tree: tree.Sub(root), root: root}
	for _, recognise := range generators() {
		if s := recognise(p); s != nil {
			s.Root = root
			s.redirects = redirections(p.tree, s)
			s.folders = s.languageFolders()
			if s.Zone == nil {
				s.Zone = time.UTC
			}
			return s
		}
	}
	return nil
}

// languageFolders lists the folders that a language appears under.
func (s *Site) languageFolders() []string {
	var folders []string
	for _, m := range s.pages {
		if m.language != "" && m.at != "" && !slices.Contains(folders, m.at) {
			folders = append(folders, m.at)
		}
	}
	for _, folder := range s.prefixes {
		if folder != "" && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	return folders
}

// inside turns a path of the tree into one of the site.
func (s *Site) inside(p string) (string, bool) {
	if s.Root == "" {
		return p, true
	}
	return strings.CutPrefix(p, s.Root+"/")
}

// outside turns a path of the site, without "." and ".." in it, into one of the tree.
func (s *Site) outside(p string) string {
	if s.Root == "" {
		return p
	}
	return path.Join(s.Root, p)
}

// within returns the path of a file below a folder.
func within(p, folder string) (string, bool) {
	if folder == "" {
		return p, true
	}
	return strings.CutPrefix(p, folder+"/")
}

// mountOf returns the innermost of the mounts that a file stands in, and its path there.
func mountOf(mounts []mount, p string) (best *mount, rest string) {
	for i := range mounts {
		m := &mounts[i]
		inner, ok := within(p, m.folder)
		if ok && (best == nil || len(m.folder) > len(best.folder)) {
			best, rest = m, inner
		}
	}
	return best, rest
}

// uses reports whether a file, or a folder with a slash at its end, is content, published or part of the frame.
func (s *Site) uses(p string) bool {
	if s.isFrame(p) {
		return true
	}
	for _, m := range slices.Concat(s.pages, s.files) {
		if _, ok := within(p, m.folder); ok && !s.skips(p) {
			return true
		}
	}
	return false
}

// skips reports whether the generator passes a file over.
func (s *Site) skips(p string) bool {
	for _, name := range s.skip {
		if strings.Contains(name, "/") {
			if name = strings.Trim(name, "/"); p == name || strings.HasPrefix(p, name+"/") {
				return true
			}
			continue
		}
		for part := range strings.SplitSeq(p, "/") {
			if part == name {
				return true
			}
		}
	}
	return false
}

func (s *Site) isPage(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".md", ".markdown":
	case ".mdx":
		if !s.jsx {
			return false
		}
	default:
		return false
	}
	folders := strings.Split(p, "/")
	for _, folder := range folders[:len(folders)-1] {
		if strings.HasPrefix(folder, ".") || s.open && slices.Contains(foreignFolders(), folder) {
			return false
		}
	}
	if s.open {
		return (len(folders) > 1 || !isRepositoryNotice(p)) && !s.isFrame(p)
	}
	m, rest := mountOf(s.pages, p)
	if m == nil || s.skips(p) {
		return false
	}
	if s.under {
		return !strings.HasPrefix(rest, "_") && !strings.Contains(rest, "/_")
	}
	return true
}

// isRepositoryNotice reports whether a file in the root speaks of the repository instead of being a page of the site.
func isRepositoryNotice(p string) bool {
	name := strings.ToUpper(strings.TrimSuffix(p, path.Ext(p)))
	return slices.Contains([]string{"README", "CHANGELOG", "LICENSE", "CONTRIBUTING", "SECURITY", "CODE_OF_CONDUCT"}, name)
}

func (s *Site) section(p string) string {
	certain := slices.DeleteFunc(slices.Clone(s.pages), func(m mount) bool { return m.guessed })
	_, rest := mountOf(certain, p)
	if section, _, nested := strings.Cut(rest, "/"); nested {
		return section
	}
	return ""
}

func (s *Site) isFrame(p string) bool {
	for _, f := range s.frame {
		if p == f || strings.HasPrefix(p, f+"/") {
			return true
		}
	}
	for _, shape := range s.shapes {
		switch ending := strings.HasPrefix(shape, "."); {
		case ending && strings.HasSuffix(p, shape):
			return true
		case !ending && (path.Base(p) == shape || strings.HasPrefix(p, shape+"/") || strings.Contains(p, "/"+shape+"/")):
			return true
		}
	}
	return false
}

func (s *Site) isPublished(p string) bool {
	if s.Generator == plain || s.skips(p) || strings.HasPrefix(p, ".") || strings.Contains(p, "/.") {
		return false
	}
	for _, m := range slices.Concat(s.pages, s.files) {
		if rest, ok := within(p, m.folder); ok && !(s.under && strings.HasPrefix(rest, "_")) {
			return true
		}
	}
	return false
}

// candidates lists where the file of an address may stand, the likeliest first.
func (s *Site) candidates(p, address string) []string {
	if rooted, ok := strings.CutPrefix(address, "/"); ok {
		found := s.published(rooted)
		if s.Base != "" {
			if rest, ok := within("/"+rooted, s.Base); ok {
				found = append(found, s.published(rest)...)
			}
		}
		return found
	}
	found := []string{path.Join(path.Dir(p), address)}
	m, rest := mountOf(s.pages, p)
	if m == nil || s.Generator == plain {
		return found
	}
	// The browser reads a relative address from the folder that the page is published as: tin/a.md appears at tin/a/.
	folder := strings.TrimSuffix(rest, path.Ext(rest))
	if name := path.Base(folder); name == "index" || name == "_index" {
		folder = path.Dir(folder)
	}
	found = append(found, s.published(path.Join(m.at, folder, address))...)
	return append(found, s.otherLanguages(found)...)
}

// published lists where the file may stand that appears at an address of the site.
func (s *Site) published(at string) []string {
	var found []string
	for _, mounts := range [][]mount{s.files, s.pages} {
		for _, m := range mounts {
			if rest, ok := within(at, m.at); ok {
				found = append(found, path.Join(m.folder, rest))
			}
		}
	}
	return found
}

// otherLanguages lists where the same files stand in the other languages of the site.
func (s *Site) otherLanguages(files []string) []string {
	if len(s.pages) < 2 {
		return nil
	}
	var found []string
	for _, file := range files {
		m, rest := mountOf(s.pages, file)
		if m == nil || m.language == "" {
			continue
		}
		for _, other := range s.pages {
			if other.language != "" && other.language != m.language {
				found = append(found, path.Join(other.folder, rest))
			}
		}
	}
	return found
}

// Content lists the folders whose Markdown becomes pages, from the top of the tree.
func (s *Site) Content() []string { return s.mounted(s.pages) }

// Static lists the folders whose files are published as they are, from the top of the tree.
func (s *Site) Static() []string { return s.mounted(s.files) }

// Known reports whether all that decides about addresses is in files that were read; else a program or a theme decides too.
func (s *Site) Known() bool { return s.codeKnown }

func (s *Site) mounted(mounts []mount) []string {
	var folders []string
	for _, m := range mounts {
		folder := s.outside(m.folder)
		if folder == "" {
			folder = "."
		}
		if !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}
