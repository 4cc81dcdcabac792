package report

import (
	"net/url"
	"strings"
	"unicode"
)

// markdown is the escaper of the forges' Markdown, GitHub's, Gitea's and GitLab's, for text inside a line, a table cell, a <code> or a <summary>. Nothing
// in its result is markup, a link, a mention of a person, a team, an issue or a request, or a formula. Some of these are made from the
// text after Markdown was read, where a backslash no longer helps: there a zero-width space stands between. The result
// has at most limit bytes and the … of a text that was cut.
func markdown(s string, limit int) string {
	var b strings.Builder
	before := ""
	for _, c := range cells(s) {
		text := markdownCell(c.text, before)
		if b.Len()+len(text) > limit {
			b.WriteString("…")
			break
		}
		b.WriteString(text)
		before = (before + strings.ToLower(c.text))[max(0, len(before)-8):]
	}
	return b.String()
}

// gap is a zero-width space that keeps GitHub from making a link of what stands around it.
const gap = "&#8203;"

// markdownCell escapes one code point; before is what stands before it, in lower case.
func markdownCell(c, before string) string {
	switch c {
	case "&":
		return "&amp;"
	case "<":
		return "&lt;"
	case ">":
		return "&gt;"
	case "|":
		return "&#124;"
	case "*", "_", "`", "[", "]", "~", "$", `\`:
		return `\` + c
	case "@", "#":
		return c + gap
	case "/":
		if strings.HasSuffix(before, ":") {
			return gap + c
		}
	case ".":
		if strings.HasSuffix(before, "www") {
			return gap + c
		}
	case "-":
		if strings.HasSuffix(before, "gh") {
			return c + gap
		}
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9":
		if before != "" && strings.Contains("!&$", before[len(before)-1:]) { // GitLab's requests, epics and snippets
			return gap + c
		}
	}
	if len(c) > 1 && strings.HasPrefix(c, `\u{`) { // a hidden character made visible
		return `\` + c
	}
	return c
}

// code shows s in the type of code. Markdown's own backticks would not keep | and ` in.
func code(s string, limit int) string { return "<code>" + markdown(s, limit) + "</code>" }

// link makes a link of text, which must be escaped already, or returns it as it is where the address is missing or
// none of the web.
func link(text, address string) string {
	const longest = 2000
	address = escapeAddress(address)
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(address) > longest {
		return text
	}
	return "[" + text + "](" + address + ")"
}

// escapeAddress percent-encodes what could end a link's address or its table cell, or hide in it.
func escapeAddress(address string) string {
	var b strings.Builder
	for i := range len(address) {
		switch c := address[i]; {
		case c <= ' ' || c >= unicode.MaxASCII || strings.IndexByte("()<>[]|\\`\"'{}^*_", c) >= 0:
			const digits = "0123456789ABCDEF"
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
