// The review policy: what must have been approved by whom.

package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/review"
)

// Entry says which pages need whose approval, and for how long an approval lasts.
type Entry struct {
	When   *source.Node  `yaml:"when,required" doc:"A condition over page, site and change; 'true' for every page."`
	Need   review.Need   `yaml:"need,required" doc:"How many people of each role must approve."`
	Within time.Duration `yaml:"within" doc:"How long an approval lasts, such as 365d."` // 0: without end
	Signed bool          `yaml:"signed" doc:"Only a signature with the reviewer's own key counts, no click in a forge."`
}

// mostPeople bounds what an entry may ask for.
const mostPeople = 20

// setReview reads the policy.
func (c *Config) setReview(d *document, root *source.Node) error {
	n := root.Get("review")
	if n == nil {
		return nil
	}
	if c.Review = d.Review; len(c.Review) == 0 {
		return root.Key("review").Errorf("write - {when: 'true', need: {principal: 1}}, or delete the line", "review has no entries")
	}
	for i, entry := range c.Review {
		if err := checkEntry(entry, n.Items[i]); err != nil {
			return err
		}
	}
	if c.SiteID() == "" {
		return root.Key("review").Errorf("add site: {url: https://truong.edu.vn}",
			"reviews need the site's address, so that they count for no other site")
	}
	return nil
}

func checkEntry(entry Entry, n *source.Node) error {
	if err := n.Require("when", "need"); err != nil {
		return err
	}
	if entry.When.Kind != source.Scalar || strings.TrimSpace(entry.When.Value) == "" {
		return n.Get("when").Errorf("write an expression in quotes, such as 'true'", "when must say which pages are meant")
	}
	need := n.Get("need")
	if len(need.Pairs) == 0 {
		return need.Errorf("write need: {principal: 1}", "the entry asks for nobody")
	}
	for _, pair := range need.Pairs {
		if count := entry.Need[pair.Key.Value]; count < 1 || count > mostPeople {
			return pair.Value.Errorf("write how many people of this role must approve, from 1", "%d people are not possible", count)
		}
	}
	return nil
}

// PolicyDigest returns the digest of the review entries, "sha256:…", which records name. It changes with what the entries
// say, not with how they are laid out.
func (c *Config) PolicyDigest() string {
	type line struct {
		When   string         `json:"when"`
		Need   map[string]int `json:"need"`
		Within int64          `json:"within"` // seconds
		Signed bool           `json:"signed,omitempty"`
	}
	lines := []line{}
	for _, entry := range c.Review {
		lines = append(lines, line{strings.TrimSpace(entry.When.Value), entry.Need, int64(entry.Within / time.Second), entry.Signed})
	}
	text, err := json.Marshal(lines)
	if err != nil {
		return "" // not possible: nothing but texts and numbers
	}
	sum := sha256.Sum256(append([]byte("rasoat/policy/v1\n"), text...))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// checkRoles refuses what could never be met: a role that nobody holds, usually one written in two ways, or more people
// than hold it.
func (c *Config) checkRoles(_ *document, root *source.Node) error {
	for i, entry := range c.Review {
		need := root.Get("review").Items[i].Get("need")
		for _, pair := range need.Pairs {
			if err := c.checkRole(pair.Key, pair.Key.Value); err != nil {
				return err
			}
			if held := c.holders()[pair.Key.Value]; held < entry.Need[pair.Key.Value] {
				return pair.Value.Errorf("ask for fewer, or give the role to more people", "only %d in %s have the role %q", held, c.PeoplePath, pair.Key.Value)
			}
		}
	}
	for _, s := range c.allSettings() {
		for _, item := range s.reviewers {
			if err := c.checkRole(item, item.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkRole refuses a role, named at n, that nobody holds.
func (c *Config) checkRole(n *source.Node, role string) error {
	holders := c.holders()
	switch {
	case holders[role] > 0:
		return nil
	case !c.known:
		return n.Errorf("write people: {ID: {name: …, roles: ["+role+"], emails: […]}}",
			"nobody has the role %q: there is no %s", role, c.PeoplePath)
	}
	return n.Errorf(source.DidYouMean(role, slices.Collect(maps.Keys(holders))), "nobody in %s has the role %q", c.PeoplePath, role)
}

// holders counts the people of each role.
func (c *Config) holders() map[string]int {
	count := map[string]int{}
	for _, person := range c.People.All() {
		for _, role := range person.Roles {
			count[role]++
		}
	}
	return count
}
