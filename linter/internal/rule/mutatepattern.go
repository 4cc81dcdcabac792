package rule

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// patternMistake is a regular expression with a small mistake in it.
type patternMistake struct {
	pattern string
	what    string
	witness string // a text that the right pattern and this one disagree on
	wider   bool   // this one matches the witness, the right one does not
}

// patternMistakes returns a pattern's mistakes: an alternative left out, an anchor forgotten, case minded.
func patternMistakes(pattern string) []patternMistake {
	var list []patternMistake
	if rest, ok := strings.CutPrefix(pattern, "(?i)"); ok {
		if re, err := syntax.Parse(pattern, syntax.Perl); err == nil {
			witness := strings.ToUpper((&sampler{}).sample(re))
			list = append(list, patternMistake{rest, "(?i) is dropped", witness, false})
		}
	}
	for i := 0; ; i++ {
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			return list
		}
		m := patternMutator{nth: i}
		m.walk(re)
		if m.target == nil {
			return list
		}
		witness := (&sampler{target: m.target, choice: m.choice}).sample(re)
		mistake := patternMistake{witness: witness, wider: m.target.Op != syntax.OpAlternate}
		if mistake.wider {
			mistake.what = "the anchor " + m.target.String() + " is dropped"
			m.target.Op = syntax.OpEmptyMatch
		} else {
			mistake.what = "the alternative for " + strconv.Quote(witness) + " is dropped"
			m.target.Sub = slices.Delete(slices.Clone(m.target.Sub), m.choice, m.choice+1)
		}
		mistake.pattern = re.String()
		list = append(list, mistake)
	}
}

// patternMutator finds the nth place of a pattern at which a mistake can be made.
type patternMutator struct {
	nth, count int
	target     *syntax.Regexp
	choice     int // the alternative of target
}

func (m *patternMutator) walk(re *syntax.Regexp) {
	offer := func(choice int) {
		if m.count == m.nth {
			m.target, m.choice = re, choice
		}
		m.count++
	}
	switch re.Op {
	case syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		offer(0)
	case syntax.OpAlternate:
		for i, sub := range re.Sub {
			if !alternates(sub) { // else its own alternatives are offered
				offer(i)
			}
		}
	}
	for _, sub := range re.Sub {
		m.walk(sub)
	}
}

// alternates reports whether there are alternatives in a part of a pattern.
func alternates(re *syntax.Regexp) bool {
	return re.Op == syntax.OpAlternate || slices.ContainsFunc(re.Sub, alternates)
}

// sampler makes a short text that a pattern matches, by way of one alternative of target or in spite of the anchor that
// target is.
type sampler struct {
	target *syntax.Regexp
	choice int
}

func (s *sampler) sample(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return strings.ToLower(string(re.Rune))
		}
		return string(re.Rune)
	case syntax.OpCharClass:
		return string(member(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "x"
	case syntax.OpStar, syntax.OpQuest:
		if !s.leads(re) {
			return ""
		}
		return s.sample(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min == 0 && !s.leads(re) {
			return ""
		}
		return strings.Repeat(s.sample(re.Sub[0]), max(re.Min, 1))
	case syntax.OpAlternate:
		return s.sample(re.Sub[s.chosen(re)])
	}
	if re == s.target {
		return "x"
	}
	var text strings.Builder
	for _, sub := range re.Sub {
		text.WriteString(s.sample(sub))
	}
	return text.String()
}

// chosen returns the index of the alternative to take.
func (s *sampler) chosen(re *syntax.Regexp) int {
	if re == s.target {
		return s.choice
	}
	return max(0, slices.IndexFunc(re.Sub, s.leads))
}

// leads reports whether the target is re or inside it.
func (s *sampler) leads(re *syntax.Regexp) bool {
	return s.target != nil && (re == s.target || slices.ContainsFunc(re.Sub, s.leads))
}

// member returns a plain character of a class, which is given as pairs of bounds.
func member(class []rune) rune {
	for _, r := range "a0 -._A" {
		for i := 0; i+1 < len(class); i += 2 {
			if class[i] <= r && r <= class[i+1] {
				return r
			}
		}
	}
	for i := 0; i+1 < len(class); i += 2 {
		if unicode.IsPrint(class[i]) {
			return class[i]
		}
	}
	return 'x'
}
