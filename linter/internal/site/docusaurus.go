package site

import (
	"path"
	"strings"
)

// docusaurus recognises Docusaurus. Its configuration is a program; the folders are the usual ones.
func docusaurus(p place) *Site {
	config := p.first("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs")
	if config == "" {
		return nil
	}
	site := &Site{
		Generator: "docusaurus", open: true, jsx: true,
		frame: []string{config, "package.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "plugins", "versions.json",
			"babel.config.js", "tsconfig.json", "src/theme", "src/components", "src/css"},
		shapes: []string{"_category_.json", "_category_.yml", "_category_.yaml", ".js", ".jsx", ".ts", ".tsx", ".css", ".scss",
			"sidebars.json", "authors.yml", "tags.yml"},
		skip: []string{"node_modules", "build", ".docusaurus"},
		ids:  []string{"github"}, fixedIDs: true, ending: "/",
		pages: []mount{{folder: "docs", at: "docs"}, {folder: "blog", at: "blog"}, {folder: "src/pages"}},
		files: []mount{{folder: "static"}, {folder: "docs", at: "docs"}, {folder: "blog", at: "blog"}},
	}
	for _, entry := range p.tree.Sub("i18n").Entries() {
		language, rest, _ := strings.Cut(entry.Path, "/")
		for plugin, at := range map[string]string{"docusaurus-plugin-content-docs/current": "docs",
			"docusaurus-plugin-content-blog": "blog", "docusaurus-plugin-content-pages": ""} {
			m := mount{folder: path.Join("i18n", language, plugin), at: path.Join(language, at), language: strings.ToLower(language)}
			if strings.HasPrefix(rest, plugin+"/") {
				site.add(m)
			}
		}
	}
	return site
}

// add adds a folder of pages, once.
func (s *Site) add(m mount) {
	for _, known := range s.pages {
		if known == m {
			return
		}
	}
	s.pages = append(s.pages, m)
}
