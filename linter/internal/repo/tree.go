// Package repo reads sites: Git at a commit, a work tree, or memory. It appends to one branch and is the only package
// that knows how Git stores things. It never starts a program and never writes to the index; to a work tree only
// Replace does, one file as a whole.
package repo

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Mode says what stands at a path.
type Mode int

// The modes. Only Regular and Executable can be read.
const (
	Regular Mode = iota
	Executable
	Symlink
	Submodule
	Other // a pipe, a socket, a device: in work trees only
)

// String names the mode in words.
func (m Mode) String() string {
	switch m {
	case Regular:
		return "file"
	case Executable:
		return "executable file"
	case Symlink:
		return "symbolic link"
	case Submodule:
		return "submodule"
	}
	return "device or pipe"
}

// Readable reports whether what has this mode can be read.
func (m Mode) Readable() bool { return m == Regular || m == Executable }

// Entry is one file of a tree.
type Entry struct {
	Path string // from the tree's root, with slashes
	Mode Mode
	ID   string // Git's hash of the content, hexadecimal; "" in a work tree
	Size int64  // in bytes; -1 if unknown
}

// same reports whether two entries have equal content and mode.
func (e Entry) same(other Entry) bool { return e.Mode == other.Mode && e.ID == other.ID && e.ID != "" }

// contents is where the bytes of a tree's files come from. The path is the one from the root of the whole.
type contents interface {
	read(path string, e Entry, limit int64) ([]byte, error)
}

// Tree is a listing of files, sorted by path, that can be read. It is safe for use by several goroutines at once.
type Tree struct {
	entries []Entry
	prefix  string // stands before every path in contents; ends with a slash unless empty
	from    contents
}

// Entries returns every file, sorted by path. The caller must not change the slice.
func (t *Tree) Entries() []Entry { return t.entries }

// search returns the index of the first entry whose path is not less than the given one.
func (t *Tree) search(path string) (int, bool) {
	return slices.BinarySearchFunc(t.entries, path, func(e Entry, path string) int { return cmp.Compare(e.Path, path) })
}

// Get returns the entry at a path.
func (t *Tree) Get(path string) (Entry, bool) {
	i, ok := t.search(path)
	if !ok {
		return Entry{}, false
	}
	return t.entries[i], true
}

// Has reports whether a file stands at a path.
func (t *Tree) Has(path string) bool {
	_, ok := t.search(path)
	return ok
}

// HasFolder reports whether anything stands in a folder; "." and "" are the root.
func (t *Tree) HasFolder(dir string) bool { return len(t.within(folder(dir))) > 0 }

// within returns the entries whose paths begin with a prefix that is empty or ends with a slash.
func (t *Tree) within(prefix string) []Entry {
	if prefix == "" {
		return t.entries
	}
	start, _ := t.search(prefix)
	end, _ := t.search(prefix[:len(prefix)-1] + "0") // '0' follows '/'
	return t.entries[start:end]
}

// folder returns the prefix of the paths in a folder.
func folder(dir string) string {
	if dir = strings.Trim(dir, "/"); dir == "" || dir == "." {
		return ""
	}
	return dir + "/"
}

// Read returns the content of a file of at most limit bytes. The error is *TooLarge or *NotRegular, both about this file
// alone, or one that concerns the whole run: *Broken, *Missing, or one that wraps fs.ErrNotExist.
func (t *Tree) Read(path string, limit int64) ([]byte, error) {
	e, ok := t.Get(path)
	switch {
	case !ok:
		return nil, fmt.Errorf("%s: %w; look at the spelling of its path", path, fs.ErrNotExist)
	case !e.Mode.Readable():
		return nil, &NotRegular{Path: path, Mode: e.Mode}
	case e.Size > limit:
		return nil, &TooLarge{Path: path, Size: e.Size, Limit: limit}
	}
	return t.from.read(t.prefix+path, e, limit)
}

// Sub returns the part of the tree in a folder, with paths from there; "." is the tree itself.
func (t *Tree) Sub(dir string) *Tree {
	prefix := folder(dir)
	if prefix == "" {
		return t
	}
	inside := t.within(prefix)
	sub := &Tree{entries: make([]Entry, len(inside)), prefix: t.prefix + prefix, from: t.from}
	for i, e := range inside {
		e.Path = e.Path[len(prefix):]
		sub.entries[i] = e
	}
	return sub
}

// sorted puts entries into the order that a Tree needs.
func sorted(entries []Entry) []Entry {
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Path, b.Path) })
	return entries
}

// TooLarge is the error for a file over the limit. It was not read.
type TooLarge struct {
	Path        string
	Size, Limit int64 // bytes
}

// Error tells both sizes.
func (e *TooLarge) Error() string {
	return fmt.Sprintf("%s: %d bytes are more than the %d allowed; make it smaller", e.Path, e.Size, e.Limit)
}

// NotRegular is the error for reading what is no ordinary file.
type NotRegular struct {
	Path string
	Mode Mode
}

// Error tells what it is instead.
func (e *NotRegular) Error() string {
	return fmt.Sprintf("%s: this is a %s; put an ordinary file in its place", e.Path, e.Mode)
}
