package page

import (
	"errors"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// yaml reads front matter in YAML.
func (p *Page) yaml(inner source.Span) *Unreadable {
	bytes, keys := p.bounds()
	root, err := p.File.YAML(inner, source.Limits{Bytes: bytes, Keys: keys, Depth: fieldDepth, Aliases: true, Foreign: p.data})
	if err != nil {
		return p.yamlFault(inner, err)
	}
	if root.Kind != source.Map || len(root.Pairs) == 0 && legible(p.Text(inner)) {
		return malformed(root.Span, `the front matter is no list of lines such as "title: A page"`)
	}
	y := &yamlForm{form: form{page: p}, text: p.text}
	return y.mapping("", root)
}

// yamlFault passes on what is wrong, where, and what mends it.
func (p *Page) yamlFault(inner source.Span, err error) *Unreadable {
	var fault *source.Error
	if !errors.As(err, &fault) {
		return malformed(inner, err.Error())
	}
	detail := fault.What
	if fault.Hint != "" {
		detail += "; " + fault.Hint
	}
	u := malformed(source.Span{Start: p.File.Offset(fault.Line, fault.Column),
		End: p.File.Offset(fault.Line, fault.Column+fault.Width)}, detail)
	if fault.Slip != "" {
		u.Reason += "-" + string(fault.Slip)
	}
	return u
}

// yamlForm flattens a mapping into fields.
type yamlForm struct {
	form
	text string
}

// mapping adds the pairs of the mapping at path.
func (y *yamlForm) mapping(path string, n *source.Node) *Unreadable {
	for _, pair := range n.Pairs {
		key := pair.Key.Span
		if pair.Key.Style != source.Plain && !pair.Key.Alias {
			key = source.Span{Start: key.Start + 1, End: key.End - 1}
		}
		if u := y.value(Field{Key: join(path, pair.Key.Value), KeySpan: key}, pair.Value); u != nil {
			return u
		}
	}
	return nil
}

// value adds a field with the value n, and those in it.
func (y *yamlForm) value(field Field, n *source.Node) *Unreadable {
	field.Span = n.Span
	switch n.Kind {
	case source.Map:
		field.Kind = Map
		if u := y.add(field); u != nil {
			return u
		}
		return y.mapping(field.Key, n)
	case source.List:
		return y.list(field, n)
	}
	field.Kind, field.Value = y.scalar(n)
	return y.add(field)
}

// list adds a list: scalars go into the list's field, all else into fields of its own.
func (y *yamlForm) list(field Field, n *source.Node) *Unreadable {
	field.Kind = List
	for _, item := range n.Items {
		text := ""
		if item.Kind == source.Scalar {
			_, text = y.scalar(item)
		}
		field.List, field.Items = append(field.List, text), append(field.Items, item.Span)
	}
	if u := y.add(field); u != nil {
		return u
	}
	for i, item := range n.Items {
		if item.Kind == source.Scalar {
			continue
		}
		if u := y.value(Field{Key: join(field.Key, strconv.Itoa(i)), KeySpan: field.KeySpan}, item); u != nil {
			return u
		}
	}
	return nil
}

// scalar returns kind and text of a value, and gives it a run.
func (y *yamlForm) scalar(n *source.Node) (FieldKind, string) {
	kind := yamlKind(n)
	if kind == Null {
		return Null, ""
	}
	y.place(n)
	y.form.text(kind)
	return kind, n.Value
}

// yamlKind returns the kind of a scalar as its author wrote it.
func yamlKind(n *source.Node) FieldKind {
	switch {
	case n.Style != source.Plain:
		return String
	case n.Null():
		return Null
	case n.Tag == "!!bool":
		return Bool
	case n.Tag == "!!int", strings.Trim(n.Value, "0123456789") == "": // also 0912, which is no number to YAML
		return Int
	case n.Tag == "!!float":
		return Float
	case n.Tag == "!!timestamp", dated(n.Value):
		return Date
	}
	return String
}

// place writes a value so that each of its bytes keeps its place.
func (y *yamlForm) place(n *source.Node) {
	if from := n.Span.Start; n.Span.Len() >= len(n.Value) && y.text[from:from+len(n.Value)] == n.Value {
		y.w.add(y.text, from, from+len(n.Value))
		return
	}
	at := n.TextOffsets()
	for i := 0; i < len(n.Value); {
		j := i
		for j < len(n.Value) && y.text[at[j]] == n.Value[j] && at[j+1] == at[j]+1 {
			j++
		}
		if j > i {
			y.w.add(y.text, at[i], at[i]+j-i)
			i = j
			continue
		}
		for j < len(n.Value) && at[j] == at[i] {
			j++
		}
		y.w.put(n.Value[i:j], at[i], at[j])
		i = j
	}
}
