// Words: what one record says, and whether it counts.

package gate

import (
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/review"
)

// skew is how far two machines' clocks may differ.
const skew = 5 * time.Minute

// word is a record that was weighed.
type word struct {
	record  review.Record
	person  review.Person // zero if nobody is known by the record's id
	hand    bool          // the person worked on the content
	refusal review.Reason // why the record does not count; zero if it does
}

func (w word) counts() bool { return w.refusal.None() }
func (w word) lapsed() bool { return w.refusal.Code == "expired" }
func (w word) blind() bool  { return w.refusal.Code == "no-history" }

// granted reports whether the word let its content through at the time, as far as one can tell.
func (w word) granted() bool { return w.counts() || w.lapsed() || w.blind() }

// given reports whether the word is a verified yes that its giver has not taken back, whether it counts or not.
func (w word) given() bool {
	return w.record.Statement.Verdict.Grants() && w.record.Void.None() && w.refusal.Code != "superseded"
}

// approval shows the word in the report.
func (w word) approval() finding.Approval {
	s := w.record.Statement
	return finding.Approval{
		By: s.By, Verdict: string(s.Verdict), Roles: append([]string{}, w.person.Roles...), At: s.At, Record: w.record.ID, Basis: s.Basis.Kind,
		Counts: w.counts(), Hand: w.hand,
	}
}

// weigh weighs every record of a group.
func (h *hearing) weigh(g *group) []word {
	var words []word
	for i := g.from; i < g.to; i++ {
		r := h.page.Chain.Records[i]
		person, _ := h.people.ByID(r.Statement.By)
		w := word{record: r, person: person, hand: g.window.hands[r.Statement.By]}
		w.refusal = h.refusal(g, i, w)
		words = append(words, w)
	}
	return words
}

// refusal asks one question after the other about the i-th record of the chain; the first that is answered with a reason
// decides.
func (h *hearing) refusal(g *group, i int, w word) review.Reason {
	later := h.page.Chain.Records[i+1 : g.to]
	for _, ask := range []func() review.Reason{
		func() review.Reason { return w.record.Void },
		func() review.Reason { return standing(w) },
		func() review.Reason { return takenBack(w, later) },
		func() review.Reason { return h.signed(w) },
		func() review.Reason { return h.dated(w, i) },
		func() review.Reason { return h.fits(w) },
		func() review.Reason { return h.entitled(w) },
		func() review.Reason { return h.own(w) },
		func() review.Reason { return h.lasts(w) },
		func() review.Reason { return h.seen(g, w) },
	} {
		if reason := ask(); !reason.None() {
			return reason
		}
	}
	return review.Reason{}
}

// standing asks whether the person could speak at all on the day. Authority is a matter of the day of the approval: what
// a principal approved stays approved when the principal retires. Whoever leaves under a cloud loses the key instead,
// and with it all that was signed with it.
func standing(w word) review.Reason {
	switch who := w.record.Statement.By; {
	case w.person.ID == "":
		return review.Because("unknown-person", "who", who)
	case w.person.Bot():
		return review.Because("bot", "who", who)
	case !w.person.Serves(w.record.Statement.At):
		return review.Because("role-ended", "who", who, "time", stamp(w.record.Statement.At))
	case len(w.person.Roles) == 0:
		return review.Because("role", "who", who, "roles", "-")
	}
	return review.Reason{}
}

// takenBack asks whether this is the person's last word on the content, and whether it is a yes. Only verified records
// can take something back.
func takenBack(w word, later []review.Record) review.Reason {
	who := w.record.Statement.By
	same := func(r review.Record) bool { return r.Statement.By == who && r.Void.None() }
	if slices.ContainsFunc(later, same) {
		return review.Because("superseded", "who", who)
	}
	switch w.record.Statement.Verdict {
	case review.Withdraw:
		return review.Because("withdrawn", "who", who)
	case review.Reject:
		return review.Because("reject", "who", who)
	}
	return review.Reason{}
}

// signed asks whether the reviewer gave the word with a key of their own, where the page demands that.
func (h *hearing) signed(w word) review.Reason {
	if h.page.Signed && w.record.Statement.Basis.Kind != review.Signature && !h.rescues(w) {
		return review.Because("click", "who", w.record.Statement.By)
	}
	return review.Reason{}
}

// dated asks whether the date can be true. A record signed with one's own key was signed when it was appended, so it
// cannot be older than the record it supersedes; a notary's carries the time of the click.
func (h *hearing) dated(w word, i int) review.Reason {
	at, latest := w.record.Statement.At, h.now.Add(skew)
	if at.After(latest) {
		return review.Because("future", "time", stamp(at))
	}
	if i == 0 || w.record.Statement.Basis.Kind != review.Signature {
		return review.Reason{}
	}
	before := h.page.Chain.Records[i-1]
	if t := before.Statement.At; before.Void.None() && !t.After(latest) && at.Before(t.Add(-skew)) {
		return review.Because("backdated", "time", stamp(at))
	}
	return review.Reason{}
}

// fits asks whether the verdict is about what is done with the page. An override is an approval like any other, only
// shown as what it is.
func (h *hearing) fits(w word) review.Reason {
	s := w.record.Statement
	switch {
	case s.Verdict == review.Remove && s.Digest != review.Absent:
		return review.Because("not-deleted")
	case s.Verdict != review.Remove && s.Digest == review.Absent:
		return review.Because("deleted")
	case s.Verdict == review.Adopt && s.Digest == h.page.Digest && !h.page.Published:
		return review.Because("adopt")
	}
	return review.Reason{}
}

// entitled asks whether the person holds a role that the page needs.
func (h *hearing) entitled(w word) review.Reason {
	needs := positive(h.page.Needs)
	if len(needs) == 0 || h.rescues(w) || slices.ContainsFunc(w.person.Roles, func(role string) bool { return needs[role] > 0 }) {
		return review.Reason{}
	}
	return review.Because("role", "who", w.record.Statement.By, "roles", strings.Join(sortedRoles(needs), ", "))
}

// own asks whether the person would approve their own work.
func (h *hearing) own(w word) review.Reason {
	if w.hand && !h.rescues(w) {
		return review.Because("hand", "who", w.record.Statement.By)
	}
	return review.Reason{}
}

// lasts asks whether the approval's term has passed: the end it names itself, or the longest that the policy allows.
func (h *hearing) lasts(w word) review.Reason {
	if end, ends := h.end(w.record.Statement); ends && !h.now.Before(end) {
		return review.Because("expired", "time", stamp(end))
	}
	return review.Reason{}
}

// end returns the end of an approval's term.
func (h *hearing) end(s review.Statement) (end time.Time, ends bool) {
	if h.page.Within > 0 {
		end, ends = s.At.Add(h.page.Within), true
	}
	if s.Until != nil && (!ends || s.Until.Before(end)) {
		end, ends = *s.Until, true
	}
	return end, ends
}

// seen asks whether the history shows everybody who worked on the content.
func (h *hearing) seen(g *group, w word) review.Reason {
	if g.window.cut && !h.rescues(w) {
		return review.Because("no-history")
	}
	return review.Reason{}
}

// stamp writes a time so that every language can read it back.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
