package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// marked takes the marks « » off a text.
func marked(text string) (string, []Mark) {
	var b strings.Builder
	var marks []Mark
	for i, part := range strings.Split(text, "«") {
		inside, rest, ok := strings.Cut(part, "»")
		if i > 0 && ok {
			marks = append(marks, Mark{source.Span{Start: b.Len(), End: b.Len() + len(inside)}, "e"})
			part = inside + rest
		}
		b.WriteString(part)
	}
	return b.String(), marks
}

func TestRender(t *testing.T) {
	for _, test := range []struct{ page, want string }{
		{"Gọi «09•••1» nhé.", `<p>Gọi <mark class="e">09•••1</mark> nhé.</p>`},
		{"# Họp «phụ huynh»", `<p class="heading">Họp <mark class="e">phụ huynh</mark></p>`},
		{"**a «b** c»", `<p><strong>a <mark class="e">b</mark></strong><mark class="e"> c</mark></p>`},
		{"| A | B |\n|---|---|\n| «x» | y |", `<table><tbody><tr><th>A</th><th>B</th></tr><tr><td><mark class="e">x</mark></td><td>y</td></tr></tbody></table>`},
		{"[đây](«http://a.vn») và", `<p><u>đây</u> <mark class="e"><code>http://a.vn</code></mark>  và</p>`},
		{"«![sân](a.jpg)»", `<p><span class="picture"><mark class="e">sân</mark></span></p>`},
		{"«![](a.jpg)» a", `<p><span class="picture"></span> <mark class="e"><code>![](a.jpg)</code></mark>  a</p>`},
		{"a &lt;b&gt; \\* `<c>`", `<p>a &lt;b&gt; * <code>&lt;c&gt;</code></p>`},
		{"<b onclick=x>đậm</b> <script>x</script>", `<p><b>đậm</b> <span class="hidden">&lt;script&gt;</span>x</p>`},
		{"<div «onclick=\"x\"»>a</div></section></main>", `<span class="hidden">&lt;div <mark class="e">onclick=&#34;x&#34;</mark>&gt;</span><div>a</div>`},
		{"<script>\nalert(1)\n</script>\n\nhết", `<span class="hidden">&lt;script&gt;</span><p>hết</p>`},
		{"<h1 class=s-error>To</h1><mark>m</mark>", `<p class="heading">To</p><b>m</b>`},
		{"<iframe src=\"//a\"></iframe>", `<span class="hidden">&lt;iframe src=&#34;//a&#34;&gt;</span>`},
		{"a {{< goi so=\"«1»\" >}} b", `<p>a <span class="hidden">{{&lt; goi so=&#34;<mark class="e">1</mark>&#34; &gt;}}</span> b</p>`},
		{"---\ntitle: \"Thư «mời»\"\nphone: «09•••1»\ndraft: true\n---\nThân", `<p class="heading">Thư <mark class="e">mời</mark></p><p class="hidden">phone: <mark class="e">09•••1</mark></p><p>Thân</p>`},
		{"- [x] xong\n- [ ] chưa\n\n> lời\n\n---\n\n1. một", "<ul><li>☑ xong</li><li>☐ chưa</li></ul><blockquote><p>lời</p></blockquote><hr/><ol><li>một</li></ol>"},
		{"a <!-- «x» --> b", `<p>a <span class="hidden">&lt;!-- <mark class="e">x</mark> --&gt;</span> b</p>`},
		{"a\r\nb &#13; c", `<p>ab \u{d} c</p>`},
	} {
		text, marks := marked(test.page)
		got, err := Render("a.md", text, marks)
		got = strings.ReplaceAll(strings.ReplaceAll(got, "\n", ""), "<p></p>", "")
		if err != nil || got != test.want {
			t.Errorf("%q: %v\n got %s\nwant %s", test.page, err, got, test.want)
		}
	}
	if _, err := Render("a.md", "---\na: [\n---\n", nil); err == nil {
		t.Error("front matter that cannot be read is rendered")
	}
}

// Whatever a page holds, what is rendered of it has no attribute but a class, and nothing that loads or runs; every mark
// shows.
func FuzzRender(f *testing.F) {
	for _, seed := range []string{"<a href=x onclick=y>", "</p></div><svg><style><img src=x onerror=1>", "<table><td>«a»<p>", "{{< a «b» >}}<math><mi>",
		"[a][b] «c»\n\n[b]: «http://x»", "<textarea><p class='s-error'>", "«a»\n\n    <x>\n\n|a|\n|-|\n|«b»|"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed string) {
		text, marks := marked(strings.ToValidUTF8(seed, ""))
		out, err := Render("a.md", text, marks)
		if err != nil {
			return
		}
		root, err := html.Parse(strings.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type == html.CommentNode {
				t.Errorf("%q leaves a comment", seed)
			}
			if n.Type == html.ElementNode && n.Data != "html" && n.Data != "head" && n.Data != "body" && n.Data != "mark" && plain(n.Data) == "" {
				t.Errorf("%q leaves a %s", seed, n.Data)
			}
			for _, a := range n.Attr {
				if a.Key != "class" {
					t.Errorf("%q leaves %s=%q", seed, a.Key, a.Val)
				}
			}
		}
	})
}
