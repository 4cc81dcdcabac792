package rule

import (
	"errors"
	"slices"
	"strings"

	"github.com/expr-lang/expr"

	"github.com/rasoat/rasoat/linter/internal/lang"
)

// maxBuilt bounds the text that join and replace may build, in bytes. The language's own versions of them allocate
// without bound.
const maxBuilt = 64 << 10

// Function is a function that expressions may call.
type Function struct {
	Name, Form, Doc string
	own             bool // stands in for an unbounded one, or says codes in words
}

// Functions returns all functions that expressions may call, sorted: none of them reads the clock, builds large texts, or
// dumps a whole fact.
func Functions() []Function {
	return []Function{
		{"all", "all(list, condition)", "true if every element meets the condition; also of an empty list", false},
		{"any", "any(list, condition)", "true if an element meets the condition", false},
		{"count", "count(list, condition)", "how many elements meet the condition", false},
		{"date", `date("2026-11-20")`, "a written day", false},
		{"join", `join(list, ", ")`, "the texts of a list with something between them; at most 64 KiB", true},
		{"len", "len(list or text)", "how many elements or characters there are", false},
		{"lower", "lower(text)", "the text in lower case", false},
		{"none", "none(list, condition)", "true if no element meets the condition", false},
		{"one", "one(list, condition)", "true if exactly one element meets the condition", false},
		{"replace", "replace(text, old, new)", "the text with every old replaced by new; at most 64 KiB", true},
		{"roles", "roles(list)", "in messages: the roles in words, in the message's language", true},
		{"say", "say(code)", "in messages: a code such as link.danger in words, in the message's language", true},
		{"trim", "trim(text)", "the text without white space at its ends", false},
		{"trimPrefix", "trimPrefix(text, prefix)", "the text without the prefix", false},
		{"trimSuffix", "trimSuffix(text, suffix)", "the text without the suffix", false},
		{"upper", "upper(text)", "the text in upper case", false},
	}
}

// allowedBuiltins lists the functions of the expression language that a rule may call.
func allowedBuiltins() []string { return functionNames(func(f Function) bool { return !f.own }) }

// ownFunctions lists the functions that stand in for unbounded ones, and those that say codes and roles in words.
func ownFunctions() []string { return functionNames(func(f Function) bool { return f.own }) }

// allowedFunctions lists all functions a rule may call, sorted.
func allowedFunctions() []string { return functionNames(func(Function) bool { return true }) }

func functionNames(which func(Function) bool) []string {
	var names []string
	for _, f := range Functions() {
		if which(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

// functions makes the rule language: the listed builtins and our own functions.
func functions() []expr.Option {
	options := []expr.Option{expr.DisableAllBuiltins()}
	for _, name := range allowedBuiltins() {
		options = append(options, expr.EnableBuiltin(name))
	}
	return append(options,
		expr.Function("join", join, new(func([]string, string) string)),
		expr.Function("replace", replace, new(func(string, string, string) string)),
	)
}

var errTooLong = errors.New("the text built is longer than 64 KiB")

func join(params ...any) (any, error) {
	list, separator := params[0].([]string), params[1].(string)
	length := len(separator) * len(list)
	for _, s := range list {
		length += len(s)
	}
	if length > maxBuilt {
		return nil, errTooLong
	}
	return strings.Join(list, separator), nil
}

func replace(params ...any) (any, error) {
	s, old, with := params[0].(string), params[1].(string), params[2].(string)
	if len(s)+strings.Count(s, old)*len(with) > maxBuilt {
		return nil, errTooLong
	}
	return strings.ReplaceAll(s, old, with), nil
}

// wording returns say and roles for one language: the program's own words for a code, such as a link's danger, and for
// roles.
func wording(c lang.Catalogue) []expr.Option {
	return []expr.Option{
		expr.Function("say", func(params ...any) (any, error) {
			return c.Say(params[0].(string)), nil
		}, new(func(string) string)),
		expr.Function("roles", func(params ...any) (any, error) {
			return c.Roles(params[0].([]string)), nil
		}, new(func([]string) string)),
	}
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }

func joinWords(words []string) string { return strings.Join(words, ", ") }
