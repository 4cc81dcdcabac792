package linter

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/review"
)

// Lint judges the site in o.Dir, or the change from o.Base to o.Head. An error means that nothing could be judged: the
// configuration, a rule, a revision or Git itself is at fault.
func Lint(ctx context.Context, o Options) (*finding.Report, error) {
	s, err := openInput(o)
	if err != nil {
		return nil, err
	}
	return lint(ctx, s, o)
}

// lint judges what was opened.
func lint(ctx context.Context, s *input, o Options) (*finding.Report, error) {
	law, err := readLaw(s.law, o)
	if err != nil {
		return nil, err
	}
	r, err := newRun(law, s.now, o)
	if err != nil {
		return nil, err
	}
	r.foresee(s)
	now, before, err := r.editions(ctx, s)
	if err != nil {
		return nil, err
	}
	if len(now.sheets) == 0 && (before == nil || len(before.sheets) == 0) {
		return nil, fmt.Errorf("%s: there is no page to judge; name the folder of the site, in which its pages end in .md", o.Dir)
	}
	findings, err := r.findings(ctx, s, now, before)
	if err != nil {
		return nil, err
	}
	verdicts, err := r.judge(ctx, s, now, before, findings)
	if err != nil {
		return nil, err
	}
	reviewed, err := r.reviewFindings(s, now, verdicts)
	if err != nil {
		return nil, err
	}
	findings = r.settle(slices.Concat(findings, reviewed, r.takedowns(verdicts)), verdicts)
	return r.report(s, now, findings, verdicts), nil
}

// editions reads the site as it would be, and as it is without the change; the latter is nil on a work tree.
func (r *run) editions(ctx context.Context, s *input) (now, before *edition, err error) {
	if now, err = r.read(ctx, s.now); err != nil || s.before == nil {
		return now, nil, err
	}
	before, err = r.read(ctx, s.before)
	return now, before, err
}

// findings asks the rules and keeps what lies within the scope.
func (r *run) findings(ctx context.Context, s *input, now, before *edition) ([]finding.Finding, error) {
	if err := r.note(s, now, before); err != nil {
		return nil, err
	}
	found, err := r.ask(ctx, now)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return found, nil
	}
	own, err := r.gateFindings(s, now, before)
	if err != nil {
		return nil, err
	}
	found = append(found, own...)
	if r.scope == All {
		return found, nil
	}
	old, err := r.ask(ctx, before)
	if err != nil {
		return nil, err
	}
	known := map[knownFinding]bool{}
	for _, f := range old {
		known[knownFinding{f.Path, f.Fingerprint, f.Severity}] = true
	}
	return slices.DeleteFunc(found, func(f finding.Finding) bool {
		return !r.inScope(f) && known[knownFinding{f.Path, f.Fingerprint, f.Severity}]
	}), nil
}

// knownFinding is what the base has already. A change that only takes a suppression away makes a finding graver. Masked
// paths, of which fingerprints are made, may be alike.
type knownFinding struct {
	path, fingerprint string
	severity          finding.Severity
}

// report puts everything together in a fixed order. Up to here paths are whole, because files are looked up by them.
func (r *run) report(s *input, now *edition, findings []finding.Finding, verdicts []verdict) *finding.Report {
	slices.SortFunc(findings, finding.Compare)
	findings = r.thin(findings)
	previews := r.previews(now, findings)
	mask := r.reader.gatherer.Mask
	for i := range findings {
		findings[i].Path = mask(findings[i].Path)
	}
	slices.SortFunc(findings, finding.Compare)
	report := &finding.Report{
		Schema: finding.Schema, Tool: finding.Tool{Version: r.options.Version},
		Site: r.law.config.Site.Name, ID: r.law.config.SiteID(), Language: r.language, Base: s.base, Head: s.head, At: r.options.Now.Truncate(time.Second),
		Generator: now.layout.Generator,
		Rules:     finding.Rules{Digest: r.law.rules.Digest, Count: len(r.planner.rules), List: r.ruleList()},
		Pages:     finding.Pages{Total: len(now.sheets), Judged: r.judged(now)},
		Gate:      r.gate(s), Verdict: finding.Pass,
		Findings: findings, Reviews: []finding.PageReview{}, Previews: previews,
	}
	for _, v := range verdicts {
		if v.facts != nil {
			v.Title = r.masker(now, v.Page).Text(v.facts.Title)
		}
		if v.Page == review.WholeSite {
			v.Title = r.spoken(v.Page)
		}
		report.Reviews = append(report.Reviews, v.PageReview)
	}
	for i := range report.Reviews {
		report.Reviews[i].Page = mask(report.Reviews[i].Page)
	}
	if r.blocks(report) {
		report.Verdict = finding.Blocked
	}
	report.Next = r.next(report)
	return report
}

// judged counts the pages that the run is about.
func (r *run) judged(now *edition) int {
	if r.touched == nil || r.scope == All {
		return len(now.sheets)
	}
	n := 0
	for path := range r.touched {
		if now.sheet(path) != nil {
			n++
		}
	}
	return n
}

// blocks decides. Where the gate decides, a page that is not approved blocks by itself, whatever the rules about reviews
// say: switching them off must not open the gate.
func (r *run) blocks(report *finding.Report) bool {
	if report.Count(finding.Error) > 0 {
		return true
	}
	if report.Gate != gateDecides {
		return false
	}
	return report.Count(finding.Review) > 0 || len(report.Waiting()) > 0
}

// next says who acts next, in one sentence. While something blocks, there is always somebody.
func (r *run) next(report *finding.Report) string {
	fix, lacks := r.todo(report)
	if names := r.approvers(report, lacks); len(names) > 0 {
		return r.act(report, fix, lacks) + " " + r.say.Say("next.people", "who", r.say.List(names))
	}
	return r.act(report, fix, lacks)
}

// approvers names who could give what the reviews lack, by the names that people.yml has for them: whoever holds one of the
// roles now and has not worked on every page that waits. A name that only repeats the role tells nothing, and too many
// names ask nobody.
func (r *run) approvers(report *finding.Report, lacks review.Need) []string {
	const most = 5
	waiting := report.Waiting()
	var names []string
	for _, p := range r.law.config.People.All() {
		role := slices.IndexFunc(p.Roles, func(role string) bool { return lacks[role] > 0 })
		free := func(w finding.PageReview) bool { return !slices.Contains(w.Hands, p.ID) }
		if role >= 0 && p.Serves(r.options.Now) && !strings.EqualFold(p.Name, r.say.Role(p.Roles[role])) &&
			(len(waiting) == 0 || slices.ContainsFunc(waiting, free)) {
			names = append(names, p.Name)
		}
	}
	if len(names) > most {
		return nil
	}
	return names
}

// act says what is to be done.
func (r *run) act(report *finding.Report, fix int, lacks review.Need) string {
	who := r.say.Need(lacks)
	switch {
	case report.Gate == gateUnconfigured && report.Base != "":
		return r.say.Say("next.unconfigured")
	case fix > 0 && len(lacks) > 0:
		return r.say.Say("next.fix-then-review", "fix", strconv.Itoa(fix), "who", who)
	case fix > 0:
		return r.say.Say("next.fix", "fix", strconv.Itoa(fix))
	case len(lacks) > 0:
		return r.say.Say("next.review", "who", who)
	case report.Verdict == finding.Blocked:
		return r.say.Say("next.admin")
	}
	return r.say.Say("next.none")
}

// todo counts the places that the editor has to mend, and returns whose review is still needed.
func (r *run) todo(report *finding.Report) (fix int, lacks review.Need) {
	lacks = review.Need{}
	waits := map[string]bool{}
	if report.Gate == gateDecides {
		for _, v := range report.Waiting() {
			waits[v.Page] = true
			waits[configFile] = waits[configFile] || v.Page == review.WholeSite
			lacks.Add(v.Lacks)
			if v.State == finding.Rejected {
				fix++
			}
		}
	}
	for _, f := range report.Findings {
		switch {
		case f.Settled != nil || f.Severity == finding.Warning || waits[f.Path] && strings.HasPrefix(f.Rule, "review/") && f.Rule != divergedPage:
			// Nothing to do, or said by its page's review already.
		case f.Severity == finding.Error:
			fix++
		case report.Gate == gateDecides:
			lacks.Add(askedBy([]finding.Finding{f}, !waits[f.Path]))
		}
	}
	return fix, lacks
}
