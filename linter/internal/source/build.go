// From the YAML library's nodes to ours.

package source

import (
	"errors"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// builder turns the nodes of the YAML library, which know where they begin, into ours, which know where they end as well.
type builder struct {
	file    *File
	within  Span
	first   int // number of the line, from 1, that within begins on
	limits  Limits
	keys    int
	instead *Span // the alias whose anchor is being read; nil outside of aliases
	copies  int   // values read for aliases

	// Where the last question about a place was answered. The library counts code points; going on from the last place
	// keeps one long line from being counted again for each of its nodes.
	line, column, at int
}

func newBuilder(f *File, within Span, l Limits) *builder {
	first, _ := f.Position(within.Start)
	return &builder{file: f, within: within, first: first, limits: l, line: 1, column: 1, at: within.Start}
}

// place returns the offset of a line and column of the library: both count from 1 at the start of the document, the
// column in code points.
func (b *builder) place(line, column int) int {
	line, column = max(line, 1), max(column, 1)
	if line != b.line {
		b.line, b.column, b.at = line, 1, b.within.Start
		if number := b.first + line - 1; number > b.file.Lines() {
			b.at = b.within.End // the library ends the last line itself
		} else if line > 1 {
			b.at = min(b.file.LineStart(number), b.within.End)
		}
	}
	for ; b.column < column && b.at < b.within.End && b.file.Text[b.at] != '\n'; b.column++ {
		_, size := utf8.DecodeRune(b.file.Text[b.at:b.within.End])
		b.at += size
	}
	for ; b.column > column; b.column-- {
		_, size := utf8.DecodeLastRune(b.file.Text[b.within.Start:b.at])
		b.at -= size
	}
	return b.at
}

func (b *builder) empty() *Node {
	return &Node{Kind: Map, Tag: "!!map", Span: Span{b.within.Start, b.within.Start}, file: b.file, end: b.within.End, indent: -1}
}

// document returns the root of a document; one in which nothing is written is an empty mapping.
func (b *builder) document(n *yaml.Node) (*Node, error) {
	if n.Kind != yaml.DocumentNode || len(n.Content) != 1 {
		return b.empty(), nil
	}
	root, err := b.node(n.Content[0], 0, -1)
	if err == nil && root.Kind == Scalar && root.Style == Plain && root.Value == "" {
		return b.empty(), nil
	}
	return root, err
}

// node converts n, which stands inside depth collections. indent is the column of the block around it.
func (b *builder) node(n *yaml.Node, depth, indent int) (*Node, error) {
	if n.Kind == yaml.AliasNode && b.limits.Aliases {
		return b.expand(n, depth, indent)
	}
	at := b.start(n)
	node := &Node{Tag: n.Tag, Span: Span{at, at}, file: b.file, end: b.within.End, indent: indent}
	if b.instead != nil {
		node.Alias, node.Span = true, *b.instead
		if b.copies++; b.copies > b.limits.Keys {
			return nil, node.Errorf("write the values out", "more than %d values come from aliases (*name)", b.limits.Keys)
		}
	} else if err := b.refuse(n, node); err != nil {
		return nil, err
	}
	if n.Kind == yaml.ScalarNode {
		node.Value, node.Style = n.Value, styleOf(n.Style)
		if !node.Alias {
			node.Span.End = node.trace(nil).last
		}
		return node, nil
	}
	if depth++; depth > b.limits.Depth {
		return nil, b.tooDeep(at)
	}
	if n.Style&yaml.FlowStyle == 0 {
		line, _ := b.file.Position(at)
		indent = at - max(b.file.LineStart(line), b.within.Start)
	}
	if n.Kind == yaml.SequenceNode {
		return b.list(n, node, depth, indent)
	}
	return b.mapping(n, node, depth, indent)
}

// expand converts what an alias stands for.
func (b *builder) expand(n *yaml.Node, depth, indent int) (*Node, error) {
	if b.instead == nil {
		at := b.place(n.Line, n.Column)
		b.instead = &Span{at, b.wordEnd(at)}
		defer func() { b.instead = nil }()
	}
	return b.node(n.Alias, depth, indent)
}

// start returns where a value begins, behind its anchor.
func (b *builder) start(n *yaml.Node) int {
	at := b.place(n.Line, n.Column)
	if n.Anchor == "" || !b.limits.Aliases || at >= b.within.End || b.file.Text[at] != '&' {
		return at
	}
	at = min(at+len("&")+len(n.Anchor), b.within.End)
	if n.Kind == yaml.ScalarNode && n.Value == "" && styleOf(n.Style) == Plain {
		return at
	}
	for ; at < b.within.End; at++ {
		switch b.file.Text[at] {
		case ' ', '\t', '\r', '\n':
		case '#':
			for at+1 < b.within.End && b.file.Text[at+1] != '\n' {
				at++
			}
		default:
			return at
		}
	}
	return at
}

// refuse says what may not be used at all.
func (b *builder) refuse(n *yaml.Node, node *Node) error {
	word := Span{node.Span.Start, b.wordEnd(node.Span.Start)}
	switch {
	case b.limits.Foreign && n.Kind != yaml.AliasNode:
		return nil
	case n.Kind == yaml.AliasNode:
		return b.alias(word)
	case n.Anchor != "" && !b.limits.Aliases:
		return b.file.Errorf(word, "write the value out; put a text that begins with & in quotes", "anchors (&name) are not accepted")
	case word.Len() > 0 && b.file.Text[word.Start] == '!':
		return b.file.Errorf(word, "put a text that begins with ! in quotes", "tags (!name) are not accepted")
	case n.Tag == "!!merge":
		return b.file.Errorf(word, "write the keys out", "merge keys (<<) are not accepted")
	case n.Kind != yaml.ScalarNode && n.Kind != yaml.MappingNode && n.Kind != yaml.SequenceNode:
		return b.file.Errorf(word, "", "this is not accepted here")
	}
	return nil
}

func (b *builder) alias(word Span) error {
	return b.file.Errorf(word, "write the value out; put a text that begins with * in quotes", "aliases (*name) are not accepted")
}

func (b *builder) tooDeep(at int) error {
	return b.file.Errorf(Span{at, at}, "", "nested more than %d levels deep", b.limits.Depth)
}

// wordEnd returns where the stretch without blanks ends that begins at at.
func (b *builder) wordEnd(at int) int {
	rest := b.file.Text[at:b.within.End]
	for i, c := range rest {
		if strings.IndexByte(" \t\r\n,]}", c) >= 0 {
			return at + i
		}
	}
	return b.within.End
}

func (b *builder) list(n *yaml.Node, node *Node, depth, indent int) (*Node, error) {
	node.Kind = List
	for _, content := range n.Content {
		item, err := b.node(content, depth, indent)
		if err != nil {
			return nil, err
		}
		node.Items = append(node.Items, item)
		node.Span.End = max(node.Span.End, item.Span.End)
	}
	b.close(node, '[', ']')
	return node, nil
}

func (b *builder) mapping(n *yaml.Node, node *Node, depth, indent int) (*Node, error) {
	node.Kind = Map
	seen := make(map[string]*Node, len(n.Content)/2)
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Tag == "!!merge" && b.limits.Aliases {
			merged = append(merged, n.Content[i+1])
			node.Span.End = max(node.Span.End, b.wordEnd(b.place(n.Content[i+1].Line, n.Content[i+1].Column)))
			continue
		}
		key, err := b.key(n.Content[i], seen, depth, indent)
		if err != nil {
			return nil, err
		}
		value, err := b.node(n.Content[i+1], depth, indent)
		if err != nil {
			return nil, err
		}
		node.Pairs = append(node.Pairs, Pair{key, value})
		node.Span.End = max(node.Span.End, key.Span.End, value.Span.End)
	}
	for _, more := range merged {
		if err := b.merge(node, more, seen, depth, indent); err != nil {
			return nil, err
		}
	}
	b.close(node, '{', '}')
	return node, nil
}

// merge adds the pairs that a merge key (<<) takes over: those whose keys the mapping has not itself.
func (b *builder) merge(node *Node, n *yaml.Node, seen map[string]*Node, depth, indent int) error {
	from, err := b.node(n, depth, indent)
	if err != nil {
		return err
	}
	sources := []*Node{from}
	if from.Kind == List {
		sources = from.Items
	}
	for _, m := range sources {
		if m.Kind != Map {
			return m.Errorf("write the keys out", "a merge key (<<) takes over the keys of a mapping, and this is none")
		}
		for _, pair := range m.Pairs {
			if seen[pair.Key.Value] == nil {
				seen[pair.Key.Value] = pair.Key
				node.Pairs = append(node.Pairs, pair)
			}
		}
	}
	return nil
}

// key converts a key and refuses one that is missing, not simple, or there already.
func (b *builder) key(n *yaml.Node, seen map[string]*Node, depth, indent int) (*Node, error) {
	key, err := b.node(n, depth, indent)
	switch {
	case err != nil:
		return nil, err
	case key.Kind != Scalar:
		return nil, key.Errorf("write one word before the colon", "a key cannot be a mapping or a list")
	case key.Value == "" && key.Style == Plain:
		return nil, key.Errorf("write a word before the colon", "the key is missing")
	}
	if other := seen[key.Value]; other != nil {
		line, column := b.file.Position(other.Span.Start)
		return nil, key.Errorf("keep one of them", "the key %q stands here and at %d:%d", key.Value, line, column)
	}
	seen[key.Value] = key
	if b.keys++; b.keys > b.limits.Keys {
		return nil, key.Errorf("", "more than %d keys", b.limits.Keys)
	}
	return key, nil
}

// close extends a collection in brackets over the closing one: after the last value only blanks, comments and
// punctuation can stand before it.
func (b *builder) close(node *Node, open, closing byte) {
	text := b.file.Text[:b.within.End]
	at := node.Span.Start
	if at >= len(text) || text[at] != open {
		return
	}
	for at = max(node.Span.End, at+1); at < len(text); at++ {
		switch text[at] {
		case closing:
			node.Span.End = at + 1
			return
		case '#':
			for at+1 < len(text) && text[at+1] != '\n' {
				at++
			}
		}
	}
}

func styleOf(s yaml.Style) Style {
	switch {
	case s&yaml.SingleQuotedStyle != 0:
		return SingleQuoted
	case s&yaml.DoubleQuotedStyle != 0:
		return DoubleQuoted
	case s&yaml.LiteralStyle != 0:
		return Literal
	case s&yaml.FoldedStyle != 0:
		return Folded
	}
	return Plain
}

// explain turns an error of the library into one with a place and, where it is a common slip, a remedy.
func (b *builder) explain(err error, guard *depthGuard) error {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return b.file.Errorf(Span{b.within.Start, b.within.Start}, "", "the YAML cannot be read: %v", err)
	}
	at := b.place(load.Mark.Line, load.Mark.Column)
	if guard.hit {
		return b.tooDeep(at)
	}
	begin := at
	if load.ContextMark.Line > 0 {
		begin = b.place(load.ContextMark.Line, load.ContextMark.Column)
	}
	return b.syntax(load, at, begin)
}
