// Package config reads what a site's keepers have written: .rasoat.yml, the people and the keys. Every fault is an error
// with its place and what mends it; nothing unknown is passed over.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/review"
)

// The files of a configuration, from the site's root.
const (
	File        = ".rasoat.yml"
	SignersFile = ".rasoat/allowed_signers"
	peopleFile  = ".rasoat/people.yml"
)

// ErrNone is the error for a site without a configuration.
var ErrNone = errors.New(File + ": there is no configuration")

// maxFile bounds each file of the configuration, in bytes.
const maxFile = 1 << 20

// Config is a site's configuration.
type Config struct {
	Language   string // of the messages, such as "vi"
	Site       Site
	Contacts   Contacts
	Packs      []Pack
	Review     []Entry
	PeoplePath string                 // of the people file, from the site's root
	People     *review.People         // never nil
	Signers    *review.AllowedSigners // never nil
	Notary     []string               // principals that may attest a click in a forge

	limit     int64 // bytes of a page
	settings  []setting
	overrides []override
	known     bool // there is a people file
}

// document is the shape of .rasoat.yml.
type document struct {
	Language  string             `yaml:"language" doc:"Language of the messages."`
	Site      Site               `yaml:"site" doc:"The site itself."`
	Contacts  Contacts           `yaml:"contacts" doc:"What the site publishes on purpose; rules about personal data leave it alone."`
	Rules     *source.Node       `yaml:"rules" doc:"How rules apply: off, on, or a severity, parameters and reviewers. A key may be a pattern such as style/*; later lines win."`
	Overrides []overrideDocument `yaml:"overrides" doc:"The same for some pages; read after rules, in order."`
	Packs     []*source.Node     `yaml:"packs" doc:"Folders of the site's own rules, such as ./rules."`
	Review    []Entry            `yaml:"review" doc:"What must have been approved by whom before it is published."`
	People    string             `yaml:"people" doc:"The file that says who may approve; .rasoat/people.yml if nothing is said."`
	Limits    struct {
		Page size `yaml:"page" doc:"The largest page that is read, such as 2MiB; at most 4MiB."`
	} `yaml:"limits" doc:"Bounds."`
}

// Default returns the configuration of a site that has none.
func Default() *Config {
	return &Config{Language: lang.Languages()[0], limit: defaultPage, PeoplePath: peopleFile, People: &review.People{},
		Signers: &review.AllowedSigners{}}
}

// Load reads the configuration of the site in a tree; ErrNone if it has none.
func Load(tree *repo.Tree) (*Config, error) {
	text, err := tree.Read(File, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, absent(tree)
	}
	if err != nil {
		return nil, err
	}
	return Parse(File, text, tree)
}

// LoadFrom reads the configuration of the site from another file of its tree.
func LoadFrom(tree *repo.Tree, name string) (*Config, error) {
	text, err := tree.Read(name, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such configuration; name a file that is there", name)
	}
	if err != nil {
		return nil, err
	}
	return Parse(name, text, tree)
}

// absent is ErrNone, unless somebody wrote the file under a name that is not read.
func absent(tree *repo.Tree) error {
	for _, name := range []string{".rasoat.yaml", "rasoat.yml", "rasoat.yaml"} {
		if tree.Has(name) {
			return fmt.Errorf("%s: a configuration of this name is not read; rename it to %s", name, File)
		}
	}
	return ErrNone
}

// Parse reads the text of a configuration file called name. People and keys come from the tree.
func Parse(name string, text []byte, tree *repo.Tree) (*Config, error) {
	root, err := source.New(name, text).YAML(source.Span{End: len(text)}, source.Limits{Bytes: maxFile, Keys: 10_000})
	if err != nil {
		return nil, err
	}
	var d document
	if err := root.Decode(&d); err != nil {
		return nil, err
	}
	for _, pair := range root.Pairs {
		if pair.Value.Null() {
			return nil, pair.Key.Errorf("write one or delete the line", "%s has no value", pair.Key.Value)
		}
	}
	c := Default()
	for _, step := range []func(*document, *source.Node) error{
		c.setLanguage, c.setSite, c.setContacts, c.setLimits, c.setRules, c.setReview,
		func(d *document, _ *source.Node) error { return c.setPacks(d.Packs, tree) },
		func(d *document, root *source.Node) error { return c.setPeople(d, root, tree) },
		c.checkRoles,
	} {
		if err := step(&d, root); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *Config) setLanguage(d *document, root *source.Node) error {
	if root.Get("language") == nil {
		return nil
	}
	if !slices.Contains(lang.Languages(), d.Language) {
		return root.Get("language").Errorf("write "+strings.Join(lang.Languages(), " or "), "there are no messages in the language %q", d.Language)
	}
	c.Language = d.Language
	return nil
}

// inside returns the clean form of a path in the site.
func inside(name string) (string, bool) {
	clean := path.Clean(name)
	return clean, name != "" && clean != "." && fs.ValidPath(clean) && !strings.ContainsAny(clean, "\\\n")
}
