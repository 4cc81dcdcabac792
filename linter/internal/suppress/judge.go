package suppress

import (
	"cmp"
	"slices"
	"time"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Place is where a rule has found something.
type Place struct {
	Rule string
	Span source.Span
}

// Law is what decides about the suppressions of one page.
type Law struct {
	Now   time.Time
	Rules func(rule string) Standing
}

// Standing is what a suppression can do about a rule.
type Standing int

// The standings of a rule.
const (
	Nobodys Standing = iota // there is no such rule
	Barred                  // no comment can allow what it finds
	Unasked                 // it was left out of this run, so nothing is known of what it would find
	Open                    // it can be allowed
)

// Verdict is what becomes of a page's suppressions.
type Verdict struct {
	Allowed []*Suppression // for each place the suppression that allows it, or nil
	Faults  []*Suppression // those that are at fault, in order; their Fault says how
}

// Judge decides which suppression allows which place: of several the nearest one before it. Suppressions for blocks go
// before those for the page. What stands in a suppression itself is allowed by none: a reason is published with the page.
func Judge(list []Suppression, places []Place, law Law) Verdict {
	v := Verdict{Allowed: make([]*Suppression, len(places))}
	list = slices.Clone(list)
	byRule := map[string][]*Suppression{}
	for i := range list {
		s := &list[i]
		if s.Fault == "" {
			s.Fault = law.fault(s)
		}
		if s.Fault == "" {
			byRule[s.Rule] = append(byRule[s.Rule], s)
		}
	}
	used := map[*Suppression]bool{}
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(places[a].Span.Start, places[b].Span.Start) })
	cursors := map[string]*cursor{}
	for _, i := range order {
		p := places[i]
		c, ok := cursors[p.Rule]
		if !ok {
			c = newCursor(byRule[p.Rule])
			cursors[p.Rule] = c
		}
		if s := c.covering(p.Span); s != nil && !inSuppression(list, p.Span) {
			v.Allowed[i], used[s] = s, true
		}
	}
	for i := range list {
		s := &list[i]
		if s.Fault == "" && !used[s] && law.Rules(s.Rule) == Open {
			s.Fault = Unused
		}
		if s.Fault != "" {
			v.Faults = append(v.Faults, s)
		}
	}
	return v
}

// inSuppression reports whether a span begins inside one of the comments, which are in order.
func inSuppression(list []Suppression, span source.Span) bool {
	after, _ := slices.BinarySearchFunc(list, span.Start+1, func(s Suppression, at int) int { return cmp.Compare(s.Span.Start, at) })
	return after > 0 && span.Start < list[after-1].Span.End
}

// fault says what keeps a well-formed suppression from holding.
func (l Law) fault(s *Suppression) Fault {
	switch l.Rules(s.Rule) {
	case Nobodys:
		return UnknownRule
	case Barred:
		return Impossible
	}
	if !s.Holds(l.Now) {
		return Expired
	}
	return ""
}

// cursor goes through the places of one rule from the start of a page to its end and knows the suppressions that are open
// there. Blocks lie in each other or apart, so it need never look at more of them than blocks are nested.
type cursor struct {
	page    *Suppression // the last one for the whole page
	waiting []*Suppression
	open    []*Suppression // the innermost last
}

func newCursor(list []*Suppression) *cursor {
	c := &cursor{}
	for _, s := range list {
		if s.Page {
			c.page = s
		} else {
			c.waiting = append(c.waiting, s)
		}
	}
	return c
}

// covering returns the innermost suppression whose block holds the span. Spans must come in the order of their starts.
func (c *cursor) covering(span source.Span) *Suppression {
	for len(c.waiting) > 0 && c.waiting[0].Covers.Start <= span.Start {
		s := c.waiting[0]
		c.waiting = c.waiting[1:]
		c.leave(s.Covers.Start)
		if n := len(c.open); n > 0 && c.open[n-1].Covers.End <= s.Covers.End {
			c.open = c.open[:n-1] // for the same block: the nearer one goes before
		}
		c.open = append(c.open, s)
	}
	c.leave(span.Start)
	for i := len(c.open) - 1; i >= 0; i-- {
		if span.End <= c.open[i].Covers.End {
			return c.open[i]
		}
	}
	return c.page
}

// leave drops the suppressions whose blocks end before an offset.
func (c *cursor) leave(offset int) {
	for n := len(c.open); n > 0 && c.open[n-1].Covers.End <= offset; n-- {
		c.open = c.open[:n-1]
	}
}
