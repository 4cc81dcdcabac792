package fact

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Table is a table in Markdown or HTML, or a list: three or more lines that follow each other and have the same number of
// parts, such as "Họ tên – lớp – điểm". Its place reaches from the first row to the end of the last.
type Table struct {
	Head
	// Form is table (Markdown), html or list.
	Form string `expr:"form"`
	// Headers holds the texts of the first row, marked as header or not; nothing for a list.
	Headers []string `expr:"headers"`
	// Headed says that the headers are marked as such: a header row in Markdown, th cells or thead in HTML.
	Headed bool `expr:"headed"`
	// EmptyHeaders is the number of headers without text. One empty corner, above a column of row names, does not count.
	EmptyHeaders int `expr:"emptyHeaders"`
	// Rows is the number of rows, a row of headers not counted.
	Rows int `expr:"rows"`
	// Columns is the number of cells of the longest row.
	Columns int `expr:"columns"`
	// People is the number of rows that name a person.
	People int `expr:"people"`
	// Roles holds what the columns are about: person, class, post, birth, address, guardian, phone, score, ranking, conduct,
	// circumstance, salary. Names count as such only where most rows have one.
	Roles []string `expr:"roles"`
	// Layout says that it is no table of data: one row or one column, or marked role="presentation".
	Layout bool `expr:"layout"`
}

// The forms of tables.
const (
	formTable = "table"
	formHTML  = "html"
	formList  = "list"
)

// grid is what the fact of a table is made of.
type grid struct {
	form    string
	within  string
	span    source.Span
	headers []page.Cell // the first row; nil for a list
	rows    [][]page.Cell
	headed  bool
	layout  bool
}

// tables returns tables and lists, in the order of the page.
func tables(g *gathering) []Subject {
	grids := g.allGrids()
	all := make([]Table, len(grids))
	for i := range grids {
		all[i] = g.table(&grids[i])
	}
	return inOrder(subjects(all, func(t *Table) *Head { return &t.Head }))
}

// allGrids returns the grids of the page's lists and tables.
func (g *gathering) allGrids() []grid {
	if g.gridded {
		return g.grids
	}
	g.gridded = true
	g.grids = g.listGrids()
	for i := range g.page.Tables {
		if t := &g.page.Tables[i]; len(t.Rows) > 0 {
			g.grids = append(g.grids, tableGrid(t))
		}
	}
	return g.grids
}

// table makes the fact of a grid.
func (g *gathering) table(from *grid) Table {
	t := Table{Head: g.head(from.span, from.within), Form: from.form, Headed: from.headed, Layout: from.layout,
		Rows: len(from.rows), Columns: len(from.headers), EmptyHeaders: emptyHeaders(from.headers)}
	for _, row := range from.rows {
		t.Columns = max(t.Columns, len(row))
	}
	for _, c := range from.headers {
		t.Headers = append(t.Headers, c.Text)
	}
	r := g.rosterOf(from)
	t.People = r.people
	for _, role := range r.roles {
		if role != "" && !slices.Contains(t.Roles, role) {
			t.Roles = append(t.Roles, role)
		}
	}
	return t
}

// emptyHeaders counts headers without text, but not an empty corner.
func emptyHeaders(headers []page.Cell) int {
	n := 0
	for i, c := range headers {
		if strings.TrimSpace(c.Text) == "" && (i > 0 || len(headers) == 1) {
			n++
		}
	}
	if n > 0 && n == len(headers)-1 && strings.TrimSpace(headers[0].Text) == "" {
		n++ // a row without any text has no corner
	}
	return n
}

// tableGrid takes a table's first row for its headers.
func tableGrid(t *page.Table) grid {
	m := grid{form: formTable, within: page.InCell, span: t.Span, headers: t.Rows[0].Cells, headed: t.Rows[0].Header}
	columns := len(m.headers)
	for _, row := range t.Rows[1:] {
		m.rows = append(m.rows, row.Cells)
		columns = max(columns, len(row.Cells))
	}
	if t.HTML {
		m.form, m.within = formHTML, page.InHTML
		m.layout = t.Role == "presentation" || t.Role == "none" || len(t.Rows) < 2 || columns < 2
	}
	return m
}

// What makes lines a list: how many of them there are, and what their parts may be.
const (
	minLines     = 3
	maxLine      = 300 // bytes
	maxParts     = 12
	maxPartWords = 10
)

// listGrids finds lists among the lines of paragraphs, list items and raw HTML.
func (g *gathering) listGrids() []grid {
	var found []grid
	var open []line
	end := func() {
		if len(open) >= minLines {
			found = append(found, listGrid(open))
		}
		open = open[:0]
	}
	tables, covered := g.page.Tables, 0 // covered: where those that began before the run are over
	for i := range g.page.Runs {
		r := &g.page.Runs[i]
		at := r.Span(0, 0).Start
		for ; len(tables) > 0 && tables[0].Span.Start <= at; tables = tables[1:] {
			covered = max(covered, tables[0].Span.End)
		}
		if r.Within != page.Prose && r.Within != page.InHTML || at < covered {
			end()
			continue
		}
		for start := 0; start < len(r.Text); {
			stop := strings.IndexByte(r.Text[start:], '\n')
			if stop < 0 {
				stop = len(r.Text) - start
			}
			l := line{run: r, start: start, end: start + stop}
			l.parts = l.countParts()
			if l.parts == 0 || len(open) > 0 && (l.parts != open[0].parts || l.run.Within != open[0].run.Within) {
				end()
			}
			if l.parts > 0 {
				open = append(open, l)
			}
			start += stop + 1
		}
	}
	end()
	return found
}

// line is a line that may be one of a list.
type line struct {
	run        *page.Run
	start, end int
	parts      int
}

// countParts returns the number of parts of the line; 0 if it cannot be one of a list. Nearly all lines are prose, so it is
// found out in one go, up to the first part that is too long.
func (l *line) countParts() int {
	if l.end-l.start > maxLine {
		return 0
	}
	s := l.run.Text
	parts, words, inWord := 0, 0, false
	start := l.start + ordinal(s[l.start:l.end]) // of the part
	for at := start; at < l.end; {
		if inWord && (s[at]|0x20)-'a' < 26 { // most bytes by far
			at++
			continue
		}
		if next := separatorAt(s, start, at, l.end); next > 0 {
			if parts++; words == 0 || parts == maxParts {
				return 0
			}
			start, at, words, inWord = next, next, 0, false
			continue
		}
		r, size := rune(s[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[at:])
		}
		switch {
		case unicode.IsSpace(r):
			inWord = false
		case !inWord:
			if words++; words > maxPartWords {
				return 0
			}
			inWord = true
		}
		at += size
	}
	if words == 0 || parts == 0 {
		return 0
	}
	return parts + 1
}

// split ranges over the parts of the line between its separators, without white space around them, and their places in
// the run.
func (l *line) split() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		s := l.run.Text
		for at := l.start + ordinal(s[l.start:l.end]); at <= l.end; {
			stop, next := separator(s, at, l.end)
			part := strings.TrimLeftFunc(s[at:stop], unicode.IsSpace)
			if !yield(strings.TrimRightFunc(part, unicode.IsSpace), stop-len(part)) {
				return
			}
			at = next
		}
	}
}

// cells makes cells of the line's parts.
func (l *line) cells() []page.Cell {
	row := make([]page.Cell, 0, l.parts)
	for part, from := range l.split() {
		row = append(row, page.Cell{Text: part, Span: l.run.Span(from, from+len(part))})
	}
	return row
}

// listGrid makes the grid of lines that have the same number of parts.
func listGrid(lines []line) grid {
	g := grid{form: formList, within: lines[0].run.Within}
	for i := range lines {
		g.rows = append(g.rows, lines[i].cells())
	}
	last := g.rows[len(g.rows)-1]
	g.span = source.Span{Start: g.rows[0][0].Span.Start, End: last[len(last)-1].Span.End}
	return g
}

// ordinal returns the length of a number that a line begins with: "1. ", "02) ".
func ordinal(line string) int {
	rest := strings.TrimLeft(line, "0123456789")
	digits := len(line) - len(rest)
	if digits == 0 || digits > 3 || len(rest) < 2 || rest[0] != '.' && rest[0] != ')' || rest[1] != ' ' {
		return 0
	}
	return digits + 2
}

// separator returns where the next separator in s[at:end] begins and where it is over; beyond end if there is none.
func separator(s string, at, end int) (stop, next int) {
	for i := at; i < end; i++ {
		if next := separatorAt(s, at, i, end); next > 0 {
			return i, next
		}
	}
	return end, end + 1
}

// separatorAt returns where the separator that stands at i, in the part of a line [start, end), is over; 0 if there is none.
func separatorAt(s string, start, i, end int) int {
	switch c := s[i]; {
	case c == '|' || c == '\t' || c == ';':
		return i + 1
	case (c == ',' || c == ':') && i+1 < end && s[i+1] == ' ':
		return i + 2
	case c == '-' && i > start && s[i-1] == ' ' && i+1 < end && s[i+1] == ' ':
		return i + 2
	case c == 0xE2 && (strings.HasPrefix(s[i:end], "–") || strings.HasPrefix(s[i:end], "—")):
		return i + len("–")
	}
	return 0
}
