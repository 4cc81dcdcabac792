// What merging a change will produce, worked out file by file.

package repo

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Merge returns the tree in which everything that only one side changed since the parents is as that side has it. At the
// paths of both, sorted, the sides cannot be put together and it holds what head has: they changed a file differently,
// the parents, of which there are several after crosswise merges, do not agree on who changed it, or one side added a
// file where the other added a folder or another spelling of the name. A side changes a path also by adding or deleting
// it. Nothing inside a file is ever merged.
func Merge(parents []*Tree, base, head *Tree) (merged *Tree, both []string) {
	merged = &Tree{entries: make([]Entry, 0, len(head.entries)), from: head.from, prefix: head.prefix}
	if base.from != head.from || base.prefix != head.prefix {
		merged.from, merged.prefix = sides{base, head}, ""
	}
	before := make(ancestors, len(parents))
	for i, parent := range parents {
		before[i].entries = parent.entries
	}
	var newInBase, newInHead []string
	join(base.entries, head.entries, func(path string, ours, theirs *Entry) {
		olds := before.at(path)
		if fresh := slices.Contains(olds, nil); fresh && ours == nil {
			newInHead = append(newInHead, path)
		} else if fresh && theirs == nil {
			newInBase = append(newInBase, path)
		}
		switch {
		case equal(ours, theirs), olds.all(ours):
		case olds.all(theirs):
			theirs = ours
		default:
			both = append(both, path)
		}
		if theirs != nil {
			merged.entries = append(merged.entries, *theirs)
		}
	})
	both = append(both, clashes(newInBase, newInHead)...)
	slices.Sort(both)
	return merged, slices.Compact(both)
}

// clashes returns the new paths of one side that cannot stand beside the new paths of the other.
func clashes(base, head []string) []string {
	spelled := map[string]string{}
	for _, path := range base {
		for part := range parts(path) {
			spelled[foldName(strings.TrimSuffix(part, "/"))] = part
		}
	}
	var list []string
	for _, path := range head {
		for part := range parts(path) {
			if other, ok := spelled[foldName(strings.TrimSuffix(part, "/"))]; ok && other != part {
				list = append(list, path)
				break
			}
		}
	}
	return list
}

// parts yields the folders that lead to a path, each with its slash, and then the path.
func parts(path string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range len(path) {
			if path[i] == '/' && !yield(path[:i+1]) {
				return
			}
		}
		yield(path)
	}
}

// equal reports whether both entries are absent, or have equal content and mode.
func equal(a, b *Entry) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.same(*b)
}

// join walks two sorted lists side by side and calls pair for each path that is in either; what is absent is nil.
func join(a, b []Entry, pair func(path string, a, b *Entry)) {
	for len(a) > 0 || len(b) > 0 {
		order := 0
		switch {
		case len(a) == 0:
			order = 1
		case len(b) == 0:
			order = -1
		default:
			order = cmp.Compare(a[0].Path, b[0].Path)
		}
		switch {
		case order < 0:
			pair(a[0].Path, &a[0], nil)
			a = a[1:]
		case order > 0:
			pair(b[0].Path, nil, &b[0])
			b = b[1:]
		default:
			pair(a[0].Path, &a[0], &b[0])
			a, b = a[1:], b[1:]
		}
	}
}

// ancestors finds paths in several sorted lists side by side.
type ancestors []cursor

// at returns what each list has at a path; paths are asked for in ascending order.
func (a ancestors) at(path string) versions {
	list := make(versions, len(a))
	for i := range a {
		list[i] = a[i].at(path)
	}
	return list
}

// versions are the entries at one path; what is absent is nil.
type versions []*Entry

// all reports whether every version equals e.
func (v versions) all(e *Entry) bool {
	return !slices.ContainsFunc(v, func(old *Entry) bool { return !equal(old, e) })
}

// cursor finds paths in a sorted list, asked for in ascending order.
type cursor struct{ entries []Entry }

func (c *cursor) at(path string) *Entry {
	for len(c.entries) > 0 && c.entries[0].Path < path {
		c.entries = c.entries[1:]
	}
	if len(c.entries) > 0 && c.entries[0].Path == path {
		return &c.entries[0]
	}
	return nil
}

// sides reads the files of a merged tree whose two sides are kept in different places.
type sides struct{ base, head *Tree }

func (s sides) read(path string, e Entry, limit int64) ([]byte, error) {
	if theirs, ok := s.head.Get(path); ok && theirs == e {
		return s.head.Read(path, limit)
	}
	return s.base.Read(path, limit)
}
