package page

import (
	"strings"

	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// longestEntity bounds the search for an entity's end; HTML's longest name has 31 letters.
const longestEntity = 40

// markdown appends the Markdown text [from, to) of text, with escapes and entities decoded.
func (w *writer) markdown(text string, from, to int) {
	for from < to {
		k := strings.IndexAny(text[from:to], `\&`)
		if k < 0 {
			break
		}
		w.add(text, from, from+k)
		from += k
		decoded, size := mark(text[from:to])
		if size == 1 {
			w.add(text, from, from+1)
		} else {
			w.put(decoded, from, from+size)
		}
		from += size
	}
	w.add(text, from, to)
}

// mark decodes the escape or entity at the start of s; size is 1 if there is none.
func mark(s string) (decoded string, size int) {
	if s[0] == '\\' {
		if len(s) > 1 && util.IsPunct(s[1]) {
			return s[1:2], 2
		}
		return s[:1], 1
	}
	end := reference(s)
	if s[end-1] != ';' {
		return s[:1], 1
	}
	if decoded = html.UnescapeString(s[:end]); len(decoded) > 1 && decoded[len(decoded)-1] == ';' {
		return s[:1], 1 // an unknown name, or one of which only the beginning is known
	}
	return decoded, end
}

// html appends the HTML text [from, to) of text, with entities decoded as browsers do, and space that holds a line end
// drawn together to one "\n".
func (w *writer) html(text string, from, to int) {
	for from < to {
		k := strings.IndexAny(text[from:to], "&\n")
		if k < 0 {
			break
		}
		if text[from+k] == '\n' {
			from = w.lineEnd(text, from, from+k, to)
			continue
		}
		w.add(text, from, from+k)
		from += k
		end := from + reference(text[from:to])
		if decoded := html.UnescapeString(text[from:end]); decoded != text[from:end] {
			w.put(decoded, from, end)
		} else {
			w.add(text, from, end)
		}
		from = end
	}
	w.add(text, from, to)
}

// lineEnd appends [from, at) and the line end at at with the space around it, and returns the offset behind it.
func (w *writer) lineEnd(text string, from, at, to int) int {
	start, end := at, at+1
	for start > from && space(text[start-1]) {
		start--
	}
	for end < to && space(text[end]) {
		end++
	}
	w.add(text, from, start)
	switch {
	case w.len() == 0: // space at the beginning is nothing
	case end-start == 1:
		w.add(text, start, end)
	default:
		w.put("\n", start, end)
	}
	return end
}

// reference returns the length of what may be a character reference at the start of s, which begins with "&".
func reference(s string) int {
	i := 1
	for i < len(s) && i < longestEntity && (s[i] == '#' || alphanumeric(s[i])) {
		i++
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	return i
}

// unmark returns Markdown text with escapes and entities decoded.
func unmark(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var w writer
	w.markdown(s, 0, len(s))
	return w.slice(0, w.len())
}

func space(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func alphanumeric(c byte) bool { return letter(c) || '0' <= c && c <= '9' }
