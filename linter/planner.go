package linter

import (
	"fmt"
	"slices"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/rule"
)

// active is a rule as it applies to some pages: with their parameters and severity.
type active struct {
	*rule.Bound
	severity  finding.Severity
	reviewers []string
}

// planner works out which rules apply to which pages. It is not safe for concurrent use; the plans are.
type planner struct {
	law   *law
	rules []*rule.Rule
	plans map[string][]active // by the settings of a page
}

func newPlanner(l *law, glob string) (*planner, error) {
	chosen, err := l.choose(glob)
	if err != nil {
		return nil, fmt.Errorf("--rules %w", err)
	}
	return &planner{law: l, rules: chosen, plans: map[string][]active{}}, nil
}

// choose returns the rules that a pattern names, all if it is empty. A pattern that names none is an error.
func (l *law) choose(pattern string) ([]*rule.Rule, error) {
	if pattern == "" {
		return l.rules.Rules, nil
	}
	ids, err := config.Choose(pattern, l.rules.IDs())
	if err != nil {
		return nil, err
	}
	chosen := make([]*rule.Rule, len(ids))
	for i, id := range ids {
		chosen[i], _ = l.rules.Get(id)
	}
	return chosen, nil
}

// asked returns the rules that some page is asked about: not those that are off everywhere.
func (p *planner) asked() []*rule.Rule {
	return slices.DeleteFunc(slices.Clone(p.rules), func(r *rule.Rule) bool { return p.law.config.Never(r.ID) })
}

// plan returns the rules that apply to the page at a path. An error is a parameter that the site gives wrongly.
func (p *planner) plan(path string) ([]active, error) {
	here := p.law.config.For(path)
	if plan, ok := p.plans[here.Key()]; ok {
		return plan, nil
	}
	var plan []active
	for _, r := range p.rules {
		setting := here.Rule(r.ID)
		if !setting.On {
			continue
		}
		bound, err := r.Bind(setting.With...)
		if err != nil {
			return nil, err
		}
		a := active{Bound: bound, severity: r.Severity, reviewers: r.Reviewers}
		if setting.Severity != "" {
			a.severity = setting.Severity
		}
		if len(setting.Reviewers) > 0 {
			a.reviewers = setting.Reviewers
		}
		plan = append(plan, a)
	}
	p.plans[here.Key()] = plan
	return plan, nil
}
