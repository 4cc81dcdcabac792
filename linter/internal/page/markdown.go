package page

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdownParser returns the parser of all pages: CommonMark, GitHub's tables, strike-through, task lists and bare
// links, footnotes and definition lists. It has no state of its own.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return newParser(
		util.Prioritized(container{parser.NewListParser()}, 300),
		util.Prioritized(container{parser.NewListItemParser()}, 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(headings{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(container{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	)
})

// mdxParser is the same for MDX.
var mdxParser = sync.OnceValue(func() parser.Parser {
	return newParser(
		util.Prioritized(indented{container{parser.NewListParser()}}, 300),
		util.Prioritized(container{parser.NewListItemParser()}, 400),
		util.Prioritized(indented{headings{parser.NewATXHeadingParser()}}, 600),
		util.Prioritized(jsxFence{parser.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(indented{container{parser.NewBlockquoteParser()}}, 800),
		util.Prioritized(indented{parser.NewParagraphParser()}, 1000),
	)
})

// newParser adds to blocks those that both have.
func newParser(blocks ...util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(blocks,
			util.Prioritized(headings{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(container{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(container{extension.NewDefinitionDescriptionParser()}, 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(footnotes{container{extension.NewFootnoteBlockParser()}}, 999),
		)...),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(codeSpans{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(footnoteLinks{extension.NewFootnoteParser()}, 101),
			util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(delimiters{parser.NewEmphasisParser()}, 500),
			util.Prioritized(delimiters{extension.NewStrikethroughParser()}, 500),
			util.Prioritized(bareLinks{extension.NewLinkifyParser()}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
	)
}

// parseMarkdown returns the tree of src from body on, all offsets counted from the start of src, and what the guards
// noted. It panics with *Unreadable.
func parseMarkdown(src []byte, body int, mdx bool) (ast.Node, *meter) {
	m := newMeter(src)
	pc := parser.NewContext()
	pc.Set(meterKey, m)
	r := text.NewReader(src)
	r.Advance(body)
	if mdx {
		return mdxParser().Parse(r, parser.WithContext(pc)), m
	}
	return markdownParser().Parse(r, parser.WithContext(pc)), m
}

// headings reads the attributes at a heading's end, such as {#id .class}. goldmark's own reader of them nests without
// bound.
type headings struct{ parser.BlockParser }

// Close cuts the attributes off the heading's last line and keeps its id.
func (h headings) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	n := node.Lines().Len()
	if n == 0 {
		return
	}
	line, src := node.Lines().At(n-1), reader.Source()
	line = line.TrimRightSpace(src)
	id, length := headingID(src[line.Start:line.Stop])
	if length == 0 {
		return
	}
	line.Stop -= length
	line = line.TrimRightSpace(src)
	if rest := bytes.TrimRight(src[line.Start:line.Stop], "#"); bytes.HasSuffix(rest, []byte(" ")) {
		line.Stop = line.Start + len(bytes.TrimRight(rest, " ")) // closing hashes before the attributes
	}
	node.Lines().Set(n-1, line)
	if id != nil {
		node.SetAttributeString("id", id)
	}
}

// headingID returns the id and the length of the attributes at the end of line; length is 0 if there are none.
func headingID(line []byte) (id []byte, length int) {
	if len(line) == 0 || line[len(line)-1] != '}' {
		return nil, 0
	}
	start := len(line) - 2
	for start >= 0 && line[start] != '{' && line[start] != '}' {
		start--
	}
	if start < 0 || line[start] != '{' {
		return nil, 0
	}
	inside := bytes.TrimSpace(bytes.TrimPrefix(line[start+1:len(line)-1], []byte(":")))
	if len(inside) == 0 {
		return nil, 0
	}
	for word := range bytes.FieldsSeq(inside) {
		switch {
		case word[0] == '#' && len(word) > 1:
			id = word[1:]
		case word[0] == '.' && len(word) > 1, letter(word[0]) && bytes.IndexByte(word, '=') > 0:
		default:
			return nil, 0
		}
	}
	return id, len(line) - start
}
