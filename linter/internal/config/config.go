// Package config reads what a site's keepers have written: .rasoat.yml, the people and the keys. Every fault is an error
// with its place and what mends it; nothing unknown is passed over.
package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"time"

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
	Language   string // of the messages: "vi" or "en"
	Site       Site
	Contacts   Contacts
	Packs      []Pack
	Review     []Entry
	PeoplePath string
	People     *review.People         // never nil
	Signers    *review.AllowedSigners // never nil
	Notary     []string               // ids of signers that may attest a click in a forge

	limit     int64 // bytes of a page
	settings  []setting
	overrides []override
	policy    string
}

// Site names the site.
type Site struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"`
	URL  string `yaml:"url"`
}

// Contacts are what the site publishes on purpose.
type Contacts struct {
	Phones   []string `yaml:"phones"`
	Emails   []string `yaml:"emails"`
	Accounts []string `yaml:"accounts"`
}

// Entry says which pages need whose approval, and for how long an approval lasts.
type Entry struct {
	When   *source.Node  `yaml:"when"`
	Need   review.Need   `yaml:"need"`
	Within time.Duration `yaml:"within"` // 0: without end
}

// document is the shape of .rasoat.yml.
type document struct {
	Language  string       `yaml:"language"`
	Site      Site         `yaml:"site"`
	Contacts  Contacts     `yaml:"contacts"`
	Rules     *source.Node `yaml:"rules"`
	Overrides *source.Node `yaml:"overrides"`
	Packs     *source.Node `yaml:"packs"`
	Review    *source.Node `yaml:"review"`
	People    string       `yaml:"people"`
	Limits    struct {
		Page int `yaml:"page"`
	} `yaml:"limits"`
}

// Default returns the configuration of a site that has none.
func Default() *Config {
	people, err := review.NewPeople(nil)
	if err != nil {
		people = &review.People{}
	}
	return &Config{Language: lang.Languages()[0], limit: defaultPage, PeoplePath: peopleFile, People: people, Signers: &review.AllowedSigners{}}
}

// Load reads the configuration of the site in a tree; ErrNone if it has none.
func Load(tree *repo.Tree) (*Config, error) {
	text, err := tree.Read(File, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, err
	}
	c := Default()
	file := source.New(File, text)
	root, err := file.YAML(source.Span{End: len(text)}, source.Limits{})
	if err != nil {
		return nil, err
	}
	var d document
	if err := root.Decode(&d); err != nil {
		return nil, err
	}
	for _, step := range []func(*document, *source.Node) error{c.setPlain, c.setRules, c.setPacks, c.setReview} {
		if err := step(&d, root); err != nil {
			return nil, err
		}
	}
	return c, c.loadPeople(tree, root)
}

// The largest page that is read, in bytes, and the most that a site may raise that to.
const (
	defaultPage = 1 << 20
	largestPage = 4 << 20
)

func (c *Config) setPlain(d *document, root *source.Node) error {
	if d.Language != "" {
		if !slices.Contains(lang.Languages(), d.Language) {
			return root.Get("language").Errorf("write "+strings.Join(lang.Languages(), " or "), "there are no messages in the language %q", d.Language)
		}
		c.Language = d.Language
	}
	if c.Site = d.Site; d.Site.URL != "" {
		if u, err := url.Parse(d.Site.URL); err != nil || u.Host == "" {
			return root.Get("site").Get("url").Errorf("write it like https://truong.edu.vn", "%q is not a web address", d.Site.URL)
		}
	}
	if d.People != "" {
		c.PeoplePath = d.People
	}
	if limits := root.Get("limits"); limits != nil && limits.Get("page") != nil {
		if c.limit = int64(d.Limits.Page); c.limit < 1 || c.limit > largestPage {
			return limits.Get("page").Errorf("write a number of bytes up to 4194304", "this limit is not possible")
		}
	}
	c.Contacts = d.Contacts
	return nil
}

// SiteID returns the name of the site in review records: site.id, else host and path of site.url.
func (c *Config) SiteID() string {
	if c.Site.ID != "" {
		return c.Site.ID
	}
	u, err := url.Parse(c.Site.URL)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Host)+u.Path, "/")
}

// PageLimit returns the largest size of a page in bytes.
func (c *Config) PageLimit() int64 { return c.limit }

// PolicyDigest returns the digest of the review entries, "sha256:…", which records name.
func (c *Config) PolicyDigest() string {
	sum := sha256.Sum256([]byte(c.policy))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// setReview reads who must have approved what.
func (c *Config) setReview(d *document, root *source.Node) error {
	if d.Review == nil {
		return nil
	}
	if err := d.Review.Decode(&c.Review); err != nil {
		return err
	}
	for i, entry := range c.Review {
		item := d.Review.Items[i]
		if err := item.Require("when", "need"); err != nil {
			return err
		}
		if len(entry.Need) == 0 {
			return item.Get("need").Errorf("write need: {principal: 1}", "the entry asks for nobody")
		}
		for role, count := range entry.Need {
			if count < 1 || count > 20 {
				return item.Get("need").Get(role).Errorf("write how many people of this role must approve", "%d people are not possible", count)
			}
		}
	}
	if len(c.Review) > 0 && c.SiteID() == "" {
		return d.Review.Errorf("add site: {url: https://truong.edu.vn}", "reviews need the site's address, so that they count for no other site")
	}
	c.policy = root.File().Slice(d.Review.Span)
	return nil
}

// errorAt is an error about a file as a whole.
func errorAt(file string, err error) error { return fmt.Errorf("%s: %w", file, err) }
