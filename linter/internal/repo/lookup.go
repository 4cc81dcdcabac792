// Looking up single paths in the folders of old commits. Old folders need not be as tidy as those that are judged: they
// are read, hashed and searched, but names and order are not checked.

package repo

import (
	"bytes"
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

// unlike returns what stands in two folders under every name at which they differ; under some at which they do not, too.
// They are read side by side, and what is equal at the same place is passed over. Of a name that is there twice the first
// counts, as in findIn: up to where the names part, the first is at the same place in both.
func (r *Repository) unlike(a, b plumbing.Hash) (inA, inB map[string]rawChild, err error) {
	dataA, err := r.rawTree(a)
	if err != nil {
		return nil, nil, err
	}
	dataB, err := r.rawTree(b)
	if err != nil {
		return nil, nil, err
	}
	inA, inB = map[string]rawChild{}, map[string]rawChild{}
	for len(dataA) > 0 && len(dataB) > 0 {
		one, restA, ok := nextChild(dataA)
		if !ok {
			return nil, nil, torn(a)
		}
		if entry := dataA[:len(dataA)-len(restA)]; bytes.HasPrefix(dataB, entry) {
			dataA, dataB = restA, dataB[len(entry):]
			continue
		}
		two, restB, ok := nextChild(dataB)
		if !ok {
			return nil, nil, torn(b)
		}
		if !bytes.Equal(one.name, two.name) {
			break
		}
		one.putInto(inA)
		two.putInto(inB)
		dataA, dataB = restA, restB
	}
	if !putAll(dataA, inA) {
		return nil, nil, torn(a)
	}
	if !putAll(dataB, inB) {
		return nil, nil, torn(b)
	}
	return inA, inB, nil
}

// putAll notes all entries of the bytes of a tree object; false if they end in the middle of one.
func putAll(data []byte, table map[string]rawChild) bool {
	for len(data) > 0 {
		c, rest, ok := nextChild(data)
		if !ok {
			return false
		}
		c.putInto(table)
		data = rest
	}
	return true
}

// putInto notes an entry, unless its name is there already.
func (c rawChild) putInto(table map[string]rawChild) {
	if _, there := table[string(c.name)]; !there {
		table[string(c.name)] = c
	}
}

// stands returns what a table of the folder of an id has under a name.
func stands(table map[string]rawChild, name string, id plumbing.Hash) (found, error) {
	if c, there := table[name]; there {
		return c.found(id)
	}
	return found{}, nil
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
	inA, inB, err := r.unlike(a, b)
	if err != nil {
		return nil, err
	}
	var list []string
	for len(paths) > 0 {
		name, group := firstGroup(paths, skip)
		paths = paths[len(group):]
		before, err := stands(inA, name, a)
		if err != nil {
			return nil, err
		}
		after, err := stands(inB, name, b)
		if err != nil {
			return nil, err
		}
		if before == after {
			continue
		}
		if len(group[0]) == skip+len(name) {
			list, group = append(list, group[0]), group[1:]
		}
		inner, err := r.changed(before.inside(), after.inside(), group, skip+len(name)+1)
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
