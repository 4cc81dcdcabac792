package page

import (
	"errors"
	"strings"
	"testing"
)

// FuzzParse: whatever the bytes, there is a page without faults or an *Unreadable with a place, never a failure of the
// parser.
func FuzzParse(f *testing.F) {
	for seed := range uint64(60) {
		f.Add([]byte(dress(seed, document(seed))))
	}
	for _, family := range append(linear(), mdx()...) {
		f.Add([]byte(family.make(50)))
	}
	f.Fuzz(func(t *testing.T, src []byte) { check(t, src) })
}

// FuzzFrontMatter: the same for what stands between the fences of front matter.
func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{"a: b", "a: [b, {c: d}]\ne: |\n  f\n", "a: \"\\u0041\" # b", "a = 1\n[b]\nc = \"\"\"\nd\"\"\"", "\"a\": [1, {\"b\": \"\\ud83d\\ude00\"}]", "a: 'b''c'\nd: >-\n e\n f\n"} {
		for kind := range byte(3) {
			f.Add(seed, kind)
		}
	}
	f.Fuzz(func(t *testing.T, inner string, kind byte) {
		switch kind % 3 {
		case 0:
			check(t, []byte("---\n"+inner+"\n---\n# a\n"))
		case 1:
			check(t, []byte("+++\n"+inner+"\n+++\n# a\n"))
		default:
			check(t, []byte("{"+inner+"}\n# a\n"))
		}
	})
}

// check parses src as Markdown and as MDX and looks for faults.
func check(t *testing.T, src []byte) {
	checkAs(t, "a.md", src)
	checkAs(t, "a.mdx", src)
}

func checkAs(t *testing.T, name string, src []byte) {
	p, err := Parse(name, src)
	var u *Unreadable
	switch {
	case err != nil && !errors.As(err, &u):
		t.Fatalf("%T: %v", err, err)
	case err != nil:
		if u.Reason == Parser || u.Span.Start < 0 || u.Span.End < u.Span.Start || u.Span.End > len(src) {
			t.Fatalf("%v at %v of %d bytes", u, u.Span, len(src))
		}
		return
	}
	if found := faults(p); len(found) > 0 {
		t.Fatalf("%s: %s", name, strings.Join(found, "\n"))
	}
	p.Embeds()
}
