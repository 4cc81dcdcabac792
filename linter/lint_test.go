package linter

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/examples"
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/report"
)

var exampleOptions = Options{Dir: "../examples/truong-hoa-sen", Now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}

func lintExample(t *testing.T) *finding.Report {
	t.Helper()
	r, err := Lint(t.Context(), exampleOptions)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSameInputSameBytes: however many workers there are, the report is the same.
func TestSameInputSameBytes(t *testing.T) {
	var first []byte
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, workers := range []int{1, 2, 7, 16} {
		runtime.GOMAXPROCS(workers)
		text, err := json.Marshal(lintExample(t))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = text
		} else if !bytes.Equal(first, text) {
			t.Errorf("with %d workers the report differs", workers)
		}
	}
}

// TestNothingPersonalIsRepeated looks for the planted numbers, in any spelling, in every format.
func TestNothingPersonalIsRepeated(t *testing.T) {
	r := lintExample(t)
	planted := []string{"0912345678", "912345678"}
	err := fs.WalkDir(examples.Files(), "truong-hoa-sen/content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		text, err := fs.ReadFile(examples.Files(), name)
		planted = append(planted, regexp.MustCompile(`\b0\d{11}\b`).FindAllString(string(text), -1)...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(planted) < 3 {
		t.Fatal("the example holds no citizen id any more")
	}
	digits := regexp.MustCompile(`[^0-9a-f]`)
	for _, format := range report.Formats() {
		var out bytes.Buffer
		if err := report.Write(&out, format.Name, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		plain := digits.ReplaceAllString(out.String(), "")
		for _, number := range planted {
			if strings.Contains(plain, number) {
				t.Errorf("%s repeats the number that ends in %s", format.Name, number[len(number)-3:])
			}
		}
	}
}

// TestRangesAgree: offset, line and column of every finding speak of the same place, and the excerpt shows it.
func TestRangesAgree(t *testing.T) {
	seen := 0
	for _, f := range lintExample(t).Findings {
		if f.Excerpt == nil {
			continue
		}
		seen++
		text, err := os.ReadFile(filepath.Join(exampleOptions.Dir, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatal(err)
		}
		before := string(text[:f.Range.Start.Offset])
		if line := strings.Count(before, "\n") + 1; line != f.Range.Start.Line {
			t.Errorf("%s %s: line %d, want %d", f.Path, f.Rule, f.Range.Start.Line, line)
		}
		if column := len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1; column != f.Range.Start.Column {
			t.Errorf("%s %s: column %d, want %d", f.Path, f.Rule, f.Range.Start.Column, column)
		}
		written, _, _ := strings.Cut(string(text[f.Range.Start.Offset:f.Range.End.Offset]), "\n")
		shown := string([]rune(f.Excerpt.Line)[f.Excerpt.Start:f.Excerpt.End])
		if shown != written && !strings.Contains(shown, "***") {
			t.Errorf("%s %s: the excerpt shows %q, the page says %q", f.Path, f.Rule, shown, written)
		}
	}
	if seen == 0 {
		t.Error("no finding of the example shows an excerpt")
	}
}

// TestExampleHoldsEveryMistake keeps the example telling: each of these rules finds something in it.
func TestExampleHoldsEveryMistake(t *testing.T) {
	found := map[string]bool{}
	for _, f := range lintExample(t).Findings {
		found[f.Rule] = true
	}
	for _, rule := range []string{"privacy/citizen-id", "privacy/personal-phone", "dignity/insult", "security/unsafe-html",
		"security/dangerous-link", "structure/invalid-field", "structure/broken-link", "accessibility/undescribed-image"} {
		if !found[rule] {
			t.Errorf("%s finds nothing in the example", rule)
		}
	}
}

// TestBuiltInRulesProveThemselves: every example comes out as it says, and every small mistake in a rule is noticed by one.
func TestBuiltInRulesProveThemselves(t *testing.T) {
	result, err := Test(t.Context(), exampleOptions)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range append(result.Failures, result.Survivors...) {
		t.Error(line)
	}
	if result.Rules < 16 || result.Mutants < result.Rules {
		t.Errorf("%d mutants of %d rules", result.Mutants, result.Rules)
	}
}
