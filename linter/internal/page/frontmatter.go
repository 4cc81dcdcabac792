package page

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Bounds of front matter; what people write stays far below.
const (
	fieldBytes = 64 << 10
	fieldKeys  = 1000
	fieldDepth = 32
)

// frontMatter cuts the front matter off the page and reads its fields. What stands between two lines of "---" or "+++"
// at the very top, or in braces there, is front matter. A "---" that is never closed, or that closes something which is
// no mapping, is a line across the page as Markdown has it, unless the first line behind it looks like "key: value":
// then somebody meant front matter, and the page is refused rather than read without it.
func (p *Page) frontMatter() *Unreadable {
	src := p.File.Text
	start := 0
	if bytes.HasPrefix(src, []byte(byteOrderMark)) {
		start = len(byteOrderMark)
	}
	p.Body = start
	first, _, _ := bytes.Cut(src[start:], []byte{'\n'})
	switch string(bytes.TrimRight(first, " \t\r")) {
	case "---":
		return p.fenced(start, fence{[]string{"---", "..."}, ':', p.yaml})
	case "+++":
		return p.fenced(start, fence{[]string{"+++"}, '=', p.toml})
	}
	if src = bytes.TrimLeft(src[start:], " \t\r\n"); len(src) > 0 && src[0] == '{' {
		return p.braced(len(p.File.Text) - len(src))
	}
	return nil
}

// fence is a form of front matter that stands between two lines.
type fence struct {
	closing []string
	key     byte // what stands between key and value
	read    func(inner source.Span) *Unreadable
}

// fenced reads front matter whose opening line begins at start.
func (p *Page) fenced(start int, f fence) *Unreadable {
	src := p.File.Text
	inner := nextLine(src, start)
	end, body := inner, -1
	for end < len(src) {
		next := nextLine(src, end)
		if slices.Contains(f.closing, string(bytes.TrimRight(src[end:next], " \t\r\n"))) {
			body = next
			break
		}
		end = next
	}
	meant := keyed(src[inner:end], f.key)
	switch {
	case body < 0 && meant:
		return malformed(source.Span{Start: start, End: start + 3},
			fmt.Sprintf("the front matter is not closed; put a line %s behind it", f.closing[0]))
	case body < 0:
		return nil
	case end-inner > fieldBytes:
		return malformed(source.Span{Start: start, End: start + 3}, fmt.Sprintf("more than %d bytes", fieldBytes))
	}
	p.Body = body
	u := f.read(source.Span{Start: inner, End: end})
	if u != nil && !meant { // a line across the page
		p.Body, p.Fields, p.Runs, u = start, nil, nil, nil
	}
	return u
}

// nextLine returns the offset of the line behind the one that holds at.
func nextLine(src []byte, at int) int {
	if k := bytes.IndexByte(src[at:], '\n'); k >= 0 {
		return at + k + 1
	}
	return len(src)
}

// keyed reports whether the first line that says anything looks like a key with a value, or like a table of TOML.
func keyed(block []byte, between byte) bool {
	for line := range bytes.Lines(block) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, value, found := bytes.Cut(line, []byte{between})
		return between == '=' && line[0] == '[' || found && len(key) > 0 && len(key) <= 100 &&
			(len(value) == 0 || space(value[0]) || between == '=')
	}
	return false
}

// malformed is front matter that cannot be read.
func malformed(at source.Span, detail string) *Unreadable {
	return &Unreadable{Reason: FrontMatter, Detail: detail, Span: at}
}

// form adds fields to a page within the bounds of front matter.
type form struct {
	page *Page
	w    writer
}

// add adds a field.
func (f *form) add(field Field) *Unreadable {
	if _, most := f.page.bounds(); len(f.page.Fields) >= most {
		return malformed(field.KeySpan, fmt.Sprintf("more than %d fields", most))
	}
	f.page.Fields = append(f.page.Fields, field)
	return nil
}

// text gives what f.w holds a run, if it is a value that can be read.
func (f *form) text(kind FieldKind) {
	if f.page.data {
		f.w.reset()
		return
	}
	run, ok := f.w.run(InField)
	if ok && (kind == String || kind == Int || kind == Float) {
		f.page.Runs = append(f.page.Runs, run)
	}
}

// join returns the dotted key of name in the map at path.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
