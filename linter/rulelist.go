package linter

import (
	"slices"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/suppress"
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

// ownFinding is a finding that no rule file gives: no configuration can switch it off, and no comment can allow it.
type ownFinding struct {
	id       string
	code     string // of its title in the catalogues; its reason has ".why" behind it
	severity finding.Severity
}

// ownFindings lists the findings of the program itself.
func ownFindings() []ownFinding {
	list := []ownFinding{
		{failedRule, "own.failed-rule", finding.Error},
		{brokenConfig, "own.broken-configuration", finding.Error},
		{divergedPage, "own.diverged-page", finding.Error},
		{unconfiguredGate, "own.unconfigured-gate", finding.Error},
		{takenDown, "own.taken-down", finding.Warning},
		{lostRecord, "own.lost-record", finding.Error},
		{refusedRecord, "own.refused-record", finding.Warning},
		{expiringApproval, "own.expiring-approval", finding.Warning},
		{unreviewedRemoval, "own.unreviewed-removal", finding.Warning},
		{unreadablePage, "own.unreadable-page", finding.Error},
		{finding.WaitingPage, "own.waiting-page", finding.Error},
	}
	for _, fault := range suppress.Faults() {
		list = append(list, ownFinding{suppressionFinding(fault), "own.suppression-" + string(fault), faultSeverity(fault)})
	}
	return list
}

// ownRules tells of them what people read about rules.
func ownRules() []finding.Rule {
	var list []finding.Rule
	for _, own := range ownFindings() {
		rule := finding.Rule{ID: own.id, Severity: own.severity, Title: map[string]string{}, Why: map[string]string{}, Basis: []string{}}
		for _, name := range lang.Languages() {
			if say, err := lang.For(name); err == nil {
				rule.Title[name] = say.Say(own.code)
				rule.Why[name] = say.Say(own.code + ".why")
			}
		}
		list = append(list, rule)
	}
	return list
}

// isOwn reports whether a finding of that id is the program's own.
func isOwn(id string) bool {
	return slices.ContainsFunc(ownFindings(), func(own ownFinding) bool { return own.id == id })
}

// refuseOwn refuses a rule that takes the name of one of the program's own findings.
func refuseOwn(set *rule.Set) error {
	for _, own := range ownFindings() {
		if r, ok := set.Get(own.id); ok {
			return r.File.Errorf(source.Span{}, "give the rule another name", "%s is a finding of the program itself", own.id)
		}
	}
	return nil
}

func ownIDs() []string {
	var ids []string
	for _, own := range ownRules() {
		ids = append(ids, own.ID)
	}
	return ids
}
