package repo

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// commits returns the sorted commits of a history's touches.
func (h *History) commits() []string {
	var list []string
	for _, t := range h.Touches {
		list = append(list, t.Commit)
	}
	slices.Sort(list)
	return list
}

// TestHistoryIsGitLog compares with git log on random histories, with crosswise and octopus merges.
func TestHistoryIsGitLog(t *testing.T) {
	paths := []string{"a.md", "b/c.md", "b/d.md", "b-/x.md", "b/e/f.md"}
	seeds := uint64(8)
	if testing.Short() {
		seeds = 3
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := newRandom(t, seed)
			w := newWorld(t)
			hashes := w.grow(random, 60, paths)
			r := w.open()
			trace := r.Trace(paths)
			for _, i := range []int{59, 30} {
				for _, group := range [][]string{{"a.md"}, {"b/c.md"}, {"b/e/f.md", "a.md"}, paths} {
					h, err := trace.History(hashes[i], group)
					if err != nil {
						t.Fatal(err)
					}
					want := w.lines(append([]string{"log", "--format=%H", hashes[i], "--"}, group...)...)
					slices.Sort(want)
					if got := h.commits(); !slices.Equal(got, want) {
						t.Errorf("commit %d, %v: %d touches, git has %d", i, group, len(got), len(want))
					}
					checkStates(t, r, h, group)
					alone, err := r.History(hashes[i], group)
					if err != nil || !slices.Equal(alone.commits(), h.commits()) {
						t.Errorf("History and Trace.History differ: %v", err)
					}
				}
			}
		})
	}
}

// checkStates makes sure that every touch has the files of its commit, and other files than each touch before it.
func checkStates(t *testing.T, r *Repository, h *History, paths []string) {
	t.Helper()
	for i, touch := range h.Touches {
		tree, err := r.Tree(touch.Commit)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, path := range paths {
			if e, ok := tree.Get(path); ok {
				want[path] = e.ID
			}
		}
		if !maps.Equal(touch.Files, want) {
			t.Errorf("touch %s has the files %v, the commit %v", touch.Commit, touch.Files, want)
		}
		for _, parent := range touch.Parents {
			if parent == i || maps.Equal(h.Touches[parent].Files, touch.Files) {
				t.Errorf("touch %s follows one with the same files", touch.Commit)
			}
		}
	}
}

func TestHistory(t *testing.T) {
	w := newWorld(t)
	one := w.commit("one", map[string]string{"a.md": "1"})
	w.commit("elsewhere", map[string]string{"b.md": "1"})
	three := w.commit("three\n\nText.\n\nco-authored-by: Cúc <cuc@hoasen.edu.vn>\nReviewed-by: nobody", map[string]string{"a.md": "3"})
	r := w.open()
	h, err := r.History(three, []string{"a.md"})
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Touches) != 2 || !h.Complete || !slices.Equal(h.Start, []int{0}) {
		t.Fatalf("history %+v", h)
	}
	last, first := h.Touches[0], h.Touches[1]
	if last.Commit != three || last.Signed || !slices.Equal(last.Parents, []int{1}) {
		t.Errorf("touch %+v", last)
	}
	if (last.Author != Identity{"An", "an@hoasen.edu.vn"}) || (last.Committer != Identity{"Binh", "binh@hoasen.edu.vn"}) ||
		!slices.Equal(last.CoAuthors, []Identity{{"Cúc", "cuc@hoasen.edu.vn"}}) || last.At.Unix() != 1700000001 {
		t.Errorf("people %+v", last)
	}
	if first.Commit != one || len(first.Parents) != 0 {
		t.Errorf("first %+v", first)
	}
	h, err = r.History(three, []string{"never.md"})
	if err != nil || len(h.Touches) != 0 || len(h.Start) != 0 || !h.Complete {
		t.Errorf("path that never was: %+v %v", h, err)
	}
}

// TestHistoryAbsence pins down that a deleted file's earlier life counts.
func TestHistoryAbsence(t *testing.T) {
	w := newWorld(t)
	first := w.commit("add", map[string]string{"a.md": "1", "b.md": "x"})
	w.git("rm", "-q", "a.md")
	gone := w.commit("delete", nil)
	again := w.commit("add again", map[string]string{"a.md": "1"})
	r := w.open()
	h, err := r.History(again, []string{"a.md"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{first, gone, again}
	slices.Sort(want)
	if !slices.Equal(h.commits(), want) {
		t.Errorf("touches %v", h.commits())
	}
}

func TestHistoryShallow(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "1"})
	w.commit("two", map[string]string{"b.md": "1"})
	head := w.commit("three", map[string]string{"c.md": "1"})
	r := w.clone("--depth", "2").open()
	h, err := r.History(head, []string{"a.md"})
	if err != nil || h.Complete {
		t.Errorf("who wrote a.md cannot be known: %+v %v", h, err)
	}
}

func TestHistoryRefusesPaths(t *testing.T) {
	w := newWorld(t)
	head := w.commit("one", map[string]string{"a.md": "1"})
	r := w.open()
	for _, path := range []string{"", ".", "/a.md", "a/../a.md", "a//b"} {
		if _, err := r.History(head, []string{path}); err == nil {
			t.Errorf("%q was accepted", path)
		}
	}
	if _, err := r.Trace([]string{"a.md"}).History(head, []string{"b.md"}); err == nil {
		t.Error("a path that is not traced was accepted")
	}
	if _, err := r.History("HEAD", []string{"a.md"}); err == nil {
		t.Error("a name was accepted as a hash")
	}
}
