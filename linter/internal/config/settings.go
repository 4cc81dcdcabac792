// Which rules apply where, and how.

package config

import (
	"fmt"
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
	With      []*source.Node   // parameters of the site, later ones over earlier ones
}

// Origin is a line of the configuration that says how a rule applies.
type Origin struct {
	Place string   // file:line:column
	Line  string   // as written
	Paths []string // of the override that it stands in; nil for one under rules:
}

// setting is one line under rules:, for all rules that its pattern names.
type setting struct {
	pattern   string
	names     glob
	key       *source.Node
	value     *source.Node
	off       bool
	severity  finding.Severity
	with      *source.Node
	reviewers []*source.Node // nil: not said
}

// override holds settings for some pages.
type override struct {
	paths    []glob
	written  []string // the patterns of paths
	settings []setting
}

// Here are the settings for one page.
type Here struct {
	lists [][]setting
	key   string
}

// Key is the same for pages that have the same settings.
func (h Here) Key() string { return h.key }

// For returns the settings for the page at a path.
func (c *Config) For(page string) Here {
	h := Here{lists: [][]setting{c.settings}}
	var key strings.Builder
	for _, o := range c.overrides {
		if o.means(page) {
			h.lists = append(h.lists, o.settings)
			key.WriteByte('1')
		} else {
			key.WriteByte('0')
		}
	}
	h.key = key.String()
	return h
}

// Rule returns how a rule applies. Every rule is on until a setting says otherwise. Settings are read in the order of the
// file, and later ones win: first those under rules:, then the overrides whose paths match. A setting with a severity,
// with parameters or with reviewers turns the rule on, and leaves alone what it does not name, single parameters too.
func (h Here) Rule(id string) Setting {
	result := Setting{On: true}
	for _, list := range h.lists {
		for i := range list {
			if list[i].means(id) {
				list[i].apply(&result)
			}
		}
	}
	return result
}

// Setting returns how a rule applies to the page at a path.
func (c *Config) Setting(page, rule string) Setting { return c.For(page).Rule(rule) }

// Origins returns every line of the configuration that says how a rule applies to the page at a path, in the order in
// which they are read; for an empty path, to any page.
func (c *Config) Origins(page, rule string) []Origin {
	var all []Origin
	add := func(list []setting, paths []string) {
		for _, s := range list {
			if s.means(rule) {
				line, column := s.key.File().Position(s.key.Span.Start)
				all = append(all, Origin{fmt.Sprintf("%s:%d:%d", s.key.File().Name, line, column),
					s.key.File().Slice(source.Span{Start: s.key.Span.Start, End: s.value.Span.End}), paths})
			}
		}
	}
	add(c.settings, nil)
	for _, o := range c.overrides {
		if page == "" || o.means(page) {
			add(o.settings, o.written)
		}
	}
	return all
}

// means reports whether the override is about the page at a path.
func (o *override) means(page string) bool {
	return slices.ContainsFunc(o.paths, func(g glob) bool { return g.match(page) })
}

// Never reports whether a rule is off for every page.
func (c *Config) Never(rule string) bool {
	base := &Config{settings: c.settings}
	if base.Setting("", rule).On {
		return false
	}
	return !slices.ContainsFunc(c.overrides, func(o override) bool {
		return slices.ContainsFunc(o.settings, func(s setting) bool { return s.means(rule) && !s.off })
	})
}

// With returns all parameters that the site gives a rule anywhere, so that they can be checked before the first page is
// read.
func (c *Config) With(rule string) []*source.Node {
	var all []*source.Node
	for _, s := range c.allSettings() {
		if s.with != nil && s.means(rule) {
			all = append(all, s.with)
		}
	}
	return all
}

// allSettings returns every setting in the order of the file.
func (c *Config) allSettings() []setting {
	lists := [][]setting{c.settings}
	for _, o := range c.overrides {
		lists = append(lists, o.settings)
	}
	return slices.Concat(lists...)
}

// means reports whether the setting is about a rule. A lone * means all rules.
func (s *setting) means(rule string) bool {
	return s.pattern == rule || s.pattern == "*" || s.names.match(rule)
}

func (s *setting) apply(to *Setting) {
	to.On = !s.off
	if s.severity != "" {
		to.Severity = s.severity
	}
	if s.reviewers != nil {
		to.Reviewers = nil
		for _, item := range s.reviewers {
			to.Reviewers = append(to.Reviewers, item.Value)
		}
	}
	if s.with != nil {
		to.With = append(slices.Clip(to.With), s.with)
	}
}

// CheckRules refuses a setting that names no rule. The findings that the program itself gives are none.
func (c *Config) CheckRules(ids, own []string) error {
	for _, s := range c.allSettings() {
		if slices.Contains(own, s.pattern) {
			return s.key.Errorf("delete the line", "%s is found by the program itself and cannot be set", s.pattern)
		}
		if !slices.ContainsFunc(ids, s.means) {
			return s.key.Errorf(suggest(s.pattern, ids), "there is no rule %q", s.pattern)
		}
	}
	return nil
}

// Choose returns those of the rules that a pattern names, as under rules: in the configuration. A pattern that names none
// is an error.
func Choose(pattern string, ids []string) ([]string, error) {
	names, err := newGlob(pattern)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; write a rule such as privacy/citizen-id, or style/*", pattern, err)
	}
	s := setting{pattern: pattern, names: names}
	chosen := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !s.means(id) })
	if len(chosen) == 0 {
		return nil, fmt.Errorf("%s: there is no such rule; %s", pattern, suggest(pattern, ids))
	}
	return chosen, nil
}

// suggest says which rule or pattern was probably meant.
func suggest(pattern string, ids []string) string {
	var topics, all []string
	for _, id := range ids {
		topic, name, _ := strings.Cut(id, "/")
		if name == pattern {
			return `did you mean "` + id + `"?`
		}
		topics = append(topics, topic+"/*")
	}
	slices.Sort(topics)
	topics = slices.Compact(topics)
	if slices.Contains(topics, pattern+"/*") {
		return `did you mean "` + pattern + `/*"?`
	}
	all = append(slices.Clone(ids), topics...)
	if near := source.Nearest(pattern, all); near != "" {
		return `did you mean "` + near + `"?`
	}
	return "rasoat rules list shows all"
}

// overrideDocument is the shape of an entry under overrides:.
type overrideDocument struct {
	Paths []string     `yaml:"paths,required" doc:"Patterns for paths from the site's root: * and ? within a name, ** for any folders."`
	Rules *source.Node `yaml:"rules,required" doc:"How rules apply to these pages."`
}

func (c *Config) setRules(d *document, root *source.Node) (err error) {
	if d.Rules != nil {
		if c.settings, err = readSettings(d.Rules); err != nil {
			return err
		}
	}
	for i, document := range d.Overrides {
		item := root.Get("overrides").Items[i]
		if err := item.Require("paths", "rules"); err != nil {
			return err
		}
		o := override{written: document.Paths}
		if o.paths, err = readPaths(item.Get("paths")); err != nil {
			return err
		}
		if o.settings, err = readSettings(document.Rules); err != nil {
			return err
		}
		c.overrides = append(c.overrides, o)
	}
	return nil
}

func readPaths(n *source.Node) ([]glob, error) {
	if len(n.Items) == 0 {
		return nil, n.Errorf(`write paths: ["content/luu-tru/**"]`, "the override means no page")
	}
	var paths []glob
	for _, item := range n.Items {
		g, err := newGlob(item.Value)
		if err != nil {
			return nil, item.Errorf("write it like content/luu-tru/**", "%v", err)
		}
		paths = append(paths, g)
	}
	return paths, nil
}

func readSettings(n *source.Node) ([]setting, error) {
	if n.Kind != source.Map {
		return nil, n.Errorf("write rules: {privacy/personal-phone: {severity: review}}", "rules must be a mapping")
	}
	var list []setting
	for _, pair := range n.Pairs {
		s := setting{pattern: pair.Key.Value, key: pair.Key, value: pair.Value}
		var err error
		if s.names, err = newGlob(s.pattern); err != nil {
			return nil, pair.Key.Errorf("write a rule such as privacy/citizen-id, or style/*", "%v", err)
		}
		if err := s.read(pair.Value); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// settingDocument is the shape of what is said about a rule beyond off and on.
type settingDocument struct {
	Severity  string         `yaml:"severity" doc:"error blocks, review blocks until a reviewer has approved this content, warning never blocks."`
	Reviewers []*source.Node `yaml:"reviewers" doc:"The roles that decide about its findings of severity review."`
	With      *source.Node   `yaml:"with" doc:"Parameters of the rule; those that are not named stay as they are."`
}

func (s *setting) read(n *source.Node) error {
	if n.Kind != source.Map {
		s.off = n.Value == "off"
		if n.Kind == source.Scalar && (s.off || n.Value == "on") {
			return nil
		}
		return n.Errorf("write off, on, or {severity: …, with: …, reviewers: …}", "this says nothing about a rule")
	}
	var d settingDocument
	if err := n.Decode(&d); err != nil {
		return err
	}
	if len(n.Pairs) == 0 {
		return n.Errorf("write off, on, or {severity: …, with: …, reviewers: …}", "this says nothing about a rule")
	}
	s.severity, s.with, s.reviewers = finding.Severity(d.Severity), d.With, d.Reviewers
	if n.Get("severity") != nil && !s.severity.Valid() {
		return n.Get("severity").Errorf("write error, review or warning", "unknown severity %q", d.Severity)
	}
	if s.with != nil && s.with.Kind != source.Map {
		return n.Key("with").Errorf("write with: {name: value}", "with must be a mapping")
	}
	if s.reviewers != nil && len(s.reviewers) == 0 {
		return n.Get("reviewers").Errorf("name a role, or drop the key", "reviewers names nobody")
	}
	for _, item := range s.reviewers {
		if item.Kind != source.Scalar || item.Null() {
			return item.Errorf("write the name of a role", "this is not a role")
		}
	}
	return nil
}
