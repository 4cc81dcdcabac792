package repo

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestMerge(t *testing.T) {
	type site = map[string]string
	tests := []struct {
		name               string
		parent, base, head site
		want               site
		both               []string
	}{
		{"nothing", site{"a": "1"}, site{"a": "1"}, site{"a": "1"}, site{"a": "1"}, nil},
		{"each changes its own", site{"a": "1", "b": "1"}, site{"a": "2", "b": "1"}, site{"a": "1", "b": "2"}, site{"a": "2", "b": "2"}, nil},
		{"both the same", site{"a": "1"}, site{"a": "2"}, site{"a": "2"}, site{"a": "2"}, nil},
		{"both differently", site{"a": "1"}, site{"a": "2"}, site{"a": "3"}, site{"a": "3"}, []string{"a"}},
		{"added on either side", site{}, site{"a": "1"}, site{"b": "1"}, site{"a": "1", "b": "1"}, nil},
		{"added on both, same", site{}, site{"a": "1"}, site{"a": "1"}, site{"a": "1"}, nil},
		{"added on both, different", site{}, site{"a": "1"}, site{"a": "2"}, site{"a": "2"}, []string{"a"}},
		{"deleted by base", site{"a": "1"}, site{}, site{"a": "1"}, site{}, nil},
		{"deleted by head", site{"a": "1"}, site{"a": "1"}, site{}, site{}, nil},
		{"deleted by both", site{"a": "1"}, site{}, site{}, site{}, nil},
		{"deleted and changed", site{"a": "1", "b": "1"}, site{"b": "2"}, site{"a": "2"}, site{"a": "2"}, []string{"a", "b"}},
		{"file and folder", site{}, site{"a": "1"}, site{"a/b": "1"}, site{"a": "1", "a/b": "1"}, []string{"a/b"}},
		{"folder and file", site{}, site{"a/b": "1"}, site{"a": "1"}, site{"a": "1", "a/b": "1"}, []string{"a"}},
		{"twins by case", site{}, site{"a.md": "1"}, site{"A.md": "1"}, site{"a.md": "1", "A.md": "1"}, []string{"A.md"}},
		{"twins by form", site{}, site{"\u00e1": "1"}, site{"a\u0301": "1"}, site{"\u00e1": "1", "a\u0301": "1"}, []string{"a\u0301"}},
		{"twin folders", site{}, site{"tin/a": "1"}, site{"Tin/b": "1"}, site{"tin/a": "1", "Tin/b": "1"}, []string{"Tin/b"}},
		{"same new folder", site{}, site{"tin/a": "1"}, site{"tin/b": "1"}, site{"tin/a": "1", "tin/b": "1"}, nil},
		{"renamed by case", site{"a": "1"}, site{"a": "1"}, site{"A": "1"}, site{"A": "1"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			merged, both := Merge([]*Tree{Memory(test.parent)}, Memory(test.base), Memory(test.head))
			if !slices.Equal(both, test.both) {
				t.Errorf("both %v, want %v", both, test.both)
			}
			got := site{}
			for _, e := range merged.Entries() {
				text, err := merged.Read(e.Path, 100)
				if err != nil {
					t.Fatal(err)
				}
				got[e.Path] = string(text)
			}
			if fmt.Sprint(got) != fmt.Sprint(test.want) {
				t.Errorf("merged %v, want %v", got, test.want)
			}
			if !slices.IsSortedFunc(merged.Entries(), func(a, b Entry) int { return strings.Compare(a.Path, b.Path) }) {
				t.Error("not sorted")
			}
		})
	}
}

// TestMergeCrissCross: after crosswise merges there are several bases, and dates that an author sets put them in order.
// What they do not agree on is never taken for a change of one side alone.
func TestMergeCrissCross(t *testing.T) {
	for _, late := range []string{"base", "head"} {
		t.Run(late+" committed last", func(t *testing.T) {
			w := newWorld(t)
			tree := func(a, b string) map[string]string { return map[string]string{"a.md": a, "b.md": b, "c.md": "1"} }
			commit := func(date int, files map[string]string, parents ...string) string {
				args := []string{"commit-tree", "-m", "m", w.snapshot(files) + "^{tree}"}
				for _, parent := range parents {
					args = append(args, "-p", parent)
				}
				c := w.command(args...)
				c.Env = append(c.Env, fmt.Sprintf("GIT_COMMITTER_DATE=%d +0700", date))
				out, err := c.Output()
				if err != nil {
					t.Fatal(err)
				}
				return strings.TrimSpace(string(out))
			}
			dates := map[string]int{"base": 1_700_000_100, "head": 1_700_000_100}
			dates[late] += 100
			// The base mends a.md; the head takes the mend in, and then brings back what stood there before.
			root := commit(1_700_000_000, tree("bad", "1"))
			b1 := commit(dates["base"], tree("good", "1"), root)
			h1 := commit(dates["head"], tree("bad", "2"), root)
			b2 := commit(1_700_000_300, tree("good", "2"), b1, h1)
			h2 := commit(1_700_000_300, tree("bad", "2"), h1, b1)
			r := w.open()
			bases, err := r.MergeBases(b2, h2)
			if want := []string{b1, h1}; err != nil || len(bases) != 2 || !slices.Contains(bases, want[0]) || !slices.Contains(bases, want[1]) {
				t.Fatalf("bases %v %v, want %v", bases, err, want)
			}
			var parents []*Tree
			for _, hash := range append(bases, b2, h2) {
				tree, err := r.Tree(hash)
				if err != nil {
					t.Fatal(err)
				}
				parents = append(parents, tree)
			}
			merged, both := Merge(parents[:2], parents[2], parents[3])
			if !slices.Equal(both, []string{"a.md"}) {
				t.Errorf("both %v, want a.md", both)
			}
			if text, err := merged.Read("b.md", 10); err != nil || string(text) != "2" {
				t.Errorf("b.md %q %v", text, err)
			}
			slices.Reverse(parents[:2])
			if _, again := Merge(parents[:2], parents[2], parents[3]); !slices.Equal(again, both) {
				t.Errorf("in another order %v, want %v", again, both)
			}
		})
	}
}

// TestMergeIsGitMerge compares with what Git's merge makes of random changes.
func TestMergeIsGitMerge(t *testing.T) {
	random := newRandom(t, 3)
	w := newWorld(t)
	state := func() map[string]string {
		files := map[string]string{"keep": "1"}
		for i := range 8 {
			if random.IntN(4) > 0 {
				files[fmt.Sprint("d", i%2, "/f", i)] = fmt.Sprint(random.IntN(3), " of ", i)
			}
		}
		return files
	}
	change := func(files map[string]string) map[string]string {
		other := map[string]string{}
		for path, text := range files {
			other[path] = text
		}
		for path, text := range state() {
			if random.IntN(4) == 0 {
				other[path] = text
			} else if random.IntN(8) == 0 && path != "keep" {
				delete(other, path)
			}
		}
		return other
	}
	r := w.open()
	clean := 0
	for range 12 {
		start := state()
		hashes := []string{w.snapshot(start), w.snapshot(change(start)), w.snapshot(change(start))}
		trees := make([]*Tree, 3)
		for i, hash := range hashes {
			var err error
			if trees[i], err = r.Tree(hash); err != nil {
				t.Fatal(err)
			}
		}
		merged, both := Merge(trees[:1], trees[1], trees[2])
		w.git("read-tree", "--empty")
		w.git("read-tree", "-i", "-m", "--aggressive", hashes[0], hashes[1], hashes[2])
		unmerged := w.lines("diff", "--name-only", "--diff-filter=U", "--cached")
		slices.Sort(unmerged)
		if !slices.Equal(slices.Compact(unmerged), both) {
			t.Fatalf("both %v, git %v", both, unmerged)
		}
		if len(both) > 0 {
			continue
		}
		clean++
		var got []string
		for _, e := range merged.Entries() {
			got = append(got, fmt.Sprintf("100644 %s 0\t%s", e.ID, e.Path))
			if _, err := merged.Read(e.Path, 100); err != nil {
				t.Error(err)
			}
		}
		if want := w.lines("ls-files", "-s"); !slices.Equal(got, want) {
			t.Fatalf("merged %v, git %v", got, want)
		}
	}
	if clean == 0 {
		t.Error("no merge was clean")
	}
}

// snapshot commits exactly the given files, without parent and without the work tree.
func (w world) snapshot(files map[string]string) string {
	w.t.Helper()
	r, err := Open(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Close()
	contents := map[string][]byte{}
	for path, text := range files {
		contents[path] = []byte(text)
	}
	a, err := r.newAddition("x", contents, "snapshot", Identity{}, fixedTime())
	if err != nil {
		w.t.Fatal(err)
	}
	id, err := a.commit([20]byte{}, a.ids)
	if err != nil {
		w.t.Fatal(err)
	}
	return id.String()
}
