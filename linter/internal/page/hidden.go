package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Where one browser, or one state of it, reads a text, another reads markup: in <noscript> with and without scripts, in
// <style> outside and inside of <svg>, in an attribute of what a raw text was meant to hold. Whoever hides a tag picks
// the reading that a check does not know. So a tag that any reading finds counts as an element; nothing else is taken
// from there.

// maxHidden is how deep hidden markup may be in hidden markup. What is deeper stands in a frame with its own document,
// which is told of anyway.
const maxHidden = 4

// hidden adds the elements in a text that may be markup. The function gives the source of the text's bytes [i, j).
func (r *walk) hidden(text string, span func(i, j int) source.Span, depth int) {
	if depth > maxHidden || strings.IndexByte(text, '<') < 0 {
		return
	}
	z := html.NewTokenizer(strings.NewReader(text))
	for at := 0; ; {
		token := z.Next()
		end := at + len(z.Raw())
		if token == html.ErrorToken {
			end = len(text)
		}
		if tag := text[at:end]; len(tag) > 1 && tag[0] == '<' && letter(tag[1]) {
			r.hiddenTag(tag, span(at, end), depth)
		} else if token == html.CommentToken {
			r.breakout(tag, func(i, j int) source.Span { return span(at+i, at+j) }, depth)
		}
		if token == html.ErrorToken {
			return
		}
		z.NextIsNotRawText()
		at = end
	}
}

// hiddenTag adds the element of a start tag. All in it is placed at the tag.
func (r *walk) hiddenTag(tag string, at source.Span, depth int) {
	e := Element{Tag: strings.ToLower(tag[1:nameEnd(tag, 1)]), Span: at}
	here := func(int, int) source.Span { return at }
	for p := range places(tag) {
		value := tag[p.value:p.valueEnd]
		a := Attribute{Name: strings.ToLower(tag[p.name:p.nameEnd]), Value: html.UnescapeString(value), Span: at}
		e.Attributes = append(e.Attributes, a)
		if a.Name == "srcdoc" {
			r.hidden(a.Value, here, depth+1)
		}
		r.breakout(value, here, depth)
	}
	r.page.Elements = append(r.page.Elements, e)
}

// breakout reads what stands in a value or a comment behind the end of a raw text or of another comment: if one is open
// when the browser comes there, markup begins.
func (r *walk) breakout(text string, span func(i, j int) source.Span, depth int) {
	at := strings.Index(text, "--")
	for ; at >= 0; at = indexFrom(text, at+1, "--") {
		if rest := text[at+2:]; strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "!>") {
			break
		}
	}
	for end := strings.Index(text, "</"); end >= 0 && (at < 0 || end < at); end = indexFrom(text, end+1, "</") {
		if rawText(text[end+2 : nameEnd(text, end+2)]) {
			at = end
		}
	}
	if at >= 0 {
		r.hidden(text[at:], func(i, j int) source.Span { return span(at+i, at+j) }, depth+1)
	}
}

// indexFrom is strings.Index from an offset on.
func indexFrom(s string, at int, part string) int {
	if k := strings.Index(s[at:], part); k >= 0 {
		return at + k
	}
	return -1
}

// rawText reports whether some browser reads the content of such an element as text.
func rawText(tag string) bool {
	return slices.ContainsFunc([]string{"script", "style", "textarea", "title", "xmp", "plaintext", "noscript", "noembed", "noframes",
		"iframe"}, func(name string) bool { return strings.EqualFold(name, tag) })
}

// endsInQuote reports whether a tag that is not closed ends within a quoted value, which then takes in what follows.
func endsInQuote(tag string) bool {
	for p := range places(tag) {
		if p.valueEnd == len(tag) && p.value > p.nameEnd && (tag[p.value-1] == '"' || tag[p.value-1] == '\'') {
			return true
		}
	}
	return false
}
