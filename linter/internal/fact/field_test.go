package fact

import (
	"slices"
	"testing"
)

// problems returns key and problem of all fields that have one.
func problems(t *testing.T, src string) []string {
	t.Helper()
	var list []string
	for _, f := range all[Field](gather(t, Settings{}, src), "field", "") {
		if f.Valid != (f.Problem == "") {
			t.Errorf("%+v", f)
		}
		if f.Problem != "" {
			list = append(list, f.Key+" "+f.Problem)
		}
	}
	return list
}

func TestFieldProblems(t *testing.T) {
	for front, want := range map[string]string{
		"date: 2026-11-20": "", "date: 20/11/2026": "date not-a-date", "date: 2026-13-01": "date not-a-date",
		"date: 2026-11-20T07:00:00+07:00": "", "date: 2026-11-20 07:00:00 +0700": "", "date: '2026-11-20 07:00'": "",
		"lastmod: hôm qua": "lastmod not-a-date", "publishDate: [2026-11-20]": "publishDate not-a-date",
		"expiryDate:": "",
		"draft: true": "", "draft: no": "draft not-a-bool", "draft: \"false\"": "draft not-a-bool",
		"social: 1": "social not-a-bool",
		"weight: 3": "", "weight: -1.5": "", "weight: ba": "weight not-a-number",
		"tags: [a, b]": "", "tags: a": "", "tags: {a: b}": "tags not-a-text", "categories: tin": "",
		"topics: lich-su": "topics not-a-list", "channels: [facebook]": "", "channels: {a: b}": "channels not-a-list",
		"author: co.lan": "", "authors: [co.lan]": "", "author: {name: co.lan}": "", "toc: {a: b}": "",
		"published: 2026-11-20":  "",
		"school_year: 2026-2027": "", "school_year: 2026–2027": "", "school_year: 2026 - 2027": "",
		"school_year: 2026-2028": "school_year not-a-school-year", "school_year: 2026": "school_year not-a-school-year",
		"slug: [a]": "slug not-a-text", "description:": "", "cover: {image: a.jpg}": "", "cover: a.jpg": "",
		"posted: {zalo: \"\"}":   "",
		"params: {draft: maybe}": "", "mau: xanh": "", "Draft: no": "Draft not-a-bool",
		"publishdate: mai": "publishdate not-a-date",
		"darft: true":      "darft misspelt", "drafts: true": "drafts misspelt", "draf: true": "draf misspelt",
		"dratf: true": "dratf misspelt",
		"drift: true": "drift misspelt", "drift: true\ndraft: false": "", "data: 5": "",
		"dat: 2026-11-20": "dat misspelt",
		"topic: [a]":      "topic misspelt", "link: a": "", "tag: a": "", "file: a.pdf": "",
		"disclosures: a": "disclosures misspelt",
	} {
		var one []string
		if want != "" {
			one = []string{want}
		}
		if got := problems(t, "---\ntitle: A\n"+front+"\n---\n"); !slices.Equal(got, one) {
			t.Errorf("%s: problems %q, want %q", front, got, want)
		}
	}
}

func TestTitleIsRequired(t *testing.T) {
	for src, want := range map[string]string{
		"---\ntitle: A\n---\n": "", "---\nTitle: A\n---\n": "", "+++\ntitle = \"A\"\n+++\n": "",
		"{\"title\": \"A\"}\n": "",
		"# A\n\nb":             "", "---\ntitle: 2026\n---\n": "",
		"b": "title missing", "": "title missing", "## A": "title missing",
		"---\ndate: 2026-11-20\n---\n# A": "title missing",
		"---\ntitle:\n---\n":              "title empty", "---\ntitle: \"  \"\n---\n": "title empty",
		"---\ntitle: [A]\n---\n": "title not-a-text",
		"---\ntitel: A\n---\n":   "titel misspelt", "---\ntittle: A\n---\n": "tittle misspelt",
		"---\nten: A\n---\n": "title missing",
	} {
		var one []string
		if want != "" {
			one = []string{want}
		}
		if got := problems(t, src); !slices.Equal(got, one) {
			t.Errorf("%q: problems %q, want %q", src, got, want)
		}
	}
}

func TestFieldPlaces(t *testing.T) {
	for _, marked := range []string{
		"---\ntitle: ‹A›\ndate: ‹\"2026-11-20\"›\ntags: ‹[a, b]›\n‹empty›:\n---\n",
		"---\n‹darft›: true\ntitle: ‹A›\n---\n",
		"‹›Bài không khai báo\n",
		"‹---›\ndate: ‹2026-11-20›\n---\n",
		"\ufeff‹---›\ndate: ‹2026-11-20›\n---\n",
	} {
		checkPlaces(t, Settings{}, "field", "", marked)
	}
}

func TestField(t *testing.T) {
	set := gather(t, Settings{}, "---\ntitle: 'A'\ntags: [a, b]\ncover: {image: c.jpg, alt: d}\nmau: 0123\n---\n")
	got := all[Field](set, "field", "")
	type brief struct {
		key, value               string
		required, present, known bool
	}
	want := []brief{
		{"title", "A", true, true, true}, {"tags", "a, b", false, true, true}, {"cover", "", false, true, true},
		{"cover.image", "c.jpg", false, true, true}, {"cover.alt", "d", false, true, true},
		{"mau", "0123", false, true, false},
	}
	var have []brief
	for _, f := range got {
		have = append(have, brief{f.Key, f.Value, f.Required, f.Present, f.Known})
	}
	if !slices.Equal(have, want) {
		t.Errorf("fields %v, want %v", have, want)
	}
	missing := only[Field](t, gather(t, Settings{}, "b"), "field")
	if !missing.Required || missing.Present || !missing.Known || missing.Valid {
		t.Errorf("%+v", missing)
	}
}

func TestOneSlip(t *testing.T) {
	for typed, right := range map[string]string{
		"titel": "title", "tite": "title", "titlee": "title", "tidle": "title", "dat": "date", "daet": "date",
	} {
		if !oneSlip(typed, right) {
			t.Errorf("%s is no slip of %s", typed, right)
		}
	}
	for typed, right := range map[string]string{
		"title": "title", "data": "date", "ttl": "title", "elit": "title", "": "date", "eltit": "title",
	} {
		if oneSlip(typed, right) {
			t.Errorf("%s is a slip of %s", typed, right)
		}
	}
}
