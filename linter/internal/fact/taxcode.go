package fact

import (
	"github.com/rasoat/rasoat/linter/internal/page"
)

// TaxCode is a tax code: ten digits behind a label, or ten, a dash and three with a right check digit.
type TaxCode struct {
	Head
	// Valid says that the tenth digit is the check digit of the nine before it. One in ten numbers passes by chance.
	Valid bool `expr:"valid"`
	// Labelled says that MST, mã số thuế or mã số doanh nghiệp stands before it, or names its column or field.
	Labelled bool `expr:"labelled"`
	// Official says that it is one of the site's contacts: the school's own.
	Official bool `expr:"official"`
}

// taxCodes returns the codes that were found on the way through the text.
func taxCodes(g *gathering) []Subject {
	return inOrder(subjects(g.numbers.taxes, func(t *TaxCode) *Head { return &t.Head }))
}

// taxesIn looks for codes in one stretch of digits, and reports whether there are any.
func (g *gathering) taxesIn(r *page.Run, groups []group) bool {
	found := false
	for i := range groups {
		n := taxShape(groups[i:])
		if n == 0 || !standsAlone(r.Text, groups[i].start, groups[i+n-1].end) {
			continue
		}
		digits := joined(groups[i : i+n])
		t := TaxCode{Valid: validTaxCode(digits), Official: g.taxCodes[digits[:10]]}
		t.Labelled = g.labelBefore(r.Text, groups[i].start) == taxLabel
		if !t.Labelled && (len(digits) == 10 || !t.Valid) {
			continue
		}
		start, end := groups[i].start, groups[i+n-1].end
		if t.Official {
			t.Head = g.at(r, start, end)
			t.Masked = mask(digits, 3, 2)
		} else {
			t.Head = g.personal(r, start, end, mask(digits, 3, 2))
		}
		g.numbers.taxes = append(g.numbers.taxes, t)
		found = true
	}
	return found
}

// taxShape returns how many groups make a code of ten digits, or of ten and, behind a dash, three; 0 if they make none.
func taxShape(groups []group) int {
	n := fitting(groups, 10)
	if n == 0 && len(groups) > 1 && groups[1].gap == dash && len(groups[0].digits) == 10 {
		n = 1
	}
	if n > 0 && n < len(groups) && groups[n].gap == dash && len(groups[n].digits) == 3 {
		return n + 1
	}
	return n
}

// validTaxCode reports whether the tenth digit is the check digit: 10 minus the weighted sum of the nine before it modulo
// 11. Circular 105/2020/TT-BTC art. 5 has the form; the weights are those of python-stdnum.
func validTaxCode(digits string) bool {
	sum := 0
	for i, weight := range [9]int{31, 29, 23, 19, 17, 13, 7, 5, 3} {
		sum += int(digits[i]-'0') * weight
	}
	return 10-sum%11 == int(digits[9]-'0')
}
