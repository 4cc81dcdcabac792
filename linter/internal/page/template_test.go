package page

import (
	"slices"
	"strings"
	"testing"
)

// TestTags: what is a tag of a template, and what is not.
func TestTags(t *testing.T) {
	for _, test := range []struct {
		src  string
		want []string
	}{
		{"a {{< b >}} {{% c %}} {{ d }} {% e %} f", []string{"{{< b >}}", "{{% c %}}", "{{ d }}", "{% e %}"}},
		{"{{</* a */>}}", []string{"{{</* a */>}}"}},
		{"{{< a\n b >}}", []string{"{{< a\n b >}}"}},
		{"{{< a\n\nb >}}", nil}, {"{{< a\n \t\nb >}}", nil}, {"{{< a {{< b >}}", []string{"{{< b >}}"}},
		{"{{< a }}", nil}, {"{ a } {a} {#a} {:.b}", nil}, {"{{", nil}, {"{%", nil}, {"{", nil}, {"a{", nil},
		{"{{ " + strings.Repeat("a", longestTag) + " }}", nil},
		{"{{}}", []string{"{{}}"}},
	} {
		var got []string
		for _, s := range tags([]byte(test.src), 0) {
			got = append(got, test.src[s.Start:s.End])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%.40q: got %q, want %q", test.src, got, test.want)
		}
	}
}

// TestMask: a mask keeps length and line ends, and leaves the original alone.
func TestMask(t *testing.T) {
	src := []byte("a {{< b\r\n c >}} đ")
	masked := mask(src, []cover{{tags(src, 0)[0], letters}})
	if got, want := string(masked), "a xxxxx\r\nxxxxxx đ"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if string(src) != "a {{< b\r\n c >}} đ" {
		t.Errorf("the source became %q", src)
	}
}

// TestTemplateLinks: addresses that a template makes are links, whose address is known to be unknown.
func TestTemplateLinks(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{`[a]({{< ref "b.md" >}})`, `inline link "{{< ref \"b.md\" >}}" text "a" title "" at "{{< ref \"b.md\" >}}" in "[a]({{< ref \"b.md\" >}})"`},
		{`[a]({% link b.md %}#c)`, `inline link "{% link b.md %}#c" text "a" title "" at "{% link b.md %}#c" in "[a]({% link b.md %}#c)"`},
		{`![a]({{ "/b.png" | relative_url }})`, `image "{{ \"/b.png\" | relative_url }}" alt "a" title "" at "{{ \"/b.png\" | relative_url }}", alt at "a", in "![a]({{ \"/b.png\" | relative_url }})"`},
		{`{{< figure src="/a b.png" caption="c" >}}`, `image "/a b.png" alt "c" title "" at "/a b.png", alt at "c", in "{{< figure src=\"/a b.png\" caption=\"c\" >}}"`},
		{`{{< img a.png alt="b" caption="c" title="d" >}}`, `image "a.png" alt "b" title "d" at "a.png", alt at "b", in "{{< img a.png alt=\"b\" caption=\"c\" title=\"d\" >}}"`},
		{`{{< figure link="a" >}}`, ``},
	} {
		p := read(t, test.src)
		if got := listing(p); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.src, got, test.want)
		}
		for _, l := range p.Links {
			if !l.Template {
				t.Errorf("%s: the link is not marked", test.src)
			}
		}
	}
}

// TestTemplateHidesNothing: what looks like a tag of a template cannot hide a link or an element, since a generator
// without templates would show it.
func TestTemplateHidesNothing(t *testing.T) {
	p := read(t, "a {{<script src=\"b.js\"></script>}} {{ [c](javascript:d) }} {{% ![e](f.png) %}} {{< g \"<b onclick=h>\" >}}\n")
	var found []string
	for _, e := range p.Elements {
		found = append(found, e.Tag)
	}
	for _, l := range p.Links {
		found = append(found, l.URL)
	}
	for _, m := range p.Images {
		found = append(found, m.URL)
	}
	if want := []string{"script", "b", "b.js", "javascript:d", "f.png"}; !slices.Equal(found, want) {
		t.Errorf("got %q, want %q", found, want)
	}
}

// TestFenceTemplates: a tag in the line of a fence neither opens nor closes it.
func TestFenceTemplates(t *testing.T) {
	p := read(t, "```yaml {{< a `b` >}}\nc\n```\nd\n")
	if got, want := runs(p), []string{"code: yaml {{< a `b` >}}", "code: c\n", "prose: d"}; !slices.Equal(got[:1], want[:1]) || !slices.Contains(got, "prose: d") {
		t.Errorf("got %q, want %q", got, want)
	}
}
