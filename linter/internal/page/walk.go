package page

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// walk goes through a page's tree once and gathers what is in it.
type walk struct {
	page    *Page
	text    string        // the source
	seen    string        // the source as Markdown is read: what is covered is filled
	parsed  []byte        // the bytes of seen that goldmark's slices point into
	tags    []source.Span // what is covered: tags of templates, components, directives
	meter   *meter
	w       *writer   // of the stretch being read
	writers []*writer // of that stretch and those it interrupts
	depth   int       // the index of w in writers
	code    []source.Span
	titles  map[int]string // of link definitions, by the offset of their address
	inHTML  bool           // in a block of HTML
	html    *ast.HTMLBlock // that block
	remarks []remark
	inCell  bool // in a table's cell
	script  bool // in a <script> or <style> of such a block
	anchor  anchor
	tables  []*openTable // of HTML, those inside others last
	spanned int          // cells that are there because others span them
}

// body reads the Markdown of a page from p.Body on, and returns where blocks of code are. It panics with *Unreadable.
func (p *Page) body() (code []source.Span) {
	p.Runs = slices.Grow(p.Runs, len(p.text)/128)
	found, all := p.covers()
	p.Templated = len(found) > 0
	r := p.walk(all, isMDX(p.Path))
	code = ordered(r.code)
	hiding := false
	for _, s := range found {
		if inside(s, code) {
			continue
		}
		r.template(s)
		hiding = hiding || hides(p.text[s.Start:s.End])
	}
	for _, c := range all {
		if c.fill == nothing && !inside(c.Span, code) && !inside(c.Span, found) {
			r.tagWords(c.Start, c.End, Prose) // a site without directives shows the line
		}
	}
	if hiding {
		p.uncover(found)
	}
	return code
}

// walk reads the body with the covers filled.
func (p *Page) walk(all []cover, mdx bool) *walk {
	r := &walk{page: p, text: p.text, seen: p.text, parsed: p.File.Text, titles: map[int]string{}}
	r.w = &writer{}
	r.writers = []*writer{r.w}
	if len(all) > 0 {
		for _, c := range all {
			r.tags = append(r.tags, c.Span)
		}
		r.parsed = mask(p.File.Text, all)
		r.seen = string(r.parsed)
	}
	tree, meter := parseMarkdown(r.parsed, p.Body, mdx)
	r.meter = meter
	r.blocks(tree)
	for len(r.tables) > 0 {
		r.closeCell(r.tables[len(r.tables)-1], len(r.text))
		r.closeTable(len(r.text))
	}
	r.bindRemarks()
	return r
}

// blocks reads the blocks in parent.
func (r *walk) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

func (r *walk) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *extast.DefinitionTerm:
		r.stretch(n, Prose)
	case *extast.Table:
		r.table(n)
	case *ast.Heading:
		r.heading(n)
	case *ast.FencedCodeBlock:
		code := Code{Language: string(n.Language(r.parsed)), Fenced: true, Block: true}
		if n.Info != nil {
			r.w.add(r.text, n.Info.Segment.Start, n.Info.Segment.Stop)
			r.flush(InCode)
		}
		r.codeBlock(n, code)
	case *ast.CodeBlock:
		r.codeBlock(n, Code{Block: true})
	case *extast.Footnote:
		r.footnote(n)
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *ast.LinkReferenceDefinition:
		r.definition(n)
	default:
		r.blocks(n)
	}
}

// stretch reads a block of text as one run.
func (r *walk) stretch(n ast.Node, within string) {
	r.inlines(n)
	r.end(within)
}

// end ends a block, and with it what HTML has left open.
func (r *walk) end(within string) {
	r.closeAnchor()
	r.flush(within)
}

// flush ends the run that is being written.
func (r *walk) flush(within string) {
	r.pauseAnchor()
	r.pauseCell()
	if r.w.len() == 0 {
		return
	}
	if run, ok := r.w.run(within); ok {
		r.page.Runs = append(r.page.Runs, run)
	}
}

// push starts a stretch in the midst of another, which pop returns to.
func (r *walk) push() {
	r.depth++
	if r.depth == len(r.writers) {
		r.writers = append(r.writers, &writer{})
	}
	r.w = r.writers[r.depth]
}

func (r *walk) pop() {
	r.w.reset()
	r.depth--
	r.w = r.writers[r.depth]
}

func (r *walk) heading(n *ast.Heading) {
	end := min(n.Pos()+n.Level, len(r.text))
	h := Heading{Level: n.Level, Span: source.Span{Start: end, End: end}}
	if lines := n.Lines(); lines.Len() > 0 {
		h.Span = source.Span{Start: lines.At(0).Start, End: lines.At(lines.Len() - 1).Stop}
	}
	if id, ok := n.AttributeString("id"); ok {
		h.ID = string(id.([]byte))
	}
	i := len(r.page.Headings)
	r.page.Headings = append(r.page.Headings, h)
	r.inlines(n)
	r.page.Headings[i].Text = r.w.visible(0, r.w.len())
	r.end(InHeading)
}

// surplus reads what stands in a row behind its last cell. GitHub leaves it out; other generators show it.
func (r *walk) surplus(row *extast.TableRow) {
	end := row.Pos()
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if lines := c.Lines(); lines.Len() > 0 {
			end = lines.At(0).Stop
		}
	}
	const edge = "| \t\r"
	line, _, _ := strings.Cut(r.text[end:], "\n")
	end += len(line) - len(strings.TrimLeft(line, edge))
	r.w.markdown(r.text, end, end+len(strings.Trim(line, edge)))
	r.flush(InCell)
}

func (r *walk) codeBlock(n ast.Node, code Code) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	code.Span = source.Span{Start: lines.At(0).Start, End: lines.At(lines.Len() - 1).Stop}
	r.page.Code = append(r.page.Code, code)
	for i := range lines.Len() {
		line := lines.At(i)
		r.w.add(r.text, line.Start, line.Stop)
	}
	r.code = append(r.code, code.Span)
	r.flush(InCode)
}

// inlines reads the inlines in parent.
func (r *walk) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.words(n)
		case *ast.CodeSpan:
			r.codeSpan(n)
		case *ast.Link:
			r.link(n)
		case *ast.Image:
			r.image(n)
		case *ast.AutoLink:
			r.autoLink(n)
		case *ast.RawHTML:
			r.rawHTML(n)
		default:
			r.inlines(n)
		}
	}
}

// words reads plain text and the line break behind it.
func (r *walk) words(n *ast.Text) {
	from, to := n.Segment.Start, n.Segment.Stop
	if r.tags == nil {
		r.w.markdown(r.text, from, to)
	} else {
		r.between(from, to, r.w.markdown)
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		r.lineBreak(to)
	}
}

// between writes the text [from, to) with holes for the tags of templates in it, one for a tag of several lines.
func (r *walk) between(from, to int, write func(text string, from, to int)) {
	for _, tag := range within(r.tags, from, to) {
		if tag.Start >= from {
			write(r.text, from, tag.Start)
			r.w.hole(tag, "")
		}
		from = min(tag.End, to)
	}
	write(r.text, from, to)
}

// lineBreak writes the line end that follows the offset at.
func (r *walk) lineBreak(at int) {
	k := strings.IndexByte(r.text[at:], '\n')
	switch {
	case len(within(r.tags, at, at+max(k, 1))) > 0: // in a tag
	case k == 0:
		r.w.add(r.text, at, at+1)
	case k > 0:
		r.w.put("\n", at, at+k+1)
	}
}

// codeSpan gives code in a line a run of its own.
func (r *walk) codeSpan(n *ast.CodeSpan) {
	whole := source.Span{Start: n.Pos(), End: r.codeEnd(n)}
	r.push()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			r.verbatim(t.Segment)
		}
	}
	run, ok := r.w.run(InCode)
	r.pop()
	if r.depth == 0 {
		r.page.Code = append(r.page.Code, Code{Span: run.Span(0, len(run.Text))})
	}
	if len(r.tags) > 0 {
		r.code = append(r.code, whole)
	}
	if ok {
		r.page.Runs = append(r.page.Runs, run)
	}
	r.w.hole(whole, run.Text)
}

// verbatim writes code as it stands; in a table's cell a bar is escaped even there.
func (r *walk) verbatim(s text.Segment) {
	from := s.Start
	for r.inCell {
		k := strings.Index(r.text[from:s.Stop], `\|`)
		if k < 0 {
			break
		}
		r.w.add(r.text, from, from+k)
		r.w.put("|", from+k, from+k+2)
		from += k + 2
	}
	r.w.add(r.text, from, s.Stop)
}

// codeEnd returns the end of a span of code: behind as many backticks as it begins with.
func (r *walk) codeEnd(n *ast.CodeSpan) int {
	start, end := n.Pos(), n.Pos()
	for end < len(r.text) && r.text[end] == '`' {
		end++
	}
	ticks := end - start
	if last, ok := n.LastChild().(*ast.Text); ok {
		end = last.Segment.Stop
	}
	k := strings.IndexByte(r.text[end:], '`')
	if k < 0 {
		return end
	}
	return end + k + ticks
}
