// Outcomes: from words to a state, with its reasons.

package gate

import (
	"slices"
	"strings"

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
}

// conclude finds the page's state.
func (h *hearing) conclude(groups []group) outcome {
	if g := h.current(groups); g != nil {
		return h.weighed(g)
	}
	w := h.window(h.page.Digest, nil, groups)
	o := outcome{hands: w.names(), lacks: lacks(h.page.Needs, nil, w.strangers())}
	switch {
	case !h.page.Chain.Fault.None():
		o.state, o.reasons = finding.Stale, []review.Reason{h.page.Chain.Fault}
	case len(positive(h.page.Needs)) == 0:
		o.state, o.reasons = finding.Approved, []review.Reason{review.Because("free")}
	default:
		h.unreviewed(&o, groups)
	}
	return o
}

// weighed concludes from the records about the page's present content.
func (h *hearing) weighed(g *group) outcome {
	counting := pick(g.words, word.counts)
	strangers := g.window.strangers()
	with := func(also func(word) bool) bool {
		return met(h.page.Needs, pick(g.words, func(w word) bool { return w.counts() || also(w) }), strangers)
	}
	o := outcome{words: g.words, hands: g.window.names(), lacks: lacks(h.page.Needs, counting, strangers)}
	switch no := rejected(g.words); {
	case no != nil:
		o.state = finding.Rejected
		o.reasons = []review.Reason{review.Because("rejected", "who", no.record.Statement.By,
			"time", stamp(no.record.Statement.At), "record", short(no.record.ID))}
	case with(word.counts):
		o.state, o.reasons = finding.Approved, h.praise(counting)
	case with(word.blind):
		o.state, o.undecided, o.reasons = finding.Missing, true, []review.Reason{review.Because("shallow")}
	default:
		h.insufficient(&o, counting, with(word.lapsed), strangers)
	}
	return o
}

// praise says who approved.
func (h *hearing) praise(counting []word) []review.Reason {
	if len(counting) == 0 {
		return []review.Reason{review.Because("free")}
	}
	reasons := []review.Reason{review.Because("approved", "who", people(counting))}
	for _, w := range counting {
		if s := w.record.Statement; s.Verdict == review.Override {
			reasons = append(reasons, review.Because("override", "who", s.By, "note", s.Note))
		}
	}
	return reasons
}

// insufficient says what is missing when some records about the present content do not suffice.
func (h *hearing) insufficient(o *outcome, counting []word, lapsed, strangers bool) {
	roles := list(o.lacks)
	over := pick(o.words, word.lapsed)
	switch {
	case lapsed || len(over) > 0 && len(counting) == 0:
		o.state = finding.Expired
		end, _ := h.end(over[len(over)-1].record.Statement)
		o.reasons = append(o.reasons, review.Because("lapsed", "who", people(over), "time", stamp(end), "roles", roles))
	case len(counting) > 0:
		o.state = finding.Short
		o.reasons = append(o.reasons, review.Because("short", "who", people(counting), "roles", roles))
	default:
		o.state = finding.Missing
		o.reasons = append(o.reasons, missing(o.words, roles))
	}
	if strangers && len(lacking(h.page.Needs, counting)) == 0 {
		unknown := slices.DeleteFunc(slices.Clone(o.hands), func(name string) bool {
			person, ok := h.people.ByID(name)
			return ok && !person.Bot()
		})
		o.reasons = append(o.reasons, review.Because("unknown-hand", "who", strings.Join(unknown, ", ")))
	}
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
	for i, g := range slices.Backward(groups) {
		granted := pick(g.words, func(w word) bool { return w.counts() || w.lapsed() || w.blind() })
		no := rejected(g.words)
		if no != nil && i == len(groups)-1 {
			s := no.record.Statement
			o.reasons = []review.Reason{review.Because("rejected-before", "who", s.By, "time", stamp(s.At))}
		}
		if no != nil || len(granted) == 0 {
			continue
		}
		o.state, o.words = finding.Stale, otherwise(g.words)
		o.reasons = []review.Reason{changed(people(granted), granted[len(granted)-1])}
		break
	}
	h.replayed(o, groups)
	if len(groups) == 0 {
		h.renamed(o)
	}
}

// changed says that the page changed after somebody approved it.
func changed(who string, last word) review.Reason {
	return review.Because("changed", "who", who, "time", stamp(last.record.Statement.At), "record", short(last.record.ID))
}

// replayed notices that an older record speaks of the present content: somebody went back to it.
func (h *hearing) replayed(o *outcome, groups []group) {
	for _, g := range slices.Backward(groups) {
		if granted := pick(g.words, word.counts); g.digest == h.page.Digest && len(granted) > 0 {
			tip, _ := h.page.Chain.Tip()
			last := granted[len(granted)-1].record.Statement
			o.state = finding.Stale
			o.reasons = []review.Reason{review.Because("replayed", "who", people(granted), "time", stamp(last.At),
				"record", short(tip.ID))}
			return
		}
	}
}

// renamed notices that the same content was approved under another name.
func (h *hearing) renamed(o *outcome) {
	tip, ok := h.page.OldChain.Tip()
	s := tip.Statement
	if !ok || h.page.OldPath == "" || s.Digest != h.page.OldDigest || !s.Verdict.Grants() || !tip.Void.None() {
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

// otherwise returns words with those that would count marked as given for other content.
func otherwise(words []word) []word {
	words = slices.Clone(words)
	for i := range words {
		if w := &words[i]; w.counts() || w.lapsed() || w.blind() {
			w.refusal = review.Because("digest")
		}
	}
	return words
}

func pick(words []word, keep func(word) bool) []word {
	return slices.DeleteFunc(slices.Clone(words), func(w word) bool { return !keep(w) })
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

// say joins reasons to one text.
func say(reasons []review.Reason) string {
	texts := make([]string, len(reasons))
	for i, r := range reasons {
		texts[i] = r.String()
	}
	return strings.Join(texts, " ")
}
