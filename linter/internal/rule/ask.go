package rule

import (
	"errors"
	"maps"
	"reflect"
	"slices"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Beside is what stands beside a fact: pointers to the structs of the vocabulary. Page and Change are nil for facts of
// the whole site.
type Beside struct{ Page, Site, Change any }

// Bound is a rule with the parameters of one site or folder.
type Bound struct {
	*Rule
	with    reflect.Value
	opening opening
}

// Bind returns the rule with a site's own parameters laid over its defaults, one mapping after the other.
func (r *Rule) Bind(with ...*source.Node) (*Bound, error) {
	values, err := r.params.override(r.ID, with)
	if err != nil {
		return nil, err
	}
	return &Bound{Rule: r, with: values, opening: openingOf(r.when, r.Kind)}, nil
}

// HasFix reports whether the rule offers to mend what it finds.
func (r *Rule) HasFix() bool { return r.fix != nil }

// Answer is what a rule says of a fact it finds fault with.
type Answer struct {
	Message string
	Fix     *string // the new text of the fact's span, nil when the rule offers none
}

// Asker asks rules about facts in one language, page by page: what a rule may cost is counted anew for each. It is not safe for
// concurrent use: each worker has its own.
type Asker struct {
	language string
	machine  vm.VM
	slots    map[*Bound]*slot
	page     any   // whose facts are asked about
	around   sizes // of what stands beside them
}

// slot is the reusable environment of one rule.
type slot struct {
	env   environment
	value reflect.Value // of the environment struct
	any   any           // pointer to it
	with  sizes         // of the parameters
	page  any           // that the meter counts for
	meter meter
}

// NewAsker returns an asker whose messages are in the given language.
func NewAsker(language string) *Asker {
	return &Asker{language: language, machine: vm.VM{MemoryBudget: memoryBudget}, slots: map[*Bound]*slot{}}
}

// Ask asks the rule about one fact, a pointer to the struct of the rule's kind. It returns nil when the rule has
// nothing to say. An error means that the expression failed while running: the fact is not judged.
func (a *Asker) Ask(b *Bound, beside Beside, subject any) (*Answer, error) {
	if b.opening.excludes(subject) {
		return nil, nil
	}
	s := a.slot(b)
	s.env.fill(s.value, beside, subject)
	a.count(s, beside, subject)
	if b.when != nil {
		holds, err := b.when.run(&a.machine, s.any, &s.meter)
		if err != nil {
			return nil, err
		}
		if holds != true {
			return nil, nil
		}
	}
	message, err := b.message[a.language].render(&a.machine, s.any, subject, &s.meter)
	if err != nil {
		return nil, err
	}
	answer := &Answer{Message: message}
	if b.fix != nil {
		fixed, err := b.fix.run(&a.machine, s.any, &s.meter)
		if err != nil {
			return nil, err
		}
		text := fixed.(string)
		answer.Fix = &text
	}
	return answer, nil
}

// count makes the meter of a rule ready for a fact.
func (a *Asker) count(s *slot, beside Beside, subject any) {
	if beside.Page == nil || beside.Page != a.page {
		a.page, a.around = beside.Page, measured(beside.Page, beside.Site, beside.Change)
	}
	if beside.Page == nil || beside.Page != s.page {
		s.page, s.meter.spent = beside.Page, 0
	}
	s.meter.around = a.around.and(s.with)
	s.meter.facts = append(s.meter.facts[:0], subject)
}

func (a *Asker) slot(b *Bound) *slot {
	if s, ok := a.slots[b]; ok {
		return s
	}
	value := reflect.New(b.env.typ)
	s := &slot{env: b.env, value: value.Elem(), any: value.Interface()}
	if b.env.with >= 0 {
		s.value.Field(b.env.with).Set(b.with)
		s.with.measure(b.with)
	}
	a.slots[b] = s
	return s
}

// fill sets the pointers of an environment struct.
func (e environment) fill(v reflect.Value, beside Beside, subject any) {
	set := func(i int, pointer any) {
		if i >= 0 && pointer != nil {
			v.Field(i).Set(reflect.ValueOf(pointer))
		}
	}
	set(e.subject, subject)
	set(e.page, beside.Page)
	set(e.site, beside.Site)
	set(e.change, beside.Change)
}

// runError says where an expression failed while running.
func runError(e *expression, err error) error {
	from, to, what := 0, len([]rune(e.code)), firstLine(err.Error())
	if located := (*file.Error)(nil); errors.As(err, &located) {
		from, to, what = located.From, located.To, located.Message
	}
	return e.errorAt(from, to, "write the rule so that this cannot happen", "the expression failed: "+what)
}

// Condition is an expression over page, site and change that stands alone, such as the when: of a review entry.
type Condition struct {
	expression *expression
	env        environment
	used       uses
}

// CompileCondition compiles the scalar n.
func CompileCondition(n *source.Node, v *Vocabulary) (*Condition, error) {
	env := newEnvironment(Kind{}, v, nil)
	used := uses{}
	e, err := compileExpression(n, env, boolean, used)
	if err != nil {
		return nil, err
	}
	return &Condition{expression: e, env: env, used: used}, nil
}

// Uses returns the fields that the condition reads, sorted, as in page.section.
func (c *Condition) Uses() []string { return slices.Sorted(maps.Keys(c.used)) }

// Holds reports whether the condition is true.
func (c *Condition) Holds(beside Beside) (bool, error) {
	value := reflect.New(c.env.typ)
	c.env.fill(value.Elem(), beside, nil)
	machine := vm.VM{MemoryBudget: memoryBudget}
	result, err := c.expression.run(&machine, value.Interface(), &meter{facts: []any{value.Interface()}})
	if err != nil {
		return false, err
	}
	return result == true, nil
}
