package rules_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter"
)

// The sets: the rules were tuned on one half; the other was written before, and only counted.
var qualitySets = []string{"tuned", "held-out"}

// What the rules must reach on each of them, together.
const (
	minPrecision = 0.97
	minRecall    = 0.95
)

// A sample is one line of a set: a sentence, a table or a small page, with the places that rules must find.
type sample struct {
	where    string // file and line
	text     string
	expected map[place]bool
}

// place is where a rule finds something in a sample.
type place struct {
	rule       string
	start, end int
}

// score counts what a rule found in a set.
type score struct{ right, wrong, missed, clean int }

// TestQuality asks the rules of privacy and dignity about all sets, prints what they find, and compares that with
// QUALITY.md.
func TestQuality(t *testing.T) {
	var table strings.Builder
	table.WriteString("| set | rule | to find | clean samples | found | false | missed | precision | recall |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, set := range qualitySets {
		samples := readSamples(t, set)
		found := findings(t, samples)
		scores := map[string]*score{}
		for i, s := range samples {
			rate(t, scores, s, found[i])
		}
		total := &score{}
		for _, rule := range sorted(scores) {
			s := scores[rule]
			total.right, total.wrong, total.missed = total.right+s.right, total.wrong+s.wrong, total.missed+s.missed
			table.WriteString(s.row(set, rule))
			if s.precision() < minPrecision || s.recall() < minRecall {
				t.Errorf("%s, %s: precision %.3f, recall %.3f", set, rule, s.precision(), s.recall())
			}
		}
		total.clean = countClean(samples)
		table.WriteString(total.row(set, "**all**"))
	}
	t.Log("\n" + table.String())
	recorded, err := os.ReadFile("QUALITY.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(recorded), table.String()) {
		t.Error("QUALITY.md does not hold this table; put it there")
	}
}

func (s *score) precision() float64 { return ratio(s.right, s.right+s.wrong) }
func (s *score) recall() float64    { return ratio(s.right, s.right+s.missed) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func (s *score) row(set, rule string) string {
	return fmt.Sprintf("| %s | %s | %d | %d | %d | %d | %d | %.3f | %.3f |\n", set, rule, s.right+s.missed, s.clean,
		s.right, s.wrong, s.missed, s.precision(), s.recall())
}

// rate compares what was found in a sample with what should be.
func rate(t *testing.T, scores map[string]*score, s sample, found map[place]bool) {
	of := func(rule string) *score {
		if scores[rule] == nil {
			scores[rule] = &score{}
		}
		return scores[rule]
	}
	for p := range found {
		if s.expected[p] {
			of(p.rule).right++
		} else {
			of(p.rule).wrong++
			t.Logf("%s: %s is false: %q in %q", s.where, p.rule, s.text[p.start:p.end], s.text)
		}
	}
	for p := range s.expected {
		if !found[p] {
			of(p.rule).missed++
			t.Logf("%s: %s misses %q in %q", s.where, p.rule, s.text[p.start:p.end], s.text)
		}
	}
	if own := ruleOf(s.where); len(s.expected) == 0 {
		of(own).clean++
	}
}

func countClean(samples []sample) int {
	n := 0
	for _, s := range samples {
		if len(s.expected) == 0 {
			n++
		}
	}
	return n
}

func sorted(scores map[string]*score) []string {
	var names []string
	for name := range scores {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// ruleOf returns the rule that a file of samples is about, from its name.
func ruleOf(where string) string {
	name, _, _ := strings.Cut(where, ".txt")
	parts := strings.Split(filepath.ToSlash(name), "/")
	return strings.Join(parts[len(parts)-2:], "/")
}

// readSamples reads the files of a set. Each line is a sample; \n in it is a line end and \u200b a character.
func readSamples(t *testing.T, set string) []sample {
	t.Helper()
	var samples []sample
	root := filepath.Join("testdata", "quality", set)
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			where := fmt.Sprintf("%s:%d", name, i+1)
			s, err := parseSample(where, line)
			if err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
			samples = append(samples, s)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return samples
}

var codePoint = regexp.MustCompile(`\\u[0-9a-f]{4}`)

// parseSample cuts the marks out of a line: « » round what the file's rule must find, «name: … » round what another rule
// of the same topic, or «topic/name: … », one of another. Marks may stand in marks.
func parseSample(where, line string) (sample, error) {
	line = codePoint.ReplaceAllStringFunc(line, func(code string) string {
		n, _ := strconv.ParseInt(code[2:], 16, 32)
		return string(rune(n))
	})
	line = strings.ReplaceAll(line, `\n`, "\n")
	s := sample{where: where, expected: map[place]bool{}}
	var open []place
	for line != "" {
		at := strings.IndexAny(line, "«»")
		if at < 0 {
			s.text += line
			break
		}
		s.text += line[:at]
		mark := line[at:]
		if rest, ok := strings.CutPrefix(mark, "«"); ok {
			p := place{rule: ruleOf(where), start: len(s.text)}
			if named := namedMark.FindString(rest); named != "" {
				p.rule, rest = strings.TrimSuffix(named, ": "), rest[len(named):]
				if !strings.Contains(p.rule, "/") {
					p.rule = filepath.ToSlash(filepath.Join(filepath.Dir(ruleOf(where)), p.rule))
				}
			}
			open, line = append(open, p), rest
			continue
		}
		if len(open) == 0 {
			return s, fmt.Errorf("a » closes nothing")
		}
		p := open[len(open)-1]
		p.end = len(s.text)
		s.expected[p] = true
		open, line = open[:len(open)-1], strings.TrimPrefix(mark, "»")
	}
	if len(open) > 0 {
		return s, fmt.Errorf("a « is not closed")
	}
	return s, nil
}

var namedMark = regexp.MustCompile(`^[a-z/-]+: `)

// findings writes each sample into a page of one site and returns what the rules of privacy and dignity find there.
func findings(t *testing.T, samples []sample) []map[place]bool {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "content", "bai"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"hugo.toml": "", ".rasoat.yml": qualityConfig} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i, s := range samples {
		if err := os.WriteFile(filepath.Join(dir, pageName(i)), []byte(s.text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	report, err := linter.Lint(context.Background(), linter.Options{Dir: dir, NoReview: true, Now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	found := make([]map[place]bool, len(samples))
	for i := range found {
		found[i] = map[place]bool{}
	}
	for _, f := range report.Findings {
		var i int
		if _, err := fmt.Sscanf(f.Path, "content/bai/%d.md", &i); err != nil || !judged(f.Rule) {
			continue
		}
		found[i][place{f.Rule, f.Range.Start.Offset, f.Range.End.Offset}] = true
	}
	return found
}

// qualityConfig names the contacts of the invented school whose pages the samples are.
const qualityConfig = `site: {name: Trường THCS Hoa Sen, url: https://hoasen.example}
contacts:
  phones: ["0225 3876 543", "0987 111 222"]
  accounts: ["0381 000 999 888"]
  addresses: ["số 5 đường Hoa Sen"]
`

func pageName(i int) string { return fmt.Sprintf("content/bai/%d.md", i) }

// judged reports whether a rule is measured here.
func judged(rule string) bool {
	return strings.HasPrefix(rule, "privacy/") || strings.HasPrefix(rule, "dignity/")
}
