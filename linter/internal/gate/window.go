// The window: who touched the content since it was last approved.

package gate

import (
	"maps"
	"slices"

	"github.com/rasoat/rasoat/linter/review"
)

// window is the part of a page's history that an approval answers for.
type window struct {
	hands   map[string]bool // ids of people, bots among them
	unknown map[string]bool // masked addresses, and the ids of bots
	cut     bool            // the history does not reach back far enough
}

// strangers reports whether a hand is nobody known.
func (w window) strangers() bool { return len(w.unknown) > 0 }

// names returns all hands, the known ones first, each part sorted.
func (w window) names() []string {
	names := slices.Sorted(maps.Keys(w.hands))
	return append(names, slices.Sorted(maps.Keys(w.unknown))...)
}

// window collects the hands of content with a digest: from the touches that made it, back to the touches whose content
// was approved. The groups are those before it.
//
// The last approved content ends the walk wherever it is met. Older approved content ends it only in the past of the last
// approved one: if somebody has since gone back to it, that was a change too. Content that was approved only by its own
// makers ends nothing. Earlier approvals of the same digest do not count either; they may have been withdrawn since.
func (h *hearing) window(digest string, made []int, earlier []group) window {
	w := window{hands: map[string]bool{}, unknown: map[string]bool{}, cut: !h.page.Complete || len(made) == 0}
	ends := h.ends(digest, earlier)
	sound := h.walk(made, func(i int) (further bool) {
		if ends[i] {
			return false
		}
		if h.page.Touches[i].Cut {
			w.cut = true
			return false
		}
		h.touch(&w, &h.page.Touches[i])
		for k := range h.page.Touches[i].Origins {
			w.join(h.before(&h.page.Touches[i].Origins[k]))
		}
		return !h.page.Touches[i].Moved
	})
	w.cut = w.cut || !sound
	return w
}

// before returns the window of what stood under another name: back to the content that was last approved there.
func (h *hearing) before(p *Page) window {
	earlier := hearing{page: p, people: h.people, now: h.now}
	groups := earlier.groups()
	for i := range groups {
		earlier.settle(groups, i)
	}
	return earlier.window("", p.Starts, groups)
}

// join adds the hands of another window.
func (w *window) join(other window) {
	maps.Copy(w.hands, other.hands)
	maps.Copy(w.unknown, other.unknown)
	w.cut = w.cut || other.cut
}

// present collects the hands of the page's present content, including those that only the forge knows.
func (h *hearing) present(earlier []group) window {
	w := h.window(h.page.Digest, h.page.Starts, earlier)
	for _, who := range h.page.Hands {
		h.hand(&w, who)
	}
	return w
}

// made returns the touches after which the page had a digest.
func (h *hearing) made(digest string) []int {
	var made []int
	for i := range h.page.Touches {
		if h.page.Touches[i].Digest == digest {
			made = append(made, i)
		}
	}
	return made
}

// ends returns the touches at which the walk for a digest ends.
func (h *hearing) ends(digest string, earlier []group) map[int]bool {
	ends := map[int]bool{}
	judged := map[string]bool{digest: true}
	var past map[int]bool // the last approved content and all that came before it
	for _, g := range slices.Backward(earlier) {
		made := h.made(g.digest)
		if judged[g.digest] || len(made) == 0 {
			continue
		}
		judged[g.digest] = true // the latest group of a digest speaks for it
		if !g.approved {
			continue
		}
		for _, i := range made {
			ends[i] = ends[i] || past == nil || past[i]
		}
		if past == nil {
			past = map[int]bool{}
			h.walk(made, func(i int) bool { past[i] = true; return true })
		}
	}
	return ends
}

// walk visits touches and those before them, each once, as long as visit asks for more. It is not sound if an index
// leads to no touch.
func (h *hearing) walk(from []int, visit func(i int) (further bool)) (sound bool) {
	sound = true
	seen := map[int]bool{}
	for stack := slices.Clone(from); len(stack) > 0; {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		switch {
		case i < 0 || i >= len(h.page.Touches):
			sound = false
		case !seen[i]:
			seen[i] = true
			if visit(i) {
				stack = append(stack, h.page.Touches[i].Parents...)
			}
		}
	}
	return sound
}

// touch adds the hands of a commit. GitHub itself as committer only carried out what the author did in the browser, and
// signs what it does; a commit that only claims to be GitHub's is by somebody unknown.
func (h *hearing) touch(w *window, t *Touch) {
	h.account(w, t.Author, t.Message)
	if !t.Signed || !review.ServiceIdentity(t.Committer.Email) {
		h.account(w, t.Committer, t.Message)
	}
	for _, who := range t.CoAuthors {
		h.hand(w, who)
	}
}

// account adds whoever stands behind an account of a commit: of a shared one, those whom the commit's message names.
func (h *hearing) account(w *window, who review.Identity, message string) {
	person, _ := h.people.ByEmail(who.Email)
	writers := person.Writers(message)
	if len(writers) == 0 {
		h.hand(w, who)
	}
	for _, name := range writers {
		if writer, ok := h.people.ByName(name); ok {
			h.note(w, writer.ID)
		} else {
			w.unknown[mask(review.Identity{Name: name, Email: name})] = true
		}
	}
}

// hand adds somebody who appears in a commit or in the forge.
func (h *hearing) hand(w *window, who review.Identity) {
	if person, ok := h.people.ByEmail(who.Email); ok {
		h.note(w, person.ID)
		return
	}
	w.unknown[mask(who)] = true
}

// note adds a hand by its name: an id, or the mask of somebody unknown. A bot is known by its id, but not who used it.
func (h *hearing) note(w *window, name string) {
	person, ok := h.people.ByID(name)
	if ok && !person.Bot() {
		w.hands[name] = true
		return
	}
	w.unknown[name] = true
}
