package site

import (
	"path"
	"slices"
	"strings"
)

// mkdocs recognises MkDocs and its theme Material.
func mkdocs(p place) *Site {
	config := p.first("mkdocs.yml", "mkdocs.yaml")
	if config == "" {
		return nil
	}
	s := p.settings()
	s.read(config, "")
	return mkdocsSite("mkdocs", s, "")
}

// zensical recognises Zensical, the successor of Material for MkDocs.
func zensical(p place) *Site {
	if !p.tree.Has("zensical.toml") {
		return nil
	}
	s := p.settings()
	s.read("zensical.toml", "")
	return mkdocsSite("zensical", s, "project.")
}

// mkdocsSite makes the site of settings whose keys begin with prefix.
func mkdocsSite(generator string, s *settings, prefix string) *Site {
	docs := s.dir(prefix+"docs_dir", "docs")
	site := &Site{
		Generator: generator, Config: s.files, faults: s.faults, codeKnown: true,
		Base:   basePath(s.text(prefix + "site_url")),
		frame:  []string{"mkdocs.yml", "mkdocs.yaml", "zensical.toml", "requirements.txt", "overrides"},
		shapes: []string{".pages", ".meta.yml", ".authors.yml"},
		pages:  []mount{{folder: docs}},
		files:  []mount{{folder: docs}},
	}
	mkdocsAddresses(site, s, prefix)
	for _, key := range []string{"theme.custom_dir", "hooks", "inherit"} {
		for _, name := range s.list(prefix + key) {
			site.frame = append(site.frame, s.folder(name, name))
		}
	}
	for _, file := range append(s.list(prefix+"extra_javascript"), s.list(prefix+"extra_css")...) {
		site.frame = append(site.frame, path.Join(docs, file))
	}
	if language := s.text(prefix + "theme.language"); language != "" {
		site.Languages, site.Language = []string{strings.ToLower(language)}, tongue(language)
	}
	if len(s.faults) > 0 {
		site.open = true
	}
	slices.Sort(site.frame)
	return site
}

// mkdocsAddresses reads what decides where pages appear, and how headings get their ids.
func mkdocsAddresses(site *Site, s *settings, prefix string) {
	site.addressed, site.ending = len(s.faults) == 0, "/"
	if s.is(prefix+"use_directory_urls", false) {
		site.ending = ".html"
	}
	site.ids, site.fixedIDs = []string{"python-markdown"}, true
	for _, key := range s.keys {
		if strings.HasPrefix(key, prefix+"markdown_extensions") && strings.HasSuffix(key, "slugify") ||
			strings.HasSuffix(key, "slugify.object") {
			site.ids, site.fixedIDs = []string{"python-markdown", "github"}, false
		}
	}
	for _, pattern := range append(s.list(prefix+"exclude_docs"), s.list(prefix+"draft_docs")...) {
		for line := range strings.Lines(pattern) {
			if line = strings.Trim(strings.TrimSpace(line), "/"); line != "" && !strings.ContainsAny(line, "*!?[#") {
				site.quiet = append(site.quiet, path.Join(site.pages[0].folder, line))
			}
		}
	}
}
