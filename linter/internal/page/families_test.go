package page

import (
	"fmt"
	"strings"
)

// family makes inputs of one shape and about n bytes. Shapes are those that goldmark, HTML's tokenizer or this package
// could need more than linear time for.
type family struct {
	name string
	make func(n int) string
}

// again repeats unit.
func again(unit string) func(int) string {
	return func(n int) string { return strings.Repeat(unit, n/len(unit)+1) }
}

// after repeats unit behind a beginning.
func after(beginning, unit string) func(int) string {
	return func(n int) string { return beginning + strings.Repeat(unit, n/len(unit)+1) }
}

// mirrored repeats open, then closing as often.
func mirrored(open, middle, closing string) func(int) string {
	return func(n int) string {
		k := n / (len(open) + len(closing))
		return strings.Repeat(open, k) + middle + strings.Repeat(closing, k)
	}
}

// counted repeats a format with a number.
func counted(format string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
}

// fields puts what make returns between two fences; front matter is bounded to fieldBytes, so the input is too.
func fields(fence string, make func(int) string) func(int) string {
	return func(n int) string { return fence + "\n" + make(min(n, fieldBytes-100)) + "\n" + fence + "\n" }
}

// squareTable is a table of k columns and as many rows of one cell, all of which are padded.
func squareTable(n int) string {
	k := max(n/6, 1)
	return strings.Repeat("|a", k) + "|\n" + strings.Repeat("|-", k) + "|\n" + strings.Repeat("a\n", k)
}

// smallTables are many tables each of which stays within every bound.
func smallTables(n int) string {
	one := strings.Repeat("|a", 50) + "|\n" + strings.Repeat("|-", 50) + "|\n" + strings.Repeat("a\n", 300) + "\n"
	return strings.Repeat(one, n/len(one)+1)
}

// deepList is a list in a list in a list …
func deepList(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// blankDeepList is a list of allowed depth with very many blank lines in it.
func blankDeepList(n int) string {
	var b strings.Builder
	for i := range 60 {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String() + strings.Repeat("\n", n)
}

// growingTicks are runs of backticks of which no two are equally long.
func growingTicks(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("`", i) + " ")
	}
	return b.String()
}

// refused are shapes that no page has: large ones of them must be refused, for the reason given.
func refused() map[string][]family {
	return map[string][]family{
		Cells: {{"square table", squareTable}, {"many tables", smallTables}},
		Nesting: {
			{"* * *", mirrored("* ", "a", "")}, {"+ + +", again("+ ")}, {"1. 1.", again("1. ")},
			{">>>", again(">")}, {"> > >", again("> ")}, {"> - >", again("> - ")}, {"deep list", deepList},
			{"deep list, blank lines", blankDeepList}, {"[^a]: [^a]:", again("[^a]: ")},
		},
		Brackets: {
			{"[](", again("[](")}, {"[a](", again("[a](")}, {"[](( ", again("[]((")}, {"[a](<b", again("[a](<b")},
			{"[[[", again("[")}, {"[[]]", mirrored("[", "", "]")}, {"![![", again("![a")},
		},
		Delimiters: {
			{"*a_", again("*a_ ")}, {"a*", again("a* ")}, {"**a*", again("**a*")}, {"*_", again("*a_a")},
			{"growing ticks", growingTicks},
		},
		Definitions: {
			{"one label", again("[a]: u\n")}, {"labels", counted("[%d]: u\n")},
		},
	}
}

// linear are shapes that may be read, in linear time, or refused.
func linear() []family {
	return []family{
		{"- - -", again("- ")}, {"~a~~", again("~a~~")}, {"a*b**", again("a*b** ")}, {"**a* b_", again("**a* b_ ")},
		{"left openers, then closers", func(n int) string { return again("**a* ")(n*9/10) + again("b_ ")(n/10) }},
		{"escaped ticks", again("\\`")}, {"a~~~", after("a", "~")}, {"a___", after("a", "_")}, {"_a_a", again("_a")},
		{"notes and uses", func(n int) string { return counted("[^%d]: x\n")(n/2) + "\n\n" + again("[^1]")(n/2) }}, {"[^a]: x", again("[^a]: x\n")}, {"]]]", again("]")}, {"open titles", again("[a]: u (x\n")}, {"open titles below", again("[a]: u\n(x\n")}, {"[a]: u, titles", again("[a]: u\n\"x\n")},
		{"headings", again("# a\n")}, {"heading attributes", after("# ", "{a=")}, {"# {a=[[[", after("# {a=", "[")},
		{"# a {#b}", again("# a {#b}\n")}, {"definitions apart", again("[a]: u\n\n")}, {"a\\n: b", again("a\n: b\n")},
		{": : :", after("a\n", ": ")}, {"paragraphs", again("a\n\n")}, {"lines", again("a\n")}, {"setext", again("a\n-\n")},
		{"lists", again("- a\n")}, {"links", again("[a](b) ")}, {"links and marks", after("*a ", "[*b*](c) ")},
		{"uses", after("[a]: b\n\n", "[a] ")}, {"uses of a long title", longTitle}, {"images", again("![a](b)")},
		{"strong", again("**a** ")}, {"code", again("`a` ")}, {"fences", again("```\n")}, {"tabs", again("\t")},
		{"escaped bars", after("|a|\n|-|\n", "|`\\|`|\n")}, {"bars in code", after("|a|\n|-|\n|`", "\\|")},
		{"<!--", again("<!-- ")}, {"a <!--", after("a ", "<!-- ")}, {"a <?", after("a ", "<? ")},
		{"notes to us", again("<!-- rasoat: allow a/b -->\n")}, {"a <![CDATA[", after("a ", "<![CDATA[ ")}, {"<a <a", after("a ", "<a ")}, {"<a b='", after("a ", "<a b='")},
		{"<a b b", after("a <a", " b")}, {"<a:", again("<a:")}, {"<div>", again("<div>\n\n")}, {"open <div", again("<div\n")},
		{"<div> <!--", after("<div>", "<!--")}, {"<div> &", after("<div>", "&")}, {"<div> &amp", after("<div>", "&amp")},
		{"attributes", counted("<div a%d")}, {"many attributes", after("<div", " a=b")}, {"<a><p>", after("<div><a href=x>", "<p>b")},
		{"<a> in <a>", after("<div>", "<a href=x>b")}, {"srcset", after("<div><img srcset=\"", "a,")},
		{"url(", after("<div style=\"", "url(")}, {"http://", again("(http://")}, {"www.", again(" www.a")},
		{"a@", again(" a@")}, {"_a@", again("_a@")}, {"!@", again("!!!!!!!!_@")}, {"a@b.b.", after("a@", "b.")}, {"http://a.b/(", again("http://a.b/(")},
		{"tel:%41", after("[a](tel:", "%41")}, {"title", after("[a](b \"", "c\\*")}, {"&", again("&")}, {"\\*", again("\\*")},
		{"{{<", again("{{< ")}, {"{{", again("{{")}, {"{{ a", again("{{ a\n")}, {"{{ a }} in code", again("`{{ a }}` ")},
		{"{{< a >}}", again("{{< a >}} ")}, {"{{<a>}}", again("{{<a>}} ")}, {"conflict", again("<<<<<<< a\n")},
		{":::", again(":::\n")}, {":::a", again(":::a\nb\n\n")}, {"!!!", again("!!! a\n    b\n\n")}, {"!!! blank", again("!!! a\n\n\n\n")},
		{"!!! in !!!", func(n int) string { return strings.Repeat("!!! a\n    ", n/10) }}, {"conflicts in code", again("```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n")},
		{"yaml keys", fields("---", counted("k%d: v\n"))}, {"yaml [", fields("---", after("a: ", "["))},
		{"yaml text", fields("---", after("a: |\n", "  b\n"))}, {"yaml escapes", fields("---", after("a: \"", "\\u0041"))},
		{"toml [", fields("+++", after("a = ", "["))}, {"toml tables", fields("+++", again("[[a]]\n"))},
		{"toml dots", fields("+++", func(n int) string { return "[" + again("a.")(n) + "b]" })},
		{"json [", after("{\"a\":", "[")}, {"json {", again("{\"a\":")}, {"json list", after("{\"a\":[", "1,")},
	}
}

// mdx lists shapes that pages of MDX must bear as well: those of components, and of what is not code there.
func mdx() []family {
	return []family{
		{"<A ", again("<A ")}, {"<A/>", again("<A/>")}, {"<A> lines", again("<A>\n")}, {"<A b={", again("<A b={")}, {"<A b='", again("<A b='")},
		{"{", again("{")}, {"{a}", again("{a}")}, {"{a", again("{a\n\n")}, {"{'", again("{'")}, {"{}}", mirrored("{", "a", "}")}, {"ticks", growingTicks},
		{"import", again("import a\n\n")}, {"import lines", again("import a\n")}, {"indented", again("     a\n\n")}, {"indented fences", again("     ```\n")},
		{"images", again("<Image src=\"a\" />")}, {"links", again("<A href=\"a\">")}, {"indented lists", again("        - a\n")}, {"<a {", again("<a b={c}>")},
	}
}

// longTitle is one definition with a very long title and very many uses.
func longTitle(n int) string {
	return "[a]: b \"" + strings.Repeat("c", n/2) + "\"\n\n" + strings.Repeat("[a]", n/6)
}
