package linter

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
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

// place turns the drafts of one page into findings. Here, and nowhere else, what they say is masked.
func (r *run) place(s *sheet, drafts ...draft) []finding.Finding {
	if len(drafts) == 0 {
		return nil
	}
	masker := r.reader.gatherer.Masker(s.facts, s.file)
	path := masker.Text(s.path)
	var places map[int]source.Place
	if s.file != nil {
		places = s.file.Places(offsets(drafts))
	}
	list := make([]finding.Finding, len(drafts))
	seen := map[string]int{}
	shown := map[string]int{}
	for i, d := range drafts {
		f := &list[i]
		*f = s.finding(d, masker, places)
		// A report lists no more of one rule anyway, and excerpts are most of what a finding holds.
		if shown[d.rule]++; s.file != nil && d.span.Len() > 0 && shown[d.rule] <= maxAlike {
			f.Excerpt = excerpt(s.file, d.span, f.Range.Start.Line, masker)
		}
		// It is made of masked text only: the hash of a telephone number could be guessed back.
		f.Fingerprint = fingerprint(d.rule, path, content(s, d, masker))
		same := f.Fingerprint
		if n := seen[same]; n > 0 {
			f.Fingerprint = fingerprint(same, strconv.Itoa(n))
		}
		seen[same]++
	}
	return list
}

// offsets lists where the drafts begin and end.
func offsets(drafts []draft) []int {
	list := make([]int, 0, 2*len(drafts))
	for _, d := range drafts {
		list = append(list, d.span.Start, d.span.End)
	}
	return list
}

// content returns the source of a draft's place.
func content(s *sheet, d draft, masker *fact.Masker) string {
	if s.file == nil {
		return ""
	}
	return masker.Text(masker.Slice(d.span))
}

// finding gives a draft its place.
func (s *sheet) finding(d draft, masker *fact.Masker, places map[int]source.Place) finding.Finding {
	f := finding.Finding{Rule: d.rule, Severity: d.severity, Path: s.path, Message: masker.Text(d.message),
		Reviewers: d.reviewers, Suppression: d.suppression}
	if f.Reviewers == nil {
		f.Reviewers = []string{}
	}
	if f.Suppression != nil {
		f.Suppression.Why = masker.Text(f.Suppression.Why)
	}
	if s.file == nil {
		f.Range = finding.Range{Start: finding.Position{Line: 1, Column: 1}, End: finding.Position{Line: 1, Column: 1}}
		return f
	}
	position := func(offset int) finding.Position {
		return finding.Position{Offset: offset, Line: places[offset].Line, Column: places[offset].Column}
	}
	f.Range = finding.Range{Start: position(d.span.Start), End: position(d.span.End)}
	if d.fix != nil && *d.fix != s.file.Slice(d.span) {
		fixed := masker.Text(*d.fix)
		f.Fix = &fixed
	}
	return f
}

// excerpt returns the line on which the span begins, with all personal data on it masked.
func excerpt(f *source.File, span source.Span, line int, masker *fact.Masker) *finding.Excerpt {
	lineStart, lineEnd := f.LineStart(line), f.LineEnd(line)
	span.End = max(span.Start, cut(f.Text, min(span.End, lineEnd, span.Start+excerptSpan)))
	span = masker.Whole(span)
	from := cut(f.Text, max(lineStart, span.Start-excerptReach))
	to := cut(f.Text, max(span.End, min(lineEnd, span.End+excerptReach)))
	before := masker.Slice(source.Span{Start: from, End: span.Start})
	inside := masker.Slice(span)
	after := masker.Slice(source.Span{Start: span.End, End: to})
	column := utf8.RuneCountInString(before)
	return &finding.Excerpt{Line: before + inside + after, Start: column, End: column + utf8.RuneCountInString(inside)}
}

// What an excerpt shows of a line, in bytes: a page that an editor program wrote may be one line.
const (
	excerptReach = 200  // on each side of the span
	excerptSpan  = 1000 // of the span
)

// cut moves an offset back to the beginning of a character.
func cut(text []byte, offset int) int {
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	return offset
}

// fingerprint hashes its parts, each with its length before it.
func fingerprint(parts ...string) string {
	var whole []byte
	for _, part := range parts {
		whole = strconv.AppendInt(whole, int64(len(part)), 10)
		whole = append(append(whole, ':'), part...)
	}
	sum := sha256.Sum256(whole)
	return hex.EncodeToString(sum[:16])
}
