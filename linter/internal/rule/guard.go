package rule

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/expr-lang/expr/ast"
)

// maxPredicates bounds how deep any(…, any(…)) may nest: each level multiplies the work.
const maxPredicates = 2

// guard walks a checked syntax tree and refuses what the language would let through but a rule must not do: compare
// whole facts, mix types, call what is not listed, hide a pattern from the compiler.
type guard struct {
	env   environment
	used  uses
	fault *fault
}

// uses notes what expressions read: fields, as in link.url and with.hosts.
type uses map[string]bool

// fault is the first thing that is wrong, in code points of the expression.
type fault struct {
	from, to   int
	what, hint string
}

// Visit is called by the compiler for each node, children first, after types were checked.
func (g *guard) Visit(node *ast.Node) {
	if g.fault != nil {
		return
	}
	switch n := (*node).(type) {
	case *ast.BuiltinNode:
		g.builtin(n)
	case *ast.ArrayNode:
		g.list(n)
		return // an empty list has no type yet; what compares with it is looked at
	case *ast.CallNode:
		g.call(n)
	case *ast.UnaryNode:
		if t := n.Node.Type(); (n.Operator == "not" || n.Operator == "!") && t != boolType {
			g.refuse(n.Node, "compare it, or ask len(…), any(…)", "%s is no condition", typeName(t))
		}
	case *ast.BinaryNode:
		g.binary(n)
	case *ast.IdentifierNode:
		if r := []rune(n.Value)[0]; r == '$' || unicode.IsUpper(r) {
			g.refuse(n, "write a field's own name", "%q cannot be used in a rule", n.Value)
		}
		if g.env.subject >= 0 {
			g.read(g.env.typ.Field(g.env.subject).Type, n.Value)
		}
	case *ast.MemberNode:
		g.member(n)
	case *ast.ConditionalNode:
		if n.Exp1.Type() != n.Exp2.Type() {
			g.refuse(n, "make both the same type", "the two outcomes are %s and %s", typeName(n.Exp1.Type()), typeName(n.Exp2.Type()))
		}
	case *ast.NilNode:
		g.refuse(n, `compare with "" or 0, or ask len(…)`, "nil is not used in rules: every field has a value")
	case *ast.VariableDeclaratorNode, *ast.SequenceNode, *ast.MapNode, *ast.SliceNode:
		g.refuse(n, "write it as one plain condition", "variables, maps and slices are not part of the rule language")
	}
	if (*node).Type().Kind() == reflect.Interface {
		g.refuse(*node, "use fields, and lists of one type", "this has no known type")
	}
}

// list refuses a list of unlike values: the compiler takes its elements for anything at all.
func (g *guard) list(n *ast.ArrayNode) {
	for _, item := range n.Nodes {
		first := n.Nodes[0].Type()
		if t := item.Type(); t != first && !(number(t) && number(first)) {
			g.refuse(item, "list values of one type", "%s stands in a list with %s", typeName(t), typeName(first))
		}
	}
}

func (g *guard) refuse(n ast.Node, hint, format string, args ...any) {
	if g.fault == nil {
		at := n.Location()
		g.fault = &fault{from: at.From, to: max(at.To, at.From+1), what: fmt.Sprintf(format, args...), hint: hint}
	}
}

func (g *guard) builtin(n *ast.BuiltinNode) {
	if !contains(allowedBuiltins(), n.Name) {
		g.refuse(n, "allowed are "+joinWords(allowedFunctions()), "the function %s is not part of the rule language", n.Name)
		return
	}
	if predicateDepth(n) > maxPredicates {
		g.refuse(n, "move the inner question into a rule of its own", "any/all/none nest deeper than %d", maxPredicates)
	}
	switch {
	case n.Name == "date":
		g.date(n)
	case n.Name == "count" && len(n.Arguments) == 1:
		g.refuse(n, "say which are counted, or write len", "count needs a condition")
	case ofPages(n) && nestsPages(n):
		g.refuse(n, "ask about the pages once", "all pages are gone through anew for each page")
	}
}

// date lets through only a written day: other forms read the machine's time zones, or fail while the rule runs.
func (g *guard) date(n *ast.BuiltinNode) {
	constant, ok := n.Arguments[0].(*ast.StringNode)
	if !ok || len(n.Arguments) != 1 {
		g.refuse(n, `write it like date("2026-11-20")`, "date takes one written day")
		return
	}
	if _, err := time.Parse(time.DateOnly, constant.Value); err != nil {
		g.refuse(constant, "write year-month-day, such as 2026-11-20", "%q is no day", constant.Value)
	}
}

// ofPages reports whether a predicate ranges over whole facts, which are as many as the site has pages.
func ofPages(n *ast.BuiltinNode) bool {
	t := n.Arguments[0].Type()
	return len(n.Arguments) > 1 && t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Pointer
}

func nestsPages(n *ast.BuiltinNode) bool {
	f := pagesFinder{}
	ast.Walk(&n.Arguments[1], &f)
	return f.found
}

// pagesFinder finds a predicate over pages in a tree.
type pagesFinder struct{ found bool }

func (f *pagesFinder) Visit(node *ast.Node) {
	if n, ok := (*node).(*ast.BuiltinNode); ok {
		f.found = f.found || ofPages(n)
	}
}

// call lets through our own functions and fields that are functions, and nothing else: a method could read the clock's
// zone or worse.
func (g *guard) call(n *ast.CallNode) {
	switch callee := n.Callee.(type) {
	case *ast.IdentifierNode:
		if contains(ownFunctions(), callee.Value) || callee.Type().Kind() == reflect.Func {
			return
		}
	case *ast.MemberNode:
		if property, ok := callee.Property.(*ast.StringNode); ok {
			if f, ok := fieldOf(callee.Node.Type(), property.Value); ok && f.Type.Kind() == reflect.Func {
				return
			}
		}
	}
	g.refuse(n, "allowed are "+joinWords(allowedFunctions()), "this call is not part of the rule language")
}

// member notes which parameters are read and refuses access by computed name.
func (g *guard) member(n *ast.MemberNode) {
	property, ok := n.Property.(*ast.StringNode)
	if !ok {
		if _, isIndex := n.Property.(*ast.IntegerNode); !isIndex {
			g.refuse(n, "name the field itself", "a field must be named, not computed")
		}
		return
	}
	if base, ok := n.Node.(*ast.IdentifierNode); ok && base.Value == "with" {
		g.used["with."+property.Value] = true
		return
	}
	g.read(n.Node.Type(), property.Value)
}

// read notes that a field of a fact is read.
func (g *guard) read(t reflect.Type, field string) {
	if _, ok := fieldOf(t, field); !ok {
		return
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	g.used[g.env.word(t)+"."+field] = true
}

func (g *guard) binary(n *ast.BinaryNode) {
	switch n.Operator {
	case "==", "!=":
		g.comparison(n, n.Left.Type(), n.Right.Type())
	case "in":
		g.membership(n)
	case "matches":
		g.pattern(n)
	case "..":
		g.refuse(n, "list the values", "ranges are not part of the rule language")
	case "??":
		g.refuse(n, "every field has a value", "?? is not part of the rule language")
	}
}

func (g *guard) comparison(n ast.Node, left, right reflect.Type) {
	if !scalar(left) || !scalar(right) {
		bad := left
		if scalar(left) {
			bad = right
		}
		g.refuse(n, "compare one of its fields", "%s cannot be compared", typeName(bad))
		return
	}
	if left != right && !(number(left) && number(right)) {
		g.refuse(n, "compare like with like", "%s is compared with %s", typeName(left), typeName(right))
	}
}

// membership checks each element of a written list, whose type the compiler forgets.
func (g *guard) membership(n *ast.BinaryNode) {
	left := n.Left.Type()
	if list, ok := n.Right.(*ast.ArrayNode); ok {
		for _, item := range list.Nodes {
			g.comparison(item, left, item.Type())
		}
		return
	}
	right := n.Right.Type()
	if right == nil || right.Kind() != reflect.Slice {
		g.refuse(n, "write `x in [a, b]` or use a list", "%s is not a list", typeName(right))
		return
	}
	g.comparison(n, left, right.Elem())
}

// pattern demands a constant regular expression whose word boundaries mean what they seem to mean.
func (g *guard) pattern(n *ast.BinaryNode) {
	constant, ok := n.Right.(*ast.StringNode)
	if !ok {
		g.refuse(n.Right, "write the pattern in quotes", "a pattern must be a constant text")
		return
	}
	if _, err := regexp.Compile(constant.Value); err != nil {
		g.refuse(n.Right, "see https://pkg.go.dev/regexp/syntax", "%s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		return
	}
	if class := asciiClass(constant.Value); class != "" {
		g.refuse(n.Right, "write "+unicodeSpelling(constant.Value)+" or use phrases:", asciiWrong, class)
	}
}

// predicateDepth counts how deep predicates nest below and including n.
func predicateDepth(n *ast.BuiltinNode) int {
	depth := depthFinder{}
	for _, argument := range n.Arguments {
		if p, ok := argument.(*ast.PredicateNode); ok {
			depth.own = 1
			ast.Walk(&p.Node, &depth)
		}
	}
	return depth.own + depth.below
}

// depthFinder finds the deepest predicate in a tree.
type depthFinder struct{ own, below int }

func (d *depthFinder) Visit(node *ast.Node) {
	if b, ok := (*node).(*ast.BuiltinNode); ok {
		d.below = max(d.below, predicateDepth(b))
	}
}

// fieldOf finds the field of a struct, or of what t points at, by its name in expressions.
func fieldOf(t reflect.Type, name string) (reflect.StructField, bool) {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return reflect.StructField{}, false
	}
	for _, f := range reflect.VisibleFields(t) {
		if f.Tag.Get("expr") == name {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func scalar(t reflect.Type) bool {
	return t == stringType || t == boolType || t == timeType || number(t)
}

func number(t reflect.Type) bool { return t == intType || t == floatType }
