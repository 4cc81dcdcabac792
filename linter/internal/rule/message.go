package rule

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// template is a message: fixed texts with expressions between them.
type template struct {
	texts  []string // one more than values
	values []value
}

// value is what stands in braces: a field of the fact itself, as in most messages, or an expression.
type value struct {
	field      []int // index in the kind's struct
	expression *expression
}

// compileMessages compiles the message of every language.
func compileMessages(n *source.Node, env environment, used uses) (map[string]*template, error) {
	if n.Kind != source.Map {
		return nil, n.Errorf("write {vi: …, en: …}", "a message needs a text in each language")
	}
	texts := Text{}
	for _, pair := range n.Pairs {
		texts[pair.Key.Value] = pair.Value.Value
	}
	if err := checkLanguages(n, texts); err != nil {
		return nil, err
	}
	messages := map[string]*template{}
	for _, language := range lang.Languages() {
		catalogue, err := lang.For(language)
		if err != nil {
			return nil, err
		}
		if messages[language], err = compileTemplate(n.Get(language), env, wording(catalogue), used); err != nil {
			return nil, err
		}
	}
	return messages, nil
}

// compileTemplate splits a message at its {…} and compiles what stands inside; {{ and }} stand for plain braces.
func compileTemplate(n *source.Node, env environment, words []expr.Option, used uses) (*template, error) {
	t := &template{}
	var fixed strings.Builder
	s := n.Value
	for i := 0; i < len(s); {
		switch {
		case strings.HasPrefix(s[i:], "{{"), strings.HasPrefix(s[i:], "}}"):
			fixed.WriteByte(s[i])
			i += 2
		case s[i] == '{':
			end := closingBrace(s, i+1)
			if end < 0 {
				return nil, faultAt(n, i, "close it with }, or write {{ for a plain brace", "this { is never closed")
			}
			value, err := compileValue(n, i+1, end, env, words, used)
			if err != nil {
				return nil, err
			}
			t.texts, t.values = append(t.texts, fixed.String()), append(t.values, value)
			fixed.Reset()
			i = end + 1
		case s[i] == '}':
			return nil, faultAt(n, i, "write }} for a plain brace", "this } closes nothing")
		default:
			fixed.WriteByte(s[i])
			i++
		}
	}
	t.texts = append(t.texts, fixed.String())
	return t, nil
}

// compileValue compiles the bytes from start to end of the scalar n.
func compileValue(n *source.Node, start, end int, env environment, words []expr.Option, used uses) (v value, err error) {
	code := n.Value[start:end]
	if f, ok := fieldOf(env.kind.Type, code); ok && printable.allows(f.Type) {
		used[env.word(env.kind.Type)+"."+code] = true
		return value{field: f.Index}, nil
	}
	v.expression, err = compilePart(n, start, end, env, printable, used, words...)
	return v, err
}

// closingBrace returns the index of the } that ends the expression begun at i, minding quoted texts; -1 if none.
func closingBrace(s string, i int) int {
	for quote := byte(0); i < len(s); i++ {
		switch {
		case quote != 0 && s[i] == '\\':
			i++
		case quote != 0:
			if s[i] == quote {
				quote = 0
			}
		case s[i] == '"' || s[i] == '\'' || s[i] == '`':
			quote = s[i]
		case s[i] == '}':
			return i
		}
	}
	return -1
}

// render fills the template in for a fact and its environment.
func (t *template) render(machine *vm.VM, env, subject any, m *meter) (string, error) {
	var b strings.Builder
	for i, v := range t.values {
		b.WriteString(t.texts[i])
		if v.field != nil {
			b.WriteString(print(reflect.ValueOf(subject).Elem().FieldByIndex(v.field).Interface()))
			continue
		}
		result, err := v.expression.run(machine, env, m)
		if err != nil {
			return "", err
		}
		b.WriteString(print(result))
	}
	b.WriteString(t.texts[len(t.values)])
	return b.String(), nil
}

// print writes a value as people read it: dates as day/month/year without a time.
func print(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return v.Format("02/01/2006")
	}
	return ""
}

func faultAt(n *source.Node, index int, hint, what string) error {
	at := n.TextOffset(index)
	return n.File().Errorf(source.Span{Start: at, End: at + 1}, hint, "%s", what)
}
