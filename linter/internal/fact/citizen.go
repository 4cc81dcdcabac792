package fact

import (
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// CitizenID is a number of twelve digits that may be that of a citizen's card (CCCD), or one of nine digits that a label
// says to be that of an old identity card (CMND). A number behind a plus sign is a telephone number instead; one of
// twelve digits without it never is, whatever its digits.
type CitizenID struct {
	Head
	// Form is cccd (twelve digits, in one piece, 3-3-3-3 or 4-4-4) or cmnd (nine digits, in one piece or 3-3-3).
	Form string `expr:"form"`
	// Valid says that the first six digits can be a province, a century with the sex, and a year of birth. A CMND has no
	// such structure and is never valid.
	Valid bool `expr:"valid"`
	// Labelled says that a word such as CCCD, căn cước, định danh or CMND stands within 40 characters before it.
	Labelled bool `expr:"labelled"`
}

// The forms of numbers.
const (
	cccd = "cccd"
	cmnd = "cmnd"
)

// citizenIDs returns the numbers that were found on the way through the text.
func citizenIDs(g *gathering) []Subject {
	return inOrder(subjects(g.numbers.citizens, func(c *CitizenID) *Head { return &c.Head }))
}

// citizensIn looks for numbers in one stretch of digits.
func (g *gathering) citizensIn(r *page.Run, groups []group) {
	for i := 0; i < len(groups); i++ {
		last, form := cardShape(groups, i)
		if form == "" || cutFromMore(groups, i, last) || !standsAlone(r.Text, groups[i].start, groups[last].end) {
			continue
		}
		if plus, _ := lead(r.Text[:groups[i].start]); plus > 0 {
			continue
		}
		if g.addCitizen(r, groups[i:last+1], form) {
			i = last
		}
	}
}

// addCitizen adds what groups are if they count: nine digits do only with a label.
func (g *gathering) addCitizen(r *page.Run, groups []group, form string) bool {
	digits := joined(groups)
	label := g.labelBefore(r.Text, groups[0].start)
	if label.hidesCitizen() {
		return false
	}
	c := CitizenID{Form: form, Labelled: label == citizenLabel}
	c.Valid = form == cccd && validCard(digits)
	if form == cmnd && !c.Labelled {
		return false
	}
	start, end := groups[0].start, groups[len(groups)-1].end
	c.Head = g.at(r, start, end)
	c.Masked = maskCard(digits)
	g.numbers.citizens = append(g.numbers.citizens, c)
	if c.Valid || c.Labelled {
		g.hide(c.Head, r.Text[start:end])
	}
	return true
}

// maskCard leaves the first three and the last two digits of a card's number.
func maskCard(digits string) string { return mask(digits, 3, 2) }

// cardShape returns the last group and the form of a number that begins with group first; "" if there is none.
func cardShape(groups []group, first int) (last int, form string) {
	switch size := len(groups[first].digits); size {
	case 12:
		return first, cccd
	case 9:
		return first, cmnd
	case 3, 4:
		if last = first + 12/size - 1; alike(groups, first, last) {
			return last, cccd
		}
		if last = first + 2; size == 3 && alike(groups, first, last) {
			return last, cmnd
		}
	}
	return 0, ""
}

// alike reports whether the groups from first to last have the same size and the same gaps.
func alike(groups []group, first, last int) bool {
	if last >= len(groups) {
		return false
	}
	between := groups[first+1].gap
	return between != bracket && between != stroke && !slices.ContainsFunc(groups[first+1:last+1], func(g group) bool {
		return g.gap != between || len(g.digits) != len(groups[first].digits)
	})
}

// cutFromMore reports whether the groups from first to last are a part of a longer number.
func cutFromMore(groups []group, first, last int) bool {
	inner := group{}
	if last > first {
		inner = groups[last]
	}
	joins := func(between group, digits string) bool {
		if inner.gap == noGap {
			return between.tight && (between.gap == dot || between.gap == dash)
		}
		return between.gap == inner.gap && between.tight == inner.tight && (between.tight || len(digits) > 2)
	}
	return first > 0 && joins(groups[first], groups[first-1].digits) ||
		last+1 < len(groups) && joins(groups[last+1], groups[last+1].digits)
}

// provinces holds the codes of the provinces and cities in which a birth was registered: annex of Circular
// 07/2016/TT-BCA, read in a web copy. Cards issued before the mergers of 2025 keep them.
const provinces = " 001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038" +
	" 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084" +
	" 086 087 089 091 092 093 094 095 096 "

// validCard reports whether twelve digits begin like a card's number: province, century with sex (0 and 1 for the 1900s,
// 2 and 3 for the 2000s), and any two digits of a year.
func validCard(digits string) bool {
	return strings.Contains(provinces, " "+digits[:3]+" ") && digits[3] <= '3'
}
