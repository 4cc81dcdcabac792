package text

import (
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Folded is a text made ready for regular expressions: composed, without hidden characters, Eth (Ð) as Đ. Case and tone
// placement are left as they are.
type Folded struct {
	Text   string
	source string
	parts  []part // nil where Text is the source itself
}

// part says which bytes of the source the bytes of Text from at on, up to the next part, were made of. The bytes of a
// plain part are the source's own.
type part struct {
	at, from, to int
	plain        bool
}

// Fold folds s, which must be valid UTF-8.
func Fold(s string) Folded {
	if IsASCII(s) || norm.NFC.IsNormalString(s) && !strings.ContainsFunc(s, folds) {
		return Folded{Text: s, source: s}
	}
	f := Folded{source: s}
	var out strings.Builder
	out.Grow(len(s))
	for from := 0; from < len(s); {
		to := letterEnd(s, from)
		raw := s[from:to]
		folded := norm.NFC.String(strings.Map(fold, raw))
		plain := folded == raw
		if last := len(f.parts) - 1; last < 0 || !plain || !f.parts[last].plain {
			f.parts = append(f.parts, part{at: out.Len(), from: from, plain: plain})
		}
		f.parts[len(f.parts)-1].to = to
		out.WriteString(folded)
		from = to
	}
	f.Text = out.String()
	return f
}

// letterEnd returns where the letter that begins at from ends: with its marks, also those behind hidden characters. A
// stretch of hidden characters is one letter.
func letterEnd(s string, from int) int {
	if to := hiddenEnd(s, from); to > from {
		return to
	}
	to := from + norm.NFC.NextBoundaryInString(s[from:], true)
	for {
		next := hiddenEnd(s, to)
		if next == to || next == len(s) || norm.NFC.PropertiesString(s[next:]).BoundaryBefore() {
			return to
		}
		to = next + norm.NFC.NextBoundaryInString(s[next:], true)
	}
}

// hiddenEnd returns where the hidden characters that stand from a place on end.
func hiddenEnd(s string, from int) int {
	for i, r := range s[from:] {
		if !Hidden(r) {
			return from + i
		}
	}
	return len(s)
}

// folds reports whether fold changes r.
func folds(r rune) bool { return fold(r) != r }

func fold(r rune) rune {
	switch {
	case r == 'Ð':
		return 'Đ'
	case r == 'ð':
		return 'đ'
	case Hidden(r):
		return -1
	}
	return r
}

// Span returns the bytes of the source that the bytes start to end of Text were made of, whole letters with their marks.
func (f *Folded) Span(start, end int) (from, to int) {
	if f.parts == nil || start >= end {
		return start, end
	}
	first, last := f.part(start), f.part(end-1)
	from, to = first.from, last.to
	if first.plain {
		from += start - first.at
	}
	if last.plain {
		to = last.from + end - last.at
	}
	return from, to
}

// part returns the part that holds byte i of Text.
func (f *Folded) part(i int) part {
	return f.parts[sort.Search(len(f.parts), func(k int) bool { return f.parts[k].at > i })-1]
}
