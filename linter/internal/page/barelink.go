package page

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareLinks finds addresses in plain text. goldmark looks for them at every word; this looks only where one must have
// begun, and then lets goldmark judge it from there.
type bareLinks struct{ parser.InlineParser }

// Trigger returns what an address cannot do without: "://", "www." or "@".
func (bareLinks) Trigger() []byte { return []byte{':', '.', '@'} }

// longestLocal bounds the part of an e-mail address before the "@".
const longestLocal = 64

// Parse goes back to where the address begins, if there is one, and takes back what had been read of it.
func (g bareLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	src := meterOf(pc).src
	start := begin(src, at.Start, line)
	if start < 0 || at.Padding > 0 {
		return nil
	}
	for ; start < at.Start; start++ {
		if !boundary(src, start, parent) {
			continue
		}
		n, here := block.Position()
		block.SetPosition(n, here.WithStart(start))
		if node := g.InlineParser.Parse(parent, block, pc); node != nil {
			takeBack(parent, start, pc)
			node.(interface{ SetPos(int) }).SetPos(start)
			return node
		}
		if block.SetPosition(n, here); line[0] != '@' {
			return nil
		}
	}
	return nil
}

// begin returns the first offset at which an address can begin of which the byte at at is the mark, or -1. rest is the
// line from there on.
func begin(src []byte, at int, rest []byte) int {
	switch before := src[:at]; rest[0] {
	case ':':
		if !bytes.HasPrefix(rest, []byte("://")) {
			return -1
		}
		for _, scheme := range []string{"http", "https", "ftp"} {
			if bytes.HasSuffix(before, []byte(scheme)) {
				return at - len(scheme)
			}
		}
	case '.':
		if bytes.HasSuffix(before, []byte("www")) {
			return at - len("www")
		}
	case '@':
		start := at
		for start > 0 && at-start <= longestLocal && localPart(src[start-1]) {
			start--
		}
		return start
	}
	return -1
}

// boundary reports whether an address may begin at start: at the beginning of a line, behind space or certain marks, or
// behind something that is no plain text. What has been read since must be text and marks of emphasis.
func boundary(src []byte, start int, parent ast.Node) bool {
	if strings.IndexByte("*_~", src[start]) >= 0 {
		return false
	}
	marked := start == 0 || space(src[start-1]) || strings.IndexByte("(*_~`", src[start-1]) >= 0
	begins := len(src) // of the text and marks that have been read last
	for n := parent.LastChild(); n != nil && begins > start; n = n.PreviousSibling() {
		switch n := n.(type) {
		case *ast.Text:
			begins = n.Segment.Start
		case *parser.Delimiter:
			begins = n.Segment.Start
		default:
			return false
		}
	}
	return begins == start || begins < start && marked
}

// localPart reports whether c can stand before the "@" of an e-mail address.
func localPart(c byte) bool {
	return alphanumeric(c) || strings.IndexByte(".!#$%&'*+/=?^_`{|}~-", c) >= 0
}

// takeBack removes what has been read from start on.
func takeBack(parent ast.Node, start int, pc parser.Context) {
	for {
		switch last := parent.LastChild().(type) {
		case *parser.Delimiter:
			if last.Segment.Start < start {
				return
			}
			pc.RemoveDelimiter(last) // it is text now
		case *ast.Text:
			if last.Segment.Start < start {
				last.Segment.Stop = min(last.Segment.Stop, start)
				return
			}
			parent.RemoveChild(parent, last)
		default:
			return
		}
	}
}
