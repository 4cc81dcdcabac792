package site

import (
	"encoding/json"
	"path"
	"strings"
)

// docfx recognises DocFX, whose host does not tell capitals from small letters. What its configuration maps is not
// read: every Markdown file counts as a page.
func docfx(p place) *Site {
	if !p.tree.Has("docfx.json") {
		return nil
	}
	return &Site{
		Generator: "docfx", open: true, foldCase: true,
		frame:  []string{"docfx.json"},
		shapes: []string{"toc.yml", "breadcrumb.yml", ".json", "templates"},
		pages:  []mount{{}}, files: []mount{{}},
		ids: []string{"github"}, moved: p.openPublishing(),
	}
}

// openPublishing lists the files that the redirections of Microsoft's Open Publishing name. Their paths count from the
// file of redirections.
func (p place) openPublishing() map[string]bool {
	moved := map[string]bool{}
	for _, entry := range p.whole.Entries() {
		base := path.Base(entry.Path)
		if !strings.HasPrefix(base, ".openpublishing.redirection") || path.Ext(base) != ".json" {
			continue
		}
		text, err := p.whole.Read(entry.Path, 8<<20)
		var list struct {
			Redirections []struct {
				Source string `json:"source_path"`
				Rooted string `json:"source_path_from_root"`
			} `json:"redirections"`
		}
		if err != nil || json.Unmarshal(text, &list) != nil {
			continue // what it says stays unknown; then a link is told of that may work after all
		}
		for _, r := range list.Redirections {
			if r.Source != "" {
				moved[path.Join(path.Dir(entry.Path), r.Source)] = true
			}
			if r.Rooted != "" {
				moved[strings.TrimPrefix(r.Rooted, "/")] = true
			}
		}
	}
	return moved
}
