package lang

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

func catalogues(t *testing.T) []Catalogue {
	t.Helper()
	var all []Catalogue
	for _, name := range Languages() {
		c, err := For(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	all := catalogues(t)
	for _, c := range all {
		for _, other := range all {
			for _, code := range other.Codes() {
				if !c.Has(code) {
					t.Errorf("%s: %q is missing, %s has it", c.Language(), code, other.Language())
				} else if mine, theirs := placeholders(c.texts[code]), placeholders(other.texts[code]); !slices.Equal(mine, theirs) {
					t.Errorf("%q: %s has placeholders %v, %s has %v", code, c.Language(), mine, other.Language(), theirs)
				}
			}
		}
	}
}

// placeholders returns the names of a text's placeholders, sorted, each once.
func placeholders(text string) []string {
	var names []string
	for {
		_, name, _, after, ok := nextPlaceholder(text)
		if !ok {
			slices.Sort(names)
			return slices.Compact(names)
		}
		names, text = append(names, name), after
	}
}

func TestTextsAreWellFormed(t *testing.T) {
	for _, c := range catalogues(t) {
		for _, code := range c.Codes() {
			text := c.texts[code]
			if strings.TrimSpace(text) != text || strings.Contains(text, "  ") {
				t.Errorf("%s: %q has needless spaces: %q", c.Language(), code, text)
			}
			if strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.M, unicode.C) && r != 0xfe0f }) {
				t.Errorf("%s: %q holds a combining or invisible character: %+q", c.Language(), code, text)
			}
			if strings.Count(text, "{") != strings.Count(text, "}") {
				t.Errorf("%s: %q has a placeholder that is not closed: %q", c.Language(), code, text)
			}
		}
	}
}

func TestVietnameseAvoidsProgrammersWords(t *testing.T) {
	c := catalogues(t)[0]
	for _, code := range c.Codes() {
		text := c.texts[code]
		text = strings.NewReplacer("*Commit changes*", "", "git commit", "").Replace(text) // a button, a command
		for _, name := range placeholders(text) {
			text = strings.ReplaceAll(text, "{"+name+"}", "")
		}
		for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if slices.Contains([]string{"lint", "linter", "ci", "merge", "commit", "digest", "repo", "branch"}, word) {
				t.Errorf("%q says %q: %q", code, word, text)
			}
		}
	}
}

func TestSay(t *testing.T) {
	c := Catalogue{language: "en", texts: map[string]string{
		"plain": "Nothing to fix.", "one": "{who} waits.", "many": "{n} {n|page waits|pages wait} for {who}", "open": "a { b",
	}}
	for _, test := range []struct {
		code string
		args []string
		want string
	}{
		{"plain", nil, "Nothing to fix."},
		{"one", []string{"who", "Lan"}, "Lan waits."},
		{"one", []string{"who", "{who}"}, "{who} waits."},
		{"one", []string{"n", "3"}, "{who} waits."},
		{"one", []string{"who"}, "{who} waits."},
		{"many", []string{"n", "1", "who", "Lan"}, "1 page waits for Lan"},
		{"many", []string{"n", "0", "who", "Lan"}, "0 pages wait for Lan"},
		{"many", []string{"who", "Lan"}, "{n} {n|page waits|pages wait} for Lan"},
		{"open", nil, "a { b"},
		{"no-such-code", []string{"who", "Lan"}, "no-such-code"},
	} {
		if got := c.Say(test.code, test.args...); got != test.want {
			t.Errorf("Say(%q, %q) = %q, want %q", test.code, test.args, got, test.want)
		}
	}
}

func TestPhrases(t *testing.T) {
	vietnamese, english := catalogues(t)[0], catalogues(t)[1]
	for _, test := range []struct{ got, want string }{
		{vietnamese.Role("principal"), "Hiệu trưởng"},
		{vietnamese.Role("to-truong-su"), "to-truong-su"},
		{vietnamese.Roles([]string{"principal", "editor"}), "Hiệu trưởng và Biên tập viên"},
		{english.Roles(nil), ""},
		{english.Need(map[string]int{"principal": 1, "editor": 2, "health": 0}), "2 × editor and principal"},
		{english.List([]string{"a", "b", "c"}), "a, b and c"},
		{vietnamese.Time(time.Date(2026, 9, 4, 17, 5, 0, 0, time.UTC)), "00:05 ngày 05/9/2026"},
		{english.Time(time.Date(2026, 9, 5, 2, 12, 0, 0, time.UTC)), "09:12 on 5 September 2026 (UTC+7)"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestReason(t *testing.T) {
	vietnamese, english := catalogues(t)[0], catalogues(t)[1]
	for _, test := range []struct{ got, want string }{
		{vietnamese.Reason("missing", "roles", "2 editor, principal"), "Chưa có ai duyệt đúng nội dung này. Cần: 2 Biên tập viên và Hiệu trưởng."},
		{english.Reason("missing", "roles", "to su, 2 editor"), "Nobody who may has approved this content. Needed: 2 × editor and to su."},
		{vietnamese.Reason("changed", "who", "p.mai", "time", "2026-09-05T02:12:00Z"), "p.mai đã duyệt trang này lúc 09:12 ngày 05/9/2026, nhưng sau đó trang đã đổi. Cần duyệt lại."},
		{english.Reason("future", "time", "tomorrow"), "it is dated tomorrow, which is yet to come"},
		{english.Reason("never-heard-of"), "gate.never-heard-of"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestUnknownLanguage(t *testing.T) {
	_, err := For("fr")
	if err == nil || !strings.Contains(err.Error(), "vi, en") {
		t.Errorf("For(fr): %v, want an error that names the languages there are", err)
	}
}

func FuzzFill(f *testing.F) {
	f.Add("{n} {n|page|pages} for {who}", "n", "1")
	f.Add("}{", "", "{")
	f.Fuzz(func(t *testing.T, text, name, value string) {
		if !strings.Contains(text, "{") && fill(text, []string{name, value}) != text {
			t.Errorf("%q has no placeholder but was changed", text)
		}
		fill(text, []string{name, value})
	})
}
