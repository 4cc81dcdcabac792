// A tree as a file system of the standard library, for packages that read an embedded folder and a site's own one alike.

package repo

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// fileLimit is how large a file read through FS may be, in bytes: rules and phrase lists, never pages.
const fileLimit = 4 << 20

// FS shows a folder of the tree as a file system. What is no ordinary file is listed, but opening it fails.
func (t *Tree) FS(dir string) fs.FS { return treeFS{t.Sub(dir)} }

type treeFS struct{ tree *Tree }

// Open implements fs.FS.
func (f treeFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if e, ok := f.tree.Get(name); ok {
		data, err := f.tree.Read(name, fileLimit)
		if err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
		e.Size = int64(len(data))
		return &openFile{Reader: bytes.NewReader(data), node: node{e}}, nil
	}
	if name != "." && !f.tree.HasFolder(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &openFolder{node: folderNode(name), children: f.children(name)}, nil
}

// children lists what stands directly in a folder, sorted by name.
func (f treeFS) children(dir string) []fs.DirEntry {
	prefix := folder(dir)
	var list []fs.DirEntry
	last := ""
	for _, e := range f.tree.within(prefix) {
		name, _, deeper := strings.Cut(e.Path[len(prefix):], "/")
		if deeper {
			if name == last {
				continue
			}
			last = name
			e = folderNode(prefix + name).Entry
		}
		list = append(list, fs.FileInfoToDirEntry(node{e}))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return list
}

// isFolder is a mode that no entry of a tree has.
const isFolder Mode = -1

func folderNode(name string) node { return node{Entry{Path: name, Mode: isFolder}} }

// node is an entry as the standard library describes files.
type node struct{ Entry }

func (n node) Name() string               { return path.Base(n.Path) }
func (n node) Size() int64                { return max(n.Entry.Size, 0) }
func (n node) ModTime() time.Time         { return time.Time{} }
func (n node) IsDir() bool                { return n.Entry.Mode == isFolder }
func (n node) Sys() any                   { return nil }
func (n node) Stat() (fs.FileInfo, error) { return n, nil }
func (n node) Close() error               { return nil }

// Mode implements fs.FileInfo.
func (n node) Mode() fs.FileMode {
	switch n.Entry.Mode {
	case isFolder:
		return fs.ModeDir | 0o555
	case Regular:
		return 0o444
	case Executable:
		return 0o555
	case Symlink:
		return fs.ModeSymlink | 0o777
	}
	return fs.ModeIrregular
}

type openFile struct {
	*bytes.Reader
	node
}

// Size keeps the two embedded methods of this name apart.
func (f *openFile) Size() int64 { return f.Reader.Size() }

type openFolder struct {
	node
	children []fs.DirEntry // those not handed out yet
}

// Read implements fs.File.
func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.Path, Err: fs.ErrInvalid}
}

// ReadDir implements fs.ReadDirFile.
func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.children)
	} else if len(f.children) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.children))
	list := f.children[:n]
	f.children = f.children[n:]
	return list, nil
}
