// Patterns for paths and for names of rules.

package config

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// glob is a pattern, cut at its slashes. In a part * stands for any characters and ? for one; a part ** stands for any
// number of parts.
type glob struct{ parts []string }

// maxGlob bounds a pattern in bytes.
const maxGlob = 2000

// newGlob checks a pattern. Signs that mean something in other programs' patterns are refused, because they would be taken
// for themselves here and match nothing.
func newGlob(pattern string) (glob, error) {
	switch {
	case pattern == "":
		return glob{}, errors.New("the pattern is empty")
	case len(pattern) > maxGlob:
		return glob{}, errors.New("the pattern is too long")
	case strings.HasPrefix(pattern, "!"):
		return glob{}, errors.New("a pattern cannot say what it does not mean")
	case strings.ContainsAny(pattern, `[]{}\`):
		return glob{}, errors.New(`a pattern knows *, ** and ?, not [ ] { } \`)
	}
	parts := strings.Split(pattern, "/")
	for _, part := range parts {
		switch {
		case part == "" || part == "." || part == "..":
			return glob{}, errors.New("a pattern is a path from the site's root, without a slash at either end")
		case part != "**" && strings.Contains(part, "**"):
			return glob{}, errors.New("** stands alone between slashes")
		}
	}
	return glob{parts}, nil
}

// match reports whether the pattern means a path.
func (g glob) match(path string) bool {
	parts := strings.Split(path, "/")
	return wild(len(g.parts), len(parts),
		func(i int) bool { return g.parts[i] == "**" },
		func(i, j int) bool { return matchPart(g.parts[i], parts[j]) })
}

// matchPart reports whether a part of a pattern means a part of a path.
func matchPart(pattern, name string) bool {
	if !strings.ContainsAny(pattern, "*?") {
		return pattern == name
	}
	letters, runes := []rune(pattern), make([]rune, 0, utf8.RuneCountInString(name))
	for _, r := range name {
		runes = append(runes, r)
	}
	return wild(len(letters), len(runes),
		func(i int) bool { return letters[i] == '*' },
		func(i, j int) bool { return letters[i] == '?' || letters[i] == runes[j] })
}

// wild matches n pieces of a pattern to m things. A piece is a star, for any number of things, or fits one thing. Only
// the last star need ever be tried anew, so time grows at most with n times m.
func wild(n, m int, star func(i int) bool, fits func(i, j int) bool) bool {
	i, j, lastStar, retry := 0, 0, -1, 0
	for j < m {
		switch {
		case i < n && star(i):
			lastStar, retry = i, j
			i++
		case i < n && fits(i, j):
			i++
			j++
		case lastStar >= 0:
			retry++
			i, j = lastStar+1, retry
		default:
			return false
		}
	}
	for i < n && star(i) {
		i++
	}
	return i == n
}
