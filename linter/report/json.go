package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/finding"
)

// writeJSON writes the whole report, the form that all others can be made from. Lists and maps are never null, times
// are in UTC, and characters that show nothing by themselves are written as \uXXXX, which a reader decodes to the same
// text while a terminal stays unharmed.
func writeJSON(w io.Writer, r *finding.Report, _ Options) error {
	j := newJSONWriter(w)
	// The fields of the outer struct hide the lists of the inner one, which follow one by one.
	j.object(struct {
		finding.Report
		Findings *struct{} `json:"findings,omitempty"`
		Reviews  *struct{} `json:"reviews,omitempty"`
		Previews *struct{} `json:"previews,omitempty"`
	}{Report: completeHead(r)}, "",
		jsonList{"findings", len(r.Findings), func(i int) any { return completeFinding(r.Findings[i]) }},
		jsonList{"reviews", len(r.Reviews), func(i int) any { return completeReview(r.Reviews[i]) }},
		jsonList{"previews", len(r.Previews), func(i int) any { return completePreview(r.Previews[i]) }})
	j.WriteByte('\n')
	return j.Flush()
}

// WriteJSON writes a value that is no report as the format json writes reports: indented, with hidden characters escaped. What
// it holds must be masked already.
func WriteJSON(w io.Writer, v any) error {
	j := newJSONWriter(w)
	j.escape(j.encode(v, "", indentation))
	j.WriteByte('\n')
	return j.Flush()
}

// jsonWriter is the one way to JSON: values and long lists are written one by one, and hidden characters are escaped.
type jsonWriter struct {
	*bufio.Writer
	value bytes.Buffer // the value at hand, before hidden characters are escaped
}

func newJSONWriter(w io.Writer) *jsonWriter { return &jsonWriter{Writer: bufio.NewWriter(w)} }

// jsonList is a list too long to be held as one text.
type jsonList struct {
	name string
	n    int
	at   func(i int) any
}

// indentation is what one step of nesting adds.
const indentation = "  "

// object writes an object whose fields are those of a struct and after them the lists. Margin stands before each line
// but the first.
func (j *jsonWriter) object(fields any, margin string, lists ...jsonList) {
	text := j.encode(fields, margin, indentation)
	text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("}")), []byte("\n"+margin))
	empty := len(text) == 1
	j.escape(text)
	for _, l := range lists {
		if !empty {
			j.WriteByte(',')
		}
		empty = false
		j.WriteString("\n" + margin + indentation + `"` + l.name + `": `)
		j.list(l, margin+indentation)
	}
	j.WriteString("\n" + margin + "}")
}

func (j *jsonWriter) list(l jsonList, margin string) {
	if l.n == 0 {
		j.WriteString("[]")
		return
	}
	inner := margin + indentation
	for i := range l.n {
		if i == 0 {
			j.WriteByte('[')
		} else {
			j.WriteByte(',')
		}
		j.WriteString("\n" + inner)
		j.escape(j.encode(l.at(i), inner, indentation))
	}
	j.WriteString("\n" + margin + "]")
}

// line writes a value as one line.
func (j *jsonWriter) line(v any) {
	j.escape(j.encode(v, "", ""))
	j.WriteByte('\n')
}

// encode returns a value as JSON; the text is good until the next call. The types of this package always can be encoded.
func (j *jsonWriter) encode(v any, margin, indent string) []byte {
	j.value.Reset()
	encoder := json.NewEncoder(&j.value)
	encoder.SetEscapeHTML(false)
	if indent != "" {
		encoder.SetIndent(margin, indent)
	}
	_ = encoder.Encode(v)
	return bytes.TrimSuffix(j.value.Bytes(), []byte("\n"))
}

// escape writes hidden characters of a JSON text as \uXXXX, and the bracket of "##[", see cells. The line ends between
// the values stay; outside of strings nothing else can be hidden.
func (j *jsonWriter) escape(text []byte) {
	var before [2]rune
	done := 0
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r != '\n' && (hidden(r) || opensCommand(before, r)) {
			j.Write(text[done:at])
			done = at + size
			if r > 0xffff {
				high, low := utf16.EncodeRune(r)
				j.unicode(high)
				j.unicode(low)
			} else {
				j.unicode(r)
			}
		}
		before = [2]rune{before[1], r}
		at += size
	}
	j.Write(text[done:])
}

// unicode writes \uXXXX.
func (j *jsonWriter) unicode(r rune) {
	const digits = "0123456789abcdef"
	j.Write([]byte{'\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}

// completeHead returns a report in which no list of what stands before its findings is missing.
func completeHead(r *finding.Report) finding.Report {
	c := *r
	c.Schema = finding.Schema
	c.At = r.At.UTC()
	c.Rules.List = list(r.Rules.List)
	for i := range c.Rules.List {
		c.Rules.List[i].Basis = list(c.Rules.List[i].Basis)
	}
	return c
}

func completeFinding(f finding.Finding) finding.Finding {
	f.Reviewers = list(f.Reviewers)
	return f
}

func completeReview(p finding.PageReview) finding.PageReview {
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
	return p
}

func completePreview(p finding.Preview) finding.Preview {
	p.Stretches = list(p.Stretches)
	return p
}

// list returns a copy of s that is never nil.
func list[T any](s []T) []T { return append([]T{}, s...) }
