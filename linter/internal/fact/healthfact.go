package fact

import "slices"

// HealthFact is a named illness, disability, infection or disorder in the text.
type HealthFact struct {
	Head
	// Condition is the word as written.
	Condition string `expr:"condition"`
	// PersonNear says that the sentence says it of somebody: of a named person, or of one pupil of a class.
	PersonNear bool `expr:"personNear"`
	// Child says that this somebody is a pupil.
	Child bool `expr:"child"`
}

// healthFacts returns the conditions that were found in sentences.
func healthFacts(g *gathering) []Subject {
	return inOrder(subjects(g.health, func(h *HealthFact) *Head { return &h.Head }))
}

// addHealth makes facts of the conditions in a sentence.
func (u *utterance) addHealth() {
	for _, c := range u.marks {
		if c.cue != illnessCue && c.cue != disabilityCue || u.isPart(c.cueHit) {
			continue
		}
		h := HealthFact{Condition: u.r.Text[c.start:c.end]}
		for i := range u.people {
			if m := &u.people[i]; u.ails(*m, c) {
				m.ailing = true
				h.PersonNear = true
				h.Child = h.Child || m.role == roleChild
			}
		}
		h.Head = u.g.at(u.r, c.start, c.end)
		u.g.health = append(u.g.health, h)
	}
}

// isPart reports whether a condition stands within the name of another: COVID in COVID-19.
func (u *utterance) isPart(c cueHit) bool {
	return slices.ContainsFunc(u.cues, func(o cueHit) bool {
		return (o.cue == illnessCue || o.cue == disabilityCue) && o.start <= c.start && o.end >= c.end && o.end-o.start > c.end-c.start
	})
}

// healthReach is how many syllables may stand between somebody and what ails them.
const healthReach = 12

// ails reports whether a condition is said of somebody: behind "bị", "mắc" and their like, or, of a disability and a
// pupil, right beside the name.
func (u *utterance) ails(m mention, c mark) bool {
	first, last := c.first, c.last
	if first-m.last > saidReach || m.first-last > saidReach || !u.concerns(m, c) {
		return false
	}
	if first > m.last && first-m.last-1 <= healthReach {
		before := keysOf(u.tokens[max(m.last+1, first-4):first])
		if u.g.asides.suffers.anyOf(before) >= 0 {
			return true
		}
	}
	if c.cue != disabilityCue || m.role != roleChild {
		return false
	}
	if first > 0 && u.g.asides.others[u.tokens[first-1].key] {
		return false
	}
	return first > m.last && first-m.last <= 5 || last < m.first && m.first-last <= 4
}
