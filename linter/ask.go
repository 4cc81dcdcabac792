package linter

import (
	"context"
	"slices"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/rule"
)

// Findings that the program itself gives.
const (
	unreadablePage   = "structure/unreadable-page"
	failedRule       = "rule/failed"
	divergedPage     = "review/diverged-page"
	unconfiguredGate = "review/unconfigured-gate"
)

// questioner asks the rules about editions of one site.
type questioner struct {
	planner  *planner
	language string
	say      lang.Catalogue
	changes  map[string]*fact.Change // by path; a page that is not in it has not changed
}

// ask asks every rule about every page of the edition and about the site itself.
func (q *questioner) ask(ctx context.Context, e *edition) ([]finding.Finding, error) {
	found := make([][]finding.Finding, len(e.sheets))
	plans := make([][]active, len(e.sheets))
	for i, s := range e.sheets {
		plans[i] = q.planner.plan(s.path)
	}
	err := parallel(ctx, len(e.sheets), func() func(int) error {
		asker := rule.NewAsker(q.language)
		return func(i int) error {
			found[i] = q.askPage(asker, e, e.sheets[i], plans[i])
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	return append(slices.Concat(found...), q.askSite(e)...), nil
}

// askPage asks the rules of one page's plan. Rules about reviews come later, when the gate has judged.
func (q *questioner) askPage(asker *rule.Asker, e *edition, s *sheet, plan []active) []finding.Finding {
	if s.fault != nil {
		return []finding.Finding{s.finding(q.unreadable(s))}
	}
	change := q.change(s.path)
	beside := rule.Beside{Page: s.facts.Page, Site: e.site, Change: change}
	var drafts []draft
	for _, a := range plan {
		if a.Kind.OfSite || a.Kind.Name == "review" {
			continue
		}
		for _, subject := range s.facts.Subjects(a.Kind.Name, a.ID) {
			answer, err := asker.Ask(a.Bound, beside, subject.Value)
			switch {
			case err != nil:
				drafts = append(drafts, q.failed(a, err))
			case answer != nil:
				drafts = append(drafts, draft{rule: a.ID, severity: a.severity, reviewers: a.reviewers,
					span: subject.Span, message: answer.Message, fix: answer.Fix})
				continue
			default:
				continue
			}
			break
		}
	}
	return s.findings(drafts)
}

// askSite asks the rules about the site as a whole; their place is the configuration file.
func (q *questioner) askSite(e *edition) []finding.Finding {
	asker := rule.NewAsker(q.language)
	var drafts []draft
	for _, a := range q.planner.plan(configFile) {
		if !a.Kind.OfSite {
			continue
		}
		answer, err := asker.Ask(a.Bound, rule.Beside{Site: e.site}, e.site)
		if err != nil {
			drafts = append(drafts, q.failed(a, err))
		} else if answer != nil {
			drafts = append(drafts, draft{rule: a.ID, severity: a.severity, reviewers: a.reviewers, message: answer.Message})
		}
	}
	s := &sheet{path: configFile}
	return s.findings(drafts)
}

func (q *questioner) change(path string) *fact.Change {
	if c, ok := q.changes[path]; ok {
		return c
	}
	return fact.NoChange()
}

// unreadable tells why a page could not be judged.
func (q *questioner) unreadable(s *sheet) draft {
	return draft{rule: unreadablePage, severity: finding.Error, span: s.fault.Span,
		message: q.say.Say("unreadable."+s.fault.Reason, s.fault.Detail)}
}

// failed tells that a rule broke while it was asked. The page counts as not judged by it, so this blocks.
func (q *questioner) failed(a active, err error) draft {
	return draft{rule: failedRule, severity: finding.Error, message: q.say.Say("rule.failed", a.ID, err.Error())}
}
