package fact

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Mask is one personal value on a page. Nothing that the program writes may hold Text or Plain; it writes Masked.
type Mask struct {
	Span   source.Span
	Text   string // as written
	Plain  string // as a reader sees it, without markup, escapes and entities
	Masked string
}

// mask leaves the first and last digits of a number that nobody may read in whole.
func mask(digits string, first, last int) string {
	if len(digits) <= first+last {
		return "***"
	}
	return digits[:first] + "***" + digits[len(digits)-last:]
}

// hide remembers a personal value.
func (g *gathering) hide(h Head, plain string) {
	g.set.Masks = append(g.set.Masks, Mask{h.Span, h.Text, plain, h.Masked})
}

// personal returns the head of a personal value that stands in a run of text, and remembers to mask it.
func (g *gathering) personal(r *page.Run, start, end int, masked string) Head {
	h := g.at(r, start, end)
	h.Masked = masked
	g.hide(h, r.Text[start:end])
	return h
}

// settleMasks puts the masks in order. Of two that overlap, the first takes over what the second covers.
func (g *gathering) settleMasks() {
	masks := g.set.Masks
	slices.SortFunc(masks, func(a, b Mask) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	kept := masks[:0]
	for _, m := range masks {
		if n := len(kept); n > 0 && m.Span.Start < kept[n-1].Span.End {
			kept[n-1].Span.End = max(kept[n-1].Span.End, m.Span.End)
			kept[n-1].Text = g.page.Text(kept[n-1].Span)
			continue
		}
		kept = append(kept, m)
	}
	g.set.Masks = kept
}

// masked returns the source of a span, and the same with all personal values masked. Masks must be sorted.
func (g *gathering) masked(s source.Span) (text, masked string) {
	text = g.page.Text(s)
	masks := g.set.Masks
	at, _ := slices.BinarySearchFunc(masks, s.Start+1, func(m Mask, end int) int { return m.Span.End - end })
	if at == len(masks) || masks[at].Span.Start >= s.End {
		return text, text
	}
	var b strings.Builder
	done := s.Start
	for _, m := range masks[at:] {
		if m.Span.Start >= s.End {
			break
		}
		b.WriteString(text[done-s.Start : max(m.Span.Start, done)-s.Start])
		b.WriteString(m.Masked)
		done = max(done, min(m.Span.End, s.End))
	}
	b.WriteString(text[done-s.Start:])
	return text, b.String()
}
