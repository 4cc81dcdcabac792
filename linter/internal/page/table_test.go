package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// tablesOf writes the tables of a page: rows parted by "/", header cells in brackets.
func tablesOf(p *Page) string {
	var b strings.Builder
	for _, t := range p.Tables {
		fmt.Fprintf(&b, "%.8q", p.Text(t.Span))
		for _, row := range t.Rows {
			b.WriteString(" /")
			if row.Header {
				b.WriteByte('H')
			}
			for _, c := range row.Cells {
				if c.Header {
					fmt.Fprintf(&b, " [%s]", c.Text)
				} else {
					fmt.Fprintf(&b, " %s", c.Text)
				}
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestTables(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"markdown", "a\n\n| Khối | **Lớp** |\n|--|--|\n| 6 | [6A](a.md) |\n| 7 |\nb", "\"| Khối |\" /H [Khối] [Lớp] / 6 6A / 7  / b \n"},
		{"in a quote", "> | a | b |\n> |--|--|\n> | c | d |\n", "\"| a | b \" /H [a] [b] / c d\n"},
		{"code with a bar", "| a |\n|--|\n| `x\\|y` z |\n", "\"| a |\\n|-\" /H [a] / x|y z\n"},
		{"html", "<table>\n<tr><th>Tên</th><th>Sinh</th></tr>\n<tr><td><p>A &amp; B</p><p>C</p></td><td>1</td></tr>\n</table>\n",
			"\"<table>\\n\" /H [Tên] [Sinh] / A & B C 1\n"},
		{"thead, no end tags", "<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>", "\"<table><\" /H [a] [b] / c d\n"},
		{"a blank line in it", "<table>\n\n<tr>\n\n<td>\n\nx *y*\n\n</td>\n\n</tr>\n\n</table>\n", "\"<table>\\n\" / x y\n"},
		{"spans", "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>", "\"<table><\" / a b b / a c d / e\n"},
		{"nested", "<table><tr><td>a<table><tr><td>b</table>c<td>d</table>", "\"<table><\" / a c d\n\"<table><\" / b\n"},
		{"in a paragraph", "x <table><tr><td>a</td><td>b</td></tr></table> y", "\"<table><\" / a b\n"},
		{"never closed", "<table><tr><td>a\n\nb\n", "\"<table><\" / a b\n"},
		{"presentation", "<table role=\"presentation\"><tr><td>a</table>", "\"<table r\" / a\n"},
	} {
		got := tablesOf(read(t, test.src))
		if got != test.want {
			t.Errorf("%s:\n%swant\n%s", test.name, got, test.want)
		}
	}
}

// TestCells: the place of a cell holds its text, and that of the table all of its cells.
func TestCells(t *testing.T) {
	for seed := range uint64(1000) {
		p := read(t, dress(seed, document(seed)))
		for _, table := range p.Tables {
			for _, row := range table.Rows {
				for _, c := range row.Cells {
					if !holdsSpan(table.Span, c.Span) {
						t.Fatalf("seed %d: cell %q at %v lies outside its table at %v", seed, c.Text, c.Span, table.Span)
					}
					if text := p.Text(c.Span); !strings.ContainsAny(text, "\\&<[]*_`~{!:@") && strings.TrimSpace(text) != c.Text {
						t.Fatalf("seed %d: cell %q, its place holds %q", seed, c.Text, text)
					}
				}
			}
		}
	}
}

// holdsSpan reports whether one span lies within another.
func holdsSpan(outer, inner source.Span) bool {
	return inner.Start >= outer.Start && inner.End <= outer.End
}

// TestSpansAreBounded: a few bytes must not become millions of cells.
func TestSpansAreBounded(t *testing.T) {
	src := strings.Repeat("<table><tr><td rowspan=9999 colspan=9999>a"+strings.Repeat("<tr>", 50)+"</table>", 1000)
	cells := 0
	for _, table := range read(t, src).Tables {
		for _, row := range table.Rows {
			cells += len(row.Cells)
		}
	}
	if cells < 1000 || cells > 1000+maxSpans {
		t.Errorf("%d cells", cells)
	}
}
