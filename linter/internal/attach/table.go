package attach

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
)

// writeTable writes rows as a table of Markdown. Lines of one cell above the rest are what sheets have for titles: they
// become paragraphs, so that the row of headers is the table's first.
func writeTable(out *strings.Builder, rows [][]string) {
	for len(rows) > 1 && filled(rows[0]) == 1 && slices.ContainsFunc(rows, func(row []string) bool { return filled(row) > 1 }) {
		out.WriteString("\n" + escape(strings.Join(rows[0], "")) + "\n")
		rows = rows[1:]
	}
	width := 0 // of the headers: no cell may lie behind them
	for _, row := range rows {
		width = min(max(width, len(row)), maxColumn)
	}
	for i, row := range rows {
		if i == 0 {
			row = append(slices.Clone(row), make([]string, max(0, width-len(row)))...)
			out.WriteByte('\n')
		}
		for k, cell := range row {
			if i > 0 && k < len(rows[0]) {
				cell = zeroed(rows[0][k], cell)
			}
			out.WriteString("| " + escape(cell) + " ")
		}
		out.WriteString("|\n")
		if i == 0 {
			out.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
}

// filled counts the cells with something in them.
func filled(row []string) int {
	n := 0
	for _, cell := range row {
		if cell != "" {
			n++
		}
	}
	return n
}

// What columns of telephones and of citizens' cards are called, and what is left of such a number when a program for
// sheets took it for an amount: its first zero is lost.
var (
	phoneColumn = regexp.MustCompile(`(?i)điện\s*thoại|sđt|\bsdt\b|^đt$|đt\s|di\s*động|phone|mobile|zalo`)
	cardColumn  = regexp.MustCompile(`(?i)cccd|căn\s*cước|định\s*danh`)
	shortPhone  = regexp.MustCompile(`^[35789][0-9]{8}$`)
	shortCard   = regexp.MustCompile(`^[0-9]{11}$`)
)

// zeroed returns a cell with the zero that a telephone or a card's number has lost.
func zeroed(header, cell string) string {
	if shortPhone.MatchString(cell) && phoneColumn.MatchString(header) || shortCard.MatchString(cell) && cardColumn.MatchString(header) {
		return "0" + cell
	}
	return cell
}

// separated reads lines of cells that commas, semicolons or tabs part, whichever the beginning has most of.
func separated(text string) string {
	head := strings.TrimPrefix(text, "\ufeff")
	text, head = head, head[:min(len(head), 4096)]
	r := csv.NewReader(strings.NewReader(text))
	r.LazyQuotes, r.FieldsPerRecord = true, -1
	for _, c := range ";\t" {
		if strings.Count(head, string(c)) > strings.Count(head, string(r.Comma)) {
			r.Comma = c
		}
	}
	rows, err := r.ReadAll()
	if err != nil {
		return escape(text)
	}
	for _, row := range rows {
		for k := range row {
			row[k] = strings.Join(strings.Fields(row[k]), " ")
		}
	}
	var out strings.Builder
	writeTable(&out, rows)
	return out.String()
}
