package page

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// literal writes the text of a string of JSON or TOML which stands at s in the source, quotes left out, so that each
// of its bytes keeps its place. Where that fails, the string as a whole is the place of all of it.
func (w *writer) literal(text string, s source.Span, value string) {
	if text[s.Start:s.End] == value {
		w.add(text, s.Start, s.End)
		return
	}
	for at := s.Start; at < s.End; {
		k := strings.IndexByte(text[at:s.End], '\\')
		if k < 0 {
			w.add(text, at, s.End)
			break
		}
		w.add(text, at, at+k)
		at += k
		decoded, size := escape(text[at:s.End])
		w.put(decoded, at, at+size)
		at += size
	}
	if w.slice(0, w.len()) != value {
		w.reset()
		w.put(value, s.Start, s.End)
	}
}

// escape decodes the escape at the start of s, which begins with a backslash.
func escape(s string) (decoded string, size int) {
	if len(s) < 2 {
		return s, len(s)
	}
	const from, to = "bfnrte", "\b\f\n\r\t\x1b"
	switch c := s[1]; c {
	case 'u':
		return unicodeEscape(s)
	case 'U', 'x':
		digits := map[byte]int{'U': 8, 'x': 2}[c]
		return string(codePoint(s, 2, digits)), min(2+digits, len(s))
	case ' ', '\t', '\r', '\n': // TOML: a line end and the space behind it are nothing
		return "", 1 + len(s[1:]) - len(strings.TrimLeft(s[1:], " \t\r\n"))
	default:
		if k := strings.IndexByte(from, c); k >= 0 {
			return to[k : k+1], 2
		}
		return s[1:2], 2
	}
}

// unicodeEscape decodes \uXXXX, and the pair of them that JSON writes for one character beyond.
func unicodeEscape(s string) (decoded string, size int) {
	r := codePoint(s, 2, 4)
	if utf16.IsSurrogate(r) && len(s) >= 12 && s[6] == '\\' && s[7] == 'u' {
		return string(utf16.DecodeRune(r, codePoint(s, 8, 4))), 12
	}
	return string(r), min(6, len(s))
}

// codePoint reads n hexadecimal digits of s from at on.
func codePoint(s string, at, n int) rune {
	v, err := strconv.ParseUint(s[min(at, len(s)):min(at+n, len(s))], 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	return rune(v)
}
