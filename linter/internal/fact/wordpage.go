package fact

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// minLoose is the number of stretches with loose marks from which the page as a whole is written so: then it is told once.
const minLoose = 4

// joinLoose makes one fact of all words with loose marks in the page's body, if there are many stretches of them. What lies
// between stays as it is; where something of it is personal, nothing is joined, because then nobody could mend it.
func (g *gathering) joinLoose(all []Word) []Word {
	loose := func(w Word) bool { return w.Oddity == oddDecomposed && w.Within != page.InField }
	first := slices.IndexFunc(all, loose)
	if first < 0 {
		return all
	}
	span, stretches, words := all[first].Span, 0, 0
	for _, w := range all {
		if loose(w) {
			span.End = max(span.End, w.Span.End)
			stretches, words = stretches+1, words+max(w.Words, 1)
		}
	}
	head := g.head(span, all[first].Within)
	if stretches < minLoose || head.Masked != head.Text {
		return all
	}
	var form strings.Builder
	at := span.Start
	for _, w := range all {
		if loose(w) && w.Span.Start >= at {
			form.WriteString(g.page.Text(source.Span{Start: at, End: w.Span.Start}) + w.NormalForm)
			at = w.Span.End
		}
	}
	form.WriteString(g.page.Text(source.Span{Start: at, End: span.End}))
	all = slices.DeleteFunc(all, loose)
	place, _ := slices.BinarySearchFunc(all, span.Start, func(w Word, start int) int { return cmp.Compare(w.Span.Start, start) })
	return slices.Insert(all, place, Word{Head: head, Words: words, NormalForm: form.String(), Oddity: oddDecomposed, Syllable: true})
}
