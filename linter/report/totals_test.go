package report

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
)

// severalSites are the totals of three schools, of one of them in two months.
func severalSites() *Totals {
	var s Sum
	for i, r := range []*finding.Report{blocked(), many(), passReport(), waitingReport()} {
		r.Site = []string{"Trường THCS Hoa Sen", "Trường Tiểu học Sông Xanh", "Trường THCS Hoa Sen", "Trường THPT Núi Đôi"}[i]
		r.ID = r.Site
		r.At = time.Date(2026, []time.Month{9, 11, 10, 11}[i], 5, 3, 0, 0, 0, time.UTC)
		s.Add(r)
	}
	return s.Totals("vi")
}

func writeTotals(t *testing.T, format string, totals *Totals) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteTotals(&b, format, totals, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTotalsGolden(t *testing.T) {
	for _, f := range Formats() {
		if f.WriteTotals != nil {
			compare(t, filepath.Join("testdata", "totals."+f.Name), []byte(writeTotals(t, f.Name, severalSites())))
		}
	}
}

// The newest report of a site counts; older ones only for their month.
func TestTotals(t *testing.T) {
	totals := severalSites()
	if len(totals.Sites) != 3 {
		t.Fatalf("%d sites", len(totals.Sites))
	}
	if hoaSen := totals.Sites[0]; hoaSen.Errors != 0 || hoaSen.At.Month() != time.October || hoaSen.Verdict != finding.Pass {
		t.Errorf("the older report counts: %+v", hoaSen)
	}
	if waits := totals.Sites[1]; waits.Waiting != 2 || waits.Site != "Trường THPT Núi Đôi" {
		t.Errorf("waiting: %+v", waits)
	}
	var months []string
	for _, m := range totals.Months {
		months = append(months, m.Month)
	}
	if strings.Join(months, " ") != "2026-09 2026-10 2026-11" || totals.Months[2].Sites != 2 {
		t.Errorf("months: %+v", totals.Months)
	}
	sum := 0
	for _, topic := range totals.Topics {
		sum += topic.Errors
	}
	for _, rule := range totals.Rules {
		sum -= rule.Errors
	}
	if sum != 0 || totals.Topics[0].Name != "style" || totals.Rules[0].Errors != many().Count(finding.Error) {
		t.Errorf("topics %+v, rules %+v", totals.Topics, totals.Rules)
	}
}

func TestTotalsOfOneSiteOnly(t *testing.T) {
	var b bytes.Buffer
	err := WriteTotals(&b, "sarif", severalSites(), Options{})
	if err == nil || !strings.Contains(err.Error(), "csv") || b.Len() > 0 {
		t.Errorf("error %v, %d bytes", err, b.Len())
	}
}

// What a school sends cannot begin a formula in the office's spreadsheet, nor a line, nor markup.
func TestHostileTotals(t *testing.T) {
	shape := skeleton()
	for _, payload := range append(payloads(), "=HYPERLINK(\"http://evil.example\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "x\",\"y") {
		var s, harmless Sum
		r, good := hostileWith(payload), hostileWith("tốt")
		s.Add(r)
		harmless.Add(good)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(writeTotals(t, "csv", s.Totals("vi")), "\ufeff"))).ReadAll()
		if err != nil || len(rows) > 1+1+len(r.Findings)*2 {
			t.Fatalf("%q: %v, %d rows", payload, err, len(rows))
		}
		for _, row := range rows {
			for _, cell := range row {
				if trimmed := strings.TrimLeft(cell, " "); trimmed != "" && strings.Contains("=+-@\t\r", trimmed[:1]) {
					t.Errorf("%q: the cell %q begins a formula", payload, cell)
				}
				noControl(t, strings.ReplaceAll(cell, "\n", `\n`))
			}
		}
		noControl(t, writeTotals(t, "text", s.Totals("vi")))
		if got := writeTotals(t, "markdown", s.Totals("vi")); !strings.Contains(payload, "é|é") {
			for line := range strings.Lines(got) {
				if !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "### ") && line != "\n" {
					t.Errorf("%q: a line of its own: %q", payload, line)
				}
				if columns := strings.Count(shape(line), "|"); line[0] == '|' && columns < 6 {
					t.Errorf("%q: a row of %d columns: %q", payload, columns, line)
				}
			}
		}
		checkHTML(t, payload, writeTotals(t, "html", s.Totals("vi")), writeTotals(t, "html", harmless.Totals("vi")))
		_ = read[Totals](t, writeTotals(t, "json", s.Totals("vi")))
	}
}
