package site

import (
	"path"
	"strings"
)

// hexo recognises Hexo by _config.yml beside its scaffolds or its dependency.
func hexo(p place) *Site {
	config := p.first("_config.yml", "_config.yaml")
	if config == "" {
		return nil
	}
	dependencies, err := p.tree.Read("package.json", maxConfig)
	if !p.tree.HasFolder("scaffolds") && (err != nil || !strings.Contains(string(dependencies), `"hexo"`)) {
		return nil
	}
	s := p.settings()
	s.read(config, "")
	source := s.dir("source_dir", "source")
	site := &Site{
		Generator: "hexo", Config: s.files, faults: s.faults, under: true, Zone: zone(s.text("timezone")),
		Base: basePath(s.text("root")),
		frame: []string{config, "themes", "scaffolds", "scripts", "package.json", "package-lock.json", path.Join(source, "_data"),
			"_config." + s.text("theme") + ".yml"},
		pages: []mount{{folder: source}, {folder: path.Join(source, "_posts")}, {folder: path.Join(source, "_drafts")}},
		files: []mount{{folder: source}, {folder: path.Join(source, "_posts")}},
		open:  len(s.faults) > 0,
		ids:   []string{"hexo"}, ending: "/",
	}
	for _, language := range s.list("language") {
		site.Languages = append(site.Languages, strings.ToLower(language))
	}
	if len(site.Languages) > 0 {
		site.Language = tongue(site.Languages[0])
	}
	return site
}
