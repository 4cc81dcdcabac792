package linter

import (
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/suppress"
)

// suppressionFinding names the finding that tells what is wrong with a suppression.
func suppressionFinding(f suppress.Fault) string { return "suppression/" + string(f) }

// faultSeverity returns how grave a fault is. One that is left over after its place was mended harms nobody.
func faultSeverity(f suppress.Fault) finding.Severity {
	if f == suppress.Unused {
		return finding.Warning
	}
	return finding.Error
}

// suppress turns the errors that the page's suppressions allow into what a reviewer decides, and adds what is wrong with
// the suppressions themselves. Nothing leaves the list.
func (r *run) suppress(s *sheet, drafts []draft) []draft {
	if len(s.suppressions) == 0 {
		return drafts
	}
	places := make([]suppress.Place, len(drafts))
	for i, d := range drafts {
		places[i] = suppress.Place{Rule: d.rule, Span: d.span}
	}
	verdict := suppress.Judge(s.suppressions, places, suppress.Law{Now: r.options.Now, Rules: r.standing})
	for i, allowed := range verdict.Allowed {
		if allowed != nil {
			r.allow(&drafts[i], allowed)
		}
	}
	for _, fault := range verdict.Faults {
		drafts = append(drafts, r.suppressionFault(fault))
	}
	return drafts
}

// allow lets a reviewer decide about a place, and tells why the author asks for it.
func (r *run) allow(d *draft, s *suppress.Suppression) {
	if d.severity == finding.Error {
		d.severity = finding.Review
	}
	d.suppression = &finding.Suppression{Why: s.Reason, Until: s.Until.Format("2006-01-02")}
	code := "suppression.asked"
	if s.Page {
		code = "suppression.asked-page"
	}
	d.message = r.say.Say(code, "message", d.message, "day", r.say.Day(s.Until), "why", s.Reason)
}

// standing says what a suppression can do about a rule.
func (r *run) standing(id string) suppress.Standing {
	found, ok := r.law.rules.Get(id)
	switch {
	case isOwn(id) || ok && (found.Kind.OfSite || found.Kind.Name == reviewKind || strings.HasPrefix(id, "review/")):
		return suppress.Barred
	case !ok:
		return suppress.Nobodys
	case !slices.Contains(r.planner.rules, found):
		return suppress.Unasked
	}
	return suppress.Open
}

// suppressionFault says what is wrong with a suppression.
func (r *run) suppressionFault(s *suppress.Suppression) draft {
	code := "suppression." + string(s.Fault)
	args := []string{"rule", s.Rule, "day", r.say.Day(s.Until)}
	if s.Fault == suppress.UnknownRule {
		if near := source.Nearest(s.Rule, r.law.rules.IDs()); near != "" {
			code, args = code+"-near", append(args, "near", near)
		}
	}
	return draft{rule: suppressionFinding(s.Fault), severity: faultSeverity(s.Fault), span: s.Span,
		message: r.say.Say(code, args...)}
}
