package linter

import (
	"context"
	"slices"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/attach"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/rule"
)

// reviewKind is the kind whose facts are the gate's verdicts.
const reviewKind = "review"

// Findings that the program itself gives.
const (
	unreadablePage = "structure/unreadable-page"
	failedRule     = finding.FailedRule
	divergedPage   = "review/diverged-page"
	takenDown      = "review/taken-down"

	// Of an audit.
	expiringApproval  = "review/expiring-approval"
	lostRecord        = "review/lost-record"
	refusedRecord     = "review/refused-record"
	unreviewedRemoval = "review/unreviewed-removal"

	unconfiguredGate = "review/unconfigured-gate"
	brokenConfig     = "structure/broken-configuration"
)

// asking is what one of several goroutines asks with.
type asking struct {
	*rule.Asker
	files  *attach.Reader
	worker *fact.Worker // for the text of attached files; nil until there is one
}

// ask asks every rule about every page of the edition and about the site itself.
func (r *run) ask(ctx context.Context, e *edition) ([]finding.Finding, error) {
	if err := r.resolve(ctx, e); err != nil {
		return nil, err
	}
	plans := make([][]active, len(e.sheets))
	for i, s := range e.sheets {
		var err error
		if plans[i], err = r.planner.plan(s.path); err != nil {
			return nil, err
		}
	}
	found := make([][]finding.Finding, len(e.sheets))
	var files attach.Reader
	defer files.Close()
	err := parallel(ctx, len(e.sheets), func() func(int) error {
		a := &asking{Asker: rule.NewAsker(r.language), files: &files}
		return func(i int) error {
			found[i] = r.askPage(ctx, a, e, e.sheets[i], plans[i])
			r.progress.step()
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	site, err := r.askSite(e, r.language)
	return slices.Concat(slices.Concat(found...), site, r.configFindings(e)), err
}

// configFindings tells what cannot be read of the configuration of the site's generators. The pages are judged all the
// same: what depends on it counts as undecided, and every Markdown file as a page.
func (r *run) configFindings(e *edition) []finding.Finding {
	var found []finding.Finding
	for _, fault := range e.layout.Faults() {
		found = append(found, r.place(newSheet(fault.Path), draft{rule: brokenConfig, severity: finding.Error,
			message: r.say.Say("broken-configuration", "detail", fault.Detail)})...)
	}
	return found
}

// askPage asks the rules of one page's plan. Rules about reviews come later, when the gate has judged.
func (r *run) askPage(ctx context.Context, by *asking, e *edition, s *sheet, plan []active) []finding.Finding {
	if s.fault != nil {
		return r.place(s, r.unreadable(s.fault))
	}
	beside := rule.Beside{Page: s.facts.Page, Site: e.site, Change: r.change(s.path)}
	r.inspect(ctx, by, e, s, plan)
	drafts := r.unbound(e, s)
	for _, a := range plan {
		if a.Kind.OfSite || a.Kind.Name == reviewKind {
			continue
		}
		for _, subject := range s.facts.Subjects(a.Kind.Name, a.ID) {
			d, broken := r.question(by.Asker, a, beside, subject)
			if d != nil {
				drafts = append(drafts, *d)
			}
			if broken {
				break
			}
		}
	}
	return r.place(s, r.suppress(s, drafts)...)
}

// askSite asks the rules about the site as a whole; their place is the configuration file.
func (r *run) askSite(e *edition, language string) ([]finding.Finding, error) {
	plan, err := r.planner.plan(configFile)
	if err != nil {
		return nil, err
	}
	asker := rule.NewAsker(language)
	var drafts []draft
	for _, a := range plan {
		if !a.Kind.OfSite {
			continue
		}
		if d, _ := r.question(asker, a, rule.Beside{Site: e.site}, fact.Subject{Value: e.site}); d != nil {
			drafts = append(drafts, *d)
		}
	}
	return r.place(newSheet(configFile), drafts...), nil
}

// question asks one rule about one fact. A rule that breaks is told of once and not asked again.
func (r *run) question(asker *rule.Asker, a active, beside rule.Beside, subject fact.Subject) (d *draft, broken bool) {
	answer, err := asker.Ask(a.Bound, beside, subject.Value)
	switch {
	case err != nil:
		message := r.say.Say("rule.failed", "rule", a.ID, "why", err.Error())
		return &draft{rule: failedRule, severity: finding.Error, span: subject.Span, message: message}, true
	case answer == nil:
		return nil, false
	}
	return &draft{rule: a.ID, severity: a.severity, reviewers: a.reviewers, span: subject.Span,
		message: answer.Message, fix: answer.Fix}, false
}

// unreadable tells why a page, or another file, could not be judged.
func (r *run) unreadable(fault *page.Unreadable) draft {
	return draft{rule: unreadablePage, severity: finding.Error, span: fault.Span,
		message: r.say.Say("unreadable."+fault.Reason, "detail", fault.Detail)}
}

// unbound tells of every file that a page shows and that nobody can review. In a change only the pages that it touches are
// looked at.
func (r *run) unbound(e *edition, s *sheet) []draft {
	if r.touched != nil && !r.touched[s.path] {
		return nil
	}
	var drafts []draft
	files, _ := e.shown(s)
	for _, file := range files {
		// A file of which nothing can be told ends the run where it is read.
		if fault, _ := unbindable(e.tree, file); fault != nil {
			drafts = append(drafts, r.unreadable(&page.Unreadable{Reason: "embed", Detail: file}))
		}
	}
	return drafts
}
