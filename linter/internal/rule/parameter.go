package rule

import (
	"reflect"
	"strconv"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// parameters are what a rule's with: declares: a struct made for the rule, and the values the rule itself gives.
type parameters struct {
	names    []string
	nodes    []*source.Node // the keys, for errors
	typ      reflect.Type   // nil when the rule has none
	defaults reflect.Value
}

// newParameters types a rule's with:. A parameter is a text, a number, true/false, or a list of texts or numbers; an
// empty list is one of texts.
func newParameters(n *source.Node) (parameters, error) {
	var p parameters
	if n == nil {
		return p, nil
	}
	if n.Kind != source.Map {
		return p, n.Errorf("write with: {name: value}", "the parameters must be a mapping")
	}
	var fields []reflect.StructField
	var values []reflect.Value
	for i, pair := range n.Pairs {
		value, err := parameterValue(pair.Value)
		if err != nil {
			return p, err
		}
		p.names, p.nodes = append(p.names, pair.Key.Value), append(p.nodes, pair.Key)
		values = append(values, value)
		fields = append(fields, reflect.StructField{Name: "Parameter" + strconv.Itoa(i), Type: value.Type(),
			Tag: reflect.StructTag(`expr:` + strconv.Quote(pair.Key.Value))})
	}
	if len(fields) == 0 {
		return p, nil
	}
	p.typ = reflect.StructOf(fields)
	p.defaults = reflect.New(p.typ).Elem()
	for i, value := range values {
		p.defaults.Field(i).Set(value)
	}
	return p, nil
}

// parameterValue reads one value with its type from how it is written.
func parameterValue(n *source.Node) (reflect.Value, error) {
	switch n.Kind {
	case source.List:
		if len(n.Items) > 0 && n.Items[0].Tag == "!!int" {
			return decoded[[]int](n)
		}
		return decoded[[]string](n)
	case source.Scalar:
		switch n.Tag {
		case "!!int":
			return decoded[int](n)
		case "!!float":
			return decoded[float64](n)
		case "!!bool":
			return decoded[bool](n)
		case "!!str":
			return decoded[string](n)
		}
	}
	return reflect.Value{}, n.Errorf("write a text, a number, true/false or a list of them", "a parameter cannot be this")
}

func decoded[T any](n *source.Node) (reflect.Value, error) {
	var value T
	err := n.Decode(&value)
	return reflect.ValueOf(value), err
}

// demandUse refuses a parameter that no expression reads: it is a slip of the pen.
func (p parameters) demandUse(used uses) error {
	for i, name := range p.names {
		if !used["with."+name] {
			return p.nodes[i].Errorf("use with."+name+" in an expression or drop it", "the parameter %q is never used", name)
		}
	}
	return nil
}

// override returns the defaults with a site's own values laid over them, one after the other.
func (p parameters) override(rule string, nodes []*source.Node) (reflect.Value, error) {
	values := p.defaults
	if p.typ != nil {
		values = reflect.New(p.typ).Elem()
		values.Set(p.defaults)
	}
	for _, n := range nodes {
		if err := p.lay(values, rule, n); err != nil {
			return values, err
		}
	}
	return values, nil
}

// lay sets the parameters that n names.
func (p parameters) lay(values reflect.Value, rule string, n *source.Node) error {
	if n.Kind != source.Map {
		return n.Errorf("write with: {name: value}", "the parameters must be a mapping")
	}
	for _, pair := range n.Pairs {
		i := index(p.names, pair.Key.Value)
		if i < 0 {
			return pair.Key.Errorf(source.DidYouMean(pair.Key.Value, p.names), "the rule %s has no parameter %q", rule, pair.Key.Value)
		}
		value := reflect.New(p.typ.Field(i).Type)
		if err := pair.Value.Decode(value.Interface()); err != nil {
			return err
		}
		values.Field(i).Set(value.Elem())
	}
	return nil
}

func index(list []string, s string) int {
	for i, item := range list {
		if item == s {
			return i
		}
	}
	return -1
}

// Parameter is a parameter of a rule as people read it.
type Parameter struct{ Name, Value string }

// Parameters returns the rule's parameters with the values that it has here.
func (b *Bound) Parameters() []Parameter {
	list := make([]Parameter, len(b.params.names))
	for i, name := range b.params.names {
		list[i] = Parameter{name, printParameter(b.with.Field(i))}
	}
	return list
}

func printParameter(v reflect.Value) string {
	if v.Kind() != reflect.Slice {
		return print(v.Interface())
	}
	items := make([]string, v.Len())
	for i := range items {
		items[i] = print(v.Index(i).Interface())
	}
	return "[" + joinWords(items) + "]"
}
