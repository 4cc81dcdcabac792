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

// settleMasks puts the masks in order.
func (g *gathering) settleMasks() { g.set.Masks = settled(g.set.Masks, g.page.File) }

// settled puts masks in order. Of two that overlap, the first takes over what the second covers.
func settled(masks []Mask, f *source.File) []Mask {
	slices.SortStableFunc(masks, func(a, b Mask) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	kept := masks[:0]
	for _, m := range masks {
		n := len(kept)
		if n == 0 || m.Span.Start >= kept[n-1].Span.End {
			kept = append(kept, m)
		} else if last := &kept[n-1]; m.Span.End > last.Span.End {
			last.Span.End = m.Span.End
			last.Text = f.Slice(last.Span)
		}
	}
	return kept
}

// masked returns the source of a span, and the same with all personal values masked. Masks must be settled.
func (g *gathering) masked(s source.Span) (text, masked string) {
	text = g.page.Text(s)
	if masked, changed := maskSlice(text, s, g.set.Masks); changed {
		return text, masked
	}
	return text, text
}

// maskSlice returns text, which is the source of s, with every mask that reaches into it. Masks must be settled.
func maskSlice(text string, s source.Span, masks []Mask) (masked string, changed bool) {
	at := firstMask(masks, s.Start)
	if at == len(masks) || masks[at].Span.Start >= s.End {
		return text, false
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
	return b.String(), true
}

// firstMask returns the index of the first mask that ends behind an offset.
func firstMask(masks []Mask, offset int) int {
	at, _ := slices.BinarySearchFunc(masks, offset+1, func(m Mask, end int) int { return m.Span.End - end })
	return at
}
