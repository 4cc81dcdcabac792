// What pages need before they may be published.

package review

import "time"

// Need maps a role to the number of different people with that role who must approve.
type Need map[string]int

// Add raises n to what m asks for as well. Needs do not add up: two entries that ask for one principal are met by one.
func (n Need) Add(m Need) {
	for role, count := range m {
		n[role] = max(n[role], count)
	}
}

// Entry is one line of a site's policy: pages for which When is true need the approvals of Need, and each approval lasts
// for Within.
type Entry struct {
	When   string        // expression over a page
	Need   Need          // role to number of people
	Within time.Duration // term of an approval; 0 means without end
}

// Policy is what a site demands of its reviews.
type Policy struct {
	Entries []Entry
	Notary  []string // principals that may sign for a click in a forge
	Digest  string   // "sha256:…" of the configuration that the policy was read from
}
