// Which lines of a file are new.

package repo

import "bytes"

// LineRange is a stretch of lines, both ends included, counted from 1.
type LineRange struct{ First, Last int }

// maxEdits is up to how many inserted and deleted lines the shortest edit is searched for. Beyond them every line between
// the common beginning and the common end counts as new.
const maxEdits = 1000

// AddedLines returns the lines of new that are not in old, in ascending order, by a shortest edit from old to new.
func AddedLines(old, new []byte) []LineRange {
	a, b := numberLines(old, new)
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	kept := keptLines(a[start:len(a)-end], b[start:len(b)-end])
	var list []LineRange
	for i, kept := range kept {
		line := start + i + 1
		switch n := len(list); {
		case kept:
		case n > 0 && list[n-1].Last == line-1:
			list[n-1].Last = line
		default:
			list = append(list, LineRange{line, line})
		}
	}
	return list
}

// numberLines gives equal lines of both texts the same number.
func numberLines(old, new []byte) (a, b []int) {
	numbers := map[string]int{}
	number := func(text []byte) (list []int) {
		for line := range bytes.Lines(text) {
			n, ok := numbers[string(line)]
			if !ok {
				n = len(numbers)
				numbers[string(line)] = n
			}
			list = append(list, n)
		}
		return list
	}
	return number(old), number(new)
}

// keptLines reports for each line of b whether it comes from a. The search is the one of Myers (1986): for ever more
// edits d, how far one comes on each diagonal k = x - y, with x lines of a and y of b behind one.
func keptLines(a, b []int) []bool {
	kept := make([]bool, len(b))
	if len(a) == 0 || len(b) == 0 {
		return kept
	}
	var trace [][]int // trace[d][k+d]: the furthest x on diagonal k after d edits
	for d := 0; d <= min(maxEdits, len(a)+len(b)); d++ {
		reach := make([]int, 2*d+1)
		trace = append(trace, reach)
		for k := -d; k <= d; k += 2 {
			x := 0
			if d > 0 {
				x, _ = stepTo(trace[d-1], d, k)
			}
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			reach[k+d] = x
			if x >= len(a) && x-k >= len(b) {
				follow(trace, k, kept)
				return kept
			}
		}
	}
	return kept
}

// stepTo returns how far the d-th edit comes on diagonal k before any equal lines, and the diagonal it comes from.
func stepTo(before []int, d, k int) (x, from int) {
	at := func(k int) int { return before[k+d-1] }
	if k == -d || k != d && at(k-1) < at(k+1) {
		return at(k + 1), k + 1 // a line of b was inserted
	}
	return at(k-1) + 1, k - 1 // a line of a was deleted
}

// follow walks back from the end on diagonal k and marks the lines of b that are equal to lines of a.
func follow(trace [][]int, k int, kept []bool) {
	for d := len(trace) - 1; d >= 0; d-- {
		x := trace[d][k+d]
		start, from := 0, k
		if d > 0 {
			start, from = stepTo(trace[d-1], d, k)
		}
		for ; x > start; x-- {
			if y := x - k - 1; y >= 0 && y < len(kept) {
				kept[y] = true
			}
		}
		k = from
	}
}
