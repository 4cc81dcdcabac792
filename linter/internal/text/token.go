package text

import (
	"iter"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Token is one syllable of a string, in bytes; End is exclusive. Hidden characters at its edges are not part of it.
type Token struct{ Start, End int }

// Syllables ranges over the syllables of s: unbroken runs of letters, marks and digits. Vietnamese writes a space
// between syllables, so a syllable is also what an editor counts as a word.
func Syllables(s string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		c := cutter{text: s}
		for p := c.next(); p.kind != end; p = c.next() {
			if p.kind == word && !yield(Token{p.start, p.end}) {
				return
			}
		}
	}
}

// Count returns the number of syllables in s.
func Count(s string) int {
	n := 0
	c := cutter{text: s}
	for p := c.next(); p.kind != end; p = c.next() {
		if p.kind == word {
			n++
		}
	}
	return n
}

// kind says what a piece of text is.
type kind uint8

const (
	end  kind = iota // there is nothing more
	word             // a syllable
	sign             // one character that is neither a syllable's nor white space
)

// piece is what a cutter cuts off. Apart means that an empty line stands before it.
type piece struct {
	start, end int
	kind       kind
	apart      bool
}

// cutter cuts a string into syllables and signs. White space, single line ends, hidden characters, and a hyphen that
// touches a syllable on both sides ("mất-dạy") are skipped.
type cutter struct {
	text  string
	at    int
	joint int // offset just behind the last syllable, where a hyphen would join it to the next
}

// next returns the next piece, of kind end behind the last one.
func (c *cutter) next() piece {
	lines := 0
	for c.at < len(c.text) {
		b := c.text[c.at]
		switch {
		case wordByte(b):
			return c.word(lines > 1)
		case b == ' ' || b == '\t' || b == '\r' || b == '\f' || b == '\v':
			c.at++
		case b == '\n':
			lines++
			c.at++
		case b == '-' && c.joins(1):
			c.at++
		case b < utf8.RuneSelf:
			c.at++
			return piece{c.at - 1, c.at, sign, lines > 1}
		default:
			if p, ok := c.other(lines > 1); ok {
				return p
			}
		}
	}
	return piece{kind: end}
}

// other cuts at a character beyond ASCII; false means that it was skipped.
func (c *cutter) other(apart bool) (piece, bool) {
	size, hidden := wide(c.text, c.at)
	if hidden {
		c.hidden(size)
		return piece{}, false
	}
	if size > 0 {
		return c.word(apart), true
	}
	r, size := utf8.DecodeRuneInString(c.text[c.at:])
	if isSpace(r) || (r == '‐' || r == '‑') && c.joins(size) {
		c.at += size
		return piece{}, false
	}
	c.at += size
	return piece{c.at - size, c.at, sign, apart}, true
}

// hidden skips a hidden character; between a syllable and a hyphen it does not count.
func (c *cutter) hidden(size int) {
	if c.joint == c.at {
		c.joint += size
	}
	c.at += size
}

// joins reports whether a hyphen of the given size at the cursor stands right between two syllables.
func (c *cutter) joins(size int) bool {
	if c.joint != c.at || c.at == 0 {
		return false
	}
	for _, r := range c.text[c.at+size:] {
		if !Hidden(r) {
			return wordRune(r)
		}
	}
	return false
}

// word cuts the syllable at the cursor.
func (c *cutter) word(apart bool) piece {
	s, at, last := c.text, c.at, c.at
	for at < len(s) {
		b := s[at]
		if wordByte(b) {
			at++
			last = at
			continue
		}
		if b < utf8.RuneSelf {
			break
		}
		size, hidden := wide(s, at)
		if size == 0 {
			break
		}
		at += size
		if !hidden {
			last = at
		}
	}
	p := piece{c.at, last, word, apart}
	c.at, c.joint = at, at
	return p
}

// wide returns the size of the character at a place of s if it may stand in a syllable, else 0, and whether it is
// hidden. The blocks in which nearly all Vietnamese letters beyond ASCII stand are told by their bytes, which is
// quicker than decoding.
func wide(s string, at int) (size int, hidden bool) {
	switch b := s[at]; {
	case b == 0xE1 && at+2 < len(s) && s[at+1]-0xB8 < 4 && s[at+2]-0x80 < 0x40: // U+1E00 to U+1EFF
		return 3, false
	case b == 0xC3 && at+1 < len(s) && s[at+1]-0x80 < 0x40 && s[at+1]|0x20 != 0xB7: // U+00C0 to U+00FF but × and ÷
		return 2, false
	case b-0xC4 < 5 && at+1 < len(s) && s[at+1]-0x80 < 0x40: // U+0100 to U+023F
		return 2, false
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case Hidden(r):
		return size, true
	case wordRune(r):
		return size, false
	}
	return 0, false
}

// wordByte reports whether an ASCII byte belongs to a syllable: a letter or a digit.
func wordByte(b byte) bool { return b|0x20-'a' < 26 || b-'0' < 10 }

// wordRune reports whether a character that is not hidden belongs to a syllable: a letter, a mark or a digit. The Latin
// blocks are told by their bounds because nearly all Vietnamese text stands there.
func wordRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return wordByte(byte(r))
	case r >= 0x1E00 && r <= 0x1EFF, r >= 0x300 && r <= 0x36F:
		return true
	case r >= 0xC0 && r <= 0x24F:
		return r != '×' && r != '÷'
	case r < 0xC0 || r >= 0x2000 && r <= 0x206F:
		return r == 'ª' || r == 'µ' || r == 'º'
	case r < 0x10000:
		return wordPlane().has(r)
	}
	return unicode.In(r, wordTables()...)
}

// wordTables are the characters that words consist of.
func wordTables() []*unicode.RangeTable {
	return []*unicode.RangeTable{unicode.L, unicode.M, unicode.Nd}
}

// plane is a set of characters of Unicode's first plane, one bit each. Searching the tables of package unicode for each
// letter of a text that is not Latin takes longer than all else that is done with it.
type plane [0x10000 / 64]uint64

func (p *plane) has(r rune) bool { return p[r/64]>>(r%64)&1 != 0 }

var wordPlane = sync.OnceValue(func() *plane {
	p := new(plane)
	for _, table := range wordTables() {
		for _, part := range table.R16 {
			for r := int(part.Lo); r <= int(part.Hi); r += int(part.Stride) {
				p[r/64] |= 1 << (r % 64)
			}
		}
	}
	return p
})

// isSpace reports whether r is white space inside a line, beyond ASCII. The separators of lines and paragraphs are not:
// a phrase does not run across them.
func isSpace(r rune) bool { return unicode.Is(unicode.Zs, r) }
