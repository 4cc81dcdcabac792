package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// offset returns where part begins in whole, of which it must be a slice, or -1.
func offset(whole, part []byte) int {
	at := cap(whole) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(whole) || &whole[at] != &part[0] {
		return -1
	}
	return at
}

// address returns the place of an address that goldmark found. An empty one, or one that goldmark copied because of
// tabs before it, is looked for in [from, to).
func (r *walk) address(url []byte, from, to int) source.Span {
	if at := offset(r.parsed, url); at >= 0 {
		return source.Span{Start: at, End: at + len(url)}
	}
	if k := strings.Index(r.seen[from:to], string(url)); k >= 0 && len(url) > 0 {
		return source.Span{Start: from + k, End: from + k + len(url)}
	}
	return source.Span{Start: to, End: to}
}

// title returns the text of a title that stands behind an address, somewhere in [from, to), and gives it a run.
func (r *walk) title(raw []byte, from, to int) string {
	if len(raw) == 0 {
		return ""
	}
	r.push()
	defer r.pop()
	if k := strings.Index(r.seen[from:to], string(raw)); k >= 0 {
		r.w.markdown(r.text, from+k, from+k+len(raw))
	} else { // over several lines of a quote, say
		r.w.put(unmark(string(raw)), from, to)
	}
	run, ok := r.w.run(InTitle)
	if ok {
		r.page.Runs = append(r.page.Runs, run)
	}
	return run.Text
}

// titleOf returns the title of a link or image whose address ends at from: that of its definition, if it has one.
func (r *walk) titleOf(raw []byte, reference *ast.ReferenceLink, address source.Span, end int) string {
	if reference == nil {
		return r.title(raw, address.End, max(address.End, end))
	}
	if len(raw) == 0 {
		return ""
	}
	text, known := r.titles[address.Start]
	if !known {
		text = unmark(string(raw))
		r.titles[address.Start] = text
	}
	return text
}

// definition reads a link definition. Its title and its number are told here, not at each of its uses.
func (r *walk) definition(n *ast.LinkReferenceDefinition) {
	lines := n.Lines()
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	s := r.address(n.Destination, start, end)
	r.title(n.Title, s.End, max(s.End, end))
	url, _ := r.url(n.Destination, s)
	r.contact(s, url)
}

// link reads a link in brackets. Its text belongs to the run around it.
func (r *walk) link(n *ast.Link) {
	if r.depth > 0 { // in an image's alternative text nothing is a link
		r.inlines(n)
		return
	}
	b := r.meter.links[n.Pos()]
	i, start := len(r.page.Links), r.w.len()
	r.page.Links = append(r.page.Links, Link{})
	r.inlines(n)
	l := Link{Form: Inline, Role: Go, Whole: source.Span{Start: n.Pos(), End: b.end}}
	l.Text = r.w.visible(start, r.w.len())
	if n.Reference != nil {
		l.Form = Reference
	}
	l.Span = r.address(n.Destination, b.text, b.end-1)
	l.URL, l.Template = r.url(n.Destination, l.Span)
	l.Title = r.titleOf(n.Title, n.Reference, l.Span, b.end)
	r.page.Links[i] = l
	if n.Reference == nil {
		r.contact(l.Span, l.URL)
	}
}

// image reads an image; its alternative text is a run of its own.
func (r *walk) image(n *ast.Image) {
	b := r.meter.links[n.Pos()]
	m := Image{Span: source.Span{Start: n.Pos(), End: b.end}, AltSpan: source.Span{Start: n.Pos() + 2, End: b.text}}
	r.push()
	r.inlines(n)
	m.Alt = r.w.visible(0, r.w.len())
	r.flush(InAlt)
	r.pop()
	m.URLSpan = r.address(n.Destination, b.text, b.end-1)
	m.URL, m.Template = r.url(n.Destination, m.URLSpan)
	m.Title = r.titleOf(n.Title, n.Reference, m.URLSpan, b.end)
	if r.depth == 0 {
		r.page.Images = append(r.page.Images, m)
	}
	r.w.hole(m.Span, m.Alt)
}

// autoLink reads an address that is its own text: <https://…>, https://…, www.… or an e-mail address.
func (r *walk) autoLink(n *ast.AutoLink) {
	at := offset(r.parsed, n.Label(r.parsed))
	if at < 0 {
		return
	}
	s := source.Span{Start: at, End: at + len(n.Label(r.parsed))}
	l := Link{Form: Bare, Role: Go, Span: s, Whole: s, Text: r.text[s.Start:s.End]}
	if at > 0 && r.text[at-1] == '<' {
		l.Form, l.Whole = Autolink, source.Span{Start: s.Start - 1, End: s.End + 1}
	}
	switch {
	case n.AutoLinkType == ast.AutoLinkEmail:
		l.URL = "mailto:" + l.Text
	case n.Protocol != nil:
		l.URL = string(n.Protocol) + "://" + l.Text
	default:
		l.URL = l.Text
	}
	l.Template = r.fromTemplate(s)
	r.w.hole(l.Whole, l.Text)
	if r.depth > 0 {
		return
	}
	r.page.Links = append(r.page.Links, l)
	r.push()
	r.w.add(r.text, s.Start, s.End)
	r.flush(InLink)
	r.pop()
}

// url returns an address in Markdown freed of escapes and entities, or as it stands where a template makes part of it.
func (r *walk) url(raw []byte, s source.Span) (url string, template bool) {
	if r.fromTemplate(s) {
		return r.text[s.Start:s.End], true
	}
	if s.Len() != len(raw) { // its place was not found
		return unmark(string(raw)), false
	}
	return unmark(r.text[s.Start:s.End]), false
}

// contact gives an address a run if it is one that holds a number or an account. Percent signs are decoded.
func (r *walk) contact(s source.Span, url string) {
	if !reaches(url) {
		return
	}
	r.push()
	defer r.pop()
	for at := s.Start; at < s.End; {
		k := strings.IndexAny(r.text[at:s.End], `%&\`)
		if k < 0 {
			r.w.add(r.text, at, s.End)
			break
		}
		r.w.add(r.text, at, at+k)
		at += k
		decoded, size := r.text[at:at+1], 1
		if c, ok := percent(r.text[at:s.End]); ok {
			decoded, size = string(rune(c)), 3
		} else if decoded[0] != '%' {
			decoded, size = mark(r.text[at:s.End])
		}
		r.w.put(decoded, at, at+size)
		at += size
	}
	r.flush(InLink)
}

// reaches reports whether an address leads to a telephone or an account rather than to a page.
func reaches(url string) bool {
	lower := strings.ToLower(url[:min(len(url), 64)])
	for _, scheme := range []string{"tel:", "sms:", "mailto:", "callto:", "viber:", "whatsapp:", "skype:", "zalo:"} {
		if strings.HasPrefix(lower, scheme) {
			return true
		}
	}
	if !strings.Contains(lower, "/") && (strings.Contains(lower, "@") || strings.Trim(lower, "0123456789 +.-()") == "") {
		return url != "" // somebody forgot the scheme
	}
	return strings.Contains(lower, "zalo.me/") || strings.Contains(lower, "wa.me/")
}

// percent decodes %41 at the start of s, if it is an ASCII character.
func percent(s string) (c byte, ok bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	hi, lo := hexDigit(s[1]), hexDigit(s[2])
	return byte(hi<<4 | lo), hi >= 0 && hi < 8 && lo >= 0
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
