package linter

import (
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// ruleList tells what the report's readers need to know of the rules: of those that were asked, and of the program's own.
func (r *run) ruleList() []finding.Rule {
	list := make([]finding.Rule, 0, len(r.planner.rules)+len(ownRules()))
	for _, asked := range r.planner.rules {
		list = append(list, finding.Rule{ID: asked.ID, Severity: asked.Severity, Title: asked.Title, Why: asked.Why,
			Basis: append([]string{}, asked.Basis...)})
	}
	return append(list, ownRules()...)
}

// ownRules lists the rules that are no YAML files: what cannot be judged is found by the program itself.
func ownRules() []finding.Rule {
	var list []finding.Rule
	for _, own := range []struct{ id, code string }{
		{failedRule, "failed-rule"},
		{brokenConfig, "broken-configuration"},
		{divergedPage, "diverged-page"},
		{unconfiguredGate, "unconfigured-gate"},
		{unreadablePage, "unreadable-page"},
	} {
		rule := finding.Rule{ID: own.id, Severity: finding.Error, Title: map[string]string{}, Why: map[string]string{}, Basis: []string{}}
		for _, name := range lang.Languages() {
			if say, err := lang.For(name); err == nil {
				rule.Title[name] = say.Say("own." + own.code)
				rule.Why[name] = say.Say("own." + own.code + ".why")
			}
		}
		list = append(list, rule)
	}
	return list
}
