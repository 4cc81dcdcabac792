package finding

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"
)

func at(path string, offset int, rule string) Finding {
	return Finding{Path: path, Rule: rule, Range: Range{Start: Position{Offset: offset}, End: Position{Offset: offset + 1}}}
}

func TestCompareOrdersByPathOffsetRule(t *testing.T) {
	longer := at("b.md", 2, "a/b")
	longer.Range.End.Offset++
	said := longer
	said.Message = "z"
	want := []Finding{at("a.md", 9, "z/z"), at("b.md", 2, "a/b"), longer, said, at("b.md", 2, "a/c"), at("b.md", 10, "a/a")}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		got := slices.Clone(want)
		random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, Compare)
		for i := range got {
			if Compare(got[i], want[i]) != 0 {
				t.Fatalf("place %d: got %+v, want %+v", i, got[i], want[i])
			}
		}
	}
}

func TestBlocks(t *testing.T) {
	settled := &Settled{By: "review"}
	for _, test := range []struct {
		severity Severity
		settled  *Settled
		want     bool
	}{
		{Error, nil, true}, {Review, nil, true}, {Warning, nil, false},
		{Error, settled, false}, {Review, settled, false}, {Warning, settled, false},
		{"unheard-of", nil, true}, // what is not known to be harmless blocks
	} {
		f := Finding{Severity: test.severity, Settled: test.settled}
		if f.Blocks() != test.want {
			t.Errorf("%s, settled %v: blocks %v", test.severity, test.settled, f.Blocks())
		}
	}
}

func TestSeverities(t *testing.T) {
	for _, s := range Severities() {
		if !s.Valid() {
			t.Errorf("%s is listed but not valid", s)
		}
	}
	if Severity("").Valid() || Severity("Error").Valid() {
		t.Error("an unknown severity is valid")
	}
}

func TestCounts(t *testing.T) {
	r := Report{
		Findings: []Finding{{Severity: Error}, {Severity: Error, Settled: &Settled{}}, {Severity: Warning}},
		Reviews:  []PageReview{{State: Approved}, {State: Missing}, {State: Rejected}, {State: "unheard-of"}},
	}
	if r.Count(Error) != 1 || r.Count(Review) != 0 || r.Count(Warning) != 1 {
		t.Errorf("counts: %d errors, %d reviews, %d warnings", r.Count(Error), r.Count(Review), r.Count(Warning))
	}
	if waiting := r.Waiting(); len(waiting) != 3 || waiting[0].State != Missing {
		t.Errorf("waiting: %v", waiting)
	}
}

// The names are a contract with whoever reads reports.
func TestNamesInJSON(t *testing.T) {
	text, err := json.Marshal(Report{Findings: []Finding{{}}, Reviews: []PageReview{{Approvals: []Approval{{}}}}})
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Findings []map[string]any
		Reviews  []map[string]any
	}
	var top map[string]any
	if json.Unmarshal(text, &top) != nil || json.Unmarshal(text, &report) != nil {
		t.Fatal("the report cannot be read back")
	}
	for _, test := range []struct {
		in    map[string]any
		names []string
	}{
		{top, []string{"schema", "tool", "site", "base", "head", "generator", "rules", "pages", "verdict", "findings", "reviews"}},
		{report.Findings[0], []string{"rule", "severity", "path", "range", "message", "fix", "reviewers", "settled", "fingerprint"}},
		{report.Reviews[0], []string{"page", "digest", "state", "needs", "lacks", "approvals", "hands", "why"}},
	} {
		for _, name := range test.names {
			if _, ok := test.in[name]; !ok {
				t.Errorf("%q is missing", name)
			}
		}
	}
}
