package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// writeTotalsJSON writes totals as they are.
func writeTotalsJSON(w io.Writer, t *Totals, _ Options) error {
	j := newJSONWriter(w)
	c := *t
	c.Sites, c.Topics, c.Rules, c.Months = list(t.Sites), list(t.Topics), list(t.Rules), list(t.Months)
	j.object(c, "")
	j.WriteByte('\n')
	return j.Flush()
}

// column is one column of a table of totals; numbers stand to the right.
type column struct {
	Title  string
	Number bool
}

// table is a table of totals, the same in every format for people. Its cells are not escaped yet.
type table struct {
	Title   string
	Columns []column
	Rows    [][]string
}

// tables returns the tables of totals: sites, topics, rules.
func (t *Totals) tables(say lang.Catalogue) []table {
	head := func(code string) column { return column{say.Say(code), false} }
	number := func(code string) column { return column{say.Say(code), true} }
	counts := []column{number("totals.errors"), number("totals.reviews"), number("totals.warnings"), number("totals.settled")}
	sites := table{Title: say.Say("totals.sites", "n", strconv.Itoa(len(t.Sites))), Columns: append([]column{head("totals.site"),
		head("totals.gated"), head("totals.verdict"), number("totals.pages"), number("totals.waiting"), number("totals.personal-data"),
		number("totals.missing-pages")}, append(slices.Clone(counts), head("totals.at"))...)}
	for _, s := range t.Sites {
		row := []string{s.Site, yesNo(say, s.Gated), verdictMark(s.Verdict)}
		row = append(row, numbers(s.Pages, s.Waiting, s.PersonalData, s.MissingPages)...)
		sites.Rows = append(sites.Rows, append(append(row, s.numbers()...), s.At.Format(time.DateOnly)))
	}
	topics := table{Title: say.Say("totals.topics"), Columns: append([]column{head("totals.topic"), number("totals.of-sites")}, counts...)}
	for _, topic := range t.Topics {
		topics.Rows = append(topics.Rows, append(append([]string{topicName(say, topic.Name)}, numbers(topic.Sites)...), topic.numbers()...))
	}
	rules := table{Title: say.Say("totals.rules"), Columns: append([]column{head("totals.rule"), head("totals.name"), number("totals.of-sites")}, counts...)}
	for _, rule := range t.Rules {
		row := append([]string{rule.Name, rule.Title[say.Language()]}, numbers(rule.Sites)...)
		rules.Rows = append(rules.Rows, append(row, rule.numbers()...))
	}
	return []table{sites, topics, rules}
}

func numbers(list ...int) (texts []string) {
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
	return texts
}

func (c Count) numbers() []string { return numbers(c.Errors, c.Reviews, c.Warnings, c.Settled) }

func yesNo(say lang.Catalogue, yes bool) string {
	if yes {
		return say.Say("totals.yes")
	}
	return say.Say("totals.no")
}

func verdictMark(v finding.Verdict) string {
	if v == finding.Pass {
		return pass.mark()
	}
	return fix.mark()
}

// writeTotalsText writes totals for a terminal, in columns.
func writeTotalsText(w io.Writer, t *Totals, o Options) error {
	say, err := lang.For(t.Language)
	if err != nil {
		return fmt.Errorf("totals: %w", err)
	}
	out := bufio.NewWriter(w)
	for i, table := range t.tables(say) {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(paint(o.Color).bold(Visible(table.Title)) + "\n")
		table.text(out)
	}
	return out.Flush()
}

// maxCell is the width of a cell in a terminal's table, in code points.
const maxCell = 48

// text writes a table in columns as wide as their widest cell.
func (t *table) text(out *bufio.Writer) {
	widths := make([]int, len(t.Columns))
	lines := [][]string{{}}
	for _, c := range t.Columns {
		lines[0] = append(lines[0], Visible(c.Title))
	}
	for _, row := range t.Rows {
		var line []string
		for _, cell := range row {
			line = append(line, Visible(clip(cell, maxCell)))
		}
		lines = append(lines, line)
	}
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], columns(cells(cell)))
		}
	}
	for _, line := range lines {
		var b strings.Builder
		for i, cell := range line {
			space := strings.Repeat(" ", widths[i]-columns(cells(cell)))
			if t.Columns[i].Number {
				b.WriteString("  " + space + cell)
			} else {
				b.WriteString("  " + cell + space)
			}
		}
		out.WriteString(strings.TrimRight(b.String(), " ") + "\n")
	}
}

// writeTotalsMarkdown writes totals as tables, the gravest rows of each.
func writeTotalsMarkdown(w io.Writer, t *Totals, _ Options) error {
	say, err := lang.For(t.Language)
	if err != nil {
		return fmt.Errorf("totals: %w", err)
	}
	out := bufio.NewWriter(w)
	for i, table := range t.tables(say) {
		if i > 0 {
			out.WriteByte('\n')
		}
		table.markdown(out, say)
	}
	return out.Flush()
}

// maxTotals is how many rows of a table a summary shows.
const maxTotals = 100

func (t *table) markdown(out *bufio.Writer, say lang.Catalogue) {
	out.WriteString("### " + markdown(t.Title, maxMessage) + "\n\n")
	head, line := "|", "|"
	for _, c := range t.Columns {
		head += " " + markdown(c.Title, maxPath) + " |"
		if c.Number {
			line += "--:|"
		} else {
			line += "---|"
		}
	}
	out.WriteString(head + "\n" + line + "\n")
	for _, row := range t.Rows[:min(len(t.Rows), maxTotals)] {
		out.WriteByte('|')
		for _, cell := range row {
			out.WriteString(" " + markdown(cell, maxFix) + " |")
		}
		out.WriteByte('\n')
	}
	if left := len(t.Rows) - maxTotals; left > 0 {
		out.WriteString("\n" + say.Say("markdown.more", "n", strconv.Itoa(left)) + "\n")
	}
}
