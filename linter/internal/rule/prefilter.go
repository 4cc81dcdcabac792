package rule

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// maxWords bounds how many phrases stand in for a pattern; a pattern with more is tried on every text.
const maxWords = 64

// maxSpelled bounds the classes that are spelled out, such as [sS]. Of a digit nothing is gained.
const maxSpelled = 4

// prefilter returns phrases of which every match of re has at least one as whole words; nil if there are none. Apart
// says for each side of re that no letter or digit can touch a match of it there.
func prefilter(re *syntax.Regexp, apartBefore, apartAfter bool) []string {
	if texts := spelledOut(re); texts != nil {
		return allWholeWords(texts, apartBefore, apartAfter)
	}
	switch re.Op {
	case syntax.OpCapture:
		return prefilter(re.Sub[0], apartBefore, apartAfter)
	case syntax.OpPlus, syntax.OpRepeat:
		if re.Op == syntax.OpPlus || re.Min > 0 {
			return prefilter(re.Sub[0], apartBefore, false) // what is known of the first of its repetitions
		}
	case syntax.OpConcat:
		return prefilterOfParts(re.Sub, apartBefore, apartAfter)
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			words := prefilter(sub, apartBefore, apartAfter)
			if words == nil || len(all)+len(words) > maxWords {
				return nil
			}
			all = append(all, words...)
		}
		return all
	}
	return nil
}

// prefilterOfParts returns the rarest phrases that one part, or parts side by side that can be spelled out, yields.
func prefilterOfParts(parts []*syntax.Regexp, apartBefore, apartAfter bool) []string {
	var best []string
	for i := 0; i < len(parts); {
		to := i + 1
		texts := spelledOut(parts[i])
		for ; texts != nil && to < len(parts); to++ {
			longer := joined(texts, spelledOut(parts[to]))
			if longer == nil {
				break
			}
			texts = longer
		}
		before, after := apartBefore, apartAfter
		if i > 0 {
			before = edge(parts[i-1], last)
		}
		if to < len(parts) {
			after = edge(parts[to], first)
		}
		words := allWholeWords(texts, before, after)
		if texts == nil {
			words = prefilter(parts[i], before, after)
		}
		if rarer(words, best) {
			best = words
		}
		i = to
	}
	return best
}

// spelledOut returns all texts that re matches if they are few; else nil.
func spelledOut(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpEmptyMatch:
		return []string{""}
	case syntax.OpCapture:
		return spelledOut(re.Sub[0])
	case syntax.OpQuest:
		if texts := spelledOut(re.Sub[0]); texts != nil && len(texts) < maxWords {
			return append(texts, "")
		}
	case syntax.OpConcat:
		texts := []string{""}
		for _, sub := range re.Sub {
			texts = joined(texts, spelledOut(sub))
		}
		return texts
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			texts := spelledOut(sub)
			if texts == nil || len(all)+len(texts) > maxWords {
				return nil
			}
			all = append(all, texts...)
		}
		return all
	case syntax.OpCharClass:
		if texts := members(re.Rune); len(texts) <= maxSpelled {
			return texts
		}
	}
	return nil
}

// members returns the characters of a small class.
func members(class []rune) []string {
	var all []string
	for i := 0; i+1 < len(class); i += 2 {
		for r := class[i]; r <= class[i+1]; r++ {
			if len(all) == maxWords {
				return nil
			}
			all = append(all, string(r))
		}
	}
	return all
}

// joined returns each of a followed by each of b; nil if one of them is nil or there would be too many.
func joined(a, b []string) []string {
	if a == nil || b == nil || len(a)*len(b) > maxWords {
		return nil
	}
	var all []string
	for _, s := range a {
		for _, t := range b {
			all = append(all, s+t)
		}
	}
	return all
}

// allWholeWords returns whole words of each of the texts; nil if one of them has none.
func allWholeWords(texts []string, apartBefore, apartAfter bool) []string {
	var all []string
	for _, s := range texts {
		words := wholeWords(s, apartBefore, apartAfter)
		if words == "" {
			return nil
		}
		all = append(all, words)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// rarer reports whether the phrases a are likely to be met less often than the phrases b.
func rarer(a, b []string) bool {
	if a == nil || b == nil {
		return a != nil
	}
	size := func(words []string) int {
		shortest := len(words[0])
		for _, w := range words {
			shortest = min(shortest, len(w))
		}
		return shortest
	}
	return len(a) < len(b) || len(a) == len(b) && size(a) > size(b)
}

// wholeWords returns the longest stretch of words of a literal that are certainly whole in a match, parted by single
// spaces.
func wholeWords(literal string, apartBefore, apartAfter bool) string {
	best, stretch := "", ""
	for at := 0; at < len(literal); {
		start := at
		if n := strings.IndexFunc(literal[at:], inWord); n != 0 {
			if at += n; n < 0 {
				break
			}
			if literal[start:at] != " " {
				stretch = ""
			}
			continue
		}
		at = len(literal)
		if n := strings.IndexFunc(literal[start:], notInWord); n > 0 {
			at = start + n
		}
		if start == 0 && !apartBefore || at == len(literal) && !apartAfter {
			stretch = ""
			continue
		}
		stretch = strings.TrimPrefix(stretch+" "+literal[start:at], " ")
		if len(stretch) > len(best) {
			best = stretch
		}
	}
	return best
}

func inWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.Nd) }

func notInWord(r rune) bool { return !inWord(r) }

// first and last choose which end of a pattern an edge is.
func first(n int) int { return 0 }
func last(n int) int  { return n - 1 }

// edge reports whether a pattern surely matches something at one of its ends that is no part of a word.
func edge(re *syntax.Regexp, end func(int) int) bool {
	switch re.Op {
	case syntax.OpLiteral:
		return notInWord(re.Rune[end(len(re.Rune))])
	case syntax.OpCharClass:
		signs := members(re.Rune)
		return signs != nil && !slices.ContainsFunc(signs, func(s string) bool { return strings.IndexFunc(s, notInWord) < 0 })
	case syntax.OpCapture, syntax.OpPlus:
		return edge(re.Sub[0], end)
	case syntax.OpRepeat:
		return re.Min > 0 && edge(re.Sub[0], end)
	case syntax.OpConcat:
		return edge(re.Sub[end(len(re.Sub))], end)
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !edge(sub, end) })
	}
	return false
}
