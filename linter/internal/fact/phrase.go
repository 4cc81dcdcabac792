package fact

import (
	"bytes"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Phrase is an occurrence of one of the phrases of the rule that is asked. Of two occurrences of which one lies within
// the other, only the longer is a fact.
type Phrase struct {
	Head
	// List is the name of the list that has the phrase.
	List string `expr:"list"`
	// Quoted says that the phrase stands in quotation marks or in a block quote.
	Quoted bool `expr:"quoted"`
	// Directed says that the phrase is aimed at a person: behind thằng, lũ, đồ or mày, or compared with an animal.
	Directed bool `expr:"directed"`
	// Promotional says that the sentence around the phrase sells something.
	Promotional bool `expr:"promotional"`
	// Disguise is empty or says how the phrase is hidden from a search: hidden-character (nobody sees it), lookalike-letter
	// (of another script), spelled-out (with signs between the letters).
	Disguise string `expr:"disguise"`
}

// phraseHit is an occurrence in the run that is being read.
type phraseHit struct {
	list, start, end int
	disguise         string
}

// occurrence is an occurrence on the page.
type occurrence struct {
	rule string
	fact Phrase
}

// addHit remembers an occurrence and drops what lies within another one of the same list. Occurrences come in the order
// of their ends.
func (g *gathering) addHit(list, start, end int) {
	for i := len(g.hits) - 1; i >= 0 && g.hits[i].end > start; i-- {
		switch h := g.hits[i]; {
		case h.list != list:
		case h.start >= start:
			g.hits = slices.Delete(g.hits, i, i+1)
		case h.end == end:
			return
		}
	}
	g.hits = append(g.hits, phraseHit{list: list, start: start, end: end})
}

// addPhrases makes facts of the run's occurrences, as yet without their texts.
func (g *gathering) addPhrases(r *page.Run) {
	if len(g.hits) == 0 {
		return
	}
	quoted := g.quoted(r)
	for _, h := range g.hits {
		list := g.settings.Phrases[h.list]
		f := Phrase{List: list.List, Quoted: holds(quoted, h.start, h.end), Disguise: h.disguise}
		if list.Frames {
			f.Directed = g.frames.directed(r.Text, h.start, h.end)
			f.Promotional = g.frames.promotional(r.Text, h.start, h.end)
		}
		f.Within, f.Span = r.Within, r.Span(h.start, h.end)
		if f.Disguise == "" && strings.ContainsFunc(r.Text[h.start:h.end], text.Hidden) {
			f.Disguise = hiddenCharacter
		}
		g.found = append(g.found, occurrence{list.Rule, f})
	}
}

// phrases returns all occurrences, and sorts them by rule into the set.
func phrases(g *gathering) []Subject {
	all := make([]Subject, len(g.found))
	for i := range g.found {
		o := &g.found[i]
		o.fact.Head = g.head(o.fact.Span, o.fact.Within)
		all[i] = Subject{&o.fact, o.fact.Span}
		g.set.byRule[o.rule] = append(g.set.byRule[o.rule], all[i])
	}
	for _, own := range g.set.byRule {
		slices.SortStableFunc(own, bySpan)
	}
	return all
}

// lineReach bounds how far back the beginning of a line is looked for, in bytes.
const lineReach = 500

// inBlockQuote reports whether the source line of an offset begins with ">".
func (g *gathering) inBlockQuote(offset int) bool {
	before := g.page.File.Text[max(0, offset-lineReach):offset]
	at := bytes.LastIndexByte(before, '\n')
	if at < 0 && offset > lineReach {
		return false
	}
	return bytes.HasPrefix(bytes.TrimLeft(before[at+1:], " \t"), []byte(">"))
}
