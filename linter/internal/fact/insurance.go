package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// InsuranceID is the number of a health insurance card (BHYT: two letters and thirteen digits), or one of ten digits that
// a label says to be that of social insurance (BHXH).
type InsuranceID struct {
	Head
	// Form is bhyt (fifteen characters) or bhxh (ten digits).
	Form string `expr:"form"`
	// Labelled says that a word such as BHYT, BHXH or số bảo hiểm stands before it, or names its column or field. Of ten
	// digits only labelled ones are facts.
	Labelled bool `expr:"labelled"`
}

// The forms of insurance numbers.
const (
	bhyt = "bhyt"
	bhxh = "bhxh"
)

// insuranceIDs returns the numbers that were found on the way through the text.
func insuranceIDs(g *gathering) []Subject {
	return inOrder(subjects(g.numbers.insurances, func(i *InsuranceID) *Head { return &i.Head }))
}

// insurancesIn looks for a card's number at the beginning of a stretch of digits, where its letters touch, and for
// labelled numbers anywhere in it.
func (g *gathering) insurancesIn(r *page.Run, groups []group) {
	if start, code := cardLetters(r.Text, groups[0].start); code != "" {
		n := fitting(groups, 13)
		labelled := g.labelBefore(r.Text, start) == insuranceLabel
		if n > 0 && groups[0].digits[0]-'1' < 5 && !goesOn(r.Text[groups[n-1].end:]) && (labelled || isHolder(code)) {
			g.addInsurance(r, InsuranceID{Form: bhyt, Labelled: labelled}, start, groups[n-1].end, code+joined(groups[:n]))
			return
		}
	}
	for i := range groups {
		n := fitting(groups[i:], 10)
		if n == 0 || g.labelBefore(r.Text, groups[i].start) != insuranceLabel {
			continue
		}
		start, end := groups[i].start, groups[i+n-1].end
		if !standsAlone(r.Text, start, end) || isMoney(r.Text[end:]) {
			continue
		}
		if number, ok := g.parseNumber(joined(groups[i:i+n]), false); ok && number.kind != mobile {
			continue // an office of the insurance has a telephone
		}
		g.addInsurance(r, InsuranceID{Form: bhxh, Labelled: true}, start, end, joined(groups[i:i+n]))
		return
	}
}

func (g *gathering) addInsurance(r *page.Run, f InsuranceID, start, end int, number string) {
	f.Head = g.personal(r, start, end, mask(number, 3, 2))
	g.numbers.insurances = append(g.numbers.insurances, f)
}

// fitting returns how many of the groups, from the first on and parted in one way, have n digits together; 0 if none, or
// if more digits follow in the same way.
func fitting(groups []group, n int) int {
	for i, g := range groups[:uniform(groups)] {
		if n -= len(g.digits); n > 0 {
			continue
		}
		if n == 0 && !cutFromMore(groups, 0, i) {
			return i + 1
		}
		break
	}
	return 0
}

// cardLetters returns the two letters that touch a number, perhaps over a space or a dash, in upper case, and where they
// begin; "" if other letters or digits precede them.
func cardLetters(s string, digits int) (start int, code string) {
	before := strings.TrimRight(s[:digits], " -\u00a0")
	if len(before) < 2 || digits-len(before) > len("\u00a0") {
		return 0, ""
	}
	start = len(before) - 2
	code = strings.ToUpper(before[start:])
	if code[0]-'A' >= 26 || code[1]-'A' >= 26 {
		return 0, ""
	}
	if r, _ := utf8.DecodeLastRuneInString(before[:start]); unicode.In(r, unicode.L, unicode.M, unicode.Nd) {
		return 0, ""
	}
	return start, code
}

// isHolder reports whether two letters say whose card it is: a pupil's, a child's, an employee's. The letters are common
// knowledge and those of Decision 1351/QĐ-BHXH (unverified).
func isHolder(code string) bool {
	const holders = "DN HX CH NN TK HC XK TB NO CT XB TN CS QN CA CY XN MS CC CK CB KC HD TE BT HN DT DK XD TS TC TQ TA TY " +
		"HG LS PV HS SV GB GD TH TV TD TU BA"
	return strings.Contains(holders, code)
}
