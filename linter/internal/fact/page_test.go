package fact

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// fullPage has a field for everything that a page fact reads.
const fullPage = `---
title: ‹"Lễ khai giảng"›
date: 2026-09-05
lastmod: 2026-09-06T07:00:00+07:00
kind: tin
authors: [co.lan, thay.hung]
author: co.mai
topics: [lich-su]
social: true
channels: [facebook]
disclosure: finance
school_year: 2026 – 2027
file: ke-hoach.pdf
params: {a: {b: c}, d: ""}
none:
list: []
---
# Một hai

ba bốn ![năm](a.jpg) [sáu](b.docx) [bảy](/B.XLSX) [tám](b.docx#2) [](https://example.com/c.pdf)

| chín | mười |
|------|------|
| x    | y    |

<p>z</p>

<!-- lời -->
`

func TestPage(t *testing.T) {
	set := checkPlaces(t, Settings{Language: "vi"}, "page", "", fullPage)
	p := set.Page
	if p != only[Page](t, set, "page") {
		t.Error("the page of the set is another one")
	}
	has := p.Has
	got := *p
	got.Head, got.Has = Head{}, nil
	want := Page{
		Path: "content/tin-tuc/vi-du.md", Section: "tin-tuc", Language: "vi", Title: "Lễ khai giảng",
		Date:    time.Date(2026, 9, 5, 0, 0, 0, 0, time.UTC),
		Updated: got.Updated, Kind: "tin", Authors: []string{"co.lan", "thay.hung", "co.mai"}, Topics: []string{"lich-su"},
		Words: 12, ImageCount: 1, AttachmentCount: 3, Social: true, Channels: []string{"facebook"}, Disclosure: "finance",
		SchoolYear: "2026-2027",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("page\n%+v, want\n%+v", got, want)
	}
	if !p.Updated.Equal(time.Date(2026, 9, 6, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("updated %v", p.Updated)
	}
	for key, want := range map[string]bool{
		"title": true, "Title": true, "params": true, "params.a.b": true, "params.a": true, "params.d": false,
		"none": false,
		"list": false, "topics": true, "x": false, "param": false, "": false,
	} {
		if has(key) != want {
			t.Errorf("has(%q) is %v", key, !want)
		}
	}
}

func TestPageWithoutFrontMatter(t *testing.T) {
	set := checkPlaces(t, Settings{Language: "vi"}, "page", "", "# ‹Lễ *khai giảng*›\n\na")
	if p := set.Page; p.Title != "Lễ khai giảng" || !p.Date.IsZero() || p.Authors != nil || p.Draft {
		t.Errorf("%+v", p)
	}
	if p := checkPlaces(t, Settings{}, "page", "", "‹›a").Page; p.Title != "" {
		t.Errorf("%+v", p)
	}
}

func TestDraftAndUpdated(t *testing.T) {
	for front, want := range map[string]bool{
		"draft: true": true, "draft: false": false, "published: false": true, "published: true": false,
		"draft: yes": false, "a: b": false,
	} {
		if got := gather(t, Settings{}, "---\n"+front+"\n---\n").Page.Draft; got != want {
			t.Errorf("%s: draft is %v", front, got)
		}
	}
	p := gather(t, Settings{}, "---\ndate: 2026-09-05\nlang: en\nauthor: {name: Lan}\ntopics: lich-su\n---\n").Page
	if !p.Updated.Equal(p.Date) || p.Date.IsZero() || p.Language != "en" || len(p.Topics) != 1 || p.Topics[0] != "lich-su" {
		t.Errorf("%+v", p)
	}
}

func TestAuthors(t *testing.T) {
	for front, want := range map[string]string{
		"author: co.lan": "co.lan", "authors: co.lan": "co.lan", "authors: [a, b]": "a b", "author: {name: Lan}": "Lan",
		"authors: [{name: Lan}, b]": "Lan b", "author:": "", "authors: [a]\nauthor: b": "a b",
	} {
		if got := strings.Join(gather(t, Settings{}, "---\n"+front+"\n---\n").Page.Authors, " "); got != want {
			t.Errorf("%s: authors %q, want %q", front, got, want)
		}
	}
}

func TestSection(t *testing.T) {
	for _, test := range []struct {
		file  string
		roots []string
		want  string
	}{
		{"content/tin-tuc/a.md", []string{"content"}, "tin-tuc"},
		{"content/tin-tuc/2026/a.md", []string{"/content/"}, "tin-tuc"},
		{"content/a.md", []string{"content"}, ""},
		{"content/vi/tin-tuc/a.md", []string{"content", "content/vi"}, "tin-tuc"},
		{"docs/tin-tuc/a.md", []string{"content", ""}, "docs"},
		{"docs/tin-tuc/a.md", nil, "docs"},
		{"contents/a.md", []string{"content"}, "contents"},
		{"a.md", []string{""}, ""},
	} {
		if got := section(test.file, test.roots); got != test.want {
			t.Errorf("section(%q, %q) = %q, want %q", test.file, test.roots, got, test.want)
		}
	}
}

func TestSite(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for today, want := range map[string][3]string{
		"2026-11-23": {"2026-06-30", "2025-06-30", "2026-2027"},
		"2026-06-30": {"2026-06-30", "2025-06-30", "2026-2027"},
		"2026-06-29": {"2025-06-30", "2024-06-30", "2025-2026"},
		"2027-01-01": {"2026-06-30", "2025-06-30", "2026-2027"},
	} {
		s := NewSite("Trường THCS Hoa Sen", "https://hoasen.edu.vn", "hugo", nil, day(today).Add(23*time.Hour))
		got := [3]string{s.DisclosureDue.Format(time.DateOnly), s.DisclosureSince.Format(time.DateOnly), s.SchoolYear}
		if got != want || !s.Today.Equal(day(today)) {
			t.Errorf("%s: %+v, want %v", today, s, want)
		}
	}
	morning := time.Date(2026, 6, 30, 3, 0, 0, 0, time.FixedZone("", 7*60*60)) // still 29 June in UTC
	if s := NewSite("", "", "", nil, morning); !s.Today.Equal(day("2026-06-30")) {
		t.Errorf("today is %v", s.Today)
	}
}

func TestLanguageOf(t *testing.T) {
	for path, want := range map[string]string{
		"content/fr/a.md": "fr", "content/de/tin/a.md": "de", "content/pt-BR/b/c.md": "pt-br", "content/tin-tuc/a.en.md": "en", "content/vi/a.md": "vi", "content/tin-tuc/a.md": "",
		"content/idea/a.md": "", "content/a.min.md": "", "en/a.md": "en",
	} {
		if got := languageOf(path, []string{"content", "content/de", ""}); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
