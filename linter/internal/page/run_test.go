package page

import (
	"slices"
	"strings"
	"testing"
)

// runs writes down the runs of a page.
func runs(p *Page) []string {
	var out []string
	for _, r := range p.Runs {
		out = append(out, r.Within+": "+strings.ReplaceAll(r.Text, Hole, "□"))
	}
	return out
}

// TestRuns: what a reader reads, stretch by stretch.
func TestRuns(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      []string
	}{
		{"paragraphs", "a *b* **c** ~~d~~\n\ne", []string{"prose: a b c d", "prose: e"}},
		{"line breaks", "a\nb  \nc\\\nd\r\ne", []string{"prose: a\nb\nc\nd\ne"}},
		{"escapes and entities", `a\*b &amp; &#273; &nope; \đ`, []string{`prose: a*b & đ &nope; \đ`}},
		{"quote and list", "> a\n> b\n\n- c\n  d\n- [x] e\n1. f", []string{"prose: a\nb", "prose: c\nd", "prose: e", "prose: f"}},
		{"lazy", "> a\nb", []string{"prose: a\nb"}},
		{"heading", "# a\n\nb\n===", []string{"heading: a", "heading: b"}},
		{"table", "|a|b|\n|-|-|\n|c \\| d|`e\\|f`|\n|g|h|i|", []string{"cell: a", "cell: b", "cell: c | d", "code: e|f", "cell: g", "cell: h", "cell: i"}},
		{"definition list", "a\n: b\n: c", []string{"prose: a", "prose: b", "prose: c"}},
		{"footnotes", "a[^1] b\n\n[^1]: c\n\n    d\n\n[^unused]: e", []string{"prose: a b", "prose: c", "prose: d", "prose: e"}},
		{"footnote in a footnote", "a[^1] !b![^2][^3]\n\n[^1]: [^2]: c", []string{"prose: a !b![^3]", "prose: c"}},
		{"link", `a [b](c "d") e`, []string{"prose: a b e", "title: d"}},
		{"image", `a ![b *c*](d "e") f`, []string{"prose: a □ f", "alt: b c", "title: e"}},
		{"bare", "a http://b.vn c", []string{"prose: a □ c", "link: http://b.vn"}},
		{"numbers in addresses", "[a](tel:0912%20345&#32;678) [b](https://zalo.me/0912345678) [c](mailto:d@e.vn) [f](/g) [h](0912345678)",
			[]string{"prose: a b c f h", "link: tel:0912 345 678", "link: https://zalo.me/0912345678", "link: mailto:d@e.vn", "link: 0912345678"}},
		{"number in a definition", "[a] [a]\n\n[a]: tel:0912345678 'b'", []string{"prose: a a", "link: tel:0912345678", "title: b"}},
		{"code", "a `b` c\n\n```yaml\nd\n\ne\n```\n\n    f\n    g", []string{"prose: a □ c", "code: b", "code: yaml", "code: d\n\ne\n", "code: f\ng"}},
		{"comment", "a <!-- b --> c\n\n<!-- d\ne -->", []string{"prose: a  c", "comment:  b ", "comment:  d\ne "}},
		{"inline HTML", "a <b>b</b><br>c <span title='d'>e</span>", []string{"prose: a b\nc e", "title: d"}},
		{"inline script", "a <script>b</script> c", []string{"prose: a \nb\n c"}},
		{"template", "a {{< b \"c d\" alt='e' 0912 >}} f {% g %}", []string{"prose: a □ f □", "code: < b ", "title: c d", "code:  alt=", "alt: e", "code:  0912 >", "code:  g "}},
		{"template around text", "{{< a >}}\nb\n{{< /a >}}", []string{"prose: □\nb\n□", "code: < a >", "code: < /a >"}},
		{"template over lines", "a {{< b\n  c=\"d e\"\n>}} f", []string{"prose: a □ f", "code: < b\n  c=", "title: d e", "code: \n>"}},
		{"open template", "a {{< b\n\nc", []string{"prose: a {{< b", "prose: c"}},
		{"template in code", "`{{ a }}`\n\n```\n{{ b }}\n```", []string{"code: {{ a }}", "code: {{ b }}\n"}},
		{"nothing to read", "---\n\n![](a)\n\n**\n\n[]()", []string{"prose: **"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := runs(read(t, test.src)); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestRunSpan: the place of a part of a run, over escapes, entities, line breaks and markup.
func TestRunSpan(t *testing.T) {
	for _, test := range []struct{ src, part, want string }{
		{"a 0912345678 b", "0912345678", "0912345678"},
		{`gọi 0912\_345 678`, "0912_345 678", `0912\_345 678`},
		{"0912&nbsp;345&#32;678", "0912\u00a0345 678", "0912&nbsp;345&#32;678"},
		{"0912 *345* **678**!", "0912 345 678", "0912 *345* **678"},
		{"> 0912\n>   345 678", "0912\n345", "0912\n>   345"},
		{"a &amp; b", "&", "&amp;"}, {"a &amp; b", " b", " b"}, {"a &amp; b", "a ", "a "},
		{"[09](x)12", "0912", "09](x)12"},
		{"a ![b](c) d", Hole, "![b](c)"},
		{"<p>0912&#51;45\n   678</p>", "0912345\n678", "0912&#51;45\n   678"},
		{"> <p title='a\n> b'>c</p>", "a\nb", "a\n> b"},
	} {
		p := read(t, test.src)
		found := false
		for i := range p.Runs {
			if at := strings.Index(p.Runs[i].Text, test.part); at >= 0 && !found {
				found = true
				if got := p.Text(p.Runs[i].Span(at, at+len(test.part))); got != test.want {
					t.Errorf("%q: %q is at %q, want %q", test.src, test.part, got, test.want)
				}
			}
		}
		if !found {
			t.Errorf("%q: no run with %q: %q", test.src, test.part, runs(p))
		}
	}
}

// TestRunSpanEdges: places outside the text are moved inside, an empty stretch has an empty place.
func TestRunSpanEdges(t *testing.T) {
	p := read(t, "ab&amp;c")
	r := &p.Runs[0]
	for _, test := range []struct{ start, end, wantStart, wantEnd int }{
		{-5, 99, 0, 8}, {0, 0, 0, 0}, {2, 2, 2, 2}, {3, 1, 7, 7}, {4, 4, 8, 8}, {99, 99, 8, 8},
	} {
		if s := r.Span(test.start, test.end); s.Start != test.wantStart || s.End != test.wantEnd {
			t.Errorf("Span(%d, %d) = %v", test.start, test.end, s)
		}
	}
	if s := (&Run{}).Span(0, 0); s.Len() != 0 {
		t.Errorf("of an empty run: %v", s)
	}
}

// TestRunShares: a run of one stretch is a slice of the source, not a copy.
func TestRunShares(t *testing.T) {
	src := []byte("# Đầu đề\n\n" + strings.Repeat("một đoạn văn\n", 1000))
	cost := testing.AllocsPerRun(20, func() {
		if _, err := Parse("a.md", src); err != nil {
			t.Fatal(err)
		}
	})
	if p := read(t, string(src)); p.Runs[1].pieces != nil {
		t.Error("a plain paragraph has pieces")
	}
	if perLine := cost / 1000; perLine > 1.2 { // goldmark's node for each line
		t.Errorf("%.1f allocations for each line", perLine)
	}
}
