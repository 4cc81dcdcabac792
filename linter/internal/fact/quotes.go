package fact

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// quotations returns the stretches of s that stand in quotation marks, in order and without overlaps: “ ”, „ “, « », ‘ ’,
// and the straight marks " and '. A straight ' opens only where no letter precedes it and something follows, and closes
// only where no letter follows it, so that an apostrophe quotes nothing.
func quotations(s string) []source.Span {
	var list []source.Span
	open := map[rune]int{} // closing mark to the place behind the opening one
	before := ' '
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		end := at + size
		if start, ok := open[r]; ok && closes(r, s[end:]) {
			list = addQuotation(list, source.Span{Start: start, End: at})
			delete(open, r)
		} else if closing := closingMark(r, before, s[end:]); closing != 0 {
			open[closing] = end
		}
		before, at = r, end
	}
	return list
}

// closingMark returns the mark that ends what r opens between two stretches of text; 0 if it opens nothing.
func closingMark(r, before rune, behind string) rune {
	switch r {
	case '“':
		return '”'
	case '„':
		return '“'
	case '«':
		return '»'
	case '‘':
		return '’'
	case '"':
		return '"'
	case '\'':
		next, _ := utf8.DecodeRuneInString(behind)
		if !unicode.IsLetter(before) && !unicode.IsSpace(next) {
			return '\''
		}
	}
	return 0
}

// closes reports whether a mark for which a quotation is open closes it.
func closes(r rune, behind string) bool {
	next, _ := utf8.DecodeRuneInString(behind)
	return r != '\'' && r != '’' || !unicode.IsLetter(next)
}

// addQuotation adds a quotation that ends behind all others, and drops those that it holds.
func addQuotation(list []source.Span, q source.Span) []source.Span {
	for len(list) > 0 && list[len(list)-1].End > q.Start {
		q.Start = min(q.Start, list[len(list)-1].Start)
		list = list[:len(list)-1]
	}
	return append(list, q)
}

// holds reports whether one of the spans, which must be in order, holds [start, end).
func holds(list []source.Span, start, end int) bool {
	at, _ := slices.BinarySearchFunc(list, end, func(s source.Span, end int) int { return s.End - end })
	return at < len(list) && list[at].Start <= start
}
