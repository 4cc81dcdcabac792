// Checks of a YAML text before the library sees it.

package source

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// checkText refuses, before any library sees it, text that is too long, is no text, or that programs cut into lines
// differently. Directives go too: the library needs quadratic time for many of them.
func (f *File) checkText(within Span, limit int) error {
	if within.Len() > limit {
		return f.Errorf(Span{within.Start, within.Start}, "shorten it",
			"the YAML is %d bytes long; at most %d are read", within.Len(), limit)
	}
	for at := within.Start; at < within.End; {
		r, size := utf8.DecodeRune(f.Text[at:within.End])
		if what, hint := badRune(r, size, f.Text[at:within.End], at == within.Start || f.Text[at-1] == '\n'); what != "" {
			return f.Errorf(Span{at, at + size}, hint, "%s", what)
		}
		at += size
	}
	return f.checkDirectives(within)
}

// badRune says what is wrong with the character that rest begins with.
func badRune(r rune, size int, rest []byte, lineStart bool) (what, hint string) {
	switch {
	case r == utf8.RuneError && size <= 1:
		return "this byte is not UTF-8", "save the file as UTF-8"
	case r == '\r' && !bytes.HasPrefix(rest, []byte("\r\n")):
		return "a carriage return without a line feed", "save the file with ordinary line ends"
	case r == '\u0085', r == '\u2028', r == '\u2029':
		return "an invisible line separator " + codePoint(r), "delete it"
	case r == '\ufeff' && lineStart:
		return "an invisible byte order mark " + codePoint(r), "delete it"
	case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == '\ufffe', r == '\uffff':
		return "an invisible character " + codePoint(r), "delete it"
	}
	return "", ""
}

func codePoint(r rune) string {
	const digits = "0123456789ABCDEF"
	return "U+" + string([]byte{digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}

// checkDirectives refuses %YAML and %TAG, which stand before a document: at its start or after the end of another.
func (f *File) checkDirectives(within Span) error {
	between := true
	for at := within.Start; at < within.End; {
		end := within.End
		if n := bytes.IndexByte(f.Text[at:end], '\n'); n >= 0 {
			end = at + n
		}
		line := f.text[at:end]
		switch trimmed := strings.TrimSpace(line); {
		case between && strings.HasPrefix(line, "%"):
			return f.Errorf(Span{at, at + len(strings.TrimRight(line, " \t\r"))}, "delete the line", "directives are not accepted")
		case strings.HasPrefix(line, "..."):
			between = true
		case trimmed != "" && trimmed[0] != '#':
			between = false
		}
		at = end + 1
	}
	return nil
}
