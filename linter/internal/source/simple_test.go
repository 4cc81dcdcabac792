package source

import (
	"reflect"
	"testing"
)

// FuzzSimple: what is read without the library, the library reads in the same way.
func FuzzSimple(f *testing.F) {
	for _, s := range []string{
		"title: Tin tức (API): không\n", "title: Họp phụ huynh\nweight: 10\ndate: 2026-08-15\ndraft: true\n",
		"tags: [\"a\", 'b', c d/e, ]\nempty: []\n", "a: 'x'\n\nb: \"y\" \n", "a: no\n", "a: 012\n", "a: b\n  c\n", "a: b #c\n", "a: 2026-02-30\n", "a: x:\n",
		"a: - b\n", "a: b\na: c\n", "a: ''''\n", "a: \"\\n\"\n", "a: [b: c]\n", "a: [b]c\n", "a: \u2028\n", "a: é\u00a0b\n", "a:\n", "a: b", "---\n", "a: b\n...\n",
		"a: Infinity\nb: e5\nc: inf\nd: _1\n", "a: [ , ]\n", "a: [b,, c]\n", "a: 'b'\n c: d\n", "a_b-c: \tx\n", "a: b\t#c\n", "a: b\tc\n", "a: null\n", "a: Null, or not\n",
		"a: [no, yes please]\n", "a: 1_000\n", "a: =\n", "a: b\n# c\n", "a: b\n#c\nd: e\n", "# a\nb.c d: 1f68a\ne:f: 9/1\n", "a:: b\n", "a : b\n", "a: 1e5\nb: 1a\nc: 12:30\n", "a: 2.0.0\nb: 09/13/2016\nc: 1.2\nd: 0.0.x\n", "a: _blank\nb: 😀 한\nc: 한\n", "a: /b/c.md\nb: [/c, /d/]\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file := New("a.yml", []byte("---\n"+s))
		within := Span{4, 4 + len(s)}
		l := Limits{Bytes: 1 << 16, Keys: 20, Depth: 32, Aliases: true}
		if err := file.checkText(within, l.Bytes); err != nil {
			t.Skip()
		}
		simple := file.simple(within, l)
		if simple == nil {
			t.Skip()
		}
		full, err := file.compose(within, l)
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if !reflect.DeepEqual(simple, full) {
			t.Fatalf("%q:\n%+v\n%+v", s, describe(simple), describe(full))
		}
	})
}

// describe returns a node and what is in it without the file.
func describe(n *Node) []Node {
	own := *n
	own.file, own.Pairs, own.Items = nil, nil, nil
	all := []Node{own}
	for _, pair := range n.Pairs {
		all = append(append(all, describe(pair.Key)...), describe(pair.Value)...)
	}
	for _, item := range n.Items {
		all = append(all, describe(item)...)
	}
	return all
}

// TestSimple: front matter as people write it takes the short way.
func TestSimple(t *testing.T) {
	for s, want := range map[string]bool{
		"title: Tin tức\ndate: 2026-08-15\nauthor: p.lan\nweight: 10\ndraft: false\ntags: [\"a\", b c]\n": true,
		"title: \"Họp: phụ huynh\"\nphotos: no-identifiable-child\n":                                      true,
		"title: Họp: phụ huynh\n": false, "title: a\n  b\n": false, "title: &a b\n": false, "title: a # b\n": false, "a: yes\n": false, "a: b\na: c\n": false, "": false,
	} {
		file := New("a.yml", []byte(s))
		if got := file.simple(Span{0, len(s)}, DefaultLimits()) != nil; got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
