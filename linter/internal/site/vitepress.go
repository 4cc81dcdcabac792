package site

import "path"

// vitepress recognises VitePress in the folder that holds .vitepress. Its configuration is a program.
func vitepress(p place) *Site {
	folder := ""
	if !p.hasVitePress("") {
		// srcDir and the place of .vitepress are often a folder below; that folder is the site.
		return nil
	}
	site := &Site{
		Generator: "vitepress", open: true,
		frame:  []string{".vitepress", "package.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "tsconfig.json"},
		shapes: []string{".vue", ".js", ".ts", ".mjs", ".mts", ".css", ".scss"},
		skip:   []string{"node_modules", ".vitepress"},
		ids:    []string{"vitepress"}, fixedIDs: true, ending: ".html",
		pages: []mount{{folder: folder}},
		files: []mount{{folder: "public"}, {folder: folder}},
	}
	if p.tree.HasFolder("src") { // the usual srcDir
		site.pages = append(site.pages, mount{folder: "src"})
		site.files = append(site.files, mount{folder: "src/public"}, mount{folder: "src"})
	}
	return site
}

func (p place) hasVitePress(folder string) bool {
	for _, ext := range []string{"js", "ts", "mjs", "mts", "cjs", "cts"} {
		if p.tree.Has(path.Join(folder, ".vitepress/config."+ext)) || p.tree.Has(path.Join(folder, ".vitepress/config/index."+ext)) {
			return true
		}
	}
	return false
}
