package rule

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// patternKind is the kind of fact that ranges over what a rule's pattern matches.
const patternKind = "pattern"

// Bounds of a pattern: its text in bytes, and the steps it compiles to.
const (
	maxPattern = 1 << 10
	maxSteps   = 1000
)

// Pattern is the regular expression that a rule looks for in running text. It matches whole words, in any script: no
// letter, mark or digit touches a match. Case and tone placement do not count.
type Pattern struct {
	// Words holds phrases of which each match has at least one; empty if none is known. Where none of them stands, the
	// pattern need not be tried.
	Words []string

	written string
	whole   *regexp.Regexp // group 1 is the match
}

const patternFlags = syntax.Perl | syntax.FoldCase

// newPattern compiles the pattern written in n.
func newPattern(n *source.Node) (*Pattern, error) {
	if n.Kind != source.Scalar {
		return nil, n.Errorf("write pattern: '…'", "a pattern is one text")
	}
	written := text.NFC(n.Value)
	if len(written) > maxPattern {
		return nil, n.Errorf("split the rule in two, or list phrases:", "the pattern is longer than %d bytes", maxPattern)
	}
	re, err := syntax.Parse(written, patternFlags)
	if fault := (*syntax.Error)(nil); errors.As(err, &fault) {
		start := max(0, strings.Index(n.Value, fault.Expr))
		return nil, part{node: n, code: n.Value}.errorBytes(start, start+len(fault.Expr), "see https://pkg.go.dev/regexp/syntax", fault.Code.String())
	}
	if at, what, hint := faultOfPattern(written, re); what != "" {
		start := max(0, strings.Index(n.Value, at))
		return nil, part{node: n, code: n.Value}.errorBytes(start, start+len(at), hint, what)
	}
	return compilePattern(written)
}

// compilePattern compiles a pattern that is known to be sound.
func compilePattern(written string) (*Pattern, error) {
	re, err := syntax.Parse(written, patternFlags)
	if err != nil {
		return nil, err
	}
	p := &Pattern{Words: prefilter(re, true, true), written: written}
	p.whole, err = regexp.Compile(wordStart[:1] + "?:" + wordStart[1:] + "(" + bothPlacements(re).String() + ")(?:" + wordEnd[1:])
	return p, err
}

// faultOfPattern says what is wrong with a pattern that can be read, and where.
func faultOfPattern(written string, re *syntax.Regexp) (at, what, hint string) {
	if class := firstClass(written, "bB"); class != "" {
		return class, class + " knows only ASCII letters", "drop it: a pattern matches whole words, in any script"
	}
	if class := asciiClass(written); class != "" {
		return class, strings.TrimPrefix(asciiWrong, "%s ") + ": " + class, "write " + unicodeSpelling(written)
	}
	walk := func(visit func(*syntax.Regexp) bool) bool { return anywhere(re, visit) }
	switch {
	case walk(isAnchor):
		return written, "a pattern has no ^ and no $", "drop them: it is looked for anywhere in the text"
	case walk(runsOn):
		return written, "*, + and {n,} may not run over spaces", "bound them, as in .{0,20}, so that the time stays bounded too"
	}
	if program, err := syntax.Compile(re.Simplify()); err != nil || len(program.Inst) > maxSteps {
		return written, "the pattern is too large", "bound its repetitions, or list phrases:"
	}
	if plain, err := regexp.Compile(`^(?:` + re.String() + `)$`); err != nil || plain.MatchString("") {
		return written, "the pattern matches the empty text", "demand at least one character"
	}
	return "", "", ""
}

// Find calls found with the bytes of each match in a folded text, from left to right; matches do not overlap.
func (p *Pattern) Find(folded string, found func(start, end int)) {
	for from := 0; from < len(folded); {
		at := p.whole.FindStringSubmatchIndex(folded[from:])
		if at == nil {
			return
		}
		found(from+at[2], from+at[3])
		from += at[3] // what follows is no letter, so a word may begin right here
	}
}

// anywhere reports whether visit is true of a part of a pattern.
func anywhere(re *syntax.Regexp, visit func(*syntax.Regexp) bool) bool {
	return visit(re) || slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return anywhere(sub, visit) })
}

func isAnchor(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText:
		return true
	}
	return false
}

// runsOn reports whether a part may be repeated without bound over white space, so that looking for each next match may
// read the whole text.
func runsOn(re *syntax.Regexp) bool {
	unbounded := re.Op == syntax.OpStar || re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat && re.Max < 0
	return unbounded && anywhere(re.Sub[0], matchesSpace)
}

func matchesSpace(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return true
	case syntax.OpLiteral:
		return slices.ContainsFunc(re.Rune, unicode.IsSpace)
	case syntax.OpCharClass:
		return holds(re.Rune, ' ') || holds(re.Rune, '\n') || holds(re.Rune, '\u00a0')
	}
	return false
}

// holds reports whether a class, given as pairs of bounds, has a character.
func holds(class []rune, r rune) bool {
	for i := 0; i+1 < len(class); i += 2 {
		if class[i] <= r && r <= class[i+1] {
			return true
		}
	}
	return false
}

// bothPlacements lets each literal match the old and the new placement of the tone: hòa and hoà.
func bothPlacements(re *syntax.Regexp) *syntax.Regexp {
	if re.Op != syntax.OpLiteral {
		for i, sub := range re.Sub {
			re.Sub[i] = bothPlacements(sub)
		}
		return re
	}
	literal := func(runes ...rune) *syntax.Regexp {
		return &syntax.Regexp{Op: syntax.OpLiteral, Flags: re.Flags, Rune: runes}
	}
	whole := &syntax.Regexp{Op: syntax.OpConcat, Flags: re.Flags}
	rest := slices.Clone(re.Rune)
	for i := range rest {
		rest[i] = unicode.ToLower(rest[i])
	}
	if re.Flags&syntax.FoldCase == 0 {
		rest = slices.Clone(re.Rune)
	}
	for i := 0; i+1 < len(rest); i++ {
		other, ok := otherPlacement(rest[i], rest[i+1])
		if !ok || i > 0 && unicode.ToLower(rest[i-1]) == 'q' {
			continue
		}
		if i > 0 {
			whole.Sub = append(whole.Sub, literal(rest[:i]...))
		}
		whole.Sub = append(whole.Sub, &syntax.Regexp{Op: syntax.OpAlternate, Flags: re.Flags,
			Sub: []*syntax.Regexp{literal(rest[i], rest[i+1]), literal(other...)}})
		rest, i = rest[i+2:], -1
	}
	if len(whole.Sub) == 0 {
		return re
	}
	if len(rest) > 0 {
		whole.Sub = append(whole.Sub, literal(rest...))
	}
	return whole
}

// otherPlacement returns oà for òa and òa for oà, and so for all tones and for oe and uy.
func otherPlacement(a, b rune) ([]rune, bool) {
	const tones = "\u0300\u0301\u0303\u0309\u0323"
	for _, pair := range []string{"oa", "oe", "uy", "OA", "OE", "UY"} {
		for _, tone := range tones {
			first, second := string(pair[0]), string(pair[1])
			old, new := []rune(text.NFC(first+string(tone))+second), []rune(first+text.NFC(second+string(tone)))
			switch {
			case slices.Equal(old, []rune{a, b}):
				return new, true
			case slices.Equal(new, []rune{a, b}):
				return old, true
			}
		}
	}
	return nil, false
}

// setPattern reads pattern:.
func (r *Rule) setPattern(d *document) (err error) {
	if (r.Kind.Name == patternKind) != (d.Pattern != nil) {
		return r.node.Get("each").Errorf("write both `each: pattern` and `pattern:`", "a rule over a pattern needs one, and only such a rule")
	}
	if d.Pattern != nil {
		r.Pattern, err = newPattern(d.Pattern)
	}
	return err
}
