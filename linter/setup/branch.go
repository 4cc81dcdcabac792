package setup

import (
	"slices"
	"strconv"
)

// Branch is what a forge asks of everybody who changes a branch, as far as the token could see. It is empty where nothing
// is asked.
type Branch struct {
	Requests   bool     // changes come only through pull requests
	Approvals  int      // that a request must have
	Dismissing bool     // new commits take approvals away
	Checks     []string // that must have passed
	Bypass     []string // who need not obey
	Kept       bool     // it can be neither deleted nor overwritten
}

// BranchHoles tells what a forge leaves open on the branch that is published. check is the name of rasoat's check.
func BranchHoles(name, check string, b Branch) (holes []Hole) {
	add := func(code string, detail map[string]string) {
		if detail == nil {
			detail = map[string]string{}
		}
		detail["name"] = name
		holes = append(holes, Hole{code, "", detail})
	}
	if !b.Requests {
		add("pushable", nil)
	}
	if !slices.Contains(b.Checks, check) {
		add("not-required", map[string]string{"check": check})
	}
	for _, who := range b.Bypass {
		add("bypass", map[string]string{"who": who})
	}
	if !b.Kept {
		add("overwritable", nil)
	}
	if b.Requests && b.Approvals > 0 && !b.Dismissing {
		add("lasting-approval", map[string]string{"count": strconv.Itoa(b.Approvals)})
	}
	return holes
}

// LedgerHoles tells what a forge leaves open on the branch of the review records.
func LedgerHoles(name string, b Branch) []Hole {
	if b.Kept {
		return nil
	}
	return []Hole{{"ledger-overwritable", "", map[string]string{"name": name}}}
}

// Unseen is the hole of something that could not be looked at, and why.
func Unseen(what string, cause error) Hole {
	return Hole{"unseen", "", map[string]string{"what": what, "cause": cause.Error()}}
}

// Unasked is the hole of a repository on GitHub whose rules nobody has asked for.
func Unasked(project, branch string) Hole {
	return Hole{"unasked", "", map[string]string{"project": project, "name": branch}}
}
