package page

import (
	"bytes"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Site generators replace their tags, such as {{< ref "a.md" >}} or {% link a.md %}, before or after they read Markdown.
// Markdown itself would take them apart at their spaces and quotes, so it is given letters of the same length instead.

// filler stands for each byte of a tag that is not a line end.
const filler = 'x'

// longestTag bounds a tag, so that one that is never closed cannot swallow the page.
const longestTag = 4096

// tags returns the spans of all tags of templates in src from at on.
func tags(src []byte, at int) []source.Span {
	var found []source.Span
	for {
		k := bytes.IndexByte(src[at:], '{')
		if k < 0 || at+k+1 == len(src) {
			return found
		}
		at += k
		if end := tagEnd(src[at:min(len(src), at+longestTag)]); end > 0 {
			found = append(found, source.Span{Start: at, End: at + end})
			at += end
		} else {
			at++
		}
	}
}

// tagEnd returns the length of the tag at the start of s, or 0: it must be closed before the next one opens and before
// the next blank line.
func tagEnd(s []byte) int {
	var closing string
	switch {
	case bytes.HasPrefix(s, []byte("{{<")):
		closing = ">}}"
	case bytes.HasPrefix(s, []byte("{{%")):
		closing = "%}}"
	case bytes.HasPrefix(s, []byte("{{")):
		closing = "}}"
	case bytes.HasPrefix(s, []byte("{%")):
		closing = "%}"
	default:
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch s[i] {
		case closing[0]:
			if bytes.HasPrefix(s[i:], []byte(closing)) {
				return i + len(closing)
			}
		case '{':
			if i+1 < len(s) && (s[i+1] == '{' || s[i+1] == '%') {
				return 0
			}
		case '\n':
			if blank(s[i+1:]) {
				return 0
			}
		}
	}
	return 0
}

// blank reports whether s begins with a line that holds nothing but space.
func blank(s []byte) bool {
	line, _, _ := bytes.Cut(s, []byte{'\n'})
	return len(bytes.TrimSpace(line)) == 0
}

// mask returns src with the spans filled, line ends kept. Without spans it is src itself.
func mask(src []byte, spans []source.Span) []byte {
	if len(spans) == 0 {
		return src
	}
	masked := bytes.Clone(src)
	for _, s := range spans {
		for i, b := range masked[s.Start:s.End] {
			if b != '\n' && b != '\r' {
				masked[s.Start+i] = filler
			}
		}
	}
	return masked
}

// within returns those of the sorted spans that overlap [from, to).
func within(spans []source.Span, from, to int) []source.Span {
	if len(spans) == 0 {
		return nil
	}
	lo, hi := 0, len(spans)
	for lo < hi {
		if mid := (lo + hi) / 2; spans[mid].End > from {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	end := lo
	for end < len(spans) && spans[end].Start < to {
		end++
	}
	return spans[lo:end]
}

// template is a tag taken apart.
type template struct {
	name string
	args []argument
}

// argument is one argument of a tag; name is "" if it is known by its place.
type argument struct {
	name   string
	span   source.Span // the value without quotes
	quoted bool
}

// parts takes the tag at s of text apart as well as one can without knowing its language.
func parts(text string, s source.Span) template {
	var t template
	for at := s.Start + 2; at < s.End-2; {
		c := text[at]
		if space(c) || strings.IndexByte("<>%-,=|()", c) >= 0 || t.name == "" && (c == '/' || c == '*') {
			at++
			continue
		}
		a := argumentAt(text, at, s.End-2)
		at = a.span.End
		if a.quoted {
			at++
		}
		if t.name == "" && !a.quoted && a.name == "" {
			t.name = text[a.span.Start:a.span.End]
			continue
		}
		t.args = append(t.args, a)
	}
	return t
}

// argumentAt reads one argument at at: word, name=word, name="text" or "text".
func argumentAt(text string, at, end int) argument {
	start, name := at, ""
	for at < end && !space(text[at]) {
		switch c := text[at]; c {
		case '"', '\'', '`':
			if k := strings.IndexByte(text[at+1:end], c); k >= 0 && (at == start || name != "") {
				return argument{name: name, span: source.Span{Start: at + 1, End: at + 1 + k}, quoted: true}
			}
		case '=':
			if name == "" && at > start && at+1 < end && !space(text[at+1]) {
				name = text[start:at]
				start = at + 1
			}
		}
		at++
	}
	return argument{name: name, span: source.Span{Start: start, End: at}}
}
