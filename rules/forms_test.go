package rules_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestForms: a page in decomposed letters, with Eth for Đ, or with no-break spaces gets the same findings.
func TestForms(t *testing.T) {
	samples := readSamples(t, "tuned")
	want := findings(t, samples)
	for name, form := range map[string]func(string) string{
		"NFD": norm.NFD.String,
		"Eth": strings.NewReplacer("Đ", "Ð", "đ", "ð").Replace,
		"no-break spaces": func(s string) string {
			if strings.ContainsAny(s, "|\n#-") {
				return s // Markdown's own blanks
			}
			return strings.ReplaceAll(s, " ", "\u00a0")
		},
	} {
		changed := slices.Clone(samples)
		for i := range changed {
			changed[i].text = form(changed[i].text)
		}
		for i, found := range findings(t, changed) {
			if got, expected := rulesOf(found), rulesOf(want[i]); got != expected {
				t.Errorf("%s: %s: found %s, want %s in %q", samples[i].where, name, got, expected, changed[i].text)
			}
		}
	}
}

// rulesOf returns the rules that found something, as often as they did.
func rulesOf(found map[place]bool) string {
	var rules []string
	for p := range found {
		rules = append(rules, p.rule)
	}
	slices.Sort(rules)
	return strings.Join(rules, " ")
}
