package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
)

// writeCSV writes the totals of one report for a spreadsheet.
func writeCSV(w io.Writer, r *finding.Report, o Options) error {
	return writeTotalsCSV(w, totalsOf(r), o)
}

// writeTotalsCSV writes a row for each site, topic and rule; its first column says which. The mark at the beginning
// tells spreadsheets that the text is UTF-8.
func writeTotalsCSV(w io.Writer, t *Totals, _ Options) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	c.Write([]string{"level", "name", "sites", "errors", "reviews", "warnings", "settled",
		"judged_at", "head", "gated", "verdict", "pages", "waiting", "personal_data", "missing_pages"})
	row := func(level, name string, sites int, n Count, rest ...string) {
		fields := []string{level, csvText(name), strconv.Itoa(sites), strconv.Itoa(n.Errors), strconv.Itoa(n.Reviews),
			strconv.Itoa(n.Warnings), strconv.Itoa(n.Settled)}
		c.Write(append(fields, append(rest, make([]string, 8-len(rest))...)...))
	}
	for _, s := range t.Sites {
		row("site", s.Site, 1, s.Count, s.At.Format(time.RFC3339), csvText(s.Head), strconv.FormatBool(s.Gated),
			csvText(string(s.Verdict)), strconv.Itoa(s.Pages), strconv.Itoa(s.Waiting), strconv.Itoa(s.PersonalData), strconv.Itoa(s.MissingPages))
	}
	for _, topic := range t.Topics {
		row("topic", topic.Name, topic.Sites, topic.Count)
	}
	for _, rule := range t.Rules {
		row("rule", rule.Name, rule.Sites, rule.Count)
	}
	c.Flush()
	return c.Error()
}

// csvText is the escaper of a spreadsheet's cell: what would begin a formula gets an apostrophe before it.
func csvText(s string) string {
	s = Visible(s)
	if trimmed := strings.TrimLeft(s, " "); trimmed != "" && strings.Contains("=+-@", trimmed[:1]) {
		return "'" + s
	}
	return s
}
