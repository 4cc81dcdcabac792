package answer

import "github.com/rasoat/rasoat/linter/finding"

// Push is what somebody pushes to a repository of one's own, in one go.
type Push struct {
	Refs       []Ref
	Quarantine string // folder in which Git keeps the pushed objects until they are let in; empty: they are in already
}

// Ref is one reference of a push, by its full name, with the commits before and after; empty if it is not there.
type Ref struct{ Name, Old, New string }

// Received is what became of one reference.
type Received struct {
	Ref     Ref
	Refused bool
	Words   string          // for the pusher: why it is refused, or what is to be known; may be empty
	Report  *finding.Report // of the branch that is published; nil if it was refused or let in without a look at its pages
}
