package fact

import (
	"reflect"
	"testing"
)

func TestShortcodePlaces(t *testing.T) {
	for _, marked := range []string{
		"a ‹{{< figure src=\"a.png\" >}}› b", "‹{{% note %}}›\n*a* 0912 345 678\n‹{{% /note %}}›\n", "‹{% include a.html %}› ‹{{ page.title }}›",
		"[a](‹{{< ref \"b.md\" >}}›)", "`{{< a >}}` ‹{{< b >}}›", "```\n{{< a >}}\n```\n", "{ a } {{ a", "<p title=\"‹{{< a >}}›\">b</p>", "| ‹{{< a >}}› |\n|---|\n",
		"---\ntitle: \"{{< a >}}\"\n---\n",
	} {
		checkPlaces(t, Settings{}, "shortcode", "", marked)
	}
}

func TestShortcode(t *testing.T) {
	for _, test := range []struct {
		text string
		want Shortcode
	}{
		{`{{< figure src="/a b.png" title='c' d >}}`, Shortcode{Name: "figure", Form: "hugo", Arguments: []Argument{{"src", "/a b.png"}, {"title", "c"}, {"", "d"}}}},
		{`{{% tab "x" %}}`, Shortcode{Name: "tab", Form: "hugo-markdown", Arguments: []Argument{{"", "x"}}}},
		{`{{< /tab >}}`, Shortcode{Name: "tab", Form: "hugo", Closing: true}},
		{`{% include a.html b="c" %}`, Shortcode{Name: "include", Form: "liquid", Arguments: []Argument{{"", "a.html"}, {"b", "c"}}}},
		{`{%- endif -%}`, Shortcode{Name: "endif", Form: "liquid", Closing: true}},
		{`{{ page.title | upcase }}`, Shortcode{Name: "page.title", Form: "output", Arguments: []Argument{{"", "upcase"}}}},
	} {
		got := *only[Shortcode](t, gather(t, Settings{}, test.text), "shortcode")
		if got.Head = (Head{}); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s is %+v, want %+v", test.text, got, test.want)
		}
	}
}

// TestShortcodeAddresses: what arguments lead to and show are links and images, placed to the byte.
func TestShortcodeAddresses(t *testing.T) {
	for _, marked := range []string{
		`{{< figure src="‹/a b.png›" link="‹/lien-he/›" alt="c" >}}`, `{{< figure link="a" >}}`, `{% include x.html image="‹/b.jpg›" href="‹javascript:alert(1)›" %}`,
		`{{< button href="‹mailto:a@b.vn›" >}}`, `{{< video src="‹/a.mp4›" >}}`, `{{< img ‹a.png› >}}`, `{{< card src="‹a b.png›" >}}`, `{{< a url="{{ b }}" >}}`,
		`{{< x "‹https://a.vn›" >}}`, `{% link a.md %}`,
	} {
		checkPlaces(t, Settings{}, "link", "", marked)
	}
	for _, marked := range []string{`‹{{< figure src="a.png" >}}›`, `‹{% include x.html image="/b.jpg" %}›`, `{{< x src="a.mp4" >}}`} {
		checkPlaces(t, Settings{}, "image", "", marked)
	}
}
