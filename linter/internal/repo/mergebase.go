// Where two lines of history parted.

package repo

import (
	"bytes"
	"cmp"
	"container/heap"
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// maxBases is how many merge bases two commits may have: comparing them with one another takes the square of it.
const maxBases = 32

// MergeBases returns the commits where the histories of two commits, given by full hashes, parted: the best common
// ancestors, sorted by hash. After crosswise merges there are several, and nothing sound puts one of them first: their
// dates are what an author says.
func (r *Repository) MergeBases(a, b string) ([]string, error) {
	first, ok := parseHash(a)
	second, ok2 := parseHash(b)
	if !ok || !ok2 {
		return nil, fmt.Errorf("%q and %q: not full hashes; resolve the revisions first", a, b)
	}
	common, err := r.common(first, second)
	switch {
	case err != nil:
		return nil, err
	case len(common) > maxBases:
		return nil, fmt.Errorf("%.12s and %.12s: they parted in more than %d places; bring the change up to date with the base",
			a, b, maxBases)
	case len(common) == 0 && r.shallow != nil:
		return nil, fmt.Errorf("%.12s and %.12s: where they parted was not fetched; write `fetch-depth: 0` in the checkout step, "+
			"or run git fetch --unshallow", a, b)
	case len(common) == 0:
		return nil, fmt.Errorf("%.12s and %.12s: they have no common history; compare branches of the same repository", a, b)
	}
	best, err := r.best(common)
	if err != nil {
		return nil, err
	}
	bases := make([]string, len(best))
	for i, s := range best {
		bases[i] = s.id.String()
	}
	slices.Sort(bases)
	return bases, nil
}

// best returns those commits that are no ancestors of another one.
func (r *Repository) best(list []*step) ([]*step, error) {
	var best []*step
	for i, c := range list {
		behind := false
		for j, other := range list {
			if i == j || behind {
				continue
			}
			shared, err := r.common(c.id, other.id)
			if err != nil {
				return nil, err
			}
			behind = slices.Contains(shared, c)
		}
		if !behind {
			best = append(best, c)
		}
	}
	return best, nil
}

// What is known of a commit while two histories are searched.
const (
	ofFirst  = 1 << iota // it is in the first history
	ofSecond             // it is in the second history
	known                // it is behind a common ancestor that was found already
	listed               // it is a common ancestor
)

// common returns common ancestors. Where clocks went wrong there may be some among them that are ancestors of others. It is the search that Git makes: newest commits first, until nothing new can come.
func (r *Repository) common(a, b plumbing.Hash) ([]*step, error) {
	marks := map[plumbing.Hash]int{}
	queue := &latestFirst{marks: marks}
	visit := func(id plumbing.Hash, mark int) error {
		if marks[id]&mark == mark {
			return nil
		}
		marks[id] |= mark
		s, err := r.step(id)
		if err == nil {
			heap.Push(queue, s)
		}
		return err
	}
	if err := visit(a, ofFirst); err != nil {
		return nil, err
	}
	if err := visit(b, ofSecond); err != nil {
		return nil, err
	}
	var list []*step
	for queue.undecided() {
		s := heap.Pop(queue).(*step)
		mark := marks[s.id] & (ofFirst | ofSecond | known)
		if mark == ofFirst|ofSecond {
			if marks[s.id]&listed == 0 {
				marks[s.id] |= listed
				list = append(list, s)
			}
			mark |= known
		}
		for _, parent := range s.parents {
			if err := visit(parent, mark); err != nil {
				return nil, err
			}
		}
	}
	return slices.DeleteFunc(list, func(s *step) bool { return marks[s.id]&known != 0 }), nil
}

// later orders commits, the latest first.
func later(a, b *step) int {
	return cmp.Or(cmp.Compare(b.when, a.when), bytes.Compare(a.id[:], b.id[:]))
}

// latestFirst is a heap of commits.
type latestFirst struct {
	list  []*step
	marks map[plumbing.Hash]int
}

// undecided reports whether a commit is waiting that is not behind a common ancestor.
func (q *latestFirst) undecided() bool {
	return slices.ContainsFunc(q.list, func(s *step) bool { return q.marks[s.id]&known == 0 })
}

func (q *latestFirst) Len() int           { return len(q.list) }
func (q *latestFirst) Less(i, j int) bool { return later(q.list[i], q.list[j]) < 0 }
func (q *latestFirst) Swap(i, j int)      { q.list[i], q.list[j] = q.list[j], q.list[i] }
func (q *latestFirst) Push(x any)         { q.list = append(q.list, x.(*step)) }

func (q *latestFirst) Pop() any {
	last := q.list[len(q.list)-1]
	q.list = q.list[:len(q.list)-1]
	return last
}
