package page

import (
	"fmt"
	"strings"
	"testing"
)

// listing writes down the links, images and headings of a page, each with the source of its spans.
func listing(p *Page) string {
	var b strings.Builder
	for _, h := range p.Headings {
		fmt.Fprintf(&b, "h%d %q at %q id %q\n", h.Level, h.Text, p.Text(h.Span), h.ID)
	}
	for _, l := range p.Links {
		fmt.Fprintf(&b, "%s %s %q text %q title %q at %q in %q\n", l.Form, l.Role, l.URL, l.Text, l.Title, p.Text(l.Span), p.Text(l.Whole))
	}
	for _, m := range p.Images {
		fmt.Fprintf(&b, "image %q alt %q title %q at %q, alt at %q, in %q\n", m.URL, m.Alt, m.Title, p.Text(m.URLSpan), p.Text(m.AltSpan), p.Text(m.Span))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// TestLinks: every form of link and image, with exact places.
func TestLinks(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"inline", `[a](/b "c")`, `inline link "/b" text "a" title "c" at "/b" in "[a](/b \"c\")"`},
		{"angle", `[a](</b c>)`, `inline link "/b c" text "a" title "" at "/b c" in "[a](</b c>)"`},
		{"empty", `[a]()`, `inline link "" text "a" title "" at "" in "[a]()"`},
		{"escapes", `[a\]](/b\(c&amp;d)`, `inline link "/b(c&d" text "a]" title "" at "/b\\(c&amp;d" in "[a\\]](/b\\(c&amp;d)"`},
		{"parentheses", `([a](/b(c)d))`, `inline link "/b(c)d" text "a" title "" at "/b(c)d" in "[a](/b(c)d)"`},
		{"markup in the text", "[*a* `b`](c)", "inline link \"c\" text \"a b\" title \"\" at \"c\" in \"[*a* `b`](c)\""},
		{"emphasis around", `***[a](b)***`, `inline link "b" text "a" title "" at "b" in "[a](b)"`},
		{"over lines of a quote", "> [a\n> b](c\n> 'd')", "inline link \"c\" text \"a\\nb\" title \"d\" at \"c\" in \"[a\\n> b](c\\n> 'd')\""},
		{"reference", "[a][B]\n\n[b]: <c&amp;d>\n  (e)", `reference link "c&d" text "a" title "e" at "c&amp;d" in "[a][B]"`},
		{"collapsed", "[a][]\n\n[a]: b", `reference link "b" text "a" title "" at "b" in "[a][]"`},
		{"shortcut", "[a] b\n\n[a]:\n   c 'd'", `reference link "c" text "a" title "d" at "c" in "[a]"`},
		{"definition behind a tab", "-\t[a]: b\n\n[a]", `reference link "b" text "a" title "" at "b" in "[a]"`},
		{"autolink", `<https://a.vn/?b&c>`, `autolink link "https://a.vn/?b&c" text "https://a.vn/?b&c" title "" at "https://a.vn/?b&c" in "<https://a.vn/?b&c>"`},
		{"e-mail", `<a@b.vn>`, `autolink link "mailto:a@b.vn" text "a@b.vn" title "" at "a@b.vn" in "<a@b.vn>"`},
		{"bare", `xem http://a.vn/b.`, `bare link "http://a.vn/b" text "http://a.vn/b" title "" at "http://a.vn/b" in "http://a.vn/b"`},
		{"bare in emphasis", `*http://a.vn/b_c*`, `bare link "http://a.vn/b_c" text "http://a.vn/b_c" title "" at "http://a.vn/b_c" in "http://a.vn/b_c"`},
		{"www", `(www.a.vn/b)`, `bare link "http://www.a.vn/b" text "www.a.vn/b" title "" at "www.a.vn/b" in "www.a.vn/b"`},
		{"bare e-mail", `thư: le_van_a@b.vn,`, `bare link "mailto:le_van_a@b.vn" text "le_van_a@b.vn" title "" at "le_van_a@b.vn" in "le_van_a@b.vn"`},
		{"no bare link", `ahttp://a.vn x@y ../www. a:b`, ``},
		{"image", `![*a* b](c.png 'd')`, `image "c.png" alt "a b" title "d" at "c.png", alt at "*a* b", in "![*a* b](c.png 'd')"`},
		{"image without text", `![](a.png)`, `image "a.png" alt "" title "" at "a.png", alt at "", in "![](a.png)"`},
		{"image by reference", "![a][b]\n\n[b]: c.png", `image "c.png" alt "a" title "" at "c.png", alt at "a", in "![a][b]"`},
		{"image in a link", `[![a](b.png)](c)`, "inline link \"c\" text \"a\" title \"\" at \"c\" in \"[![a](b.png)](c)\"\n" +
			`image "b.png" alt "a" title "" at "b.png", alt at "a", in "![a](b.png)"`},
		{"link in alternative text", `![[a](b)](c.png)`, `image "c.png" alt "a" title "" at "c.png", alt at "[a](b)", in "![[a](b)](c.png)"`},
		{"in a cell", "|a|\n|-|\n|[b](c\\|d)|", `inline link "c|d" text "b" title "" at "c\\|d" in "[b](c\\|d)"`},
		{"in code", "`[a](b)`\n\n    [a](b)\n\n```\n<http://a.vn>\n```", ``},
		{"escaped", `\[a](b) \![a](b)`, `inline link "b" text "a" title "" at "b" in "[a](b)"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := listing(read(t, test.src)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestHeadings: text, place and id of headings of every form.
func TestHeadings(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"# a", `h1 "a" at "a" id ""`},
		{"### Tuyển *sinh* `10` ##  ", "h3 \"Tuyển sinh 10\" at \"Tuyển *sinh* `10`\" id \"\""},
		{"## a & b &lt; {#c .d e=f}", `h2 "a & b <" at "a & b &lt;" id "c"`},
		{"## a ## {#b}", `h2 "a" at "a" id "b"`},
		{"## a {: #b }", `h2 "a" at "a" id "b"`},
		{"## f{x}", `h2 "f{x}" at "f{x}" id ""`},
		{"## {}", `h2 "{}" at "{}" id ""`},
		{"#", `h1 "" at "" id ""`},
		{"a *b*\nc\n===", `h1 "a b` + `\nc" at "a *b*\nc" id ""`},
		{"a {#b}\n---", `h2 "a" at "a" id "b"`},
		{"> - ## a", `h2 "a" at "a" id ""`},
		{"## ![a](b.png)", "h2 \"a\" at \"![a](b.png)\" id \"\"\nimage \"b.png\" alt \"a\" title \"\" at \"b.png\", alt at \"a\", in \"![a](b.png)\""},
		{"**a**", ``},
	} {
		if got := listing(read(t, test.src)); got != test.want {
			t.Errorf("%q\ngot  %s\nwant %s", test.src, got, test.want)
		}
	}
}

// TestSameAsGoldmark: the guards and the own search for bare links leave the tree as goldmark alone would make it.
func TestSameAsGoldmark(t *testing.T) {
	plain := plainGoldmark()
	for seed := range uint64(2000) {
		src := []byte(document(seed))
		tree, _ := parseMarkdown(src, 0, false)
		if got, want := outline(tree, src), outline(parsePlain(plain, src), src); got != want {
			t.Fatalf("%q\ngot  %s\nwant %s", src, got, want)
		}
	}
}
