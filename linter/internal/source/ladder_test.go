//go:build slow

package source

import (
	"strings"
	"testing"
	"time"
)

// TestYAMLLadder doubles hostile documents in size. Each must be read or refused in a time that grows with the size.
// Run it with: go test -tags slow -run Ladder -v ./linter/internal/source
func TestYAMLLadder(t *testing.T) {
	families := map[string]func(n int) string{
		"keys":           func(n int) string { return manyKeys(n / 10) },
		"flow keys":      func(n int) string { return "{" + strings.ReplaceAll(manyKeys(n/10), "\n", ",") + "}" },
		"one long line":  func(n int) string { return "[" + strings.Repeat("đ,", n/3) + "]" },
		"pairs":          func(n int) string { return "[" + strings.Repeat("a: b,", n/5) + "]" },
		"brackets":       func(n int) string { return strings.Repeat("[", n) },
		"braces":         func(n int) string { return strings.Repeat("{a: ", n/4) },
		"dashes":         func(n int) string { return strings.Repeat("- ", n/2) },
		"questions":      func(n int) string { return strings.Repeat("? ", n/2) },
		"anchors":        func(n int) string { return strings.Repeat("- &a [*a]\n", n/10) },
		"bomb":           func(n int) string { return "a: &a [x]\n" + strings.Repeat("b: &b [*a,*a,*a]\n", n/17) },
		"comments":       func(n int) string { return strings.Repeat("#\n", n/4) + strings.Repeat("- a # b\n", n/16) },
		"tags":           func(n int) string { return "%TAG !a! b\n" + strings.Repeat("%TAG !b! b\n", n/11) + "---\n" },
		"late tags":      func(n int) string { return "a\n...\n" + strings.Repeat("%TAG !b! b\n", n/11) + "---\n" },
		"documents":      func(n int) string { return strings.Repeat("---\n", n/4) },
		"folded":         func(n int) string { return "a: >\n" + strings.Repeat("  x\n\n", n/5) },
		"empty lines":    func(n int) string { return "a: |\n" + strings.Repeat("\n", n) + "  b" },
		"quoted lines":   func(n int) string { return "a: \"" + strings.Repeat("\n", n) + "\"" },
		"escapes":        func(n int) string { return "a: \"" + strings.Repeat("\\\n", n/2) + "\"" },
		"blanks":         func(n int) string { return "a: b" + strings.Repeat(" ", n) + "c" },
		"blanks at ends": func(n int) string { return "a: '" + strings.Repeat("b    \n", n/6) + "'" },
		"bracket ends":   func(n int) string { return "[[" + strings.Repeat("],[", n/3) + "]]" },
		"digits":         func(n int) string { return "a: " + strings.Repeat("1", n) },
		"block scalars":  func(n int) string { return strings.Repeat("- |\n  a\n", n/8) },
	}
	limits := Limits{Bytes: 4 << 20, Keys: 1 << 20}
	for name, text := range families {
		var last time.Duration
		for _, size := range []int{8 << 10, 32 << 10, 128 << 10} {
			file := New("a.yml", []byte(text(size)))
			took := time.Hour
			// Four times the size may take four times as long; what is short cannot be measured. A busy machine may take its
			// time at any one try, but not at all of them.
			slow := func() bool { return took > 200*time.Millisecond && last > 0 && took > 12*last }
			for try := 0; try == 0 || try < 8 && slow(); try++ {
				begin := time.Now()
				_, err := file.YAML(Span{0, len(file.Text)}, limits)
				took = min(took, time.Since(begin))
				t.Logf("%-15s %8d bytes %8.1f ms %.60v", name, size, float64(took.Microseconds())/1000, err)
			}
			if slow() {
				t.Errorf("%s: %v for %d bytes after %v for a quarter", name, took, size, last)
			}
			last = max(took, 60*time.Millisecond)
		}
	}
}
