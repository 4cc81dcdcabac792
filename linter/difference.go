package linter

import (
	"strings"
	"unicode"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/rasoat/rasoat/linter/finding"
)

// maxDifference bounds the difference of one page, in bytes: beyond that nobody reads it in a report.
const maxDifference = 6000

// differences adds to the reviews of pages that wait how they differ from what is published now.
func (r *run) differences(reviews []finding.PageReview, now, before *edition) {
	if before == nil {
		return
	}
	for i := range reviews {
		old, current := before.sheet(reviews[i].Page), now.sheet(reviews[i].Page)
		if reviews[i].State != finding.Approved && readable(old) && readable(current) && old.sum != current.sum {
			reviews[i].Difference = difference(r.masked(old), r.masked(current))
		}
	}
}

func readable(s *sheet) bool {
	return s != nil && s.fault == nil && s.file != nil
}

// lineEnd stands for the end of a line inside a word; no page has it in its text.
const lineEnd = "\x00"

// difference compares two texts word by word.
func difference(old, current string) []finding.Piece {
	var pieces []finding.Piece
	size := 0
	add := func(op finding.Op, text string) bool {
		if n := len(pieces); n > 0 && pieces[n-1].Op == op {
			pieces[n-1].Text += text
		} else {
			pieces = append(pieces, finding.Piece{Op: op, Text: text})
		}
		size += len(text)
		return size <= maxDifference
	}
	for line := range strings.Lines(string(diff.Diff("a", words(old), "b", words(current)))) {
		text := strings.ReplaceAll(strings.TrimSuffix(line, "\n"), lineEnd, "\n")
		room := true
		switch {
		case strings.HasPrefix(line, "diff "), strings.HasPrefix(line, "--- a"), strings.HasPrefix(line, "+++ b"):
		case strings.HasPrefix(line, "@@"):
			room = add(finding.Gap, "")
		case line[0] == ' ':
			room = add(finding.Same, text[1:])
		case line[0] == '-':
			room = add(finding.Removed, text[1:])
		case line[0] == '+':
			room = add(finding.Added, text[1:])
		}
		if !room {
			add(finding.Gap, "")
			break
		}
	}
	return pieces
}

// words writes a text with one word, and the space after it, on each line.
func words(text string) []byte {
	var b strings.Builder
	b.Grow(len(text) + len(text)/4)
	space := false
	for _, r := range text {
		if isSpace := unicode.IsSpace(r); space && !isSpace {
			b.WriteByte('\n')
			space = false
		} else {
			space = isSpace
		}
		if r == '\n' {
			b.WriteString(lineEnd)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('\n')
	return []byte(b.String())
}
