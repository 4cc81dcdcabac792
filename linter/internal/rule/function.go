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

// allowedBuiltins lists the functions of the expression language that a rule may call: none of them reads the clock,
// builds large texts, or dumps a whole fact.
func allowedBuiltins() []string {
	return []string{"all", "any", "count", "date", "len", "lower", "none", "one", "trim", "trimPrefix", "trimSuffix", "upper"}
}

// ownFunctions lists the functions that stand in for unbounded ones, and those that say codes and roles in words.
func ownFunctions() []string { return []string{"join", "replace", "roles", "say"} }

// allowedFunctions lists all functions a rule may call, sorted.
func allowedFunctions() []string {
	return slices.Sorted(slices.Values(append(allowedBuiltins(), ownFunctions()...)))
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
