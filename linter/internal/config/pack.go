package config

import (
	"io/fs"
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Pack is a folder of rules beside the built-in ones.
type Pack struct {
	Path string // from the site's root
}

// setPacks reads where a site's own rules stand.
func (c *Config) setPacks(d *document, _ *source.Node) error {
	if d.Packs == nil {
		return nil
	}
	if d.Packs.Kind != source.List {
		return d.Packs.Errorf("write packs: [./rules]", "the packs must be a list")
	}
	for _, item := range d.Packs.Items {
		if item.Kind != source.Scalar {
			return item.Errorf("copy the rules into a folder of the site and name it, such as ./rules", "packs from other repositories are not supported yet")
		}
		folder := path.Clean(item.Value)
		if !fs.ValidPath(folder) || folder == "." || strings.HasPrefix(folder, ".git") {
			return item.Errorf("name a folder such as ./rules", "%q is not a folder inside the site", item.Value)
		}
		c.Packs = append(c.Packs, Pack{Path: folder})
	}
	return nil
}
