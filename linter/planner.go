package linter

import (
	"fmt"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/source"
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
	bound map[binding]*rule.Bound
}

// binding names a rule with the parameters given at one place of the configuration; nil for none.
type binding struct {
	rule *rule.Rule
	with *source.Node
}

func newPlanner(l *law, glob string) (*planner, error) {
	p := &planner{law: l, bound: map[binding]*rule.Bound{}}
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
	var plan []active
	for _, r := range p.rules {
		setting := p.law.config.Setting(path, r.ID)
		if !setting.On {
			continue
		}
		name := binding{r, setting.With}
		bound, ok := p.bound[name]
		if !ok {
			var err error
			if bound, err = r.Bind(setting.With); err != nil {
				return nil, err
			}
			p.bound[name] = bound
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
	return plan, nil
}
