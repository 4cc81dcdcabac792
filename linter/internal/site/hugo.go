package site

// hugo recognises Hugo by its configuration file; the older name config.* counts only beside content/.
func hugo(files Files) (Layout, bool) {
	for _, ext := range []string{"toml", "yaml", "yml", "json"} {
		sure := files.Has("hugo."+ext) || files.Has("config/_default/hugo."+ext) || files.Has("config/_default/config."+ext)
		if sure || files.Has("config."+ext) && files.HasFolder("content") {
			return Layout{
				Generator: "hugo",
				Content:   "content",
				static:    []string{"static", "assets"},
				frame:     []string{"layouts", "themes", "data", "i18n", "archetypes", "config", "hugo." + ext, "config." + ext},
				bundles:   true,
			}, true
		}
	}
	return Layout{}, false
}
