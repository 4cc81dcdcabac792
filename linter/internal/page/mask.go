package page

import (
	"bytes"
	"cmp"
	"slices"
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

// cover is a stretch of the source that Markdown must not see.
type cover struct {
	source.Span
	fill fill
}

// fill is what Markdown reads instead.
type fill byte

const (
	letters fill = iota // a word
	nothing             // white space
	bullet              // the mark of a list's item
)

// covers returns the tags of templates and components in a page's body, and all that is covered: these, and the lines and
// marks of directives. Both are in the order of the source.
func (p *Page) covers() (found []source.Span, all []cover) {
	src := p.File.Text
	found = tags(src, p.Body)
	if isMDX(p.Path) {
		parts := components(src, p.Body)
		alone := vanishing(src, parts)
		for _, s := range joined(append(found, parts...)) {
			all = append(all, cover{s, letters})
			if alone[s] {
				all[len(all)-1].fill = nothing
			}
		}
		found = found[:0:0]
		for _, c := range all {
			found = append(found, c.Span)
		}
	} else {
		for _, s := range found {
			all = append(all, cover{s, letters})
		}
	}
	lines, boxes := directives(src, p.Body)
	if len(lines)+len(boxes) == 0 {
		return found, all
	}
	for _, s := range lines {
		all = append(all, cover{s, nothing})
	}
	for _, s := range boxes {
		all = append(all, cover{s, bullet})
	}
	slices.SortStableFunc(all, func(a, b cover) int { return cmp.Compare(a.Start, b.Start) })
	return found, slices.CompactFunc(all, func(a, b cover) bool { return a.Start < b.End && b.Start < a.End })
}

// joined sorts spans and makes one of those that overlap.
func joined(spans []source.Span) []source.Span {
	slices.SortFunc(spans, func(a, b source.Span) int { return cmp.Compare(a.Start, b.Start) })
	var list []source.Span
	for _, s := range spans {
		if n := len(list); n > 0 && s.Start < list[n-1].End {
			list[n-1].End = max(list[n-1].End, s.End)
		} else {
			list = append(list, s)
		}
	}
	return list
}

// vanishing returns those of the components' tags on whose lines there is nothing else: a component around paragraphs is no
// part of them.
func vanishing(src []byte, parts []source.Span) map[source.Span]bool {
	alone := map[source.Span]bool{}
	for first := 0; first < len(parts); {
		last := first // of the tags that only white space parts
		for last+1 < len(parts) && onlySpace(src[parts[last].End:parts[last+1].Start]) {
			last++
		}
		if lineStart(src, parts[first].Start) && onlySpace(src[parts[last].End:lineEnd(src, parts[last].End)]) {
			for _, s := range parts[first : last+1] {
				alone[s] = true
			}
		}
		first = last + 1
	}
	return alone
}

// onlySpace reports whether s is part of one line and holds white space alone.
func onlySpace(s []byte) bool { return len(bytes.Trim(s, " \t\r")) == 0 }

// mask returns src with the covers filled, line ends kept. Without covers it is src itself.
func mask(src []byte, all []cover) []byte {
	if len(all) == 0 {
		return src
	}
	masked := bytes.Clone(src)
	for _, c := range all {
		with := byte(filler)
		if c.fill != letters {
			with = ' '
		}
		for i, b := range masked[c.Start:c.End] {
			if b != '\n' && b != '\r' {
				masked[c.Start+i] = with
			}
		}
		if c.fill == bullet {
			masked[c.Start] = '*'
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

// content returns where the content of the tag at s begins and ends.
func content(text string, s source.Span) (from, to int) {
	tag := text[s.Start:s.End]
	switch {
	case strings.HasPrefix(tag, "{{") && strings.HasSuffix(tag, "}}"), strings.HasPrefix(tag, "{%") && strings.HasSuffix(tag, "%}"):
		return s.Start + 2, s.End - 2
	case strings.HasPrefix(tag, "<"), strings.HasPrefix(tag, "{"):
		return s.Start + 1, s.End - 1
	}
	return s.Start, s.End
}

// parts takes the content of a tag at s of text apart as well as one can without knowing its language.
func parts(text string, s source.Span) template {
	var t template
	for at := s.Start; at < s.End; {
		c := text[at]
		if space(c) || strings.IndexByte("<>%-,=|()", c) >= 0 || t.name == "" && (c == '/' || c == '*') {
			at++
			continue
		}
		a := argumentAt(text, at, s.End)
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
