package linter

import (
	"fmt"
	"strings"

	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
)

// Rules returns the built-in rules and those of the site in o.Dir, sorted by id; of them, those that o.Rules names.
func Rules(o Options) ([]answer.RuleInfo, error) {
	law, err := lawOf(o)
	if err != nil {
		return nil, err
	}
	chosen, err := law.choose(o.Rules)
	if err != nil {
		return nil, err
	}
	rules := make([]answer.RuleInfo, len(chosen))
	for i, r := range chosen {
		if rules[i], err = ruleInfo(r); err != nil {
			return nil, err
		}
	}
	return rules, nil
}

func lawOf(o Options) (*law, error) {
	tree, err := repo.WorkTree(o.Dir)
	if err != nil {
		return nil, err
	}
	return readLaw(tree, Options{})
}

func ruleInfo(r *rule.Rule) (answer.RuleInfo, error) {
	bound, err := r.Bind()
	if err != nil {
		return answer.RuleInfo{}, err
	}
	info := answer.RuleInfo{ID: r.ID, Kind: r.Kind.Name, Severity: r.Severity, Title: r.Title, Why: r.Why, Basis: r.Basis,
		Parameters: parameters(bound), Facts: r.Uses(), File: r.File.Name}
	for _, e := range r.Examples {
		side := &info.Good
		if e.Bad {
			side = &info.Bad
		}
		*side = append(*side, r.File.Slice(e.Node.Span))
		if e.Fixed != nil {
			info.Fixed = append(info.Fixed, r.File.Slice(e.Fixed.Span))
		}
	}
	return info, nil
}

func parameters(bound *rule.Bound) []answer.Parameter {
	var list []answer.Parameter
	for _, p := range bound.Parameters() {
		list = append(list, answer.Parameter(p))
	}
	return list
}

// ShowRule says how the rule o.Rules applies to the page at a path of the site in o.Dir, and why; for an empty path, to
// pages that no override names.
func ShowRule(o Options, page string) (*answer.RuleHere, error) {
	for _, own := range ownRules() {
		if own.ID == o.Rules {
			info := answer.RuleInfo{ID: own.ID, Severity: own.Severity, Title: own.Title, Why: own.Why}
			return &answer.RuleHere{RuleInfo: info, Own: true, On: true, Severity: own.Severity}, nil
		}
	}
	tree, err := repo.WorkTree(o.Dir)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(tree, Options{})
	if err != nil {
		return nil, err
	}
	chosen, err := law.choose(o.Rules)
	if err != nil {
		return nil, err
	}
	r := chosen[0]
	if page != "" && !tree.Has(page) {
		var all []string
		for _, entry := range tree.Entries() {
			all = append(all, entry.Path)
		}
		return nil, noPage(page, all)
	}
	info, err := ruleInfo(r)
	if err != nil {
		return nil, err
	}
	setting := law.config.Setting(page, r.ID)
	bound, err := r.Bind(setting.With...)
	if err != nil {
		return nil, err
	}
	here := &answer.RuleHere{RuleInfo: info, On: setting.On, Severity: r.Severity, Reviewers: r.Reviewers,
		Parameters: parameters(bound), Because: law.because(r, page)}
	if setting.Severity != "" {
		here.Severity = setting.Severity
	}
	if len(setting.Reviewers) > 0 {
		here.Reviewers = setting.Reviewers
	}
	return here, nil
}

// because says where a rule comes from and which lines of the configuration are about it.
func (l *law) because(r *rule.Rule, page string) []string {
	origin := "it comes with the program; every rule is on until the configuration says otherwise"
	for _, pack := range l.config.Packs {
		if strings.HasPrefix(r.File.Name, pack.Path+"/") {
			origin = fmt.Sprintf("it stands in the pack %s; every rule is on until the configuration says otherwise", pack.Path)
		}
	}
	lines := []string{origin}
	for _, o := range l.config.Origins(page, r.ID) {
		line := o.Place + ": " + strings.Join(strings.Fields(o.Line), " ")
		if len(o.Paths) > 0 {
			line += " (for " + strings.Join(o.Paths, ", ") + ")"
		}
		lines = append(lines, line)
	}
	return lines
}
