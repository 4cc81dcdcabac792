package repo

import (
	"slices"
	"strings"
	"testing"
)

// TestMergeBaseIsGits compares with git merge-base --all on random histories.
func TestMergeBaseIsGits(t *testing.T) {
	several, unrelated := 0, 0
	for seed := range uint64(4) {
		random := newRandom(t, 100+seed)
		w := newWorld(t)
		hashes := w.grow(random, 60, []string{"a.md"})
		r := w.open()
		for range 40 {
			a, b := hashes[random.IntN(60)], hashes[random.IntN(60)]
			out, _ := w.command("merge-base", "--all", a, b).Output()
			want := strings.Fields(string(out))
			slices.Sort(want)
			got, err := r.MergeBases(a, b)
			switch {
			case len(want) == 0:
				unrelated++
				if err == nil || !strings.Contains(err.Error(), "no common history") {
					t.Errorf("unrelated: %s %v", got, err)
				}
			case err != nil || !slices.Equal(got, want):
				t.Errorf("%s %s: %v %v, git has %v", a, b, got, err, want)
			case len(want) > 1:
				several++
				other, err := r.MergeBases(b, a)
				if err != nil || !slices.Equal(other, got) {
					t.Errorf("the other way round %s %v, want %s", other, err, got)
				}
			}
		}
	}
	if several == 0 || unrelated == 0 {
		t.Errorf("the histories were too simple: %d with several bases, %d unrelated", several, unrelated)
	}
}

// TestMergeBasesBounded: an octopus on both sides gives as many bases as somebody likes.
func TestMergeBasesBounded(t *testing.T) {
	w := newWorld(t)
	tree := w.git("write-tree")
	side := func(parents []string) string {
		args := []string{"commit-tree", "-m", "m", tree}
		for _, parent := range parents {
			args = append(args, "-p", parent)
		}
		return w.git(args...)
	}
	var roots []string
	for i := range maxBases + 1 {
		roots = append(roots, w.git("commit-tree", "-m", strings.Repeat("x", i+1), tree))
	}
	a, b := side(roots), side(append(slices.Clone(roots[1:]), roots[0]))
	if got, err := w.open().MergeBases(a, b); err == nil || !strings.Contains(err.Error(), "bring the change up to date") {
		t.Errorf("%d bases, %v", len(got), err)
	}
	a, b = side(roots[1:]), side(roots[:maxBases])
	if got, err := w.open().MergeBases(a, b); err != nil || len(got) != maxBases-1 {
		t.Errorf("%d bases, %v", len(got), err)
	}
}
