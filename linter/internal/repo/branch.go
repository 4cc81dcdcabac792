// The branch that records are kept on, as it is here and as it is at the remote.

package repo

import (
	"errors"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"
)

// ErrNoBranch is the error for a branch that is there neither locally nor at the remote called origin.
var ErrNoBranch = errors.New("no such branch")

// Branch returns the files of a branch: those of the local one and those of the one fetched from origin, together. A path
// with different content on the two is an error. ErrNoBranch says that neither is there.
func (r *Repository) Branch(name string) (*Tree, error) {
	tips, err := r.tips(name)
	if err != nil {
		return nil, err
	}
	if tips.base().IsZero() {
		return nil, fmt.Errorf("%s: %w; fetch it: git fetch origin %s", name, ErrNoBranch, name)
	}
	return r.union(name, tips)
}

// tips are the commits that a branch is at; the zero hash where it is not.
type tips struct{ local, remote plumbing.Hash }

// base returns the commit that the next one is put on.
func (t tips) base() plumbing.Hash {
	if t.local.IsZero() {
		return t.remote
	}
	return t.local
}

func (r *Repository) tips(name string) (t tips, err error) {
	if plumbing.NewBranchReferenceName(name).Validate() != nil {
		return t, fmt.Errorf("%q: not a name for a branch; see git help check-ref-format", name)
	}
	for ref, tip := range map[string]*plumbing.Hash{"refs/heads/": &t.local, "refs/remotes/origin/": &t.remote} {
		if *tip, err = r.refs.lookup(ref + name); err != nil && !errors.Is(err, errNoRef) {
			return t, err
		}
	}
	return t, nil
}

// union returns the files of both tips together.
func (r *Repository) union(name string, t tips) (*Tree, error) {
	all := &Tree{from: blobs{r}}
	for _, tip := range []plumbing.Hash{t.local, t.remote} {
		if tip.IsZero() {
			continue
		}
		tree, err := r.Tree(tip.String())
		if err != nil {
			return nil, fmt.Errorf("branch %s: %w", name, err)
		}
		var entries []Entry
		join(all.entries, tree.entries, func(path string, a, b *Entry) {
			if a != nil && b != nil && !a.same(*b) {
				err = fmt.Errorf("branch %s: %s differs from the one at origin; find out which of the two is genuine", name, path)
			}
			if a == nil {
				a = b
			}
			entries = append(entries, *a)
		})
		if err != nil {
			return nil, err
		}
		all.entries = entries
	}
	return all, nil
}
