// Groups: the stretches of a page's chain whose records speak of the same content.

package gate

import (
	"slices"

	"github.com/rasoat/rasoat/linter/review"
)

// group is a stretch of the chain whose records carry one digest, with what was found out about it.
type group struct {
	digest   string
	from, to int // indices into the chain's records, to exclusive
	window   window
	words    []word
	approved bool // by everybody needed; the term is not looked at
}

// groups cuts the chain. A broken chain has none.
func (h *hearing) groups() []group {
	var groups []group
	if !h.page.Chain.Fault.None() {
		return nil
	}
	for i, r := range h.page.Chain.Records {
		if last := len(groups) - 1; last >= 0 && groups[last].digest == r.Statement.Digest {
			groups[last].to = i + 1
			continue
		}
		groups = append(groups, group{digest: r.Statement.Digest, from: i, to: i + 1})
	}
	return groups
}

// settle weighs the i-th group's records; the groups before it are settled.
func (h *hearing) settle(groups []group, i int) {
	g := &groups[i]
	g.window = h.window(g.digest, h.notes(g), groups[:i])
	g.words = h.weigh(g)
	if rejected(g.words) == nil {
		counting := slices.DeleteFunc(slices.Clone(g.words), func(w word) bool { return !w.counts() && !w.lapsed() })
		g.approved = met(h.page.Needs, counting, g.window.strangers())
	}
}

// notes returns the hands that the records of a group themselves name: all of a notary's, who saw in the forge what Git
// does not keep. In a record signed with a key of one's own, only the signer can be such a hand, or any reviewer could
// shut another out by naming them.
func (h *hearing) notes(g *group) []string {
	var hands []string
	for _, r := range h.page.Chain.Records[g.from:g.to] {
		for _, hand := range r.Statement.Hands {
			if r.Void.None() && (r.Statement.Basis.Kind != review.Signature || hand == r.Statement.By) {
				hands = append(hands, hand)
			}
		}
	}
	return hands
}

// current returns the group that speaks of the page's present content, which must be the last one: an approval that
// something else has been reviewed after does not come back with a revert.
func (h *hearing) current(groups []group) *group {
	if last := len(groups) - 1; last >= 0 && groups[last].digest == h.page.Digest {
		return &groups[last]
	}
	return nil
}
