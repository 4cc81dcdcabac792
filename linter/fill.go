package linter

import (
	"maps"
	"net/url"
	"slices"
	"time"

	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/site"
)

// resolve fills in what a page alone cannot know: what its internal addresses refer to. Pages that a change leaves alone
// are shared by two editions, so this is done anew before each is asked about.
func (e *edition) resolve() {
	for _, s := range e.sheets {
		if s.fault != nil {
			continue
		}
		for _, subject := range s.facts.Subjects("link", "") {
			link := subject.Value.(*fact.Link)
			if !link.Internal {
				link.Target = site.Outside
			} else if path, err := url.PathUnescape(link.Path); err != nil {
				link.Target = site.Undecided
			} else {
				link.Target = e.layout.Target(s.path, path)
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
func reviewFact(v verdict, now time.Time) *fact.Review {
	f := &fact.Review{State: string(v.State), Hands: v.Hands, Why: v.Why, Lacking: slices.Sorted(maps.Keys(v.Lacks))}
	for i, a := range v.Approvals {
		f.Approvals = append(f.Approvals, fact.Approval{By: a.By, Roles: a.Roles, At: a.At, Hand: a.Hand,
			Authorised: !slices.Contains([]string{"unknown-person", "bot", "role", "role-ended"}, v.Refusals[i].Code)})
		if a.At.After(f.LastAt) {
			f.LastBy, f.LastAt = a.By, a.At
		}
	}
	if !v.Ended.IsZero() {
		f.Overdue = int(now.Sub(v.Ended).Hours()/24) + 1
	}
	return f
}
