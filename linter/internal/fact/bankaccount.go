package fact

import (
	"github.com/rasoat/rasoat/linter/internal/page"
)

// BankAccount is the number of a bank account: six to nineteen digits behind a label, or eight and more beside a bank's
// name.
type BankAccount struct {
	Head
	// Labelled says that STK, số tài khoản or chuyển khoản stands before it, or names its column or field; else there is
	// only the name of a bank.
	Labelled bool `expr:"labelled"`
	// Treasury says that it has the form of an account at the State Treasury, 3714.0.1234567: a public body's.
	Treasury bool `expr:"treasury"`
	// Official says that it is one of the site's contacts.
	Official bool `expr:"official"`
}

// bankAccounts returns the numbers that were found on the way through the text.
func bankAccounts(g *gathering) []Subject {
	return inOrder(subjects(g.numbers.accounts, func(b *BankAccount) *Head { return &b.Head }))
}

// The digits that an account has, and those that one without a label has.
const (
	fewestAccountDigits   = 6
	mostAccountDigits     = 19
	fewestUnlabelledCount = 8
)

// accountsIn looks for an account in one stretch of digits, and reports whether there is one.
func (g *gathering) accountsIn(r *page.Run, groups []group) bool {
	for i := 0; i < len(groups); {
		n := uniform(groups[i:])
		last := i + n - 1
		if g.addAccount(r, groups[i:last+1]) {
			return true
		}
		i = max(last, i+1)
	}
	return false
}

// addAccount adds what groups that are parted in one way are, if they are an account.
func (g *gathering) addAccount(r *page.Run, groups []group) bool {
	start, end := groups[0].start, groups[len(groups)-1].end
	label := g.labelBefore(r.Text, start)
	b := BankAccount{Labelled: label == accountLabel}
	if b.Labelled {
		start = beforeLetters(r.Text, start)
	}
	if !b.Labelled && label != bankLabel && (label != noLabel || !g.bankBehind(r.Text, end)) {
		return false
	}
	digits := joined(groups)
	fewest := fewestAccountDigits
	if !b.Labelled {
		fewest = fewestUnlabelledCount
	}
	if isAmount(groups) && len(groups) > 1 || len(digits) < fewest || len(digits) > mostAccountDigits || isDated(groups) || isMoney(r.Text[end:]) ||
		!standsAlone(r.Text, start, end) {
		return false
	}
	b.Treasury = len(groups) == 3 && groups[1].gap == dot && len(groups[0].digits) == 4 && len(groups[1].digits) == 1 &&
		len(groups[2].digits) == 7
	if n, ok := g.parseNumber(digits, false); ok && n.kind != mobile && n.kind != legacyMobile {
		return false // a bank has a telephone
	}
	b.Official = g.accounts[digits]
	if b.Official || b.Treasury {
		b.Head = g.at(r, start, end)
		b.Masked = mask(digits, 2, 3)
	} else {
		b.Head = g.personal(r, start, end, mask(digits, 2, 3))
	}
	g.numbers.accounts = append(g.numbers.accounts, b)
	return true
}

// beforeLetters returns where an account begins of which the digits from start on are the end: some banks put a letter
// between, as in 711A12345678.
func beforeLetters(s string, start int) int {
	at := start
	for at > 0 && start-at < 6 && (isDigit(s[at-1]) || s[at-1]-'A' < 26) {
		at--
	}
	if at == start || isDigit(s[at]) {
		return at
	}
	return start
}

// isDated reports whether groups are a date, or are parted as no account is.
func isDated(groups []group) bool {
	if len(groups) == 1 {
		return false
	}
	return groups[1].gap == stroke || groups[1].gap == bracket || isDate(groups)
}

// banks returns the names of banks and wallets, as people write them.
func banks() []string {
	return []string{"Vietcombank", "VCB", "VietinBank", "Vietin", "BIDV", "Agribank", "Techcombank", "TCB", "MB Bank",
		"MBBank", "MB", "ACB", "VPBank", "TPBank", "Sacombank", "HDBank", "VIB", "SHB", "SeABank", "MSB", "OCB", "Eximbank",
		"LPBank", "LienVietPostBank", "Nam A Bank", "ABBank", "BaoViet Bank", "PVcomBank", "BacABank", "VietBank",
		"Kienlongbank", "NCB", "Cake", "Timo", "MoMo", "ViettelPay", "Viettel Money", "ZaloPay"}
}
