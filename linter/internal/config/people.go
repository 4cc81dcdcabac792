// The people who may approve, and their keys.

package config

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/review"
)

// roster is the shape of the people file.
type roster struct {
	People map[string]person `yaml:"people,required" doc:"Everybody who writes, reviews or keeps the site, by id."`
	Notary []string          `yaml:"notary" doc:"Signers that may attest a click in the forge; each has a key in .rasoat/allowed_signers."`
}

// person is the shape of an entry of the people file.
type person struct {
	Name    string    `yaml:"name" doc:"How messages name the person, such as Cô Lan."`
	Roles   []string  `yaml:"roles" doc:"What the person may approve as, such as editor or principal."`
	GitHub  int64     `yaml:"github" doc:"Number of the GitHub account."`
	Gitea   int64     `yaml:"gitea" doc:"Number of the account in the school's Gitea or Forgejo."`
	GitLab  int64     `yaml:"gitlab" doc:"Number of the GitLab account."`
	Emails  []string  `yaml:"emails" doc:"Addresses in the commits of the person."`
	Aliases []string  `yaml:"aliases" doc:"What shared accounts call the person in their commits, such as the number in a CMS."`
	Kind    string    `yaml:"kind" doc:"bot for an account that is no person."`
	Writer  string    `yaml:"writer" doc:"Of a bot: a regular expression whose one group finds in its commit messages who wrote: an alias, an id or an e-mail address."`
	From    time.Time `yaml:"from" doc:"First day of the roles."`
	Until   time.Time `yaml:"until" doc:"Last day of the roles."`
}

// setPeople reads the people file and the keys from the tree.
func (c *Config) setPeople(d *document, root *source.Node, tree *repo.Tree) error {
	if n := root.Get("people"); n != nil {
		name, ok := inside(d.People)
		if !ok {
			return n.Errorf("write it like "+peopleFile, "%q is not a file inside the site", d.People)
		}
		c.PeoplePath = name
	}
	var notary *source.Node
	text, err := tree.Read(c.PeoplePath, maxFile)
	if err == nil {
		c.known = true
		notary, err = c.readPeople(text)
	} else if errors.Is(err, fs.ErrNotExist) {
		err = c.nobody(root)
	}
	if err != nil {
		return err
	}
	principals, err := c.readSigners(tree)
	if err != nil {
		return err
	}
	return c.checkNotary(notary, principals)
}

// nobody is the error for a people file that is needed and is not there.
func (c *Config) nobody(root *source.Node) error {
	example := "write it: people: {ID: {name: …, roles: [principal], emails: […]}}"
	if n := root.Get("people"); n != nil {
		return n.Errorf(example, "there is no file %s", c.PeoplePath)
	}
	if n := root.Key("review"); n != nil {
		return n.Errorf(example, "nobody could approve anything: there is no file %s", c.PeoplePath)
	}
	return nil
}

// readPeople reads the people file and returns the node of its notaries.
func (c *Config) readPeople(text []byte) (notary *source.Node, err error) {
	root, err := source.New(c.PeoplePath, text).YAML(source.Span{End: len(text)}, source.Limits{Bytes: maxFile, Keys: 20_000})
	if err != nil {
		return nil, err
	}
	var r roster
	if err := root.Decode(&r); err != nil {
		return nil, err
	}
	if err := root.Require("people"); err != nil {
		return nil, err
	}
	nodes := root.Get("people")
	var list []review.Person
	for _, pair := range nodes.Pairs {
		entry, err := newPerson(pair, r.People[pair.Key.Value])
		if err != nil {
			return nil, err
		}
		list = append(list, entry)
	}
	people, err := review.NewPeople(list)
	var clash *review.Clash
	if errors.As(err, &clash) {
		return nil, claim(nodes, clash).Errorf("keep it with the one it belongs to", "%s and %s both have the %s %s",
			clash.People[0], clash.People[1], clash.What, clash.Value)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.PeoplePath, err)
	}
	c.People, c.Notary = people, r.Notary
	return root.Get("notary"), nil
}

// checkNotary refuses a notary without a key: nothing that it attests could be verified.
func (c *Config) checkNotary(n *source.Node, principals []string) error {
	for i, id := range c.Notary {
		if !slices.Contains(principals, id) {
			return n.Items[i].Errorf(hint(source.DidYouMean(id, principals), "add a line with its key there"),
				"the notary %q has no key in %s", id, SignersFile)
		}
	}
	return nil
}

// newPerson checks one entry. A term that ends on a day lasts to the end of that day, in UTC.
func newPerson(pair source.Pair, p person) (review.Person, error) {
	id, n := pair.Key.Value, pair.Value
	result := review.Person{ID: id, Name: p.Name, Roles: p.Roles, GitHub: p.GitHub, Gitea: p.Gitea, GitLab: p.GitLab, Emails: p.Emails, Kind: p.Kind, Aliases: p.Aliases,
		From: p.From, Until: p.Until}
	if result.Name == "" {
		result.Name = id
	}
	if end := n.Get("until"); end != nil && len(end.Value) == len(time.DateOnly) {
		result.Until = p.Until.AddDate(0, 0, 1)
	}
	switch {
	case !review.ValidID(id):
		return result, pair.Key.Errorf("use letters, digits and . _ - only", "%q cannot be the id of a person", id)
	case p.Kind != "" && p.Kind != review.Bot:
		return result, n.Get("kind").Errorf("write kind: bot, or leave it out for people", "unknown kind %q", p.Kind)
	case p.Kind == review.Bot && len(p.Roles) > 0:
		return result, n.Get("roles").Errorf("drop the roles, or the kind if it is a person", "a bot cannot approve anything")
	case !result.From.IsZero() && !result.Until.IsZero() && !result.From.Before(result.Until):
		return result, n.Get("until").Errorf("write a later day", "the term ends before it begins")
	}
	for _, account := range []struct {
		forge, where string
		number       int64
	}{
		{review.GitHub, "api.github.com/users/NAME", p.GitHub},
		{review.Gitea, "/api/v1/users/NAME of its server", p.Gitea},
		{review.GitLab, "/api/v4/users?username=NAME of its server", p.GitLab},
	} {
		if n := n.Get(account.forge); n != nil && account.number <= 0 {
			return result, n.Errorf("write the number of the account: "+account.where+" tells it", "%d is not the number of an account", account.number)
		}
	}
	if err := setWriter(&result, n, p); err != nil {
		return result, err
	}
	for i, role := range p.Roles {
		if !review.ValidID(role) {
			return result, n.Get("roles").Items[i].Errorf("use letters, digits and . _ - only", "%q cannot be a role", role)
		}
		if slices.Contains(p.Roles[:i], role) {
			return result, n.Get("roles").Items[i].Errorf("keep one of them", "the role %q stands there twice", role)
		}
	}
	for i, email := range p.Emails {
		if !address(email) {
			return result, n.Get("emails").Items[i].Errorf("write it like lan@truong.edu.vn", "%q is not an e-mail address", email)
		}
	}
	return result, nil
}

// setWriter compiles how the messages of a shared account name who wrote.
func setWriter(result *review.Person, n *source.Node, p person) error {
	for i, alias := range p.Aliases {
		if p.Kind == review.Bot || strings.TrimSpace(alias) == "" {
			return n.Get("aliases").Items[i].Errorf("give people names, not bots", "%q names nobody", alias)
		}
	}
	node := n.Get("writer")
	if node == nil {
		return nil
	}
	if p.Kind != review.Bot {
		return node.Errorf("add kind: bot if nobody signs in with this account, or drop the line", "only the messages of a bot tell who wrote")
	}
	writer, err := regexp.Compile(p.Writer)
	if err != nil {
		return node.Errorf(`write it like 'Tác giả: (\S+)'`, "the regular expression cannot be read: %v", err)
	}
	if writer.NumSubexp() != 1 {
		return node.Errorf(`write it like 'Tác giả: (\S+)'`, "it must have one group, which finds who wrote, and has %d", writer.NumSubexp())
	}
	result.Writer = writer
	return nil
}

// claim finds where the second of two people claims what both do.
func claim(people *source.Node, clash *review.Clash) *source.Node {
	person := people.Get(clash.People[1])
	if account := person.Get(clash.What); account != nil {
		return account
	}
	for _, key := range []string{"emails", "aliases"} {
		list := person.Get(key)
		if list == nil {
			continue
		}
		for _, item := range list.Items {
			if strings.EqualFold(item.Value, clash.Value) {
				return item
			}
		}
	}
	return person
}

// readSigners reads the keys and returns whom they speak for. A site whose approvals are all clicks in a forge may have
// none of its people's.
func (c *Config) readSigners(tree *repo.Tree) (principals []string, err error) {
	text, err := tree.Read(SignersFile, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if c.Signers, err = review.ParseAllowedSigners(SignersFile, text); err != nil {
		return nil, err
	}
	file := source.New(SignersFile, text)
	for _, key := range c.Signers.Keys() {
		for _, name := range key.Principals {
			if err := c.checkPrincipal(file, key.Line, name); err != nil {
				return nil, err
			}
		}
		principals = append(principals, key.Principals...)
	}
	return principals, nil
}

// checkPrincipal refuses a key that speaks for nobody: a slip of the pen would void every approval given with it.
func (c *Config) checkPrincipal(file *source.File, line int, name string) error {
	if _, ok := c.People.ByID(name); ok || slices.Contains(c.Notary, name) {
		return nil
	}
	var ids []string
	for _, person := range c.People.All() {
		ids = append(ids, person.ID)
	}
	start := file.LineStart(line)
	start += max(strings.Index(file.Line(line), name), 0)
	return file.Errorf(source.Span{Start: start, End: start + len(name)},
		hint(source.DidYouMean(name, append(ids, c.Notary...)), "add them there or delete the line"),
		"nobody in %s has the id %q", c.PeoplePath, name)
}

// hint returns the suggestion, or what is to be done if there is none.
func hint(suggestion, otherwise string) string {
	if suggestion == "" {
		return otherwise
	}
	return suggestion
}
