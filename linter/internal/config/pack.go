// A site's own rules.

package config

import (
	"strings"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Pack is a folder of rules beside the built-in ones.
type Pack struct {
	Path string // from the site's root
}

// setPacks reads where a site's own rules stand.
func (c *Config) setPacks(items []*source.Node, tree *repo.Tree) error {
	for _, item := range items {
		if item.Kind != source.Scalar || strings.Contains(item.Value, "://") {
			return item.Errorf("copy its rules into a folder of the site and name that, such as ./rules",
				"packs from other repositories are not supported yet")
		}
		folder, ok := inside(item.Value)
		if !ok || strings.HasPrefix(folder, ".git/") || folder == ".git" {
			return item.Errorf("name a folder such as ./rules", "%q is not a folder inside the site", item.Value)
		}
		for _, pack := range c.Packs {
			if pack.Path == folder {
				return item.Errorf("keep one of them", "the folder %s stands there twice", folder)
			}
		}
		if !tree.HasFolder(folder) {
			return item.Errorf("make it and put rules in, as topic/name.yml", "there is no folder %s", folder)
		}
		c.Packs = append(c.Packs, Pack{Path: folder})
	}
	return nil
}
