package linter

import (
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/repo"
)

// RuleInfo is what people read about a rule. Texts are by language.
type RuleInfo struct {
	ID        string
	Kind      string // of fact that it asks about; "" for a finding that the program itself gives
	Severity  finding.Severity
	Title     map[string]string
	Why       map[string]string
	Basis     []string
	Good, Bad []string // examples
	File      string
}

// Rules returns the built-in rules and those of the site in o.Dir, sorted by id.
func Rules(o Options) ([]RuleInfo, error) {
	tree, err := repo.WorkTree(o.Dir)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(tree, "")
	if err != nil {
		return nil, err
	}
	for _, own := range ownRules() {
		if own.ID == o.Rules {
			return []RuleInfo{{ID: own.ID, Severity: own.Severity, Title: own.Title, Why: own.Why}}, nil
		}
	}
	chosen, err := law.choose(o.Rules)
	if err != nil {
		return nil, err
	}
	var rules []RuleInfo
	for _, r := range chosen {
		info := RuleInfo{ID: r.ID, Kind: r.Kind.Name, Severity: r.Severity, Title: r.Title, Why: r.Why, Basis: r.Basis, File: r.File.Name}
		for _, e := range r.Examples {
			side := &info.Good
			if e.Bad {
				side = &info.Bad
			}
			*side = append(*side, r.File.Slice(e.Node.Span))
		}
		rules = append(rules, info)
	}
	return rules, nil
}
