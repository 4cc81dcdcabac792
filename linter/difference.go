package linter

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/review"
)

// maxDifference bounds the difference of one page, in bytes: beyond that nobody reads it in a report.
const maxDifference = 6000

// maxCompared bounds the pages whose history is followed only to find the content that was approved last: it is slow.
const maxCompared = 50

// comparison finds what a waiting page is best compared with: the content that was last approved, else what is published.
type comparison struct {
	*historian
	now, before *edition // before is nil when there is no base
	left        int      // pages whose history may still be followed
}

// compare adds to the review of a page that waits how it differs from what reviewers know.
func (c *comparison) compare(u unit, p gate.Page, told *finding.PageReview) error {
	current := c.now.sheet(u.path)
	if !readable(current) {
		return nil
	}
	old, since, err := c.approved(u, p)
	if err != nil {
		return err
	}
	if old == nil && c.before != nil {
		old, since = c.before.sheet(cmp.Or(u.oldPath, u.path)), c.run.say.Say("difference.published")
	}
	if readable(old) && old.sum != current.sum {
		told.Difference, told.Since = difference(c.run.masked(old), c.run.masked(current)), since
	}
	return nil
}

// approved returns the content of a page that was approved last, and who approved it and when; nil if there is none or
// it is not to be had.
func (c *comparison) approved(u unit, p gate.Page) (*sheet, string, error) {
	known := slices.ContainsFunc(p.Chain.Records, func(r review.Record) bool { return r.Void.None() && r.Statement.Verdict.Grants() })
	if !known || c.left == 0 {
		return nil, "", nil
	}
	c.left--
	if len(p.Touches) == 0 {
		if err := c.follow(u, &p); err != nil {
			return nil, "", err
		}
	}
	last, commit := lastApproval(p)
	if commit == "" {
		return nil, "", nil
	}
	past := past{run: c.run, input: c.input, unit: u}
	_, s, err := past.edition(commit)
	return s, c.run.say.Say("difference.approved", "who", c.run.called(last.Statement.By), "time", c.run.say.Time(last.Statement.At)), err
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
