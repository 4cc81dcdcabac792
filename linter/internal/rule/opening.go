package rule

import (
	"reflect"

	"github.com/expr-lang/expr/ast"
)

// opening is what a condition asks first, if it compares a field of the fact itself with a constant: encoding != "utf-8",
// not syllable. Where it does not hold the condition is false, whatever else it says; most facts are done with here, at a
// tenth of the cost of running the expression.
type opening struct {
	name  string
	field []int // of the kind's struct; nil if the condition opens in another way
	value any   // a string or a bool
	equal bool  // whether the field must have the value, or must not
}

// openingOf returns the opening of a condition.
func openingOf(when *expression, kind Kind) opening {
	if when == nil || kind.Type == nil {
		return opening{}
	}
	node := when.program.Node()
	for {
		both, ok := node.(*ast.BinaryNode)
		if !ok || both.Operator != "and" && both.Operator != "&&" {
			break
		}
		node = both.Left
	}
	o := opening{value: true, equal: true}
	var field ast.Node
	switch n := node.(type) {
	case *ast.IdentifierNode:
		field = n
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			field, o.equal = n.Node, false
		}
	case *ast.BinaryNode:
		if constant, ok := n.Right.(*ast.StringNode); ok && (n.Operator == "==" || n.Operator == "!=") {
			field, o.value, o.equal = n.Left, constant.Value, n.Operator == "=="
		}
	}
	if name, ok := field.(*ast.IdentifierNode); ok {
		if f, ok := fieldOf(kind.Type, name.Value); ok && f.Type == reflect.TypeOf(o.value) {
			o.name, o.field = name.Value, f.Index
		}
	}
	return o
}

// excludes reports whether the condition is false of a fact, a pointer to its kind's struct, by its opening alone.
func (o *opening) excludes(subject any) bool {
	if o.field == nil {
		return false
	}
	field := reflect.ValueOf(subject).Elem().FieldByIndex(o.field)
	if text, ok := o.value.(string); ok {
		return (field.String() == text) != o.equal
	}
	return field.Bool() != o.equal
}

// Silent returns the values of fields by which rules of a kind exclude facts at once, as in sentence.encoding: utf-8. All
// rules of that kind do, so that such facts need not be gathered.
func Silent(rules []*Rule) map[string]string {
	silent := map[string]string{}
	seen := map[string]string{} // by kind, the field that its rules share so far
	for _, r := range rules {
		o := openingOf(r.when, r.Kind)
		field := r.Kind.Name + "." + o.name
		value, ok := o.value.(string)
		if o.field == nil || o.equal || !ok {
			field = ""
		}
		shared, met := seen[r.Kind.Name]
		switch {
		case !met:
			seen[r.Kind.Name] = field
			silent[field] = value
		case shared != field || silent[field] != value:
			delete(silent, shared)
			seen[r.Kind.Name] = ""
		}
	}
	delete(silent, "")
	return silent
}
