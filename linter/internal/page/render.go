package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Mark is a stretch of a page's source that is marked when the page is rendered.
type Mark struct {
	Span  source.Span
	Class string // of the element <mark>
}

// The classes of what Render writes in the place of something else.
const (
	ClassHeading = "heading" // a heading, of whatever level: it must not mix with those of the page around it
	ClassPicture = "picture" // an image's alternative text
	ClassHidden  = "hidden"  // source that readers of the page do not see as such: a tag, an address, a template
)

// maxShown bounds what is shown of hidden source, in bytes.
const maxShown = 200

// Render writes a page as HTML that looks as the page will, roughly: without images, links, attributes and whatever could
// load or run. Marks must be in order and apart from each other; what they mark though readers do not see it is shown as
// source. The elements are closed and nested as they must be. The error is always *Unreadable.
func Render(path, src string, marks []Mark) (out string, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = "", stopped(r)
		}
	}()
	p := &Page{Path: path, File: source.New(path, []byte(src)), text: src}
	if u := p.frontMatter(); u != nil {
		return "", u
	}
	found, covered := p.covers()
	r := &rendering{text: src, parsed: mask(p.File.Text, covered), tags: found, marks: marks}
	r.fields(p)
	tree, _ := parseMarkdown(r.parsed, p.Body, isMDX(path))
	r.children(tree)
	r.wrap("p", func() { r.unseen(len(src)) })
	return balanced(r.out.String())
}

// rendering is the making of one page's HTML.
type rendering struct {
	out    strings.Builder
	text   string        // the source
	parsed []byte        // the source with the tags of templates filled
	tags   []source.Span // of templates
	marks  []Mark
	next   int  // the first mark that nothing behind has been written of
	shown  bool // something of it has been
}

// balanced closes what is open and drops what was never opened.
func balanced(text string) (string, error) {
	body := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(text), body)
	if err != nil {
		return "", &Unreadable{Reason: Parser, Detail: err.Error()}
	}
	var b strings.Builder
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			return "", &Unreadable{Reason: Parser, Detail: err.Error()}
		}
	}
	return b.String(), nil
}

// fields writes the title, and what else of the front matter is marked.
func (r *rendering) fields(p *Page) {
	for _, f := range p.Fields {
		if f.Kind == Map || f.Kind == List && len(f.Items) == 0 {
			continue
		}
		marked := r.marked(f.Span.Start, f.Span.End) || r.marked(f.KeySpan.Start, f.KeySpan.End)
		switch {
		case f.Key == "title" && f.Span.Start > f.KeySpan.Start:
			r.element("p", ClassHeading, func() { r.words(f.Span.Start, f.Span.End, unquoted) })
		case marked && f.Span.Start >= f.KeySpan.Start:
			r.element("p", ClassHidden, func() { r.words(f.KeySpan.Start, f.Span.End, nil) })
		}
	}
}

// unquoted takes the quotes off a field's value.
func unquoted(s string) string { return strings.Trim(s, `"'`) }

func (r *rendering) children(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.node(n)
	}
}

// wrap writes an element if there is something in it.
func (r *rendering) wrap(tag string, inside func()) { r.element(tag, "", inside) }

func (r *rendering) element(tag, class string, inside func()) {
	r.out.WriteString("<" + tag)
	if class != "" {
		r.out.WriteString(` class="` + class + `"`)
	}
	r.out.WriteString(">")
	inside()
	r.out.WriteString("</" + tag + ">")
}

func (r *rendering) node(n ast.Node) {
	inside := func() {
		r.children(n)
		r.unseen(lastLine(n))
	}
	switch n := n.(type) {
	case *ast.Paragraph:
		r.wrap("p", inside)
	case *ast.Heading:
		r.element("p", ClassHeading, inside)
	case *ast.Blockquote:
		r.wrap("blockquote", inside)
	case *ast.List:
		tag := "ul"
		if n.IsOrdered() {
			tag = "ol"
		}
		r.wrap(tag, inside)
	case *ast.ListItem:
		r.wrap("li", inside)
	case *ast.ThematicBreak:
		r.out.WriteString("<hr>")
	case *ast.FencedCodeBlock:
		r.wrap("pre", func() { r.lines(n.Lines()) })
	case *ast.CodeBlock:
		r.wrap("pre", func() { r.lines(n.Lines()) })
	case *ast.HTMLBlock:
		r.raw(n.Lines(), n.ClosureLine)
	case *ast.LinkReferenceDefinition: // shown where it is used
	case *extast.Table:
		r.wrap("table", inside)
	case *extast.TableHeader:
		r.wrap("tr", func() { r.cells(n, "th") })
	case *extast.TableRow:
		r.wrap("tr", func() { r.cells(n, "td") })
	case *extast.DefinitionList:
		r.wrap("dl", inside)
	case *extast.DefinitionTerm:
		r.wrap("dt", inside)
	case *extast.DefinitionDescription:
		r.wrap("dd", inside)
	default:
		r.inline(n)
	}
}

func (r *rendering) cells(row ast.Node, tag string) {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		r.wrap(tag, func() {
			r.children(c)
			r.unseen(lastLine(c))
		})
	}
}

func (r *rendering) lines(lines *text.Segments) {
	for i := range lines.Len() {
		line := lines.At(i)
		r.words(line.Start, line.Stop, nil)
	}
}

func (r *rendering) inline(n ast.Node) {
	inside := func() { r.children(n) }
	switch n := n.(type) {
	case *ast.Text:
		r.words(n.Segment.Start, n.Segment.Stop, unmark)
		switch {
		case n.HardLineBreak():
			r.out.WriteString("<br>")
		case n.SoftLineBreak():
			r.out.WriteString("\n")
		}
	case *ast.CodeSpan:
		r.wrap("code", func() {
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					r.words(t.Segment.Start, t.Segment.Stop, nil)
				}
			}
		})
	case *ast.Emphasis:
		name := "em"
		if n.Level == 2 {
			name = "strong"
		}
		r.wrap(name, inside)
	case *extast.Strikethrough:
		r.wrap("s", inside)
	case *ast.Link:
		r.wrap("u", inside)
	case *ast.Image:
		r.element("span", ClassPicture, inside)
	case *ast.AutoLink:
		if label := n.Label(r.parsed); offset(r.parsed, label) >= 0 {
			at := offset(r.parsed, label)
			r.wrap("u", func() { r.words(at, at+len(label), nil) })
		}
	case *ast.RawHTML:
		r.raw(n.Segments, text.NewSegment(-1, -1))
	case *extast.TaskCheckBox:
		r.out.WriteString(map[bool]string{true: "☑ ", false: "☐ "}[n.IsChecked])
	case *extast.FootnoteLink:
		r.wrap("sup", func() { r.out.WriteString("*") })
	default:
		inside()
	}
}

// words writes the source [from, to), decoded, with its marks and with templates shown as what they are.
func (r *rendering) words(from, to int, decode func(string) string) {
	if from >= to {
		return
	}
	r.unseen(from)
	at := from
	for _, tag := range within(r.tags, from, to) {
		r.plainly(at, max(at, tag.Start), decode)
		if tag.Start >= from {
			r.hidden(tag)
		}
		at = max(at, min(tag.End, to))
	}
	r.plainly(at, to, decode)
}

// plainly writes a stretch without templates.
func (r *rendering) plainly(from, to int, decode func(string) string) {
	write := func(from, to int) {
		s := r.text[from:to]
		if decode != nil {
			s = decode(s)
		}
		// html.Render would write it as an entity, past whoever shows what hides.
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", `\u{d}`)
		r.out.WriteString(html.EscapeString(s))
	}
	for from < to {
		for r.next < len(r.marks) && r.marks[r.next].Span.End <= from {
			r.next, r.shown = r.next+1, false
		}
		if r.next == len(r.marks) || r.marks[r.next].Span.Start >= to {
			write(from, to)
			return
		}
		m := r.marks[r.next]
		if m.Span.Start > from {
			write(from, m.Span.Start)
			from = m.Span.Start
		}
		end := min(m.Span.End, to)
		r.shown = true
		r.element("mark", m.Class, func() { write(from, end) })
		from = end
	}
}

// marked reports whether something in [from, to) is marked.
func (r *rendering) marked(from, to int) bool {
	for _, m := range r.marks[r.next:] {
		if m.Span.Start >= to {
			return false
		}
		if m.Span.End > from {
			return true
		}
	}
	return false
}

// unseen shows the source of the marks before an offset of which nothing has been written.
func (r *rendering) unseen(before int) {
	for ; r.next < len(r.marks) && r.marks[r.next].Span.End <= before; r.next, r.shown = r.next+1, false {
		m := r.marks[r.next]
		if s := strings.TrimSpace(clipped(r.text[m.Span.Start:m.Span.End])); s != "" && !r.shown {
			r.out.WriteString(` <mark class="` + m.Class + `"><code>` + html.EscapeString(s) + "</code></mark> ")
		}
	}
}

// hidden shows the source of something that readers do not see as such.
func (r *rendering) hidden(s source.Span) {
	s.End = s.Start + len(clipped(r.text[s.Start:s.End]))
	r.element("span", ClassHidden, func() { r.plainly(s.Start, s.End, nil) })
}

// clipped returns the beginning of a text.
func clipped(s string) string {
	if len(s) <= maxShown {
		return s
	}
	return strings.ToValidUTF8(s[:maxShown], "")
}

// raw writes HTML of the page: its text, and those of its elements that do nothing but shape it, without attributes. Of
// the others the tags are shown.
func (r *rendering) raw(segments *text.Segments, closure text.Segment) {
	var w writer
	for i := range segments.Len() {
		w.add(r.text, segments.At(i).Start, segments.At(i).Stop)
	}
	if closure.Start >= 0 {
		w.add(r.text, closure.Start, closure.Stop)
	}
	run, _ := w.run(InHTML)
	r.tokens(&run)
}

func (r *rendering) tokens(raw *Run) {
	silent := false // what a script holds is no text
	at := 0
	for z := html.NewTokenizer(strings.NewReader(raw.Text)); ; {
		token := z.Next()
		end := at + len(z.Raw())
		switch token {
		case html.ErrorToken:
			if at < len(raw.Text) {
				r.tag(raw, at, len(raw.Text))
			}
			return
		case html.TextToken:
			if !silent {
				raw.parts(at, end, func(from, to int) { r.words(from, to, html.UnescapeString) })
			}
			silent = false
		case html.StartTagToken, html.SelfClosingTagToken:
			name := r.startTag(z, raw, at, end)
			silent = verbatim(name)
			if !silent {
				z.NextIsNotRawText()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if element := plain(string(name)); element != "" {
				r.out.WriteString("</" + element + ">")
			}
		default:
			if s := raw.Span(at, end); r.marked(s.Start, s.End) {
				r.tag(raw, at, end)
			}
		}
		at = end
	}
}

// startTag writes a start tag and returns its name.
func (r *rendering) startTag(z *html.Tokenizer, raw *Run, at, end int) string {
	bytes, more := z.TagName()
	name, alt := string(bytes), ""
	for more {
		var key, value []byte
		if key, value, more = z.TagAttr(); string(key) == "alt" {
			alt = string(value)
		}
	}
	element, s := plain(name), raw.Span(at, end)
	if element == "" && name != "img" || r.marked(s.Start, s.End) {
		r.tag(raw, at, end)
	}
	switch {
	case name == "img":
		r.element("span", ClassPicture, func() { r.out.WriteString(html.EscapeString(alt)) })
	case element == "p" && name != "p":
		r.out.WriteString(`<p class="` + ClassHeading + `">`)
	case element != "":
		r.out.WriteString("<" + element + ">")
	}
	return name
}

// tag shows the source of a tag.
func (r *rendering) tag(raw *Run, i, j int) {
	raw.parts(i, j, func(from, to int) {
		r.unseen(from)
		r.hidden(source.Span{Start: from, End: to})
	})
}

// plain returns the element that is written for one of the page's: "" for what is no mere shape.
func plain(name string) string {
	switch name {
	case "p", "div", "br", "hr", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "i", "b", "s", "u", "del", "ins", "sub", "sup",
		"small", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd", "span":
		return name
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return "p"
	case "a":
		return "u"
	case "mark":
		return "b"
	case "center", "section", "article", "figure", "figcaption", "header", "footer", "main", "aside", "address", "details", "summary":
		return "div"
	}
	return ""
}
