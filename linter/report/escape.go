package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cell is one code point as it is shown, and how many columns of a terminal that takes.
type cell struct {
	text  string
	width int
}

// visibleTab is how a tab is shown.
const visibleTab = `\u{9}`

// cells returns the code points of s in a form that is safe to show: whatever could steer a terminal, turn the
// direction of text or hide stands as \u{…}; "##[", by which GitHub's runner knows a command anywhere in a line, is
// broken up.
func cells(s string) []cell {
	shown := make([]cell, 0, len(s))
	var before [2]rune
	for _, r := range s {
		if hidden(r) || opensCommand(before, r) {
			text := fmt.Sprintf(`\u{%x}`, r)
			shown = append(shown, cell{text, len(text)})
		} else {
			shown = append(shown, cell{string(r), width(r)})
		}
		before = [2]rune{before[1], r}
	}
	return shown
}

// opensCommand reports whether r completes "##[".
func opensCommand(before [2]rune, r rune) bool { return r == '[' && before == [2]rune{'#', '#'} }

// Visible is the escaper of terminals and logs. Its result is one line. It does not begin with "::", by which GitHub's
// runner knows a command even after white space.
func Visible(s string) string {
	shown := cells(s)
	if rest := strings.TrimLeftFunc(s, unicode.IsSpace); strings.HasPrefix(rest, "::") {
		shown[utf8.RuneCountInString(s[:len(s)-len(rest)])].text = `\u{3a}`
	}
	var b strings.Builder
	for _, c := range shown {
		b.WriteString(c.text)
	}
	return b.String()
}

// hidden reports whether r shows nothing by itself but may change what is shown: control characters, marks of text
// direction, zero-width and other invisible characters, line and paragraph separators, private use. The selector of
// emoji pictures, U+FE0F, is harmless and common.
func hidden(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' '
	case r > 0xad && r < 0x300, r >= 0x1e00 && r < 0x2000: // letters, most of them Vietnamese
		return false
	}
	return r != 0xfe0f && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// clip shortens s to at most n code points, the last of them … if something was cut.
func clip(s string, n int) string {
	count := 0
	for i := range s {
		if count++; count == n {
			if rest := []rune(s[i:]); len(rest) > 1 {
				return s[:i] + "…"
			}
		}
	}
	return s
}
