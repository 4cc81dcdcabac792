package repo

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReplace(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T, dir string) (name, secret string)
		err     string
	}{
		{"an ordinary file", func(t *testing.T, dir string) (string, string) {
			put(t, dir, "a/b.md", "was")
			return "a/b.md", ""
		}, ""},
		{"a changed file", func(t *testing.T, dir string) (string, string) {
			put(t, dir, "b.md", "is another")
			return "b.md", filepath.Join(dir, "b.md")
		}, "b.md"},
		{"a file of the same length", func(t *testing.T, dir string) (string, string) {
			put(t, dir, "b.md", "saw")
			return "b.md", filepath.Join(dir, "b.md")
		}, "changed in the meantime"},
		{"a link out of the folder", func(t *testing.T, dir string) (string, string) {
			outside := put(t, t.TempDir(), "b.md", "was")
			link(t, outside, filepath.Join(dir, "b.md"))
			return "b.md", outside
		}, "symbolic link"},
		{"a link within the folder", func(t *testing.T, dir string) (string, string) {
			inside := put(t, dir, "a.md", "was")
			link(t, "a.md", filepath.Join(dir, "b.md"))
			return "b.md", inside
		}, "symbolic link"},
		{"behind a linked folder", func(t *testing.T, dir string) (string, string) {
			outside := put(t, t.TempDir(), "b.md", "was")
			link(t, filepath.Dir(outside), filepath.Join(dir, "a"))
			return "a/b.md", outside
		}, "escapes"},
		{"above the folder", func(t *testing.T, dir string) (string, string) {
			return "../b.md", put(t, filepath.Dir(dir), "b.md", "was")
		}, "escapes"},
		{"no file", func(t *testing.T, dir string) (string, string) { return "b.md", "" }, "no such file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			name, untouched := c.prepare(t, dir)
			before := ""
			if untouched != "" {
				before = get(t, untouched)
			}
			err := Replace(dir, name, []byte("was"), []byte("is"))
			switch {
			case c.err == "" && (err != nil || get(t, filepath.Join(dir, name)) != "is"):
				t.Fatalf("%v, now %q", err, get(t, filepath.Join(dir, name)))
			case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
				t.Errorf("error %v, want one about %q", err, c.err)
			case untouched != "" && get(t, untouched) != before:
				t.Errorf("%s was written", untouched)
			}
			filepath.WalkDir(dir, func(path string, _ os.DirEntry, _ error) error {
				if strings.Contains(path, ".rasoat-") {
					t.Errorf("%s was left behind", path)
				}
				return nil
			})
		})
	}
}

func TestReplaceKeepsPermissions(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.md", "was")
	if err := os.Chmod(filepath.Join(dir, "a.md"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Replace(dir, "a.md", []byte("was"), []byte("is")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "a.md")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestWith(t *testing.T) {
	whole := Memory(map[string]string{"s/a.md": "a", "s/b.md": "b", "c.md": "c"})
	tree := whole.Sub("s").With(map[string][]byte{"a.md": []byte("another"), "d.md": []byte("d")})
	for path, want := range map[string]string{"a.md": "another", "b.md": "b"} {
		if text, err := tree.Read(path, 10); err != nil || string(text) != want {
			t.Errorf("%s: %q, %v", path, text, err)
		}
	}
	var large *TooLarge
	if _, err := tree.Read("a.md", 6); !errors.As(err, &large) {
		t.Errorf("read over the limit: %v", err)
	}
	if tree.Has("d.md") {
		t.Error("a file was added")
	}
	if text, err := whole.Read("s/a.md", 10); err != nil || string(text) != "a" {
		t.Errorf("the tree below was changed: %q, %v", text, err)
	}
}

func put(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func get(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func link(t *testing.T, to, at string) {
	t.Helper()
	if err := os.Symlink(to, at); err != nil {
		t.Fatal(err)
	}
}
