package text

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letter is a composed Latin letter with its tone taken off: ấ is â and a sắc. Base is in lower case and 0 where there is
// no such letter, or where it takes more than one character to write it without its tone.
type letter struct{ base, tone rune }

// The Latin letters beyond ASCII stand in two blocks.
const (
	latinStart, latinEnd = 0xC0, 0x250
	addedStart, addedEnd = 0x1E00, 0x1F00
)

// letters are the letters of both blocks, one block behind the other.
type letters [latinEnd - latinStart + addedEnd - addedStart]letter

// of returns what a character beyond ASCII is made of.
func (l *letters) of(r rune) letter {
	switch {
	case r >= latinStart && r < latinEnd:
		return l[r-latinStart]
	case r >= addedStart && r < addedEnd:
		return l[latinEnd-latinStart+r-addedStart]
	}
	return letter{}
}

// latinLetters returns the table of all composed Latin letters. Nearly all words of a page consist of these and of ASCII,
// and taking them apart by their properties in Unicode costs a hundred times as much.
var latinLetters = sync.OnceValue(func() *letters {
	l := new(letters)
	for i := range l {
		r := rune(latinStart + i)
		if r >= latinEnd {
			r += addedStart - latinEnd
		}
		if !wordRune(r) {
			continue
		}
		base, tones := untone(string(r))
		first, size := utf8.DecodeRuneInString(base)
		if size == len(base) && len(tones) <= 1 {
			l[i].base = first
			for _, tone := range tones {
				l[i].tone = tone
			}
		}
	}
	return l
})

// untone returns a word composed and in lower case, without hidden characters and tones, and its tones in order.
func untone(word string) (base string, tones []rune) {
	rest := make([]rune, 0, len(word))
	for _, r := range norm.NFD.String(word) {
		switch {
		case Hidden(r):
		case isTone(r):
			tones = append(tones, r)
		default:
			rest = append(rest, lower(r))
		}
	}
	return norm.NFC.String(string(rest)), tones
}

// plainKey returns the key of a word that consists of ASCII and composed Latin letters and has one tone at most.
func plainKey(word string) (key string, ok bool) {
	latin := latinLetters()
	var tone rune
	var room [64]byte
	b := room[:0]
	for i, r := range word {
		if r < utf8.RuneSelf {
			b = append(b, lowerByte(word[i]))
			continue
		}
		l := latin.of(r)
		if l.base == 0 || l.tone != 0 && tone != 0 {
			return "", false
		}
		tone = max(tone, l.tone)
		b = utf8.AppendRune(b, l.base)
	}
	if tone != 0 {
		b = utf8.AppendRune(b, tone)
	}
	return string(b), true
}
