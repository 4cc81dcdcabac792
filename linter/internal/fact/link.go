package fact

import (
	"slices"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// Link is an address that the page refers to: links, images, frames, forms. Its place is the address.
type Link struct {
	Head
	// URL is the address, decoded of escapes and entities; percent signs are kept.
	URL string `expr:"url"`
	// Scheme is what stands before the colon, in lower case: https, tel; empty for addresses within the site.
	Scheme string `expr:"scheme"`
	// Host is the name of the machine, in lower case, without port; empty for addresses within the site.
	Host string `expr:"host"`
	// Path is the address without scheme, host, query and anchor.
	Path string `expr:"path"`
	// Anchor is what stands behind "#", as written.
	Anchor string `expr:"anchor"`
	// Label is what a reader clicks, without markup; empty for images, frames and forms.
	Label string `expr:"label"`
	// Role is link, image, embed or form.
	Role string `expr:"role"`
	// Internal says that the address leads to the site itself.
	Internal bool `expr:"internal"`
	// Target says what an address within the site leads to: exists, missing, hidden (a page that is not public), no-anchor
	// (the page is there, the place in it is not), undecided (a theme or code decides); outside for all other addresses. Only
	// the whole site can tell, so a page alone leaves it empty.
	Target string `expr:"target"`
	// Template says that a template makes the address or a part of it.
	Template bool `expr:"template"`
	// Unknown says that the template is none whose meaning is known, so that the address was not looked up.
	Unknown bool `expr:"unknown"`
	// First says that no earlier link of the page has the same target, so that a rule can speak of all of them once.
	First bool `expr:"first"`
	// Alike is the number of links of the page that have the same target.
	Alike int `expr:"alike"`
	// Danger is empty or says what is dangerous: script, lookalike-host, ip-host, program-file, gambling, adult or
	// shortener.
	Danger string `expr:"danger"`
	// Advertising is empty, or what shows that somebody is paid for the visit: the host of an advertising network, or the
	// parameter of the address that names who is paid.
	Advertising string `expr:"advertising"`
}

// roleImage is the role of images, which the page does not count among its links.
const roleImage = "image"

// links returns links and images in one order.
func links(g *gathering) []Subject {
	all := make([]Link, 0, len(g.page.Links)+len(g.page.Images))
	for i, l := range g.page.Links {
		within := page.InLink
		if l.Form == page.HTML {
			within = page.InHTML
		}
		link := g.link(g.head(l.Span, within), l.URL, g.goes[i], l.Text, string(l.Role))
		link.Template = l.Template
		all = append(all, link)
	}
	for _, m := range g.page.Images {
		within := page.InLink
		if m.HTML {
			within = page.InHTML
		}
		link := g.link(g.head(m.URLSpan, within), m.URL, parseAddress(m.URL), "", roleImage)
		link.Template = m.Template
		all = append(all, link)
	}
	list := subjects(all, func(l *Link) *Head { return &l.Head })
	slices.SortStableFunc(list, bySpan)
	return list
}

func (g *gathering) link(head Head, url string, a address, label, role string) Link {
	return Link{
		Head: head, URL: url, Scheme: a.scheme, Host: a.host, Path: a.path, Anchor: a.anchor, Label: label, Role: role,
		Internal: g.internal(a), Danger: g.danger(a, label, role), Advertising: g.advertising(a),
	}
}
