package rules_test

import (
	"regexp"
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

// TestTableForms: a table, a list and HTML with personal data get the same findings whatever their writing is dressed in.
func TestTableForms(t *testing.T) {
	const list = "# Lớp 6A\n\n| STT | Họ và tên | Ngày sinh | Điện thoại | Số CCCD |\n|---|---|---|---|---|\n" +
		"| 1 | Nguyễn Văn Đậu | 12/03/2015 | 0912 345 678 | 031085004217 |\n| 2 | Trần Thị Mướp | 02/11/2015 | 0987654321 | 031185004218 |\n" +
		"| 3 | Lê Văn Bầu | 21/07/2015 | 0356789123 | 031085004219 |\n\n- Đặng Thị Bí, 6A, hộ nghèo\n- Phạm Văn Đỗ, 6A, mồ côi cha\n- Vũ Thị Cà, 6B, hộ cận nghèo\n\n" +
		"<p>Thằng Đỗ là đồ vô học, STK 0381000456789 Vietcombank của cô Đào</p>\n"
	// lines changes the lines that hold words, and leaves headings and the rule of a table as they are.
	lines := func(change func(string) string, only func(string) bool) string {
		parts := strings.Split(list, "\n")
		for i, line := range parts {
			if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "|--") && only(line) {
				parts[i] = change(line)
			}
		}
		return strings.Join(parts, "\n")
	}
	table := func(line string) bool { return strings.HasPrefix(line, "|") }
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, s)
	}
	word := regexp.MustCompile(`(\pL|\d)(\pL|\d)`)
	between := regexp.MustCompile(`(\pL|\d) (\pL|\d)`)
	forms := map[string]string{
		"as it is": list, "NFD": norm.NFD.String(list), "Eth": strings.ReplaceAll(list, "Đ", "Ð"),
		"no-break spaces":   lines(func(s string) string { return between.ReplaceAllString(s, "$1\u00a0$2") }, func(string) bool { return true }),
		"hidden characters": lines(func(s string) string { return word.ReplaceAllString(s, "$1\u200b$2") }, table),
		"full-width digits": lines(digits, func(s string) bool { return table(s) || strings.HasPrefix(s, "<") }),
	}
	const want = "dignity/ambiguous-insult privacy/bank-account privacy/child-circumstances privacy/child-circumstances " +
		"privacy/child-circumstances privacy/citizen-id privacy/citizen-id privacy/citizen-id privacy/personal-phone " +
		"privacy/personal-phone privacy/personal-phone privacy/pupil-list privacy/pupil-name privacy/pupil-name privacy/pupil-name"
	for name, text := range forms {
		found := findings(t, []sample{{where: name, text: text}})[0]
		for p := range found {
			if !strings.HasPrefix(p.rule, "privacy/") && !strings.HasPrefix(p.rule, "dignity/") {
				delete(found, p)
			}
		}
		if got := rulesOf(found); got != want {
			t.Errorf("%s: found %s, want %s", name, got, want)
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
