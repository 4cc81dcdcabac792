package rule

import (
	"reflect"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm"
)

// The machine of the expression language cannot be stopped while it runs, so what an expression may cost is worked out before:
// how deep it goes through lists, and how long the lists and texts of this fact are. Lists of pages are not counted: they
// are gone through once at most, which the guard sees to.

// maxRounds bounds how often the innermost part of an expression is asked for one fact, a round over a text being as many as it
// has blocks of textBlock bytes. A round is at most maxNodes steps, and takes about a microsecond.
const (
	maxRounds = 4_000_000
	textBlock = 256
)

// rounds is what about an expression decides how its cost grows.
type rounds struct {
	depth int  // of lists gone through within lists
	texts bool // within them something is done with a text that takes longer the longer it is
}

// roundsOf reads them off a checked syntax tree.
func roundsOf(node ast.Node) rounds {
	var r rounds
	r.look(node, 0)
	return r
}

// look walks a part that stands within depth lists.
func (r *rounds) look(node ast.Node, depth int) {
	switch n := node.(type) {
	case *ast.BuiltinNode:
		inner := depth
		if len(n.Arguments) > 1 && isPredicate(n.Arguments[1]) {
			if !ofPages(n) {
				inner++
			}
		} else {
			r.texts = r.texts || depth > 0
		}
		r.depth = max(r.depth, inner)
		for i, argument := range n.Arguments {
			if i == 0 {
				r.look(argument, depth)
			} else {
				r.look(argument, inner)
			}
		}
	case *ast.PredicateNode:
		r.look(n.Node, depth)
	case *ast.UnaryNode:
		r.look(n.Node, depth)
	case *ast.BinaryNode:
		switch n.Operator {
		case "in":
			if !written(n.Right) {
				r.depth = max(r.depth, depth+1)
			}
		case "matches", "contains", "startsWith", "endsWith", "+":
			r.texts = r.texts || depth > 0
		}
		r.look(n.Left, depth)
		r.look(n.Right, depth)
	case *ast.ConditionalNode:
		r.look(n.Cond, depth)
		r.look(n.Exp1, depth)
		r.look(n.Exp2, depth)
	case *ast.CallNode:
		r.texts = r.texts || depth > 0
		for _, argument := range n.Arguments {
			r.look(argument, depth)
		}
	case *ast.MemberNode:
		r.look(n.Node, depth)
		r.look(n.Property, depth)
	case *ast.ChainNode:
		r.look(n.Node, depth)
	case *ast.ArrayNode:
		for _, item := range n.Nodes {
			r.look(item, depth)
		}
	}
}

// written reports whether a list stands in the rule itself.
func written(n ast.Node) bool {
	switch n.(type) {
	case *ast.ArrayNode, *ast.ConstantNode:
		return true
	}
	return false
}

func isPredicate(n ast.Node) bool {
	_, ok := n.(*ast.PredicateNode)
	return ok
}

// exceeds reports whether an expression would take too many rounds in an environment.
func (r rounds) exceeds(env any) bool {
	if r.depth < 2 && !(r.texts && r.depth > 0) {
		return false
	}
	var s sizes
	s.measure(reflect.ValueOf(env).Elem())
	n := 1
	if r.texts {
		n += s.text / textBlock
	}
	for range r.depth {
		if n *= max(s.list, 1); n > maxRounds {
			return true
		}
	}
	return false
}

// sizes are the longest list and the longest text that an environment gives at once.
type sizes struct{ list, text int }

func (s *sizes) measure(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			s.measure(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			s.measure(v.Field(i))
		}
	case reflect.String:
		s.text = max(s.text, v.Len())
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Pointer {
			return // pages
		}
		s.list = max(s.list, v.Len())
		for i := range v.Len() {
			s.measure(v.Index(i))
		}
	}
}

// run asks an expression in an environment.
func (e *expression) run(machine *vm.VM, env any) (any, error) {
	if e.rounds.exceeds(env) {
		return nil, e.errorAt(0, len([]rune(e.code)), "ask it of one list only", "the expression was not asked: the lists of this page are too long to go through within each other")
	}
	result, err := machine.Run(e.program, env)
	if err != nil {
		return nil, runError(e, err)
	}
	return result, nil
}
