package rule

import (
	"errors"
	"strings"
	"testing"
)

// TestHoles names what the expression language lets through in silence, or dies of, as measured before it was chosen; each is
// refused when the rule is loaded, in every place where an expression can stand. What only shows while a rule runs (building
// large texts, nothing behind an index, division by zero, long lists) is in TestFailures and TestRounds.
func TestHoles(t *testing.T) {
	for name, codes := range map[string][]string{
		"a condition of any type":        {`page.params.author == 3`, `url in ["a", 3]`, `page.params.review.by`, `url`, `[page.topics][0]`},
		"a source that overflows":        {strings.Repeat("(", 600_000) + "true", strings.Repeat("!", 1_000_000) + "true", strings.Repeat("-", 9000) + "1 == 1"},
		"comparison in a circle":         {`page == page`, `site == site`, `site.pages == site.pages`, `[page] == [page]`, `page in site.pages`, `any(site.pages, # == page)`, `[site.pages] == []`},
		"deep data in builtins":          {`flatten([page.topics]) == page.topics`, `min(page.topics) == ""`, `max([1, 2]) == 2`, `mean([1, 2]) == 1.5`, `median([1, 2]) == 1`, `sum([1]) == 1`},
		"texts without a bound":          {`repeat("a", 1000000) == ""`, `split(url, "") == page.topics`, `string(page) == ""`, `concat(page.topics, page.topics) == page.topics`},
		"ranges":                         {`len(1..1000000000) > 1`, `len(map(1..1000, #)) > 1`, `any(1..10000000, # == 3)`},
		"predicates in predicates":       {strings.Repeat("any(page.topics, ", 5) + "true" + strings.Repeat(")", 5), `any(page.topics, any(page.topics, any(page.topics, # == "a")))`, `any(site.pages, any(site.pages, .title == "a"))`},
		"a hidden clock":                 {`now() > page.date`, `date("2026-01-01") > now()`, `duration("1h") == duration("1h")`, `page.date > date("2026-01-01", "2006-01-02", "Asia/Ho_Chi_Minh")`, `timezone("UTC") == nil`},
		"what should be masked":          {`toJSON(page) == ""`, `toJSON(site.pages) == ""`, `toBase64(text) == ""`, `fromJSON(text) == nil`},
		"nothing":                        {`url == nil`, `(page.title ?? "a") == "a"`},
		"ASCII words":                    {`text matches "\\bđồ ngu\\b"`, `text matches "\\w+ ơi"`, `text matches "ơ\\B"`, `text matches "ơ\\W"`},
		"patterns from elsewhere":        {`text matches host`, `text matches ("a" + host)`, `text matches "a{1001}"`, `text matches "("`},
		"methods and pointers":           {`page.date.Local() == page.date`, `page.date.Year() > 2000`, `page.has == page.has`, `(*page).title == "a"`},
		"names that are computed":        {`page["ti" + "tle"] == "a"`, `page[host] == "a"`, `get(page, "title") == "a"`, `$env["page"] == nil`, `$env.scheme == "a"`},
		"types asked for":                {`type(page) == "a"`, `int("3") == 3`, `float("3") == 3.0`},
		"variables, maps, slices, pipes": {`let a = url; a == "b"`, `{"a": true}.a`, `url[0:1] == "a"`, `page.topics[0:1] == page.topics`, `(true; false)`, `reduce(page.topics, 1, 0) > 0`, `sortBy(page.topics, #) == page.topics`, `groupBy(page.topics, #) == nil`},
	} {
		for _, code := range codes {
			quoted := "'" + strings.ReplaceAll(code, "'", "''") + "'"
			for key, line := range map[string]string{"when": "when: " + quoted, "fix": "fix: " + quoted,
				"message": `message: {vi: "x", en: '{` + strings.ReplaceAll(code, "'", "''") + `}'}`} {
				_, err := load(t, map[string]string{"security/x.yml": withLine(key, line)})
				if key != "when" && (err == nil || code == "url") {
					continue // of any type, these may be printed
				}
				var framed interface{ Frame() string }
				if err == nil || !errors.As(err, &framed) || !strings.HasPrefix(err.Error(), "rules/security/x.yml:") {
					t.Errorf("%s, %s: %.80s: %v", name, key, code, err)
				}
			}
		}
	}
}
