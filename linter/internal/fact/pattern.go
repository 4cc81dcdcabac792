package fact

import (
	"slices"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Pattern is a text that the pattern of the rule that is asked matches, in whole words.
type Pattern struct {
	Head
	// Quoted says that it stands in quotation marks or in a block quote.
	Quoted bool `expr:"quoted"`
}

// PatternSearch is what one rule looks for by a regular expression.
type PatternSearch struct {
	Rule  string                                          // the rule's id; only it sees these occurrences
	Words []string                                        // each match has at least one of these phrases; empty if none is known
	Find  func(folded string, found func(start, end int)) // finds all matches in a folded text, from left to right
}

// match is what a pattern matched on the page.
type match struct {
	rule string
	fact Pattern
}

// addMatches tries the patterns whose words were met in the run, and those without words.
func (g *gathering) addMatches(r *page.Run) {
	if len(g.met) == 0 && g.worded {
		return
	}
	var folded text.Folded
	var quoted []source.Span
	looked := false
	for i, search := range g.settings.Patterns {
		if len(search.Words) > 0 && !slices.Contains(g.met, i) {
			continue
		}
		if folded.Text == "" {
			folded = text.Fold(r.Text)
		}
		search.Find(folded.Text, func(start, end int) {
			if !looked {
				quoted, looked = g.quoted(r), true
			}
			start, end = folded.Span(start, end)
			f := Pattern{Quoted: holds(quoted, start, end)}
			f.Within, f.Span = r.Within, r.Span(start, end)
			g.matches = append(g.matches, match{search.Rule, f})
		})
	}
}

// patterns returns all matches, by rule in the order of the page.
func patterns(g *gathering) []Subject {
	all := make([]Subject, len(g.matches))
	for i := range g.matches {
		m := &g.matches[i]
		m.fact.Head = g.head(m.fact.Span, m.fact.Within)
		all[i] = Subject{&m.fact, m.fact.Span}
		g.set.byRule[m.rule] = append(g.set.byRule[m.rule], all[i])
	}
	for _, own := range g.set.byRule {
		slices.SortStableFunc(own, bySpan)
	}
	return all
}
