package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func parse(t testing.TB, text string) *Node {
	t.Helper()
	root, err := New("a.yml", []byte(text)).YAML(Span{0, len(text)}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// show writes a tree on one line with every node as it stands in the file.
func show(n *Node) string {
	switch n.Kind {
	case Map:
		var parts []string
		for _, p := range n.Pairs {
			parts = append(parts, show(p.Key)+"="+show(p.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case List:
		var parts []string
		for _, item := range n.Items {
			parts = append(parts, show(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	}
	return fmt.Sprintf("%s‹%s›", strings.TrimPrefix(n.Tag, "!!"), n.file.Slice(n.Span))
}

func TestYAMLPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "{}",
		"\n# chỉ có chú thích\n": "{}",
		"---\n":                  "{}",
		"---\n...\n":             "{}",
		"~":                      "null‹~›",
		"a: 1":                   "{str‹a›=int‹1›}",
		"\ufeffa: 1":             "{str‹a›=int‹1›}",
		"đề: Trường THCS Hoa Sen # ghi chú\nb: x": "{str‹đề›=str‹Trường THCS Hoa Sen› str‹b›=str‹x›}",
		"a: 'nó''s' \nb: \"x\\ty\"":               "{str‹a›=str‹'nó''s'› str‹b›=str‹\"x\\ty\"›}",
		"\"a b\": c":                              "{str‹\"a b\"›=str‹c›}",
		"a:\nb:\n  c:\n":                          "{str‹a›=null‹› str‹b›={str‹c›=null‹›}}",
		"- a\n-\n- [b, 'c' , \"d\"]":              "[str‹a› null‹› [str‹b› str‹'c'› str‹\"d\"›]]",
		"a: no\nb: 0123\nc: 2026-11-23\nd: off":   "{str‹a›=str‹no› str‹b›=int‹0123› str‹c›=timestamp‹2026-11-23› str‹d›=str‹off›}",
		"a: x y\n  z\n\n  w\nb: 1":                "{str‹a›=str‹x y\n  z\n\n  w› str‹b›=int‹1›}",
		"a: |\n  x\n  y\n\nb: >-\n  z\n":          "{str‹a›=str‹|\n  x\n  y› str‹b›=str‹>-\n  z›}",
		"a: b\r\nc:\r\n- d\r\n":                   "{str‹a›=str‹b› str‹c›=[str‹d›]}",
		"{a, b: , 'c': [d: e], ? f}":              "{str‹a›=null‹› str‹b›=null‹› str‹'c'›=[{str‹d›=str‹e›}] str‹f›=null‹›}",
		"a:\t\tb":                                 "{str‹a›=str‹b›}",
		"a: [\n\tb,\n\tc\n]":                      "{str‹a›=[str‹b› str‹c›]}",
	} {
		if got := show(parse(t, text)); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestYAMLCollectionSpans(t *testing.T) {
	for text, want := range map[string]string{
		"x: [a, b # ]\n  , ]  # end": "[a, b # ]\n  , ]",
		"x: {a: ']', b: [c]} ":       "{a: ']', b: [c]}",
		"x: []":                      "[]",
		"x: {}":                      "{}",
		"x: { # }\n }":               "{ # }\n }",
		"x:\n  a: b\n  c: 'd' # e\n": "a: b\n  c: 'd'",
		"x:\n- a\n- b:\n\ny: z":      "- a\n- b:",
		"x:\n- - a\n  - b\n":         "- - a\n  - b",
		"x: [{a: b}, c: d]":          "[{a: b}, c: d]",
	} {
		n := parse(t, text).Get("x")
		if got := n.file.Slice(n.Span); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestYAMLFrontMatterKeepsPlacesAbsolute(t *testing.T) {
	text := "\ufeff---\ntiêu: đề\nnháp: [a, đ, b]\n---\nbody: [\n"
	file := New("x.md", []byte(text))
	start, end := strings.Index(text, "tiêu"), strings.Index(text, "---\nbody")
	root, err := file.YAML(Span{start, end}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	last := root.Get("nháp").Items[2]
	if got := file.Slice(last.Span); got != "b" {
		t.Errorf("span of the last item: %q", got)
	}
	if line, column := file.Position(last.Span.Start); line != 3 || column != 14 {
		t.Errorf("the last item is at %d:%d, want 3:14", line, column)
	}
	if key := root.Key("nháp"); key.Value != "nháp" || root.Key("none") != nil || root.Get("none") != nil {
		t.Errorf("Key and Get do not find what they should: %v", key)
	}
}

func TestTextOffset(t *testing.T) {
	tests := []struct{ text, value, find, at string }{
		{"a: page.words > 10", "page.words > 10", "words", "words > 10"},
		{"a: 'b == ''x'' and c'", "b == 'x' and c", "x", "x'' and"},
		{"a: 'b == ''x'' and c'", "b == 'x' and c", "and", "and c"},
		{"a: \"b == \\\"x\\\" and\\u0020c\"", "b == \"x\" and c", "c", "c\""},
		{"a: \"b == \\\"x\\\" and\\u0020c\"", "b == \"x\" and c", " c", "\\u0020c"},
		{"a: \"học \\\n   sinh\"", "học sinh", "sinh", "sinh\""},
		{"a: b\n  and\n  c", "b and c", "c", "c"},
		{"a: b\n  and\n  c", "b and c", " and", "\n  and"},
		{"a: |\n    đ == 1\n      and e\n\n    or f\n", "đ == 1\n  and e\n\nor f\n", "e\n", "e\n\n"},
		{"a: |2-\n    x\n", "  x", "x", "x\n"},
		{"- |1\n   \n  y\n", "  \n y\n", "y", "y\n"},
		{"a: >\n  x\n  y\n\n\n  z\n   w\n  v\n", "x y\n\nz\n w\nv\n", "v", "v\n"},
		{"a: >\r\n  x\r\n  y\r\n", "x y\n", "y", "y\r\n"},
		{"a: >+\n  x\n\n\n", "x\n\n\n", "x", "x\n\n\n"},
		{"a: |\n\n\n  x", "\n\nx", "x", "x"},
		{"|\n x", "x", "x", "x"},
		{"--- |\nx\ny", "x\ny", "y", "y"},
	}
	for _, tt := range tests {
		root := parse(t, tt.text)
		n := root
		if root.Kind == Map {
			n = root.Get("a")
		} else if root.Kind == List {
			n = root.Items[0]
		}
		if n.Value != tt.value {
			t.Errorf("%q: value %q, want %q", tt.text, n.Value, tt.value)
			continue
		}
		if got := tt.text[n.TextOffset(strings.LastIndex(n.Value, tt.find)):]; !strings.HasPrefix(got, tt.at) {
			t.Errorf("%q: %q is placed at %q, want %q", tt.text, tt.find, got, tt.at)
		}
	}
}

func TestTextOffsetEnds(t *testing.T) {
	for text, want := range map[string]string{"a: 'bc'": "'", "a: \"bc\" # d": "\" # d", "a: bc # d": " # d", "a: |\n  bc\n": "\n"} {
		n := parse(t, text).Get("a")
		if got := text[n.TextOffset(len(n.Value)):]; got != want {
			t.Errorf("%q: the text ends before %q, want %q", text, got, want)
		}
		if n.TextOffset(-5) != n.TextOffset(0) || n.TextOffset(99) != n.TextOffset(len(n.Value)) {
			t.Errorf("%q: offsets outside the text are not moved inside", text)
		}
	}
}

// TestYAMLErrors compares every error, with its code frame, to testdata/yaml-errors.golden. Run with UPDATE_GOLDEN=1 to
// write the file anew.
func TestYAMLErrors(t *testing.T) {
	texts := []string{
		"tiêu đề: Thông báo: lịch thi\n",
		"a:\n\tb: c\n",
		"a: 1\na: 2\n",
		"{a: 1, b: {c: 1, c: 2}}",
		"a: \"Trường\nb: c\n",
		"a: 'Trường\n",
		"a: [b, c\nd: e\n",
		"a: {b: c\nd: e\n",
		"a: @hoasen\n",
		"a: `b`\n",
		"a: %b\n",
		"a: *Quan trọng*\n",
		"a: &neo b\n",
		"a: !b c\n",
		"a: !!str 12\n",
		"a: !\nb: c\n",
		"<<: {a: b}\n",
		"a: b\n---\nc: d\n",
		"a: b\n--- [\n",
		"%YAML 1.2\n---\na: b\n",
		"a: b\n...\n%TAG ! x\n---\n",
		"[a]: b\n",
		"? {a: b}\n: c\n",
		": b\n",
		"a: b\n c: d\n",
		"a: b\nhọc sinh\n",
		"- a\nb: c\n",
		"a: 'b' c\n",
		"a: \"\\q\"\n",
		"a: \"\\ud83d\\ude00\"\n",
		"a: |\n\tb\n",
		"a: b\x00c\n",
		"a: b\u2028c\n",
		"a: b\rc: d\n",
		"a: b\n\ufeffc: d\n",
		"a: tr\xb0\xf0ng\n",
		"a: " + strings.Repeat("[", 40),
		strings.Repeat("- ", 40),
		strings.Repeat("[", 30) + "\n" + strings.Repeat("{a: ", 20),
		"a: b\n" + strings.Repeat("#", 70<<10),
		manyKeys(1001),
		"a: [}\n",
		"a: >x\n",
	}
	var all strings.Builder
	for _, text := range texts {
		_, err := New(".rasoat.yml", []byte(text)).YAML(Span{0, len(text)}, Limits{})
		fault, ok := err.(*Error)
		if !ok {
			t.Fatalf("%q: got %v, want an error with a place", text, err)
		}
		fmt.Fprintf(&all, "%s\n%s\n\n", fault.Error(), strings.ToValidUTF8(visible.Replace(fault.Frame()), "�"))
	}
	golden(t, "yaml-errors.golden", all.String())
}

// visible shows in the golden file what would not be seen there.
var visible = strings.NewReplacer("\t", "→", "\x00", "␀", "\r", "␍", "\u2028", "␤", "\ufeff", "␣")

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s: got\n%s", name, got)
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	return b.String()
}

func FuzzYAML(f *testing.F) {
	for _, seed := range []string{
		"a: 1\nb: [c, 'd', \"e\\n\"]\n", "a: |\n  x\n\n  y\nb: >2-\n    z\n  w\n", "- a: {b: c}\n  d: ''\n- \n",
		"a: x\n  y\n\n  z # c\n", "? a\n: - b\n", "\ufeff---\nđ: é\r\n...\n", "'a''b': \"\\u1ea1 \\\n  c\"\n", "--- >\n x\n  y\n z", "a: |+\n \n  \n   x\n \n",
		"[a: b, {c}, ? d : e, 'f' : g]", "\"a\n\n b\\  \n c\"", "- - - |1\n  x\n  \t\n   ",
	} {
		f.Add(seed, uint8(0))
	}
	f.Fuzz(func(t *testing.T, text string, skip uint8) {
		file := New("a.yml", []byte(text))
		within := Span{min(int(skip), len(text)), len(text)}
		root, err := file.YAML(within, Limits{})
		if err != nil {
			fault, ok := err.(*Error)
			if !ok {
				t.Fatalf("an error without a place: %v", err)
			}
			if at := file.Offset(fault.Line, fault.Column); at < 0 || at > len(text) || fault.Frame() == "" {
				t.Fatalf("an error outside the file: %v", err)
			}
			return
		}
		checkSpans(t, root, within)
	})
}

// checkSpans demands that every node lies within its parent and that every text was found as it is written.
func checkSpans(t *testing.T, n *Node, within Span) {
	if n.Span.Start < within.Start || n.Span.End > within.End || n.Span.Start > n.Span.End {
		t.Fatalf("the span %v of %q is not within %v", n.Span, n.Value, within)
	}
	for _, p := range n.Pairs {
		checkSpans(t, p.Key, n.Span)
		checkSpans(t, p.Value, n.Span)
	}
	for _, item := range n.Items {
		checkSpans(t, item, n.Span)
	}
	if n.Kind != Scalar {
		return
	}
	if n.trace(nil).lost {
		t.Fatalf("%q was not found as it is written: %q", n.Value, n.file.Slice(n.Span))
	}
	offsets := n.TextOffsets()
	if len(offsets) != len(n.Value)+1 {
		t.Fatalf("%d offsets for %d bytes", len(offsets), len(n.Value))
	}
	last := n.Span.Start
	for _, at := range offsets {
		if at < last || at > n.Span.End {
			t.Fatalf("offsets %v of %q leave the span %v or go back", offsets, n.Value, n.Span)
		}
		last = at
	}
}
