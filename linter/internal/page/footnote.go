package page

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// longestLabel bounds the label of a footnote.
const longestLabel = 999

// footnotes leaves footnotes where they stand. goldmark would gather them in a list, look through all of it at each use,
// and lose a footnote inside another.
type footnotes struct{ container }

// Close notes the label.
func (g footnotes) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	meterOf(pc).notes[string(node.(*extast.Footnote).Ref)] = true
}

// footnote reads the text of a footnote.
func (r *walk) footnote(n *extast.Footnote) {
	r.blocks(n)
	start := n.Pos()
	if start < 0 || !strings.HasPrefix(r.text[start:], "[^") {
		return
	}
	note := Footnote{Label: string(n.Ref), Used: r.meter.used[string(n.Ref)]}
	note.Span = source.Span{Start: start, End: max(lastLine(n), start+len("[^]:")+len(n.Ref))}
	r.page.Notes = append(r.page.Notes, note)
}

// lastLine returns where the last line of text in a block ends, without its line end.
func lastLine(n ast.Node) int {
	for n.Type() == ast.TypeBlock && n.LastChild() != nil && n.LastChild().Type() == ast.TypeBlock {
		n = n.LastChild()
	}
	if n.Type() != ast.TypeBlock || n.Lines() == nil || n.Lines().Len() == 0 {
		return 0
	}
	return n.Lines().At(n.Lines().Len() - 1).Stop
}

// footnoteLinks finds the uses of footnotes.
type footnoteLinks struct{ parser.InlineParser }

// Parse reads [^label] if there is such a footnote, also behind an exclamation mark, which does not make it an image.
func (g footnoteLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	rest := bytes.TrimPrefix(line, []byte("!"))
	if !bytes.HasPrefix(rest, []byte("[^")) {
		return nil
	}
	rest = rest[2:min(len(rest), 2+longestLabel)]
	end := bytes.IndexByte(rest, ']')
	if end < 0 || !meterOf(pc).notes[string(rest[:end])] {
		return nil
	}
	meterOf(pc).used[string(rest[:end])] = true
	length := 2 + end + 1
	if line[0] == '!' {
		length++
		ast.MergeOrAppendTextSegment(parent, at.WithStop(at.Start+1))
	}
	block.Advance(length)
	return extast.NewFootnoteLink(1)
}
