package site

// eleventy recognises Eleventy. Its configuration is a program, so every Markdown file counts as a page.
func eleventy(p place) *Site {
	config := p.first(".eleventy.js", ".eleventy.cjs", ".eleventy.mjs", "eleventy.config.js", "eleventy.config.cjs",
		"eleventy.config.mjs", "eleventy.config.ts")
	if config == "" {
		return nil
	}
	site := &Site{
		Generator: "eleventy", open: true,
		frame: []string{config, "package.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", ".eleventyignore"},
		shapes: []string{"_includes", "_layouts", "_data", ".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.json",
			".11ty.js", ".11ty.cjs", ".11ty.mjs", ".njk", ".liquid", ".hbs", ".ejs", ".pug", ".mustache", ".haml", ".webc"},
		skip: []string{"node_modules", "_site"},
		ids:  []string{"markdown-it-anchor", "github", "hexo"}, ending: "/",
		pages: []mount{{}}, files: []mount{{}},
	}
	for _, folder := range []string{"src", "content", "site"} { // the usual input folders
		if p.tree.HasFolder(folder) {
			site.pages = append(site.pages, mount{folder: folder})
			site.files = append(site.files, mount{folder: folder})
		}
	}
	for _, folder := range []string{"public", "static", "src/static", "src/public", "src/assets"} { // usually copied
		if p.tree.HasFolder(folder) {
			site.files = append(site.files, mount{folder: folder})
		}
	}
	return site
}
