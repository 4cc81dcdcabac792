package repo

import (
	"errors"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
	"time"
)

func fixedTime() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) }

// sample is a small tree whose names stand close to one another in the order of bytes.
func sample() *Tree {
	return Memory(map[string]string{"a.md": "1", "tin": "2", "tin-tuc/x.md": "3", "tin/a/b.md": "45", "tin/c.md": "6", "tin0": "7"})
}

func TestTree(t *testing.T) {
	tree := sample()
	if e, ok := tree.Get("tin/c.md"); !ok || e.Path != "tin/c.md" || e.Size != 1 || len(e.ID) != 40 {
		t.Errorf("entry %+v %v", e, ok)
	}
	if _, ok := tree.Get("tin/"); ok || tree.Has("zzz") || !tree.Has("tin0") {
		t.Error("Has or Get is wrong")
	}
	for dir, want := range map[string]bool{"tin": true, "tin/a": true, "tin/a/": true, "tin-": false, "tin0": false, ".": true, "": true, "b": false} {
		if tree.HasFolder(dir) != want {
			t.Errorf("HasFolder(%q) is %v", dir, !want)
		}
	}
	if Memory(nil).HasFolder(".") {
		t.Error("an empty tree has a folder")
	}
}

func TestSub(t *testing.T) {
	sub := sample().Sub("tin").Sub("a")
	if got := sub.Entries(); len(got) != 1 || got[0].Path != "b.md" {
		t.Fatalf("entries %v", got)
	}
	if text, err := sub.Read("b.md", 2); err != nil || string(text) != "45" {
		t.Errorf("read %q, %v", text, err)
	}
	var large *TooLarge
	if _, err := sub.Read("b.md", 1); !errors.As(err, &large) || *large != (TooLarge{"b.md", 2, 1}) {
		t.Errorf("error %v", err)
	}
	if tree := sample(); tree.Sub(".") != tree || len(tree.Sub("none").Entries()) != 0 {
		t.Error("Sub of the root or of nothing")
	}
}

func TestReadErrors(t *testing.T) {
	tree := sample()
	tree.entries[0].Mode = Symlink
	var irregular *NotRegular
	if _, err := tree.Read("a.md", 10); !errors.As(err, &irregular) || irregular.Mode != Symlink || irregular.Path != "a.md" {
		t.Errorf("link: %v", err)
	}
	if _, err := tree.Read("none", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("absent: %v", err)
	}
	if _, err := tree.Read("tin/a", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("folder: %v", err)
	}
}

func TestFS(t *testing.T) {
	tree := Memory(map[string]string{"rules/a/b.yml": "1", "rules/a.yml": "22", "rules/a/c/d.yml": "333", "x": "4"})
	if err := fstest.TestFS(tree.FS("rules"), "a.yml", "a/b.yml", "a/c/d.yml"); err != nil {
		t.Error(err)
	}
	if err := fstest.TestFS(tree.FS("."), "x", "rules/a.yml"); err != nil {
		t.Error(err)
	}
	if list, err := fs.ReadDir(tree.FS("none"), "."); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
}

// TestFSIrregular makes sure that a link among rules is seen and fails, instead of being left out.
func TestFSIrregular(t *testing.T) {
	tree := Memory(map[string]string{"a.yml": "1", "b.yml": "2"})
	tree.entries[1].Mode = Symlink
	var names []string
	err := fs.WalkDir(tree.FS("."), ".", func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil || !slices.Equal(names, []string{".", "a.yml", "b.yml"}) {
		t.Errorf("%v %v", names, err)
	}
	var irregular *NotRegular
	if _, err := fs.ReadFile(tree.FS("."), "b.yml"); !errors.As(err, &irregular) {
		t.Errorf("error %v", err)
	}
}
