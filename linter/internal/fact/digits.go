package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// group is an unbroken run of digits as a reader sees it. Hidden characters do not break it, and full-width digits are
// digits.
type group struct {
	start, end int    // bytes of the text
	digits     string // in ASCII
	gap        gap    // between the group before and this one
	tight      bool   // there is no white space in that gap
	close      bool   // there is a ")" in that gap
}

// gap is what stands between two groups of digits that may belong together.
type gap uint8

const (
	noGap gap = iota // it is the first of its stretch
	space
	dot
	dash
	bracket
	stroke
)

// Between two groups of one stretch stand at most maxGap characters. A telephone number has at least minDigits digits; in
// a text with fewer than fewestDigits, nothing is looked for.
const (
	maxGap       = 3
	minDigits    = 8
	fewestDigits = 6
)

// mayHold reports whether s may hold n digits. It is asked of every text, so it only counts bytes.
func mayHold(s string, n int) bool {
	for i := range len(s) {
		if mayBeDigit(s[i]) {
			n--
		}
	}
	return n <= 0
}

// mayBeDigit reports whether a byte is a digit, or the first one of what may be a full-width digit.
func mayBeDigit(b byte) bool { return b-'0' < 10 || b == 0xEF }

// joined returns the digits of several groups.
func joined(groups []group) string {
	if len(groups) == 1 {
		return groups[0].digits
	}
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(g.digits)
	}
	return b.String()
}

// uniform returns how many of the groups, from the first on, are parted from each other in the same way.
func uniform(groups []group) int {
	n := 1
	for n < len(groups) && groups[n].gap == groups[1].gap && groups[n].tight == groups[1].tight {
		n++
	}
	return n
}

// stretches calls found for every sequence of groups that nothing but white space, dots, dashes and brackets parts. The
// groups lie in buffer, which is used again; it is returned grown.
func stretches(s string, buffer []group, found func([]group)) []group {
	for at := 0; at < len(s); {
		if size, _ := digit(s[at:]); size == 0 {
			at++
			continue
		}
		buffer = buffer[:0]
		for g, ok := (group{start: at}), true; ok; g, ok = after(s, at) {
			g.digits, g.end = digitsAt(s, g.start)
			buffer = append(buffer, g)
			at = g.end
		}
		found(buffer)
	}
	return buffer
}

// after returns the group that follows one that ends at end, still without its digits.
func after(s string, end int) (group, bool) {
	g := group{tight: true}
	for at, seen := end, 0; at < len(s); {
		if size, _ := digit(s[at:]); size > 0 {
			g.start = at
			return g, true
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		at += size
		if text.Hidden(r) {
			continue
		}
		kind := gapOf(r)
		if seen++; kind == noGap || seen > maxGap {
			break
		}
		g.gap = max(g.gap, kind)
		g.tight = g.tight && kind != space
		g.close = g.close || r == ')'
	}
	return group{}, false
}

// gapOf returns the sort of gap that a separator makes, noGap if it is none.
func gapOf(r rune) gap {
	switch r {
	case ' ', '\t', '\n', '\r':
		return space
	case '.', '．':
		return dot
	case '-', '‐', '‑', '‒', '–', '−', '－':
		return dash
	case '(', ')':
		return bracket
	case '/', '_':
		return stroke
	}
	if r > unicode.MaxASCII && unicode.Is(unicode.Zs, r) {
		return space
	}
	return noGap
}

// digit returns the size of the digit that s begins with, 0 if it begins with none, and the digit in ASCII.
func digit(s string) (size int, ascii byte) {
	switch {
	case s == "":
	case s[0]-'0' < 10:
		return 1, s[0]
	case len(s) > 2 && s[0] == 0xEF && s[1] == 0xBC && s[2]-0x90 < 10: // U+FF10 to U+FF19
		return 3, s[2] - 0x90 + '0'
	}
	return 0, 0
}

// digitsAt returns the digits of the group that begins at start, and its end.
func digitsAt(s string, start int) (digits string, end int) {
	end = start
	for end < len(s) && s[end]-'0' < 10 {
		end++
	}
	if end == len(s) || s[end] < utf8.RuneSelf {
		return s[start:end], end
	}
	b := []byte(s[start:end])
	for at := end; at < len(s); {
		if size, ascii := digit(s[at:]); size > 0 {
			b = append(b, ascii)
			at += size
			end = at
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		if !text.Hidden(r) {
			break
		}
		at += size
	}
	return string(b), end
}

// lead returns how many bytes a plus sign and an open bracket take that stand right before a group, at the end of what
// precedes it.
func lead(before string) (plus, bracket int) {
	rest := strings.TrimSuffix(strings.TrimSuffix(before, "+"), "＋")
	plus = len(before) - len(rest)
	return plus, len(rest) - len(strings.TrimSuffix(rest, "("))
}
