// Package text knows words: where syllables begin and end in Vietnamese text, when two spellings are the same word, and
// how to find thousands of phrases in one pass. Go's regular expressions cannot do this: their \b and \w know ASCII only.
package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key returns the form under which words are compared: composed, in lower case, Eth (Ð) read as Đ, without hidden
// characters, and with the tone mark behind the last letter, so that "hòa" and "hoà" are equal. No diacritic is lost:
// "đồ" and "do" stay different. A key is for comparing, never for showing. The word must be valid UTF-8.
func Key(word string) string {
	if IsASCII(word) {
		return lowerASCII(word)
	}
	if key, ok := plainKey(word); ok {
		return key
	}
	base, tones := untone(word)
	return base + norm.NFD.String(string(tones)) // NFD puts several tones in order
}

// Hidden reports whether r leaves no trace on the page: soft hyphen, zero-width and direction characters, variation
// selectors, fillers and tags. Such characters are ignored inside a word.
func Hidden(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r < 0x2000:
		return hiddenBelow2000(r)
	case r <= 0x206F:
		return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060
	default:
		return r == 0x3164 || r == 0xFEFF || r == 0xFFA0 || r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0000 && r <= 0xE0FFF
	}
}

// hiddenBelow2000 holds the rare hidden characters of the lower blocks: soft hyphen, grapheme joiner, Arabic letter
// mark, Hangul, Khmer and Mongolian fillers and selectors.
func hiddenBelow2000(r rune) bool {
	switch r {
	case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F:
		return true
	}
	return false
}

// isTone reports whether r is one of the five tone marks of Vietnamese, decomposed.
func isTone(r rune) bool {
	switch r {
	case 0x300, 0x301, 0x303, 0x309, 0x323: // huyền, sắc, ngã, hỏi, nặng
		return true
	}
	return false
}

// lower maps r to lower case. Eth looks like Đ but would become ð, so both of its forms become đ; full-width digits become
// common ones.
func lower(r rune) rune {
	switch {
	case r == 'Ð' || r == 'ð':
		return 'đ'
	case '０' <= r && r <= '９':
		return r - '０' + '0'
	}
	return unicode.ToLower(r)
}

// IsASCII reports whether s consists of ASCII characters alone.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// lowerASCII returns s itself when nothing in it is upper case.
func lowerASCII(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return lowerCopy(s)
		}
	}
	return s
}

func lowerCopy(s string) string {
	b := []byte(s)
	for i, c := range b {
		b[i] = lowerByte(c)
	}
	return string(b)
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// NFC returns s in Unicode's composed form, in which letters and their marks are one character where there is one.
func NFC(s string) string { return norm.NFC.String(s) }

// Plain returns s in lower case without any diacritics: "Đồ Sơn" becomes "do son". It is for names of files, which people
// write without them; words of a text are never compared in this form.
func Plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if r = lower(r); r == 'đ' {
			r = 'd'
		}
		if !unicode.Is(unicode.M, r) && !Hidden(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// NFD returns s with every letter taken apart from its accents.
func NFD(s string) string { return norm.NFD.String(s) }

// NFKD returns s with every letter taken apart, and signs that only look different, such as full-width ones, made plain.
func NFKD(s string) string { return norm.NFKD.String(s) }
