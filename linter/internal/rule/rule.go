// Package rule loads rules from YAML, compiles and type-checks their expressions, and asks them about facts. It knows
// no kind of fact by itself: what may be asked about is handed in as plain types.
package rule

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Kind is a sort of fact that a rule's each: may name. Type is the struct behind it, whose fields carry their names in
// expressions as `expr:"…"` tags. A kind OfSite has no page beside it.
type Kind struct {
	Name   string
	Type   reflect.Type
	OfSite bool
}

// Vocabulary is all that expressions may speak of: the kinds, and the structs that stand beside a fact under the names
// page, site and change.
type Vocabulary struct {
	Kinds              []Kind
	Page, Site, Change reflect.Type
}

// kind returns the kind of a name.
func (v *Vocabulary) kind(name string) (Kind, bool) {
	for _, k := range v.Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Text is a sentence in every language of the program.
type Text map[string]string

// Example is one good or bad case of a rule: the text of a page or of a small site, or the fields of a fact that no
// page can hold.
type Example struct {
	Bad    bool
	Text   string       // a page, or several files in txtar form
	Fields *source.Node // a mapping of field names, nil unless the example is one
	Fixed  *source.Node // the text that the fix makes of it, nil if the rule does not say
	Node   *source.Node // where the example stands
}

// Rule is one compiled rule file.
type Rule struct {
	ID        string // topic/name, from the file's path
	File      *source.File
	Kind      Kind
	Title     Text
	Why       Text
	Basis     []string
	Severity  finding.Severity
	Reviewers []string
	Phrases   []string // empty unless the rule ranges over phrases
	Pattern   *Pattern // nil unless the rule ranges over a pattern
	PhraseSet string   // where the phrases stand: the list's file name, empty when inline
	Examples  []Example

	node    *source.Node
	groups  []group     // of Phrases
	when    *expression // nil: every fact of the kind
	fix     *expression // nil: no fix
	message map[string]*template
	params  parameters
	used    uses
	env     environment
}

// Asks reports whether an expression of the rule reads a field, such as phrase.directed, so that others need not be
// worked out.
func (r *Rule) Asks(field string) bool { return r.used[field] }

// Condition returns what the rule demands of a fact as it is written: its pattern, its condition or both, a line each.
func (r *Rule) Condition() string {
	var lines []string
	for _, key := range []string{"pattern", "when"} {
		if n := r.node.Get(key); n != nil {
			lines = append(lines, key+": "+n.Value)
		}
	}
	return strings.Join(lines, "\n")
}

// document is the shape of a rule file.
type document struct {
	Title     Text         `yaml:"title,required" doc:"What the rule finds, in a few words, in each language."`
	Each      string       `yaml:"each,required" doc:"The kind of fact that the rule asks about; see docs/expressions.md."`
	When      *source.Node `yaml:"when" doc:"The condition under which a fact is found fault with. Without it, every fact of the kind is."`
	With      *source.Node `yaml:"with" doc:"Parameters, which a site may set: texts, numbers, true/false, or lists of them."`
	Phrases   *source.Node `yaml:"phrases" doc:"For each: phrase. The phrases, or the file of the pack that lists them, such as lists/insult.yml."`
	Pattern   *source.Node `yaml:"pattern" doc:"For each: pattern. A regular expression (RE2) that matches whole words; case and tone placement do not count."`
	Severity  string       `yaml:"severity,required" doc:"error blocks, review blocks until a reviewer has approved this content, warning never blocks."`
	Message   *source.Node `yaml:"message,required" doc:"What is wrong and how to mend it, in each language. {…} is an expression."`
	Fix       *source.Node `yaml:"fix" doc:"An expression for the new text of the fact's place."`
	Why       Text         `yaml:"why,required" doc:"Why it matters, in each language."`
	Basis     []string     `yaml:"basis,required" doc:"The letters, laws or standards that the rule rests on."`
	Reviewers []string     `yaml:"reviewers" doc:"The roles that decide about its findings of severity review."`
	Good      *source.Node `yaml:"good,required" doc:"Examples that the rule leaves alone: a page, files in txtar form, or the fields of a fact."`
	Bad       *source.Node `yaml:"bad,required" doc:"Examples that the rule finds; « » mark the exact place."`
	Fixed     *source.Node `yaml:"fixed" doc:"What the fix makes of the bad examples, in their order, as far as they are listed."`
}

// limits bound a rule file. A rule is a page of text; what is larger is a mistake or an attack.
var limits = source.Limits{Bytes: 256 << 10, Keys: 1000, Depth: 16}

// compile turns one rule file into a rule.
func compile(id string, file *source.File, lists listReader, v *Vocabulary) (*Rule, error) {
	root, err := file.YAML(source.Span{End: len(file.Text)}, limits)
	if err != nil {
		return nil, err
	}
	var d document
	if err := root.Decode(&d); err != nil {
		return nil, err
	}
	if err := root.Require("title", "each", "severity", "message", "why", "basis", "good", "bad"); err != nil {
		return nil, err
	}
	r := &Rule{ID: id, File: file, node: root, Title: d.Title, Why: d.Why, Basis: d.Basis,
		Severity: finding.Severity(d.Severity), Reviewers: d.Reviewers}
	steps := []func(*document) error{
		r.checkTexts,
		func(d *document) error { return r.setKind(d, v) },
		func(d *document) error { return r.setPhrases(d, lists) },
		r.setPattern,
		func(d *document) error { return r.setExpressions(d, v) },
		r.setExamples,
		r.setFixed,
	}
	for _, step := range steps {
		if err := step(&d); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *Rule) checkTexts(d *document) error {
	for _, part := range []struct {
		key  string
		text Text
	}{{"title", d.Title}, {"why", d.Why}} {
		if err := checkLanguages(r.node.Get(part.key), part.text); err != nil {
			return err
		}
	}
	if !r.Severity.Valid() {
		return r.node.Get("severity").Errorf("write error, review or warning", "unknown severity %q", d.Severity)
	}
	if len(d.Basis) == 0 {
		return r.node.Get("basis").Errorf("name the letter, law or standard it rests on", "the rule has no basis")
	}
	return nil
}

// checkLanguages demands a text in every language of the program and in no other.
func checkLanguages(n *source.Node, text Text) error {
	for _, pair := range n.Pairs {
		if !contains(lang.Languages(), pair.Key.Value) {
			return pair.Key.Errorf("write one of vi, en", "unknown language %q", pair.Key.Value)
		}
	}
	for _, language := range lang.Languages() {
		if text[language] == "" {
			return n.Errorf("add a line `"+language+": …`", "no text in language %q", language)
		}
	}
	return nil
}

func (r *Rule) setKind(d *document, v *Vocabulary) error {
	kind, ok := v.kind(d.Each)
	if !ok {
		names := make([]string, len(v.Kinds))
		for i, k := range v.Kinds {
			names[i] = k.Name
		}
		return r.node.Get("each").Errorf(source.DidYouMean(d.Each, names), "unknown kind of fact %q", d.Each)
	}
	r.Kind = kind
	if kind.Name == "review" && r.Severity == finding.Review {
		return r.node.Get("severity").Errorf("write error or warning", "a missing review cannot be settled by a review")
	}
	return nil
}

func (r *Rule) setExpressions(d *document, v *Vocabulary) error {
	params, err := newParameters(d.With)
	if err != nil {
		return err
	}
	r.params = params
	env := newEnvironment(r.Kind, v, params.typ)
	r.env = env
	used := uses{}
	r.used = used
	if d.When != nil {
		if r.when, err = compileExpression(d.When, env, boolean, used); err != nil {
			return err
		}
	}
	if d.Fix != nil {
		if r.fix, err = compileExpression(d.Fix, env, textual, used); err != nil {
			return err
		}
	}
	if r.message, err = compileMessages(d.Message, env, used); err != nil {
		return err
	}
	return params.demandUse(used)
}

// Uses returns what the rule's expressions read, sorted: fields of its kind, of page, site and change, of parts of
// facts, and parameters, as in link.url, page.draft, source.host, with.hosts.
func (r *Rule) Uses() []string { return slices.Sorted(maps.Keys(r.used)) }

func (r *Rule) setExamples(d *document) error {
	for _, side := range []struct {
		node *source.Node
		bad  bool
	}{{d.Good, false}, {d.Bad, true}} {
		if side.node.Kind != source.List || len(side.node.Items) == 0 {
			return side.node.Errorf("write at least one example", "a rule proves itself with good and bad examples")
		}
		for _, item := range side.node.Items {
			e := Example{Bad: side.bad, Node: item, Text: item.Value}
			switch item.Kind {
			case source.Map:
				e.Fields = item
			case source.List:
				return item.Errorf("write a text or a mapping of fields", "an example cannot be a list")
			}
			if i := unpaired(e.Text); i >= 0 {
				return faultAt(item, i, "write « before and » after the place", "this mark stands alone")
			}
			r.Examples = append(r.Examples, e)
		}
	}
	return nil
}

// unpaired returns where a mark of a place stands in an example without its other half; -1 if none does.
func unpaired(text string) int {
	open := -1
	for i, r := range text {
		switch {
		case r == '«' && open >= 0, r == '»' && open < 0:
			return i
		case r == '«':
			open = i
		case r == '»':
			open = -1
		}
	}
	return open
}

// setFixed joins the bad examples with what the fix makes of them.
func (r *Rule) setFixed(d *document) error {
	if d.Fixed == nil {
		return nil
	}
	if r.fix == nil {
		return r.node.Get("fixed").Errorf("add `fix:`, or drop it", "the rule has no fix")
	}
	if d.Fixed.Kind != source.List {
		return d.Fixed.Errorf("write a list of texts", "what the fix makes of the bad examples is a list")
	}
	first := slices.IndexFunc(r.Examples, func(e Example) bool { return e.Bad })
	for i, item := range d.Fixed.Items {
		switch at := first + i; {
		case at >= len(r.Examples):
			return item.Errorf("drop it, or add the bad example", "there is no bad example number %d", i+1)
		case item.Kind != source.Scalar || r.Examples[at].Fields != nil || strings.HasPrefix(r.Examples[at].Text, "-- "):
			return item.Errorf("write the whole text that the bad example becomes; list examples of fields or of several files last", "only a text becomes a text")
		default:
			r.Examples[at].Fixed = item
		}
	}
	return nil
}
