package rule

import (
	"io/fs"
	"path"
	"time"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// phraseKind is the kind of fact that ranges over a rule's phrases.
const phraseKind = "phrase"

// listReader reads the phrase lists of one pack.
type listReader struct{ pack Pack }

// group is a part of a phrase list with where its phrases come from and when they were chosen.
type group struct {
	Source  string    `yaml:"source"`
	Date    time.Time `yaml:"date"`
	Phrases []string  `yaml:"phrases"`
}

var listLimits = source.Limits{Bytes: 4 << 20, Keys: 10_000, Depth: 8}

// read returns the groups of a list file. n is where the rule names it.
func (l listReader) read(n *source.Node) ([]group, error) {
	data, err := fs.ReadFile(l.pack.Files, n.Value)
	if err != nil {
		return nil, n.Errorf("put it beside the rules, in "+listsFolder+"/", "the phrase list %q cannot be read", n.Value)
	}
	file := source.New(path.Join(l.pack.Name, n.Value), data)
	root, err := file.YAML(source.Span{End: len(data)}, listLimits)
	if err != nil {
		return nil, err
	}
	var groups []group
	if err := root.Decode(&groups); err != nil {
		return nil, err
	}
	for i, g := range groups {
		if g.Source == "" || g.Date.IsZero() || len(g.Phrases) == 0 {
			return nil, root.Items[i].Errorf("write {source: …, date: 2026-11-23, phrases: […]}", "a group of phrases needs a source, a date and phrases")
		}
	}
	return groups, nil
}

// setPhrases reads phrases:, inline or from a list.
func (r *Rule) setPhrases(d *document, lists listReader) error {
	if (r.Kind.Name == phraseKind) != (d.Phrases != nil) {
		return r.node.Get("each").Errorf("write both `each: phrase` and `phrases:`", "a rule over phrases needs phrases, and only such a rule")
	}
	if d.Phrases == nil {
		return nil
	}
	var err error
	if d.Phrases.Kind == source.Scalar {
		r.PhraseSet = d.Phrases.Value
		r.groups, err = lists.read(d.Phrases)
	} else {
		var inline []string
		err = d.Phrases.Decode(&inline)
		for _, phrase := range inline {
			r.groups = append(r.groups, group{Phrases: []string{phrase}})
		}
	}
	if err == nil && len(r.groups) == 0 {
		err = d.Phrases.Errorf("list at least one", "the rule has no phrases")
	}
	r.Phrases = phrasesOf(r.groups)
	return err
}

func phrasesOf(groups []group) []string {
	var phrases []string
	for _, g := range groups {
		phrases = append(phrases, g.Phrases...)
	}
	return phrases
}
