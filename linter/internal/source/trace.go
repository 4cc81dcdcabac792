// Where each byte of a scalar is written: plain and quoted ones.

package source

import "unicode/utf8"

// TextOffset returns where in the file byte i of the Value of a scalar is written. A byte that is not written as itself
// (an escape, a folded line end) is where its spelling begins. Byte len(Value) is the end of the text, before a closing
// quote. All of what an alias stands for is written where the alias is.
func (n *Node) TextOffset(i int) int {
	offsets := n.TextOffsets()
	return offsets[min(max(i, 0), len(offsets)-1)]
}

// TextOffsets returns TextOffset of every byte of Value and of its end: len(Value)+1 offsets, never decreasing, all
// within Span.
func (n *Node) TextOffsets() []int {
	offsets := make([]int, 0, len(n.Value)+1)
	if n.Alias {
		for range len(n.Value) {
			offsets = append(offsets, n.Span.Start)
		}
		return append(offsets, n.Span.End)
	}
	t := n.trace(&offsets)
	stop := t.last
	if n.Style == SingleQuoted || n.Style == DoubleQuoted {
		stop = max(t.last-1, n.Span.Start)
	}
	for i := range offsets {
		offsets[i] = min(offsets[i], stop)
	}
	for len(offsets) <= len(n.Value) {
		offsets = append(offsets, stop)
	}
	return offsets
}

// tracer walks over a scalar as it is written and over its value at once. The value is known to be right, so it tells
// how to read what is written.
type tracer struct {
	text    []byte // the file up to the end of the document
	at      int    // next byte of text
	last    int    // end of what has been walked over
	column  int    // in a block scalar: how many blanks of indentation stand before at
	value   string // what is left of the value
	offsets *[]int // filled if not nil
	lost    bool   // text and value did not agree
}

// trace walks over a scalar and fills offsets, if given.
func (n *Node) trace(offsets *[]int) *tracer {
	t := &tracer{text: n.file.Text[:n.end], at: n.Span.Start, last: n.Span.Start, value: n.Value, offsets: offsets}
	if n.Kind != Scalar {
		t.last = n.Span.End
		return t
	}
	switch n.Style {
	case Plain:
		t.plain()
	case SingleQuoted, DoubleQuoted:
		t.quoted(n.Style == DoubleQuoted)
	case Literal, Folded:
		t.block(n.Style == Literal, n.indent)
	}
	t.lost = t.lost || t.value != ""
	return t
}

// more reports whether there is text left to walk over.
func (t *tracer) more() bool { return t.at < len(t.text) && !t.lost }

// put notes that the next size bytes of the value are written at at.
func (t *tracer) put(size, at int) {
	if size > len(t.value) {
		t.lost = true
		return
	}
	t.value = t.value[size:]
	if t.offsets != nil {
		for range size {
			*t.offsets = append(*t.offsets, at)
		}
	}
}

// same walks over one byte that is written as itself.
func (t *tracer) same() {
	if t.value == "" || t.value[0] != t.text[t.at] {
		t.lost = true
		return
	}
	t.put(1, t.at)
	t.at++
	t.last = t.at
}

func (t *tracer) blank(at int) bool {
	return at < len(t.text) && (t.text[at] == ' ' || t.text[at] == '\t')
}

// lineEnd returns the length of the line end at at, 0 if there is none.
func (t *tracer) lineEnd(at int) int {
	switch {
	case at < len(t.text) && t.text[at] == '\n':
		return 1
	case at+1 < len(t.text) && t.text[at] == '\r' && t.text[at+1] == '\n':
		return 2
	}
	return 0
}

// fold walks over the blanks and line ends that stand here, if there are any. Blanks within a line are themselves. One line
// end is written for a blank, further ones for themselves; after an escaped line end there is nothing for the first.
func (t *tracer) fold(escaped bool) bool {
	at := t.at
	for t.blank(at) {
		at++
	}
	if t.lineEnd(at) == 0 && !escaped {
		inside := at > t.at
		for t.at < at && !t.lost {
			t.same()
		}
		return inside
	}
	first, ends := at, 0
	if !escaped {
		at += t.lineEnd(at)
	}
	for {
		for t.blank(at) {
			at++
		}
		size := t.lineEnd(at)
		if size == 0 {
			break
		}
		t.newline(at)
		at += size
		ends++
	}
	if ends == 0 && !escaped {
		if t.value == "" || t.value[0] != ' ' {
			t.lost = true
			return true
		}
		t.put(1, first)
	}
	t.at, t.last = at, at
	return true
}

// newline notes a line end that is kept.
func (t *tracer) newline(at int) {
	if t.value == "" || t.value[0] != '\n' {
		t.lost = true
		return
	}
	t.put(1, at)
}

// plain ends where the value ends.
func (t *tracer) plain() {
	for t.value != "" && t.more() {
		if !t.fold(false) {
			t.same()
		}
	}
}

// quoted ends at the closing quote.
func (t *tracer) quoted(double bool) {
	if !t.more() {
		t.lost = true
		return
	}
	quote := t.text[t.at]
	t.at++
	for t.more() {
		c := t.text[t.at]
		switch {
		case t.fold(false):
		case !double && c == quote && t.at+1 < len(t.text) && t.text[t.at+1] == quote:
			t.put(1, t.at)
			t.at += 2
		case c == quote:
			t.at++
			t.last = t.at
			return
		case double && c == '\\':
			t.escape()
		default:
			t.same()
		}
	}
	t.lost = true
}

// escape walks over a backslash and what belongs to it.
func (t *tracer) escape() {
	if size := t.lineEnd(t.at + 1); size > 0 {
		t.at += 1 + size
		t.fold(true)
		return
	}
	length := 2
	if t.at+1 < len(t.text) {
		switch t.text[t.at+1] {
		case 'x':
			length += 2
		case 'u':
			length += 4
		case 'U':
			length += 8
		}
	}
	_, size := utf8.DecodeRuneInString(t.value)
	t.put(size, t.at)
	t.at = min(t.at+length, len(t.text))
}
