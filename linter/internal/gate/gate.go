// Package gate judges whether pages have been reviewed as they must be. It is pure: everything it needs is handed to it,
// and the answer explains itself, record by record.
package gate

import (
	"maps"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/review"
)

// Page is all that is known of one page when it is judged.
type Page struct {
	Path      string
	Digest    string        // of the content that is judged; review.Absent if the page is to be deleted
	Published bool          // this very digest is on the published branch already
	Takedown  bool          // the page only disappears: it is deleted, or made a draft and left as it is otherwise
	Needs     review.Need   // role to number of different people
	Within    time.Duration // how long an approval lasts at most; 0 means without end
	Signed    bool          // only signatures with the reviewers' own keys count, no clicks in a forge
	Chain     review.Chain  // what the ledger holds about the page

	// Before a renaming: the old path, the digest that this content has under it, and the ledger's records about it.
	// They change no verdict; they only explain it better.
	OldPath   string
	OldDigest string
	OldChain  review.Chain

	// The page's history: every commit that changed the page or what it embeds. Starts are the newest ones, that no
	// other touch comes after. Complete is false if a shallow clone hides a part of it.
	Touches  []Touch
	Starts   []int // indices into Touches
	Complete bool
	// Hands are people that only the forge knows to have worked on the content: who opened the request, who pushed.
	Hands []review.Identity
}

// Touch is one commit that changed a page or what it embeds.
type Touch struct {
	Commit    string // its hash
	Digest    string // of the page after the commit
	Author    review.Identity
	Committer review.Identity
	CoAuthors []review.Identity
	Message   string
	Signed    bool  // the commit carries a signature, as all do that GitHub itself makes
	Cut       bool  // a shallow clone hides what the commit changed, so its makers may not be hands
	Parents   []int // indices into the touches: the nearest earlier ones
	// Origins are files of other names that the commit may have made a new one of, each as it was before the commit, with
	// its own history and its own reviews.
	Origins []Page
	// Moved says that every one of Origins showed all the files that the page shows, so that they tell of all that came
	// before: what was approved under another name needs no second approval of its pictures.
	Moved bool
}

// Verdict is how the review of one page stands. Whoever shows it says its reasons in the reader's language.
type Verdict struct {
	finding.PageReview
	Reasons  []review.Reason // why the page stands as it does, the gravest first
	Refusals []review.Reason // why each of Approvals does not count; zero for those that do
	Given    []bool          // whether each of Approvals is a verified yes that its giver has not taken back
	// Undecided means that the approvals would suffice, but the history is too short to tell whether somebody approved
	// their own work. The state is then not approved.
	Undecided bool
	Ended     time.Time // when the term of the last approval ended, if the page has expired
	Ends      time.Time // when the first of the approvals that count will end; zero if none has a term
}

// Judge says of each page how its review stands at a moment.
func Judge(pages []Page, people *review.People, now time.Time) []Verdict {
	verdicts := make([]Verdict, len(pages))
	for i := range pages {
		h := hearing{page: &pages[i], people: people, now: now}
		verdicts[i] = h.judge()
	}
	return verdicts
}

// hearing is the judging of one page.
type hearing struct {
	page   *Page
	people *review.People
	now    time.Time
}

// judge walks over the page's groups from the oldest to the newest, because which older content was properly approved
// decides how far back the hands of the newer one reach.
func (h *hearing) judge() Verdict {
	groups := h.groups()
	for i := range groups {
		h.settle(groups, i)
	}
	o := h.conclude(groups)
	return h.verdict(o)
}

// verdict writes an outcome down.
func (h *hearing) verdict(o outcome) Verdict {
	v := Verdict{Reasons: o.reasons, Undecided: o.undecided, Ended: o.ended, Ends: o.ends, PageReview: finding.PageReview{
		Page: h.page.Path, Digest: h.page.Digest, State: o.state,
		Needs: positive(h.page.Needs), Lacks: o.lacks, Approvals: []finding.Approval{}, Hands: o.hands,
	}}
	for _, w := range o.words {
		v.Refusals, v.Given = append(v.Refusals, w.refusal), append(v.Given, w.given())
		v.Approvals = append(v.Approvals, w.approval())
	}
	return v
}

// positive returns the needs that ask for anybody at all.
func positive(n review.Need) review.Need {
	needs := review.Need{}
	maps.Copy(needs, n)
	maps.DeleteFunc(needs, func(_ string, count int) bool { return count <= 0 })
	return needs
}
