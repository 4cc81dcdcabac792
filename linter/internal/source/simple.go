// The simple documents that most pages begin with, read without the YAML library.

package source

import (
	"strings"
	"time"
	"unicode/utf8"
)

// simple reads a document that is nothing but lines "key: value", whose values are one line each: words, a number, a day,
// true, false, a quoted text without escapes, or a list of such texts in brackets. Most front matter is, and the library
// takes longer for it than the Markdown parser for the page. It returns nil for everything else, and for all that might be
// a fault: the library decides then. FuzzSimple proves that both read the same.
func (f *File) simple(within Span, l Limits) *Node {
	s := simpleReader{text: f.text[:within.End], node: Node{file: f, end: within.End}}
	root := &Node{Kind: Map, Tag: "!!map", Span: Span{within.Start, within.Start}, file: f, end: within.End, indent: -1}
	for s.at = within.Start; s.at < within.End; {
		if s.text[s.at] == '\n' || s.text[s.at] == '#' {
			s.line()
			continue
		}
		key := s.key()
		if key == nil || len(root.Pairs) == l.Keys || root.pair(key.Value) != nil {
			return nil
		}
		value := s.value()
		if value == nil || !s.lineEnd() {
			return nil
		}
		if len(root.Pairs) == 0 {
			root.Span.Start = key.Span.Start
		}
		root.Pairs = append(root.Pairs, Pair{key, value})
		root.Span.End = value.Span.End
	}
	if len(root.Pairs) == 0 {
		return nil
	}
	return root
}

// simpleReader reads one line after the other.
type simpleReader struct {
	text string // up to the end of the document
	at   int
	node Node // what all nodes have in common
}

// scalar returns a scalar whose value stands at [start, end), with so many bytes of quotes on each side.
func (s *simpleReader) scalar(start, end, quotes int, tag string, style Style) *Node {
	n := s.node
	n.Tag, n.Value, n.Style, n.Span = tag, s.text[start:end], style, Span{start - quotes, end + quotes}
	return &n
}

// key reads a key and the colon behind it, with the spaces that follow.
func (s *simpleReader) key() *Node {
	start := s.at
	for s.at < len(s.text) && (isKeyByte(s.text[s.at]) || s.text[s.at] == ':' && !strings.HasPrefix(s.text[s.at:], ": ")) {
		s.at++
	}
	key := s.text[start:s.at]
	if key == "" || !isLetterByte(key[0]) || !isLetterByte(key[len(key)-1]) || !strings.HasPrefix(s.text[s.at:], ": ") || means(key) {
		return nil
	}
	s.at++
	s.spaces()
	return s.scalar(start, start+len(key), 0, "!!str", Plain)
}

func isLetterByte(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func isDigitByte(b byte) bool  { return b-'0' < 10 }
func isKeyByte(b byte) bool {
	return isLetterByte(b) || isDigitByte(b) || b == '_' || b == '-' || b == '.' || b == ' '
}

// means reports whether a word means something else than a text to some version of YAML.
func means(word string) bool {
	switch strings.ToLower(word) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}

// line goes over the rest of a line.
func (s *simpleReader) line() string {
	line, _, _ := strings.Cut(s.text[s.at:], "\n")
	s.at = min(s.at+len(line)+1, len(s.text))
	return line
}

func (s *simpleReader) spaces() {
	for s.at < len(s.text) && s.text[s.at] == ' ' {
		s.at++
	}
}

// lineEnd goes over the end of a line, with spaces before it; false if something else stands there, or if the next line
// may go on with the value.
func (s *simpleReader) lineEnd() bool {
	s.spaces()
	if s.at == len(s.text) {
		return true
	}
	if s.text[s.at] != '\n' {
		return false
	}
	s.at++
	return true
}

// value reads the value of a key; nil if it is not simple.
func (s *simpleReader) value() *Node {
	if s.at == len(s.text) {
		return nil
	}
	switch s.text[s.at] {
	case '"', '\'':
		return s.quoted()
	case '[':
		return s.list()
	}
	start := s.at
	line, _, _ := strings.Cut(s.text[start:], "\n")
	value := strings.TrimRight(line, " ")
	end := start + len(value)
	s.at = end
	switch tag := simpleTag(value); {
	case tag != "":
		return s.scalar(start, end, 0, tag, Plain)
	case isWords(value) && !strings.Contains(value, ": ") && !strings.HasSuffix(value, ":") && !strings.Contains(value, " #"):
		return s.scalar(start, end, 0, "!!str", Plain)
	}
	return nil
}

// simpleTag returns the tag of a value that is a number, a day, true, false, or a code that begins with a digit and cannot
// be a number; "" for all else.
func simpleTag(value string) string {
	if value == "true" || value == "false" {
		return "!!bool"
	}
	if strings.Trim(value, "0123456789") == "" && len(value) < 10 && (value == "0" || value != "" && value[0] != '0') {
		return "!!int"
	}
	if len(value) == len(time.DateOnly) && isDigitByte(value[0]) {
		if _, err := time.Parse(time.DateOnly, value); err == nil {
			return "!!timestamp"
		}
	}
	if value == "" || !isDigitByte(value[0]) || strings.Trim(value, codeBytes) != "" {
		return ""
	}
	if strings.Contains(value, "/") || strings.Count(value, ".") > 1 || value[0] != '0' && strings.ContainsAny(value, "acdfgACDFG") {
		return "!!str"
	}
	return ""
}

// codeBytes are what codes, versions such as 2.0.0 and days such as 09/13/2016 consist of.
const codeBytes = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/."

// isWords reports whether a plain text begins with a letter, means nothing but itself, and has no character that YAML
// might not take for a part of it.
func isWords(value string) bool {
	if value == "" || value[0] < utf8.RuneSelf && !isLetterByte(value[0]) && value[0] != '/' && value[0] != '_' || means(value) {
		return false
	}
	return isOrdinary(value)
}

// isOrdinary reports whether a text has no controls, no line ends of any program, and no marks of byte order.
func isOrdinary(s string) bool {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b < ' ', b == 0x7F, b == 0xC2, b == 0xEF, b == 0xE2 && (i+2 >= len(s) || s[i+1] == 0x80 && s[i+2] >= 0xA8 && s[i+2] <= 0xAF):
			return false
		}
	}
	return true
}

// quoted reads a text in quotes, in one line and without an escape.
func (s *simpleReader) quoted() *Node {
	quote, start := s.text[s.at], s.at+1
	n := strings.IndexByte(s.text[start:], quote)
	if n < 0 {
		return nil
	}
	end := start + n
	value := s.text[start:end]
	style := DoubleQuoted
	if quote == '\'' {
		style = SingleQuoted
		if strings.HasPrefix(s.text[end+1:], "'") {
			return nil
		}
	}
	if !isOrdinary(value) || quote == '"' && strings.Contains(value, `\`) {
		return nil
	}
	s.at = end + 1
	return s.scalar(start, end, 1, "!!str", style)
}

// list reads a list in brackets, in one line.
func (s *simpleReader) list() *Node {
	n := s.node
	n.Kind, n.Tag, n.Span = List, "!!seq", Span{s.at, s.at}
	s.at++
	for s.spaces(); s.at < len(s.text); s.spaces() {
		if s.text[s.at] == ']' {
			s.at++
			n.Span.End = s.at
			return &n
		}
		item := s.item()
		if item == nil {
			return nil
		}
		n.Items = append(n.Items, item)
		s.spaces()
		if s.at < len(s.text) && s.text[s.at] == ',' {
			s.at++
		} else if s.at == len(s.text) || s.text[s.at] != ']' {
			return nil
		}
	}
	return nil
}

// item reads an item of a list.
func (s *simpleReader) item() *Node {
	if s.text[s.at] == '"' || s.text[s.at] == '\'' {
		return s.quoted()
	}
	start := s.at
	for s.at < len(s.text) && (isKeyByte(s.text[s.at]) || s.text[s.at] >= utf8.RuneSelf || strings.IndexByte(" ./", s.text[s.at]) >= 0) {
		s.at++
	}
	value := strings.TrimRight(s.text[start:s.at], " ")
	if !isWords(value) {
		return nil
	}
	return s.scalar(start, start+len(value), 0, "!!str", Plain)
}
