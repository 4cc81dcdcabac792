package page

import (
	"strings"
	"testing"
)

// What a plain run says stands where the run it was made of has it.
func TestPlainRun(t *testing.T) {
	for _, src := range []string{"Xe １５A-１２３.４５ đỗ", "Xe 1\u200b5A-12\u00ad3.45", "Số\u00a0nhà **７**, &nbsp;ngõ \\*８\\*", "a\u200b", "\u200b", "không có gì"} {
		p, err := Parse("a.md", []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.Runs {
			r := &p.Runs[i]
			plain := r.Plain()
			if strings.ContainsFunc(plain.Text, dressed) {
				t.Errorf("%q stays in %q", plain.Text, src)
			}
			var bare strings.Builder
			for _, c := range r.Text {
				if dressed(c) {
					bare.WriteString(undress(c))
				} else {
					bare.WriteRune(c)
				}
			}
			if plain.Text != bare.String() {
				t.Errorf("%q of %q", plain.Text, r.Text)
			}
			for at, c := range plain.Text {
				s := plain.Span(at, at+len(string(c)))
				if got := src[s.Start:s.End]; got != string(c) && !strings.ContainsFunc(got, dressed) && !strings.HasPrefix(got, "&") && !strings.HasPrefix(got, `\`) {
					t.Errorf("%q: %q stands for %q", src, got, c)
				}
			}
		}
	}
}
