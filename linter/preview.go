package linter

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Bounds of what a report shows of pages: of the gravest ones, around the gravest place of each.
const (
	maxPreviews  = 100
	previewBytes = 12 << 10 // of one page
	previewLead  = 1 << 10  // before its gravest place
	previewMarks = 300      // findings that are marked
)

// shownPage is a page with the findings that its preview marks.
type shownPage struct {
	sheet    *sheet
	findings []finding.Finding
	gravity  int // place of the gravest severity; 0 is the gravest
}

// previews shows pages with unsettled findings as their readers will see them. The findings are in order, their paths are
// still whole.
func (r *run) previews(now *edition, findings []finding.Finding) []finding.Preview {
	var pages []shownPage
	for _, f := range findings {
		if f.Settled != nil || f.Excerpt == nil {
			continue
		}
		if n := len(pages); n == 0 || pages[n-1].sheet.path != f.Path {
			s := now.sheet(f.Path)
			if !readable(s) {
				continue
			}
			pages = append(pages, shownPage{sheet: s, gravity: len(finding.Severities())})
		}
		p := &pages[len(pages)-1]
		p.findings = append(p.findings, f)
		p.gravity = min(p.gravity, gravity(f.Severity))
	}
	slices.SortStableFunc(pages, func(a, b shownPage) int { return cmp.Compare(a.gravity, b.gravity) })
	previews := []finding.Preview{}
	for _, p := range pages[:min(len(pages), maxPreviews)] {
		previews = append(previews, r.preview(p))
	}
	slices.SortFunc(previews, func(a, b finding.Preview) int { return cmp.Compare(a.Page, b.Page) })
	return previews
}

func gravity(s finding.Severity) int { return slices.Index(finding.Severities(), s) }

// preview cuts a page to its bounds, masks it and marks its findings.
func (r *run) preview(p shownPage) finding.Preview {
	masker := r.reader.gatherer.Masker(p.sheet.facts, p.sheet.file)
	window := masker.Whole(p.window())
	preview := finding.Preview{Page: r.reader.gatherer.Mask(p.sheet.path), Title: masker.Text(p.sheet.facts.Page.Title), Cut: window.Len() < len(p.sheet.file.Text)}
	whole, parts := masker.Text(masker.Slice(window)), ""
	at := window.Start
	for _, m := range p.marks(masker, window, &preview.Left) {
		add := func(to int, severity finding.Severity) {
			if text := masker.Text(masker.Slice(source.Span{Start: at, End: to})); text != "" {
				preview.Stretches = append(preview.Stretches, finding.Stretch{Text: unstarred(text), Severity: severity})
				parts += text
			}
			at = to
		}
		add(m.span.Start, "")
		add(m.span.End, m.severity)
	}
	if parts != whole { // something personal reaches over the edge of a mark: it is masked, and nothing is marked
		preview.Stretches = []finding.Stretch{{Text: unstarred(whole)}}
	}
	return preview
}

// masker returns what masks texts about the page at a path.
func (r *run) masker(e *edition, path string) *fact.Masker {
	s := e.sheet(path)
	if s == nil {
		s = newSheet(path)
	}
	return r.reader.gatherer.Masker(s.facts, s.file)
}

// unstarred writes masks so that Markdown does not take their stars for its own.
func unstarred(text string) string { return strings.ReplaceAll(text, "***", "•••") }

// window returns the part of a page that is shown: whole blocks, as far as blank lines part them.
func (p *shownPage) window() source.Span {
	text := p.sheet.file.Text
	if len(text) <= previewBytes {
		return source.Span{End: len(text)}
	}
	first := slices.IndexFunc(p.findings, func(f finding.Finding) bool { return gravity(f.Severity) == p.gravity })
	start := breakBefore(text, 0, max(0, p.findings[first].Range.Start.Offset-previewLead))
	end := len(text)
	if start+previewBytes < end {
		end = breakBefore(text, start+1, start+previewBytes)
	}
	return source.Span{Start: start, End: end}
}

// breakBefore returns the last place from from to to where a page is best cut: behind a blank line, behind a line, before
// a character.
func breakBefore(text []byte, from, to int) int {
	for _, end := range []string{"\n\n", "\n"} {
		if k := bytes.LastIndex(text[from:to], []byte(end)); k >= 0 {
			return from + k + len(end)
		}
	}
	if from == 0 && to < previewBytes {
		return 0
	}
	return cut(text, to)
}

// severeSpan is a stretch of a page with the gravest severity of the findings about it.
type severeSpan struct {
	span     source.Span
	severity finding.Severity
}

// marks returns the marked stretches of a window, in order and apart from each other, the last one empty at its end; left
// counts the findings that lie outside.
func (p *shownPage) marks(masker *fact.Masker, window source.Span, left *int) []severeSpan {
	var spans []severeSpan
	edges := []int{}
	for _, f := range p.findings {
		span := masker.Whole(source.Span{Start: f.Range.Start.Offset, End: f.Range.End.Offset})
		span.Start, span.End = max(span.Start, window.Start), min(span.End, window.End)
		if span.Len() <= 0 || len(spans) == previewMarks {
			*left++
			continue
		}
		spans = append(spans, severeSpan{span, f.Severity})
		edges = append(edges, span.Start, span.End)
	}
	slices.SortStableFunc(spans, func(a, b severeSpan) int { return cmp.Compare(gravity(a.severity), gravity(b.severity)) })
	slices.Sort(edges)
	var marks []severeSpan
	for i := 1; i < len(edges); i++ {
		at := slices.IndexFunc(spans, func(s severeSpan) bool { return s.span.Start <= edges[i-1] && s.span.End > edges[i-1] })
		if at < 0 || edges[i] == edges[i-1] {
			continue
		}
		if n := len(marks); n > 0 && marks[n-1].span.End == edges[i-1] && marks[n-1].severity == spans[at].severity {
			marks[n-1].span.End = edges[i]
		} else {
			marks = append(marks, severeSpan{source.Span{Start: edges[i-1], End: edges[i]}, spans[at].severity})
		}
	}
	return append(marks, severeSpan{source.Span{Start: window.End, End: window.End}, ""})
}
