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

// Trace answers History for many sets of paths, all of them among its own: every commit is read and every two are compared
// only once. It is safe for use by several goroutines at once.
type Trace struct {
	r     *Repository
	paths []string // sorted

	mu      sync.Mutex
	commits map[plumbing.Hash]func() (*traced, error)
}

// traced is a commit of a trace's graph. What is known of it is found out when somebody asks for it first.
type traced struct {
	*step
	says    func() (*Commit, error)
	parents func() ([]parentLink, error)
	holds   func() ([]int, error) // which of the trace's paths are there, ascending
}

// parentLink leads to a parent.
type parentLink struct {
	to      *traced
	differs func() ([]int, error) // which of the trace's paths are others there, ascending
}

// Trace prepares to follow the paths.
func (r *Repository) Trace(paths []string) *Trace {
	return &Trace{r: r, paths: sortedSet(paths), commits: map[plumbing.Hash]func() (*traced, error){}}
}

func sortedSet(paths []string) []string { return slices.Compact(slices.Sorted(slices.Values(paths))) }

// History is Repository.History for some of the trace's paths.
func (t *Trace) History(head string, paths []string) (*History, error) {
	id, ok := parseHash(head)
	if !ok {
		return nil, fmt.Errorf("%q: not a full hash; resolve the revision first", head)
	}
	h := search{trace: t, paths: sortedSet(paths), nearest: map[*traced]int{}, history: &History{Complete: true}}
	for _, path := range h.paths {
		i, found := slices.BinarySearch(t.paths, path)
		if !found || !fs.ValidPath(path) || path == "." {
			return nil, fmt.Errorf("%q: not a path that is traced", path)
		}
		h.indices = append(h.indices, i)
	}
	n, err := t.commit(id)
	if err != nil {
		return nil, err
	}
	if h.history.Start, err = h.follow(n); err != nil {
		return nil, err
	}
	for i := 0; i < len(h.history.Touches); i++ {
		if err := h.complete(i); err != nil {
			return nil, err
		}
	}
	return h.history, nil
}

// commit returns the commit of an id.
func (t *Trace) commit(id plumbing.Hash) (*traced, error) {
	t.mu.Lock()
	read, ok := t.commits[id]
	if !ok {
		read = sync.OnceValues(func() (*traced, error) { return t.read(id) })
		t.commits[id] = read
	}
	t.mu.Unlock()
	return read()
}

func (t *Trace) read(id plumbing.Hash) (*traced, error) {
	s, err := t.r.step(id)
	if err != nil {
		return nil, err
	}
	n := &traced{step: s, says: sync.OnceValues(func() (*Commit, error) { return t.r.Commit(id.String()) })}
	n.holds = sync.OnceValues(func() ([]int, error) { return t.differing(plumbing.ZeroHash, s.tree) })
	n.parents = sync.OnceValues(func() ([]parentLink, error) { return t.links(s) })
	return n, nil
}

// links returns what leads from a commit to its parents.
func (t *Trace) links(s *step) ([]parentLink, error) {
	links := make([]parentLink, len(s.parents))
	for i, id := range s.parents {
		parent, err := t.commit(id)
		if err != nil {
			return nil, err
		}
		links[i] = parentLink{to: parent, differs: sync.OnceValues(func() ([]int, error) { return t.differing(parent.tree, s.tree) })}
	}
	return links, nil
}

// differing returns which of the trace's paths differ between two trees, ascending.
func (t *Trace) differing(before, after plumbing.Hash) ([]int, error) {
	paths, err := t.r.changed(before, after, t.paths, 0)
	if err != nil {
		return nil, err
	}
	list := make([]int, len(paths))
	for i, path := range paths {
		list[i], _ = slices.BinarySearch(t.paths, path)
	}
	slices.Sort(list)
	return list, nil
}

// search gathers one history.
type search struct {
	trace   *Trace
	paths   []string        // sorted
	indices []int           // of the paths among the trace's
	nearest map[*traced]int // the touch that each commit's state comes from, none if there is none
	commits []*traced       // the commits of the touches
	history *History
}

const none = -1

// follow returns the touch that the state at a commit comes from: none or one. A new one is added unfinished.
func (h *search) follow(n *traced) ([]int, error) {
	index, seen := h.nearest[n]
	if !seen {
		var err error
		if index, err = h.from(n); err != nil {
			return nil, err
		}
	}
	if index == none {
		return nil, nil
	}
	return []int{index}, nil
}

// from walks back from a commit, as long as a parent has the same files, and remembers the outcome for all it passed.
func (h *search) from(n *traced) (index int, err error) {
	var passed []*traced
	defer func() {
		for _, n := range passed {
			h.nearest[n] = index
		}
	}()
	for {
		passed = append(passed, n)
		before, err := h.sameParent(n)
		if err != nil {
			return none, err
		}
		if before == nil {
			return h.end(n)
		}
		if index, seen := h.nearest[before]; seen {
			return index, nil
		}
		n = before
	}
}

// sameParent returns the first parent that has the same files, nil if none has.
func (h *search) sameParent(n *traced) (*traced, error) {
	parents, err := n.parents()
	if err != nil {
		return nil, err
	}
	for _, parent := range parents {
		differing, err := parent.differs()
		if err != nil {
			return nil, err
		}
		if !h.concerns(differing) {
			return parent.to, nil
		}
	}
	return nil, nil
}

// concerns reports whether any of the search's paths is among some of the trace's.
func (h *search) concerns(differing []int) bool {
	return slices.ContainsFunc(h.indices, func(i int) bool {
		_, found := slices.BinarySearch(differing, i)
		return found
	})
}

// end returns the touch at a commit whose state no parent has; none if it is the first commit and has no such file.
func (h *search) end(n *traced) (int, error) {
	if n.cut {
		h.history.Complete = false
	}
	files, err := h.trace.r.filesAt(n.tree, h.paths)
	if err != nil {
		return none, err
	}
	if len(n.step.parents) == 0 {
		present, err := n.holds()
		if err != nil || !h.concerns(present) {
			return none, err
		}
	}
	return h.add(n, Touch{Files: files}), nil
}

func (h *search) add(n *traced, touch Touch) int {
	h.commits = append(h.commits, n)
	h.history.Touches = append(h.history.Touches, touch)
	return len(h.history.Touches) - 1
}

// complete fills in who made a touch, and what came before it.
func (h *search) complete(i int) error {
	n := h.commits[i]
	c, err := n.says()
	if err != nil {
		return err
	}
	parents, err := n.parents()
	if err != nil {
		return err
	}
	touch := h.history.Touches[i]
	touch.Commit, touch.At, touch.Message = c.Hash, c.At, c.Message
	touch.Author, touch.Committer, touch.CoAuthors = c.Author, c.Committer, c.CoAuthors
	touch.Signed, touch.Cut = c.Signed, n.cut
	for _, parent := range parents {
		before, err := h.follow(parent.to)
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
