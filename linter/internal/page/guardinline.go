package page

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// linkParser guards links and images, and notes where their parts are, which goldmark does not keep.
type linkParser struct{ parser.InlineParser }

// Parse pays, at each closing bracket, for what is looked at again.
func (g linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	m := meterOf(pc)
	if line[0] != ']' {
		if line[0] == '[' || len(line) > 1 && line[1] == '[' {
			if m.open = append(m.open, at.Start); len(m.open) > maxBrackets {
				refuse(Brackets, at.Start)
			}
		}
		return g.InlineParser.Parse(parent, block, pc)
	}
	if n := len(m.open); n > 0 {
		m.spend(at.Start-m.open[n-1]+parent.Lines().Len(), Brackets, m.open[n-1])
		m.open = m.open[:n-1]
	}
	node := g.InlineParser.Parse(parent, block, pc)
	if node == nil {
		if len(line) > 1 && line[1] == '(' {
			m.spend(blockEnd(parent)-at.Start, Brackets, at.Start)
		}
		return nil
	}
	if m.marks.left() > 0 { // those inside the text were paired, and looked for among all that stands before
		m.spend(parent.ChildCount(), Brackets, at.Start)
	}
	_, after := block.Position()
	m.links[node.Pos()] = bounds{text: at.Start, end: after.Start}
	return node
}

// CloseBlock forgets the block's brackets and delimiters.
func (g linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	m := meterOf(pc)
	m.open = m.open[:0]
	m.marks.reset()
	g.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// blockEnd returns the end of the block whose inlines are parsed.
func blockEnd(parent ast.Node) int {
	lines := parent.Lines()
	return lines.At(lines.Len() - 1).Stop
}

// delimiters guards emphasis and strike-through: a mark that closes looks for its partner among all that are left.
type delimiters struct{ parser.InlineParser }

// Parse pays for the marks that are left before this one.
func (g delimiters) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, at := block.Position()
	m := meterOf(pc)
	if at.Start > 0 && m.src[at.Start] == '~' && m.src[at.Start-1] == '~' {
		return nil // as goldmark would say, but only after a look at the rest of the run
	}
	node := g.InlineParser.Parse(parent, block, pc)
	if d, ok := node.(*parser.Delimiter); ok {
		m.spend(m.marks.add(d), Delimiters, at.Start)
	}
	return node
}

// marks counts the marks of emphasis in a block that goldmark may still have to look at.
type marks struct {
	openers [3][]int // lengths of those of * _ ~ that can only open
	others  int
}

// left returns how many there are.
func (m *marks) left() int {
	return len(m.openers[0]) + len(m.openers[1]) + len(m.openers[2]) + m.others
}

func (m *marks) reset() {
	for i := range m.openers {
		m.openers[i] = m.openers[i][:0]
	}
	m.others = 0
}

// add counts d, pairs it if it is sure to be paired, and returns how many marks goldmark may look at for it.
func (m *marks) add(d *parser.Delimiter) (cost int) {
	openers := &m.openers[strings.IndexByte("*_~", d.Char)]
	switch {
	case d.CanOpen && !d.CanClose:
		*openers = append(*openers, d.Length)
		return 0
	case d.CanOpen || len(*openers) == 0:
		cost = m.left()
		m.others++
		return cost
	}
	cost = 1
	for length := d.Length; length > 0 && len(*openers) > 0; cost++ {
		last := &(*openers)[len(*openers)-1]
		used := 1 + min(length-1, *last-1, 1)
		length -= used
		if *last -= used; *last == 0 {
			*openers = (*openers)[:len(*openers)-1]
		}
	}
	return cost
}

// codeSpans guards spans of code: backticks without a partner look for it to the end of the block.
type codeSpans struct{ parser.InlineParser }

// Parse pays for a search in vain.
func (g codeSpans) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, at := block.Position()
	node := g.InlineParser.Parse(parent, block, pc)
	if _, ok := node.(*ast.CodeSpan); !ok {
		meterOf(pc).spend(blockEnd(parent)-at.Start, Delimiters, at.Start)
	}
	return node
}
