package repo

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestChanges(t *testing.T) {
	long := strings.Repeat("Một dòng của trang này, dài vừa phải.\n", 10)
	tests := []struct {
		name      string
		base, now map[string]string
		want      []Change
	}{
		{"none", map[string]string{"a": "1"}, map[string]string{"a": "1"}, nil},
		{"each kind", map[string]string{"a": "1", "b": "2", "d": long}, map[string]string{"a": "x", "c": "3", "e": long},
			[]Change{{Modified, "a", ""}, {Deleted, "b", ""}, {Added, "c", ""}, {Renamed, "e", "d"}}},
		{"renamed and changed", map[string]string{"old.md": long + "cũ\n"}, map[string]string{"new.md": long + "mới\n"},
			[]Change{{Renamed, "new.md", "old.md"}}},
		{"one long line", map[string]string{"old.md": strings.Repeat("Trường học ", 60)}, map[string]string{"new.md": strings.Repeat("Trường học ", 58) + "khác"},
			[]Change{{Renamed, "new.md", "old.md"}}},
		{"too different", map[string]string{"old.md": "a\nb\nc\n"}, map[string]string{"new.md": "x\ny\nc\n"},
			[]Change{{Added, "new.md", ""}, {Deleted, "old.md", ""}}},
		{"the name decides", map[string]string{"a/x.md": "1", "a/y.md": "1"}, map[string]string{"b/y.md": "1"},
			[]Change{{Deleted, "a/x.md", ""}, {Renamed, "b/y.md", "a/y.md"}}},
		{"equally similar, the name decides", map[string]string{"a/x.md": long + "1\n", "a/y.md": long + "1\n", "a/z.md": long + "2\n"},
			map[string]string{"b/y.md": long + "3\n", "b/z.md": long + "3\n"},
			[]Change{{Deleted, "a/x.md", ""}, {Renamed, "b/y.md", "a/y.md"}, {Renamed, "b/z.md", "a/z.md"}}},
		{"copied", map[string]string{"a": long}, map[string]string{"a": long, "b": long}, []Change{{Added, "b", ""}}},
		{"empty files", map[string]string{"a": ""}, map[string]string{"b": ""}, []Change{{Renamed, "b", "a"}}},
		{"binary", map[string]string{"a": "\x00" + long}, map[string]string{"b": "\x00" + long + "x"},
			[]Change{{Deleted, "a", ""}, {Added, "b", ""}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Changes(Memory(test.base), Memory(test.now)); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestChangesOfMode(t *testing.T) {
	base, now := Memory(map[string]string{"a": "1"}), Memory(map[string]string{"a": "1"})
	now.entries[0].Mode = Executable
	if got := Changes(base, now); !slices.Equal(got, []Change{{Modified, "a", ""}}) {
		t.Errorf("got %v", got)
	}
	now = Memory(map[string]string{"b": "1"})
	now.entries[0].Mode = Symlink
	if got := Changes(base, now); !slices.Equal(got, []Change{{Deleted, "a", ""}, {Added, "b", ""}}) {
		t.Errorf("a link is no renamed file: %v", got)
	}
}

func TestChangesBounded(t *testing.T) {
	base, now := map[string]string{}, map[string]string{}
	for i := range 5000 {
		base[fmt.Sprint("old/", i)] = strings.Repeat(fmt.Sprint("line ", i, "\n"), 50)
		now[fmt.Sprint("new/", i)] = strings.Repeat(fmt.Sprint("line ", i, "\n"), 50) + "more\n"
	}
	start := time.Now()
	if got := Changes(Memory(base), Memory(now)); len(got) != 10_000 {
		t.Errorf("%d changes", len(got))
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}
