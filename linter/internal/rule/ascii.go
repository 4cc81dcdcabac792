package rule

import (
	"strings"
	"unicode"
)

const asciiWrong = `%s knows only ASCII letters and is wrong beside Vietnamese ones`

// What ASCII classes seem to mean, spelled for every script.
const (
	wordStart   = `(^|[^\pL\pM\pN])`
	wordEnd     = `($|[^\pL\pM\pN])`
	wordMembers = `\pL\pM\pN_`
)

// asciiClass returns the ASCII-only class that a pattern with non-ASCII letters uses, or "".
func asciiClass(pattern string) string {
	if strings.IndexFunc(pattern, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) < 0 {
		return ""
	}
	return firstClass(pattern, "bBwW")
}

// firstClass returns the first of the classes, given by their letters, in a pattern; "" if there is none.
func firstClass(pattern, letters string) string {
	for i := 0; i+1 < len(pattern); i++ {
		if pattern[i] != '\\' {
			continue
		}
		if strings.IndexByte(letters, pattern[i+1]) >= 0 {
			return pattern[i : i+2]
		}
		i++
	}
	return ""
}

// unicodeSpelling returns the pattern with its ASCII classes spelled for every script. A boundary is taken for the end
// of a word if something stands before it and nothing but a closing or repeating sign could begin one after it.
func unicodeSpelling(pattern string) string {
	var out strings.Builder
	inClass, inWord := false, false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		if c != '\\' || i+1 == len(pattern) {
			inClass = c == '[' || inClass && c != ']'
			inWord = c != ' ' && c != '(' && c != '|' && c != '^'
			out.WriteByte(c)
			continue
		}
		i++
		switch class := pattern[i]; {
		case class == 'w' && inClass:
			out.WriteString(wordMembers)
		case class == 'w':
			out.WriteString("[" + wordMembers + "]")
		case class == 'W' && !inClass:
			out.WriteString("[^" + wordMembers + "]")
		case class == 'b' && inWord:
			out.WriteString(wordEnd)
		case class == 'b':
			out.WriteString(wordStart)
		default:
			out.WriteString(pattern[i-1 : i+1])
		}
		inWord = pattern[i] != 's' && pattern[i] != 'b'
	}
	return out.String()
}
