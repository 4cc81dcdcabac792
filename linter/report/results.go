package report

import (
	"cmp"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
)

// results lists what the formats for machines tell: every finding, and the pages that wait without a finding that says
// so. Settled findings are among them.
func (v *view) results() []*finding.Finding {
	all := make([]*finding.Finding, 0, len(v.report.Findings))
	for i := range v.report.Findings {
		all = append(all, &v.report.Findings[i])
	}
	for _, p := range v.untold() {
		top := finding.Position{Line: 1, Column: 1}
		all = append(all, &finding.Finding{Rule: finding.WaitingPage, Severity: finding.Error, Path: p.Page, Message: p.Why,
			Range: finding.Range{Start: top, End: top}, Fingerprint: finding.WaitingPage + ":" + p.Page})
	}
	return all
}

// unsettled is results without what no longer blocks.
func (v *view) unsettled() []*finding.Finding {
	all := v.results()
	open := all[:0]
	for _, f := range all {
		if f.Settled == nil {
			open = append(open, f)
		}
	}
	return open
}

// untold lists the reviews of pages that wait, without those of which a finding tells the same.
func (v *view) untold() []*finding.PageReview {
	told := map[string]bool{}
	for i := range v.report.Findings {
		if f := &v.report.Findings[i]; f.Settled == nil && v.summary.aboutReview(f) {
			told[f.Path] = true
		}
	}
	var pages []*finding.PageReview
	for i := range v.report.Reviews {
		p := &v.report.Reviews[i]
		if _, waits := v.summary.waiting[p.Page]; waits && !told[p.Page] {
			pages = append(pages, p)
		}
	}
	return pages
}

// compareGravity orders findings by how grave they are; what is settled comes last.
func (v *view) compareGravity(a, b *finding.Finding) int {
	gravity := func(f *finding.Finding) int {
		if f.Settled != nil {
			return rankWarning + 1
		}
		return v.rank(f)
	}
	return cmp.Compare(gravity(a), gravity(b))
}

// topic is the part of a rule's id before the slash.
func topic(rule string) string {
	topic, _, _ := strings.Cut(rule, "/")
	return topic
}

// placed returns a range whose lines and columns begin at 1, as other programs want them.
func placed(r finding.Range) finding.Range {
	r.Start.Line, r.Start.Column = max(r.Start.Line, 1), max(r.Start.Column, 1)
	r.End.Line, r.End.Column = max(r.End.Line, r.Start.Line), max(r.End.Column, 1)
	if r.End.Line == r.Start.Line {
		r.End.Column = max(r.End.Column, r.Start.Column)
	}
	return r
}

// applies reports whether a fix may be offered to a program that puts it in by a click: nothing in it hides.
func applies(fix *string) bool {
	return fix != nil && !strings.ContainsFunc(*fix, func(r rune) bool { return hidden(r) && r != '\n' })
}
