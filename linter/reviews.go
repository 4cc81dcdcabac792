package linter

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/site"
	"github.com/rasoat/rasoat/linter/review"
)

// reviewsBranch is the ledger: the orphan branch that keeps the signed review records.
const reviewsBranch = "rasoat/reviews"

// What the gate does in a run.
const (
	gateDecides      = "decides"
	gateTold         = "told"         // on a work tree: an editor's new page is unreviewed by nature
	gateOff          = "off"          // left out on demand, or there is no repository to ask
	gateUnconfigured = "unconfigured" // the site does not say who reviews
)

func (r *run) gate(s *input) string {
	switch {
	case r.options.NoReview:
		return gateOff
	case r.law.absent || len(r.law.config.Review) == 0:
		return gateUnconfigured
	case s.before != nil || r.audits:
		return gateDecides
	case s.repository == nil:
		return gateOff
	}
	return gateTold
}

// verdict is what the gate says of one unit.
type verdict struct {
	gate.Verdict
	facts *fact.Page // of the page; nil for a file that is no page
}

// judge asks the gate about every unit that the run is about.
func (r *run) judge(ctx context.Context, s *input, now, before *edition, findings []finding.Finding) ([]verdict, error) {
	mode := r.gate(s)
	if mode != gateDecides && mode != gateTold {
		return nil, nil
	}
	book, err := r.ledger(s)
	if err != nil {
		return nil, err
	}
	units, err := r.units(s, now, before, findings, book)
	if err != nil {
		return nil, err
	}
	historian := r.historian(s, book, units)
	sources := r.evidences(s, book)
	pages := make([]gate.Page, len(units))
	err = parallel(ctx, len(units), func() func(int) error {
		return func(i int) error {
			words, err := chain(units[i], sources)
			if err != nil {
				return err
			}
			pages[i], err = r.brief(before, units[i], words, historian)
			return err
		}
	})
	if err != nil {
		return nil, err
	}
	lost, err := clicks{run: r, input: s, all: r.options.Clicks}.lost()
	if err != nil {
		return nil, err
	}
	compared := comparison{historian: historian, now: now, before: before, left: maxCompared}
	var verdicts []verdict
	for i, v := range gate.Judge(pages, r.law.config.People, r.options.Now) {
		if v.Undecided && mode == gateTold {
			continue // approved as it is; who wrote it is not looked into where reviews do not decide
		}
		if v.Undecided {
			return nil, fmt.Errorf("%s: the history is cut off, so it cannot be told who wrote the page; fetch all of it "+
				"(write `fetch-depth: 0` in the checkout step)", v.Page)
		}
		if page := units[i].facts; v.State == finding.Approved && page != nil && page.Hidden == site.HiddenFuture && page.Date.After(r.options.Now) {
			v.Reasons = append(v.Reasons, review.Because("visible", "time", page.Date.UTC().Format(time.RFC3339)))
		}
		if v.State != finding.Approved {
			v.Reasons = append(v.Reasons, lost...)
		}
		r.placeNobody(&v)
		r.word(&v)
		if mode == gateDecides && v.State != finding.Approved {
			if err := compared.compare(units[i], pages[i], &v.PageReview); err != nil {
				return nil, err
			}
		}
		verdicts = append(verdicts, verdict{Verdict: v, facts: units[i].facts})
	}
	return verdicts, nil
}

// placeNobody tells where the policy asks for somebody who is not there.
func (r *run) placeNobody(v *gate.Verdict) {
	if !slices.ContainsFunc(v.Reasons, func(reason review.Reason) bool { return reason.Code == "nobody-left" }) {
		return
	}
	for i, entry := range r.law.config.Review {
		asks := false
		for role := range entry.Need {
			asks = asks || v.Lacks[role] > 0
		}
		if file := entry.When.File(); asks {
			line, column := file.Position(entry.When.Span.Start)
			v.Reasons = append(v.Reasons, review.Because("asked-at", "place", fmt.Sprintf("%s:%d:%d (%s)", file.Name, line, column, entryName(i, entry))))
		}
	}
}

// word says the gate's reasons in the language of the run.
func (r *run) word(v *gate.Verdict) {
	reasons := make([]string, len(v.Reasons))
	for i, reason := range v.Reasons {
		reasons[i] = r.reason(reason)
	}
	v.Why = strings.Join(reasons, " ")
	for i, refusal := range v.Refusals {
		if !refusal.None() {
			v.Approvals[i].Why = r.reason(refusal)
		}
	}
}

// reason says a reason of the gate in the run's language. People are called by their names there.
func (r *run) reason(reason review.Reason) string {
	args := slices.Clone(reason.Args)
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == "who" {
			args[i+1] = r.called(strings.Split(args[i+1], ", ")...)
		}
	}
	return r.say.Reason(reason.Code, args...)
}

// called returns what people are called in texts: the names that people.yml has for them. Who has none there stays an id, an
// address or the number of an account.
func (r *run) called(ids ...string) string {
	names := slices.Clone(ids)
	for i, id := range ids {
		if person, ok := r.law.config.People.ByID(id); ok && person.Name != "" {
			names[i] = person.Name
		}
	}
	return r.say.List(names)
}

// ledger reads the records of what the run is about.
func (r *run) ledger(s *input) (*ledger.Ledger, error) {
	if r.touched == nil {
		return r.records(s, nil)
	}
	changed := append(changedPaths(s.changes), changedPaths(s.outside)...)
	return r.records(s, func(page string) bool {
		return r.touched[page] || page == review.WholeSite || slices.Contains(changed, page)
	})
}

// records reads the records of the site that are wanted, nil meaning all.
func (r *run) records(s *input, wanted func(page string) bool) (*ledger.Ledger, error) {
	if wanted == nil && s.book != nil {
		return s.book, nil
	}
	tree, err := s.records()
	if err != nil {
		return nil, err
	}
	book, err := r.book(tree, wanted)
	if wanted == nil && err == nil {
		s.book = book
	}
	return book, err
}

// book reads the files of the ledger by the configuration of the run.
func (r *run) book(tree *repo.Tree, wanted func(page string) bool) (*ledger.Ledger, error) {
	c := r.law.config
	return ledger.Read(tree, ledger.Trust{Site: c.SiteID(), Keys: c.Signers, Notary: c.Notary, Now: r.options.Now, Wanted: wanted})
}

// brief gathers all that the gate must know of a unit. History is only followed where an approval of the present
// content has to be checked: it is slow.
func (r *run) brief(before *edition, u unit, words review.Chain, historian *historian) (gate.Page, error) {
	s, book := historian.input, historian.book
	p := gate.Page{Path: u.path, Digest: u.digest, Takedown: u.takedown, Needs: u.need, Within: u.within, Signed: u.signed, Chain: words, Complete: true}
	var err error
	if p.Hands, err = r.hands(s, u); err != nil {
		return p, err
	}
	if u.oldPath != "" {
		p.OldPath, p.OldDigest, p.OldChain = u.oldPath, u.oldDigest, book.Chain(u.oldPath)
	}
	tip, ok := p.Chain.Tip()
	if !ok || tip.Statement.Digest != u.digest || r.gate(s) != gateDecides {
		return p, nil
	}
	if p.Published, err = r.published(before, u); err != nil {
		return p, err
	}
	return p, historian.follow(u, &p)
}

// published reports whether the very content of a unit is published already. Without a change everything is.
func (r *run) published(before *edition, u unit) (bool, error) {
	if before == nil || u.facts == nil {
		return before == nil, nil
	}
	digest, err := before.digest(u.path)
	return digest == u.digest, err
}

// reviewFindings asks the rules about the verdicts. Where the reviews do not decide, they are not held against a page.
func (r *run) reviewFindings(s *input, now *edition, verdicts []verdict) ([]finding.Finding, error) {
	if r.gate(s) != gateDecides {
		return nil, nil
	}
	asker := rule.NewAsker(r.language)
	var found []finding.Finding
	for _, v := range verdicts {
		if v.Page == review.WholeSite {
			continue // what waits is what was found about the site
		}
		plan, err := r.planner.plan(v.Page)
		if err != nil {
			return nil, err
		}
		sheet := now.sheet(v.Page)
		if sheet == nil {
			sheet = newSheet(v.Page)
		}
		facts := v.facts
		if facts == nil {
			facts = sheet.facts.Page
		}
		beside := rule.Beside{Page: facts, Site: now.site, Change: r.change(v.Page)}
		var drafts []draft
		for _, a := range plan {
			if a.Kind.Name != reviewKind {
				continue
			}
			if d, _ := r.question(asker, a, beside, fact.Subject{Value: reviewFact(v, r.options.Now)}); d != nil {
				drafts = append(drafts, *d)
			}
		}
		found = append(found, r.place(sheet, drafts...)...)
	}
	return found, nil
}

// takedowns tells of the pages that somebody took down alone.
func (r *run) takedowns(verdicts []verdict) []finding.Finding {
	var found []finding.Finding
	for _, v := range verdicts {
		for _, reason := range v.Reasons {
			if reason.Code == "taken-down" {
				found = append(found, r.place(newSheet(v.Page), draft{rule: takenDown, severity: finding.Warning, message: r.reason(reason)})...)
			}
		}
	}
	return found
}

// settle marks the review findings of approved pages as settled by their reviewers.
func (r *run) settle(findings []finding.Finding, verdicts []verdict) []finding.Finding {
	approved := map[string]verdict{}
	for _, v := range verdicts {
		if v.State == finding.Approved {
			approved[v.Page] = v
		}
	}
	for i := range findings {
		f := &findings[i]
		unit := f.Path
		if ofSite(*f) {
			unit = review.WholeSite
		}
		v, ok := approved[unit]
		if !ok || f.Severity != finding.Review {
			continue
		}
		var who []string
		for _, a := range v.Approvals {
			if a.Counts && !slices.Contains(who, a.By) {
				who = append(who, a.By)
			}
		}
		f.Settled = &finding.Settled{By: "review", Who: strings.Join(who, ", ")}
		if f.Suppression != nil {
			f.Settled.By, f.Settled.Why = "suppression", f.Suppression.Why
		}
	}
	return findings
}

// reviewFact says a verdict in the words of the rules.
func reviewFact(v verdict, now time.Time) *fact.Review {
	f := &fact.Review{State: string(v.State), Hands: v.Hands, Why: v.Why, Lacking: slices.Sorted(maps.Keys(v.Lacks))}
	for i, a := range v.Approvals {
		if !v.Given[i] {
			continue // a no, or nothing that could be verified
		}
		f.Approvals = append(f.Approvals, fact.Approval{By: a.By, Roles: a.Roles, At: a.At, Hand: a.Hand && !a.Counts,
			Authorised: !slices.Contains([]string{"unknown-person", "bot", "role", "role-ended"}, v.Refusals[i].Code)})
		if a.At.After(f.LastAt) {
			f.LastBy, f.LastAt = a.By, a.At
		}
	}
	if !v.Ended.IsZero() {
		f.Overdue = int(now.Sub(v.Ended).Hours()/24) + 1
	}
	return f
}
