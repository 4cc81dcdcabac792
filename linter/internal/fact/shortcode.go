package fact

import "github.com/rasoat/rasoat/linter/internal/page"

// Shortcode is a tag of a template in the page's text: Hugo's {{< figure src="a.jpg" >}} and {{% note %}}, Liquid's
// {% include a.html %} and {{ page.title }}. Links and images in its arguments are facts of these kinds too.
type Shortcode struct {
	Head
	// Name is the first word of the tag: figure, include, page.title.
	Name string `expr:"name"`
	// Form is how it is written: hugo, hugo-markdown, liquid or output.
	Form string `expr:"form"`
	// Closing says that it is the end of a pair, as {{< /note >}} and {% endif %} are.
	Closing bool `expr:"closing"`
	// Arguments are what stands behind the name, in order.
	Arguments []Argument `expr:"arguments"`
}

// Argument is one argument of a shortcode.
type Argument struct {
	// Name is what stands before the equals sign; empty for an argument that is known by its place.
	Name string `expr:"name"`
	// Value is the argument, without quotes.
	Value string `expr:"value"`
}

// shortcodes returns the tags in the page's body.
func shortcodes(g *gathering) []Subject {
	tags := g.page.Shortcodes
	all := make([]Shortcode, len(tags))
	for i, t := range tags {
		all[i] = Shortcode{Head: g.head(t.Span, page.InCode), Name: t.Name, Form: t.Form, Closing: t.Closing}
		for _, a := range t.Arguments {
			all[i].Arguments = append(all[i].Arguments, Argument{a.Name, a.Value})
		}
	}
	return subjects(all, func(s *Shortcode) *Head { return &s.Head })
}
