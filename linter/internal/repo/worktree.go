// A folder on disk as it is now, for an editor at work.

package repo

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
)

// workTree reads the files of one folder; links that lead out of it are refused by the system calls themselves.
type workTree struct{ root *os.Root }

// WorkTree lists a folder. Symbolic links are listed and never followed, `.git` is left out. Files may change while the
// tree is in use: each Read sees the file as it is then.
func WorkTree(dir string) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be opened as a folder: %w; name a folder that you may read", dir, reason(err))
	}
	w := workTree{root}
	var entries []Entry
	for folders := []string{"."}; len(folders) > 0; {
		last := len(folders) - 1
		at := folders[last]
		files, inner, err := w.list(at)
		if err != nil {
			root.Close()
			return nil, fmt.Errorf("%s: cannot be listed: %w; make it readable", path.Join(dir, at), reason(err))
		}
		entries = append(entries, files...)
		folders = append(folders[:last], inner...)
	}
	return &Tree{entries: sorted(entries), from: w}, nil
}

// list returns the files and the folders that stand directly in a folder.
func (w workTree) list(dir string) (files []Entry, folders []string, err error) {
	folder, err := w.root.OpenRoot(dir) // so that the way to it is gone once, not for each file
	if err != nil {
		return nil, nil, err
	}
	defer folder.Close()
	f, err := folder.Open(".")
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	children, err := f.ReadDir(-1)
	if err != nil {
		return nil, nil, err
	}
	for _, child := range children {
		name := path.Join(dir, child.Name())
		switch {
		case strings.EqualFold(child.Name(), ".git"):
		case child.IsDir():
			folders = append(folders, name)
		default:
			info, err := folder.Lstat(child.Name())
			if errors.Is(err, fs.ErrNotExist) {
				continue // deleted since the folder was listed
			} else if err != nil {
				return nil, nil, err
			}
			files = append(files, Entry{Path: name, Mode: modeOf(info.Mode()), Size: info.Size()})
		}
	}
	return files, folders, nil
}

// modeOf translates the mode of a file on disk.
func modeOf(m fs.FileMode) Mode {
	switch {
	case m.IsRegular() && m&0o111 != 0:
		return Executable
	case m.IsRegular():
		return Regular
	case m&fs.ModeSymlink != 0:
		return Symlink
	}
	return Other
}

// read opens a file without waiting for the other end of a pipe and without following a link at its path, even when the
// file was exchanged for one since the listing.
func (w workTree) read(file string, e Entry, limit int64) ([]byte, error) {
	folder, err := w.root.OpenRoot(path.Dir(file))
	if err != nil {
		return nil, unreadable(file, err)
	}
	defer folder.Close()
	before, err := folder.Lstat(path.Base(file))
	if err != nil {
		return nil, unreadable(file, err)
	}
	if !before.Mode().IsRegular() {
		return nil, &NotRegular{Path: e.Path, Mode: modeOf(before.Mode())}
	}
	f, err := folder.OpenFile(path.Base(file), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, unreadable(file, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, unreadable(file, err)
	case !info.Mode().IsRegular() || !os.SameFile(before, info):
		return nil, &NotRegular{Path: e.Path, Mode: Other}
	case info.Size() > limit:
		return nil, &TooLarge{Path: e.Path, Size: info.Size(), Limit: limit}
	}
	data, err := readAtMost(f, info.Size(), limit+1)
	if err != nil {
		return nil, unreadable(file, err)
	}
	if int64(len(data)) > limit {
		return nil, &TooLarge{Path: e.Path, Size: int64(len(data)), Limit: limit}
	}
	return data, nil
}

// readAtMost reads what r has, but no more than limit bytes; about size bytes are expected.
func readAtMost(r io.Reader, size, limit int64) ([]byte, error) {
	data := make([]byte, 0, min(size, limit)+1)
	r = io.LimitReader(r, limit)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		} else if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

func unreadable(path string, err error) error {
	return fmt.Errorf("%s: cannot be read: %w; look at its permissions", path, reason(err))
}

// reason takes the path off an error that names it once more.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
