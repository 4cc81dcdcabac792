package rule

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/optimizer"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// maxSource bounds the text of one expression in bytes. The expression parser recurses, and Go cannot recover from a
// stack overflow, so this is checked before it is called.
const maxSource = 8 << 10

// maxNodes bounds the syntax tree of one expression.
const maxNodes = 500

// memoryBudget bounds what one evaluation may allocate, in elements of lists.
const memoryBudget = 100_000

// expression is one compiled, typed expression.
type expression struct {
	part
	program *vm.Program
	rounds  rounds
}

// want says which types an expression may result in.
type want struct {
	name  string
	types []reflect.Type
}

var (
	boolType   = reflect.TypeFor[bool]()
	stringType = reflect.TypeFor[string]()
	intType    = reflect.TypeFor[int]()
	floatType  = reflect.TypeFor[float64]()
	timeType   = reflect.TypeFor[time.Time]()
)

var (
	boolean   = want{"a condition (true or false)", []reflect.Type{boolType}}
	textual   = want{"a text", []reflect.Type{stringType}}
	printable = want{"a text, a number, a date or true/false", []reflect.Type{stringType, intType, floatType, boolType, timeType}}
)

// environment is the typed surrounding of the expressions of one rule.
type environment struct {
	typ                               reflect.Type
	subject, page, site, change, with int // indexes of the struct's fields, -1 when absent

	kind       Kind
	vocabulary *Vocabulary
}

// word returns the name of a struct in rules: that of a kind, of what stands beside facts, or of a part of one.
func (e environment) word(t reflect.Type) string {
	v := e.vocabulary
	switch t {
	case e.kind.Type:
		return e.kind.Name
	case v.Page:
		return "page"
	case v.Site:
		return "site"
	case v.Change:
		return "change"
	}
	return strings.ToLower(t.Name())
}

// newEnvironment lays out the struct whose fields are the names an expression may use: the subject's fields as bare
// words, because it is embedded, and page, site, change and with beside them.
func newEnvironment(k Kind, v *Vocabulary, with reflect.Type) environment {
	e := environment{subject: -1, page: -1, site: -1, change: -1, with: -1, kind: k, vocabulary: v}
	var fields []reflect.StructField
	add := func(name, tag string, t reflect.Type, embedded bool) int {
		f := reflect.StructField{Name: name, Type: t, Anonymous: embedded}
		if tag != "" {
			f.Tag = reflect.StructTag(`expr:"` + tag + `"`)
		}
		fields = append(fields, f)
		return len(fields) - 1
	}
	if k.Type != nil {
		e.subject = add(k.Type.Name(), "", reflect.PointerTo(k.Type), true)
	}
	if !k.OfSite {
		e.page = add("PageBeside", "page", reflect.PointerTo(v.Page), false)
		e.change = add("ChangeBeside", "change", reflect.PointerTo(v.Change), false)
	}
	e.site = add("SiteBeside", "site", reflect.PointerTo(v.Site), false)
	if with != nil {
		e.with = add("WithBeside", "with", with, false)
	}
	e.typ = reflect.StructOf(fields)
	return e
}

// compileExpression compiles the scalar n and notes in used what it reads.
func compileExpression(n *source.Node, env environment, w want, used uses) (*expression, error) {
	if n.Kind != source.Scalar {
		return nil, n.Errorf("write the expression as one text", "an expression cannot be a mapping or a list")
	}
	return compilePart(n, 0, len(n.Value), env, w, used)
}

// compilePart compiles the bytes from start to end of the scalar n.
func compilePart(n *source.Node, start, end int, env environment, w want, used uses, extra ...expr.Option) (*expression, error) {
	code := n.Value[start:end]
	p := part{node: n, start: start, code: code}
	if len(code) > maxSource {
		return nil, n.Errorf("split the rule in two", "the expression is longer than %d bytes", maxSource)
	}
	guard := &guard{env: env, used: used}
	program, err := compileSafely(code, slices.Concat(options(env), []expr.Option{expr.Patch(guard)}, extra))
	switch {
	case err != nil && (guard.fault == nil || isUnknown(err)):
		return nil, p.explain(err, env) // a wrong name is the reason for whatever else seems wrong
	case guard.fault != nil:
		return nil, p.errorAt(guard.fault.from, guard.fault.to, guard.fault.hint, guard.fault.what)
	}
	result := program.Node()
	if !w.allows(result.Type()) {
		return nil, p.errorAt(0, len([]rune(code)), "make it result in "+w.name,
			fmt.Sprintf("the expression results in %s", typeName(result.Type())))
	}
	return &expression{p, program, roundsOf(program.Node())}, nil
}

// options are the rule language in the surrounding of one rule.
func options(env environment) []expr.Option {
	return append(functions(), expr.Env(reflect.New(env.typ).Interface()), expr.MaxNodes(maxNodes))
}

// checkedTree returns the typed syntax tree of an expression that has been compiled before, for a changed copy of it.
func checkedTree(code string, env environment) (*parser.Tree, *conf.Config, error) {
	config := conf.CreateNew()
	for _, option := range options(env) {
		option(config)
	}
	for name := range config.Disabled {
		delete(config.Builtins, name)
	}
	config.Check()
	tree, err := checker.ParseCheck(code, config)
	return tree, config, err
}

// compileTree compiles a changed syntax tree.
func compileTree(tree *parser.Tree, config *conf.Config) (*vm.Program, error) {
	if _, err := checker.Check(tree, config); err != nil {
		return nil, err
	}
	if err := optimizer.Optimize(&tree.Node, config); err != nil {
		return nil, err
	}
	return compiler.Compile(tree, config)
}

// compileSafely turns a panic of the expression compiler into an error: a rule is somebody's input.
func compileSafely(code string, options []expr.Option) (program *vm.Program, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the expression cannot be compiled: %v", r)
		}
	}()
	return expr.Compile(code, options...)
}

func (w want) allows(t reflect.Type) bool {
	for _, allowed := range w.types {
		if t == allowed {
			return true
		}
	}
	return false
}

// part is a piece of a scalar that is one expression; it knows how to point into the rule file.
type part struct {
	node  *source.Node
	start int
	code  string
}

// errorAt returns an error for the code points from..to of the expression.
func (p part) errorAt(from, to int, hint, what string) error {
	return p.node.File().Errorf(p.span(from, to), hint, "%s", what)
}

// errorBytes returns an error for the bytes from..to of the part.
func (p part) errorBytes(from, to int, hint, what string) error {
	span := source.Span{Start: p.node.TextOffset(p.start + from), End: p.node.TextOffset(p.start + to)}
	return p.node.File().Errorf(span, hint, "%s", what)
}

// span returns where the code points from..to of the expression stand in the file.
func (p part) span(from, to int) source.Span {
	start := p.node.TextOffset(p.start + byteIndex(p.code, from))
	end := p.node.TextOffset(p.start + byteIndex(p.code, to))
	return source.Span{Start: start, End: max(end, start+1)}
}

// explain turns the compiler's error into one that points into the rule file and names the nearest right word.
func (p part) explain(err error, env environment) error {
	var located *file.Error
	if !errors.As(err, &located) {
		return p.errorAt(0, len([]rune(p.code)), "", err.Error())
	}
	from, to := located.From, max(located.To, located.From+1)
	what, hint := clarify(located.Message, env)
	return p.errorAt(from, to, hint, what)
}

// byteIndex returns the byte at which code point n of s begins.
func byteIndex(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// typeName says a type in the words of the rule language.
func typeName(t reflect.Type) string {
	switch {
	case t == nil:
		return "nothing"
	case t == stringType:
		return "a text"
	case t == boolType:
		return "true or false"
	case t == timeType:
		return "a date"
	case t.Kind() == reflect.Int || t.Kind() == reflect.Float64:
		return "a number"
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Array:
		return "a list"
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Struct:
		return "a whole fact"
	case t.Kind() == reflect.Func:
		return "a function"
	case t.Kind() == reflect.Interface:
		return "something of no known type"
	}
	return t.String()
}

// isUnknown reports whether the compiler stumbled over a name.
func isUnknown(err error) bool {
	return strings.Contains(err.Error(), "unknown name ") || strings.Contains(err.Error(), " has no field ")
}

// clarify says a compiler's message in the words of the rule language, with the nearest right word as a hint.
func clarify(message string, env environment) (what, hint string) {
	if name, ok := strings.CutPrefix(message, "unknown name "); ok {
		near := source.DidYouMean(name, append(names(env.typ, 1), allowedFunctions()...))
		return message, cmp.Or(near, fmt.Sprintf("a text stands in quotes, as %q; rasoat ask lists the names", name))
	}
	if owner, field, ok := strings.Cut(message, " has no field "); ok {
		t := owned(env.typ, strings.TrimLeft(strings.TrimPrefix(owner, "type "), "*"), 3)
		return "there is no field " + field, source.DidYouMean(field, names(t, 1))
	}
	if token, ok := strings.CutPrefix(message, "unexpected token "); ok {
		return unexpected(token)
	}
	if strings.Contains(message, "exceeds maximum allowed nodes") {
		return fmt.Sprintf("the expression has more than %d parts", maxNodes), "split the rule in two"
	}
	return plain(message), ""
}

// unexpected says that a token, such as Operator("="), cannot stand where it does.
func unexpected(token string) (what, hint string) {
	if token == "EOF" {
		return "the expression ends too early", "say what is missing, and put it in quotes if # stands in it, because # begins a comment in YAML"
	}
	_, quoted, _ := strings.Cut(strings.TrimSuffix(token, ")"), "(")
	word, err := strconv.Unquote(quoted)
	switch {
	case err != nil:
		word = token
	case word == "=":
		return `"=" is not expected here`, "compare with =="
	}
	operators := []string{"and", "or", "not", "in", "matches", "contains", "startsWith", "endsWith"}
	return strconv.Quote(word) + " is not expected here", cmp.Or(source.DidYouMean(word, operators), "look at what stands before it")
}

// owned finds the struct of the given Go name in t, down to a depth; it returns t itself if there is none.
func owned(t reflect.Type, name string, depth int) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || depth == 0 || t.String() == name {
		return t
	}
	for _, f := range reflect.VisibleFields(t) {
		if found := owned(f.Type, name, depth-1); found.String() == name {
			return found
		}
	}
	return t
}

// names lists the words by which an expression reaches the fields of t, and of the structs in them down to a depth.
func names(t reflect.Type, depth int) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || depth == 0 {
		return nil
	}
	var list []string
	for _, f := range reflect.VisibleFields(t) {
		if name := f.Tag.Get("expr"); name != "" && name != "-" {
			list = append(append(list, name), names(f.Type, depth-1)...)
		}
	}
	return list
}

// plain says a compiler's message without the Go types in it.
func plain(message string) string {
	return strings.NewReplacer("interface {}", "any", "[]string", "list of texts", "time.Time", "date").Replace(message)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
