// Writing objects and moving a branch, so that a power cut at any moment leaves either the old or the new.

package repo

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/go-git/go-git/v5/plumbing"
)

// write stores an object in a file of its own, unless a good one is there.
func (s *store) write(kind plumbing.ObjectType, data []byte) (plumbing.Hash, error) {
	id := plumbing.ComputeHash(kind, data)
	name := id.String()
	if o, err := s.loose(id, int64(len(data))); err == nil && o.kind == kind && bytes.Equal(o.data, data) {
		return id, nil
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	fmt.Fprintf(z, "%s %d\x00", kind, len(data))
	z.Write(data)
	z.Close()
	target := filepath.Join(s.dir, name[:2], name[2:])
	var err error
	for range folderAttempts {
		if err = makeFolder(filepath.Dir(target)); err == nil {
			err = replace(target, "tmp_obj_*", packed.Bytes(), 0o444)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return id, err
}

// folderAttempts bounds how often a folder is made anew because Git, which packs what is in it, deletes it when it is empty.
const folderAttempts = 5

// replace puts a file in place at once: under another name first, then, when it is safely on the disk, under its own.
func replace(target, pattern string, data []byte, mode fs.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(target), pattern)
	if err != nil {
		return unwritable(target, err)
	}
	if err := fill(f, data, mode); err != nil {
		os.Remove(f.Name())
		return unwritable(target, err)
	}
	if err := os.Rename(f.Name(), target); err != nil {
		os.Remove(f.Name())
		return unwritable(target, err)
	}
	return syncFolder(filepath.Dir(target))
}

// fill writes a new file, makes sure that it is on the disk and closes it.
func fill(f *os.File, data []byte, mode fs.FileMode) error {
	_, err := f.Write(data)
	return errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
}

// makeFolder makes a folder and those above it, and makes sure that they are on the disk.
func makeFolder(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := makeFolder(filepath.Dir(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return unwritable(dir, err)
	}
	return syncFolder(filepath.Dir(dir))
}

// syncFolder makes sure that the names in a folder are on the disk, where the system can do that. A folder that is gone
// again held nothing: Git has packed what was in it, and made sure of the pack.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return unwritable(dir, err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) {
		return unwritable(dir, err)
	}
	return nil
}

func unwritable(name string, err error) error {
	return fmt.Errorf("%s: cannot be written: %w; look at its permissions and at the space on the disk", name, reason(err))
}

// Why a branch could not be moved this time.
var (
	errMoved  = errors.New("others kept appending to it; try again")
	errLocked = errors.New("another program holds its lock; if none is running, delete the .lock file beside it")
)

// move sets a branch to a new commit if it is still at the old one, the zero hash meaning that it is not there. It takes
// the lock that Git takes, <branch>.lock, so that Git, which packs references too, and other writers stay away. go-git's
// own way locks the file itself, which Git does not look at, and empties it before it writes.
func (r refs) move(name string, old, new plumbing.Hash) error {
	target := filepath.Join(r.common, filepath.FromSlash(name))
	for above := path.Dir(name); above != "refs/heads" && old.IsZero(); above = path.Dir(above) {
		if _, err := r.value(above); !errors.Is(err, errNoRef) {
			return fmt.Errorf("%s: stands in the way of %s; rename that branch", above, name)
		}
	}
	if err := makeFolder(filepath.Dir(target)); errors.Is(err, fs.ErrNotExist) {
		return errMoved // Git deleted an empty folder meanwhile
	} else if err != nil {
		return err
	}
	lock := target + ".lock"
	f, err := os.OpenFile(lock, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w: %s", errLocked, lock)
	} else if errors.Is(err, fs.ErrNotExist) {
		return errMoved // Git deleted the empty folder meanwhile
	} else if err != nil {
		return unwritable(lock, err)
	}
	if err := r.writeLocked(f, name, old, new); err != nil {
		os.Remove(lock)
		return err
	}
	if err := os.Rename(lock, target); err != nil {
		os.Remove(lock)
		return unwritable(target, err)
	}
	return syncFolder(filepath.Dir(target))
}

// writeLocked writes the new hash into the lock file, if the branch is still at the old one.
func (r refs) writeLocked(f *os.File, name string, old, new plumbing.Hash) error {
	value, err := r.value(name)
	if err == nil && value != old.String() || errors.Is(err, errNoRef) && !old.IsZero() {
		f.Close()
		return errMoved
	}
	if err != nil && !errors.Is(err, errNoRef) {
		f.Close()
		return err
	}
	if err := fill(f, []byte(new.String()+"\n"), 0o644); err != nil {
		return unwritable(f.Name(), err)
	}
	return nil
}
