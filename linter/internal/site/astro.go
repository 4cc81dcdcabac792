package site

import (
	"path"
	"regexp"
	"strings"
)

// astro recognises Astro and, by its dependencies, Starlight. Its configuration is a program.
func astro(p place) *Site {
	config := p.first("astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.cjs", "astro.config.mts")
	if config == "" {
		return nil
	}
	site := &Site{
		Generator: "astro", open: true, jsx: true, under: true,
		frame: []string{config, "package.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "tsconfig.json",
			"integrations", "plugins", "config"},
		shapes: []string{".astro", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".mts", ".css", ".scss", ".vue", ".svelte",
			"src/components", "src/layouts", "src/data", "src/styles", "src/i18n"},
		skip: []string{"node_modules", "dist"},
		ids:  []string{"github"}, fixedIDs: true, ending: "/",
		pages: []mount{{folder: "src/content"}, {folder: "src/pages"}},
		files: []mount{{folder: "public"}},
	}
	if isStarlight(p) {
		site.Generator = "starlight"
		site.pages = append(site.pages, mount{folder: "src/content/docs"})
		code := regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z]{2,4})?$`)
		for _, entry := range p.tree.Sub("src/content/docs").Entries() {
			language, _, nested := strings.Cut(entry.Path, "/")
			if nested && code.MatchString(language) {
				site.add(mount{folder: path.Join("src/content/docs", language), at: language, language: strings.ToLower(language), guessed: true})
			}
		}
	}
	return site
}

// isStarlight reports whether the site's dependencies name Starlight.
func isStarlight(p place) bool {
	text, err := p.tree.Read("package.json", maxConfig)
	return err == nil && strings.Contains(string(text), `"@astrojs/starlight"`)
}
