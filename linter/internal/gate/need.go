// Needs: how many people of which role have approved, and who is still missing.

package gate

import (
	"maps"
	"slices"
	"strconv"

	"github.com/rasoat/rasoat/linter/review"
)

// Responder is the role whose holders may take a page down alone, in an emergency.
const Responder = "responder"

// rescues reports whether a word takes a page down in the fast lane: a responder may do so alone, even by their own hand.
func (h *hearing) rescues(w word) bool { return h.page.Takedown && w.person.Has(Responder) }

// met reports whether these words let the page through: they fulfil the needs, or take the page down.
func (h *hearing) met(words []word, strangers bool) bool {
	return slices.ContainsFunc(words, h.rescues) || met(h.page.Needs, words, strangers)
}

// met reports whether these words fulfil the needs. One person may fill several roles, but stands only once for each.
// Behind an unknown hand could be one of the approvers, so then one of them must be dispensable.
func met(needs review.Need, words []word, strangers bool) bool {
	if len(lacking(needs, words)) > 0 {
		return false
	}
	if !strangers || len(positive(needs)) == 0 {
		return true
	}
	for i := range words {
		if len(lacking(needs, slices.Delete(slices.Clone(words), i, i+1))) == 0 {
			return true
		}
	}
	return false
}

// lacking returns how many people of which role are missing. Every word is another person's.
func lacking(needs review.Need, words []word) review.Need {
	lacks := review.Need{}
	for role, count := range needs {
		for _, w := range words {
			if w.person.Has(role) {
				count--
			}
		}
		if count > 0 {
			lacks[role] = count
		}
	}
	return lacks
}

// lacks returns what is missing, and whether that includes the one more approver whom an unknown hand costs. That one may
// hold any of the needed roles; one role stands for them.
func lacks(needs review.Need, words []word, strangers bool) (missing review.Need, extra bool) {
	missing = lacking(needs, words)
	filled := slices.Clone(words)
	for role, count := range missing {
		filled = append(filled, slices.Repeat([]word{{person: review.Person{Roles: []string{role}}}}, count)...)
	}
	if met(needs, filled, strangers) {
		return missing, false
	}
	roles := slices.Concat(sortedRoles(missing), sortedRoles(positive(needs)))
	missing[roles[0]]++
	return missing, true
}

func sortedRoles(needs review.Need) []string { return slices.Sorted(maps.Keys(needs)) }

// list names needs, as in "2 editor, principal".
func list(needs review.Need) string {
	text := ""
	for _, role := range sortedRoles(needs) {
		if text != "" {
			text += ", "
		}
		if needs[role] > 1 {
			text += strconv.Itoa(needs[role]) + " "
		}
		text += role
	}
	return text
}
