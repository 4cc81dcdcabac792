package page

import (
	"errors"
	"strings"
	"testing"
)

// reason returns why a page cannot be read, "" if it can.
func reason(t *testing.T, src string) string {
	t.Helper()
	_, err := Parse("a.md", []byte(src))
	var u *Unreadable
	if err != nil && !errors.As(err, &u) {
		t.Fatalf("%T is no *Unreadable", err)
	}
	if u == nil {
		return ""
	}
	if u.Span.Start < 0 || u.Span.End > len(src) || u.Detail == "" {
		t.Errorf("%s: span %v of %d bytes, detail %q", u.Reason, u.Span, len(src), u.Detail)
	}
	return u.Reason
}

// TestRefused: shapes that cost more than linear time are refused when large.
func TestRefused(t *testing.T) {
	for want, families := range refused() {
		for _, f := range families {
			src := f.make(defaultBytes - 4096)
			if got := reason(t, src[:min(len(src), defaultBytes)]); got != want {
				t.Errorf("%s: %q, want %q", f.name, got, want)
			}
		}
	}
}

// TestNotRefused: the same shapes at the size that people write are read, and so is what is large but plain.
func TestNotRefused(t *testing.T) {
	for want, families := range refused() {
		for _, f := range families {
			if got := reason(t, f.make(100)); got != "" {
				t.Errorf("%s, 100 bytes: %q (%s)", f.name, got, want)
			}
		}
	}
	for name, src := range map[string]string{
		"a table of 500 pupils":       "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n" + strings.Repeat("|1|Lan|5A|9|8|7|10|x|\n", 500),
		"700 links in a paragraph":    strings.Repeat("[bài viết](/tin-tuc/bai-viet/) ", 700),
		"900 definitions":             counted("[%d]: /tin-tuc/bai-viet/\n")(900 * 28),
		"emphasis in one paragraph":   strings.Repeat("**chữ đậm** và *chữ nghiêng* ", 700),
		"a list 30 deep":              deepList(2 * 30 * 31 / 2 * 2),
		"200 footnotes, used twice":   counted("[^%d]: chú thích\n\n")(200*25) + strings.Repeat("[^7] [^9] ", 200),
		"300 formulas with brackets":  strings.Repeat("a[i](x y) ", 300),
		"a long line of single ticks": strings.Repeat("phút 5` ", 99),
	} {
		if got := reason(t, src); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestLinearSmall: what the ladder measures at full size does not stop the parser when small.
func TestLinearSmall(t *testing.T) {
	for _, f := range linear() {
		for _, n := range []int{1, 10, 300, 3000} {
			if got := reason(t, f.make(n)); got == Parser {
				t.Errorf("%s, %d bytes: %q", f.name, n, got)
			}
		}
	}
}

// TestParserPanic: a panic that is no refusal is one reason more, not the end of the program.
func TestParserPanic(t *testing.T) {
	u := stopped("index out of range")
	if u.Reason != Parser || !strings.Contains(u.Error(), "index out of range") {
		t.Errorf("%v", u)
	}
}
