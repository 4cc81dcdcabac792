package linter

import (
	"cmp"
	"slices"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// edit is what one rule would write in the place of a span.
type edit struct {
	rule string
	span source.Span
	text string
}

// compatible returns the edits that can be made together, in the order of their places. Of two that overlap the one that
// begins first stays, of two that begin at the same place the shorter one, then the one whose rule comes first by name; the
// other has its turn when the page is read again.
func compatible(edits []edit) []edit {
	edits = slices.Clone(edits)
	slices.SortFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(a.span.End, b.span.End),
			cmp.Compare(a.rule, b.rule), cmp.Compare(a.text, b.text))
	})
	start, end := -1, 0
	kept := edits[:0]
	for _, e := range edits {
		if e.span.Start == start || e.span.Start < end {
			continue
		}
		start, end = e.span.Start, e.span.End
		kept = append(kept, e)
	}
	return kept
}

// apply makes compatible edits. Every byte outside their spans stays what it is.
func apply(text []byte, edits []edit) []byte {
	size := len(text)
	for _, e := range edits {
		size += len(e.text) - e.span.Len()
	}
	out := make([]byte, 0, size)
	at := 0
	for _, e := range edits {
		out = append(out, text[at:e.span.Start]...)
		out = append(out, e.text...)
		at = e.span.End
	}
	return append(out, text[at:]...)
}
