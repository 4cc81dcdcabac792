// Syntax errors of YAML in words that help.

package source

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// syntax says a syntax error in words that help whoever wrote the file. at is where the library stopped, begin is where
// the construct begins that it was reading.
func (b *builder) syntax(load *yaml.LoadError, at, begin int) error {
	message, context := load.Message, load.ContextMsg
	one := func(at int) Span { return Span{at, min(at+1, b.within.End)} }
	has := func(part string) bool { return strings.Contains(message, part) }
	next := b.file.Slice(one(at))
	switch {
	case has("tab character") || has("cannot start any token") && next == "\t":
		return b.file.Errorf(one(at), "indent with spaces", "a tab cannot indent YAML").as(Tab)
	case has("cannot start any token"):
		return b.file.Errorf(one(at), "put the text in quotes", "a text cannot begin with %q", next).as(Sign)
	case has("anchor") && has("unknown"), strings.Contains(context, "an alias"):
		return b.alias(Span{begin, b.wordEnd(begin)})
	case has("mapping values are not allowed"):
		fault := b.file.Errorf(one(at), "put a text that contains a colon in quotes; indent the keys of one mapping alike",
			"this colon is not expected here")
		if before, _, _ := strings.Cut(fault.Code, ": "); len(before) < at-b.lineStart(at) {
			return fault.as(Colon)
		}
		return fault
	case has("could not find expected ':'"):
		return b.file.Errorf(Span{begin, b.lineEnd(begin)}, "write key: value", "a key without a colon after it")
	case has("expected ',' or ']'"):
		return b.file.Errorf(one(begin), "put commas between the values and ] after the last", "the list that begins here does not end")
	case has("expected ',' or '}'"):
		return b.file.Errorf(one(begin), "put commas between the pairs and } after the last", "the mapping that begins here does not end")
	case has("end of stream"), has("unexpected document indicator"):
		return b.file.Errorf(one(begin), "close it with the same quote", "this quote is never closed").as(Quote)
	case has("unknown escape"):
		return b.file.Errorf(Span{at, min(at+2, b.within.End)}, `write \\ for a backslash, or use single quotes`, "no such escape in double quotes")
	case has("expected '-' indicator"):
		return b.file.Errorf(Span{at, b.lineEnd(at)}, "begin it with - like the lines above, or indent it", "this line is no item of the list above")
	case has("expected node content"):
		return b.file.Errorf(one(at), "write one, or put a text that begins like this in quotes", "a value is missing here")
	case strings.Contains(context, "a block scalar") && has("expected comment or line break"):
		return b.file.Errorf(one(at), "begin the text on the next line, or put it in quotes", "text after | or > on the same line")
	case has("did not find expected key"):
		return b.file.Errorf(Span{at, b.lineEnd(at)}, "indent it like the keys above, and look at the quotes before it", "this is not expected here")
	}
	return b.file.Errorf(one(at), "", "%s", strings.TrimSpace(context+": "+message))
}

// lineStart returns where the line begins that at stands on.
func (b *builder) lineStart(at int) int {
	return b.within.Start + strings.LastIndexByte(b.file.Slice(Span{b.within.Start, at}), '\n') + 1
}

// lineEnd returns the end of the line that at stands on, without its line end and blanks.
func (b *builder) lineEnd(at int) int {
	rest, _, _ := strings.Cut(b.file.Slice(Span{at, b.within.End}), "\n")
	return at + len(strings.TrimRight(rest, " \t\r"))
}
