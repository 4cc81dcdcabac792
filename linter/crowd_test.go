package linter

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// TestThin: what is not listed is told, and blocks as before.
func TestThin(t *testing.T) {
	say, err := lang.For("en")
	if err != nil {
		t.Fatal(err)
	}
	settled := &finding.Settled{By: "review"}
	var findings []finding.Finding
	add := func(path, rule string, severity finding.Severity, settled *finding.Settled, n int) {
		for i := range n {
			findings = append(findings, finding.Finding{Path: path, Rule: rule, Severity: severity, Settled: settled,
				Fingerprint: fmt.Sprint(i), Excerpt: &finding.Excerpt{},
				Range: finding.Range{Start: finding.Position{Offset: 10 * i}, End: finding.Position{Offset: 10*i + 5}}})
		}
	}
	add("a.md", "x/few", finding.Warning, nil, maxAlike)
	add("a.md", "x/many", finding.Error, nil, maxAlike+1)
	add("a.md", "x/settled", finding.Review, settled, maxAlike+7)
	add("a.md", "x/settled", finding.Review, nil, maxAlike+300)
	add("b.md", "x/many", finding.Error, nil, maxAlike-1)
	r := &run{say: say}
	thinned := r.thin(findings)
	if want := maxAlike + maxAlike + 1 + 2*(maxAlike+1) + maxAlike - 1; len(thinned) != want {
		t.Fatalf("%d findings are listed, want %d", len(thinned), want)
	}
	want := map[string]finding.Finding{
		"1 more place like these": {Rule: "x/many", Severity: finding.Error},
		"7 more places":           {Rule: "x/settled", Severity: finding.Review, Settled: settled},
		"300 more places":         {Rule: "x/settled", Severity: finding.Review},
	}
	for _, f := range thinned {
		for text, w := range want {
			if !strings.Contains(f.Message, text) {
				continue
			}
			delete(want, text)
			if f.Path != "a.md" || f.Rule != w.Rule || f.Severity != w.Severity || f.Settled != w.Settled || f.Excerpt != nil ||
				f.Range.Start.Offset != 10*maxAlike || f.Range.End.Offset < f.Range.Start.Offset {
				t.Errorf("%+v", f)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not told: %v", want)
	}
}
