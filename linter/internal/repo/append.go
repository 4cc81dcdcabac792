// Adding files to a branch. Whatever happens, the branch is at its old commit or at a whole new one, and everybody's
// files are on it.

package repo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Bounds of the wait for others who append at the same time.
const (
	maxAttempts = 200
	maxWait     = 50 * time.Millisecond // between two attempts
)

// Append adds files to a branch in one commit on top of it: of the local branch, else of origin's, else without parent.
// Only the local branch moves; index and work tree stay as they are. A file that is there already with the same content
// is left out, and if nothing is left no commit is made; one with other content is an error, and nothing is added.
// Any number of goroutines and processes may append at once, Git among them: it takes Git's own lock on the branch.
func (r *Repository) Append(branch string, files map[string][]byte, message string, by Identity, at time.Time) error {
	a, err := r.newAddition(branch, files, message, by, at)
	if err != nil {
		return err
	}
	for attempt := range maxAttempts {
		err = a.try()
		if !errors.Is(err, errMoved) && !errors.Is(err, errLocked) {
			return err
		}
		wait := min(maxWait, time.Duration(attempt+1)*time.Millisecond)
		time.Sleep(rand.N(wait) + 1)
	}
	return fmt.Errorf("branch %s: %w", branch, err)
}

// addition is what shall be added to a branch.
type addition struct {
	r       *Repository
	branch  string
	ids     map[string]plumbing.Hash // by path
	message string
	by      string // name, address and time as a commit has them
}

// newAddition checks the paths and stores the files.
func (r *Repository) newAddition(branch string, files map[string][]byte, message string, by Identity, at time.Time) (*addition, error) {
	a := &addition{r: r, branch: branch, ids: map[string]plumbing.Hash{}, message: strings.TrimRight(message, "\n") + "\n"}
	clean := strings.NewReplacer("<", "", ">", "", "\n", " ", "\r", " ", "\x00", "")
	a.by = fmt.Sprintf("%s <%s> %d +0000", clean.Replace(by.Name), clean.Replace(by.Email), at.Unix())
	if strings.Contains(message, "\x00") {
		return nil, errors.New("message: holds a zero byte; write text")
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if !fs.ValidPath(path) {
			return nil, fmt.Errorf("%q: not a path; write names with slashes between them", path)
		}
		for name := range strings.SplitSeq(path, "/") {
			if fault := nameFault(name); fault != "" {
				return nil, fmt.Errorf("%q: %q %s; choose another", path, name, fault)
			}
		}
		id, err := r.store.write(plumbing.BlobObject, files[path])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		a.ids[path] = id
	}
	return a, nil
}

// try makes the commit and moves the branch, if it is still where it was. Otherwise the error is errMoved or errLocked.
func (a *addition) try() error {
	tips, err := a.r.tips(a.branch)
	if err != nil {
		return err
	}
	wanted, err := a.missing(tips)
	if err != nil || len(wanted) == 0 {
		return err
	}
	commit, err := a.commit(tips.base(), wanted)
	if err != nil {
		return err
	}
	return a.r.refs.move("refs/heads/"+a.branch, tips.local, commit)
}

// missing returns the files that are not on the branch yet, neither here nor at origin.
func (a *addition) missing(t tips) (map[string]plumbing.Hash, error) {
	wanted := maps.Clone(a.ids)
	for _, tip := range []plumbing.Hash{t.local, t.remote} {
		if tip.IsZero() {
			continue
		}
		s, err := a.r.step(tip)
		if err != nil {
			return nil, fmt.Errorf("branch %s: %w", a.branch, err)
		}
		for path, id := range a.ids {
			there, err := a.r.find(s.tree, path)
			switch {
			case err != nil:
				return nil, fmt.Errorf("branch %s: %w", a.branch, err)
			case there == found{mode: Regular, id: id}:
				delete(wanted, path)
			case there != found{}:
				return nil, fmt.Errorf("branch %s: %s is there with other content; what was recorded is never changed", a.branch, path)
			}
		}
	}
	return wanted, nil
}

// commit stores the commit that adds files to the one at base.
func (a *addition) commit(base plumbing.Hash, files map[string]plumbing.Hash) (plumbing.Hash, error) {
	root, text := plumbing.ZeroHash, &bytes.Buffer{}
	if !base.IsZero() {
		s, err := a.r.step(base)
		if err != nil {
			return base, err
		}
		root = s.tree
	}
	tree, err := a.r.graft(root, files)
	if err != nil {
		return tree, fmt.Errorf("branch %s: %w", a.branch, err)
	}
	fmt.Fprintf(text, "tree %s\n", tree)
	if !base.IsZero() {
		fmt.Fprintf(text, "parent %s\n", base)
	}
	fmt.Fprintf(text, "author %s\ncommitter %s\n\n%s", a.by, a.by, a.message)
	return a.r.store.write(plumbing.CommitObject, text.Bytes())
}

// graft stores the folder that has the files of another one, the zero hash being an empty one, and some more.
func (r *Repository) graft(folder plumbing.Hash, files map[string]plumbing.Hash) (plumbing.Hash, error) {
	data, err := r.rawTree(folder)
	if err != nil {
		return folder, err
	}
	list, err := parseTree(folder, data)
	if err != nil {
		return folder, err
	}
	inner := map[string]map[string]plumbing.Hash{}
	for path, id := range files {
		name, rest, deeper := strings.Cut(path, "/")
		if !deeper {
			list = append(list, child{name: name, mode: Regular, id: id})
			continue
		}
		if inner[name] == nil {
			inner[name] = map[string]plumbing.Hash{}
		}
		inner[name][rest] = id
	}
	for name, files := range inner {
		i := slices.IndexFunc(list, func(c child) bool { return c.name == name && c.folder })
		if i < 0 {
			i, list = len(list), append(list, child{name: name, folder: true})
		}
		if list[i].id, err = r.graft(list[i].id, files); err != nil {
			return folder, err
		}
	}
	if a, b, found := twins(list); found {
		return folder, &Twins{First: a, Second: b}
	}
	return r.store.write(plumbing.TreeObject, encodeTree(list))
}

// encodeTree writes a tree object in Git's order.
func encodeTree(list []child) []byte {
	slices.SortFunc(list, func(a, b child) int { return strings.Compare(a.key(), b.key()) })
	var data []byte
	for _, c := range list {
		data = append(data, modeDigits(c)+" "+c.name+"\x00"...)
		data = append(data, c.id[:]...)
	}
	return data
}

// modeDigits is the inverse of parseMode.
func modeDigits(c child) string {
	switch {
	case c.folder:
		return "40000"
	case c.mode == Executable:
		return "100755"
	case c.mode == Symlink:
		return "120000"
	case c.mode == Submodule:
		return "160000"
	}
	return "100644"
}
