package gate

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/review"
)

// life is the life of one page as people lead it: somebody edits, reviewers speak, somebody renames, squashes or goes back.
type life struct {
	random  *rand.Rand
	edits   []edit
	words   []saying
	digests int
	clock   time.Time
}

// edit is one commit; moved says that it also gave the page another name.
type edit struct {
	digest string
	hands  []string
	moved  bool
}

// saying is one record, given when its digest was the page's.
type saying struct {
	by, digest string
	verdict    review.Verdict
	at         time.Time
}

func (l *life) step() {
	author := oneOf(l.random, "ht", "pho", "lan", "lan", "su", "x@gmail.com")
	last := len(l.edits) - 1
	switch n := l.random.IntN(12); {
	case last < 0 || n < 4:
		l.digests++
		l.edits = append(l.edits, edit{string(rune('A' + l.digests)), []string{author}, last >= 0 && l.random.IntN(4) == 0})
	case n == 4 && last > 0: // the last two commits become one
		two := l.edits[last]
		two.hands = slices.Concat(l.edits[last-1].hands, two.hands)
		two.moved = two.moved || l.edits[last-1].moved
		if l.edits[last].moved && l.edits[last-1].moved {
			return
		}
		l.edits = append(l.edits[:last-1], two)
	default:
		l.clock = l.clock.Add(time.Hour)
		l.words = append(l.words, saying{oneOf(l.random, "ht", "pho", "pho", "lan", "su", "cms"), l.edits[last].digest,
			oneOf(l.random, review.Approve, review.Approve, review.Approve, review.Approve, review.Reject, review.Withdraw), l.clock})
	}
}

// approved replays the life: it is what the gate is for, said in the plainest way. Whoever touched the content since it was
// last properly approved is a hand; two principals are needed if one of them is unknown, else one.
func (l *life) approved(within time.Duration) bool {
	hands := map[string]bool{}
	ok := false
	for i, e := range l.edits {
		if ok {
			clear(hands)
		}
		for _, hand := range e.hands {
			hands[hand] = true
		}
		ok = l.enough(e.digest, hands, within, i == len(l.edits)-1)
	}
	return ok
}

func (l *life) enough(digest string, hands map[string]bool, within time.Duration, last bool) bool {
	final := map[string]saying{}
	for _, w := range l.words {
		if w.digest == digest {
			final[w.by] = w
		}
	}
	have, need := 0, 1
	if hands["x@gmail.com"] {
		need = 2
	}
	for by, w := range final {
		switch {
		case w.verdict == review.Reject && by != "cms": // everybody else here has a role
			return false
		case w.verdict == review.Approve && (by == "ht" || by == "pho") && !hands[by]:
			if !last || within == 0 || now.Before(w.at.Add(within)) {
				have++
			}
		}
	}
	return have >= need
}

// page writes the life down as the gate sees it: one history for every name that the page had.
func (l *life) page(within time.Duration) Page {
	var old *Page
	p := l.name(within)
	for i, e := range l.edits {
		if e.moved && i > 0 {
			p.finish()
			before := p
			old, p = &before, l.name(within)
		}
		touch := Touch{Digest: e.digest, Author: identity(e.hands[0]), Committer: identity(e.hands[0])}
		for _, hand := range e.hands[1:] {
			touch.CoAuthors = append(touch.CoAuthors, identity(hand))
		}
		if n := len(p.Touches); n > 0 {
			touch.Parents = []int{n - 1}
		} else if old != nil {
			touch.Origins = []Page{*old}
		}
		p.Touches = append(p.Touches, touch)
		for _, w := range l.words {
			if w.digest == e.digest {
				p.Chain.Records = append(p.Chain.Records, review.Record{ID: "record-" + w.at.Format(time.RFC3339), Statement: review.Statement{
					By: w.by, Verdict: w.verdict, Digest: w.digest, At: w.at, Basis: review.Basis{Kind: review.Signature}}})
			}
		}
	}
	p.finish()
	return p
}

func (l *life) name(within time.Duration) Page {
	return Page{Path: "x.md", Needs: review.Need{"principal": 1}, Within: within, Complete: true}
}

// finish makes the page one as it is after its last touch.
func (p *Page) finish() {
	p.Starts = []int{len(p.Touches) - 1}
	p.Digest = p.Touches[len(p.Touches)-1].Digest
}

// TestPassesExactlyWhen plays many random lives: the gate passes exactly when the plain replay says so.
func TestPassesExactlyWhen(t *testing.T) {
	people, passed := staff(t), 0
	for seed := range uint64(10_000) {
		l := life{random: rand.New(rand.NewPCG(seed, 7)), clock: now.Add(-60 * time.Hour)}
		for range 2 + l.random.IntN(16) {
			l.step()
		}
		within := oneOf(l.random, 0, 0, 55*time.Hour)
		want := l.approved(within)
		got := Judge([]Page{l.page(within)}, people, now)[0]
		if (got.State == finding.Approved) != want {
			t.Fatalf("seed %d: %s (%v), the replay says %v\nedits %+v\nwords %+v", seed, got.State, got.Reasons, want, l.edits, l.words)
		}
		if want {
			passed++
		}
	}
	if passed < 500 {
		t.Errorf("only %d of 10,000 pages passed; the sample says little", passed)
	}
}
