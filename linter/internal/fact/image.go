package fact

import (
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Image is an image in Markdown, HTML or a template's tag, or one that the front matter names as the page's cover. The place
// of a cover is the value.
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
	// Unknown says that a template's tag shows the image whose doing is not known: it may describe it by itself.
	Unknown bool `expr:"unknown"`
	// Path is the image's address without host, query and anchor, as written.
	Path string `expr:"path"`
	// Tells names what the file of the image tells besides what it shows: place (where it was taken), serial (number of the
	// camera) or owner (name of its owner or of the photographer).
	Tells []string `expr:"tells"`
}

func images(g *gathering) []Subject {
	covers := g.covers()
	all := make([]Image, len(g.page.Images), len(g.page.Images)+len(covers))
	for i, m := range g.page.Images {
		within := page.Prose
		if m.HTML {
			within = page.InHTML
		}
		all[i] = Image{
			Head: g.head(m.Span, within), URL: m.URL, Alt: m.Alt, Title: m.Title,
			Path: parseAddress(m.URL).path, Local: g.internal(parseAddress(m.URL)), Decorative: m.Decorative, Unknown: m.Unknown,
		}
	}
	for _, c := range covers {
		all = append(all, Image{Head: g.head(c.span, page.InField), URL: c.url, Alt: c.alt,
			Path: parseAddress(c.url).path, Local: g.internal(parseAddress(c.url))})
	}
	return inOrder(subjects(all, func(m *Image) *Head { return &m.Head }))
}

// cover is an image that the front matter names.
type cover struct {
	url, alt string
	span     source.Span
}

// covers returns the images that the front matter names in the fields that themes use for it, and in fields below these.
func (g *gathering) covers() []cover {
	var list []cover
	for i := range g.page.Fields {
		f := &g.page.Fields[i]
		top, _, _ := strings.Cut(strings.ToLower(f.Key), ".")
		switch top {
		case "cover", "image", "images", "thumbnail", "featured_image", "banner", "hero", "gallery":
		default:
			continue
		}
		if f.Kind == page.String && isPicture(f.Value) {
			folder := f.Key[:len(f.Key)-len(lastKey(f.Key))]
			list = append(list, cover{f.Value, firstOf(g.value(folder+"alt"), g.value(folder+"caption")), f.Span})
		}
		for k, item := range f.List {
			if isPicture(item) {
				list = append(list, cover{item, "", f.Items[k]})
			}
		}
	}
	return list
}

// lastKey returns the part of a key behind its last dot.
func lastKey(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

// isPicture reports whether a value is the address of a picture.
func isPicture(value string) bool {
	switch strings.ToLower(path.Ext(parseAddress(value).path)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".bmp", ".tif", ".tiff":
		return true
	}
	return false
}
