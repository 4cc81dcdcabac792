package repo

import (
	"slices"
	"strings"
	"testing"
)

func TestOrigins(t *testing.T) {
	long := strings.Repeat("Một dòng của trang này, dài vừa phải.\n", 10)
	w := newWorld(t)
	one := w.commit("one", map[string]string{"a.md": long, "b.md": "khác\n", "c.md": "khác\n"})
	two := w.commit("copied and changed", map[string]string{"d.md": long + "thêm\n", "e.md": "khác\n", "f.md": "mới\n"})
	w.git("rm", "-q", "a.md")
	three := w.commit("a.md is gone", map[string]string{"g.md": "không liên quan\n"})
	w.git("mv", "d.md", "h.md")
	four := w.commit("renamed", nil)
	r := w.open()
	but := func(path string) func(string) bool { return func(p string) bool { return p != path } }
	for _, test := range []struct {
		commit, path string
		stays        func(string) bool
		want         []Source
	}{
		{one, "a.md", nil, nil},
		{two, "d.md", nil, nil}, // similar, but a page beside the other
		{two, "d.md", but("a.md"), []Source{{one, "a.md"}}},
		{two, "e.md", nil, nil},
		{two, "e.md", but("b.md"), []Source{{one, "b.md"}}},
		{two, "f.md", but("a.md"), nil},
		{three, "g.md", nil, nil},
		{four, "h.md", nil, []Source{{three, "d.md"}}},
	} {
		o, err := r.Origins(test.commit, test.stays)
		if err != nil || o.Unknown || !slices.Equal(o.Of[test.path], test.want) {
			t.Errorf("%s: %v %v, want %v", test.path, o, err, test.want)
		}
	}
}

// TestOriginsOfMerge: what one of the parents has already is not new.
func TestOriginsOfMerge(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "a\n"})
	w.git("switch", "-q", "-c", "side")
	w.commit("two", map[string]string{"b.md": "a\n"})
	w.git("switch", "-q", "-")
	w.commit("three", map[string]string{"c.md": "c\n"})
	w.git("merge", "-q", "--no-edit", "side")
	head := strings.TrimSpace(w.lines("rev-parse", "HEAD")[0])
	if o, err := w.open().Origins(head, nil); err != nil || len(o.Of) != 0 {
		t.Errorf("%v %v", o, err)
	}
}

// TestOriginsBounded: what is too much to compare is said to be unknown, not unrelated.
func TestOriginsBounded(t *testing.T) {
	old, now := map[string]string{}, map[string]string{}
	for i := range 400 {
		old["old/"+strings.Repeat("a", i+1)] = strings.Repeat("a", i+1)
		now["new/"+strings.Repeat("b", i+1)] = strings.Repeat("b", i+1)
	}
	before, after := Memory(old), Memory(now)
	o := Origins{Of: map[string][]Source{}}
	o.from("p", change{before, after, before.Entries(), after.Entries()})
	if !o.Unknown {
		t.Error("400 by 400 files were compared")
	}
}
