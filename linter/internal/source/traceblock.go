// Where each byte of a scalar is written: literal and folded ones.

package source

// block walks over a literal or folded scalar: its header and its lines. around is the column of the block that the
// scalar stands in, -1 if there is none.
func (t *tracer) block(literal bool, around int) {
	indent := t.header(around)
	ends := t.indentation(&indent, around)
	first := -1    // the line end before this line, still to be noted
	quiet := false // the line before this one may be joined with it
	for t.more() && t.column == indent {
		start := t.at // where the content of the line begins
		blank := t.blank(t.at)
		if first >= 0 {
			t.join(first, literal || !quiet || blank, len(ends) == 0)
		}
		for _, at := range ends {
			t.newline(at)
		}
		quiet = !blank
		for t.more() && t.lineEnd(t.at) == 0 {
			t.same()
		}
		first = t.at
		size := t.lineEnd(t.at)
		if size == 0 && !t.onlyBlanks(start) {
			first = -1
		}
		t.at += size
		ends = t.indentation(&indent, around)
	}
	t.tail(first, ends)
}

// header walks over the line of | or > and returns the column that the text must begin at, -1 if it is not said.
func (t *tracer) header(around int) int {
	indent := -1
	for t.at++; t.more(); t.at++ {
		c := t.text[t.at]
		if c >= '1' && c <= '9' {
			indent = max(around, 0) + int(c-'0')
		} else if c != '+' && c != '-' {
			break
		}
	}
	t.last = t.at
	for t.more() && t.lineEnd(t.at) == 0 {
		t.at++
	}
	t.at += t.lineEnd(t.at)
	return indent
}

// indentation walks over empty lines and the indentation of the next line, and returns where the line ends are. Before
// the first line of text the indentation may still be unknown; then that line decides.
func (t *tracer) indentation(indent *int, around int) (ends []int) {
	deepest := 0
	for {
		for t.column = 0; t.at < len(t.text) && t.text[t.at] == ' ' && (*indent < 0 || t.column < *indent); t.column++ {
			t.at++
		}
		deepest = max(deepest, t.column)
		size := t.lineEnd(t.at)
		if size == 0 {
			break
		}
		ends = append(ends, t.at)
		t.at += size
	}
	if t.at == len(t.text) && t.column > 0 {
		ends = append(ends, t.at) // a last line of blanks counts even without its end
	}
	if *indent < 0 {
		*indent = max(deepest, around+1)
	}
	return ends
}

// onlyBlanks reports whether nothing but blanks stands between from and here.
func (t *tracer) onlyBlanks(from int) bool {
	for ; from < t.at; from++ {
		if !t.blank(from) {
			return false
		}
	}
	return true
}

// join notes the line end between two lines of text: kept, or folded into a blank if it is the only one.
func (t *tracer) join(at int, keep, only bool) {
	switch {
	case keep:
		t.newline(at)
	case only && t.value != "" && t.value[0] == ' ':
		t.put(1, at)
	case only:
		t.lost = true
	}
}

// tail notes the line ends after the last line, as far as the value has kept them.
func (t *tracer) tail(first int, ends []int) {
	if first >= 0 {
		ends = append([]int{first}, ends...)
	}
	for _, at := range ends {
		if t.value == "" || t.lost {
			return
		}
		t.newline(at)
		t.last = max(t.last, at)
	}
}
