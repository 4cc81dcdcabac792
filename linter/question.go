package linter

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Question is what somebody who writes a rule wants to know of one page.
type Question struct {
	Page       string // from the site's root; may be empty
	Each       string // kind of fact; empty: the one that has the fields of the expression
	Expression string // over the facts; empty: the facts alone
}

// Kinds lists the kinds of facts, and with a page how many of each are on it.
func Kinds(ctx context.Context, o Options, page string) ([]answer.KindInfo, error) {
	var set *fact.Set
	if page != "" {
		a, err := newInquiry(ctx, o, page)
		if err != nil {
			return nil, err
		}
		set = a.sheet.facts
	}
	var kinds []answer.KindInfo
	for _, k := range vocabulary().Kinds {
		info := answer.KindInfo{Name: k.Name, Doc: kindDoc(k.Name)}
		for _, f := range fieldsOf(k.Type) {
			info.Fields = append(info.Fields, answer.FieldInfo{Name: f.name, Type: typeWord(f.typ)})
		}
		if set != nil {
			info.Count = len(set.All(k.Name))
		}
		kinds = append(kinds, info)
	}
	return kinds, nil
}

func kindDoc(name string) string {
	for _, k := range fact.Kinds() {
		if k.Name == name {
			return k.Doc
		}
	}
	return ""
}

// Ask shows the facts of one kind on a page of the work tree in o.Dir, and evaluates an expression for each of them.
func Ask(ctx context.Context, o Options, q Question) (*answer.FactTable, error) {
	kind, query, err := q.compile()
	if err != nil {
		return nil, err
	}
	a, err := newInquiry(ctx, o, q.Page)
	if err != nil {
		return nil, err
	}
	return a.table(kind, query)
}

// compile finds the kind of fact that the question is about and compiles the expression for it.
func (q Question) compile() (rule.Kind, *rule.Query, error) {
	v := vocabulary()
	kinds := slices.DeleteFunc(v.Kinds, func(k rule.Kind) bool { return k.Name == reviewKind })
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.Name
	}
	if q.Each != "" {
		i := slices.Index(names, q.Each)
		switch {
		case q.Each == reviewKind:
			return rule.Kind{}, nil, fmt.Errorf("--each %s: these facts come from the gate, not from a page; see rasoat check --base", q.Each)
		case i < 0:
			return rule.Kind{}, nil, fmt.Errorf("--each %s: there is no such kind of fact; %s", q.Each, source.DidYouMean(q.Each, names))
		case q.Expression == "":
			return kinds[i], nil, nil
		}
		query, err := rule.CompileQuery(q.Expression, kinds[i], v)
		return kinds[i], query, err
	}
	var fits []int
	var fault error
	for i, k := range kinds {
		if _, err := rule.CompileQuery(q.Expression, k, v); err == nil {
			fits = append(fits, i)
		} else {
			fault = cmp.Or(fault, err)
		}
	}
	switch {
	case len(fits) == 0:
		return rule.Kind{}, nil, fmt.Errorf("no kind of fact fits the expression; name one with --each. For %s: %w", names[0], fault)
	case len(fits) > 1 && fits[0] > 0:
		for i, fit := range fits {
			names[i] = names[fit]
		}
		return rule.Kind{}, nil, fmt.Errorf("the expression fits several kinds of facts; name one with --each: %s", strings.Join(names[:len(fits)], ", "))
	}
	query, err := rule.CompileQuery(q.Expression, kinds[fits[0]], v)
	return kinds[fits[0]], query, err
}

// inquiry is the reading of one page.
type inquiry struct {
	*run
	edition *edition
	sheet   *sheet
}

// newInquiry reads the site, because expressions may ask about it, and finds the page.
func newInquiry(ctx context.Context, o Options, page string) (*inquiry, error) {
	tree, err := repo.WorkTree(o.Dir)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(tree, o)
	if err != nil {
		return nil, err
	}
	law.everything = true
	a := &inquiry{}
	if a.run, err = newRun(law, tree, o); err != nil {
		return nil, err
	}
	if a.edition, err = a.read(ctx, tree); err != nil {
		return nil, err
	}
	if err := a.edition.demand([]string{page}); err != nil {
		return nil, err
	}
	if err := a.resolve(ctx, a.edition); err != nil {
		return nil, err
	}
	a.sheet = a.edition.sheet(page)
	if fault := a.sheet.fault; fault != nil {
		return nil, fmt.Errorf("%s: %s", page, a.say.Say("unreadable."+fault.Reason, "detail", fault.Detail))
	}
	return a, nil
}

// table shows the facts of a kind with what the query says of them.
func (a *inquiry) table(kind rule.Kind, query *rule.Query) (*answer.FactTable, error) {
	t := &answer.FactTable{Kind: kind.Name, Condition: query != nil && query.Condition}
	fields := fieldsOf(kind.Type)
	if query != nil {
		fields = slices.DeleteFunc(fields, func(f field) bool { return f.name != "text" && !query.Reads(f.name) })
	}
	beside := rule.Beside{Page: a.sheet.facts.Page, Site: a.edition.site, Change: fact.NoChange()}
	subjects := a.sheet.facts.All(kind.Name)
	if kind.OfSite {
		beside.Page, beside.Change = nil, nil
		subjects = []fact.Subject{{Value: a.edition.site}}
	}
	for _, subject := range subjects {
		row, err := a.row(subject, kind.OfSite, fields, beside, query)
		if err != nil {
			return nil, err
		}
		t.Rows = append(t.Rows, row)
	}
	if query == nil {
		fields = dropSilent(t, fields)
	}
	for _, f := range fields {
		t.Columns = append(t.Columns, f.name)
	}
	t.Summary = a.say.Say("ask.facts", "all", strconv.Itoa(len(t.Rows)), "kind", t.Kind)
	if t.Condition {
		flagged := 0
		for _, row := range t.Rows {
			if row.Flagged {
				flagged++
			}
		}
		t.Summary = a.say.Say("ask.flagged", "n", strconv.Itoa(flagged), "all", strconv.Itoa(len(t.Rows)), "kind", t.Kind)
	}
	return t, nil
}

// row shows one fact.
func (a *inquiry) row(subject fact.Subject, ofSite bool, fields []field, beside rule.Beside, query *rule.Query) (answer.FactRow, error) {
	var row answer.FactRow
	if !ofSite {
		row.Line, row.Column = a.sheet.file.Position(subject.Span.Start)
	}
	value := reflect.ValueOf(subject.Value).Elem()
	for _, f := range fields {
		row.Values = append(row.Values, a.hide(show(value.FieldByIndex(f.index).Interface())))
	}
	if query == nil {
		return row, nil
	}
	answer, err := query.Ask(beside, subject.Value)
	if err != nil {
		return row, err
	}
	row.Answer, row.Flagged = a.hide(show(answer)), answer == true
	return row, nil
}

// dropSilent leaves out the columns that say nothing in any row, and returns the fields of the others.
func dropSilent(t *answer.FactTable, fields []field) []field {
	for i := len(fields) - 1; i >= 0; i-- {
		if !slices.ContainsFunc(t.Rows, func(row answer.FactRow) bool { return row.Values[i] != "" && row.Values[i] != "false" }) {
			fields = slices.Delete(fields, i, i+1)
			for r := range t.Rows {
				t.Rows[r].Values = slices.Delete(t.Rows[r].Values, i, i+1)
			}
		}
	}
	return fields
}

// field is a field of a fact that can be shown.
type field struct {
	name  string
	typ   reflect.Type
	index []int
}

// fieldsOf lists the fields of a kind that can be shown, those of its head included.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for _, f := range reflect.VisibleFields(t) {
		if name := f.Tag.Get("expr"); name != "" && name != "-" && name != "masked" && typeWord(f.Type) != "" {
			fields = append(fields, field{name, f.Type, f.Index})
		}
	}
	return fields
}

// typeWord says the sort of a field's values; "" for what cannot be shown.
func typeWord(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return "date"
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int, t.Kind() == reflect.Float64:
		return "number"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return "list of texts"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Int:
		return "list of numbers"
	}
	return ""
}

// show writes a value for people. What says nothing, such as no text, is empty.
func show(v any) string {
	switch v := v.(type) {
	case time.Time:
		if v.IsZero() || v.Year() == 1 {
			return ""
		}
		return v.Format(time.DateOnly)
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	}
	value := reflect.ValueOf(v)
	if value.Kind() == reflect.Slice {
		parts := make([]string, value.Len())
		for i := range parts {
			parts[i] = fmt.Sprint(value.Index(i).Interface())
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(v)
}

// hide masks personal data in a value of a fact, also where the fact holds a number in another spelling than the page.
func (a *inquiry) hide(value string) string {
	masks := a.sheet.facts.Masks
	value = a.reader.gatherer.Masker(a.sheet.facts, nil).Text(value)
	digits := digitsOf(value)
	for _, m := range masks {
		// The same number with and without the zero or the country's code before it has the same last digits.
		if d := digitsOf(m.Plain); len(d) >= hiddenDigits && strings.Contains(digits, d[len(d)-hiddenDigits:]) {
			return m.Masked
		}
	}
	return value
}

// hiddenDigits is how many last digits in common make a number the same as a masked one.
const hiddenDigits = 7

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}
