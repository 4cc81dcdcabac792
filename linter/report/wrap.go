package report

import "strings"

// wrap breaks text into lines of at most limit columns, at spaces; a longer word stays whole. A limit below one means
// that lines have no end. The lines are not escaped yet.
func wrap(text string, limit int) []string {
	if limit < 1 {
		return []string{text}
	}
	var lines []string
	line, used := "", 0
	for i, word := range strings.Split(text, " ") {
		n := columns(cells(word))
		if i > 0 && used+1+n > limit {
			lines, line, used = append(lines, line), word, n
			continue
		}
		if i > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+n
	}
	return append(lines, line)
}
