package report

import (
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
)

// tabStop is the distance of tab stops in a code frame, in columns.
const tabStop = 4

// frame returns the line of an excerpt and, to stand under it, the carets that mark its span. A line wider than limit
// columns is cut around the span, with … where something is left out.
func frame(e *finding.Excerpt, limit int) (line, carets string) {
	shown := expandTabs(cells(e.Line))
	start := min(max(e.Start, 0), len(shown))
	end := min(max(e.End, start), len(shown))
	from, to := window(shown, start, end, limit)
	var code strings.Builder
	pad := columns(shown[from:start])
	if from > 0 {
		code.WriteString("…")
		pad++
	}
	for _, c := range shown[from:to] {
		code.WriteString(c.text)
	}
	if to < len(shown) {
		code.WriteString("…")
	}
	marked := max(columns(shown[start:min(end, to)]), 1)
	return code.String(), strings.Repeat(" ", pad) + strings.Repeat("^", marked)
}

// expandTabs puts as many spaces for each tab as lead to the next tab stop.
func expandTabs(shown []cell) []cell {
	column := 0
	for i, c := range shown {
		if c.text == visibleTab {
			n := tabStop - column%tabStop
			shown[i] = cell{strings.Repeat(" ", n), n}
		}
		column += shown[i].width
	}
	return shown
}

// window returns the stretch of a line to show: all of it if that fits, else the span and as much on both sides as
// fits, or the span's beginning. It never begins at a combining mark, whose letter would be missing.
func window(shown []cell, start, end, limit int) (from, to int) {
	if columns(shown) <= limit {
		return 0, len(shown)
	}
	room := max(limit-2, 1) - columns(shown[start:end]) // two columns for the …
	from, to = start, end
	for room < 0 && to > start+1 {
		to--
		room += shown[to].width
	}
	for left := room / 2; from > 0 && shown[from-1].width <= left; {
		from--
		left -= shown[from].width
		room -= shown[from].width
	}
	for to < len(shown) && shown[to].width <= room {
		room -= shown[to].width
		to++
	}
	for from > 0 && shown[from-1].width <= room {
		from--
		room -= shown[from].width
	}
	for from < start && shown[from].width == 0 {
		from++
	}
	return from, to
}

// columns returns the width of a stretch.
func columns(shown []cell) int {
	n := 0
	for _, c := range shown {
		n += c.width
	}
	return n
}
