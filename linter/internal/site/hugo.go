package site

import (
	"path"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // so that a time zone is the same on every machine
)

// hugo recognises Hugo by its configuration file; the older name config.* counts only beside content.
func hugo(p place) *Site {
	s := p.settings()
	readHugo(p, s)
	if len(s.files) == 0 {
		return nil
	}
	site := &Site{
		Generator: "hugo", Config: s.files, faults: s.faults, bundles: true, codeKnown: true,
		Base: basePath(s.text("baseurl")), Zone: zone(s.text("timezone")),
		frame: []string{"config", "_vendor", "go.mod", "go.sum", "go.work", "hugo.work", "package.json", "package-lock.json",
			"postcss.config.js", "tailwind.config.js", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml",
			"config.yaml", "config.yml", "config.json"},
	}
	h := hugoFolders{site: site, settings: s}
	h.languages()
	h.content()
	h.mounts()
	h.rest()
	h.addresses()
	if len(s.faults) > 0 { // where pages stand is not certain: none may be missed
		site.open = true
	}
	return site
}

// readHugo reads all configuration of Hugo. Files of an environment come last, because they win.
func readHugo(p place, s *settings) {
	for _, ext := range []string{"toml", "yaml", "yml", "json"} {
		if p.tree.Has("hugo." + ext) {
			s.read("hugo."+ext, "")
		} else if p.tree.Has("config."+ext) && !p.isZola(ext) && p.looksLikeHugo("config."+ext) {
			s.read("config."+ext, "")
		}
	}
	for _, folder := range []string{"config/_default", "config/production"} {
		var names []string
		for _, entry := range p.tree.Sub(folder).Entries() {
			names = append(names, entry.Path)
		}
		if folder == "config/_default" && !slices.ContainsFunc(names, isHugoConfig) {
			return
		}
		for _, name := range names {
			base, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
			switch ext {
			case ".toml", ".yaml", ".yml", ".json":
			default:
				continue
			}
			switch topic, code, _ := strings.Cut(base, "."); {
			case isHugoConfig(name):
				s.read(folder+"/"+name, "")
			case code != "": // menus.vi.toml
				s.read(folder+"/"+name, "languages."+code+"."+topic)
			default:
				s.read(folder+"/"+name, topic)
			}
		}
	}
}

// isHugoConfig reports whether a file in a configuration folder holds settings of all sorts.
func isHugoConfig(name string) bool {
	base := strings.TrimSuffix(name, path.Ext(name))
	return base == "hugo" || base == "config"
}

// looksLikeHugo reports whether a file named config.* is Hugo's: it stands beside content, or names a base address.
func (p place) looksLikeHugo(name string) bool {
	if p.tree.HasFolder("content") {
		return true
	}
	s := p.settings()
	s.read(name, "")
	return s.has("baseurl")
}

// isZola reports whether config.toml is Zola's, which looks much like Hugo's.
func (p place) isZola(ext string) bool {
	if ext != "toml" {
		return false
	}
	s := p.settings()
	s.read("config.toml", "")
	return s.has("base_url") && !s.has("baseurl")
}

// hugoFolders works out where Hugo looks for what.
type hugoFolders struct {
	site     *Site
	settings *settings
	mounted  map[string]bool // the sorts of files for which mounts take the place of folders
}

// languages lists the languages, the default one first.
func (h *hugoFolders) languages() {
	codes := h.settings.names("languages")
	first := h.settings.text("defaultcontentlanguage")
	if first == "" && len(codes) > 0 && !slices.Contains(codes, "en") {
		first = codes[0]
	} else if first == "" {
		first = "en"
	}
	h.site.Languages = []string{strings.ToLower(first)}
	for _, code := range codes {
		if code != h.site.Languages[0] {
			h.site.Languages = append(h.site.Languages, code)
		}
	}
	for _, key := range []string{"languages." + first + ".locale", "languages." + first + ".languagecode", "locale", "languagecode",
		"defaultcontentlanguage"} {
		if stated := h.settings.text(key); stated != "" {
			h.site.Language = tongue(stated)
			return
		}
	}
}

// prefix returns the folder under which a language appears.
func (h *hugoFolders) prefix(language string) string {
	if language == "" || language == h.site.Languages[0] && !h.settings.is("defaultcontentlanguageinsubdir", true) {
		return ""
	}
	return language
}

// content finds the folders of the content: the one of all, and those of languages.
func (h *hugoFolders) content() {
	h.mounted = map[string]bool{}
	for _, key := range h.mountKeys() {
		target, _, _ := strings.Cut(path.Clean(h.settings.text(key+".target")), "/")
		h.mounted[target] = true
	}
	own := false
	for _, code := range h.site.Languages {
		if dir := h.settings.text("languages." + code + ".contentdir"); dir != "" {
			own = true
			h.page(mount{folder: h.settings.folder(dir, "content"), at: h.prefix(code), language: code})
		}
	}
	if h.mounted["content"] {
		return
	}
	dir := h.settings.dir("contentdir", "content")
	if !own || h.settings.has("contentdir") || len(h.site.pages) < len(h.site.Languages) {
		h.page(mount{folder: dir, at: h.prefix(h.site.Languages[0])})
	}
	if !own {
		h.languageFolders(dir)
	}
}

func (h *hugoFolders) page(m mount) {
	if !slices.Contains(h.site.pages, m) {
		h.site.pages = append(h.site.pages, m)
	}
}

// languageFolders adds the folders of the content that are named for a language of the configuration: each holds the site
// in one language, though only the theme may say so. Other names that look like codes, such as tin-tuc, are sections.
func (h *hugoFolders) languageFolders(content string) {
	codes := h.settings.names("languages")
	var found []string
	for _, entry := range h.settings.place.tree.Sub(content).Entries() {
		folder, _, nested := strings.Cut(entry.Path, "/")
		if nested && slices.Contains(codes, strings.ToLower(folder)) && !slices.Contains(found, folder) {
			found = append(found, folder)
		}
	}
	if len(found) < 2 {
		return
	}
	for _, folder := range found {
		language := strings.ToLower(folder)
		h.page(mount{folder: path.Join(content, folder), at: h.prefix(language), language: language})
	}
}

// mountKeys lists the keys of the mounts of the site itself, those in module.mounts and those in the older
// languages.<code>.module.mounts.
func (h *hugoFolders) mountKeys() []string {
	var keys []string
	list := func(key string) {
		for _, n := range h.settings.names(key) {
			if h.settings.text(key+"."+n+".source") != "" {
				keys = append(keys, key+"."+n)
			}
		}
	}
	list("module.mounts")
	list("mounts")
	for _, code := range h.settings.names("languages") {
		list("languages." + code + ".module.mounts")
	}
	return keys
}

// mounts reads module.mounts: each puts a folder in the place of another.
func (h *hugoFolders) mounts() {
	for _, key := range h.mountKeys() {
		source := h.settings.folder(h.settings.text(key+".source"), "")
		if source == "" {
			continue
		}
		here := h.settings.place.tree.HasFolder(source) || h.settings.place.tree.Has(source)
		sort, at, _ := strings.Cut(path.Clean(h.settings.text(key+".target")), "/")
		switch sort {
		case "content":
			language := strings.ToLower(h.settings.text(key + ".lang"))
			if languages := h.settings.list(key + ".sites.matrix.languages"); language == "" && len(languages) == 1 {
				language = strings.ToLower(languages[0])
			}
			h.page(mount{folder: source, at: path.Join(h.prefix(language), at), language: language})
			if !here {
				h.site.absent = append(h.site.absent, path.Join(h.prefix(language), at))
			}
		case "static", "assets":
			h.site.files = append(h.site.files, mount{folder: source, at: at})
		default: // layouts, data, i18n, archetypes
			h.site.frame = append(h.site.frame, source)
		}
	}
}

// rest finds the folders of files that are published as they are, and those that shape all pages.
func (h *hugoFolders) rest() {
	s, site := h.settings, h.site
	var static []string
	keys := []string{"staticdir"}
	for _, code := range s.names("languages") {
		keys = append(keys, "languages."+code+".staticdir")
	}
	for _, n := range strings.Split("0123456789", "") {
		keys = append(keys, "staticdir"+n)
	}
	for _, key := range keys {
		static = append(static, s.list(key)...)
	}
	if len(static) == 0 {
		static = []string{"static"}
	}
	assets := s.dir("assetdir", "assets")
	if !h.mounted["static"] {
		for _, folder := range static {
			site.files = append(site.files, mount{folder: s.folder(folder, "static")})
		}
	}
	if !h.mounted["assets"] {
		site.files = append(site.files, mount{folder: assets})
	}
	for key, folder := range map[string]string{"layoutdir": "layouts", "themesdir": "themes", "datadir": "data",
		"i18ndir": "i18n", "archetypedir": "archetypes"} {
		site.frame = append(site.frame, s.dir(key, folder))
	}
	slices.Sort(site.frame)
	themes := s.list("theme")
	for _, theme := range themes {
		folder := path.Join(s.dir("themesdir", "themes"), theme)
		site.files = append(site.files, mount{folder: path.Join(folder, "static")}, mount{folder: path.Join(folder, "assets")})
		if !s.place.tree.HasFolder(folder) {
			site.codeKnown = false
		}
	}
	if len(s.names("module.imports")) > 0 || len(s.names("imports")) > 0 {
		site.codeKnown = false
	}
}

// addresses reads what decides where pages appear, and how headings get their ids.
func (h *hugoFolders) addresses() {
	s, site := h.settings, h.site
	site.address, site.addressed, site.fixedAddresses, site.ending = site.hugoAddress, len(s.faults) == 0, true, "/"
	if s.is("uglyurls", true) {
		site.ending = ".html"
	}
	site.prefixes = map[string]string{}
	for _, code := range site.Languages {
		site.prefixes[code] = h.prefix(code)
	}
	site.permalinks = map[string]string{}
	for _, from := range []string{"permalinks", "permalinks.page"} {
		for _, section := range s.names(from) {
			if pattern := s.text(from + "." + section); pattern != "" {
				site.permalinks[section] = pattern
			}
		}
	}
	site.terms = []string{"tags", "categories"}
	for _, name := range s.names("taxonomies") {
		site.terms = append(site.terms, s.text("taxonomies."+name))
	}
	for _, entry := range s.place.tree.Sub(s.dir("layoutdir", "layouts")).Entries() {
		if strings.HasPrefix(path.Base(entry.Path), "render-link") || strings.HasPrefix(path.Base(entry.Path), "render-image") {
			site.linkHook = true
		}
	}
	if s.place.submodules("themes") {
		site.codeKnown, site.fixedAddresses = false, false
	}
	site.handed = &Page{}
	for _, key := range s.keys {
		if key == "cascade" || strings.HasPrefix(key, "cascade.") {
			field := *s.fields[key]
			field.Key = key
			site.handed.fields = append(site.handed.fields, field)
		}
	}
	// Where the site names the fields of its dates itself, none of them hides a page here.
	own := len(s.names("frontmatter")) > 0
	site.future, site.expired = own || s.is("buildfuture", true), own || s.is("buildexpired", true)
	site.ids, site.fixedIDs = []string{"hugo-github"}, true
	switch style := s.text("markup.goldmark.parser.autoheadingidtype"); style {
	case "github-ascii", "blackfriday":
		site.ids = []string{"hugo-" + style}
	}
}

// zone returns the time zone of a name such as Asia/Ho_Chi_Minh, nil if it is not known.
func zone(name string) *time.Location {
	if name == "" {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return zone
}
