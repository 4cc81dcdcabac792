// What differs between two trees.

package repo

import (
	"cmp"
	"path"
	"slices"
)

// Kind says how a file changed.
type Kind string

// The kinds of change.
const (
	Added    Kind = "added"
	Modified Kind = "modified" // also when only its mode changed
	Renamed  Kind = "renamed"
	Deleted  Kind = "deleted"
)

// Change is one file that differs between two trees.
type Change struct {
	Kind    Kind
	Path    string
	OldPath string // where a renamed file stood; "" otherwise
}

// Changes returns what differs between two trees, sorted by path. A deleted and an added file become one renamed one if
// their content is equal or similar. Files that cannot be read are never similar. Trees without IDs differ everywhere.
func Changes(base, head *Tree) []Change {
	var list []Change
	var gone, come []Entry
	join(base.entries, head.entries, func(p string, old, now *Entry) {
		switch {
		case now == nil:
			gone = append(gone, *old)
		case old == nil:
			come = append(come, *now)
		case !old.same(*now):
			list = append(list, Change{Kind: Modified, Path: p})
		}
	})
	pairs := renames(base, head, gone, come)
	moved := map[string]bool{}
	for _, e := range come {
		if from, ok := pairs[e.Path]; ok {
			list = append(list, Change{Kind: Renamed, Path: e.Path, OldPath: from})
			moved[from] = true
		} else {
			list = append(list, Change{Kind: Added, Path: e.Path})
		}
	}
	for _, e := range gone {
		if !moved[e.Path] {
			list = append(list, Change{Kind: Deleted, Path: e.Path})
		}
	}
	slices.SortFunc(list, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return list
}

// renames returns the old path of each renamed file by its new one. Each file is used once: files with equal content
// first, those that kept their name before others.
func renames(base, head *Tree, gone, come []Entry) map[string]string {
	unreadable := func(e Entry) bool { return !e.Mode.Readable() || e.ID == "" }
	gone = slices.DeleteFunc(slices.Clone(gone), unreadable)
	come = slices.DeleteFunc(slices.Clone(come), unreadable)
	pairs := map[string]string{}
	used := map[string]bool{}
	take := func(now, old string) {
		if _, taken := pairs[now]; !taken && !used[old] {
			pairs[now], used[old] = old, true
		}
	}
	byID := map[string][]Entry{}
	for _, e := range gone {
		byID[e.ID] = append(byID[e.ID], e)
	}
	for _, sameName := range []bool{true, false} {
		for _, now := range come {
			for _, old := range byID[now.ID] {
				if !sameName || path.Base(old.Path) == path.Base(now.Path) {
					take(now.Path, old.Path)
				}
			}
		}
	}
	rest := func(e Entry) bool { _, taken := pairs[e.Path]; return taken || used[e.Path] }
	gone = slices.DeleteFunc(gone, rest)
	come = slices.DeleteFunc(come, rest)
	for _, p := range similar(base, head, gone, come) {
		take(p.now, p.old)
	}
	return pairs
}
