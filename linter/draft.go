package linter

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// draft is a finding before it has a place for people.
type draft struct {
	rule      string
	severity  finding.Severity
	reviewers []string
	span      source.Span
	message   string
	fix       *string

	suppression *finding.Suppression // that allows it; nil if none does
}

// findings turns the drafts of one page into findings.
func (s *sheet) findings(drafts []draft) []finding.Finding {
	list := make([]finding.Finding, len(drafts))
	seen := map[string]int{}
	for i, d := range drafts {
		list[i] = s.finding(d)
		same := list[i].Fingerprint
		if n := seen[same]; n > 0 {
			list[i].Fingerprint = fingerprint(same, fmt.Sprint(n))
		}
		seen[same]++
	}
	return list
}

// finding gives a draft its place, its source line and its fingerprint. Here, and nowhere else, personal data is masked.
func (s *sheet) finding(d draft) finding.Finding {
	f := finding.Finding{Rule: d.rule, Severity: d.severity, Path: s.path, Message: d.message, Fix: d.fix,
		Reviewers: d.reviewers, Suppression: d.suppression}
	if f.Reviewers == nil {
		f.Reviewers = []string{}
	}
	masks := s.facts.Masks
	f.Message = maskText(f.Message, masks)
	if f.Fix != nil {
		fixed := maskText(*f.Fix, masks)
		f.Fix = &fixed
	}
	if f.Suppression != nil {
		f.Suppression.Why = maskText(f.Suppression.Why, masks)
	}
	content := ""
	if s.file != nil {
		f.Range = finding.Range{Start: position(s.file, d.span.Start), End: position(s.file, d.span.End)}
		if d.span.Len() > 0 {
			f.Excerpt = excerpt(s.file, d.span, masks)
		}
		content = maskText(s.file.Slice(d.span), masks)
	} else {
		f.Range = finding.Range{Start: finding.Position{Line: 1, Column: 1}, End: finding.Position{Line: 1, Column: 1}}
	}
	f.Fingerprint = fingerprint(d.rule, s.path, content)
	return f
}

func position(f *source.File, offset int) finding.Position {
	line, column := f.Position(offset)
	return finding.Position{Offset: offset, Line: line, Column: column}
}

// maskText replaces every personal value of the page that stands in a text.
func maskText(text string, masks []fact.Mask) string {
	for _, m := range masks {
		text = strings.ReplaceAll(strings.ReplaceAll(text, m.Text, m.Masked), m.Plain, m.Masked)
	}
	return text
}

// excerpt returns the line on which the span begins, with all personal data on it masked.
func excerpt(f *source.File, span source.Span, masks []fact.Mask) *finding.Excerpt {
	line, _ := f.Position(span.Start)
	lineStart := f.LineStart(line)
	lineEnd := lineStart + len(f.Line(line))
	start, end := span.Start, min(span.End, lineEnd)
	lineStart = cut(f.Text, max(lineStart, start-excerptReach))
	lineEnd = cut(f.Text, min(lineEnd, end+excerptReach))
	for _, m := range masks {
		if m.Span.Start < start && start < m.Span.End {
			start = m.Span.Start
		}
		if m.Span.Start < end && end < m.Span.End {
			end = m.Span.End
		}
	}
	before := maskSlice(f, source.Span{Start: lineStart, End: start}, masks)
	inside := maskSlice(f, source.Span{Start: start, End: end}, masks)
	after := maskSlice(f, source.Span{Start: end, End: lineEnd}, masks)
	from := utf8.RuneCountInString(before)
	return &finding.Excerpt{Line: before + inside + after, Start: from, End: from + utf8.RuneCountInString(inside)}
}

// excerptReach is how much of a line an excerpt shows on each side of the span, in bytes: a page that an editor program
// wrote may be one line.
const excerptReach = 400

// cut moves an offset back to the beginning of a character.
func cut(text []byte, offset int) int {
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	return offset
}

// maskSlice returns a stretch of a file with every personal value that reaches into it masked.
func maskSlice(f *source.File, s source.Span, masks []fact.Mask) string {
	var out strings.Builder
	at := s.Start
	for _, m := range masks {
		if m.Span.End <= at || m.Span.Start >= s.End {
			continue
		}
		out.WriteString(f.Slice(source.Span{Start: at, End: max(m.Span.Start, at)}))
		out.WriteString(m.Masked)
		at = min(m.Span.End, s.End)
	}
	out.WriteString(f.Slice(source.Span{Start: at, End: max(s.End, at)}))
	return out.String()
}

// fingerprint hashes its parts, each with its length before it. It is made of masked text only: the hash of a telephone
// number could be guessed back.
func fingerprint(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(sum, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(sum.Sum(nil))[:32]
}
