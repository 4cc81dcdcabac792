package site

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// hugo recognises Hugo by its configuration file; the older name config.* counts only beside content/.
func hugo(files *repo.Tree) (Layout, bool) {
	for _, ext := range []string{"toml", "yaml", "yml", "json"} {
		sure := files.Has("hugo."+ext) || files.Has("config/_default/hugo."+ext) || files.Has("config/_default/config."+ext)
		if sure || files.Has("config."+ext) && files.HasFolder("content") {
			return Layout{
				Generator: "hugo",
				Content:   "content",
				static:    []string{"static", "assets"},
				frame: []string{"layouts", "themes", "data", "i18n", "archetypes", "config", "_vendor", "go.mod", "go.sum",
					"package.json", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml",
					"config.yml", "config.json"},
				bundles:   true,
				languages: languageFolders(files, "content"),
			}, true
		}
	}
	return Layout{}, false
}

// languageFolders lists the folders of the content that are named for a language, if there are several: then each holds
// the whole site in one language, and a file that one of them lacks is taken from another.
func languageFolders(files *repo.Tree, content string) []string {
	code := regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z]{2,4})?$`)
	var folders []string
	for _, entry := range files.Entries() {
		inside, ok := strings.CutPrefix(entry.Path, content+"/")
		folder, _, nested := strings.Cut(inside, "/")
		if ok && nested && code.MatchString(folder) && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	if len(folders) < 2 {
		return nil
	}
	return folders
}
