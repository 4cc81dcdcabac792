package rule

import (
	"slices"
	"strings"
	"testing"
)

// mutantsOf returns what is wrong with each mutant of a rule, and the example it asks for.
func mutantsOf(t *testing.T, files map[string]string) []string {
	t.Helper()
	set, err := load(t, files)
	if err != nil {
		t.Fatal(err)
	}
	mutants, err := set.Rules[0].Mutants()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, m := range mutants {
		list = append(list, strings.ReplaceAll(m.What+"; "+m.Want, changed, "~"))
	}
	return list
}

func TestMutantsOfConditions(t *testing.T) {
	const always = "the whole condition is dropped; add a good example with a link that the rule leaves alone"
	for code, want := range map[string][]string{
		`scheme == "http"`: {
			`“scheme == "http"” becomes “scheme != "http"”; add a bad example in which “scheme == "http"” holds`,
			`"http" becomes another text; add a bad example in which “scheme” is "http"`,
		},
		`not (level > 2)`: {
			`“not (level > 2)” becomes “level > 2”; add a bad example in which “not (level > 2)” holds`,
			`“level > 2” becomes “level >= 2”; add a bad example in which “level” is exactly “2”`,
			`“2” becomes “3”; add a good example in which “level” is exactly 3`,
		},
		`level <= 2`: {
			`“level <= 2” becomes “level > 2”; add a bad example in which “level <= 2” holds`,
			`“level <= 2” becomes “level < 2”; add a bad example in which “level” is exactly “2”`,
			`“2” becomes “3”; add a good example in which “level” is exactly 3`,
		},
		`2 < level`: {
			`“2 < level” becomes “2 >= level”; add a bad example in which “2 < level” holds`,
			`“2 < level” becomes “2 <= level”; add a good example in which “2” is exactly “level”`,
			`“2” becomes “3”; add a bad example in which “level” is exactly 3`,
		},
		`page.words >= 1 or host in ["a", "b"]`: {
			`“page.words >= 1” is dropped; add a bad example in which nothing but “page.words >= 1” holds`,
			`“host in ["a", "b"]” is dropped; add a bad example in which nothing but “host in ["a", "b"]” holds`,
			`“page.words >= 1” becomes “page.words < 1”; add a bad example in which “page.words >= 1” holds`,
			`“page.words >= 1” becomes “page.words > 1”; add a bad example in which “page.words” is exactly “1”`,
			`“1” becomes “0”; add a good example in which “page.words” is exactly 0`,
			`“host in ["a", "b"]” becomes “not (host in ["a", "b"])”; add a bad example in which “host in ["a", "b"]” holds`,
			`"a" becomes another text; add a bad example in which “host” is "a"`,
			`"b" becomes another text; add a bad example in which “host” is "b"`,
		},
		`page.has("x")`: {
			`“page.has("x")” becomes “not page.has("x")”; add a bad example in which “page.has("x")” holds`,
			`"x" becomes another text; add an example that depends on it`,
		},
		`none(page.topics, # != "a")`: {
			`“none(page.topics, # != "a")” becomes “not all(page.topics, # != "a")”; add a good example in which some of “page.topics” have “# != "a"”, but not all`,
			`“# != "a"” becomes “# == "a"”; add a good example in which “# != "a"” holds`,
			`"a" becomes another text; add a bad example in which “#” is "a"`,
		},
		`lower(host) matches "^(ab|cd)$"`: {
			`“lower(host) matches "^(ab|cd)$"” becomes “not (lower(host) matches "^(ab|cd)$")”; add a bad example in which “lower(host) matches "^(ab|cd)$"” holds`,
			`the anchor \A is dropped; add a good example in which “lower(host)” is like "xab"`,
			`the alternative for "ab" is dropped; add a bad example in which “lower(host)” is like "ab"`,
			`the alternative for "cd" is dropped; add a bad example in which “lower(host)” is like "cd"`,
			`the anchor (?-m:$) is dropped; add a good example in which “lower(host)” is like "abx"`,
			`“lower(host)” becomes “host”; add an example in which lower makes a difference`,
		},
		`len(page.topics) == 1`: {
			`“len(page.topics) == 1” becomes “len(page.topics) != 1”; add a bad example in which “len(page.topics) == 1” holds`,
			`“1” becomes “2”; add a bad example in which “len(page.topics)” is 1`,
		},
	} {
		got := mutantsOf(t, map[string]string{"a/x.yml": withLine("when", "when: '"+code+"'")})
		if want = append([]string{always}, want...); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %s\nwant %s", code, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
	}
}

func TestMutantsOfParametersAndPhrases(t *testing.T) {
	text := withLine("with", "with: {hosts: [a, b], level: 3, on: true}")
	text = strings.Replace(text, `when: scheme == "http"`, `when: host in with.hosts and level < with.level and with.on`, 1)
	got := strings.Join(mutantsOf(t, map[string]string{"a/x.yml": text}), "\n")
	for _, want := range []string{"a is dropped from with.hosts", "b is dropped from with.hosts", "with.level becomes 2",
		"with.level becomes 4", "with.on becomes false"} {
		if !strings.Contains(got, want) {
			t.Errorf("no mutant %q in\n%s", want, got)
		}
	}
	inline := strings.Replace(withLine("phrases", "phrases: [mất dạy, đồ ngốc]"), "each: link", "each: phrase", 1)
	listed := strings.Replace(inline, "[mất dạy, đồ ngốc]", "lists/x.yml", 1)
	list := "- {source: s, date: 2026-11-23, phrases: [a, b]}\n- {source: s, date: 2026-11-23, phrases: [c, d]}\n"
	for want, files := range map[string]map[string]string{
		`the phrase "đồ ngốc" is left out; add a bad example with "đồ ngốc"`:      {"a/x.yml": inline},
		`the group of "c" in lists/x.yml is left out; add a bad example with "c"`: {"a/x.yml": listed, "lists/x.yml": list},
	} {
		if got := mutantsOf(t, files); !slices.Contains(got, want) {
			t.Errorf("no mutant %q in %q", want, got)
		}
	}
}

func TestMutantsOfFixes(t *testing.T) {
	got := mutantsOf(t, map[string]string{"a/x.yml": withLine("fix", `fix: 'scheme == "http" ? replace(url, "http:", "https:") : url'`)})
	for _, want := range []string{
		"the fix is dropped; add `fixed:` with the text that the first bad example becomes",
		`"http:" becomes another text; add an example that depends on it`,
		`"https:" becomes another text; add an example that depends on it`,
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no mutant %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
	if without := mutantsOf(t, map[string]string{"a/x.yml": plainRule}); len(got) < len(without)+5 {
		t.Errorf("%d mutants with a fix, %d without", len(got), len(without))
	}
}

// TestMutantsLeaveTheRuleAlone: a mutant shares nothing that it changes with the rule it came from.
func TestMutantsLeaveTheRuleAlone(t *testing.T) {
	text := withLine("with", "with: {hosts: [a.vn]}")
	text = strings.Replace(text, `when: scheme == "http"`, `when: scheme == "http" and host in with.hosts`, 1)
	set, err := load(t, map[string]string{"a/x.yml": text})
	if err != nil {
		t.Fatal(err)
	}
	r := set.Rules[0]
	if _, err := r.Mutants(); err != nil {
		t.Fatal(err)
	}
	bound, err := r.Bind()
	if err != nil {
		t.Fatal(err)
	}
	for host, found := range map[string]bool{"a.vn": true, "b.vn": false} {
		answer, err := NewAsker("en").Ask(bound, Beside{}, &LinkFact{Scheme: "http", Host: host})
		if err != nil || (answer != nil) != found {
			t.Errorf("host %s: %v, %v", host, answer, err)
		}
	}
}
