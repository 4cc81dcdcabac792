// Looking up single paths in the folders of old commits. Old folders need not be as tidy as those that are judged: they
// are read, hashed and searched, but names and order are not checked.

package repo

import (
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// heldLimit is how many bytes of tree objects are kept for the next lookup.
const heldLimit = 64 << 20

// rawTree returns the bytes of a tree object. The zero hash is an empty folder.
func (r *Repository) rawTree(id plumbing.Hash) ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	r.mu.Lock()
	data, ok := r.trees[id]
	r.mu.Unlock()
	if ok {
		return data, nil
	}
	if id == emptyTree() {
		return nil, nil
	}
	data, err := r.readAs(plumbing.TreeObject, id, treeLimit)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held += len(data); r.held > heldLimit {
		clear(r.trees)
		r.held = len(data)
	}
	r.trees[id] = data
	return data, nil
}

// found is what stands under a name in a folder; the zero value is nothing.
type found struct {
	mode   Mode
	folder bool
	id     plumbing.Hash
}

// findIn looks for a name in the tree object of an id.
func (r *Repository) findIn(id plumbing.Hash, name string) (found, error) {
	data, err := r.rawTree(id)
	if err != nil {
		return found{}, err
	}
	for len(data) > 0 {
		c, rest, ok := nextChild(data)
		if !ok {
			return found{}, torn(id)
		}
		if string(c.name) == name {
			return c.found(id)
		}
		data = rest
	}
	return found{}, nil
}

func torn(id plumbing.Hash) error { return broken(id, "this folder ends in the middle of an entry") }

// found returns an entry of the folder of an id as what stands there.
func (c rawChild) found(id plumbing.Hash) (found, error) {
	f, ok := found{id: c.id}, false
	if f.mode, f.folder, ok = parseMode(c.mode); !ok {
		return found{}, broken(id, "%q in this folder has the unknown mode %q", c.name, c.mode)
	}
	return f, nil
}

// manyNames is how many names of one folder are worth reading all of it into a table.
const manyNames = 8

// finder returns what looks for names in the tree object of an id, which many are going to be looked for in.
func (r *Repository) finder(id plumbing.Hash, many bool) (func(name string) (found, error), error) {
	if !many {
		return func(name string) (found, error) { return r.findIn(id, name) }, nil
	}
	data, err := r.rawTree(id)
	if err != nil {
		return nil, err
	}
	table := map[string]rawChild{}
	for len(data) > 0 {
		c, rest, ok := nextChild(data)
		if !ok {
			return nil, torn(id)
		}
		if _, there := table[string(c.name)]; !there {
			table[string(c.name)] = c
		}
		data = rest
	}
	return func(name string) (found, error) {
		c, there := table[name]
		if !there {
			return found{}, nil
		}
		return c.found(id)
	}, nil
}

// inside returns the hash of what is in a folder; the zero hash if f is none.
func (f found) inside() plumbing.Hash {
	if f.folder {
		return f.id
	}
	return plumbing.ZeroHash
}

// changed returns those of the sorted paths that differ between two trees. The first skip bytes of the paths name the
// folder that the trees are.
func (r *Repository) changed(a, b plumbing.Hash, paths []string, skip int) ([]string, error) {
	if a == b || len(paths) == 0 {
		return nil, nil
	}
	_, first := firstGroup(paths, skip)
	many := len(paths)-len(first) > manyNames
	find := [2]func(string) (found, error){}
	for i, id := range []plumbing.Hash{a, b} {
		var err error
		if find[i], err = r.finder(id, many); err != nil {
			return nil, err
		}
	}
	var list []string
	for len(paths) > 0 {
		name, group := firstGroup(paths, skip)
		paths = paths[len(group):]
		inA, err := find[0](name)
		if err != nil {
			return nil, err
		}
		inB, err := find[1](name)
		if err != nil {
			return nil, err
		}
		if inA == inB {
			continue
		}
		if len(group[0]) == skip+len(name) {
			list, group = append(list, group[0]), group[1:]
		}
		inner, err := r.changed(inA.inside(), inB.inside(), group, skip+len(name)+1)
		if err != nil {
			return nil, err
		}
		list = append(list, inner...)
	}
	return list, nil
}

// find returns what stands at a path of a tree.
func (r *Repository) find(tree plumbing.Hash, path string) (found, error) {
	at := found{folder: true, id: tree}
	for name := range strings.SplitSeq(path, "/") {
		var err error
		if at, err = r.findIn(at.inside(), name); err != nil {
			return found{}, err
		}
	}
	return at, nil
}

// filesAt returns the IDs of those of the paths that are files in a tree.
func (r *Repository) filesAt(tree plumbing.Hash, paths []string) (map[string]string, error) {
	files := map[string]string{}
	for _, path := range paths {
		at, err := r.find(tree, path)
		if err != nil {
			return nil, err
		}
		if !at.folder && at != (found{}) {
			files[path] = at.id.String()
		}
	}
	return files, nil
}

// firstGroup returns the first name of the first path behind skip bytes, and the paths that stand there with the same
// first name.
func firstGroup(paths []string, skip int) (name string, group []string) {
	name, _, _ = strings.Cut(paths[0][skip:], "/")
	n := 1
	for n < len(paths) && strings.HasPrefix(paths[n][skip:], name+"/") {
		n++
	}
	return name, paths[:n]
}

// emptyTree is the hash of a tree without entries. Git knows it without storing it.
func emptyTree() plumbing.Hash { return plumbing.ComputeHash(plumbing.TreeObject, nil) }
