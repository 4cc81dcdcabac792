package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/finding"
)

// writeJSON writes the whole report, the form that all others can be made from. Lists and maps are never null, times
// are in UTC, and characters that show nothing by themselves are written as \uXXXX, which a reader decodes to the same
// text while a terminal stays unharmed.
func writeJSON(w io.Writer, r *finding.Report, _ Options) error {
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(complete(r)); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	_, err := w.Write(escapeJSON(plain.Bytes()))
	return err
}

// escapeJSON writes hidden characters of a JSON text as \uXXXX, and the bracket of "##[", see cells. The line ends
// between the values stay; outside of strings nothing else can be hidden.
func escapeJSON(text []byte) []byte {
	escaped := make([]byte, 0, len(text))
	var before [2]rune
	for _, r := range string(text) {
		switch high, low := utf16.EncodeRune(r); {
		case r == '\n' || !hidden(r) && !opensCommand(before, r):
			escaped = utf8.AppendRune(escaped, r)
		case r > 0xffff:
			escaped = fmt.Appendf(escaped, `\u%04x\u%04x`, high, low)
		default:
			escaped = fmt.Appendf(escaped, `\u%04x`, r)
		}
		before = [2]rune{before[1], r}
	}
	return escaped
}

// complete returns a copy of the report in which no list and no map is missing.
func complete(r *finding.Report) *finding.Report {
	c := *r
	c.Schema = finding.Schema
	c.Findings = list(r.Findings)
	for i := range c.Findings {
		c.Findings[i].Reviewers = list(c.Findings[i].Reviewers)
	}
	c.Reviews = list(r.Reviews)
	for i := range c.Reviews {
		completeReview(&c.Reviews[i])
	}
	return &c
}

func completeReview(p *finding.PageReview) {
	if p.Needs == nil {
		p.Needs = map[string]int{}
	}
	if p.Lacks == nil {
		p.Lacks = map[string]int{}
	}
	p.Hands = list(p.Hands)
	p.Approvals = list(p.Approvals)
	for i := range p.Approvals {
		p.Approvals[i].Roles = list(p.Approvals[i].Roles)
		p.Approvals[i].At = p.Approvals[i].At.UTC()
	}
}

// list returns a copy of s that is never nil.
func list[T any](s []T) []T { return append([]T{}, s...) }
