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
		if mutants, err := bound.Mutants(); err != nil {
			t.Fatalf("%d mutants, then %v", len(mutants), err)
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

// FuzzAsk compiles any text as a condition and asks it, and all its mutants, about any fact: twice the same answer, or an
// error with a place.
func FuzzAsk(f *testing.F) {
	f.Add(`scheme == "http" and not (host in ["a.vn"])`, "http://a.vn/x", "a.vn", 2)
	f.Add(`any(site.pages, .title startsWith text) or page.words / level > 0.5`, "x", "", 0)
	f.Add(`none(page.topics, # matches "^[a-c]+$") ? level % 2 == 1 : len(url) > level`, "đ\u0301", "y", -1)
	f.Add(`join(page.topics, host) contains replace(url, "a", host)`, "aaaa", "bbbb", 3)
	f.Add(`page.date >= date("2026-11-20") and page.has(host) and page.topics[level] != upper(trim(host))`, "a", "b", 1)
	f.Fuzz(func(t *testing.T, code, url, host string, level int) {
		pack := fstest.MapFS{"a/x.yml": {Data: []byte(withLine("when", "when: "+strconv.Quote(code)))}}
		set, err := Load([]Pack{{Name: "rules", Files: pack}}, testVocabulary())
		if err != nil {
			return
		}
		page := &PageFact{Title: url, Topics: []string{"a", host, url}, Words: level, Date: time.Unix(int64(level), 0),
			Has: func(name string) bool { return name == url }}
		beside := Beside{Page: page, Site: &SiteFact{Name: host, Pages: []*PageFact{page, page}}, Change: &ChangeFact{Kind: host}}
		subject := &LinkFact{Head: Head{Text: host}, URL: url, Scheme: "http", Host: host, Level: level}
		ask := func(r *Rule) (bool, string) {
			bound, err := r.Bind()
			if err != nil {
				t.Fatal(err)
			}
			answer, err := NewAsker("vi").Ask(bound, beside, subject)
			if err == nil {
				return answer != nil, ""
			}
			var framed interface{ Frame() string }
			if !errors.As(err, &framed) {
				t.Fatalf("an error without a place: %v", err)
			}
			return false, err.Error()
		}
		mutants, err := set.Rules[0].Mutants()
		if err != nil {
			t.Fatal(err)
		}
		rules := []*Rule{set.Rules[0]}
		for _, m := range mutants {
			rules = append(rules, m.Rule)
		}
		for _, r := range rules {
			found, fault := ask(r)
			if again, other := ask(r); again != found || other != fault {
				t.Fatalf("%q: %v %q, then %v %q", code, found, fault, again, other)
			}
		}
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
