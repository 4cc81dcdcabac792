package page

import (
	"slices"
	"strings"
	"testing"
)

// TestComponents: what in MDX is a component's tag or JavaScript, and what is not.
func TestComponents(t *testing.T) {
	for _, test := range []struct {
		src  string
		want []string
	}{
		{"import A from './a'\nexport const b = {c: 1}\n\nd <A e=\"f>g\">h</A> {i} <>j</>", []string{"import A from './a'\nexport const b = {c: 1}", `<A e="f>g">`, "</A>", "{i}", "<>", "</>"}},
		{"<A b={{c: '}'}} d={<E/>} />", []string{"<A b={{c: '}'}} d={<E/>} />"}},
		{"`{a}` ``<B> ` {c}`` {d}", []string{"{d}"}},
		{"```js\nif (a) {\n\n}\n```\n{b}", []string{"{b}"}},
		{"    ```js\n    {a}\n    ```\n{b}", []string{"{b}"}},
		{"> ~~~\n> {a}\n> ~~~\n{b}", []string{"{b}"}},
		{"~~~\n{a}", nil}, {"\\{a} \\<B>", nil}, {"{a\n\nb} {c}", []string{"{c}"}}, {"<A b\n\nc> <D>", []string{"<D>"}},
		{"{a {b}", nil}, {"<A <B>", nil}, {"<a b={c}>", []string{"{c}"}}, {"1 < B", nil}, {"import\n\nexports are", nil},
		{"{/* don't */} {a}", []string{"{/* don't */}", "{a}"}},
	} {
		var got []string
		for _, s := range components([]byte(test.src), 0) {
			got = append(got, test.src[s.Start:s.End])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.src, got, test.want)
		}
	}
}

// TestMDX: what is indented in a component is Markdown, and the words in its tag are read.
func TestMDX(t *testing.T) {
	src := `import Note from './note'

# A {year}

<Tabs>
  <Tab label="Lớp 6A">
    Chữ có [b](/c) và ` + "`<script>`" + `.

    ` + "```html\n    <script>x</script>\n    ```" + `

    - d
  </Tab>
</Tabs>
<Image src="/e.png" alt="Sân trường" /> <a href={f}>g</a>
`
	p, err := Parse("content/a.mdx", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults(p) {
		t.Error(f)
	}
	for _, e := range p.Elements {
		if e.Tag == "script" {
			t.Errorf("%q is no element", p.Text(e.Span))
		}
	}
	got := runs(p)
	for _, want := range []string{"prose: Chữ có b và □.", "title: Lớp 6A", "alt: Sân trường", "prose: - d"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if len(p.Code) != 2 || !p.Code[1].Fenced || p.Code[1].Language != "html" {
		t.Errorf("code: %+v", p.Code)
	}
	if len(p.Images) != 1 || p.Images[0].URL != "/e.png" || p.Images[0].Alt != "Sân trường" {
		t.Errorf("images: %+v", p.Images)
	}
	var links []string
	for _, l := range p.Links {
		links = append(links, l.URL)
		if l.Template != strings.HasPrefix(l.URL, "{") {
			t.Errorf("%q: template %v", l.URL, l.Template)
		}
	}
	if want := []string{"/c", "{f}"}; !slices.Equal(links, want) {
		t.Errorf("links: got %q, want %q", links, want)
	}
}

// TestTemplateInMDX: a tag of a template in a block of code is code, though nothing else stands on its line.
func TestTemplateInMDX(t *testing.T) {
	p, err := Parse("a.mdx", []byte("1. a\n\n    ```md\n    {% image src=\"./b.png\" %}\n    ```\n"))
	if err != nil || len(p.Images) > 0 || len(p.Code) != 1 {
		t.Errorf("%v: images %+v, code %+v", err, p.Images, p.Code)
	}
}

// TestMarkdownIsNotMDX: in a page of Markdown, braces and capitals are nothing special.
func TestMarkdownIsNotMDX(t *testing.T) {
	p := read(t, "import {a}\n\n<A>\n\n    b\n")
	if got, want := runs(p), []string{"prose: import {a}", "code: b\n"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
