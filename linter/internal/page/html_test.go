package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestHTML: elements, links, images, headings and text of raw HTML.
func TestHTML(t *testing.T) {
	for _, test := range []struct {
		name, src, want string
		runs            []string
	}{
		{"link", `<p><a href="/a?b&amp;c=d" title="e">f <b>g</b></a> h</p>`,
			`html link "/a?b&c=d" text "f g" title "e" at "/a?b&amp;c=d" in "<a href=\"/a?b&amp;c=d\" title=\"e\">"`, []string{"title: e", "html: f g h"}},
		{"unquoted", "<div><a href=/a/b>c</a>", `html link "/a/b" text "c" title "" at "/a/b" in "<a href=/a/b>"`, []string{"html: c"}},
		{"upper case", "<DIV><A HREF='/a'>b</A></DIV>", `html link "/a" text "b" title "" at "/a" in "<A HREF='/a'>"`, []string{"html: b"}},
		{"inline", "a <a href='b'>c *d*</a> e", `html link "b" text "c d" title "" at "b" in "<a href='b'>"`, []string{"prose: a c d e"}},
		{"spaces around", "<div><a href=' /a&#10;'>b</a>", `html link "/a" text "b" title "" at "/a" in "<a href=' /a&#10;'>"`, []string{"html: b"}},
		{"the second one is ignored", "<div><a href=a href=b>c</a>", `html link "a" text "c" title "" at "a" in "<a href=a href=b>"`, []string{"html: c"}},
		{"image in a link", "<p><a href=a><img src=b.png alt=c></a></p>",
			"html link \"a\" text \"c\" title \"\" at \"a\" in \"<a href=a>\"\n" + `image "b.png" alt "c" title "" at "b.png", alt at "c", in "<img src=b.png alt=c>"`,
			[]string{"alt: c"}},
		{"what is loaded", "<div><iframe src=a></iframe><embed src=b><object data=c></object><video poster=d><source src=e></video>",
			`html embed "a" text "" title "" at "a" in "<iframe src=a>"` + "\n" + `html embed "b" text "" title "" at "b" in "<embed src=b>"` + "\n" +
				`html embed "c" text "" title "" at "c" in "<object data=c>"` + "\n" + `html embed "d" text "" title "" at "d" in "<video poster=d>"` + "\n" +
				`html embed "e" text "" title "" at "e" in "<source src=e>"`, nil},
		{"form", "<form action=/a><input placeholder='b' value=\"c\"><button formaction=/d>e</button></form>",
			`html form "/a" text "" title "" at "/a" in "<form action=/a>"` + "\n" + `html form "/d" text "" title "" at "/d" in "<button formaction=/d>"`,
			[]string{"title: b", "title: c", "html: e"}},
		{"srcset and style", `<div style="background:url('a.png')"><img srcset="b.png 1x, c.png 2x">`,
			`html embed "a.png" text "" title "" at "a.png" in "<div style=\"background:url('a.png')\">"` + "\n" +
				`html embed "b.png" text "" title "" at "b.png" in "<img srcset=\"b.png 1x, c.png 2x\">"` + "\n" +
				`html embed "c.png" text "" title "" at "c.png" in "<img srcset=\"b.png 1x, c.png 2x\">"` + "\n" +
				`image "" alt "" title "" at "", alt at "", in "<img srcset=\"b.png 1x, c.png 2x\">"`, nil},
		{"heading", "<h2 id=a>b <i>c</i></h2><p>d</p>", `h2 "b c" at "b <i>c" id ""`, []string{"html: b c", "html: d"}},
		{"blocks break, inline does not", "<ul>\n<li>a <b>b</b><li>c\n  d<br>e</ul>", "", []string{"html: a b", "html: c\nd\ne"}},
		{"entities", "<p>a&nbsp;b &eacute;&copy &unknown; &#273;</p>", "", []string{"html: a\u00a0b é© &unknown; đ"}},
		{"no text", "<script>\n0912 &amp;\n</script>\n<style>a{}</style>\n<div>b<style>c</div>", "", []string{"code: \n0912 &amp;\n", "code: a{}", "html: b", "code: c</div>"}},
		{"text of fields", "<div><textarea>a <b></textarea><noscript>c <i>d</i></noscript></div>", "", []string{"html: a <b>", "html: c d"}},
		{"comment in a block", "<div>a<!-- b -->c</div>", "", []string{"html: ac", "comment:  b "}},
		{"other attributes", "<div aria-label='a' data-b='c d' data-e=f class='g h'>", "", []string{"title: a", "title: c d"}},
		{"not closed", "<div\nonclick=\"a()\"\n\nb", "", []string{"prose: b"}},
		{"in a quote", "> <p title='a\n> b'>c\n> d</p>", "", []string{"title: a\nb", "html: c\nd"}},
		{"templates", "<a href=\"{{ a }}/b\">c {{ d }}</a>", `html link "{{ a }}/b" text "c" title "" at "{{ a }}/b" in "<a href=\"{{ a }}/b\">"`,
			[]string{"code:  a ", "prose: c □", "code:  d "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := read(t, test.src)
			if got := listing(p); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := runs(p); !slices.Equal(got, test.runs) {
				t.Errorf("got  %q\nwant %q", got, test.runs)
			}
		})
	}
}

// TestElements: start tags with their attributes and places.
func TestElements(t *testing.T) {
	p := read(t, "<SVG OnLoad=a()/b c>\n\nd <img\n src='e&lt;' alt>\n\n<div\n x=\"y")
	var got []string
	for _, e := range p.Elements {
		line := e.Tag
		for _, a := range e.Attributes {
			line += fmt.Sprintf(" %s=%q", a.Name, a.Value)
		}
		if e.Open {
			line += " …"
		}
		got = append(got, line)
	}
	want := []string{`svg onload="a()/b" c=""`, `img src="e<" alt=""`, `div x="y" …`}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestImageFlags: what an image of HTML says of itself.
func TestImageFlags(t *testing.T) {
	for src, want := range map[string]Image{
		"<img src=a>":                               {},
		"<img src=a alt>":                           {HasAlt: true, Decorative: true},
		"<img src=a alt=' '>":                       {HasAlt: true, Decorative: true},
		"<img src=a alt=b>":                         {HasAlt: true},
		"<img src=a alt=b role=presentation>":       {HasAlt: true, Decorative: true},
		"<img src=a aria-hidden=true>":              {Decorative: true},
		"<img src='{{ a }}.png' alt='{{ b }}'>":     {HasAlt: true, Template: true},
		"<p><img src=a alt=\"\" title='b'></p>\n\n": {HasAlt: true, Decorative: true},
	} {
		m := read(t, src).Images[0]
		if !m.HTML || m.HasAlt != want.HasAlt || m.Decorative != want.Decorative || m.Template != want.Template {
			t.Errorf("%s: %+v", src, m)
		}
	}
}

// TestTagsLikeTokenizer: names and values of attributes are those that HTML's tokenizer finds.
func TestTagsLikeTokenizer(t *testing.T) {
	for _, tag := range []string{
		"<a>", "<a/>", "<a b>", "<a b=c>", "<a b = c d>", "<a b='c' d=\"e\">", "<a b='c'd=e>", "<a =b>", "<a b==c>", "<a b=c/>",
		"<a / b>", "<a/b/c=d>", "<a b='>'>", "<a b=\"'\">", "<a b='\"'>", "<a\nb\t=\r\nc>", "<a b=&amp;>", "<a b='&lt' c=&x;>", "<a 'b'>",
		"<a B=C b=D>", "<a b=>", "<a b= >", "<a b=''>", "<a-b c:d=e f.g>", "<a \"b=c\">", "<a b=c'd>", "<a ảnh=lớp>", "<a b=c\fd>",
	} {
		z := html.NewTokenizer(strings.NewReader(tag))
		z.Next()
		var want, got []string
		for _, a := range z.Token().Attr {
			want = append(want, a.Key+"="+a.Val)
		}
		seen := map[string]bool{}
		for p := range places(tag) {
			if name := strings.ToLower(tag[p.name:p.nameEnd]); !seen[name] {
				seen[name] = true
				got = append(got, name+"="+html.UnescapeString(tag[p.value:p.valueEnd]))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
}
