// Writing to a folder on disk, for an editor at work: one file at a time, as a whole or not at all.

package repo

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path"
)

// Replace writes a file of a folder anew, provided it still holds what it held when it was read. The file changes as a
// whole or not at all and keeps its permissions. What stands outside the folder, and what is no ordinary file, is never
// written: a link is refused, not followed.
func Replace(dir, name string, was, is []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("%s: cannot be opened as a folder: %w; name a folder that you may write", dir, reason(err))
	}
	defer root.Close()
	now, err := workTree{root}.read(name, Entry{Path: name}, int64(len(was)))
	if err != nil {
		return err
	}
	if !bytes.Equal(now, was) {
		return fmt.Errorf("%s: was changed in the meantime; look at it and try again", name)
	}
	info, err := root.Lstat(name)
	if err != nil {
		return unreplaced(name, err)
	}
	beside := path.Join(path.Dir(name), ".rasoat-"+rand.Text())
	f, err := root.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return unreplaced(name, err)
	}
	_, err = f.Write(is)
	for _, step := range []func() error{f.Sync, f.Close, func() error { return root.Rename(beside, name) }} {
		if err == nil {
			err = step()
		}
	}
	if err != nil {
		f.Close()
		root.Remove(beside)
		return unreplaced(name, err)
	}
	return nil
}

func unreplaced(name string, err error) error {
	return fmt.Errorf("%s: cannot be written: %w; look at the permissions of its folder", name, reason(err))
}
