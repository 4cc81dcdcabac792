package linter

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// TestEditsTouchNothingElse: compatible edits do not overlap, none that could be kept is dropped, the outcome does not
// depend on their order, and every byte outside their spans is where it was, in order.
func TestEditsTouchNothingElse(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 2))
		text := make([]byte, r.IntN(20))
		for i := range text {
			text[i] = byte('a' + i)
		}
		var all []edit
		for range r.IntN(8) {
			start := r.IntN(len(text) + 1)
			end := start + r.IntN(len(text)-start+1)
			all = append(all, edit{string(rune('r' + r.IntN(3))), source.Span{Start: start, End: end}, []string{"", "X", "YZ"}[r.IntN(3)]})
		}
		kept := compatible(all)
		shuffled := slices.Clone(all)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if !slices.Equal(kept, compatible(shuffled)) {
			t.Fatalf("seed %d: the order of %+v matters", seed, all)
		}
		for i, e := range kept[min(1, len(kept)):] {
			if e.span.Start < kept[i].span.End || e.span.Start == kept[i].span.Start {
				t.Fatalf("seed %d: %+v overlap", seed, kept)
			}
		}
		for _, e := range all {
			free := !slices.ContainsFunc(kept, func(k edit) bool {
				return k.span.Start == e.span.Start || k.span.Start < e.span.End && e.span.Start < k.span.End
			})
			if free {
				t.Fatalf("seed %d: %+v was dropped for nothing from %+v", seed, e, kept)
			}
		}
		out := apply(text, kept)
		at := 0
		for i := range kept {
			before := text[at:kept[i].span.Start]
			if string(out[:len(before)]) != string(before) {
				t.Fatalf("seed %d: %q is not kept in %q", seed, before, out)
			}
			out = out[len(before):]
			if string(out[:len(kept[i].text)]) != kept[i].text {
				t.Fatalf("seed %d: %q is not made in %q", seed, kept[i].text, out)
			}
			out, at = out[len(kept[i].text):], kept[i].span.End
		}
		if string(out) != string(text[at:]) {
			t.Fatalf("seed %d: the end is %q, not %q", seed, out, text[at:])
		}
	}
}
