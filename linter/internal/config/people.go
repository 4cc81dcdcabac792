package config

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"time"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/review"
)

// person is the shape of an entry of the people file.
type person struct {
	Name   string    `yaml:"name"`
	Roles  []string  `yaml:"roles"`
	GitHub int       `yaml:"github"`
	Emails []string  `yaml:"emails"`
	Kind   string    `yaml:"kind"`
	From   time.Time `yaml:"from"`
	Until  time.Time `yaml:"until"`
}

// roster is the shape of the people file.
type roster struct {
	People map[string]person `yaml:"people"`
	Notary []string          `yaml:"notary"`
}

// loadPeople reads the people and their keys, and checks that every need can be met by somebody.
func (c *Config) loadPeople(tree *repo.Tree, root *source.Node) error {
	text, err := tree.Read(c.PeoplePath, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		if len(c.Review) == 0 {
			return nil
		}
		return root.Key("review").Errorf("write "+c.PeoplePath+" with people: {ID: {name: …, roles: […], emails: […]}}",
			"there is nobody who could approve: %s is missing", c.PeoplePath)
	}
	if err != nil {
		return err
	}
	file := source.New(c.PeoplePath, text)
	node, err := file.YAML(source.Span{End: len(text)}, source.Limits{Bytes: maxFile, Keys: 20_000})
	if err != nil {
		return err
	}
	if err := c.setPeople(node); err != nil {
		return err
	}
	if err := c.loadSigners(tree); err != nil {
		return err
	}
	return c.checkRoles(root)
}

func (c *Config) setPeople(node *source.Node) error {
	var r roster
	if err := node.Decode(&r); err != nil {
		return err
	}
	if err := node.Require("people"); err != nil {
		return err
	}
	var list []review.Person
	for _, pair := range node.Get("people").Pairs {
		id := pair.Key.Value
		if !review.ValidID(id) {
			return pair.Key.Errorf("use letters, digits and . _ - only", "%q cannot be the id of a person", id)
		}
		p := r.People[id]
		if p.Kind != "" && p.Kind != review.Bot {
			return pair.Value.Get("kind").Errorf("write kind: bot, or leave it out", "unknown kind %q", p.Kind)
		}
		if !p.From.IsZero() && !p.Until.IsZero() && !p.From.Before(p.Until) {
			return pair.Value.Get("until").Errorf("write a later day", "the term ends before it begins")
		}
		until := p.Until
		if !until.IsZero() {
			until = until.AddDate(0, 0, 1) // the last day counts
		}
		list = append(list, review.Person{ID: id, Name: p.Name, Roles: p.Roles, GitHub: int64(p.GitHub), Emails: p.Emails,
			Kind: p.Kind, From: p.From, Until: until})
	}
	people, err := review.NewPeople(list)
	var clash *review.Clash
	if errors.As(err, &clash) {
		return node.Get("people").Get(clash.People[1]).Errorf("keep it with the one it belongs to",
			"%s and %s both have the %s %s", clash.People[0], clash.People[1], clash.What, clash.Value)
	}
	if err != nil {
		return errorAt(c.PeoplePath, err)
	}
	c.People, c.Notary = people, r.Notary
	return nil
}

// loadSigners reads the keys. A site whose approvals are all clicks in a forge has none of its people's.
func (c *Config) loadSigners(tree *repo.Tree) error {
	text, err := tree.Read(SignersFile, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	c.Signers, err = review.ParseAllowedSigners(SignersFile, text)
	return err
}

// checkRoles refuses a need that nobody could ever meet: usually a role written in two ways.
func (c *Config) checkRoles(root *source.Node) error {
	roles := c.People.Roles()
	for i, entry := range c.Review {
		need := root.Get("review").Items[i].Get("need")
		for _, role := range slices.Sorted(maps.Keys(entry.Need)) {
			if !slices.Contains(roles, role) {
				return need.Key(role).Errorf(source.DidYouMean(role, roles), "nobody in %s has the role %q", c.PeoplePath, role)
			}
		}
	}
	return nil
}
