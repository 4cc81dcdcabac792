package site

import (
	"path"
	"slices"
	"strings"
)

// jekyll recognises Jekyll by _config.yml with anything that only Jekyll has beside it or in it.
func jekyll(p place) *Site {
	config := p.first("_config.yml", "_config.yaml", "_config.toml")
	if config == "" {
		return nil
	}
	s := p.settings()
	s.read(config, "")
	if !isJekyll(p, s) {
		return nil
	}
	source := s.dir("source", "")
	site := &Site{
		Generator: "jekyll", Config: s.files, faults: s.faults, codeKnown: s.text("remote_theme")+s.text("theme") == "",
		Base: basePath(s.text("baseurl")), Zone: zone(s.text("timezone")), under: true,
		frame: []string{config, "Gemfile", "Gemfile.lock"},
		skip: append([]string{"node_modules", "vendor/bundle", "vendor/cache", "vendor/gems", "vendor/ruby", "Gemfile",
			"Gemfile.lock", ".sass-cache", ".jekyll-cache", s.dir("destination", "_site")}, s.list("exclude")...),
	}
	for key, folder := range map[string]string{"layouts_dir": "_layouts", "includes_dir": "_includes", "data_dir": "_data",
		"plugins_dir": "_plugins", "sass.sass_dir": "_sass"} {
		site.frame = append(site.frame, path.Join(source, s.dir(key, folder)))
	}
	slices.Sort(site.frame)
	if language := s.text("lang"); language != "" {
		site.Languages, site.Language = []string{strings.ToLower(language)}, tongue(language)
	}
	site.pages = []mount{{folder: source}, {folder: path.Join(source, "_drafts")}}
	site.files = []mount{{folder: source}}
	above := s.dir("collections_dir", "")
	for _, name := range append([]string{"posts"}, collections(s)...) {
		m := mount{folder: path.Join(source, above, "_"+name), at: name}
		if !slices.Contains(site.pages, m) {
			site.pages = append(site.pages, m)
			site.files = append(site.files, m)
		}
	}
	for _, folder := range s.list("include") { // what begins with "_" and is wanted all the same
		folder = s.folder(folder, folder)
		site.add(mount{folder: path.Join(source, folder), at: strings.TrimPrefix(folder, "/")})
	}
	jekyllAddresses(site, s)
	if len(s.faults) > 0 {
		site.open, site.under = true, false
	}
	return site
}

// isJekyll reports whether _config.yml is Jekyll's. One that cannot be read is taken for Jekyll's: Hexo was asked before.
func isJekyll(p place, s *settings) bool {
	if p.tree.HasFolder("_posts") || p.tree.HasFolder("_layouts") || p.tree.HasFolder("_includes") || len(s.faults) > 0 ||
		s.has("theme") || s.has("remote_theme") || s.has("permalink") || s.has("collections") || s.has("kramdown") ||
		s.text("markdown") != "" {
		return true
	}
	for _, plugin := range append(s.list("plugins"), s.list("gems")...) {
		if strings.HasPrefix(plugin, "jekyll-") {
			return true
		}
	}
	gemfile, err := p.tree.Read("Gemfile", maxConfig)
	return err == nil && (strings.Contains(string(gemfile), "jekyll") || strings.Contains(string(gemfile), "github-pages"))
}

// collections lists the names of Jekyll's collections, which are a list or the keys of a mapping.
func collections(s *settings) []string {
	if list := s.list("collections"); len(list) > 0 {
		return list
	}
	return s.names("collections")
}

// jekyllAddresses reads what decides where pages appear, and how headings get their ids.
func jekyllAddresses(site *Site, s *settings) {
	site.address, site.addressed, site.ending = site.jekyllAddress, len(s.faults) == 0, "/"
	site.future = s.is("future", true)
	site.permalinks = map[string]string{"": s.text("permalink")}
	for _, name := range collections(s) {
		if pattern := s.text("collections." + name + ".permalink"); pattern != "" {
			site.permalinks[name] = pattern
		}
		if name != "posts" && !s.is("collections."+name+".output", true) {
			site.quiet = append(site.quiet, path.Join(s.dir("source", ""), s.dir("collections_dir", ""), "_"+name))
		}
	}
	for _, n := range s.names("defaults") {
		site.defaults = append(site.defaults, pageDefault{
			folder: strings.Trim(s.text("defaults."+n+".scope.path"), "/"), permalink: s.text("defaults." + n + ".values.permalink")})
	}
	site.ids, site.fixedIDs = []string{"kramdown-gfm"}, true
	if strings.EqualFold(s.text("kramdown.input"), "kramdown") {
		site.ids = []string{"kramdown"}
	}
}
