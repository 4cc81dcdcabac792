package site

import (
	"path"
	"strings"
)

// zola recognises Zola by its configuration.
func zola(p place) *Site {
	config := p.first("zola.toml", "config.toml")
	if config == "" || config == "config.toml" && !p.isZola("toml") {
		return nil
	}
	s := p.settings()
	s.read(config, "")
	site := &Site{
		Generator: "zola", Config: s.files, faults: s.faults, bundles: true, codeKnown: s.text("theme") == "",
		Base:  basePath(s.text("base_url")),
		frame: []string{"zola.toml", "config.toml", "templates", "themes", "sass", "syntaxes", "highlight_themes"},
		pages: []mount{{folder: "content"}},
		files: []mount{{folder: "static"}},
	}
	if first := s.text("default_language"); first != "" {
		site.Languages, site.Language = []string{strings.ToLower(first)}, tongue(first)
	} else {
		site.Languages = []string{"en"}
	}
	for _, code := range s.names("languages") {
		if code != site.Languages[0] {
			site.Languages = append(site.Languages, code)
		}
	}
	if theme := s.text("theme"); theme != "" {
		site.files = append(site.files, mount{folder: path.Join("themes", theme, "static")})
	}
	site.address, site.addressed, site.fixedAddresses, site.ending = site.hugoAddress, len(s.faults) == 0, true, "/"
	site.prefixes = map[string]string{}
	for _, code := range site.Languages[1:] {
		site.prefixes[code] = code
	}
	for _, n := range s.names("taxonomies") {
		site.terms = append(site.terms, s.text("taxonomies."+n+".name"))
	}
	site.ids = []string{"github", "hexo"} // its own transliteration is not known here
	site.open = len(s.faults) > 0
	return site
}
