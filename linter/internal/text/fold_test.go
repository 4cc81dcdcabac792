package text

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	const zero, soft = "\u200b", "\u00ad"
	for s, want := range map[string]string{
		"plain":                             "plain",
		"Đồ ngốc":                           "Đồ ngốc",
		norm.NFD.String("Đồ ngốc"):          "Đồ ngốc",
		"Ðồ ng" + zero + "ốc" + soft + "!":  "Đồ ngốc!",
		zero + norm.NFD.String("ở") + "a\n": "ởa\n",
		"":                                  "",
		"a" + zero + "\u0301b":              "áb",
	} {
		f := Fold(s)
		if f.Text != want {
			t.Errorf("Fold(%q) = %q, want %q", s, f.Text, want)
		}
		for start := range f.Text {
			from, to := f.Span(start, len(f.Text))
			if got := Fold(s[from:to]).Text; got != f.Text[start:] {
				t.Errorf("%q from %d: span %d–%d is %q, want %q", s, start, from, to, got, f.Text[start:])
			}
		}
	}
}

// FuzzFold: every stretch of whole characters of the folded text comes from a stretch of the source that folds to it.
func FuzzFold(f *testing.F) {
	f.Add("a\u0301b\u200b\u0323c Ð")
	f.Add("\u0301\u200b")
	f.Add(norm.NFD.String("Trường Tiểu học"))
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		folded := Fold(s)
		if again := Fold(folded.Text); again.Text != folded.Text {
			t.Fatalf("Fold(%q) = %q, then %q", s, folded.Text, again.Text)
		}
		if whole := Fold(norm.NFD.String(s)); whole.Text != folded.Text {
			t.Fatalf("Fold(%q) = %q, decomposed %q", s, folded.Text, whole.Text)
		}
		last := 0
		for i, r := range folded.Text {
			from, to := folded.Span(i, i+len(string(r)))
			if from < last || from >= to || to > len(s) {
				t.Fatalf("%q: character %d has the span %d–%d after one from %d", s, i, from, to, last)
			}
			last = from
		}
	})
}
