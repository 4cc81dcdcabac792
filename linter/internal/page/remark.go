package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Remark is a comment that speaks to this program, <!-- rasoat: … -->. Readers of the page do not see it.
type Remark struct {
	Text  string      // what stands between the marks of the comment
	Span  source.Span // the whole comment
	Alone bool        // nothing else stands on its lines
	First bool        // nothing but other such remarks stands before it in the body
	Next  source.Span // the block that follows in the same container, other remarks skipped; empty if none does
}

// remark is a remark and the block it makes; block is nil where it is part of one.
type remark struct {
	Remark
	block *ast.HTMLBlock
}

// isRemark reports whether the text of a comment begins with this program's name. What looks like a slip of the pen counts,
// so that it is told of and not passed over.
func isRemark(text string) bool {
	text = strings.TrimSpace(text)
	const name = "rasoat"
	if len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
		return false
	}
	rest := strings.TrimSpace(text[len(name):])
	return strings.HasPrefix(rest, ":") || len(rest) < len(text)-len(name) && strings.HasPrefix(strings.ToLower(rest), "allow")
}

// remark keeps a comment that is raw's bytes [i, j) if it is a remark. Without its closing mark it is none yet, but is kept.
func (r *walk) remark(raw *Run, i, j int) {
	text, closed := strings.CutSuffix(strings.TrimPrefix(r.original(raw, i, j), "<!--"), "-->")
	if !isRemark(text) {
		return
	}
	n := remark{Remark: Remark{Text: text, Span: raw.Span(i, j)}}
	if closed && r.html != nil && strings.TrimSpace(raw.Text) == raw.Text[i:j] {
		n.Alone, n.block = true, r.html
	}
	r.remarks = append(r.remarks, n)
}

// bindRemarks works out which block each remark stands before.
func (r *walk) bindRemarks() {
	byBlock := map[ast.Node]*remark{}
	for i := range r.remarks {
		if n := &r.remarks[i]; n.Alone {
			byBlock[n.block] = n
			previous, preceded := byBlock[n.block.PreviousSibling()]
			n.First = n.block.Parent().Kind() == ast.KindDocument && (n.block.PreviousSibling() == nil || preceded && previous.First)
		}
	}
	for i := len(r.remarks) - 1; i >= 0; i-- {
		n := &r.remarks[i]
		n.Next = source.Span{Start: n.Span.End, End: n.Span.End}
		if !n.Alone || n.block.NextSibling() == nil {
			continue
		}
		if next, ok := byBlock[n.block.NextSibling()]; ok {
			n.Next = next.Next
			continue
		}
		n.Next.End = max(n.Span.End, r.blockEnd(n.block.NextSibling()))
	}
	for i := range r.remarks {
		r.page.Remarks = append(r.page.Remarks, r.remarks[i].Remark)
	}
}

// blockEnd returns where the line begins on which the block after n begins, or the end of the page: the parser tells where
// blocks begin, not where they end. It is 0 if not even that is known.
func (r *walk) blockEnd(n ast.Node) int {
	for n != nil && n.NextSibling() == nil {
		n = n.Parent()
	}
	if n == nil {
		return len(r.text)
	}
	return strings.LastIndexByte(r.text[:max(n.NextSibling().Pos(), 0)], '\n') + 1
}
