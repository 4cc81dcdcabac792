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
)

// TestResult is what asking every rule about its own examples came to.
type TestResult struct {
	Rules, Examples int
	Failures        []string // one line each: place, what was expected, what happened
}

// Test asks the built-in rules and those of the site in o.Dir about their own examples.
func Test(ctx context.Context, o Options) (*TestResult, error) {
	tree, err := repo.WorkTree(o.Dir)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(tree, "")
	if err != nil {
		return nil, err
	}
	result := &TestResult{}
	for _, r := range law.rules.Rules {
		if !matches(o.Rules, r.ID) {
			continue
		}
		result.Rules++
		for _, example := range r.Examples {
			result.Examples++
			fault, err := prove(ctx, law.lists, r, example)
			if err != nil {
				return nil, err
			}
			if fault != "" {
				line, column := r.File.Position(example.Node.Span.Start)
				result.Failures = append(result.Failures, fmt.Sprintf("%s:%d:%d: %s", r.File.Name, line, column, fault))
			}
		}
	}
	return result, nil
}

// exampleDay is today in examples, so that due dates and school years in them stay true.
func exampleDay() time.Time {
	return time.Date(2026, 11, 23, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))
}

// examplePage is where the text of an example stands when it names no files.
const examplePage = "content/tin-tuc/vi-du.md"

// The marks around the exact span that a bad example expects to be found.
const openMark, closeMark = "«", "»"

// prove asks one rule about one example and returns what went wrong, or "".
func prove(ctx context.Context, lists *fact.Lists, r *rule.Rule, example rule.Example) (string, error) {
	if example.Fields != nil {
		return proveFields(r, example)
	}
	files, expected := exampleSite(example.Text)
	found, err := exampleFindings(ctx, lists, r, files)
	if err != nil {
		return "", err
	}
	return compareExample(example.Bad, found, expected), nil
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

// exampleFindings asks one rule about a small site in memory.
func exampleFindings(ctx context.Context, lists *fact.Lists, r *rule.Rule, files map[string]string) ([]place, error) {
	tree := repo.Memory(files)
	c, err := config.Load(tree)
	if errors.Is(err, config.ErrNone) {
		c = config.Default()
	} else if err != nil {
		return nil, err
	}
	own := &law{config: c, rules: &rule.Set{Rules: []*rule.Rule{r}}, lists: lists}
	o := Options{Now: exampleDay(), Language: own.config.Language}
	p, err := newRun(own, tree, o)
	if err != nil {
		return nil, err
	}
	e, err := p.read(ctx, tree)
	if err != nil {
		return nil, err
	}
	found, err := p.ask(ctx, e)
	if err != nil {
		return nil, err
	}
	var places []place
	for _, f := range found {
		if f.Rule != r.ID {
			return nil, fmt.Errorf("%s: an example for %s is itself at fault: %s", f.Path, r.ID, f.Message)
		}
		places = append(places, place{f.Path, f.Range.Start.Offset, f.Range.End.Offset})
	}
	return places, nil
}

// compareExample says how what was found differs from what the example expects; "" when it does not.
func compareExample(bad bool, found, expected []place) string {
	switch {
	case !bad && len(found) > 0:
		return fmt.Sprintf("a good example, but the rule finds %s", describe(found))
	case bad && len(found) == 0:
		return "a bad example, but the rule finds nothing"
	case bad && len(expected) > 0 && !slices.Equal(found, expected):
		return fmt.Sprintf("expected %s, found %s", describe(expected), describe(found))
	}
	return ""
}

func describe(places []place) string {
	texts := make([]string, len(places))
	for i, p := range places {
		texts[i] = fmt.Sprintf("%s bytes %d–%d", p.path, p.start, p.end)
	}
	return strings.Join(texts, ", ")
}

// proveFields asks a rule about a fact given by its fields.
func proveFields(r *rule.Rule, example rule.Example) (string, error) {
	subject := reflect.New(r.Kind.Type).Interface()
	if err := example.Fields.Decode(subject); err != nil {
		return "", err
	}
	bound, err := r.Bind(nil)
	if err != nil {
		return "", err
	}
	beside := rule.Beside{Page: &fact.Page{}, Site: &fact.Site{}, Change: fact.NoChange()}
	answer, err := rule.NewAsker("vi").Ask(bound, beside, subject)
	switch {
	case err != nil:
		return err.Error(), nil
	case example.Bad && answer == nil:
		return "a bad example, but the rule finds nothing", nil
	case !example.Bad && answer != nil:
		return "a good example, but the rule finds fault with it", nil
	}
	return "", nil
}
