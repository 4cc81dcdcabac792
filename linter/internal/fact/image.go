package fact

import "github.com/rasoat/rasoat/linter/internal/page"

// Image is an image, in Markdown or HTML.
type Image struct {
	Head
	// URL is the image's address, decoded of escapes and entities.
	URL string `expr:"url"`
	// Alt is the text for those who cannot see the image.
	Alt string `expr:"alt"`
	// Title is what appears when the pointer rests on the image.
	Title string `expr:"title"`
	// Local says that the image is a file of the site.
	Local bool `expr:"local"`
	// Decorative says that the page marks the image as one that tells nothing: alt="" or role="presentation" in HTML.
	// Markdown has no such mark.
	Decorative bool `expr:"decorative"`
}

func images(g *gathering) []Subject {
	all := make([]Image, len(g.page.Images))
	for i, m := range g.page.Images {
		within := page.Prose
		if m.HTML {
			within = page.InHTML
		}
		all[i] = Image{
			Head: g.head(m.Span, within), URL: m.URL, Alt: m.Alt, Title: m.Title,
			Local: g.internal(parseAddress(m.URL)), Decorative: m.Decorative,
		}
	}
	return subjects(all, func(m *Image) *Head { return &m.Head })
}
