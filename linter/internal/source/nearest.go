// The right word for a misspelt one.

package source

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Nearest returns the word of among that word was probably meant to be, "" if none is near. Case does not count. Of
// several equally near ones it returns the first in alphabetical order.
func Nearest(word string, among []string) string {
	best, nearest := "", farthest(word)+1
	folded := []rune(strings.ToLower(word))
	for _, candidate := range among {
		if apart := utf8.RuneCountInString(candidate) - len(folded); max(apart, -apart) > nearest {
			continue
		}
		d := distance(folded, []rune(strings.ToLower(candidate)))
		if d < nearest || d == nearest && best != "" && candidate < best {
			best, nearest = candidate, d
		}
	}
	return best
}

// DidYouMean is the hint for an unknown word: the nearest right one, else all of them when they are few.
func DidYouMean(word string, among []string) string {
	if near := Nearest(word, among); near != "" {
		return `did you mean "` + near + `"?`
	}
	if len(among) == 0 || len(among) > 20 {
		return ""
	}
	sorted := slices.Sorted(slices.Values(among))
	return "known are " + strings.Join(slices.Compact(sorted), ", ")
}

// farthest returns how many slips a word of this length may hold and still be recognised.
func farthest(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n <= 4:
		return 1
	case n <= 8:
		return 2
	}
	return 3
}

// distance counts the letters to put in, leave out, replace or swap with their neighbour to turn a into b.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
