package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
)

// defaultWidth is the width of a terminal nobody has told us, in columns; narrower than minWidth no frame is readable.
const (
	defaultWidth = 100
	minWidth     = 40
)

// writeText writes for somebody at a terminal: what was found, page by page, with the lines of the source; at the end,
// where the eye is, the verdict and who acts next.
func writeText(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	t := &textView{view: v, paint: paint(o.Color), width: max(cmp.Or(o.Width, defaultWidth), minWidth), wraps: o.Width > 0}
	t.pages()
	t.ending()
	return t.Flush()
}

// textView writes the text format.
type textView struct {
	*view
	paint paint
	width int
	wraps bool
}

// line writes one line. Its parts were escaped by whoever put them together.
func (t *textView) line(parts ...string) {
	t.WriteString(strings.Join(parts, ""))
	t.WriteByte('\n')
}

// margin is the space before what belongs to a finding.
const margin = "     "

// paragraph writes a text of the report with a margin, on several lines if the terminal's width is known. Head stands
// before the first line; it is escaped already.
func (t *textView) paragraph(head string, style func(string) string, text string) {
	limit := 0
	if t.wraps {
		limit = max(t.width-len(margin), minWidth/2)
	}
	for i, line := range wrap(text, limit) {
		if i > 0 {
			head = margin
		}
		t.line(head, style(Visible(line)))
	}
}

// group is what a report has on one page.
type group struct {
	path     string
	findings []finding.Finding
	review   *finding.PageReview
}

// groups parts findings and reviews by page, in the order of the paths; what concerns the whole site comes first.
func (v *view) groups() (groups []group, approved int) {
	byPath := func(a, b finding.Finding) int { return cmp.Compare(a.Path, b.Path) }
	findings := v.report.Findings
	if !slices.IsSortedFunc(findings, byPath) {
		findings = slices.Clone(findings)
		slices.SortStableFunc(findings, byPath)
	}
	for len(findings) > 0 {
		n := 1
		for n < len(findings) && findings[n].Path == findings[0].Path {
			n++
		}
		groups = append(groups, group{path: findings[0].Path, findings: findings[:n]})
		findings = findings[n:]
	}
	shown, approved := v.reviewsToShow()
	for i := range shown {
		at, found := slices.BinarySearchFunc(groups, shown[i].Page, func(g group, path string) int { return cmp.Compare(g.path, path) })
		if !found {
			groups = slices.Insert(groups, at, group{path: shown[i].Page})
		}
		groups[at].review = &shown[i]
	}
	return groups, approved
}

func (t *textView) pages() {
	groups, approved := t.groups()
	for _, g := range groups {
		title := cmp.Or(t.path(g.path), t.say.Say("text.site"))
		t.line("▸ ", t.paint.bold(Visible(title)))
		t.line()
		for i := range g.findings {
			f := &g.findings[i]
			t.finding(f, g.review)
			if f.Settled == nil && t.summary.aboutReview(f) {
				g.review = nil // told
			}
		}
		if g.review != nil {
			t.review(g.review)
		}
	}
	if approved > 0 {
		t.line(Visible(t.say.Say("text.approved", "n", strconv.Itoa(approved))))
		t.line()
	}
}

// finding writes what a rule says of one place. A finding about the page's review has under it what stands behind that.
func (t *textView) finding(f *finding.Finding, review *finding.PageReview) {
	if f.Settled != nil {
		t.settled(f)
		return
	}
	l := t.label(f)
	t.line("  ", l.mark, " ", t.paint.severity(f.Severity, l.word), "  ", Visible(t.place(f)))
	t.paragraph(margin, plain, f.Message)
	t.frame(f)
	if f.Fix != nil {
		t.line(margin, t.say.Say("text.replace"), " ", Visible(clip(*f.Fix, t.width)))
	}
	if review != nil && t.summary.aboutReview(f) {
		t.details(review)
	}
	t.line(margin, t.paint.dim(t.say.Say("text.why")+" rasoat rules show "+Visible(f.Rule)))
	t.line()
}

// settled writes a finding that no longer blocks: shorter, dim, and with who settled it.
func (t *textView) settled(f *finding.Finding) {
	l := t.label(f)
	t.line("  ", t.paint.dim(l.mark+" "+Visible(l.word+"  "+t.place(f))))
	t.paragraph(margin, t.paint.dim, f.Message)
	t.paragraph(margin, t.paint.dim, t.settledBy(f.Settled))
	t.line()
}

// label is the sign and the words that stand for how grave a finding is.
type label struct{ mark, word string }

func (v *view) label(f *finding.Finding) label {
	switch {
	case f.Settled != nil:
		return label{"✅", v.say.Say("settled." + f.Settled.By)}
	case v.summary.aboutReview(f) && !v.summary.rejected(f.Path):
		return label{"🟡", v.say.Say("severity.waiting")}
	case f.Severity == finding.Error:
		return label{"⛔", v.say.Say("severity.error")}
	case f.Severity == finding.Review:
		return label{"🟡", v.say.Say("severity.review")}
	}
	return label{"⚪", v.say.Say("severity.warning")}
}

// reviewLabel is the sign and the words that stand for a page's review: done, somebody else's turn, or the editor's.
func (v *view) reviewLabel(s finding.State) label {
	switch s {
	case finding.Approved:
		return label{pass.mark(), v.say.Say("settled.review")}
	case finding.Rejected:
		return label{fix.mark(), v.say.Say("severity.error")}
	}
	return label{waiting.mark(), v.say.Say("severity.waiting")}
}

func (v *view) settledBy(s *finding.Settled) string {
	if s.Why == "" {
		return s.Who
	}
	return v.say.Say("settled.by", "who", s.Who, "why", s.Why)
}

// place names a finding's place in the form that terminals and editors open on a click.
func (v *view) place(f *finding.Finding) string {
	if f.Range.Start.Line < 1 {
		return v.path(f.Path)
	}
	return fmt.Sprintf("%s:%d:%d", v.path(f.Path), f.Range.Start.Line, f.Range.Start.Column)
}

// frame shows the line of the source with the place underlined.
func (t *textView) frame(f *finding.Finding) {
	if f.Excerpt == nil {
		return
	}
	number := strconv.Itoa(f.Range.Start.Line)
	gutter := margin + strings.Repeat(" ", len(number)) + " │ "
	code, carets := frame(f.Excerpt, t.width-columns(cells(gutter)))
	t.line(margin, t.paint.dim(number+" │ "), code)
	t.line(t.paint.dim(gutter), t.paint.severity(f.Severity, carets))
}

// review writes where the review of a page stands: a sentence, and under it what stands behind it.
func (t *textView) review(p *finding.PageReview) {
	l := t.reviewLabel(p.State)
	t.line("  ", l.mark, " ", t.paint.bold(l.word))
	t.paragraph(margin, plain, p.Why)
	if p.State != finding.Approved {
		t.details(p)
	}
	t.line()
}

// details writes what stands behind a page's review.
func (t *textView) details(p *finding.PageReview) {
	if details := reviewDetails(t.say, p); len(details) > 0 {
		t.paragraph(margin, t.paint.dim, strings.Join(details, " · "))
	}
}

// ending writes the counts, the verdict, and who acts next.
func (t *textView) ending() {
	s := &t.summary
	pages, rules := strconv.Itoa(t.report.Pages.Judged), strconv.Itoa(t.report.Rules.Count)
	if len(t.report.Findings) == 0 {
		t.line(t.say.Say("text.nothing", "pages", pages, "rules", rules))
	} else {
		t.line(t.paint.dim(t.say.Say("text.judged", "pages", pages, "rules", rules) + ": " + t.counts()))
	}
	if line := t.gateLine(); line != "" {
		t.paragraph("", plain, line)
	}
	t.line(s.state.mark(), " ", t.paint.bold(Visible(s.title(t.say, t.report.Gate))))
	if t.report.Next != "" {
		t.paragraph("   ", plain, t.say.Say("next", "next", t.report.Next))
	}
}

// counts lists how many of each there are, leaving out what there is none of.
func (t *textView) counts() string {
	s := &t.summary
	var parts []string
	for _, c := range []struct {
		code string
		n    int
	}{
		{"text.errors", s.fix}, {"text.reviews", s.reviews}, {"text.waiting", len(s.waiting)},
		{"text.warnings", s.warnings}, {"text.settled", s.settled},
	} {
		if c.n > 0 {
			parts = append(parts, t.say.Say(c.code, "n", strconv.Itoa(c.n)))
		}
	}
	return strings.Join(parts, ", ")
}
