package linter

import (
	"fmt"

	"github.com/rasoat/rasoat/linter/finding"
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
	p := &planner{law: l, plans: map[string][]active{}}
	for _, r := range l.rules.Rules {
		if matches(glob, r.ID) {
			p.rules = append(p.rules, r)
		}
	}
	if len(p.rules) == 0 {
		return nil, fmt.Errorf("--rules %s: no rule matches; see rasoat rules list", glob)
	}
	return p, nil
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
		bound, err := r.Bind(setting.With)
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
