// From nodes to Go values, strictly.

package source

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Decoder is implemented by types that read themselves from YAML.
type Decoder interface{ DecodeYAML(*Node) error }

// Decode fills the value that into points at. Struct fields carry their names as `yaml:"name"`. It is strict: an unknown
// key, a wrong type and a missing value are errors with a place. A missing key leaves its field alone; see Require.
//
// A text is filled from any scalar by what is written, so that telephone numbers keep their zeros. A time.Time is written
// as a date or in the form of RFC 3339, a time.Duration in days or hours, as in 365d. A *Node is filled with the node
// itself, and a Decoder reads itself.
func (n *Node) Decode(into any) error { return n.DecodeTagged(into, "yaml") }

// DecodeTagged is Decode for structs that carry their names under another tag.
func (n *Node) DecodeTagged(into any, tag string) error {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("source: cannot decode into %T; hand in a pointer", into)
	}
	return decoder{tag: tag, name: "this"}.value(n, v.Elem())
}

// Require returns an error unless n is a mapping that has all the keys, with a value each.
func (n *Node) Require(keys ...string) error {
	if n.Kind != Map {
		return n.Errorf("write "+keys[0]+": …", "this must be a mapping, not %s", found(n))
	}
	for _, key := range keys {
		value := n.Get(key)
		if value == nil {
			return n.Errorf("add "+key+": …", "the key %q is missing", key)
		}
		if value.Null() {
			return n.Key(key).Errorf("write one", "%s has no value", key)
		}
	}
	return nil
}

var (
	nodeType     = reflect.TypeFor[*Node]()
	decoderType  = reflect.TypeFor[Decoder]()
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
)

// decoder fills values; name says in errors what is being filled.
type decoder struct{ tag, name string }

func (d decoder) value(n *Node, v reflect.Value) error {
	switch t := v.Type(); {
	case t == nodeType:
		v.Set(reflect.ValueOf(n))
		return nil
	case reflect.PointerTo(t).Implements(decoderType) && v.CanAddr():
		return v.Addr().Interface().(Decoder).DecodeYAML(n)
	case t.Kind() == reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		return d.value(n, v.Elem())
	case t == timeType:
		return d.time(n, v)
	case t == durationType:
		return d.duration(n, v)
	}
	switch v.Kind() {
	case reflect.Struct:
		return d.structure(n, v)
	case reflect.Map:
		return d.mapping(n, v)
	case reflect.Slice:
		return d.slice(n, v)
	default:
		return d.scalar(n, v)
	}
}

// wrong is the error for a value of another type than the wanted one.
func (d decoder) wrong(n *Node, want, example string) error {
	if n.Null() {
		return n.Errorf("write "+example, "%s has no value", d.name)
	}
	return n.Errorf("write "+example, "%s must be %s, not %s", d.name, want, found(n))
}

// found says in plain words what n is.
func found(n *Node) string {
	switch {
	case n.Kind == Map:
		return "a mapping"
	case n.Kind == List:
		return "a list"
	case n.Null():
		return "nothing"
	case n.Tag != "!!str":
		return n.Value
	case len(n.Value) > 40:
		return "a long text"
	}
	return fmt.Sprintf("the text %q", n.Value)
}

func (d decoder) structure(n *Node, v reflect.Value) error {
	if n.Kind != Map {
		return d.wrong(n, "a mapping", "name: value")
	}
	fields := fieldsOf(v.Type(), d.tag, nil)
	for _, pair := range n.Pairs {
		index, ok := fields.index[pair.Key.Value]
		if !ok {
			return pair.Key.Errorf(DidYouMean(pair.Key.Value, fields.names), "unknown key %q", pair.Key.Value)
		}
		field := v.Field(index[0])
		for _, i := range index[1:] {
			if field.Kind() == reflect.Pointer {
				if field.IsNil() {
					field.Set(reflect.New(field.Type().Elem()))
				}
				field = field.Elem()
			}
			field = field.Field(i)
		}
		if err := (decoder{d.tag, pair.Key.Value}).value(pair.Value, field); err != nil {
			return err
		}
	}
	return nil
}

// fields are the names of a struct's fields in order, and the way to each.
type fields struct {
	names []string
	index map[string][]int
}

// fieldsOf lists the tagged fields of t. Those of embedded structs without a tag belong to it.
func fieldsOf(t reflect.Type, tag string, path []int) fields {
	all := fields{index: map[string][]int{}}
	add := func(name string, way []int) {
		if _, taken := all.index[name]; !taken {
			all.names = append(all.names, name)
			all.index[name] = way
		}
	}
	for i := range t.NumField() {
		field := t.Field(i)
		way := append(append([]int{}, path...), i)
		name, _, _ := strings.Cut(field.Tag.Get(tag), ",")
		inner := field.Type
		if inner.Kind() == reflect.Pointer && field.IsExported() {
			inner = inner.Elem()
		}
		switch {
		case field.Anonymous && name == "" && inner.Kind() == reflect.Struct:
			promoted := fieldsOf(inner, tag, way)
			for _, name := range promoted.names {
				add(name, promoted.index[name])
			}
		case field.IsExported() && name != "" && name != "-":
			add(name, way)
		}
	}
	return all
}

func (d decoder) mapping(n *Node, v reflect.Value) error {
	t := v.Type()
	if t.Key().Kind() != reflect.String {
		return d.unsupported(n, t)
	}
	if n.Kind != Map {
		return d.wrong(n, "a mapping", "name: value")
	}
	v.Set(reflect.MakeMapWithSize(t, len(n.Pairs)))
	for _, pair := range n.Pairs {
		value := reflect.New(t.Elem()).Elem()
		if err := (decoder{d.tag, pair.Key.Value}).value(pair.Value, value); err != nil {
			return err
		}
		v.SetMapIndex(reflect.ValueOf(pair.Key.Value).Convert(t.Key()), value)
	}
	return nil
}

func (d decoder) slice(n *Node, v reflect.Value) error {
	if n.Kind != List {
		return d.wrong(n, "a list", "[one, two]")
	}
	list := reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items))
	for i, item := range n.Items {
		if err := (decoder{d.tag, "an entry of " + d.name}).value(item, list.Index(i)); err != nil {
			return err
		}
	}
	v.Set(list)
	return nil
}

func (d decoder) scalar(n *Node, v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		if n.Kind != Scalar || n.Null() {
			return d.wrong(n, "a text", "one, in quotes if it is the word null")
		}
		v.SetString(n.Value)
	case reflect.Bool:
		if n.Tag != "!!bool" {
			return d.wrong(n, "true or false", "true or false, without quotes")
		}
		v.SetBool(strings.EqualFold(n.Value, "true"))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		number, err := strconv.ParseInt(n.Value, 10, v.Type().Bits())
		if n.Tag != "!!int" || err != nil || !decimal.MatchString(n.Value) {
			return d.wrong(n, "a whole number", "it in digits, without quotes")
		}
		v.SetInt(number)
	case reflect.Float32, reflect.Float64:
		number, err := strconv.ParseFloat(n.Value, v.Type().Bits())
		if n.Tag != "!!int" && n.Tag != "!!float" || err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
			return d.wrong(n, "a number", "it in digits, as in 0.5")
		}
		v.SetFloat(number)
	default:
		return d.unsupported(n, v.Type())
	}
	return nil
}

func (d decoder) unsupported(n *Node, t reflect.Type) error {
	return n.Errorf("", "%s cannot be set here (%s)", d.name, t)
}

// decimal keeps out 0123, which some programs read as 83, and 1_000.
var decimal = regexp.MustCompile(`^[+-]?(0|[1-9][0-9]*)$`)

func (d decoder) time(n *Node, v reflect.Value) error {
	if n.Kind == Scalar {
		for _, layout := range []string{time.DateOnly, time.RFC3339} {
			if t, err := time.Parse(layout, n.Value); err == nil {
				v.Set(reflect.ValueOf(t))
				return nil
			}
		}
	}
	return d.wrong(n, "a date", "it as 2026-11-23")
}

// longest keeps terms within what a time.Duration can hold.
const longest = 100 * 365 * 24

func (d decoder) duration(n *Node, v reflect.Value) error {
	if n.Kind == Scalar && n.Value != "" {
		number, unit := n.Value[:len(n.Value)-1], n.Value[len(n.Value)-1]
		count, err := strconv.ParseInt(number, 10, 32)
		hours := count
		if unit == 'd' {
			hours = count * 24
		}
		if err == nil && decimal.MatchString(number) && (unit == 'd' || unit == 'h') && 0 < hours && hours <= longest {
			v.SetInt(hours * int64(time.Hour))
			return nil
		}
	}
	return d.wrong(n, "a term of days or hours", "365d or 12h")
}
