package fact

import "time"

// Review is what the gate says of one page. The flow fills it in after all other rules have been asked.
type Review struct {
	// State is approved, missing, stale, expired, short or rejected.
	State string `expr:"state" yaml:"state"`
	// Lacking holds the roles that still have to approve.
	Lacking []string `expr:"lacking" yaml:"lacking"`
	// Approvals holds the approvals that were looked at.
	Approvals []Approval `expr:"approvals" yaml:"approvals"`
	// Hands holds the ids of all who touched the content since it was last approved.
	Hands []string `expr:"hands" yaml:"hands"`
	// LastBy is the id of the last approver; empty if there is none.
	LastBy string `expr:"lastBy" yaml:"lastBy"`
	// LastAt is when the last approval was given; the year 1 if there is none.
	LastAt time.Time `expr:"lastAt" yaml:"lastAt"`
	// Overdue is the number of days since the approval's term ended; 0 while it runs.
	Overdue int `expr:"overdue" yaml:"overdue"`
	// Why says in a sentence how the state came about.
	Why string `expr:"why" yaml:"why"`
}

// Approval is one approval of a page.
type Approval struct {
	// By is the approver's id.
	By string `expr:"by" yaml:"by"`
	// Roles holds the roles that the approver held on that day.
	Roles []string `expr:"roles" yaml:"roles"`
	// At is when the approval was given.
	At time.Time `expr:"at" yaml:"at"`
	// Hand says that the approver touched the content.
	Hand bool `expr:"hand" yaml:"hand"`
	// Authorised says that the approver is known and held a role that counts for this page on that day.
	Authorised bool `expr:"authorised" yaml:"authorised"`
}
