//go:build unix

package repo

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func TestWorkTree(t *testing.T) {
	dir := t.TempDir()
	w := world{t, dir}
	outside := filepath.Join(t.TempDir(), "outside.md")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.put("content/b.md", "b")
	w.put("content/a.md", "áo")
	w.put("content-x/c.md", "c")
	w.put(".git/config", "x")
	w.put("theme/.git", "gitdir: elsewhere")
	w.put("theme/t.md", "t")
	w.put("content/T\xc3n.md", "a name that is not UTF-8")
	w.put("b\xc3n/x.md", "so is this folder's")
	for name, target := range map[string]string{"link.md": "content/a.md", "out.md": outside, "loop": "loop", "folder": "content"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "content/b.md"), 0o755); err != nil {
		t.Fatal(err)
	}
	tree, err := WorkTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range tree.Entries() {
		got = append(got, e.Path+" "+e.Mode.String())
	}
	want := []string{"b\xc3n/x.md file", "content-x/c.md file", "content/T\xc3n.md file", "content/a.md file", "content/b.md executable file",
		"folder symbolic link", "link.md symbolic link", "loop symbolic link", "out.md symbolic link", "pipe.md device or pipe", "theme/t.md file"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for path, want := range map[string]string{"content/a.md": "áo", "content/b.md": "b", "b\xc3n/x.md": "so is this folder's"} {
		if text, err := tree.Read(path, 100); err != nil || string(text) != want {
			t.Errorf("%q: %q, %v", path, text, err)
		}
	}
	for _, path := range []string{"link.md", "out.md", "pipe.md", "loop"} {
		var irregular *NotRegular
		if text, err := tree.Read(path, 100); !errors.As(err, &irregular) {
			t.Errorf("%s: %q, %v", path, text, err)
		}
	}
	if e, _ := tree.Get("content/a.md"); e.ID != "" || e.Size != 3 {
		t.Errorf("entry %+v", e)
	}
}

// TestWorkTreeChanges exchanges files between the listing and the reading.
func TestWorkTreeChanges(t *testing.T) {
	dir := t.TempDir()
	w := world{t, dir}
	for _, name := range []string{"gone", "grown", "link", "pipe", "socket"} {
		w.put(name, "1")
	}
	tree, err := WorkTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"gone", "link", "pipe", "socket"} {
		if err := os.Remove(at(name)); err != nil {
			t.Fatal(err)
		}
	}
	w.put("grown", strings.Repeat("x", 200))
	w.put("other", "2")
	if err := errors.Join(os.Symlink("other", at("link")), syscall.Mkfifo(at("pipe"), 0o600)); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", at("socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()

	if _, err := tree.Read("gone", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("gone: %v", err)
	}
	var large *TooLarge
	if _, err := tree.Read("grown", 100); !errors.As(err, &large) || large.Size != 200 {
		t.Errorf("grown: %v", err)
	}
	for _, name := range []string{"link", "pipe", "socket"} {
		var irregular *NotRegular
		if _, err := tree.Read(name, 100); !errors.As(err, &irregular) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWorkTreeErrors(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"none", "file"} {
		world{t, dir}.put("file", "")
		if _, err := WorkTree(filepath.Join(dir, name)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if os.Getuid() == 0 {
		t.Skip("nothing is unreadable for root")
	}
	if err := os.Mkdir(filepath.Join(dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := WorkTree(dir); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("closed folder: %v", err)
	}
}
