// YAML by nodes: what a document holds and where each piece of it is written.

package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v4"
)

// Limits bound a YAML document. A field that is zero stands for its value in DefaultLimits.
type Limits struct {
	Bytes int // length of the document
	Keys  int // of all mappings together
	Depth int // mappings and lists inside one another

	// Aliases says that anchors and merge keys may be used: an alias is what its anchor names, with the alias for its place.
	// At most as many values as keys may come from aliases.
	Aliases bool

	// Foreign says that another program's file is read: anchors are passed over, an alias is what its anchor names, and a
	// tag makes its value a text.
	Foreign bool
}

// DefaultLimits are enough for everything that people write by hand.
func DefaultLimits() Limits { return Limits{Bytes: 64 << 10, Keys: 1000, Depth: 32} }

// Kind is the sort of a node.
type Kind int

// The kinds of nodes. A value that is left out, ~ and null are scalars too, see Node.Null.
const (
	Scalar Kind = iota
	Map
	List
)

// Style is how a scalar is written.
type Style int

// The styles of scalars.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal // |
	Folded  // >
)

// Node is a value of a YAML document with its place.
type Node struct {
	Kind  Kind
	Tag   string  // as YAML understands the value: "!!str", "!!int", "!!null" …
	Value string  // of a scalar, without quotes
	Style Style   // of a scalar
	Span  Span    // as written, in bytes of the file; quotes and brackets belong to it, a final line end does not
	Pairs []Pair  // of a mapping, in order
	Items []*Node // of a list, in order
	Alias bool    // an alias stands for it, and Span is the alias

	file   *File
	end    int // of the document in the file
	indent int // column in bytes, from 0, of the block around a scalar; -1 if there is none
}

// Pair is a key with its value. The key is a scalar.
type Pair struct{ Key, Value *Node }

// File returns the file that the node stands in.
func (n *Node) File() *File { return n.file }

// Null reports whether a value was left out or written as ~ or null.
func (n *Node) Null() bool { return n.Tag == "!!null" }

// Get returns the value of a key, nil if n is no mapping or has no such key.
func (n *Node) Get(key string) *Node {
	if pair := n.pair(key); pair != nil {
		return pair.Value
	}
	return nil
}

// Key returns the node of a key itself, for errors about it; nil if there is none.
func (n *Node) Key(key string) *Node {
	if pair := n.pair(key); pair != nil {
		return pair.Key
	}
	return nil
}

func (n *Node) pair(key string) *Pair {
	if n != nil {
		for i := range n.Pairs {
			if n.Pairs[i].Key.Value == key {
				return &n.Pairs[i]
			}
		}
	}
	return nil
}

// Scalar returns the whole of f as one scalar, for a text that is no YAML but is to be read like one that stands in it.
func (f *File) Scalar() *Node {
	return &Node{Tag: "!!str", Value: f.text, Span: Span{End: len(f.Text)}, file: f, end: len(f.Text), indent: -1}
}

// Errorf returns an error that points at the node.
func (n *Node) Errorf(hint, format string, args ...any) *Error {
	return n.file.Errorf(n.Span, hint, format, args...)
}

// YAML reads the part of f that within names as one YAML document; every place in the result counts from the start of
// the file. An empty document is a mapping without keys. What is wrong, ambiguous or larger than l is an *Error.
//
// Programs read YAML differently. What they are known to differ on is refused: duplicate keys, tags, directives, a second document, keys that are not simple, and characters that end a line only for some; and, unless l
// allows them, aliases, anchors and merge keys.
func (f *File) YAML(within Span, l Limits) (node *Node, err error) {
	within.Start = min(max(within.Start, 0), len(f.Text))
	within.End = min(max(within.End, within.Start), len(f.Text))
	within.Start += len(f.Slice(within)) - len(bytes.TrimPrefix(f.Text[within.Start:within.End], []byte("\ufeff")))
	def := DefaultLimits()
	l = Limits{Bytes: or(l.Bytes, def.Bytes), Keys: or(l.Keys, def.Keys), Depth: or(l.Depth, def.Depth), Aliases: l.Aliases || l.Foreign,
		Foreign: l.Foreign}
	if err := f.checkText(within, l.Bytes); err != nil {
		return nil, err
	}
	if node := f.simple(within, l); node != nil && l.Depth > 1 {
		return node, nil
	}
	defer func() {
		if r := recover(); r != nil {
			node, err = nil, f.Errorf(Span{within.Start, within.Start}, "", "the YAML cannot be read: %v", r)
		}
	}()
	return f.compose(within, l)
}

func or(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

// compose parses the checked text and turns the library's nodes into ours.
func (f *File) compose(within Span, l Limits) (*Node, error) {
	b := newBuilder(f, within, l)
	guard := &depthGuard{limit: l.Depth}
	loader, err := yaml.NewLoader(bytes.NewReader(f.Text[within.Start:within.End]), yaml.WithPlugin(guard))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	var document yaml.Node
	switch err := loader.Load(&document); {
	case errors.Is(err, io.EOF):
		return b.empty(), nil
	case err != nil:
		return nil, b.explain(err, guard)
	}
	root, err := b.document(&document)
	if err != nil {
		return nil, err
	}
	var second yaml.Node
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
		return root, nil
	case err != nil:
		return nil, b.explain(err, guard)
	}
	at := b.place(second.Line, second.Column)
	return nil, f.Errorf(Span{at, min(at+3, within.End)}, "keep one document in a file", "a second document begins here")
}

// depthGuard stops the library, which recurses, at the depth that is allowed.
type depthGuard struct {
	limit int
	hit   bool
}

// CheckDepth is called by the library whenever it goes one level down.
func (g *depthGuard) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > g.limit {
		g.hit = true
		return errors.New("nested too deeply")
	}
	return nil
}

// CheckAlias is called by the library for aliases, which are refused later in any case.
func (g *depthGuard) CheckAlias(int, int) error { return nil }
