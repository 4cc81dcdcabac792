package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences ranges over the sentences of s, without white space around them. A sentence ends behind a full stop, a
// question or an exclamation mark, and the quotation marks and brackets that follow, where white space and a capital, a
// digit or an opening mark come next, and at an empty line. Abbreviations (TP., v.v., ThS.), initials and the number at
// the beginning ("1. Mục đích") end none.
func Sentences(s string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for at := 0; at < len(s); {
			end := sentenceEnd(s, at)
			start := at + len(s[at:end]) - len(strings.TrimLeftFunc(s[at:end], unicode.IsSpace))
			stop := start + len(strings.TrimRightFunc(s[start:end], unicode.IsSpace))
			if stop > start && !yield(Token{start, stop}) {
				return
			}
			at = end
		}
	}
}

// sentenceEnd returns where the sentence that begins at start is over.
func sentenceEnd(s string, start int) int {
	for at := start; at < len(s); {
		i := strings.IndexAny(s[at:], ".!?…\n")
		if i < 0 {
			return len(s)
		}
		at += i
		if s[at] == '\n' {
			rest := strings.TrimLeft(s[at+1:], " \t\r")
			if strings.HasPrefix(rest, "\n") {
				return at + 1
			}
			at++
			continue
		}
		mark := at
		for at < len(s) && strings.ContainsRune(".!?…", runeAt(s, at)) {
			at += utf8.RuneLen(runeAt(s, at))
		}
		for at < len(s) && strings.ContainsRune("”’»\"')]", runeAt(s, at)) {
			at += utf8.RuneLen(runeAt(s, at))
		}
		if begins(s[at:]) && !abbreviates(s[start:mark], s[mark:at]) {
			return at
		}
	}
	return len(s)
}

func runeAt(s string, at int) rune {
	r, _ := utf8.DecodeRuneInString(s[at:])
	if r == utf8.RuneError {
		return 0
	}
	return r
}

// begins reports whether a sentence may begin behind a mark that rest follows.
func begins(rest string) bool {
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if trimmed == "" {
		return true
	}
	r := runeAt(trimmed, 0)
	return len(trimmed) < len(rest) && !unicode.IsLower(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("“‘«\"'([", r) || r > 0x2000)
}

// longestAbbreviation is more bytes than an abbreviation has in any form.
const longestAbbreviation = 16

// abbreviates reports whether the full stop behind before ends an abbreviation or a number rather than a sentence.
func abbreviates(before, mark string) bool {
	if mark != "." {
		return false
	}
	word := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	word = strings.TrimLeft(word, "(“\"'[")
	if word == strings.TrimSpace(before) && word != "" && strings.Trim(word, "0123456789") == "" {
		return true
	}
	if r, size := utf8.DecodeRuneInString(word); size == len(word) && unicode.IsUpper(r) {
		return true
	}
	if len(word) > longestAbbreviation {
		return false
	}
	return contains(" tp ts ths th.s pgs gs bs ks q p tx tt đ/c v.v tr nxb vd ví.dụ gv hs ngnd ngưt st đt sđt tel ", strings.ToLower(NFC(word)))
}
