package rule

import (
	"errors"
	"testing"
	"testing/fstest"
	"time"
)

// FuzzRule loads any text as a rule and asks what was loaded. Whatever is written, the answer is a rule or an error.
func FuzzRule(f *testing.F) {
	f.Add(plainRule)
	f.Add(withLine("with", "with: {hosts: [], level: 3}"))
	f.Add(withLine("when", `when: any(page.topics, # in ["a"]) and text matches "^a+$"`))
	f.Add(withLine("message", `message: {vi: "{url} {{x}}", en: "{say(scheme)} {page.date}"}`))
	f.Add(withLine("fix", `fix: replace(url, "a", "b")`))
	f.Fuzz(func(t *testing.T, text string) {
		pack := fstest.MapFS{"a/x.yml": {Data: []byte(text)}}
		set, err := Load([]Pack{{Name: "rules", Files: pack}}, testVocabulary())
		if err != nil {
			var framed interface{ Frame() string }
			if !errors.As(err, &framed) {
				t.Fatalf("an error without a place: %v", err)
			}
			return
		}
		bound, err := set.Rules[0].Bind(nil)
		if err != nil {
			t.Fatal(err)
		}
		if bound.Kind.Name != "link" {
			return
		}
		beside := Beside{Page: &PageFact{Topics: []string{"a"}, Date: time.Unix(0, 0), Has: func(string) bool { return true }},
			Site: &SiteFact{}, Change: &ChangeFact{}}
		// An expression may fail while it runs; it must not take the program with it.
		_, _ = NewAsker("vi").Ask(bound, beside, &LinkFact{URL: "http://a.vn", Scheme: "http"})
	})
}
