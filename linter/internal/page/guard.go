package page

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Some steps of goldmark cost more than the bytes they consume: a link that is never closed is looked for to the end of
// its block, a table's row is padded to its header, every open list is asked about every line. Repeated through a page
// such steps take minutes and gigabytes, and nothing can stop them from outside. So each of them is preceded by a guard
// that pays for it from an account which the page's size fills; whoever overdraws it is refused. What a page of ordinary
// shape spends is a small part of that, whatever its size.

const (
	maxOpen     = 128     // open containers; a list counts twice, for itself and its item
	maxBrackets = 1000    // open in one block
	maxCells    = 100_000 // cells of all tables of a page, those added by padding included
	workBase    = 4 << 20 // what every page may spend, in bytes looked at more than once
	workRatio   = 16      // and for each of its bytes; what real pages spend is below 4
	lineWork    = 32      // what it costs to ask one container about one line: memory above all
)

// meterKey finds the meter in goldmark's context.
var meterKey = parser.NewContextKey()

// meter is the account of one page, and what the guards know about the block whose inlines are being parsed.
type meter struct {
	src   []byte
	work  int
	cells int
	notes map[string]bool // labels of footnotes
	used  map[string]bool // those that are referred to
	open  []int           // brackets
	marks marks           // of emphasis
	links map[int]bounds
}

// bounds is where a link or image that starts at a known offset has its parts.
type bounds struct {
	text, end int // the bracket that closes the text, and the end of all
}

func newMeter(src []byte) *meter {
	return &meter{src: src, work: workBase + workRatio*len(src), notes: map[string]bool{}, used: map[string]bool{}, links: map[int]bounds{}}
}

// meterOf returns the meter of the page that is being parsed.
func meterOf(pc parser.Context) *meter { return pc.Get(meterKey).(*meter) }

// spend takes n from the account. The panic is the only way out of goldmark; Parse catches it.
func (m *meter) spend(n int, reason string, at int) {
	if m.work -= n; m.work < 0 {
		refuse(reason, at)
	}
}

// refuse ends the parsing of a page at an offset.
func refuse(reason string, at int) {
	details := map[string]string{
		Nesting:     "too many quotes or lists inside each other",
		Brackets:    "too many brackets that do not form a link",
		Delimiters:  "too many emphasis marks or backticks without a partner",
		Cells:       "too many cells in the tables",
		Definitions: "too many link definitions",
	}
	panic(&Unreadable{Reason: reason, Detail: details[reason], Span: source.Span{Start: at, End: at + 1}})
}

// container guards blocks that hold blocks.
type container struct{ parser.BlockParser }

// Open refuses one container too many.
func (g container) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.Position()
	node, state := g.BlockParser.Open(parent, reader, pc)
	if node != nil && len(pc.OpenedBlocks()) >= maxOpen {
		refuse(Nesting, at.Start)
	}
	return node, state
}

// Continue pays for the question.
func (g container) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, at := reader.Position()
	meterOf(pc).spend(lineWork, Nesting, at.Start)
	return g.BlockParser.Continue(node, reader, pc)
}

// definitions guards the search for link definitions at the beginning of a paragraph.
type definitions struct{ parser.ParagraphTransformer }

// Transform pays for the lines that are moved up for every definition.
func (g definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, src := node.Lines(), reader.Source()
	n := lines.Len()
	for i := range n {
		line := lines.At(i)
		if bytes.HasPrefix(bytes.TrimLeft(src[line.Start:line.Stop], " \t"), []byte("[")) {
			meterOf(pc).spend(n/4, Definitions, line.Start)
		} else if i == 0 {
			break
		}
	}
	g.ParagraphTransformer.Transform(node, reader, pc)
}

// tables guards tables.
type tables struct{ parser.ParagraphTransformer }

// Transform refuses cells too many: rows are padded to the header, so that a small source makes a huge table.
func (g tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, src := node.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if columns := delimiterRow(src[line.Start:line.Stop]); columns > 0 {
			m := meterOf(pc)
			if m.cells += columns * (lines.Len() - i); m.cells > maxCells {
				refuse(Cells, line.Start)
			}
			break
		}
	}
	g.ParagraphTransformer.Transform(node, reader, pc)
}

// delimiterRow returns the number of columns of a line such as |---|:-:|, or 0.
func delimiterRow(line []byte) int {
	bars, dashes := 0, 0
	for _, c := range line {
		switch c {
		case '|':
			bars++
		case '-':
			dashes++
		case ':', ' ', '\t', '\n', '\r', '\v', '\f':
		default:
			return 0
		}
	}
	if dashes == 0 {
		return 0
	}
	return bars + 1
}
