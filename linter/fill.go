package linter

import (
	"maps"
	"slices"

	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/rule"
)

// resolve fills in what a page alone cannot know: what its internal addresses refer to.
func (e *edition) resolve() {
	for _, s := range e.sheets {
		if s.fault != nil {
			continue
		}
		for _, subject := range s.facts.Subjects("link", "") {
			if link := subject.Value.(*fact.Link); link.Internal {
				link.Target = e.layout.Target(s.path, link.Path)
			}
		}
	}
}

// phraseLists hands the phrases of the rules over to the gatherer, which looks for all of them at once.
func phraseLists(set *rule.Set) []fact.PhraseList {
	var lists []fact.PhraseList
	for _, r := range set.Rules {
		if len(r.Phrases) > 0 {
			lists = append(lists, fact.PhraseList{Rule: r.ID, List: r.PhraseSet, Phrases: r.Phrases})
		}
	}
	return lists
}

// reviewFact says a verdict in the words of the rules.
func reviewFact(v verdict) *fact.Review {
	f := &fact.Review{State: string(v.State), Hands: v.Hands, Why: v.Why, Lacking: slices.Sorted(maps.Keys(v.Lacks))}
	for _, a := range v.Approvals {
		f.Approvals = append(f.Approvals, fact.Approval{By: a.By, Roles: a.Roles, At: a.At, Hand: a.Hand})
		if a.At.After(f.LastAt) {
			f.LastBy, f.LastAt = a.By, a.At
		}
	}
	return f
}
