package rule

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rasoat/rasoat/linter/internal/text"
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
		bound, err := set.Rules[0].Bind()
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

// FuzzPattern: whatever is written as a pattern is refused with a place or finds its matches in order, and no match is
// lost because none of the pattern's words stands in the text.
func FuzzPattern(f *testing.F) {
	f.Add(`lớp \d+[A-Z]?`, "Lớp 6A, lớp 10")
	f.Add(`(mua|bán) (hàng|vé)s?`, "mua hàng, bán vé")
	f.Add(`(hòa|quý)[^ ]*`, "Hoà bình, quý bà")
	f.Add(`a{2,3}b?[xX-]`, "aab-aaax")
	f.Fuzz(func(t *testing.T, pattern, s string) {
		set, err := Load([]Pack{{Name: "rules", Files: fstest.MapFS{"a/x.yml": {Data: []byte(patternRule(strconv.Quote(pattern)))}}}}, testVocabulary())
		if err != nil {
			var framed interface{ Frame() string }
			if !errors.As(err, &framed) {
				t.Fatalf("an error without a place: %v", err)
			}
			return
		}
		p := set.Rules[0].Pattern
		folded := text.Fold(strings.ToValidUTF8(s, "")).Text
		last := 0
		p.Find(folded, func(start, end int) {
			if start < last || start >= end || end > len(folded) {
				t.Fatalf("%q in %q: %d–%d after %d", pattern, folded, start, end, last)
			}
			last = end
		})
		if last == 0 || len(p.Words) == 0 {
			return
		}
		words, err := text.NewPhrases(p.Words)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		words.Scan().Find(folded, func(int, int, int) { found = true })
		if !found {
			t.Fatalf("%q matches in %q, but none of %q stands there", pattern, folded, p.Words)
		}
	})
}
