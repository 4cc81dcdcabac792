package gate

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/review"
)

// oneOf returns one of several things.
func oneOf[T any](r *rand.Rand, things ...T) T { return things[r.IntN(len(things))] }

// randomPage makes a page with a history and a chain in which everything possible happens.
func randomPage(t testing.TB, r *rand.Rand) Page {
	p := Page{
		Path: "x.md", Digest: oneOf(r, "A", "A", "A", review.Absent), Published: r.IntN(2) == 0,
		Needs:  oneOf(r, review.Need{}, review.Need{"principal": 1}, review.Need{"principal": 1}, review.Need{"principal": 1}, review.Need{"principal": 2}, review.Need{"principal": 1, "editor": 1}),
		Within: oneOf(r, 0, 0, 150*time.Minute), Complete: r.IntN(8) > 0,
	}
	size := r.IntN(7)
	for i := range size {
		touch := Touch{
			Digest: oneOf(r, "A", "B", "C", review.Absent), Author: identity(oneOf(r, "ht", "pho", "lan", "lan", "su", "su", "cms", "x@gmail.com")),
			Committer: identity(oneOf(r, "ht", "pho", "lan", "noreply@github.com")), Signed: r.IntN(3) > 0,
		}
		for range r.IntN(3) {
			if parent := i + 1 + r.IntN(3); parent < size || r.IntN(20) == 0 { // perhaps one that is not there
				touch.Parents = append(touch.Parents, parent)
			}
		}
		p.Touches = append(p.Touches, touch)
	}
	if len(p.Touches) > 0 {
		p.Starts, p.Touches[0].Digest = []int{0}, p.Digest
	}
	var lines []string
	for i, n := 0, r.IntN(7); i < n; i++ {
		digest := oneOf(r, p.Digest, "A", "B", "C")
		if i > n/2 {
			digest = p.Digest
		}
		line := fmt.Sprint(oneOf(r, "ht", "ht", "ht", "pho", "pho", "pho", "lan", "su", "su", "cu", "cms", "moi"), " ",
			oneOf(r, review.Approve, review.Approve, review.Approve, review.Approve, review.Approve, review.Approve, review.Reject, review.Withdraw, review.Remove, review.Adopt), " ",
			digest, oneOf(r, "", "", "", "", " void", " click hands=ht", " until=-1m", " at=9h"))
		lines = append(lines, line)
	}
	p.Chain = chain(t, lines...)
	return p
}

// forAll judges many random pages.
func forAll(t *testing.T, check func(r *rand.Rand, p Page, v Verdict) (fault string)) {
	t.Helper()
	people, approved := staff(t), 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 1))
		p := randomPage(t, r)
		v := Judge([]Page{p}, people, now)[0]
		if v.State == finding.Approved && len(v.Needs) > 0 {
			approved++
		}
		if fault := check(r, p, v); fault != "" {
			t.Fatalf("seed %d: %s\n%+v\n%+v", seed, fault, p, v)
		}
	}
	if approved < 50 {
		t.Errorf("only %d pages were approved; the sample says little", approved)
	}
}

func TestVerdictIsConsistent(t *testing.T) {
	forAll(t, func(_ *rand.Rand, p Page, v Verdict) string {
		switch {
		case len(v.Reasons) == 0 || len(v.Refusals) != len(v.Approvals):
			return "it does not explain itself"
		case v.State == finding.Approved && len(v.Lacks) > 0:
			return "approved, but lacks somebody"
		case v.State != finding.Approved && v.State != finding.Rejected && len(v.Lacks) == 0:
			return "lacks nobody, but is not approved"
		case v.Undecided && v.State == finding.Approved:
			return "approved and undecided"
		}
		counting := map[string]int{}
		for _, a := range v.Approvals {
			if !a.Counts {
				continue
			}
			if counting[a.By]++; counting[a.By] > 1 {
				return a.By + " counts twice"
			}
			if a.Hand || slices.Contains(v.Hands, a.By) {
				return a.By + " approved their own work"
			}
		}
		return ""
	})
}

// An approved page has the tip of its chain at its digest, and enough people other than whoever made the last change.
func TestApprovedMeansApproved(t *testing.T) {
	people := staff(t)
	forAll(t, func(_ *rand.Rand, p Page, v Verdict) string {
		if v.State != finding.Approved || len(v.Needs) == 0 {
			return ""
		}
		tip, ok := p.Chain.Tip()
		noted := func(r review.Record) bool { return r.Statement.Basis.Kind != review.Signature }
		if !ok || tip.Statement.Digest != p.Digest || !p.Complete && !slices.ContainsFunc(p.Chain.Records, noted) {
			return "the last record speaks of something else, or the history is cut off"
		}
		var maker review.Person
		if len(p.Touches) > 0 {
			maker, _ = people.ByEmail(p.Touches[0].Author.Email)
		}
		have, last := review.Need{}, map[string]review.Record{}
		for _, record := range p.Chain.Records {
			if record.Void.None() {
				last[record.Statement.By] = record
			}
		}
		for by, record := range last {
			person, _ := people.ByID(by)
			if record.Statement.Digest == p.Digest && record.Statement.Verdict.Grants() && by != maker.ID && !person.Bot() {
				for _, role := range person.Roles {
					have[role]++
				}
			}
		}
		for role, count := range v.Needs {
			if have[role] < count {
				return "too few of " + role
			}
		}
		return ""
	})
}

// One more hand, one record less worth, or one more no never opens the gate.
func TestGateOnlyCloses(t *testing.T) {
	people := staff(t)
	forAll(t, func(r *rand.Rand, p Page, v Verdict) string {
		if v.State == finding.Approved {
			return ""
		}
		worse := p
		worse.Chain.Records = slices.Clone(p.Chain.Records)
		worse.Touches = slices.Clone(p.Touches)
		what := r.IntN(4)
		switch n := len(p.Chain.Records); {
		case what == 0 && n > 0:
			if i := r.IntN(n); i == n-1 && worse.Chain.Records[i].Statement.Verdict.Grants() && worse.Chain.Records[i].Statement.Hands == nil {
				worse.Chain.Records[i].Void = review.Because("key", "key", "x")
			}
		case what == 1:
			worse.Hands = []review.Identity{identity(oneOf(r, "ht", "pho", "x@gmail.com"))}
		case what == 2 && len(p.Touches) > 0:
			worse.Touches[0].CoAuthors = []review.Identity{identity(oneOf(r, "ht", "pho", "x@gmail.com"))}
		default:
			worse.Complete = false
		}
		if w := Judge([]Page{worse}, people, now)[0]; w.State == finding.Approved {
			// A last yes that is void uncovers the same person's earlier yes; that one was given as well.
			if tip, _ := p.Chain.Tip(); what == 0 && slices.ContainsFunc(w.Approvals, func(a finding.Approval) bool { return a.Counts && a.By == tip.Statement.By }) {
				return ""
			}
			return fmt.Sprintf("change %d opened the gate: %+v", what, w)
		}
		return ""
	})
}

// In which order the touches are listed means nothing, and judging changes nothing.
func TestOrderMeansNothing(t *testing.T) {
	people := staff(t)
	forAll(t, func(r *rand.Rand, p Page, v Verdict) string {
		if again := Judge([]Page{p}, people, now)[0]; !reflect.DeepEqual(again, v) {
			return "judged differently the second time"
		}
		place := r.Perm(len(p.Touches))
		other := p
		other.Touches, other.Starts = make([]Touch, len(p.Touches)), nil
		move := func(from []int) (to []int) {
			for _, i := range from {
				if i < len(place) {
					i = place[i]
				}
				to = append(to, i)
			}
			return to
		}
		for i, touch := range p.Touches {
			touch.Parents = move(touch.Parents)
			slices.Reverse(touch.Parents)
			other.Touches[place[i]] = touch
		}
		other.Starts = move(p.Starts)
		if w := Judge([]Page{other}, people, now)[0]; !reflect.DeepEqual(w, v) {
			return fmt.Sprintf("judged differently in another order: %+v", w)
		}
		return ""
	})
}
