// Who changed some files.

package repo

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Touch is a commit that changed one of the paths.
type Touch struct {
	Commit    string
	At        time.Time // when it was committed, in UTC
	Author    Identity
	Committer Identity
	CoAuthors []Identity
	Signed    bool // carries a signature, which nobody has checked
	Cut       bool // a shallow clone lacks its parents, so nobody can tell what it changed
	Message   string
	Files     map[string]string // path to ID of the content after the commit; absent paths are left out
	Parents   []int             // the touches before it, as indexes into History.Touches
}

// History is who changed some paths, as a graph.
type History struct {
	Touches  []Touch // breadth first from the head
	Start    []int   // the touches that the head's state comes from: none or one
	Complete bool    // false when a shallow clone cut off what came before one of the touches
}

// History follows paths back from a commit the way git log does, to the first commit of all: at a merge it goes on only
// with the first parent that has the same files, and with all parents if none has.
//
// The touches are those of git log without options, and a change of mode alone is one.
func (r *Repository) History(head string, paths []string) (*History, error) {
	return r.Trace(paths).History(head, paths)
}

// Trace answers History for many sets of paths, all of them among its own: every two commits are compared only once.
// It is safe for use by several goroutines at once.
type Trace struct {
	r     *Repository
	paths []string // sorted

	mu    sync.Mutex
	edges map[edge][]string // which of the paths differ
	told  map[string]*Commit
}

// edge is two trees, the one of a parent first.
type edge struct{ before, after plumbing.Hash }

// Trace prepares to follow the paths.
func (r *Repository) Trace(paths []string) *Trace {
	return &Trace{r: r, paths: sortedSet(paths), edges: map[edge][]string{}, told: map[string]*Commit{}}
}

func sortedSet(paths []string) []string { return slices.Compact(slices.Sorted(slices.Values(paths))) }

// History is Repository.History for some of the trace's paths.
func (t *Trace) History(head string, paths []string) (*History, error) {
	id, ok := parseHash(head)
	if !ok {
		return nil, fmt.Errorf("%q: not a full hash; resolve the revision first", head)
	}
	for _, path := range paths {
		if _, traced := slices.BinarySearch(t.paths, path); !traced || !fs.ValidPath(path) || path == "." {
			return nil, fmt.Errorf("%q: not a path that is traced", path)
		}
	}
	h := search{trace: t, paths: sortedSet(paths), nearest: map[plumbing.Hash]int{}, history: &History{Complete: true}}
	var err error
	if h.history.Start, err = h.follow(id); err != nil {
		return nil, err
	}
	for i := 0; i < len(h.history.Touches); i++ {
		if err := h.complete(i); err != nil {
			return nil, err
		}
	}
	return h.history, nil
}

// differs reports whether any of the sorted paths, all traced, differs between the trees of two commits.
func (t *Trace) differs(e edge, paths []string) (bool, error) {
	if e.before == e.after {
		return false, nil
	}
	t.mu.Lock()
	list, ok := t.edges[e]
	t.mu.Unlock()
	if !ok {
		var err error
		if list, err = t.r.changed(e.before, e.after, t.paths, 0); err != nil {
			return false, err
		}
		t.mu.Lock()
		t.edges[e] = list
		t.mu.Unlock()
	}
	for _, path := range list {
		if _, ok := slices.BinarySearch(paths, path); ok {
			return true, nil
		}
	}
	return false, nil
}

// commit returns what a commit says; each is read once.
func (t *Trace) commit(hash string) (*Commit, error) {
	t.mu.Lock()
	c, ok := t.told[hash]
	t.mu.Unlock()
	if ok {
		return c, nil
	}
	c, err := t.r.Commit(hash)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	t.told[hash] = c
	t.mu.Unlock()
	return c, nil
}

// search gathers one history.
type search struct {
	trace   *Trace
	paths   []string              // sorted
	nearest map[plumbing.Hash]int // the touch that each commit's state comes from, none if there is none
	steps   []*step               // the commits of the touches
	history *History
}

const none = -1

// follow returns the touch that the state at a commit comes from: none or one. A new one is added unfinished.
func (h *search) follow(id plumbing.Hash) ([]int, error) {
	index, seen := h.nearest[id]
	if !seen {
		var err error
		if index, err = h.from(id); err != nil {
			return nil, err
		}
	}
	if index == none {
		return nil, nil
	}
	return []int{index}, nil
}

// from walks back from a commit, as long as a parent has the same files, and remembers the outcome for all it passed.
func (h *search) from(id plumbing.Hash) (index int, err error) {
	var passed []plumbing.Hash
	defer func() {
		for _, id := range passed {
			h.nearest[id] = index
		}
	}()
	s, err := h.trace.r.step(id)
	if err != nil {
		return none, err
	}
	for {
		passed = append(passed, s.id)
		before, err := h.sameParent(s)
		if err != nil {
			return none, err
		}
		if before == nil {
			return h.end(s)
		}
		if index, seen := h.nearest[before.id]; seen {
			return index, nil
		}
		s = before
	}
}

// sameParent returns the first parent that has the same files, nil if none has.
func (h *search) sameParent(s *step) (*step, error) {
	for _, id := range s.parents {
		parent, err := h.trace.r.step(id)
		if err != nil {
			return nil, err
		}
		differs, err := h.trace.differs(edge{parent.tree, s.tree}, h.paths)
		if err != nil {
			return nil, err
		}
		if !differs {
			return parent, nil
		}
	}
	return nil, nil
}

// end returns the touch at a commit whose state no parent has; none if it is the first commit and has no such file.
func (h *search) end(s *step) (int, error) {
	if s.cut {
		h.history.Complete = false
	}
	files, err := h.trace.r.filesAt(s.tree, h.paths)
	if err != nil {
		return none, err
	}
	if len(s.parents) == 0 {
		present, err := h.trace.differs(edge{plumbing.ZeroHash, s.tree}, h.paths)
		if err != nil || !present {
			return none, err
		}
	}
	return h.add(s, Touch{Files: files}), nil
}

func (h *search) add(s *step, touch Touch) int {
	h.steps = append(h.steps, s)
	h.history.Touches = append(h.history.Touches, touch)
	return len(h.history.Touches) - 1
}

// complete fills in who made a touch, and what came before it.
func (h *search) complete(i int) error {
	s := h.steps[i]
	c, err := h.trace.commit(s.id.String())
	if err != nil {
		return err
	}
	touch := h.history.Touches[i]
	touch.Commit, touch.At, touch.Message = c.Hash, c.At, c.Message
	touch.Author, touch.Committer, touch.CoAuthors = c.Author, c.Committer, c.CoAuthors
	touch.Signed, touch.Cut = c.Signed, s.cut
	for _, parent := range s.parents {
		before, err := h.follow(parent)
		if err != nil {
			return err
		}
		for _, b := range before {
			if !slices.Contains(touch.Parents, b) {
				touch.Parents = append(touch.Parents, b)
			}
		}
	}
	h.history.Touches[i] = touch
	return nil
}
