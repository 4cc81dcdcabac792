package fact

import "github.com/rasoat/rasoat/linter/internal/page"

// numbers are the numbers of people that were found on the way through the text.
type numbers struct {
	phones      []Phone
	citizens    []CitizenID
	insurances  []InsuranceID
	taxes       []TaxCode
	accounts    []BankAccount
	passports   []Passport
	plates      []Plate
	coordinates []Coordinates
}

// readNumbers looks for numbers of people in a run of text.
func (g *gathering) readNumbers(r *page.Run) {
	g.outer = g.outerLabel(r)
	g.groups = stretches(r.Text, g.groups, func(groups []group) {
		g.platesIn(r, groups)
		g.coordinatesIn(r, groups)
		g.insurancesIn(r, groups)
		g.passportsIn(r, groups)
		if g.accountsIn(r, groups) || g.taxesIn(r, groups) {
			return
		}
		g.citizensIn(r, groups)
		g.phonesIn(r, groups)
	})
	if plain := withoutLetters(r.Text); plain != r.Text {
		stretches(plain, nil, func(groups []group) { g.disguisedPhonesIn(r, plain, groups) })
	}
}

// digitSet returns the digits of numbers in any spelling.
func digitSet(numbers []string) map[string]bool {
	set := map[string]bool{}
	for _, number := range numbers {
		digits := ""
		stretches(number, nil, func(groups []group) { digits += joined(groups) })
		set[digits] = true
	}
	return set
}
