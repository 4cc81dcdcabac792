package config

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Setting is how a rule applies to a page.
type Setting struct {
	On        bool
	Severity  finding.Severity // "" for the rule's own
	Reviewers []string         // roles; nil for the rule's own
	With      *source.Node     // parameters of the site; nil for the rule's own
}

// setting is one line under rules:, for all rules that its pattern names.
type setting struct {
	pattern string
	key     *source.Node
	off     bool
	on      bool
	change  settingDocument
}

type settingDocument struct {
	Severity  string       `yaml:"severity"`
	Reviewers []string     `yaml:"reviewers"`
	With      *source.Node `yaml:"with"`
}

// override holds settings for some pages.
type override struct {
	paths    []*regexp.Regexp
	settings []setting
}

// Setting returns how a rule applies to the page at a path. Every rule is on until a setting says otherwise. Settings are
// read in the order of the file, and later ones win: first those under rules:, then the overrides whose paths match.
func (c *Config) Setting(page, rule string) Setting {
	result := Setting{On: true}
	apply := func(list []setting) {
		for i := range list {
			if list[i].names(rule) {
				list[i].apply(&result)
			}
		}
	}
	apply(c.settings)
	for _, o := range c.overrides {
		if slices.ContainsFunc(o.paths, func(g *regexp.Regexp) bool { return g.MatchString(page) }) {
			apply(o.settings)
		}
	}
	return result
}

func (s *setting) names(rule string) bool {
	ok, err := path.Match(s.pattern, rule)
	return err == nil && ok || s.pattern == "*"
}

func (s *setting) apply(to *Setting) {
	to.On = !s.off
	if s.change.Severity != "" {
		to.Severity = finding.Severity(s.change.Severity)
	}
	if s.change.Reviewers != nil {
		to.Reviewers = s.change.Reviewers
	}
	if s.change.With != nil {
		to.With = s.change.With
	}
}

// CheckRules refuses a setting that names no rule.
func (c *Config) CheckRules(ids []string) error {
	lists := [][]setting{c.settings}
	for _, o := range c.overrides {
		lists = append(lists, o.settings)
	}
	for _, s := range slices.Concat(lists...) {
		if !slices.ContainsFunc(ids, s.names) {
			return s.key.Errorf(source.DidYouMean(s.pattern, ids), "there is no rule %q", s.pattern)
		}
	}
	return nil
}

func (c *Config) setRules(d *document, _ *source.Node) (err error) {
	if c.settings, err = readSettings(d.Rules); err != nil || d.Overrides == nil {
		return err
	}
	var documents []struct {
		Paths []string     `yaml:"paths"`
		Rules *source.Node `yaml:"rules"`
	}
	if err := d.Overrides.Decode(&documents); err != nil {
		return err
	}
	for i, doc := range documents {
		item := d.Overrides.Items[i]
		if err := item.Require("paths", "rules"); err != nil {
			return err
		}
		o := override{}
		for j, pattern := range doc.Paths {
			glob, err := compileGlob(pattern)
			if err != nil {
				return item.Get("paths").Items[j].Errorf("write it like content/luu-tru/**", "the pattern cannot be read: %v", err)
			}
			o.paths = append(o.paths, glob)
		}
		if o.settings, err = readSettings(doc.Rules); err != nil {
			return err
		}
		c.overrides = append(c.overrides, o)
	}
	return nil
}

func readSettings(n *source.Node) ([]setting, error) {
	if n == nil || n.Null() {
		return nil, nil
	}
	if n.Kind != source.Map {
		return nil, n.Errorf("write rules: {privacy/personal-phone: {severity: review}}", "the rules must be a mapping")
	}
	var list []setting
	for _, pair := range n.Pairs {
		s := setting{pattern: pair.Key.Value, key: pair.Key}
		if _, err := path.Match(s.pattern, ""); err != nil {
			return nil, pair.Key.Errorf("write a rule, or a pattern such as style/*", "the pattern cannot be read")
		}
		if err := s.read(pair.Value); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

func (s *setting) read(n *source.Node) error {
	if n.Kind == source.Scalar {
		switch n.Value {
		case "off":
			s.off = true
		case "on":
			s.on = true
		default:
			return n.Errorf("write off, on, or {severity: …, with: …}", "a rule cannot be %q", n.Value)
		}
		return nil
	}
	if err := n.Decode(&s.change); err != nil {
		return err
	}
	if severity := finding.Severity(s.change.Severity); severity != "" && !severity.Valid() {
		return n.Get("severity").Errorf("write error, review or warning", "unknown severity %q", s.change.Severity)
	}
	return nil
}

// compileGlob compiles a pattern of paths: * stands for anything but a slash, ** for anything, ? for one character.
func compileGlob(pattern string) (*regexp.Regexp, error) {
	if pattern == "" || strings.HasPrefix(pattern, "/") || len(pattern) > 1000 {
		return nil, fmt.Errorf("it must be a path from the site's root")
	}
	var b strings.Builder
	b.WriteString(`^`)
	for rest := pattern; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString(`(?:.*/)?`)
			rest = rest[3:]
		case strings.HasPrefix(rest, "**"):
			b.WriteString(`.*`)
			rest = rest[2:]
		case rest[0] == '*':
			b.WriteString(`[^/]*`)
			rest = rest[1:]
		case rest[0] == '?':
			b.WriteString(`[^/]`)
			rest = rest[1:]
		default:
			literal, _, _ := strings.Cut(rest, "*")
			literal, _, _ = strings.Cut(literal, "?")
			b.WriteString(regexp.QuoteMeta(literal))
			rest = rest[len(literal):]
		}
	}
	return regexp.Compile(b.String() + `$`)
}
