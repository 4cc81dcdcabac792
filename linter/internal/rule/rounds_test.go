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
			if refused := err != nil && strings.Contains(err.Error(), "it could run for very long"); refused != c.refused || !refused && err != nil {
				t.Errorf("%s in %s: %v", c.when, key, err)
			}
		}
	}
}

// TestRoundsOfAPage: what one fact may ask may be too much for all facts of a page together; the next page begins anew.
func TestRoundsOfAPage(t *testing.T) {
	long := func() *PageFact { return &PageFact{Topics: slices.Repeat([]string{"a"}, 1000)} }
	wide := func() *PageFact { return &PageFact{Title: strings.Repeat("a", 1<<20)} }
	site := &SiteFact{Pages: slices.Repeat([]*PageFact{long()}, 3000)}
	for _, c := range []struct {
		when string
		page func() *PageFact
		asks int // that are answered
	}{
		{`any(page.topics, any(page.topics, # == "b"))`, long, 4},
		{`any(page.topics, # == "b")`, long, 4000},
		{`any(site.pages, .title == "b")`, long, 1332},
		{`page.title matches "b"`, wide, 122},
		{`scheme == "b"`, wide, 5000},
	} {
		set, err := load(t, map[string]string{"security/x.yml": withLine("when", "when: '"+c.when+"'")})
		if err != nil {
			t.Fatal(err)
		}
		bound, err := set.Rules[0].Bind()
		if err != nil {
			t.Fatal(err)
		}
		asker, asks := NewAsker("en"), 0
		ask := func(page *PageFact) bool {
			_, err := asker.Ask(bound, Beside{Page: page, Site: site}, &LinkFact{Scheme: "http"})
			return err == nil
		}
		for page := c.page(); asks < 5000 && ask(page); {
			asks++
		}
		if asks != c.asks {
			t.Errorf("%s: answered %d times, not %d", c.when, asks, c.asks)
		}
		if !ask(c.page()) {
			t.Errorf("%s: not asked on the next page", c.when)
		}
	}
}
