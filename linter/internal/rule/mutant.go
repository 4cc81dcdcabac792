package rule

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Mutant is a rule with one small mistake in it. A rule's examples ought to tell it from the rule itself; if none does,
// nothing would have noticed had its author made that very mistake.
type Mutant struct {
	*Rule
	Span source.Span // of what was changed, in the rule's file
	What string      // the mistake
	Want string      // the example that would notice it
}

// Mutants returns every mutant of the rule: of its condition, its fix, its parameters and its phrases. Messages have none,
// because examples say where something is found and what it becomes, not in which words it is told.
func (r *Rule) Mutants() ([]Mutant, error) {
	ofCondition, err := r.mutantsOfCondition()
	if err != nil {
		return nil, err
	}
	ofFix, err := r.mutantsOfFix()
	if err != nil {
		return nil, err
	}
	return slices.Concat(ofCondition, ofFix, r.mutantsOfParameters(), r.mutantsOfPhrases(), r.mutantsOfPattern()), nil
}

func (r *Rule) mutantsOfCondition() ([]Mutant, error) {
	if r.when == nil {
		return nil, nil
	}
	always := *r
	always.when = nil
	dropped := Mutant{&always, r.when.node.Span, "the whole condition is dropped",
		"add a good example with a " + r.Kind.Name + " that the rule leaves alone"}
	mistakes, err := r.mistakesIn(r.when, func(m *mutator, slot *ast.Node) { m.condition(slot, 1) },
		func(mutant *Rule, e *expression) { mutant.when = e })
	return append([]Mutant{dropped}, mistakes...), err
}

func (r *Rule) mutantsOfFix() ([]Mutant, error) {
	if r.fix == nil {
		return nil, nil
	}
	never := *r
	never.fix = nil
	dropped := Mutant{&never, r.fix.node.Span, "the fix is dropped", "add `fixed:` with the text that the first bad example becomes"}
	mistakes, err := r.mistakesIn(r.fix, (*mutator).value, func(mutant *Rule, e *expression) { mutant.fix = e })
	return append([]Mutant{dropped}, mistakes...), err
}

// mistakesIn returns a mutant for every small mistake that walk finds room for in an expression, set in its place.
func (r *Rule) mistakesIn(e *expression, walk func(*mutator, *ast.Node), set func(*Rule, *expression)) ([]Mutant, error) {
	var mutants []Mutant
	seen := map[string]bool{}
	for i := 0; ; i++ {
		tree, config, err := checkedTree(e.code, r.env)
		if err != nil {
			return nil, err
		}
		seen[tree.Node.String()] = true
		m := mutator{nth: i}
		walk(&m, &tree.Node)
		if !m.done {
			return mutants, nil
		}
		if written := tree.Node.String(); seen[written] {
			continue
		} else {
			seen[written] = true
		}
		program, err := compileTree(tree, config)
		if err != nil {
			continue // what does not even compile would have been noticed
		}
		mutant := *r
		set(&mutant, &expression{e.part, program, roundsOf(program.Node())})
		mutants = append(mutants, Mutant{&mutant, e.span(m.from, m.to), m.what, m.want})
	}
}

func (r *Rule) mutantsOfParameters() []Mutant {
	var mutants []Mutant
	for i, name := range r.params.names {
		node := r.node.Get("with").Get(name)
		add := func(at *source.Node, what string, value reflect.Value) {
			mutant := *r
			mutant.params.defaults = reflect.New(r.params.typ).Elem()
			mutant.params.defaults.Set(r.params.defaults)
			mutant.params.defaults.Field(i).Set(value)
			mutants = append(mutants, Mutant{&mutant, at.Span, what, "add an example that depends on with." + name})
		}
		switch value := r.params.defaults.Field(i); value.Kind() {
		case reflect.Slice:
			for j := range value.Len() {
				without := reflect.AppendSlice(reflect.MakeSlice(value.Type(), 0, value.Len()), value.Slice(0, j))
				without = reflect.AppendSlice(without, value.Slice(j+1, value.Len()))
				add(node.Items[j], fmt.Sprintf("%s is dropped from with.%s", node.Items[j].Value, name), without)
			}
		case reflect.Int:
			for _, n := range []int64{value.Int() - 1, value.Int() + 1} {
				add(node, fmt.Sprintf("with.%s becomes %d", name, n), reflect.ValueOf(int(n)))
			}
		case reflect.Float64:
			for _, factor := range []float64{0.9, 1.1} {
				changed := value.Float() * factor
				add(node, fmt.Sprintf("with.%s becomes %s", name, strconv.FormatFloat(changed, 'g', 4, 64)), reflect.ValueOf(changed))
			}
		case reflect.Bool:
			add(node, fmt.Sprintf("with.%s becomes %t", name, !value.Bool()), reflect.ValueOf(!value.Bool()))
		case reflect.String:
			add(node, fmt.Sprintf("with.%s becomes another text", name), reflect.ValueOf(value.String()+changed))
		}
	}
	return mutants
}

// mutantsOfPhrases leaves out one phrase of those written in the rule, and one group of those in a list: a list is data
// with its own source, and whether it is found at all shows on any of its phrases.
func (r *Rule) mutantsOfPhrases() []Mutant {
	if len(r.groups) < 2 {
		return nil
	}
	var mutants []Mutant
	for i, g := range r.groups {
		mutant := *r
		mutant.groups = slices.Delete(slices.Clone(r.groups), i, i+1)
		mutant.Phrases = phrasesOf(mutant.groups)
		what := fmt.Sprintf("the phrase %q is left out", g.Phrases[0])
		if len(g.Phrases) > 1 {
			what = fmt.Sprintf("the group of %q in %s is left out", g.Phrases[0], r.PhraseSet)
		}
		mutants = append(mutants, Mutant{&mutant, r.node.Get("phrases").Span, what,
			fmt.Sprintf("add a bad example with %q", g.Phrases[0])})
	}
	return mutants
}

func (r *Rule) mutantsOfPattern() []Mutant {
	if r.Pattern == nil {
		return nil
	}
	var mutants []Mutant
	for _, p := range patternMistakes(r.Pattern.written) {
		mutant := *r
		var err error
		if mutant.Pattern, err = compilePattern(p.pattern); err != nil {
			continue
		}
		mutants = append(mutants, Mutant{&mutant, r.node.Get("pattern").Span, p.what, fmt.Sprintf("add a bad example with %q", p.witness)})
	}
	return mutants
}
