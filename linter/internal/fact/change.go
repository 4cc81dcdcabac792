package fact

// Change is what happened to a page. It stands beside every fact; no rule ranges over changes.
type Change struct {
	// Kind is added, modified, renamed or deleted; none outside a change.
	Kind string `expr:"kind"`
	// OldPath is the path that a renamed page had before.
	OldPath string `expr:"oldPath"`
	// AddedLines is the number of lines that are new.
	AddedLines int `expr:"addedLines"`
}

// NoChange returns the change of a page that is read outside a change.
func NoChange() *Change { return &Change{Kind: "none"} }
