// Groups: the stretches of a page's chain whose records speak of the same content.

package gate

import "github.com/rasoat/rasoat/linter/review"

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
	if g == h.current(groups) {
		g.window = h.present(groups[:i])
	} else {
		g.window = h.window(g.digest, h.made(g.digest), groups[:i])
	}
	h.recorded(g)
	g.words = h.weigh(g)
	lasting := pick(g.words, func(w word) bool { return w.counts() || w.lapsed() })
	g.approved = rejected(g.words) == nil && h.met(lasting, g.window.strangers())
}

// recorded adds the hands that the group's records themselves name. A notary saw in the forge what Git does not keep, and
// wrote down all hands of this very content; where it did, a history that is cut off hides nobody. In a record signed
// with a key of one's own only the signer can be such a hand, or any reviewer could shut another out by naming them.
func (h *hearing) recorded(g *group) {
	for _, r := range h.page.Chain.Records[g.from:g.to] {
		notary := r.Statement.Basis.Kind != review.Signature
		if !r.Void.None() {
			continue
		}
		for _, hand := range r.Statement.Hands {
			if notary || hand == r.Statement.By {
				h.note(&g.window, hand)
			}
		}
		if notary && len(r.Statement.Hands) > 0 {
			g.window.cut = false
		}
	}
}

// current returns the group that speaks of the page's present content, which must be the last one: an approval that
// something else has been reviewed after does not come back with a revert.
func (h *hearing) current(groups []group) *group {
	if last := len(groups) - 1; last >= 0 && groups[last].digest == h.page.Digest {
		return &groups[last]
	}
	return nil
}
