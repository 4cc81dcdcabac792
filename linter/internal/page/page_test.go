package page

import (
	"errors"
	"strings"
	"testing"
)

// TestUnreadable: what is no page is refused, with a reason, a place, and words that help.
func TestUnreadable(t *testing.T) {
	for _, test := range []struct{ name, src, reason, at, detail string }{
		{"UTF-16, little endian", "\xff\xfeT\x00r\x00", NotUTF8, "", "UTF-16"},
		{"UTF-16, big endian", "\xfe\xff\x00T", NotUTF8, "", "UTF-16"},
		{"UTF-16 without a mark", "T\x00r\x00", NUL, "\x00", "NUL"},
		{"TCVN3", "Tr\xad\xeang THCS", NotUTF8, "\xad", "save it as UTF-8"},
		{"half a character", "Trư\xe1\xbb", NotUTF8, "\xe1", "save it as UTF-8"},
		{"conflict", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", ConflictMarker, "<<<<<<<", "unfinished merge"},
		{"conflict at the top", "<<<<<<< HEAD\n---\ntitle: b\n=======\nc\n>>>>>>> x\n", ConflictMarker, "<<<<<<<", ""},
		{"conflict in front matter", "---\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n---\n", ConflictMarker, "<<<<<<<", ""},
		{"conflict behind code", "```\na\n```\n<<<<<<< a\n=======\n>>>>>>> b\n", ConflictMarker, "<<<<<<<", ""},
		{"conflict, CRLF", "a\r\n<<<<<<< a\r\n=======\r\n>>>>>>> b\r\n", ConflictMarker, "<<<<<<<", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse("a.md", []byte(test.src))
			var u *Unreadable
			if !errors.As(err, &u) {
				t.Fatalf("error %v", err)
			}
			at := test.src[u.Span.Start:u.Span.End]
			if u.Reason != test.reason || at != test.at || !strings.Contains(u.Detail, test.detail) {
				t.Errorf("%s at %q: %s", u.Reason, at, u.Detail)
			}
		})
	}
}

// TestReadable: what looks like a fault and is none.
func TestReadable(t *testing.T) {
	for name, src := range map[string]string{
		"nothing":                   "",
		"a byte order mark alone":   "\ufeff",
		"a conflict as an example":  "```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n",
		"the same, indented":        "    <<<<<<< a\n    =======\n    >>>>>>> b\n",
		"a heading underlined long": "a\n=======\n",
		"marks in another order":    ">>>>>>> a\n\n=======\n\n<<<<<<< b\n",
		"marks in a line":           "a <<<<<<< b\n=======\n\nc >>>>>>> d\n",
		"NFD, emoji, CJK":           "Tru\u031bo\u031b\u0300ng 😀 学校\n",
		"only line ends":            "\r\n\r\n\n",
		"no line end at the end":    "# a",
		"an empty value":            "<a b='&#0'>\n<a href",
	} {
		t.Run(name, func(t *testing.T) { read(t, src) })
	}
}

// TestSizeLimit: the limit is the site's, one byte more is refused.
func TestSizeLimit(t *testing.T) {
	for _, test := range []struct {
		limits Limits
		size   int
		reason string
	}{
		{Limits{}, defaultBytes, ""}, {Limits{}, defaultBytes + 1, TooLarge},
		{Limits{Bytes: 10}, 10, ""}, {Limits{Bytes: 10}, 11, TooLarge},
		{Limits{Bytes: 2 << 20}, defaultBytes + 1, ""},
	} {
		_, err := test.limits.Parse("a.md", []byte(strings.Repeat("a", test.size)))
		var u *Unreadable
		if errors.As(err, &u) != (test.reason != "") || u != nil && u.Reason != test.reason {
			t.Errorf("%v, %d bytes: %v", test.limits, test.size, err)
		}
	}
}

// TestByteOrderMark: a byte order mark is no text, hides neither front matter nor a heading, and counts in offsets.
func TestByteOrderMark(t *testing.T) {
	p := read(t, "\ufeff---\ntitle: a\n---\n# b\n")
	if len(p.Fields) != 1 || len(p.Headings) != 1 || p.Text(p.Headings[0].Span) != "b" {
		t.Errorf("%+v %+v", p.Fields, p.Headings)
	}
	if p = read(t, "\ufeff# b"); len(p.Headings) != 1 || p.Runs[0].Text != "b" {
		t.Errorf("%+v", p.Headings)
	}
}

// TestOrder: every list is in the order of the source, footnotes and interrupted stretches included.
func TestOrder(t *testing.T) {
	p := read(t, "a[^1] ![b](b.png) `c` [d](d)\n\n[^1]: e [f](f)\n\ng [h](h) {{< figure src=\"i.png\" >}}\n\n[^2]: j\n\nk\n")
	for i := 1; i < len(p.Runs); i++ {
		if p.Runs[i].start() < p.Runs[i-1].start() {
			t.Errorf("run %q stands before %q", p.Runs[i].Text, p.Runs[i-1].Text)
		}
	}
	for i := 1; i < len(p.Links); i++ {
		if p.Links[i].Span.Start < p.Links[i-1].Span.Start {
			t.Errorf("link %q stands before %q", p.Links[i].URL, p.Links[i-1].URL)
		}
	}
}
