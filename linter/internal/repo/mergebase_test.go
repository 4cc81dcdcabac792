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
			x, _ := parseHash(a)
			y, _ := parseHash(b)
			bases, err := r.mergeBases(x, y)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range bases {
				got = append(got, s.id.String())
			}
			first := slices.Clone(got)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s %s: %v, git has %v", a, b, got, want)
			}
			switch one, err := r.MergeBase(a, b); {
			case len(want) == 0:
				unrelated++
				if err == nil || !strings.Contains(err.Error(), "no common history") {
					t.Errorf("unrelated: %s %v", one, err)
				}
			case err != nil || one != first[0]:
				t.Errorf("%s %v, want %s", one, err, first[0])
			case len(want) > 1:
				several++
				other, err := r.MergeBase(b, a)
				if err != nil || other != one {
					t.Errorf("the other way round %s %v, want %s", other, err, one)
				}
			}
		}
	}
	if several == 0 || unrelated == 0 {
		t.Errorf("the histories were too simple: %d with several bases, %d unrelated", several, unrelated)
	}
}
