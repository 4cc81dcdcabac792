package page

import (
	"iter"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// nameEnd returns where the name ends that begins at offset i of a tag.
func nameEnd(tag string, i int) int {
	for i < len(tag) && !space(tag[i]) && tag[i] != '/' && tag[i] != '>' {
		i++
	}
	return i
}

// place is where an attribute stands in its tag.
type place struct {
	name, nameEnd   int
	value, valueEnd int // without quotes; both nameEnd where there is no value
}

// places returns the attributes of a start tag, closed or not, as HTML's rules take it apart.
func places(tag string) iter.Seq[place] {
	return func(yield func(place) bool) {
		i := nameEnd(tag, 1)
		for {
			for i < len(tag) && (space(tag[i]) || tag[i] == '/') {
				i++
			}
			if i >= len(tag) || tag[i] == '>' {
				return
			}
			p := placeAt(tag, i)
			if !yield(p) {
				return
			}
			if i = p.valueEnd; i < len(tag) && p.value > p.nameEnd && (tag[p.value-1] == '"' || tag[p.value-1] == '\'') {
				i++
			}
		}
	}
}

// placeAt returns the attribute that begins at i.
func placeAt(tag string, i int) place {
	p := place{name: i}
	for i < len(tag) && !space(tag[i]) && tag[i] != '/' && tag[i] != '>' && (tag[i] != '=' || i == p.name) {
		i++
	}
	p.nameEnd, p.value, p.valueEnd = i, i, i
	for i < len(tag) && space(tag[i]) {
		i++
	}
	if i >= len(tag) || tag[i] != '=' {
		return p
	}
	for i++; i < len(tag) && space(tag[i]); {
		i++
	}
	if i < len(tag) && (tag[i] == '"' || tag[i] == '\'') {
		end := strings.IndexByte(tag[i+1:], tag[i])
		if end < 0 {
			end = len(tag) - i - 1
		}
		p.value, p.valueEnd = i+1, i+1+end
		return p
	}
	p.value = i
	for i < len(tag) && !space(tag[i]) && tag[i] != '>' {
		i++
	}
	p.valueEnd = i
	return p
}

// startTag reads a start tag: the element, its attributes, and what they are.
func (r *walk) startTag(raw *Run, i, j int) (name string) {
	tag := raw.Text[i:j]
	name = strings.ToLower(r.original(raw, i+1, i+nameEnd(tag, 1)))
	r.breakAt(raw, i, j, name)
	e := Element{Tag: name, Span: raw.Span(i, j)}
	for p := range places(tag) {
		a := r.attribute(raw, i, p)
		e.Attributes = append(e.Attributes, a)
		if a.Name == "srcdoc" {
			r.hidden(a.Value, a.run.Span, 1)
		}
		start := i + p.value
		r.breakout(tag[p.value:p.valueEnd], func(from, to int) source.Span { return raw.Span(start+from, start+to) }, 0)
	}
	r.page.Elements = append(r.page.Elements, e)
	r.tableTag(&e)
	switch name {
	case "script", "style":
		r.script = r.inHTML
	case "img":
		r.htmlImage(&e)
	}
	title, _ := e.Get("title")
	for k, known := 0, map[string]bool{}; k < len(e.Attributes); k++ {
		if a := &e.Attributes[k]; !known[a.Name] { // browsers ignore a second one
			known[a.Name] = true
			r.use(&e, a, title.Value)
		}
	}
	return name
}

// attribute reads one attribute of the tag that begins at i.
func (r *walk) attribute(raw *Run, i int, p place) Attribute {
	a := Attribute{Name: strings.ToLower(r.original(raw, i+p.name, i+p.nameEnd)), Span: raw.Span(i+p.value, i+p.valueEnd)}
	r.push()
	raw.parts(i+p.value, i+p.valueEnd, func(from, to int) { r.w.html(r.text, from, to) })
	a.run, _ = r.w.run("")
	a.Value = a.run.Text
	r.pop()
	return a
}

// htmlImage reads an <img>.
func (r *walk) htmlImage(e *Element) {
	src, _ := e.Get("src")
	alt, hasAlt := e.Get("alt")
	title, _ := e.Get("title")
	role, _ := e.Get("role")
	hidden, _ := e.Get("aria-hidden")
	m := Image{URL: strings.TrimSpace(src.Value), Alt: strings.TrimSpace(alt.Value), Title: title.Value, HTML: true,
		Span: e.Span, URLSpan: src.Span, AltSpan: alt.Span, HasAlt: hasAlt}
	m.Decorative = hasAlt && m.Alt == "" || role.Value == "presentation" || role.Value == "none" || hidden.Value == "true"
	m.Template = r.fromTemplate(src.Span)
	r.page.Images = append(r.page.Images, m)
	r.w.hole(e.Span, m.Alt)
}

// use reads what an attribute is for: a text, an address, or neither.
func (r *walk) use(e *Element, a *Attribute, title string) {
	if in := textOf(e, a); in != "" && legible(a.Value) {
		run := a.run
		run.Within = in
		r.page.Runs = append(r.page.Runs, run)
	}
	switch role := roleOf(e, a.Name); {
	case a.Name == "srcset" || a.Name == "style":
		r.several(e, a)
	case role != "":
		r.htmlLink(e, a, role, 0, len(a.Value))
		r.page.Links[len(r.page.Links)-1].Title = title
	}
}

// textOf says within what the value of an attribute is a text that readers meet; "" if it is none.
func textOf(e *Element, a *Attribute) string {
	switch a.Name {
	case "alt":
		return InAlt
	case "title", "placeholder", "label", "summary", "value", "srcdoc":
		return InTitle
	case "content":
		if e.Tag == "meta" {
			return InTitle
		}
	}
	if strings.HasPrefix(a.Name, "aria-") || strings.HasPrefix(a.Name, "data-") && strings.Contains(a.Value, " ") {
		return InTitle
	}
	return ""
}

// roleOf says what the address in an attribute is for; "" if it is no address.
func roleOf(e *Element, attribute string) Role {
	switch attribute {
	case "href", "xlink:href":
		switch e.Tag {
		case "use", "image":
			return Embed
		case "link":
			if rel, _ := e.Get("rel"); strings.Contains(rel.Value, "stylesheet") || strings.Contains(rel.Value, "icon") {
				return Embed
			}
		case "base":
			return ""
		}
		return Go
	case "src":
		if e.Tag != "img" {
			return Embed
		}
	case "poster", "background":
		return Embed
	case "data":
		if e.Tag == "object" {
			return Embed
		}
	case "action", "formaction":
		return Send
	}
	return ""
}

// htmlLink adds the address that is the bytes [i, j) of an attribute's value.
func (r *walk) htmlLink(e *Element, a *Attribute, role Role, i, j int) {
	url := a.Value[i:j]
	trimmed := strings.TrimSpace(url)
	i += strings.Index(url, trimmed)
	j = i + len(trimmed)
	l := Link{Form: HTML, Role: role, URL: trimmed, Tag: e.Tag, Span: a.run.Span(i, j), Whole: e.Span}
	if a.Value == "" {
		l.Span = a.Span
	}
	l.Template = r.fromTemplate(l.Span)
	if e.Tag == "a" && role == Go {
		r.anchor = anchor{open: true, link: len(r.page.Links), start: r.w.len()}
	}
	r.page.Links = append(r.page.Links, l)
	if role == Go {
		r.contact(l.Span, l.URL)
	}
}

// several adds the addresses in a srcset, or in the url(…) of a style.
func (r *walk) several(e *Element, a *Attribute) {
	if a.Name == "srcset" {
		for at := 0; at < len(a.Value); {
			end := upTo(a.Value, at, ',')
			i := at + len(a.Value[at:end]) - len(strings.TrimLeft(a.Value[at:end], " \t\n"))
			if j := i + len(strings.TrimRight(a.Value[i:end], " \t\n")); j > i {
				r.htmlLink(e, a, Embed, i, upTo(a.Value[:j], i, ' '))
			}
			at = end + 1
		}
		return
	}
	lower := lowerASCII(a.Value)
	for at := 0; ; {
		k := strings.Index(lower[at:], "url(")
		if k < 0 {
			return
		}
		at += k + len("url(")
		i, j := at, upTo(lower, at, ')')
		at = j
		for i < j && strings.IndexByte(` "'`, lower[i]) >= 0 {
			i++
		}
		for j > i && strings.IndexByte(` "'`, lower[j-1]) >= 0 {
			j--
		}
		r.htmlLink(e, a, Embed, i, j)
	}
}

// upTo returns the offset of the next c in s from at on, or the end of s.
func upTo(s string, at int, c byte) int {
	if k := strings.IndexByte(s[at:], c); k >= 0 {
		return at + k
	}
	return len(s)
}

// lowerASCII returns s in lower case without changing its length.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r | 0x20
		}
		return r
	}, s)
}
