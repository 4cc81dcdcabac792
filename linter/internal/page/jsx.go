package page

import (
	"bytes"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// MDX is Markdown in which components may stand, <Note title="…">, and JavaScript, {year} or lines that import. It has
// neither blocks of HTML nor code by indentation, so that what is indented in a component is Markdown as well.

// isMDX reports whether a file is read as MDX.
func isMDX(name string) bool { return strings.EqualFold(path.Ext(name), ".mdx") }

// components returns the tags of components and the JavaScript in src from at on, code left out. None reaches over a blank
// line or is longer than longestTag: what looks like one and is none is read as text.
func components(src []byte, at int) []source.Span {
	var found []source.Span
	add := func(n int) {
		found = append(found, source.Span{Start: at, End: at + n})
		at += n
	}
	for at < len(src) {
		end := at + paragraphEnd(src[at:])
		if block := src[at:end]; bytes.HasPrefix(block, []byte("import ")) || bytes.HasPrefix(block, []byte("export ")) {
			add(len(bytes.TrimRight(block, " \t\r\n")))
			at = end
			continue
		}
		tags, braces := true, true // one that is not closed in a paragraph is not looked for again
		ticks := map[int]bool{}    // numbers of backticks that nothing closes in it
		for at < end {
			rest := src[at:min(end, at+longestTag)]
			switch c := rest[0]; {
			case c == '\\':
				at += 2
			case c == '`' || c == '~':
				n := len(rest) - len(bytes.TrimLeft(rest, string(c)))
				if n >= 3 && lineStart(src, at) {
					at += fencedLength(src[at:], c, n)
					end = max(end, at)
					continue
				}
				k := -1
				if c == '`' && !ticks[n] {
					k = closingTicks(rest[n:], n)
					ticks[n] = k < 0
				}
				at += n + max(k, 0)
			case c == '<' && tags && opensComponent(rest):
				if n := tagLength(rest); n > 0 {
					add(n)
				} else {
					tags = false
				}
			case c == '{' && braces:
				if n := braceLength(rest); n > 0 {
					add(n)
				} else {
					braces = false
				}
			default:
				at++
			}
		}
		at = max(at, end)
		for at < len(src) && (src[at] == '\n' || src[at] == '\r') {
			at++
		}
	}
	return found
}

// paragraphEnd returns where the first blank line of s begins.
func paragraphEnd(s []byte) int {
	for i := 0; ; {
		k := bytes.IndexByte(s[i:], '\n')
		if k < 0 {
			return len(s)
		}
		if i += k + 1; blank(s[i:]) {
			return i
		}
	}
}

// lineStart reports whether nothing but white space and the marks of quotes stands before at on its line.
func lineStart(src []byte, at int) bool {
	for i := at - 1; i >= 0; i-- {
		switch src[i] {
		case '\n':
			return true
		case ' ', '\t', '>':
		default:
			return false
		}
	}
	return true
}

// fencedLength returns the length of the block of code that s begins with, its fence being n times c.
func fencedLength(s []byte, c byte, n int) int {
	for i := 0; ; {
		k := bytes.IndexByte(s[i:], '\n')
		if k < 0 {
			return len(s)
		}
		i += k + 1
		line, _, _ := bytes.Cut(s[i:], []byte("\n"))
		line = bytes.TrimLeft(line, " \t>")
		if rest := bytes.TrimLeft(line, string(c)); len(line)-len(rest) >= n && len(bytes.TrimSpace(rest)) == 0 {
			return lineEnd(s, i)
		}
	}
}

// lineEnd returns where the line ends that i is on.
func lineEnd(s []byte, i int) int {
	if k := bytes.IndexByte(s[i:], '\n'); k >= 0 {
		return i + k
	}
	return len(s)
}

// closingTicks returns where n backticks end in s that are neither more nor fewer; -1 if there are none.
func closingTicks(s []byte, n int) int {
	for i := 0; i < len(s); {
		k := bytes.IndexByte(s[i:], '`')
		if k < 0 {
			break
		}
		i += k
		run := len(s[i:]) - len(bytes.TrimLeft(s[i:], "`"))
		if i += run; run == n {
			return i
		}
	}
	return -1
}

// opensComponent reports whether s begins like the tag of a component: with a capital, or without a name.
func opensComponent(s []byte) bool {
	s = bytes.TrimPrefix(s[1:], []byte("/"))
	return len(s) > 0 && (s[0] == '>' || 'A' <= s[0] && s[0] <= 'Z')
}

// tagLength returns the length of the tag that s begins with, 0 if it is not closed.
func tagLength(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '>':
			return i + 1
		case '<':
			return 0
		case '"', '\'':
			k := bytes.IndexByte(s[i+1:], s[i])
			if k < 0 {
				return 0
			}
			i += k + 1
		case '{':
			n := braceLength(s[i:])
			if n == 0 {
				return 0
			}
			i += n - 1
		}
	}
	return 0
}

// braceLength returns the length of the JavaScript in braces that s begins with, 0 if it is not closed.
func braceLength(s []byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'', '`':
			if k := bytes.IndexByte(s[i+1:], s[i]); k >= 0 {
				i += k + 1
			}
		}
	}
	return 0
}

// jsxFence reads blocks of code however far they are indented, as MDX does.
type jsxFence struct{ parser.BlockParser }

// fenceLength is the attribute of a block of code that holds the length of its opening fence.
const fenceLength = "fence"

// CanAcceptIndentedLine is true: no indentation makes code.
func (jsxFence) CanAcceptIndentedLine() bool { return true }

// Open remembers the fence.
func (f jsxFence) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	node, state := f.BlockParser.Open(parent, reader, pc)
	if at := pc.BlockOffset(); node != nil && at >= 0 {
		fence := line[at:]
		node.SetAttributeString(fenceLength, bytes.Clone(fence[:len(fence)-len(bytes.TrimLeft(fence, string(fence[:1])))]))
	}
	return node, state
}

// Continue closes the block at a fence that stands further in than goldmark looks for it.
func (f jsxFence) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w > 3 {
		if value, ok := node.AttributeString(fenceLength); ok {
			fence := value.([]byte)
			rest, closes := bytes.CutPrefix(bytes.TrimLeft(line, " \t"), fence)
			if closes && len(bytes.Trim(rest, string(fence[:1])+" \t\r\n")) == 0 {
				reader.AdvanceToEOL()
				return parser.Close
			}
		}
	}
	return f.BlockParser.Continue(node, reader, pc)
}

// indented lets a block begin however far in it stands.
type indented struct{ parser.BlockParser }

// CanAcceptIndentedLine is true: no indentation makes code.
func (indented) CanAcceptIndentedLine() bool { return true }
