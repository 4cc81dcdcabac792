// Outcomes: from words to a state, with its reasons.

package gate

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/review"
)

// outcome is what comes out of a hearing.
type outcome struct {
	state     finding.State
	words     []word
	lacks     review.Need
	hands     []string
	reasons   []review.Reason
	undecided bool
	extra     bool      // lacks includes one more person because of an unknown hand
	ended     time.Time // end of the last approval's term, if the page has expired
	ends      time.Time // end of the first counting approval's term
}

// conclude finds the page's state.
func (h *hearing) conclude(groups []group) outcome {
	if g := h.current(groups); g != nil {
		return h.weighed(g)
	}
	w := h.present(groups)
	o := h.open(nil, w)
	switch {
	case !h.page.Chain.Fault.None():
		o.state, o.reasons = finding.Stale, []review.Reason{h.page.Chain.Fault}
	case len(positive(h.page.Needs)) == 0:
		o.state, o.reasons = finding.Approved, []review.Reason{review.Because("free")}
	default:
		h.unreviewed(&o, groups)
		h.askMore(&o, w)
	}
	return o
}

// open begins an outcome with these approvals.
func (h *hearing) open(counting []word, w window) outcome {
	o := outcome{hands: w.names()}
	o.lacks, o.extra = lacks(h.page.Needs, counting, w.strangers())
	return o
}

// weighed concludes from the records about the page's present content.
func (h *hearing) weighed(g *group) outcome {
	with := func(also func(word) bool) bool {
		words := pick(g.words, func(w word) bool { return w.counts() || also(w) })
		return h.met(words, g.window.strangers())
	}
	granted := pick(g.words, func(w word) bool { return w.counts() || w.blind() })
	o := h.open(granted, g.window)
	o.words = g.words
	switch no := rejected(g.words); {
	case no != nil:
		o.state = finding.Rejected
		o.reasons = []review.Reason{review.Because("rejected", "who", no.record.Statement.By,
			"time", stamp(no.record.Statement.At), "record", short(no.record.ID))}
	case len(positive(h.page.Needs)) == 0:
		o.state, o.reasons = finding.Approved, []review.Reason{review.Because("free")}
	case with(word.counts):
		o.state, o.reasons, o.lacks = finding.Approved, h.praise(granted, g.window.strangers()), review.Need{}
		o.ends = h.first(granted)
	case with(word.blind):
		o = h.open(nil, g.window)
		o.words, o.state, o.undecided = g.words, finding.Missing, true
		o.reasons = []review.Reason{review.Because("shallow")}
	default:
		h.insufficient(&o, granted, with(word.lapsed))
		if pick(granted, word.blind) != nil {
			o.reasons = append(o.reasons, review.Because("shallow"))
		}
		h.askMore(&o, g.window)
	}
	return o
}

// first returns when the first of some approvals will end; zero if none has a term.
func (h *hearing) first(words []word) (first time.Time) {
	for _, w := range words {
		if end, ends := h.end(w.record.Statement); ends && (first.IsZero() || end.Before(first)) {
			first = end
		}
	}
	return first
}

// praise says who approved.
func (h *hearing) praise(counting []word, strangers bool) []review.Reason {
	last := slices.MaxFunc(counting, func(a, b word) int { return a.record.Statement.At.Compare(b.record.Statement.At) })
	reasons := []review.Reason{review.Because("approved", "who", people(counting), "time", stamp(last.record.Statement.At))}
	if alone := pick(counting, h.rescues); alone != nil && !met(h.page.Needs, counting, strangers) {
		reasons = append(reasons, review.Because("taken-down", "who", people(alone)))
	}
	for _, w := range counting {
		if s := w.record.Statement; s.Verdict == review.Override {
			reasons = append(reasons, review.Because("override", "who", s.By, "note", s.Note))
		}
	}
	return reasons
}

// insufficient says what is missing when some records about the present content do not suffice.
func (h *hearing) insufficient(o *outcome, granted []word, lapsed bool) {
	roles := list(o.lacks)
	over := pick(o.words, word.lapsed)
	switch {
	case lapsed || len(over) > 0 && len(granted) == 0:
		o.state = finding.Expired
		end, _ := h.end(over[len(over)-1].record.Statement)
		o.ended = end
		o.reasons = []review.Reason{review.Because("lapsed", "who", people(over), "time", stamp(end), "roles", roles)}
	case len(granted) > 0:
		o.state = finding.Short
		o.reasons = []review.Reason{review.Because("short", "who", people(granted), "roles", roles)}
	default:
		o.state = finding.Missing
		o.reasons = []review.Reason{missing(o.words, roles)}
	}
}

// askMore explains what nobody can give who is there, and the one more approver whom an unknown hand costs.
func (h *hearing) askMore(o *outcome, w window) {
	if roles := h.beyond(o, w); len(roles) > 0 {
		o.reasons = append(o.reasons, review.Because("nobody-left", "roles", strings.Join(roles, ", "), "who", strings.Join(slices.Sorted(maps.Keys(w.hands)), ", ")))
	}
	if o.extra {
		who := strings.Join(slices.Sorted(maps.Keys(w.unknown)), ", ")
		o.reasons = append(o.reasons, review.Because("unknown-hand", "who", who))
	}
}

// beyond returns the lacking roles for which there are too few people left: those who hold them now, have not approved and
// have not worked on the content.
func (h *hearing) beyond(o *outcome, w window) (roles []string) {
	counted := map[string]bool{}
	for _, word := range o.words {
		counted[word.record.Statement.By] = counted[word.record.Statement.By] || word.counts()
	}
	for _, role := range sortedRoles(o.lacks) {
		left := 0
		for _, person := range h.people.All() {
			if person.Has(role) && !person.Bot() && person.Serves(h.now) && !w.hands[person.ID] && !counted[person.ID] {
				left++
			}
		}
		if left < o.lacks[role] {
			roles = append(roles, role)
		}
	}
	return roles
}

// missing says why nothing counts: an approver's own work, an approval taken back, or nothing of the kind.
func missing(words []word, roles string) review.Reason {
	if mine := pick(words, func(w word) bool { return w.refusal.Code == "hand" }); len(mine) > 0 {
		return review.Because("own-work", "who", people(mine), "roles", roles)
	}
	if back := pick(words, func(w word) bool { return w.refusal.Code == "withdrawn" }); len(back) > 0 {
		s := back[len(back)-1].record.Statement
		return review.Because("taken-back", "who", s.By, "time", stamp(s.At), "roles", roles)
	}
	return review.Because("missing", "roles", roles)
}

// unreviewed explains a page whose present content no record at the tip of the chain speaks of.
func (h *hearing) unreviewed(o *outcome, groups []group) {
	o.state, o.reasons = finding.Missing, []review.Reason{review.Because("missing", "roles", list(o.lacks))}
	if g := before(groups, func(g *group) bool { return g.digest == h.page.Digest && g.granted() != nil }); g != nil {
		h.stale(o, g, "replayed", "replaced")
		return
	}
	g := before(groups, func(g *group) bool { return rejected(g.words) != nil || g.granted() != nil })
	switch {
	case g == nil:
		h.renamed(o)
	case g.granted() != nil:
		h.stale(o, g, "changed", "digest")
	default:
		s := rejected(g.words).record.Statement
		o.words = given(g.words, "digest")
		o.reasons = []review.Reason{review.Because("rejected-before", "who", s.By, "time", stamp(s.At))}
	}
}

// before returns the last group that fits.
func before(groups []group, fits func(*group) bool) *group {
	for i := range slices.Backward(groups) {
		if fits(&groups[i]) {
			return &groups[i]
		}
	}
	return nil
}

// granted returns the words of a group that let its content through, nil if somebody rejected it.
func (g *group) granted() []word {
	if rejected(g.words) != nil {
		return nil
	}
	return pick(g.words, word.granted)
}

// stale tells of a group that had been approved but does not count for the present content.
func (h *hearing) stale(o *outcome, g *group, code, refusal string) {
	granted := g.granted()
	last, tip := granted[len(granted)-1].record, h.page.Chain.Records[len(h.page.Chain.Records)-1]
	o.state, o.words = finding.Stale, given(g.words, refusal)
	o.reasons = []review.Reason{review.Because(code, "who", people(granted), "time", stamp(last.Statement.At), "record", short(tip.ID))}
}

// given returns words of another group: what counted for its content does not count for the present one.
func given(words []word, refusal string) []word {
	words = slices.Clone(words)
	for i := range words {
		if words[i].granted() {
			words[i].refusal = review.Because(refusal)
		}
	}
	return words
}

// renamed notices that the same content was approved under another name.
func (h *hearing) renamed(o *outcome) {
	tip, _ := h.page.OldChain.Tip() // without one, its verdict is none
	s := tip.Statement
	if s.Digest != h.page.OldDigest || !s.Verdict.Grants() || !tip.Void.None() {
		return
	}
	o.state = finding.Stale
	o.reasons = []review.Reason{review.Because("renamed", "who", s.By, "time", stamp(s.At), "path", h.page.OldPath)}
}

// rejected returns the last word that rejects the content, nil if there is none.
func rejected(words []word) *word {
	for i := range slices.Backward(words) {
		if words[i].refusal.Code == "reject" {
			return &words[i]
		}
	}
	return nil
}

// pick returns the words to keep, nil if there are none.
func pick(words []word, keep func(word) bool) []word {
	var kept []word
	for _, w := range words {
		if keep(w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// people names who spoke.
func people(words []word) string {
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = w.record.Statement.By
	}
	return strings.Join(names, ", ")
}

// short is enough of a record's id to find it.
func short(id string) string { return id[:min(len(id), 12)] }
