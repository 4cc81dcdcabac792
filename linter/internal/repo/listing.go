// All files of a commit.

package repo

import (
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"
)

// Limits of a commit's listing. Few objects can stand for very many files: the same folder may be in itself a hundred
// times over, on every level.
const (
	maxNodes = 1_000_000 // files and folders
	maxPath  = 4096      // bytes
	maxKept  = 1_000_000 // entries kept for the next listing
)

// place is a folder's content at a path.
type place struct {
	path string // ends with a slash unless empty
	id   plumbing.Hash
}

// Tree returns the files of the commit of a full hash. Every folder is checked; the first fault is an error.
func (r *Repository) Tree(commit string) (*Tree, error) {
	id, ok := parseHash(commit)
	if !ok {
		return nil, fmt.Errorf("%q: not a full hash; resolve the revision first", commit)
	}
	s, err := r.step(id)
	if err != nil {
		return nil, err
	}
	l := listing{r: r}
	entries, err := l.folder(place{id: s.tree})
	if err != nil {
		return nil, fmt.Errorf("commit %.12s: %w", commit, err)
	}
	return &Tree{entries: entries, from: blobs{r}}, nil
}

// listing walks the folders of one commit.
type listing struct {
	r     *Repository
	nodes int
}

// folder returns all files at and below a place, sorted. What was listed before, for this commit or another, is not
// listed again.
func (l *listing) folder(p place) ([]Entry, error) {
	l.r.mu.Lock()
	done, ok := l.r.folders[p]
	l.r.mu.Unlock()
	if ok {
		return done, l.count(p, len(done))
	}
	data, err := l.r.rawTree(p.id)
	if err != nil {
		return nil, err
	}
	list, err := parseTree(p.id, data)
	if err != nil {
		return nil, err
	}
	if a, b, found := twins(list); found {
		return nil, &Twins{First: p.path + a, Second: p.path + b}
	}
	if err := l.count(p, len(list)); err != nil {
		return nil, err
	}
	inner := make([][]Entry, len(list))
	total := len(list)
	for i, c := range list {
		if !c.folder {
			continue
		}
		if inner[i], err = l.folder(place{path: p.path + c.name + "/", id: c.id}); err != nil {
			return nil, err
		}
		total += len(inner[i]) - 1
	}
	entries := make([]Entry, 0, total) // all of a commit's files are copied on every level: growing would copy them again
	for i, id := range hexadecimal(list) {
		if c := list[i]; c.folder {
			entries = append(entries, inner[i]...)
		} else {
			entries = append(entries, Entry{Path: p.path + c.name, Mode: c.mode, ID: id, Size: -1})
		}
	}
	l.r.keep(p, entries)
	return entries, nil
}

// keep remembers a listing for the next one.
func (r *Repository) keep(p place, entries []Entry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept += len(entries) + 1; r.kept > maxKept {
		clear(r.folders)
		r.kept = len(entries) + 1
	}
	r.folders[p] = entries
}

// count adds to the nodes seen and stops at the limits.
func (l *listing) count(p place, n int) error {
	if l.nodes += n + 1; l.nodes > maxNodes {
		return fmt.Errorf("more than %d files and folders; keep the site in a repository of its own", maxNodes)
	}
	if len(p.path) > maxPath {
		return fmt.Errorf("a path in it is longer than %d bytes; move its files further up", maxPath)
	}
	return nil
}

// hexadecimal returns the hashes of a folder's entries as text, all cut from one string.
func hexadecimal(list []child) []string {
	raw := make([]byte, 0, len(list)*len(plumbing.ZeroHash))
	for _, c := range list {
		raw = append(raw, c.id[:]...)
	}
	all := hex.EncodeToString(raw)
	ids := make([]string, len(list))
	for i := range ids {
		ids[i], all = all[:2*len(plumbing.ZeroHash)], all[2*len(plumbing.ZeroHash):]
	}
	return ids
}

// blobs reads files by their hashes.
type blobs struct{ r *Repository }

func (b blobs) read(path string, e Entry, limit int64) ([]byte, error) {
	id, ok := parseHash(e.ID)
	if !ok {
		return nil, fmt.Errorf("%s: %q is not a hash; this is a fault of the program", path, e.ID)
	}
	o, err := b.r.read(id, limit)
	var large *TooLarge
	switch {
	case errors.As(err, &large):
		return nil, &TooLarge{Path: e.Path, Size: large.Size, Limit: limit}
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	case o.kind != plumbing.BlobObject:
		return nil, fmt.Errorf("%s: %w", path, broken(id, "it is a %s where a file is needed", o.kind))
	}
	return o.data, nil
}

// Twins is the error for two files or folders whose names differ only by case or by Unicode normal form.
type Twins struct{ First, Second string }

// Error names both; they may look the same, so their bytes are shown.
func (e *Twins) Error() string {
	return fmt.Sprintf("%+q and %+q: two names that are one on some computers; rename one of them", e.First, e.Second)
}
