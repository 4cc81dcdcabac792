package linter

import (
	"errors"
	"fmt"
	"os"
	"reflect"

	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/rules"
)

// configFile is the site's configuration. Findings about the site as a whole stand there.
const configFile = ".rasoat.yml"

// law is what decides: configuration, rules and people, all from one tree.
type law struct {
	config *config.Config // the default one when the site has none
	absent bool           // the site has no configuration
	rules  *rule.Set
	lists  *fact.Lists
	when   []*rule.Condition // of the review entries, in their order

	everything bool // facts of all kinds are wanted, not only those that rules ask about
	exam       bool // facts are wanted of which the rules say nothing: their mutants may
}

// vocabulary is what rules may speak of.
func vocabulary() *rule.Vocabulary {
	v := &rule.Vocabulary{
		Page: reflect.TypeFor[fact.Page](), Site: reflect.TypeFor[fact.Site](), Change: reflect.TypeFor[fact.Change](),
	}
	for _, k := range fact.Kinds() {
		v.Kinds = append(v.Kinds, rule.Kind{Name: k.Name, Type: k.Type, OfSite: k.Type == v.Site})
	}
	return v
}

// readLaw loads and compiles everything that decides, before the first page is read. A file given by name stands in for
// the site's own configuration: one of the base commit where there is a base, else of the computer.
func readLaw(tree *repo.Tree, o Options) (*law, error) {
	l := &law{}
	var err error
	switch {
	case o.Config == "":
		l.config, err = config.Load(tree)
	case o.Base != "":
		l.config, err = config.LoadFrom(tree, o.Config)
	default:
		l.config, err = readConfig(o.Config, tree)
	}
	if errors.Is(err, config.ErrNone) {
		l.absent, l.config = true, config.Default()
	} else if err != nil {
		return nil, err
	}
	packs := []rule.Pack{{Name: "rules", Files: rules.Files()}}
	for _, p := range l.config.Packs {
		packs = append(packs, rule.Pack{Name: p.Path, Files: tree.FS(p.Path)})
	}
	if l.rules, err = rule.Load(packs, vocabulary()); err != nil {
		return nil, err
	}
	if err := refuseOwn(l.rules); err != nil {
		return nil, err
	}
	var folders []fact.Folder
	for _, p := range packs {
		folders = append(folders, fact.Folder(p))
	}
	if l.lists, err = fact.ReadLists(folders...); err != nil {
		return nil, err
	}
	if err := l.config.CheckRules(l.rules.IDs(), ownIDs()); err != nil {
		return nil, err
	}
	for _, r := range l.rules.Rules {
		for _, with := range l.config.With(r.ID) {
			if _, err := r.Bind(with); err != nil {
				return nil, err
			}
		}
	}
	for _, entry := range l.config.Review {
		condition, err := rule.CompileCondition(entry.When, vocabulary())
		if err != nil {
			return nil, err
		}
		l.when = append(l.when, condition)
	}
	return l, nil
}

// readConfig reads a configuration from a file that is not the site's own.
func readConfig(file string, tree *repo.Tree) (*config.Config, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--config: %w", err)
	}
	return config.Parse(file, text, tree)
}

// silent returns what rules exclude at once, so that it need not be gathered.
func (l *law) silent(rules []*rule.Rule) map[string]string {
	if l.everything || l.exam {
		return nil
	}
	return rule.Silent(rules)
}

// wanted returns the kinds of facts and the fields that the given rules and the review entries ask about; nil for all.
func (l *law) wanted(rules []*rule.Rule) map[string]bool {
	if l.everything {
		return nil
	}
	wanted := rule.Wanted(rules)
	for _, condition := range l.when {
		for _, field := range condition.Uses() {
			wanted[field] = true
		}
	}
	return wanted
}
