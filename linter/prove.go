package linter

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// TestResult is what asking every rule about its own examples came to.
type TestResult struct {
	Rules, Examples, Mutants int
	Failures                 []string // one line each: place, what was expected, what happened
	Survivors                []string // mutants that no example notices: place, the mistake, the example that is missing
}

// Test asks the built-in rules and those of the site in o.Dir about their own examples. Then it makes small mistakes in
// each rule and asks again: examples that prove the rule notice every one of them.
func Test(ctx context.Context, o Options) (*TestResult, error) {
	tree, err := repo.WorkTree(o.Dir)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(tree, Options{})
	if err != nil {
		return nil, err
	}
	chosen, err := law.choose(o.Rules)
	if err != nil {
		return nil, err
	}
	results := make([]TestResult, len(chosen))
	err = parallel(ctx, len(chosen), func() func(int) error {
		return func(i int) error { return results[i].test(ctx, law.lists, chosen[i]) }
	})
	if err != nil {
		return nil, err
	}
	total := &TestResult{}
	for _, r := range results {
		total.Rules += r.Rules
		total.Examples += r.Examples
		total.Mutants += r.Mutants
		total.Failures = append(total.Failures, r.Failures...)
		total.Survivors = append(total.Survivors, r.Survivors...)
	}
	return total, nil
}

// test proves one rule. A rule that fails its own examples is not mutated.
func (t *TestResult) test(ctx context.Context, lists *fact.Lists, r *rule.Rule) error {
	t.Rules++
	var exams []*exam
	for _, example := range r.Examples {
		t.Examples++
		x, err := newExam(ctx, lists, r, example)
		if err != nil {
			return err
		}
		exams = append(exams, x)
		if fault := x.fault(ctx, r); fault != "" {
			t.Failures = append(t.Failures, at(r, example.Node.Span)+fault)
		}
	}
	if len(t.Failures) > 0 {
		return nil
	}
	mutants, err := r.Mutants()
	if err != nil {
		return err
	}
	for _, m := range mutants {
		t.Mutants++
		if !slices.ContainsFunc(exams, func(x *exam) bool { return x.fault(ctx, m.Rule) != "" }) {
			t.Survivors = append(t.Survivors, fmt.Sprintf("%sno example notices if %s; %s", at(r, m.Span), m.What, m.Want))
		}
	}
	return nil
}

// at begins a line about a place in a rule's file.
func at(r *rule.Rule, span source.Span) string {
	line, column := r.File.Position(span.Start)
	return fmt.Sprintf("%s:%d:%d: ", r.File.Name, line, column)
}

// exampleDay is today in examples, so that due dates and school years in them stay true.
func exampleDay() time.Time {
	return time.Date(2026, 11, 23, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))
}

// examplePage is where the text of an example stands when it names no files.
const examplePage = "content/tin-tuc/vi-du.md"

// The marks around the exact span that a bad example expects to be found.
const openMark, closeMark = "«", "»"

// exam is an example made ready for asking a rule, and its mutants, what they find in it.
type exam struct {
	example  rule.Example
	rule     *rule.Rule // the one that the facts were gathered for
	run      *run
	edition  *edition
	expected []place
}

// newExam reads the pages of an example once.
func newExam(ctx context.Context, lists *fact.Lists, r *rule.Rule, example rule.Example) (*exam, error) {
	x := &exam{example: example, rule: r}
	if example.Fields != nil {
		return x, nil
	}
	files, expected := exampleSite(example.Text)
	tree := repo.Memory(files)
	c, err := config.Load(tree)
	if errors.Is(err, config.ErrNone) {
		c = config.Default()
	} else if err != nil {
		return nil, err
	}
	x.expected = expected
	own := &law{config: c, rules: &rule.Set{Rules: []*rule.Rule{r}}, lists: lists, exam: true}
	if x.run, err = newRun(own, tree, Options{Now: exampleDay(), Language: c.Language}); err != nil {
		return nil, err
	}
	x.edition, err = x.run.read(ctx, tree)
	return x, err
}

// fault asks a rule and says how its answer differs from what the example expects; "" when it does not.
func (x *exam) fault(ctx context.Context, r *rule.Rule) string {
	if x.example.Fields != nil {
		return faultInFields(r, x.example)
	}
	if len(r.Phrases) != len(x.rule.Phrases) || r.Pattern != x.rule.Pattern { // these are looked for while the pages are read
		other, err := newExam(ctx, x.run.law.lists, r, x.example)
		if err != nil {
			return err.Error()
		}
		return other.fault(ctx, r)
	}
	own := *x.run
	own.planner = &planner{law: x.run.law, rules: []*rule.Rule{r}, plans: map[string][]active{}}
	found, err := own.ask(ctx, x.edition)
	if err != nil {
		return err.Error()
	}
	var places []place
	var edits []edit
	for _, f := range found {
		if f.Rule != r.ID {
			return fmt.Sprintf("the example is itself at fault: %s: %s", f.Path, f.Message)
		}
		places = append(places, place{f.Path, f.Range.Start.Offset, f.Range.End.Offset})
		if f.Fix != nil {
			edits = append(edits, edit{f.Rule, source.Span{Start: f.Range.Start.Offset, End: f.Range.End.Offset}, *f.Fix})
		}
	}
	if fault := x.comparePlaces(places); fault != "" {
		return fault
	}
	return x.compareFixed(edits)
}

// compareFixed says how what the fixes make of the example differs from what it expects; "" when it does not.
func (x *exam) compareFixed(edits []edit) string {
	if x.example.Fixed == nil {
		return ""
	}
	text := x.edition.sheet(examplePage).file.Text
	if fixed := string(apply(text, compatible(edits))); fixed != x.example.Fixed.Value {
		return fmt.Sprintf("the fix makes %q of it, not %q", fixed, x.example.Fixed.Value)
	}
	return ""
}

// place is where a finding is, or should be.
type place struct {
	path       string
	start, end int
}

// exampleSite makes the files of an example and cuts the marks out of them.
func exampleSite(text string) (files map[string]string, expected []place) {
	files = map[string]string{}
	if !strings.HasPrefix(text, "-- ") {
		files["hugo.toml"] = ""
		files[examplePage], expected = unmark(examplePage, text)
		return files, expected
	}
	for _, f := range txtar.Parse([]byte(text)).Files {
		clean, places := unmark(f.Name, string(f.Data))
		files[f.Name] = clean
		expected = append(expected, places...)
	}
	return files, expected
}

// unmark removes the marks from a text and returns the places that stood between them.
func unmark(path, text string) (string, []place) {
	var out strings.Builder
	var places []place
	for {
		before, rest, ok := strings.Cut(text, openMark)
		out.WriteString(before)
		if !ok {
			return out.String(), places
		}
		inside, after, _ := strings.Cut(rest, closeMark)
		start := out.Len()
		out.WriteString(inside)
		places = append(places, place{path, start, out.Len()})
		text = after
	}
}

// comparePlaces says how what was found differs from what the example expects; "" when it does not.
func (x *exam) comparePlaces(found []place) string {
	bad, expected := x.example.Bad, x.expected
	switch {
	case !bad && len(found) > 0:
		return fmt.Sprintf("a good example, but the rule finds %s", x.describe(found))
	case bad && len(found) == 0:
		return "a bad example, but the rule finds nothing"
	case bad && len(expected) > 0 && !slices.Equal(found, expected):
		return fmt.Sprintf("expected %s, found %s", x.describe(expected), x.describe(found))
	}
	return ""
}

// describe names places by their text.
func (x *exam) describe(places []place) string {
	texts := make([]string, len(places))
	for i, p := range places {
		texts[i] = p.path
		if s := x.edition.sheet(p.path); s != nil && s.file != nil {
			line, column := s.file.Position(p.start)
			texts[i] = fmt.Sprintf("“%s” at %s:%d:%d", s.file.Slice(source.Span{Start: p.start, End: p.end}), p.path, line, column)
		}
	}
	return strings.Join(texts, ", ")
}

// faultInFields asks a rule about a fact given by its fields.
func faultInFields(r *rule.Rule, example rule.Example) string {
	subject := reflect.New(r.Kind.Type).Interface()
	if err := example.Fields.Decode(subject); err != nil {
		return err.Error()
	}
	bound, err := r.Bind()
	if err != nil {
		return err.Error()
	}
	beside := rule.Beside{Page: &fact.Page{}, Site: &fact.Site{}, Change: fact.NoChange()}
	answer, err := rule.NewAsker("vi").Ask(bound, beside, subject)
	switch {
	case err != nil:
		return err.Error()
	case example.Bad && answer == nil:
		return "a bad example, but the rule finds nothing"
	case !example.Bad && answer != nil:
		return "a good example, but the rule finds fault with it"
	}
	return ""
}
