package fact

import (
	"strconv"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Field is a front matter field, or a required one that is not there. Its place is the value; of a field without a
// value or with a misspelt name, the name; of a missing one, the first line of the front matter, else the page's first
// byte.
type Field struct {
	Head
	// Key is the field's name; names within a map are joined with ".": cover.image.
	Key string `expr:"key"`
	// Value is the value as text, digits as written; the items of a list are joined with ", ". Empty for a map.
	Value string `expr:"value"`
	// Required says that every page needs the field.
	Required bool `expr:"required"`
	// Present says that the field is there.
	Present bool `expr:"present"`
	// Known says that a generator, a CMS or rasoat gives the field a meaning.
	Known bool `expr:"known"`
	// Valid says that there is no problem.
	Valid bool `expr:"valid"`
	// Problem is empty or a code: missing, empty, misspelt, not-a-text, not-a-date, not-a-bool, not-a-number, not-a-list
	// or not-a-school-year.
	Problem string `expr:"problem"`
}

// What can be wrong with a field.
const (
	problemMissing    = "missing"
	problemEmpty      = "empty"
	problemMisspelt   = "misspelt"
	problemText       = "not-a-text"
	problemDate       = "not-a-date"
	problemBool       = "not-a-bool"
	problemNumber     = "not-a-number"
	problemList       = "not-a-list"
	problemSchoolYear = "not-a-school-year"
)

// fieldProblems returns the codes of Field.Problem.
func fieldProblems() []string {
	return []string{problemMissing, problemEmpty, problemMisspelt, problemText, problemDate, problemBool, problemNumber,
		problemList, problemSchoolYear}
}

// fields returns what stands in the front matter, and what should.
func fields(g *gathering) []Subject {
	all := make([]Field, 0, len(g.page.Fields)+1)
	slips := map[string]bool{} // required fields that are there under a wrong name
	for i := range g.page.Fields {
		all = append(all, g.field(&g.page.Fields[i], slips))
	}
	for _, k := range g.required {
		if !slips[k.key] && g.lookup(k.key) == nil && !g.titledByHeading(k.key) {
			all = append([]Field{g.missing(k.key)}, all...)
		}
	}
	return subjects(all, func(f *Field) *Head { return &f.Head })
}

// field makes a fact of a field that is there.
func (g *gathering) field(f *page.Field, slips map[string]bool) Field {
	top, _, nested := strings.Cut(f.Key, ".")
	k, isKnown := g.fields[strings.ToLower(top)]
	fact := Field{Key: f.Key, Value: f.Value, Required: k.required && !nested, Present: true, Known: isKnown}
	if f.Kind == page.List {
		fact.Value = strings.Join(f.List, ", ")
	}
	span := f.Span
	if nested {
		k = known{}
	} else if !isKnown {
		if right, ok := meant(f.Key, func(key string) bool { return g.lookup(key) != nil }); ok {
			fact.Problem, span = problemMisspelt, f.KeySpan
			slips[right] = true
		}
	}
	if fact.Problem == "" {
		fact.Problem = problemOf(f, k)
	}
	if span.Len() == 0 {
		span = f.KeySpan
	}
	fact.Valid = fact.Problem == ""
	fact.Head = g.head(span, page.InField)
	return fact
}

// missing makes a fact of a required field that is not there.
func (g *gathering) missing(key string) Field {
	span := source.Span{}
	if g.page.Body > 0 {
		line := strings.TrimPrefix(g.page.File.Line(1), "\ufeff")
		span.Start = len(g.page.File.Line(1)) - len(line)
		span.End = span.Start + len(line)
	}
	return Field{Head: g.head(span, page.InField), Key: key, Required: true, Known: true, Problem: problemMissing}
}

// titledByHeading reports whether key is the title and a page without any front matter gives it in a first heading of
// level 1.
func (g *gathering) titledByHeading(key string) bool {
	return key == "title" && len(g.page.Fields) == 0 && len(g.page.Headings) > 0 && g.page.Headings[0].Level == 1
}

// lookup returns the top field with the given key, or nil. Case does not matter, as with most generators.
func (g *gathering) lookup(key string) *page.Field {
	for i := range g.page.Fields {
		if f := &g.page.Fields[i]; strings.EqualFold(f.Key, key) {
			return f
		}
	}
	return nil
}

// problemOf returns what is wrong with a value. Editors leave fields empty, so only a required one must not be.
func problemOf(f *page.Field, k known) string {
	if isEmpty(f) {
		if k.required {
			return problemEmpty
		}
		return ""
	}
	scalar := f.Kind != page.List && f.Kind != page.Map
	switch k.value {
	case aText:
		return unless(scalar, problemText)
	case texts:
		return unless(f.Kind != page.Map, problemText)
	case aList:
		return unless(f.Kind == page.List, problemList)
	case aBool:
		return unless(f.Kind == page.Bool, problemBool)
	case aNumber:
		return unless(f.Kind == page.Int || f.Kind == page.Float, problemNumber)
	case aDate:
		_, ok := parseDate(f.Value)
		return unless(scalar && ok, problemDate)
	case aYearPair:
		return unless(scalar && parseSchoolYear(f.Value) != "", problemSchoolYear)
	}
	return ""
}

func unless(right bool, problem string) string {
	if right {
		return ""
	}
	return problem
}

// isEmpty reports whether a field has no value: null, an empty text, an empty list.
func isEmpty(f *page.Field) bool {
	switch f.Kind {
	case page.Map:
		return false
	case page.List:
		return len(f.List) == 0
	}
	return f.Kind == page.Null || strings.TrimSpace(f.Value) == ""
}

// parseDate reads a date with or without a time, as generators do. Without an offset it is taken for UTC.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) < len(time.DateOnly) {
		return time.Time{}, false
	}
	for _, layout := range []string{
		time.DateOnly, time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04",
		"2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00",
		"2006-01-02 15:04 -0700", "2006-01-02T15:04:05-0700",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// parseSchoolYear returns "2026-2027" for two years that follow each other, with a hyphen or a dash; else "".
func parseSchoolYear(s string) string {
	first, second, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	a, errA := strconv.Atoi(strings.TrimSpace(first))
	b, errB := strconv.Atoi(strings.TrimSpace(second))
	if !ok || errA != nil || errB != nil || a < 1900 || a > 9998 || b != a+1 {
		return ""
	}
	return strconv.Itoa(a) + "-" + strconv.Itoa(b)
}
