package rule

import (
	"reflect"
	"slices"

	"github.com/expr-lang/expr/vm"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Query is an expression over the facts of one kind that stands alone, as somebody tries it out. Its result is printable: a
// text, a number, a date, or true or false.
type Query struct {
	Condition bool // it results in true or false

	expression *expression
	env        environment
	used       map[string]bool
}

// CompileQuery compiles an expression with the same bounds and types as those of rules.
func CompileQuery(code string, k Kind, v *Vocabulary) (*Query, error) {
	q := &Query{env: newEnvironment(k, v, nil), used: map[string]bool{}}
	var err error
	if q.expression, err = compileExpression(source.New("expression", []byte(code)).Scalar(), q.env, printable, q.used); err != nil {
		return nil, err
	}
	q.Condition = slices.Contains(boolean.types, q.expression.program.Node().Type())
	return q, nil
}

// Reads reports whether the expression reads the field of its subject.
func (q *Query) Reads(field string) bool { return q.used[q.env.kind.Name+"."+field] }

// Ask evaluates the expression for one fact, a pointer to the struct of the query's kind.
func (q *Query) Ask(beside Beside, subject any) (any, error) {
	value := reflect.New(q.env.typ)
	q.env.fill(value.Elem(), beside, subject)
	machine := vm.VM{MemoryBudget: memoryBudget}
	return q.expression.run(&machine, value.Interface(), &meter{facts: []any{value.Interface()}})
}
