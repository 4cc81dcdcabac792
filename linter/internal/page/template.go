package page

import (
	"path"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// hides reports whether there may be links or elements in a tag. A generator without templates would show them.
func hides(tag string) bool {
	if strings.Contains(tag, "](") {
		return true
	}
	for i := 0; i+1 < len(tag); i++ {
		if tag[i] == '<' && (letter(tag[i+1]) || tag[i+1] == '!') {
			return true
		}
	}
	return false
}

// uncover reads the body once more as if there were no templates, and adds the links, images and elements in their tags.
func (p *Page) uncover(tags []source.Span) {
	bare := &Page{Path: p.Path, File: p.File, Body: p.Body, text: p.text}
	bare.walk(nil, false)
	told := map[source.Span]bool{} // with an image
	for _, m := range p.Images {
		told[m.URLSpan] = true
	}
	links := slices.DeleteFunc(bare.Links, func(l Link) bool { return told[l.Span] })
	p.Links = appendInside(p.Links, links, tags, func(l Link) source.Span { return l.Whole })
	p.Images = appendInside(p.Images, bare.Images, tags, func(m Image) source.Span { return m.Span })
	p.Elements = appendInside(p.Elements, bare.Elements, tags, func(e Element) source.Span { return e.Span })
}

// appendInside appends what begins in a tag.
func appendInside[T any](list, more []T, tags []source.Span, place func(T) source.Span) []T {
	for _, x := range more {
		if at := place(x).Start; inside(source.Span{Start: at, End: at + 1}, tags) {
			list = append(list, x)
		}
	}
	return list
}

// template reads the words in a tag of a template: arguments such as a title or a caption are shown to readers.
func (r *walk) template(s source.Span) {
	at, end := content(r.text, s)
	t := parts(r.text, source.Span{Start: at, End: end})
	if isShortcode(r.text, s) {
		r.page.Shortcodes = append(r.page.Shortcodes, shortcode(r.text, s, t))
	}
	image := r.templateImage(s, t)
	for _, a := range t.args {
		value := r.text[a.span.Start:a.span.End]
		r.page.files = appendFile(r.page.files, a.span.Start, value)
		if a.span != image {
			r.templateLink(s, a.name, a.span)
		}
		if !a.quoted {
			continue
		}
		r.tagWords(at, a.span.Start-1, InCode)
		in := InTitle
		switch {
		case a.name == "alt":
			in = InAlt
		case strings.Contains(value, "/") && !strings.Contains(value, " "):
			in = InCode // an address
		}
		r.tagWords(a.span.Start, a.span.End, in)
		at = a.span.End + 1
	}
	r.tagWords(at, end, InCode)
}

// isShortcode reports whether a tag is a template's rather than a component's of MDX.
func isShortcode(text string, s source.Span) bool {
	return strings.HasPrefix(text[s.Start:], "{{") || strings.HasPrefix(text[s.Start:], "{%")
}

// shortcode returns what a tag says.
func shortcode(text string, s source.Span, t template) Shortcode {
	tag := text[s.Start:s.End]
	c := Shortcode{Name: t.name, Span: s, Form: "output"}
	switch {
	case strings.HasPrefix(tag, "{{<"):
		c.Form = "hugo"
	case strings.HasPrefix(tag, "{{%"):
		c.Form = "hugo-markdown"
	case strings.HasPrefix(tag, "{%"):
		c.Form = "liquid"
	}
	inner := strings.TrimLeft(tag[2:], "<%- \t\r\n")
	c.Closing = strings.HasPrefix(inner, "/") && !strings.HasPrefix(inner, "/*") || c.Form == "liquid" && strings.HasPrefix(t.name, "end")
	for _, a := range t.args {
		c.Arguments = append(c.Arguments, Argument{a.name, text[a.span.Start:a.span.End], a.span})
	}
	return c
}

// templateLink takes an argument of a tag for a link if it is a whole address, or if its name says so and it begins at the
// top of the site. What a shorter one leads to is the template's affair.
func (r *walk) templateLink(tag source.Span, name string, at source.Span) {
	value := r.text[at.Start:at.End]
	named := isShortcode(r.text, tag) && leads(name) && (hasScheme(value) || strings.HasPrefix(value, "/"))
	if strings.ContainsAny(value, " \t\n{") || !named && !isWebAddress(value) {
		return
	}
	role := Go
	if name == "src" {
		role = Embed
	}
	r.page.Links = append(r.page.Links, Link{Form: ShortcodeForm, Role: role, URL: value, Span: at, Whole: tag})
}

func isWebAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// leads reports whether an argument of that name holds an address in every template that has it.
func leads(name string) bool {
	switch name {
	case "href", "link", "url", "src":
		return true
	}
	return false
}

// hasScheme reports whether an address begins with a scheme: mailto:, javascript:.
func hasScheme(s string) bool {
	at := strings.IndexByte(s, ':')
	return at > 1 && strings.Trim(strings.ToLower(s[:at]), "abcdefghijklmnopqrstuvwxyz") == ""
}

func (r *walk) tagWords(from, to int, within string) {
	r.w.add(r.text, from, to)
	r.flush(within)
}

// templateImage takes a figure of Hugo, and tags like it, for the image that it makes, and of any other tag an argument src
// or image that is a picture. It returns the place of the image's address.
func (r *walk) templateImage(s source.Span, t template) source.Span {
	figure := false
	switch strings.ToLower(t.name) {
	case "figure", "img", "image":
		figure = true
	}
	m := Image{Span: s, AltSpan: source.Span{Start: s.End, End: s.End}, Unknown: !figure}
	for i, a := range t.args {
		value := r.text[a.span.Start:a.span.End]
		switch {
		case figure && (a.name == "src" || a.name == "" && i == 0), !figure && isPictureArgument(a.name, value):
			m.URL, m.URLSpan, m.Template = value, a.span, strings.HasPrefix(value, "{")
		case a.name == "alt", a.name == "caption" && m.Alt == "":
			m.Alt, m.AltSpan = value, a.span
		case a.name == "title":
			m.Title = value
		}
	}
	if m.URL == "" {
		return source.Span{}
	}
	r.page.Images = append(r.page.Images, m)
	return m.URLSpan
}

// isPictureArgument reports whether an argument of a tag that may do anything shows a picture.
func isPictureArgument(name, value string) bool {
	if name != "src" && name != "image" && name != "img" || strings.ContainsAny(value, "{") {
		return false
	}
	switch strings.ToLower(path.Ext(value)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg":
		return true
	}
	return false
}
