package rule

import (
	"slices"
	"strings"
	"testing"
)

// TestRounds: what would run away on a page of long lists and texts is not asked, and says so; what costs little is.
func TestRounds(t *testing.T) {
	long := &PageFact{Topics: slices.Repeat([]string{"a"}, 50_000)}
	wide := &PageFact{Title: strings.Repeat("a", 1<<20), Topics: slices.Repeat([]string{"a"}, 2000)}
	few := &PageFact{Title: strings.Repeat("a", 4000), Topics: slices.Repeat([]string{"a"}, 60)}
	for _, c := range []struct {
		when    string
		page    *PageFact
		refused bool
	}{
		{`any(page.topics, any(page.topics, # == "b"))`, long, true},
		{`any(page.topics, # in page.topics)`, long, true},
		{`none(page.topics, count(page.topics, # == "b") > 1)`, long, true},
		{`any(page.topics, not (page.title contains "b"))`, wide, true},
		{`any(page.topics, page.title matches "b")`, wide, true},
		{`any(page.topics, lower(page.title) == "b")`, wide, true},
		{`any(page.topics, # == "b")`, long, false},
		{`any(page.topics, # in ["b", "c"])`, long, false},
		{`any(page.topics, # == page.title)`, wide, false},
		{`page.title contains "b"`, wide, false},
		{`any(page.topics, any(page.topics, # == "b"))`, few, false},
		{`any(page.topics, # in page.topics and page.title contains "b")`, few, false},
		{`any(site.pages, any(.topics, # == "b"))`, few, false},
	} {
		for _, key := range []string{"when", "message"} {
			line := "when: '" + c.when + "'"
			if key == "message" {
				line = `message: {vi: "x", en: '{` + c.when + ` ? "a" : "b"}'}`
			}
			set, err := load(t, map[string]string{"security/x.yml": withLine(key, line)})
			if err != nil {
				t.Fatal(err)
			}
			bound, err := set.Rules[0].Bind()
			if err != nil {
				t.Fatal(err)
			}
			_, err = NewAsker("en").Ask(bound, Beside{Page: c.page, Site: &SiteFact{Pages: slices.Repeat([]*PageFact{c.page}, 3000)}}, &LinkFact{Scheme: "http"})
			if refused := err != nil && strings.Contains(err.Error(), "too long to go through within each other"); refused != c.refused || !refused && err != nil {
				t.Errorf("%s in %s: %v", c.when, key, err)
			}
		}
	}
}
