package rules_test

import (
	"os"
	"strings"
	"testing"
)

// TestClean: on what schools write every day, with literature, animals, numbers and names of places among it, the rules of
// privacy and dignity find nothing. Each line of the file is a page; it was written before the rules were asked.
func TestClean(t *testing.T) {
	text, err := os.ReadFile("testdata/clean/school.txt")
	if err != nil {
		t.Fatal(err)
	}
	var samples []sample
	for line := range strings.Lines(string(text)) {
		samples = append(samples, sample{text: strings.TrimSuffix(line, "\n")})
	}
	if len(samples) < 200 {
		t.Errorf("only %d pages", len(samples))
	}
	for i, found := range findings(t, samples) {
		for p := range found {
			t.Errorf("%s finds %q in %q", p.rule, samples[i].text[p.start:p.end], samples[i].text)
		}
	}
}
