package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// raw joins segments of the source into one text that knows its places.
func (r *walk) raw(segments *text.Segments, closure text.Segment) Run {
	r.push()
	defer r.pop()
	for i := range segments.Len() {
		s := segments.At(i)
		r.w.add(r.seen, s.Start, s.Stop)
	}
	if closure.Start >= 0 {
		r.w.add(r.seen, closure.Start, closure.Stop)
	}
	run, _ := r.w.run(InHTML)
	return run
}

// rawHTML reads one tag, comment or instruction in a line of Markdown.
func (r *walk) rawHTML(n *ast.RawHTML) {
	raw := r.raw(n.Segments, text.NewSegment(-1, -1))
	if s := raw.Text; len(s) > 1 && (letter(s[1]) || s[1] == '/') {
		r.markup(&raw, 0, len(s))
	} else {
		r.tokens(&raw) // what Markdown takes for one comment may be more
	}
}

// htmlBlock reads a block of HTML.
func (r *walk) htmlBlock(n *ast.HTMLBlock) {
	raw := r.raw(n.Lines(), n.ClosureLine)
	r.inHTML, r.html = true, n
	r.tokens(&raw)
	r.endScript()
	r.end(InHTML)
	r.inHTML, r.html = false, nil
}

// tokens reads tags, comments and the text between them.
func (r *walk) tokens(raw *Run) {
	at := 0
	name := "" // of the start tag just read
	for z := html.NewTokenizer(strings.NewReader(raw.Text)); ; {
		token := z.Next()
		end := at + len(z.Raw())
		if token == html.ErrorToken {
			break
		}
		if token == html.TextToken {
			r.htmlText(raw, at, end)
			if verbatim(name) && name != "script" {
				r.hidden(raw.Text[at:end], func(i, j int) source.Span { return raw.Span(at+i, at+j) }, 1)
			}
			name = ""
		} else if name = r.markup(raw, at, end); !verbatim(name) {
			z.NextIsNotRawText()
		}
		at = end
	}
	if at < len(raw.Text) { // a tag that is not closed: the browser closes it at the next one's end
		r.markup(raw, at, len(raw.Text))
		r.openTag(raw, at)
	}
}

// openTag notes that the tag at the end of raw takes in what follows it.
func (r *walk) openTag(raw *Run, at int) {
	tag, span := raw.Text[at:], raw.Span(at, len(raw.Text))
	if !endsInQuote(tag) {
		return
	}
	if n := len(r.page.Elements); n > 0 && r.page.Elements[n-1].Span == span {
		r.page.Elements[n-1].Open = true
	} else if strings.HasPrefix(tag, "</") {
		r.page.Elements = append(r.page.Elements, Element{Tag: strings.ToLower(tag[2:nameEnd(tag, 2)]), Span: span, Open: true})
	}
}

// endScript ends the content of a <script> or <style>. Nobody reads it as a text, but it is published.
func (r *walk) endScript() {
	if r.script {
		r.script = false
		r.flush(InCode)
	}
}

// original returns raw's bytes [i, j) as they are in the source, where raw has templates filled.
func (r *walk) original(raw *Run, i, j int) string {
	if s := raw.Span(i, j); len(r.tags) > 0 && s.Len() == j-i {
		return r.text[s.Start:s.End]
	}
	return raw.Text[i:j]
}

// fromTemplate reports whether a template makes what stands at s, or a part of it.
func (r *walk) fromTemplate(s source.Span) bool { return len(within(r.tags, s.Start, s.End)) > 0 }

// verbatim reports whether what follows the start tag is no markup. Browsers think so of some more elements, such as
// noscript, but others show what is in them.
func verbatim(tag string) bool {
	switch tag {
	case "script", "style", "textarea", "title", "xmp", "plaintext":
		return true
	}
	return false
}

// parts calls read with the source of each unbroken part of raw's bytes [i, j).
func (r *Run) parts(i, j int, read func(from, to int)) {
	if r.pieces == nil {
		read(r.base+i, r.base+j)
		return
	}
	for k := r.find(i); k < len(r.pieces) && r.pieces[k].at < j; k++ {
		p := r.pieces[k]
		start, end := max(i, p.at), min(j, p.at+p.to-p.from)
		read(p.source(start), p.source(end))
	}
}

// htmlText reads text between tags.
func (r *walk) htmlText(raw *Run, i, j int) {
	write := func(from, to int) { r.between(from, to, r.w.html) }
	if r.script {
		write = func(from, to int) { r.w.add(r.text, from, to) }
	}
	raw.parts(i, j, write)
}

// markup reads what begins with "<" in raw's bytes [i, j), and returns the name of a start tag.
func (r *walk) markup(raw *Run, i, j int) (tag string) {
	s := raw.Text[i:j]
	switch {
	case len(s) > 1 && letter(s[1]) && r.fromTemplate(raw.Span(i+1, i+2)):
		r.htmlText(raw, i, j) // the name, that is
	case len(s) > 1 && letter(s[1]):
		return r.startTag(raw, i, j)
	case len(s) > 2 && s[1] == '/' && letter(s[2]):
		name := strings.ToLower(s[2:nameEnd(s, 2)])
		r.tableEnd(name, raw.Span(i, i).Start, raw.Span(i, j).End)
		r.endTag(raw, i, name)
	case strings.HasPrefix(s, "<!--"):
		r.remark(raw, i, j)
		r.comment(raw, i+4, max(i+4, i+len(strings.TrimSuffix(s, "-->"))))
	case len(s) > 1 && (s[1] == '!' || s[1] == '?'):
		r.comment(raw, i+2, max(i+2, i+len(strings.TrimSuffix(s, ">"))))
	default:
		r.htmlText(raw, i, j)
	}
	return ""
}

// comment reads a comment: readers do not see it, but it is published.
func (r *walk) comment(raw *Run, i, j int) {
	r.push()
	defer r.pop()
	raw.parts(i, j, func(from, to int) { r.w.html(r.text, from, to) })
	r.flush(InComment)
	r.breakout(raw.Text[i:j], func(from, to int) source.Span { return raw.Span(i+from, i+to) }, 0)
}

func (r *walk) endTag(raw *Run, i int, name string) {
	switch {
	case name == "script" || name == "style":
		r.endScript()
	case name == "a":
		r.closeAnchor()
	case r.inHTML && r.level(name) > 0:
		r.closeHeading(raw, i, r.level(name))
	}
	r.breakAt(raw, i, i, name)
}

// level returns the level of h1 to h6, or 0.
func (r *walk) level(tag string) int {
	if len(tag) == 2 && tag[0] == 'h' && '1' <= tag[1] && tag[1] <= '6' {
		return int(tag[1] - '0')
	}
	return 0
}

// closeHeading takes what has been written since the last break for a heading of HTML that ends at i.
func (r *walk) closeHeading(raw *Run, i, level int) {
	h := Heading{Level: level, HTML: true, Text: r.w.visible(0, r.w.len()), Span: raw.Span(i, i)}
	if n := len(r.w.pieces); n > 0 {
		h.Span = source.Span{Start: r.w.pieces[0].from, End: r.w.pieces[n-1].to}
	}
	r.page.Headings = append(r.page.Headings, h)
}

// breakAt ends the stretch of text where an element of that name starts or ends. In a line of Markdown, and at <br>,
// that is a line break.
func (r *walk) breakAt(raw *Run, i, j int, name string) {
	switch {
	case name == "br" || !r.inHTML && breaks(name):
		if r.w.len() > 0 {
			s := raw.Span(i, j)
			r.w.put("\n", s.Start, s.End)
		}
	case breaks(name):
		r.flush(InHTML)
	}
}

// breaks reports whether an element stands on lines of its own, or is a control with a text of its own.
func breaks(tag string) bool {
	switch tag {
	case "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
		"dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
		"head", "header", "hgroup", "hr", "html", "iframe", "label", "legend", "li", "main", "menu", "nav", "noscript",
		"object", "ol", "optgroup", "option", "p", "pre", "script", "search", "section", "select", "style", "summary",
		"table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video", "audio", "xmp":
		return true
	}
	return false
}

// anchor is an <a> that is open.
type anchor struct {
	open  bool
	link  int // its index in the page's links
	start int // where its text begins in the run being written
	text  []byte
}

// pauseAnchor takes what has been written since for the open link's text.
func (r *walk) pauseAnchor() {
	if !r.anchor.open || r.depth > 0 {
		return
	}
	if text := r.w.visible(min(r.anchor.start, r.w.len()), r.w.len()); text != "" {
		if len(r.anchor.text) > 0 {
			r.anchor.text = append(r.anchor.text, ' ')
		}
		r.anchor.text = append(r.anchor.text, text...)
	}
	r.anchor.start = 0
}

// closeAnchor ends the open link.
func (r *walk) closeAnchor() {
	if r.anchor.open {
		r.pauseAnchor()
		r.page.Links[r.anchor.link].Text = string(r.anchor.text)
	}
	r.anchor = anchor{}
}
