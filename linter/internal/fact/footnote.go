package fact

import (
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Footnote is the text of a footnote, from its label on.
type Footnote struct {
	Head
	// Label is what stands between the brackets: 1, nguon.
	Label string `expr:"label"`
	// Used says that the page refers to the footnote; one that it does not refer to is not shown.
	Used bool `expr:"used"`
	// Words is the number of words (in Vietnamese: syllables) of its text.
	Words int `expr:"words"`
}

func footnotes(g *gathering) []Subject {
	all := make([]Footnote, len(g.page.Notes))
	for i, n := range g.page.Notes {
		head := g.head(n.Span, page.Prose)
		all[i] = Footnote{Head: head, Label: n.Label, Used: n.Used, Words: text.Count(head.Text[len("[^]:")+len(n.Label):])}
	}
	return subjects(all, func(f *Footnote) *Head { return &f.Head })
}
