package rule

import (
	"reflect"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm"
)

// The machine of the expression language cannot be stopped while it runs, so what an expression may cost is worked out before:
// how deep it goes through lists, and how long the lists and texts are that it meets. Lists of pages are gone through once at
// most for a fact, which the guard sees to.

// maxRounds bounds how often the innermost parts of a rule are asked on one page, for all its facts together, a round over a text
// being as many as it has blocks of textBlock bytes. A round is at most maxNodes steps, and takes a tenth of a microsecond to one.
const (
	maxRounds = 4_000_000
	textBlock = 32
)

// rounds is what about an expression decides how its cost grows.
type rounds struct {
	depth int  // of lists gone through within lists
	pages bool // it goes through all pages
	texts bool // something is done with a text that takes longer the longer it is
	inner bool // that is done within a list
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
			if ofPages(n) {
				r.pages = true
			} else {
				inner++
			}
		} else {
			r.text(depth)
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
			r.text(depth)
		}
		r.look(n.Left, depth)
		r.look(n.Right, depth)
	case *ast.ConditionalNode:
		r.look(n.Cond, depth)
		r.look(n.Exp1, depth)
		r.look(n.Exp2, depth)
	case *ast.CallNode:
		r.text(depth)
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

// text notes that something is done with a text within depth lists.
func (r *rounds) text(depth int) {
	r.texts = true
	r.inner = r.inner || depth > 0
}

// cost returns how many rounds an expression takes at most where lists and texts are so long; beyond maxRounds it does not count.
func (r rounds) cost(s sizes) int {
	blocks := s.text / textBlock
	n := 1
	if r.inner {
		n += blocks
	}
	for range r.depth {
		if n *= max(s.list, 1); n > maxRounds {
			return n
		}
	}
	if r.texts {
		n += blocks
	}
	if r.pages {
		n += s.pages
	}
	return n
}

// sizes are the longest list and the longest text that something holds, and the number of all pages.
type sizes struct{ list, text, pages int }

// measured returns the sizes of facts, pointers to structs, or of what holds such.
func measured(facts ...any) sizes {
	var s sizes
	for _, f := range facts {
		s.measure(reflect.ValueOf(f))
	}
	return s
}

func (s sizes) and(other sizes) sizes {
	return sizes{max(s.list, other.list), max(s.text, other.text), max(s.pages, other.pages)}
}

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
			s.pages = max(s.pages, v.Len())
			return
		}
		s.list = max(s.list, v.Len())
		for i := range v.Len() {
			s.measure(v.Index(i))
		}
	}
}

// meter counts the rounds of a rule on one page.
type meter struct {
	spent  int
	facts  []any // that the next expression meets, and that are still to be measured
	around sizes // of all others that it meets
}

// sizes measures what is still to be measured.
func (m *meter) sizes() sizes {
	m.around, m.facts = m.around.and(measured(m.facts...)), m.facts[:0]
	return m.around
}

// run asks an expression in an environment, unless that could take more rounds than are left.
func (e *expression) run(machine *vm.VM, env any, m *meter) (any, error) {
	n := 1
	if e.rounds != (rounds{}) {
		n = e.rounds.cost(m.sizes())
	}
	if m.spent += n; m.spent > maxRounds {
		return nil, e.errorAt(0, len([]rune(e.code)), "ask it of fewer facts, of one list only, or of shorter texts",
			"the expression was not asked: with the lists and texts of this page it could run for very long")
	}
	result, err := machine.Run(e.program, env)
	if err != nil {
		return nil, runError(e, err)
	}
	return result, nil
}
