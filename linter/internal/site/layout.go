// Package site knows how site generators lay out their files: which files are pages, which of them are public, under
// which addresses they appear, and what an address written in a page refers to. It reads the configuration of the
// generators as data; what only a program or a theme could say it does not guess.
package site

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Layout is the sites of a tree.
type Layout struct {
	Generator string  // of the first site
	Sites     []*Site // a site stands before those in its folders; there is always one

	tree  *repo.Tree
	files func() map[string]string // the path of every file, by its form in NFC; asked for only where addresses are
}

// Fault is something in a generator's configuration that cannot be read. What depends on it is undecided.
type Fault struct {
	Path   string // of the file
	Detail string
}

// Detect recognises the sites of a tree by their files, in its top folder and down to two folders below it.
func Detect(tree *repo.Tree) Layout {
	l := Layout{tree: tree, files: sync.OnceValue(func() map[string]string {
		files := make(map[string]string, len(tree.Entries()))
		for _, entry := range tree.Entries() {
			files[text.NFC(entry.Path)] = entry.Path
		}
		return files
	})}
	top := detectAt(tree, "")
	l.Sites = []*Site{top}
	for _, folder := range folders(tree) {
		if skipped(folder) || l.claims(folder) {
			continue
		}
		if s := detectAt(tree, folder); s.Generator != plain {
			l.Sites = append(l.Sites, s)
		}
	}
	l.Generator = top.Generator
	if top.Generator == plain && len(l.Sites) > 1 {
		l.Generator = l.Sites[1].Generator
	}
	return l
}

// folders lists the folders of the tree that are at most two levels deep, in their order.
func folders(tree *repo.Tree) []string {
	var found []string
	last := ""
	for _, entry := range tree.Entries() {
		folder := path.Dir(entry.Path)
		if parts := strings.SplitN(folder, "/", 3); len(parts) == 3 {
			folder = parts[0] + "/" + parts[1]
		}
		if folder == last || folder == "." {
			continue
		}
		last = folder
		if first, _, nested := strings.Cut(folder, "/"); nested {
			found = append(found, first)
		}
		found = append(found, folder)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// claims reports whether a recognised site further up has a use for a folder. A site in it would be one that only a
// change of that content made.
func (l Layout) claims(folder string) bool {
	for _, s := range l.Sites {
		if inside, ok := s.inside(folder); ok && s.Generator != plain && s.uses(inside+"/") {
			return true
		}
	}
	return false
}

// skipped reports whether a folder is one that never holds a site of its own: what others wrote, or what is generated.
func skipped(folder string) bool {
	for name := range strings.SplitSeq(folder, "/") {
		if strings.HasPrefix(name, ".") || slices.Contains(foreignFolders(), name) {
			return true
		}
	}
	return false
}

// foreignFolders lists folders that hold what others wrote or what is generated.
func foreignFolders() []string {
	return []string{"node_modules", "vendor", "themes", "public", "_site", "dist", "build", "resources"}
}

// siteOf returns the innermost site that a file stands in, and its path there.
func (l Layout) siteOf(p string) (*Site, string) {
	for _, s := range slices.Backward(l.Sites) {
		if inside, ok := s.inside(p); ok {
			return s, inside
		}
	}
	return &Site{Generator: plain}, p // a layout without files
}

// IsPage reports whether the file at p is a page, public or not.
func (l Layout) IsPage(p string) bool {
	s, inside := l.siteOf(p)
	return s.isPage(inside)
}

// Section returns the first folder of a page below the folder of its content, or "".
func (l Layout) Section(p string) string {
	s, inside := l.siteOf(p)
	return s.section(inside)
}

// IsFrame reports whether the file at p shapes pages other than itself: a layout, a theme, the generator's
// configuration, data.
func (l Layout) IsFrame(p string) bool {
	s, inside := l.siteOf(p)
	return s.isFrame(inside)
}

// IsPublished reports whether the generator puts the file at p on the web as it is, or makes a page of it, though it is no
// Markdown.
func (l Layout) IsPublished(p string) bool {
	s, inside := l.siteOf(p)
	return s.isPublished(inside)
}

// BundleFolder returns the folder whose files belong to the page at p, if the generator bundles files with pages.
func (l Layout) BundleFolder(p string) (string, bool) {
	s, _ := l.siteOf(p)
	name := path.Base(p)
	return path.Dir(p), s.bundles && (name == "index.md" || name == "index.markdown")
}

// Roots lists the folders of the content of all sites, for the sections of pages.
func (l Layout) Roots() []string {
	var roots []string
	for _, s := range l.Sites {
		for _, m := range s.pages {
			if !m.guessed {
				roots = append(roots, s.outside(m.folder))
			}
		}
	}
	return roots
}

// Language returns the language that the configuration of the sites states for pages that name none; "" if it does not, or if
// they differ.
func (l Layout) Language() string {
	var languages []string
	for _, s := range l.Sites {
		if s.Generator != plain && !slices.Contains(languages, s.Language) {
			languages = append(languages, s.Language)
		}
	}
	if len(languages) != 1 {
		return ""
	}
	return languages[0]
}

// tongue returns a language's code without the country: vi for vi-VN.
func tongue(code string) string {
	code, _, _ = strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
	return strings.ToLower(code)
}

// Faults lists what could not be read of the configuration of all sites.
func (l Layout) Faults() []Fault {
	var faults []Fault
	for _, s := range l.Sites {
		faults = append(faults, s.faults...)
	}
	return faults
}

// Resolve returns the path of the file that an address written in the page at p refers to.
func (l Layout) Resolve(p, address string) (string, bool) {
	for _, candidate := range l.Candidates(p, address) {
		if file, ok := l.files()[text.NFC(candidate)]; ok {
			return file, true
		}
	}
	return "", false
}

// Candidates lists where the file of an address may stand, the likeliest first. The address is a path without scheme,
// host, query and fragment, percent-decoded.
func (l Layout) Candidates(p, address string) []string {
	s, inside := l.siteOf(p)
	found := s.candidates(inside, address)
	for i, file := range found {
		found[i] = s.outside(file)
	}
	return found
}
