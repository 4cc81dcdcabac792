package site

import (
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// redirections lists the keys of addresses that the site's host sends elsewhere, from the files of hosts that are data:
// _redirects and netlify.toml, vercel.json. A star at the end stands for all that follows.
func redirections(tree *repo.Tree, s *Site) []string {
	var found []string
	add := func(from string) {
		if strings.HasPrefix(from, "/") {
			from, _, _ = strings.Cut(from, ":")
			if stem, star := strings.CutSuffix(from, "*"); star || strings.HasSuffix(from, "/") {
				if k := key(stem); star && k != "" {
					found = append(found, k+"/*")
				} else if !star {
					found = append(found, k)
				}
				return
			}
			found = append(found, key(from))
		}
	}
	names := []string{"_redirects"}
	for _, m := range s.files {
		names = append(names, path.Join(m.folder, "_redirects"))
	}
	for _, name := range names {
		text, err := tree.Read(name, maxConfig)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			if from, _, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !strings.HasPrefix(from, "#") {
				add(from)
			}
		}
	}
	for name, list := range map[string][2]string{"netlify.toml": {"redirects", "from"}, "vercel.json": {"redirects", "source"}} {
		if tree.Has(name) {
			settings := place{tree: tree}.settings()
			settings.read(name, "")
			for _, n := range settings.names(list[0]) {
				add(settings.text(list[0] + "." + n + "." + list[1]))
			}
		}
	}
	return found
}
