package page

import (
	"bytes"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Directives box what stands between them: lines such as :::note and ::: of Docusaurus, Starlight and VitePress, and in
// MkDocs a line !!! note "Title" with what is indented below it. Markdown knows neither, and would take a line of colons
// for a part of the table above it and the indented text for code.

// directives returns the lines of colons in src from at on that hold no words for readers, and the marks !!!, ??? and ===
// that boxes of MkDocs begin with.
func directives(src []byte, at int) (lines, boxes []source.Span) {
	for at < len(src) {
		end := lineEnd(src, at)
		line := src[at:end]
		start := at + len(line) - len(bytes.TrimLeft(line, " \t"))
		mark := bytes.TrimSpace(line)
		switch {
		case bytes.HasPrefix(mark, []byte(":::")) && isDirective(mark):
			lines = append(lines, source.Span{Start: start, End: start + len(mark)})
		case isBox(mark) && indentedBelow(src[min(end+1, len(src)):], start-at):
			boxes = append(boxes, source.Span{Start: start, End: start + boxMark})
		}
		at = end + 1
	}
	return lines, boxes
}

// isDirective reports whether a line of colons holds nothing but a name and attributes: :::note, ::: tip, :::tip{open}.
func isDirective(line []byte) bool {
	name := bytes.TrimSpace(bytes.TrimLeft(line, ":"))
	if k := bytes.IndexByte(name, '{'); k >= 0 && bytes.HasSuffix(name, []byte("}")) && bytes.IndexByte(name[k+1:], '{') < 0 {
		name = bytes.TrimSpace(name[:k])
	}
	for _, c := range name {
		if !alphanumeric(c) && c != '-' {
			return false
		}
	}
	return true
}

// boxMark is the length of a box's mark with the space behind it.
const boxMark = 4

// isBox reports whether a line begins a box of MkDocs, one that can be folded, or a tab.
func isBox(line []byte) bool {
	if len(line) <= boxMark || line[3] != ' ' {
		return false
	}
	switch string(line[:3]) {
	case "!!!", "???":
		return letter(line[boxMark])
	case "===":
		return line[boxMark] == '"'
	}
	return false
}

// indentedBelow reports whether the first line of s that is not blank stands at least four columns further in.
func indentedBelow(s []byte, indent int) bool {
	for len(s) > 0 {
		end := lineEnd(s, 0)
		if line := s[:end]; len(bytes.TrimSpace(line)) > 0 {
			return len(line)-len(bytes.TrimLeft(line, " ")) >= indent+boxMark || bytes.HasPrefix(line, []byte("\t")) && indent == 0
		}
		s = s[min(end+1, len(s)):]
	}
	return false
}
