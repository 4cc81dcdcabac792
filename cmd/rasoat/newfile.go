package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// newFile is a file that is written as a whole or not at all: it grows beside the old one and takes its place at the
// end. A device or a pipe has no old content to keep and is written directly.
type newFile struct {
	*os.File
	name   string // of the old file, "" when written directly
	mode   os.FileMode
	placed bool
}

// createFile begins a file. A symbolic link stays one: what it names is replaced.
func createFile(name string) (*newFile, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s: is a folder; name a file in it", name)
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, fmt.Errorf("%s: cannot be written: %w", name, err)
		}
		return &newFile{File: f}, nil
	case err == nil:
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return nil, fmt.Errorf("%s: cannot be written: %w", name, err)
		}
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".rasoat-*")
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be written: %w", name, err)
	}
	return &newFile{File: f, name: name, mode: 0o644}, nil
}

// replace ends the file and puts it in the place of the old one.
func (f *newFile) replace() error {
	if f.name == "" {
		return f.Close()
	}
	for _, step := range []func() error{
		func() error { return f.Chmod(f.mode) },
		f.Sync, f.Close,
		func() error { return os.Rename(f.File.Name(), f.name) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("%s: cannot be written: %w", f.name, err)
		}
	}
	f.placed = true
	return nil
}

// discard removes what was written, unless it has taken its place.
func (f *newFile) discard() {
	if f.placed {
		return
	}
	f.Close()
	if f.name != "" {
		os.Remove(f.File.Name())
	}
}

// replaceFile writes a file as a whole or leaves the old one as it is.
func replaceFile(name string, data []byte) error {
	f, err := createFile(name)
	if err != nil {
		return err
	}
	defer f.discard()
	if _, err := f.Write(data); err != nil {
		return fmt.Errorf("%s: cannot be written: %w", name, err)
	}
	return f.replace()
}
