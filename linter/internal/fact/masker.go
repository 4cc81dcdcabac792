package fact

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Masker masks whatever is written about one page: the personal values that were found on it, and every other number
// that could be somebody's. It is the wider of the two: in a file name, an address or a message nothing tells a number
// of a person from one of a thing, and a number too many that is masked does no harm.
type Masker struct {
	file     *source.File
	masks    []Mask            // settled
	values   *strings.Replacer // of the masks' texts; nil if there are none
	gatherer *Gatherer
}

// Masker returns what masks the texts about a page with the given facts. The file is nil when it could not be read.
func (g *Gatherer) Masker(s *Set, file *source.File) *Masker {
	m := &Masker{file: file, gatherer: g}
	if values := spellings(s.Masks); len(values) > 0 {
		m.values = strings.NewReplacer(values...)
	}
	if file == nil {
		return m
	}
	text := file.String()
	m.masks = slices.Clone(s.Masks)
	g.eachNumber(text, func(start, end int, masked string) {
		m.masks = append(m.masks, Mask{Span: source.Span{Start: start, End: end}, Text: text[start:end], Masked: masked})
	})
	m.masks = settled(m.masks, file)
	return m
}

// spellings pairs every text that shows a mask's value with what is written instead, longer texts first: one may begin
// another.
func spellings(masks []Mask) []string {
	type pair struct{ text, masked string }
	var pairs []pair
	for _, m := range masks {
		for _, text := range []string{m.Text, m.Plain, asciiDigits(m.Plain)} {
			if text != "" {
				pairs = append(pairs, pair{text, m.Masked})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(len(b.text)-len(a.text), cmp.Compare(a.text, b.text)) })
	pairs = slices.CompactFunc(pairs, func(a, b pair) bool { return a.text == b.text })
	list := make([]string, 0, 2*len(pairs))
	for _, p := range pairs {
		list = append(list, p.text, p.masked)
	}
	return list
}

// asciiDigits returns the digits of a number; "" if it holds letters, and is more than a number.
func asciiDigits(value string) string {
	var b strings.Builder
	for at := 0; at < len(value); {
		if size, ascii := digit(value[at:]); size > 0 {
			b.WriteByte(ascii)
			at += size
			continue
		}
		if c := value[at]; c|0x20 >= 'a' && c|0x20 <= 'z' || c == '@' {
			return ""
		}
		at++
	}
	if b.Len() < minDigits {
		return ""
	}
	return b.String()
}

// Text returns a text about the page with everything personal in it masked.
func (m *Masker) Text(text string) string {
	if m.values != nil {
		text = m.values.Replace(text)
	}
	return m.gatherer.Mask(text)
}

// Slice returns the source of a span with everything personal that reaches into it masked.
func (m *Masker) Slice(s source.Span) string {
	masked, _ := maskSlice(m.file.Slice(s), s, m.masks)
	return masked
}

// Whole widens a span that begins or ends within something masked, so that it holds all of it.
func (m *Masker) Whole(s source.Span) source.Span {
	if at := firstMask(m.masks, s.Start); at < len(m.masks) && m.masks[at].Span.Start < s.Start {
		s.Start = m.masks[at].Span.Start
	}
	if at := firstMask(m.masks, s.End); at < len(m.masks) && m.masks[at].Span.Start < s.End {
		s.End = m.masks[at].Span.End
	}
	return s
}

// Mask returns a text that belongs to no page, such as a path, with every number in it masked that could be somebody's.
func (g *Gatherer) Mask(text string) string {
	var b strings.Builder
	done := 0
	g.eachNumber(text, func(start, end int, masked string) {
		if start >= done {
			b.WriteString(text[done:start])
			b.WriteString(masked)
			done = end
		}
	})
	if done == 0 {
		return text
	}
	return b.String() + text[done:]
}

// eachNumber calls found for every number in a text that could be somebody's mobile number or citizen's card, whatever
// stands around it.
func (g *Gatherer) eachNumber(text string, found func(start, end int, masked string)) {
	for at, done := 0, 0; at < len(text); at++ {
		if !mayBeDigit(text[at]) {
			continue
		}
		start, digits := at, 0
		for start > done && !partsNumbers(text[start-1]) {
			start--
		}
		for ; at < len(text) && !partsNumbers(text[at]); at++ {
			if mayBeDigit(text[at]) {
				digits++
			}
		}
		if done = at; digits >= minDigits {
			g.numbersIn(text[start:at], start, found)
		}
	}
}

// partsNumbers reports whether a byte never stands between the digits of one number, however a number is written in file
// names and addresses: it is one of the letters from g on, which hexadecimal numbers do not have.
func partsNumbers(b byte) bool { return b|0x20 >= 'g' && b|0x20 <= 'z' }

// numbersIn calls found for the numbers in a part of a text, which begins at an offset of the whole.
func (g *Gatherer) numbersIn(text string, offset int, found func(start, end int, masked string)) {
	text = loosened(text)
	stretches(text, nil, func(groups []group) {
		for i := 0; i < len(groups); i++ {
			last, masked := g.personalAt(text, groups, i)
			if masked == "" {
				continue
			}
			start := groups[i].start
			plus, _ := lead(text[:start])
			found(offset+start-plus, offset+groups[last].end, masked)
			i = last
		}
	})
}

// personalAt returns the last group of the number that begins with group i, and how it is masked; "" if it is nobody's.
// Other groups beside it do not matter, unless they make it the rest of a date.
func (g *Gatherer) personalAt(text string, groups []group, i int) (last int, masked string) {
	if last, form := cardShape(groups, i); form == cccd {
		if digits := joined(groups[i : last+1]); validCard(digits) {
			return last, maskCard(digits)
		}
	}
	if i > 0 && len(groups[i].digits) == 2 && isYear(groups[i-1].digits) {
		return 0, ""
	}
	n, last, ok := longestNumber(text, groups, i, parseNumber)
	if !ok || !n.personal() || g.official[n.e164] {
		return 0, ""
	}
	return last, maskPhone(n.national)
}

// loosened puts spaces for what parts the digits of numbers in file names and addresses: "_", "%20", "+". The result is
// as long as the text.
func loosened(text string) string {
	if !strings.ContainsAny(text, "_%+") {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '_', b[i] == '+' && i > 0 && b[i-1]-'0' < 10:
			b[i] = ' '
		case b[i] == '%' && i+2 < len(b) && isHex(b[i+1]) && isHex(b[i+2]):
			b[i], b[i+1], b[i+2] = ' ', ' ', ' '
			i += 2
		}
	}
	return string(b)
}

func isHex(b byte) bool { return b-'0' < 10 || (b|0x20)-'a' < 6 }
