package rule

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"
)

// changed is put behind a text to make another one of it that stands nowhere.
const changed = "\u0001"

// mutator walks a checked syntax tree and makes the nth of all the small mistakes there are to make in it. Places are in
// code points of the expression.
//
// Mistakes that an example cannot miss once it notices a smaller one are not made: whoever notices that a clause of
// "a and b" is dropped also notices "a or b".
type mutator struct {
	nth        int
	count      int
	done       bool
	undone     ast.Node // stands under a not that is dropped already, which is the same as turning it round
	from, to   int
	what, want string
}

// offer makes the mistake if it is the nth. It reports whether it did.
func (m *mutator) offer(at ast.Node, what, want string, make func()) {
	if m.count == m.nth && !m.done {
		m.from, m.to = extent(at)
		m.what, m.want, m.done = what, want, true
		make()
	}
	m.count++
}

// replace offers to put another node into a slot.
func (m *mutator) replace(slot *ast.Node, by ast.Node, want string) {
	old := *slot
	m.offer(old, fmt.Sprintf("“%s” becomes “%s”", old, by), want, func() { ast.Patch(slot, by) })
}

// turn offers to put the opposite of a condition into its slot.
func (m *mutator) turn(slot *ast.Node, opposite ast.Node, sign int) {
	if *slot != m.undone {
		m.replace(slot, opposite, holding(sign, *slot))
	}
}

// condition walks a part whose truth matters. The sign is 1 where its truth makes the rule find something, -1 where it
// keeps the rule from finding, 0 where it may do either.
func (m *mutator) condition(slot *ast.Node, sign int) {
	switch n := (*slot).(type) {
	case *ast.UnaryNode:
		m.turn(slot, n.Node, sign)
		m.undone = n.Node
		m.condition(&n.Node, -sign)
	case *ast.BinaryNode:
		m.binary(slot, n, sign)
	case *ast.BuiltinNode:
		m.predicate(slot, n, sign)
	case *ast.PredicateNode:
		m.condition(&n.Node, sign)
	case *ast.ConditionalNode:
		m.replace(slot, n.Exp1, fmt.Sprintf("add an example in which “%s” does not hold", n.Cond))
		m.replace(slot, n.Exp2, fmt.Sprintf("add an example in which “%s” holds", n.Cond))
		m.condition(&n.Cond, 0)
		m.condition(&n.Exp1, sign)
		m.condition(&n.Exp2, sign)
	case *ast.BoolNode:
		m.replace(slot, &ast.BoolNode{Value: !n.Value}, anExample)
	default:
		m.turn(slot, not(n), sign)
		m.value(slot)
	}
}

func (m *mutator) binary(slot *ast.Node, n *ast.BinaryNode, sign int) {
	switch n.Operator {
	case "and", "&&", "or", "||":
		m.clause(slot, n, &n.Left, n.Right, sign)
		m.clause(slot, n, &n.Right, n.Left, sign)
		m.condition(&n.Left, sign)
		m.condition(&n.Right, sign)
		return
	case "==", "!=":
		m.turn(slot, withOperator(n, map[string]string{"==": "!=", "!=": "=="}[n.Operator]), sign)
		if n.Operator == "!=" {
			sign = -sign
		}
		m.constant(&n.Left, n.Right, sign)
		m.constant(&n.Right, n.Left, sign)
	case "<", "<=", ">", ">=":
		m.order(slot, n, sign)
	case "in":
		m.turn(slot, not(n), sign)
		if list, ok := n.Right.(*ast.ArrayNode); ok {
			for i := range list.Nodes {
				m.constant(&list.Nodes[i], n.Left, sign)
			}
		}
	case "matches":
		m.turn(slot, not(n), sign)
		m.pattern(n, sign)
	default:
		m.turn(slot, not(n), sign)
		m.constant(&n.Right, n.Left, sign)
	}
	m.value(&n.Left)
	m.value(&n.Right)
}

// clause offers to drop one side of an and or or. Of a chain only the single links are dropped.
func (m *mutator) clause(slot *ast.Node, whole *ast.BinaryNode, side *ast.Node, rest ast.Node, sign int) {
	if b, ok := (*side).(*ast.BinaryNode); ok && b.Operator == whole.Operator {
		return
	}
	kind, how := -sign, "all the rest holds but not “%s”" // of an and: without it more is found
	if whole.Operator == "or" || whole.Operator == "||" {
		kind, how = sign, "nothing but “%s” holds"
	}
	clause := *side
	m.offer(clause, fmt.Sprintf("“%s” is dropped", clause), example(kind)+fmt.Sprintf(how, clause),
		func() { ast.Patch(slot, rest) })
}

// order offers to turn a comparison round and to move its bound by one.
func (m *mutator) order(slot *ast.Node, n *ast.BinaryNode, sign int) {
	opposite := map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
	neighbour := map[string]string{"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
	m.turn(slot, withOperator(n, opposite[n.Operator]), sign)
	if n.Left.Type() == floatType || n.Right.Type() == floatType {
		return
	}
	strict := len(n.Operator) == 1
	at := sign // what an example on the bound itself is
	if strict {
		at = -sign
	}
	m.replace(slot, withOperator(n, neighbour[n.Operator]), example(at)+fmt.Sprintf("“%s” is exactly “%s”", n.Left, n.Right))
	// The other direction: > 3 becomes > 4, and >= 3 becomes >= 2.
	step := 1
	if (n.Operator[0] == '>') != strict {
		step = -1
	}
	for _, side := range []struct {
		slot  *ast.Node
		other ast.Node
		step  int
	}{{&n.Right, n.Left, step}, {&n.Left, n.Right, -step}} {
		if c, ok := (*side.slot).(*ast.IntegerNode); ok {
			beside := c.Value + side.step
			m.replace(side.slot, &ast.IntegerNode{Value: beside}, example(-at)+fmt.Sprintf("“%s” is exactly %d", side.other, beside))
		}
	}
}

// constant offers to change a text or number that something is compared with.
func (m *mutator) constant(slot *ast.Node, other ast.Node, sign int) {
	want := example(sign) + fmt.Sprintf("“%s” is %s", other, *slot)
	switch c := (*slot).(type) {
	case *ast.StringNode:
		m.offer(c, fmt.Sprintf("%s becomes another text", c), want, func() { ast.Patch(slot, &ast.StringNode{Value: c.Value + changed}) })
	case *ast.IntegerNode:
		m.replace(slot, &ast.IntegerNode{Value: c.Value + 1}, want)
	}
}

// predicate walks any, all, none and one, and functions of other results.
func (m *mutator) predicate(slot *ast.Node, n *ast.BuiltinNode, sign int) {
	inner := sign
	some := func(sign int, how string) string {
		return example(sign) + fmt.Sprintf(how, n.Arguments[0], n.Arguments[1])
	}
	const notAll = "some of “%s” have “%s”, but not all"
	switch n.Name {
	case "any":
		m.replace(slot, withName(n, "all"), some(sign, notAll))
	case "all":
		m.replace(slot, withName(n, "any"), some(-sign, notAll))
	case "none":
		m.replace(slot, not(withName(n, "all")), some(-sign, notAll))
		inner = -sign
	case "one":
		m.replace(slot, withName(n, "any"), some(-sign, "two of “%s” have “%s”"))
		inner = 0
	default:
		m.value(slot)
		return
	}
	m.condition(&n.Arguments[1], inner)
}

// value walks a part that is no condition itself, in search of conditions, functions and constants in it.
func (m *mutator) value(slot *ast.Node) {
	switch n := (*slot).(type) {
	case *ast.BuiltinNode:
		switch n.Name {
		case "lower", "upper", "trim":
			m.replace(slot, n.Arguments[0], fmt.Sprintf("add an example in which %s makes a difference", n.Name))
		}
		if n.Name == "date" {
			return
		}
		for i := range n.Arguments {
			if p, ok := n.Arguments[i].(*ast.PredicateNode); ok {
				m.condition(&p.Node, 0)
			} else {
				m.value(&n.Arguments[i])
			}
		}
	case *ast.CallNode:
		for i := range n.Arguments {
			if s, ok := n.Arguments[i].(*ast.StringNode); ok {
				m.offer(s, fmt.Sprintf("%s becomes another text", s), anExample,
					func() { ast.Patch(&n.Arguments[i], &ast.StringNode{Value: s.Value + changed}) })
			}
			m.value(&n.Arguments[i])
		}
	case *ast.BinaryNode:
		if other, ok := map[string]string{"+": "-", "-": "+", "*": "/", "/": "*"}[n.Operator]; ok && number(n.Type()) {
			m.replace(slot, withOperator(n, other), anExample)
		}
		for _, side := range []*ast.Node{&n.Left, &n.Right} {
			if c, ok := (*side).(*ast.IntegerNode); ok {
				m.replace(side, &ast.IntegerNode{Value: c.Value + 1}, anExample)
			}
			m.value(side)
		}
	case *ast.ConditionalNode:
		m.replace(slot, n.Exp1, fmt.Sprintf("add an example in which “%s” does not hold", n.Cond))
		m.replace(slot, n.Exp2, fmt.Sprintf("add an example in which “%s” holds", n.Cond))
		m.condition(&n.Cond, 0)
		m.value(&n.Exp1)
		m.value(&n.Exp2)
	}
}

// pattern offers the mistakes in a regular expression that a text is matched with.
func (m *mutator) pattern(n *ast.BinaryNode, sign int) {
	c, ok := n.Right.(*ast.StringNode)
	if !ok {
		return
	}
	for _, p := range patternMistakes(c.Value) {
		kind := sign
		if p.wider {
			kind = -sign
		}
		want := example(kind) + fmt.Sprintf("“%s” is like %s", n.Left, strconv.Quote(p.witness))
		m.offer(c, p.what, want, func() { ast.Patch(&n.Right, &ast.StringNode{Value: p.pattern}) })
	}
}

const anExample = "add an example that depends on it"

// example begins the sentence about the example that is missing: a bad one for 1, a good one for -1.
func example(sign int) string {
	return [...]string{"add a good example in which ", "add an example in which ", "add a bad example in which "}[sign+1]
}

// holding asks for an example in which a condition holds.
func holding(sign int, n ast.Node) string { return example(sign) + fmt.Sprintf("“%s” holds", n) }

func not(n ast.Node) ast.Node { return &ast.UnaryNode{Operator: "not", Node: n} }

func withOperator(n *ast.BinaryNode, operator string) ast.Node {
	return &ast.BinaryNode{Operator: operator, Left: n.Left, Right: n.Right}
}

func withName(n *ast.BuiltinNode, name string) ast.Node {
	return &ast.BuiltinNode{Name: name, Arguments: slices.Clone(n.Arguments)}
}

// extent returns where a part of the expression begins and ends.
func extent(n ast.Node) (from, to int) {
	e := extentFinder{from: n.Location().From, to: n.Location().To}
	ast.Walk(&n, &e)
	return e.from, e.to
}

type extentFinder struct{ from, to int }

func (e *extentFinder) Visit(node *ast.Node) {
	at := (*node).Location()
	e.from, e.to = min(e.from, at.From), max(e.to, at.To)
}
