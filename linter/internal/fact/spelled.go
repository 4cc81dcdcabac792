package fact

import (
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// minSpelled is the number of letters from which they may be a word spelled out; "e.g." is none.
const minSpelled = 3

// spelledOut appends words whose letters marks part: n.g.u, n-g-u, n*g*u. What they join to must be a syllable.
func (g *gathering) spelledOut(r *page.Run, all []Word) []Word {
	s := r.Text
	for at := 0; at < len(s); {
		if !mayBeSpelled(s, at) {
			at++
			continue
		}
		end, word := spelledAt(s, at)
		if utf8.RuneCountInString(text.NFC(word)) < minSpelled {
			at = max(at+1, end)
			continue
		}
		start := at - len(lastLetters(s[:at]))
		if _, ok := text.ParseSyllable(word); ok {
			w := Word{Head: g.head(r.Span(start, end), r.Within), Words: 1, NormalForm: s[start:end], Normal: true, Syllable: true, Disguise: spelledOut}
			all = append(all, w)
		}
		at = end
	}
	return all
}

// mayBeSpelled reports whether a mark stands at a place that may part the letters of a word. Most marks part nothing, which
// is seen by what follows: a small letter, and then the same mark. What is not ASCII is looked at more closely.
func mayBeSpelled(s string, at int) bool {
	switch s[at] {
	case '.', '-', '*', '_':
		return at+2 < len(s) && (s[at+1]-'a' < 26 && (s[at+2] == s[at] || s[at+2] >= utf8.RuneSelf) || s[at+1] >= utf8.RuneSelf)
	}
	return false
}

// spelledAt returns the letters around the mark at at that the same mark parts, and where they end; "" if more than one
// letter stands before it.
func spelledAt(s string, at int) (end int, word string) {
	mark := s[at]
	first := lastLetters(s[:at])
	if utf8.RuneCountInString(text.NFC(first)) != 1 || !unicode.IsLower(runeOf(first)) {
		return at, ""
	}
	if before := at - len(first); before > 0 && (s[before-1] == mark || s[before-1]-'0' < 10) {
		return at, ""
	}
	word, end = first, at
	for end < len(s) && s[end] == mark && len(word) < 32 {
		letter, size := utf8.DecodeRuneInString(s[end+1:])
		if !unicode.IsLower(letter) {
			break
		}
		next := end + 1 + size
		if next < len(s) && isLetter(s[next:]) {
			return end, ""
		}
		word, end = word+string(letter), next
	}
	return end, word
}

func runeOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
