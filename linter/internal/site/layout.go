// Package site knows how site generators lay out their files: which files are pages, which folder is a section, and
// what an address written in a page refers to.
package site

import (
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// Layout is the layout of one site.
type Layout struct {
	Generator string   // "hugo", or "markdown" when no generator is recognised
	Content   string   // folder of the pages; empty: the whole site
	static    []string // folders whose files are published at the site's root
	frame     []string // files and folders that shape every page
	bundles   bool     // the files beside an index.md belong to it
	languages []string // folders of the content that hold one language each
	files     *repo.Tree
}

// generators is the table of what is recognised, the most certain first. The last one recognises everything.
func generators() []func(*repo.Tree) (Layout, bool) {
	return []func(*repo.Tree) (Layout, bool){hugo, markdown}
}

// Detect recognises the generator of a site by its files.
func Detect(files *repo.Tree) Layout {
	for _, recognise := range generators() {
		if layout, ok := recognise(files); ok {
			layout.files = files
			return layout
		}
	}
	return Layout{files: files}
}

// skipped lists folders that never hold a site's own pages, at any depth.
func skipped() []string {
	return []string{"node_modules", "vendor", "themes", "public", "_site", "dist", "build", "resources"}
}

// IsPage reports whether the file at p is a page.
func (l Layout) IsPage(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".md", ".markdown":
	default:
		return false
	}
	inside, ok := l.inContent(p)
	if !ok {
		return false
	}
	folders := strings.Split(inside, "/")
	for _, folder := range folders[:len(folders)-1] {
		if strings.HasPrefix(folder, ".") || l.Content == "" && isOneOf(folder, skipped()) {
			return false
		}
	}
	return l.Content != "" || len(folders) > 1 || !isRepositoryNotice(p)
}

// isRepositoryNotice reports whether a file in the root speaks of the repository instead of being a page of the site.
func isRepositoryNotice(p string) bool {
	name := strings.ToUpper(strings.TrimSuffix(p, path.Ext(p)))
	return isOneOf(name, []string{"README", "CHANGELOG", "LICENSE", "CONTRIBUTING", "SECURITY", "CODE_OF_CONDUCT"})
}

// Section returns the first folder of a page below the content folder, or "".
func (l Layout) Section(p string) string {
	inside, ok := l.inContent(p)
	if !ok {
		return ""
	}
	if section, _, nested := strings.Cut(inside, "/"); nested {
		return section
	}
	return ""
}

// IsFrame reports whether the file at p shapes every page: a layout, a theme, the generator's configuration, data.
func (l Layout) IsFrame(p string) bool {
	for _, f := range l.frame {
		if p == f || strings.HasPrefix(p, f+"/") {
			return true
		}
	}
	return false
}

// IsPublished reports whether the generator puts the file at p on the web as it is, or makes a page of it, though it is no
// Markdown.
func (l Layout) IsPublished(p string) bool {
	if l.Content == "" {
		return false
	}
	for _, folder := range append([]string{l.Content}, l.static...) {
		if strings.HasPrefix(p, folder+"/") {
			return true
		}
	}
	return false
}

// BundleFolder returns the folder whose files belong to the page at p, if the generator bundles files with pages.
func (l Layout) BundleFolder(p string) (string, bool) {
	name := path.Base(p)
	return path.Dir(p), l.bundles && (name == "index.md" || name == "index.markdown")
}

func (l Layout) inContent(p string) (string, bool) {
	if l.Content == "" {
		return p, true
	}
	return strings.CutPrefix(p, l.Content+"/")
}

func isOneOf(s string, list []string) bool {
	for _, item := range list {
		if s == item {
			return true
		}
	}
	return false
}
