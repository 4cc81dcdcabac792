package repo

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
)

// entry is one entry of a tree object that a test writes by hand.
type entry struct{ mode, name string }

// treeOf writes a tree object as it is given, right or wrong; every entry has the content of one hash.
func treeOf(id plumbing.Hash, entries ...entry) []byte {
	var data []byte
	for _, e := range entries {
		data = append(data, e.mode+" "+e.name+"\x00"...)
		data = append(data, id[:]...)
	}
	return data
}

func TestTreeChecks(t *testing.T) {
	w := newWorld(t)
	r := w.open()
	blob, err := r.store.write(plumbing.BlobObject, []byte("1"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		entries []entry
		ok      bool
	}{
		{"tidy", []entry{{"100644", "a"}, {"100755", "b"}, {"120000", "c"}, {"160000", "d"}}, true},
		{"old modes", []entry{{"0100644", "a"}, {"100664", "b"}}, true},
		{"slash", []entry{{"100644", "a/b"}}, false},
		{"parent", []entry{{"100644", ".."}}, false},
		{"itself", []entry{{"100644", "."}}, false},
		{"empty", []entry{{"100644", ""}}, false},
		{"Git folder", []entry{{"100644", ".git"}}, false},
		{"Git folder in capitals", []entry{{"100644", ".GIT"}}, false},
		{"like the Git folder", []entry{{"100644", ".gitignore"}, {"100644", "a.git"}}, true},
		{"out of order", []entry{{"100644", "b"}, {"100644", "a"}}, false},
		{"twice", []entry{{"100644", "a"}, {"100644", "a"}}, false},
		{"unknown mode", []entry{{"100600", "a"}}, false},
		{"no mode", []entry{{"", "a"}}, false},
		{"long mode", []entry{{"00000100644", "a"}}, false},
		{"twins by case", []entry{{"100644", "A"}, {"100644", "a"}}, false},
		{"twins by case beyond ASCII", []entry{{"100644", "\u00c1"}, {"100644", "\u00e1"}}, false},
		{"twins by form", []entry{{"100644", "a\u0301"}, {"100644", "\u00e1"}}, false},
		{"twins by both", []entry{{"100644", "A\u0302\u0301"}, {"100644", "\u1ea5"}}, false},
		{"Vietnamese neighbours", []entry{{"100644", "ma"}, {"100644", "m\u00e0"}, {"100644", "m\u00e1"}, {"100644", "m\u00e2"}}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := treeOf(blob, test.entries...)
			id, err := r.store.write(plumbing.TreeObject, data)
			if err != nil {
				t.Fatal(err)
			}
			tree, err := r.Tree(w.commitOf(r, id.String()))
			if (err == nil) != test.ok {
				t.Fatalf("error %v", err)
			}
			if err != nil {
				var fault *Broken
				var pair *Twins
				if !errors.As(err, &fault) && !errors.As(err, &pair) {
					t.Errorf("error %v", err)
				}
			} else if len(tree.Entries()) != len(test.entries) {
				t.Errorf("entries %v", tree.Entries())
			}
		})
	}
	for _, cut := range []int{1, 10, 25} {
		data := treeOf(blob, entry{"100644", "a"})[:cut]
		if _, err := parseTree(blob, data); err == nil {
			t.Errorf("cut after %d bytes: accepted", cut)
		}
	}
	if _, err := parseTree(blob, treeOf(plumbing.ZeroHash, entry{"100644", "a"})); err == nil {
		t.Error("an entry with the zero hash was accepted")
	}
}

// commitOf stores a commit of a tree, given its hash, and returns the commit's hash.
func (w world) commitOf(r *Repository, tree string) string {
	w.t.Helper()
	id, err := r.store.write(plumbing.CommitObject, []byte("tree "+tree+"\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nm\n"))
	if err != nil {
		w.t.Fatal(err)
	}
	return id.String()
}

// TestFolderAndFile has a folder and a file of one name, which do not stand side by side in Git's order.
func TestFolderAndFile(t *testing.T) {
	w := newWorld(t)
	r := w.open()
	blob, _ := r.store.write(plumbing.BlobObject, []byte("1"))
	inner, _ := r.store.write(plumbing.TreeObject, treeOf(blob, entry{"100644", "x"}))
	data := slices.Concat(treeOf(blob, entry{"100644", "a"}, entry{"100644", "a-b"}), treeOf(inner, entry{"40000", "a"}))
	id, err := r.store.write(plumbing.TreeObject, data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Tree(w.commitOf(r, id.String())); err == nil {
		t.Error("accepted")
	}
}

// TestBomb has a few objects that stand for very many files.
func TestBomb(t *testing.T) {
	w := newWorld(t)
	r := w.open()
	for name, leaf := range map[string]string{"files": "1", "empty folders": ""} {
		t.Run(name, func(t *testing.T) {
			id, _ := r.store.write(plumbing.BlobObject, []byte("1"))
			mode := "100644"
			if leaf == "" {
				id, _ = r.store.write(plumbing.TreeObject, nil)
				mode = "40000"
			}
			for range 12 {
				var entries []entry
				for i := range 10 {
					entries = append(entries, entry{mode, fmt.Sprint("f", i)})
				}
				id, _ = r.store.write(plumbing.TreeObject, treeOf(id, entries...))
				mode = "40000"
			}
			l := listing{r: r, nodes: maxNodes - 20_000} // or the test would take long
			if _, err := l.folder(place{id: id}); err == nil || !strings.Contains(err.Error(), "more than") {
				t.Errorf("error %v", err)
			}
		})
	}
	t.Run("depth", func(t *testing.T) {
		id, _ := r.store.write(plumbing.BlobObject, []byte("1"))
		mode := "100644"
		for range 50 {
			id, _ = r.store.write(plumbing.TreeObject, treeOf(id, entry{mode, strings.Repeat("f", 100)}))
			mode = "40000"
		}
		if _, err := r.Tree(w.commitOf(r, id.String())); err == nil || !strings.Contains(err.Error(), "longer than") {
			t.Errorf("error %v", err)
		}
	})
}

// TestTreeIsGitLsTree compares a listing with Git's.
func TestTreeIsGitLsTree(t *testing.T) {
	w := newWorld(t)
	w.git("config", "core.quotePath", "false")
	w.put("run.sh", "x")
	w.git("update-index", "--add", "--chmod=+x", "run.sh")
	commit := w.commit("one", map[string]string{"a": "", "a-b": "1", "a.b/c": "2", "tin tức/ảnh đẹp.md": "3", "x/y/z/w": "4", "x/y.md": "5"})
	tree, err := w.open().Tree(commit)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range tree.Entries() {
		mode := map[Mode]string{Regular: "100644", Executable: "100755"}[e.Mode]
		got = append(got, fmt.Sprintf("%s blob %s\t%s", mode, e.ID, e.Path))
	}
	if want := w.lines("-c", "core.quotePath=false", "ls-tree", "-r", commit); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func FuzzTree(f *testing.F) {
	var id plumbing.Hash
	id[0] = 1
	f.Add(treeOf(id, entry{"100644", "a"}, entry{"40000", "b"}))
	f.Add(treeOf(id, entry{"100644", "b"}, entry{"100644", "a"}))
	f.Add(treeOf(id, entry{"0100664", ".git"}, entry{"160000", "a/b"}))
	f.Add([]byte("100644 a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := parseTree(id, data)
		if err != nil {
			return
		}
		for i, c := range list {
			if nameFault(c.name) != "" || i > 0 && list[i-1].key() >= c.key() {
				t.Fatalf("accepted %q", c.name)
			}
		}
		again, err := parseTree(id, encodeTree(slices.Clone(list)))
		if err != nil || !slices.Equal(again, list) {
			t.Fatalf("written and read again: %v %v", again, err)
		}
		if len(data) == len(encodeTree(list)) && !bytes.Equal(data, encodeTree(list)) && !bytes.Contains(data, []byte("100664")) {
			t.Fatal("written differently")
		}
	})
}
