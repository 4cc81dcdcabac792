package page

import (
	"slices"
	"testing"
)

// TestDirectives: boxes around text neither join what they hold to it nor make code of it.
func TestDirectives(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      []string
	}{
		{"lines", ":::note\na\n:::\n", []string{"prose: :::note", "prose: a", "prose: :::"}},
		{"below a list", "- a\n:::\nb", []string{"prose: a", "prose: :::", "prose: b"}},
		{"below a table", "| a |\n|---|\n| b |\n:::\n", []string{"cell: a", "cell: b", "prose: :::"}},
		{"with attributes", "::: tip {open}\na", []string{"prose: ::: tip {open}", "prose: a"}},
		{"with a title", ":::note[Lưu ý]\na", []string{"prose: :::note[Lưu ý]\na"}},
		{"of MkDocs", "!!! note \"Lưu ý\"\n\n    a\n\n    b\n\nc", []string{"prose: note \"Lưu ý\"", "prose: a", "prose: b", "prose: c"}},
		{"tabs", "=== \"Sáng\"\n    a\n", []string{"prose: \"Sáng\"\na"}},
		{"folded", "??? note\n\n\ta", []string{"prose: note", "prose: a"}},
		{"nothing below", "!!! note\na", []string{"prose: !!! note\na"}},
		{"shouting", "!!! 100\n    a", []string{"prose: !!! 100\na"}},
		{"in code", "```\n:::\n!!! note\n    a\n```", []string{"code: :::\n!!! note\n    a\n"}},
		{"in HTML", "<pre>\n!!! note\n    a\n:::\n</pre>", []string{"html: □note\na\n□\n", "prose: :::"}},
	} {
		if got := runs(read(t, test.src)); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
