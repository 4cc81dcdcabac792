package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestCodeAndFootnotes(t *testing.T) {
	p := read(t, "a `b` c[^1]\n\n```go x\nd\ne\n```\n\n    f\n\n> ~~~\n> g\n> ~~~\n\n[^1]: một *hai*\n    ba\n\n[^2]: bốn\n\n| `h` |\n|--|\n")
	var got []string
	for _, c := range p.Code {
		got = append(got, fmt.Sprintf("%q %s %v %v", p.Text(c.Span), c.Language, c.Fenced, c.Block))
	}
	want := []string{`"b"  false false`, `"d\ne\n" go true true`, `"f\n"  false true`, `"g\n"  true true`, `"h"  false false`}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("code %q, want %q", got, want)
	}
	got = nil
	for _, n := range p.Notes {
		got = append(got, fmt.Sprintf("%s %v %q", n.Label, n.Used, p.Text(n.Span)))
	}
	want = []string{`1 true "[^1]: một *hai*\n    ba"`, `2 false "[^2]: bốn"`}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("footnotes %q, want %q", got, want)
	}
}
