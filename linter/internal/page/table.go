package page

import (
	"strconv"

	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Table is a table of Markdown or HTML. Cells that others span are there as often as they span, with the same text and
// place, so that a column is a column in every row.
type Table struct {
	Rows []TableRow
	HTML bool
	Role string      // HTML: the attribute role, such as presentation
	Span source.Span // from the first row's first byte, or the start tag's, to the end of the last
}

// TableRow is a row of a table.
type TableRow struct {
	Cells  []Cell
	Header bool // the first row in Markdown; in HTML a row in <thead>, or one of <th> alone
}

// Cell is a cell of a table.
type Cell struct {
	Text   string // what a reader sees
	Header bool   // in a header row, or a <th>
	Span   source.Span
}

// table reads a table of Markdown.
func (r *walk) table(n *extast.Table) {
	i := len(r.page.Tables)
	r.page.Tables = append(r.page.Tables, Table{}) // a cell may hold the start of one in HTML
	t := Table{Rows: make([]TableRow, 0, n.ChildCount())}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, header := row.(*extast.TableHeader)
		cells := make([]Cell, 0, row.ChildCount())
		end := row.Pos()
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cell := Cell{Header: header, Span: source.Span{Start: end, End: end}}
			if lines := c.Lines(); lines.Len() > 0 {
				cell.Span = source.Span{Start: lines.At(0).Start, End: lines.At(0).Stop}
			}
			r.inCell = true
			r.inlines(c)
			cell.Text = r.w.visible(0, r.w.len())
			r.end(InCell)
			r.inCell = false
			cells, end = append(cells, cell), cell.Span.End
		}
		if body, ok := row.(*extast.TableRow); ok {
			r.surplus(body)
		}
		t.Rows = append(t.Rows, TableRow{cells, header})
		if header {
			t.Span.Start = r.lineStart(row.Pos())
		}
		t.Span.End = r.lineEnd(end)
	}
	r.page.Tables[i] = t
}

// lineStart returns the offset of the first byte from at on that is no blank.
func (r *walk) lineStart(at int) int {
	for at < len(r.text) && (r.text[at] == ' ' || r.text[at] == '\t') {
		at++
	}
	return at
}

// lineEnd returns the end of the line that holds at, without blanks at its end.
func (r *walk) lineEnd(at int) int {
	end := upTo(r.text, at, '\n')
	for end > at && space(r.text[end-1]) {
		end--
	}
	return end
}

// The rows and columns that one cell of HTML may span, and the cells that a page may have through that.
const (
	maxSpan  = 100
	maxSpans = 20_000
)

// openTable is a table of HTML that has not ended.
type openTable struct {
	index   int // in the page's tables
	table   Table
	thead   bool
	cell    *openCell
	spanned []spanned // by column: cells of rows above
}

// openCell is a cell that has not ended.
type openCell struct {
	tag        string
	start      int // of its content in the source
	mark       int // of its text in the run being written
	text       []byte
	cols, rows int
}

// spanned is a cell that goes on in rows below its own.
type spanned struct {
	cell Cell
	rows int
}

// tableTag reads a start tag, which may belong to a table.
func (r *walk) tableTag(e *Element) {
	switch e.Tag {
	case "table":
		role, _ := e.Get("role")
		r.tables = append(r.tables, &openTable{index: len(r.page.Tables), table: Table{HTML: true, Role: role.Value, Span: e.Span}})
		r.page.Tables = append(r.page.Tables, Table{})
		return
	case "thead", "tbody", "tfoot", "tr", "td", "th":
	default:
		return
	}
	if len(r.tables) == 0 {
		return
	}
	t := r.tables[len(r.tables)-1]
	r.closeCell(t, e.Span.Start)
	switch e.Tag {
	case "thead", "tbody", "tfoot":
		t.thead = e.Tag == "thead"
	case "tr":
		r.addRow(t)
	default:
		if len(t.table.Rows) == 0 {
			r.addRow(t)
		}
		t.cell = &openCell{tag: e.Tag, start: e.Span.End, mark: r.w.len(), cols: spans(e, "colspan"), rows: spans(e, "rowspan")}
	}
}

// spans returns how many columns or rows a cell takes.
func spans(e *Element, attribute string) int {
	a, _ := e.Get(attribute)
	n, err := strconv.Atoi(a.Value)
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxSpan)
}

// tableEnd reads an end tag that may belong to a table; it begins at the offset at and ends at end.
func (r *walk) tableEnd(tag string, at, end int) {
	if len(r.tables) == 0 {
		return
	}
	t := r.tables[len(r.tables)-1]
	switch tag {
	case "td", "th", "tr", "thead", "tbody", "tfoot":
		r.closeCell(t, at)
		if tag == "thead" {
			t.thead = false
		}
	case "table":
		r.closeCell(t, at)
		r.closeTable(end)
	}
}

// closeTable ends the innermost table. Its place ends at end.
func (r *walk) closeTable(end int) {
	t := r.tables[len(r.tables)-1]
	r.tables = r.tables[:len(r.tables)-1]
	r.fill(t)
	if n := len(r.tables); n > 0 && r.tables[n-1].cell != nil {
		r.tables[n-1].cell.mark = r.w.len() // what has been written was of this table
	}
	for i := range t.table.Rows {
		row := &t.table.Rows[i]
		for _, c := range row.Cells {
			row.Header = row.Header && c.Header
		}
		row.Header = row.Header && len(row.Cells) > 0
	}
	t.table.Span.End = max(end, t.table.Span.End)
	r.page.Tables[t.index] = t.table
}

// addRow begins a row.
func (r *walk) addRow(t *openTable) {
	r.fill(t)
	t.table.Rows = append(t.table.Rows, TableRow{Header: true})
}

// fill adds the cells of rows above that go on where the current row's next cell would be.
func (r *walk) fill(t *openTable) {
	if len(t.table.Rows) == 0 {
		return
	}
	row := &t.table.Rows[len(t.table.Rows)-1]
	for i := len(row.Cells); i < len(t.spanned) && t.spanned[i].rows > 0 && r.spanned < maxSpans; i++ {
		row.Cells = append(row.Cells, t.spanned[i].cell)
		t.spanned[i].rows--
		r.spanned++
	}
}

// closeCell ends a cell that is open. Its content ends at end.
func (r *walk) closeCell(t *openTable, end int) {
	c := t.cell
	if c == nil {
		return
	}
	r.pauseCell()
	r.fill(t)
	cell := Cell{Text: string(c.text), Header: c.tag == "th" || t.thead, Span: source.Span{Start: c.start, End: max(c.start, end)}}
	row := &t.table.Rows[len(t.table.Rows)-1]
	for n := 0; n < c.cols && (n == 0 || r.spanned < maxSpans); n++ {
		for len(t.spanned) <= len(row.Cells) {
			t.spanned = append(t.spanned, spanned{})
		}
		t.spanned[len(row.Cells)] = spanned{cell, c.rows - 1}
		row.Cells = append(row.Cells, cell)
		if n > 0 {
			r.spanned++
		}
	}
	t.cell = nil
}

// pauseCell takes what has been written for the open cell's text.
func (r *walk) pauseCell() {
	if len(r.tables) == 0 || r.depth > 0 {
		return
	}
	c := r.tables[len(r.tables)-1].cell
	if c == nil {
		return
	}
	if text := r.w.visible(min(c.mark, r.w.len()), r.w.len()); text != "" {
		if len(c.text) > 0 {
			c.text = append(c.text, ' ')
		}
		c.text = append(c.text, text...)
	}
	c.mark = 0
}
