package lang

import "strings"

// A placeholder is {name}, which becomes the value of that name. The form
// {name|one|many} becomes "one" if the value is 1 and "many" otherwise.

// fill replaces the placeholders of text in one pass, so that a value that looks like a placeholder stays as it is. A
// placeholder without a value stays too.
func fill(text string, args []string) string {
	var b strings.Builder
	for {
		before, name, forms, after, ok := nextPlaceholder(text)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		if value, found := lookup(args, name); !found {
			b.WriteString(text[len(before) : len(text)-len(after)])
		} else {
			b.WriteString(choose(value, forms))
		}
		text = after
	}
}

// nextPlaceholder cuts text at its first placeholder; forms is empty or holds the words for one and for many.
func nextPlaceholder(text string) (before, name string, forms []string, after string, ok bool) {
	before, rest, opened := strings.Cut(text, "{")
	inside, after, closed := strings.Cut(rest, "}")
	if !opened || !closed {
		return text, "", nil, "", false
	}
	parts := strings.Split(inside, "|")
	return before, parts[0], parts[1:], after, true
}

// lookup finds a name among pairs of name and value.
func lookup(args []string, name string) (string, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return "", false
}

// choose picks the form that goes with a value, or the value itself where there are no two forms.
func choose(value string, forms []string) string {
	switch {
	case len(forms) != 2:
		return value
	case value == "1":
		return forms[0]
	}
	return forms[1]
}
