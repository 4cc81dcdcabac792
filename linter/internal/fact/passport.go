package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// Passport is a letter and seven or eight digits, the form of a Vietnamese passport's number (unverified).
type Passport struct {
	Head
	// Labelled says that hộ chiếu or passport stands before it, or names its column or field. Without it, most are forms,
	// rooms and goods.
	Labelled bool `expr:"labelled"`
}

// passports returns the numbers that were found on the way through the text.
func passports(g *gathering) []Subject {
	return inOrder(subjects(g.numbers.passports, func(p *Passport) *Head { return &p.Head }))
}

// passportsIn looks at the first group of a stretch of digits, where a letter may touch.
func (g *gathering) passportsIn(r *page.Run, groups []group) {
	first := groups[0]
	if n := len(first.digits); n < 7 || n > 8 || goesOn(r.Text[first.end:]) || cutFromMore(groups, 0, 0) {
		return
	}
	before := strings.TrimSuffix(strings.TrimSuffix(r.Text[:first.start], " "), "\u00a0")
	if before == "" || (before[len(before)-1]|0x20)-'a' >= 26 {
		return
	}
	start := len(before) - 1
	if c, _ := utf8.DecodeLastRuneInString(before[:start]); unicode.In(c, unicode.L, unicode.M, unicode.Nd) || c == '-' || c == '/' {
		return
	}
	f := Passport{Labelled: g.labelBefore(r.Text, start) == passportLabel}
	masked := strings.ToUpper(before[start:]) + mask(first.digits, 0, 2)
	if f.Labelled {
		f.Head = g.personal(r, start, first.end, masked)
	} else {
		f.Head = g.at(r, start, first.end)
		f.Masked = masked
	}
	g.numbers.passports = append(g.numbers.passports, f)
}
