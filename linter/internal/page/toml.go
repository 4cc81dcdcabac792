package page

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// toml reads front matter in TOML: the library's decoder says whether it is right, its parser says where things are.
func (p *Page) toml(inner source.Span) *Unreadable {
	block := p.File.Text[inner.Start:inner.End]
	if err := toml.Unmarshal(block, &map[string]any{}); err != nil {
		return p.tomlFault(inner, err)
	}
	t := &tomlForm{form: form{page: p}, text: p.text, base: inner.Start, lists: map[string]int{}}
	t.parser.Reset(block)
	for t.parser.NextExpression() {
		if u := t.expression(t.parser.Expression()); u != nil {
			return u
		}
	}
	return nil
}

// tomlFault places an error of the library.
func (p *Page) tomlFault(inner source.Span, err error) *Unreadable {
	var fault *toml.DecodeError
	if !errors.As(err, &fault) {
		return malformed(inner, strings.TrimPrefix(err.Error(), "toml: "))
	}
	row, column := fault.Position()
	at := inner.Start
	for range row - 1 {
		at = nextLine(p.File.Text, at)
	}
	at = min(at+max(column-1, 0), inner.End)
	return malformed(source.Span{Start: at, End: min(at+1, inner.End)}, strings.TrimPrefix(fault.Error(), "toml: "))
}

// tomlForm reads the expressions of a document one after another.
type tomlForm struct {
	form
	parser unstable.Parser
	text   string
	base   int            // offset of the document in the file
	path   string         // of the table that is open
	lists  map[string]int // index of the field of each [[list]] of tables
}

// expression reads "key = value", "[table]" or "[[table]]".
func (t *tomlForm) expression(n *unstable.Node) *Unreadable {
	if n.Kind == unstable.KeyValue {
		return t.keyValue(t.path, n, 0)
	}
	path, last, depth := "", source.Span{}, 0
	keys := n.Key()
	for keys.Next() {
		if i, ok := t.lists[path]; ok && path != "" { // a table in a list is one in its last item
			path = join(path, strconv.Itoa(len(t.page.Fields[i].List)-1))
		}
		path, last = join(path, string(keys.Node().Data)), t.span(keys.Node())
		if depth++; depth > fieldDepth {
			return malformed(last, "nested too deeply")
		}
	}
	last = unquote(t.text, last)
	field := Field{Key: path, Kind: Map, KeySpan: last, Span: last}
	if n.Kind == unstable.ArrayTable {
		if _, ok := t.lists[path]; !ok {
			t.lists[path] = len(t.page.Fields)
			if u := t.add(Field{Key: path, Kind: List, KeySpan: last, Span: last}); u != nil {
				return u
			}
		}
		list := &t.page.Fields[t.lists[path]]
		list.List, list.Items = append(list.List, ""), append(list.Items, last)
		field.Key = join(path, strconv.Itoa(len(list.List)-1))
	}
	t.path = field.Key
	return t.add(field)
}

// keyValue reads one pair in the table at path.
func (t *tomlForm) keyValue(path string, n *unstable.Node, depth int) *Unreadable {
	var last source.Span
	keys := n.Key()
	for keys.Next() {
		path, last = join(path, string(keys.Node().Data)), t.span(keys.Node())
		if depth++; depth > fieldDepth {
			return malformed(last, "nested too deeply")
		}
	}
	whole := t.span(n)
	start := last.End + strings.IndexByte(t.text[last.End:whole.End], '=') + 1
	for start < whole.End && space(t.text[start]) {
		start++
	}
	field := Field{Key: path, KeySpan: unquote(t.text, last), Span: source.Span{Start: start, End: whole.End}}
	return t.value(field, n.Value(), depth)
}

// value reads the value of field.
func (t *tomlForm) value(field Field, n *unstable.Node, depth int) *Unreadable {
	switch n.Kind {
	case unstable.InlineTable:
		field.Kind = Map
		if u := t.add(field); u != nil {
			return u
		}
		for items := n.Children(); items.Next(); {
			if u := t.keyValue(field.Key, items.Node(), depth+1); u != nil {
				return u
			}
		}
		return nil
	case unstable.Array:
		field.Kind = List
		return t.array(field, n, depth+1)
	}
	field.Kind, field.Value = t.scalar(n, field.Span)
	return t.add(field)
}

// array reads a list: scalars into the list's field, all else into fields of its own.
func (t *tomlForm) array(field Field, n *unstable.Node, depth int) *Unreadable {
	index := len(t.page.Fields)
	if u := t.add(field); u != nil {
		return u
	}
	i := 0
	for items := n.Children(); items.Next(); i++ {
		item, s, text := items.Node(), t.hull(items.Node()), ""
		switch item.Kind {
		case unstable.InlineTable, unstable.Array:
			key := join(field.Key, strconv.Itoa(i))
			if u := t.value(Field{Key: key, KeySpan: field.KeySpan, Span: s}, item, depth); u != nil {
				return u
			}
		default:
			_, text = t.scalar(item, s)
		}
		list := &t.page.Fields[index]
		list.List, list.Items = append(list.List, text), append(list.Items, s)
		if i >= fieldKeys || depth > fieldDepth {
			return malformed(field.KeySpan, fmt.Sprintf("more than %d items, or nested too deeply", fieldKeys))
		}
	}
	return nil
}

// scalar returns kind and text of a value.
func (t *tomlForm) scalar(n *unstable.Node, s source.Span) (FieldKind, string) {
	value := string(n.Data)
	if n.Kind == unstable.String {
		t.w.literal(t.text, insideQuotes(t.text, s), value)
		t.form.text(String)
		return String, value
	}
	value = t.text[s.Start:s.End]
	kind := map[unstable.Kind]FieldKind{unstable.Bool: Bool, unstable.Integer: Int, unstable.Float: Float}[n.Kind]
	if kind == "" {
		return Date, value
	}
	t.w.add(t.text, s.Start, s.End)
	t.form.text(kind)
	return kind, value
}

// span returns the place of a node.
func (t *tomlForm) span(n *unstable.Node) source.Span {
	return source.Span{Start: t.base + int(n.Raw.Offset), End: t.base + int(n.Raw.Offset) + int(n.Raw.Length)}
}

// hull returns the place of a value in a list; of a list or table, for which the library keeps none, that of what is in it.
func (t *tomlForm) hull(n *unstable.Node) source.Span {
	s := t.span(n)
	for items := n.Children(); items.Next(); {
		if o := t.hull(items.Node()); s.Len() == 0 {
			s = o
		} else if o.Len() > 0 {
			s = source.Span{Start: min(s.Start, o.Start), End: max(s.End, o.End)}
		}
	}
	return s
}

// insideQuotes returns the place of a string's content.
func insideQuotes(text string, s source.Span) source.Span {
	quote := text[s.Start : s.Start+1]
	if s.Len() < 6 || !strings.HasPrefix(text[s.Start:], strings.Repeat(quote, 3)) {
		return source.Span{Start: s.Start + 1, End: s.End - 1}
	}
	s = source.Span{Start: s.Start + 3, End: s.End - 3}
	for _, end := range []string{"\n", "\r\n"} { // the line end behind the opening quotes is not content
		if strings.HasPrefix(text[s.Start:s.End], end) {
			s.Start += len(end)
			break
		}
	}
	return s
}

// unquote returns the place of a key without its quotes.
func unquote(text string, s source.Span) source.Span {
	if s.Len() >= 2 && (text[s.Start] == '"' || text[s.Start] == '\'') {
		return source.Span{Start: s.Start + 1, End: s.End - 1}
	}
	return s
}
