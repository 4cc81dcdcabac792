package fact

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// Phone is a telephone number: of Vietnam in any spelling, of other countries with a plus sign. Numbers of three digits,
// such as 113, are none.
type Phone struct {
	Head
	// Number is the number in international form, +84912345678; old mobile numbers as they are dialled today.
	Number string `expr:"number"`
	// Kind is mobile, legacy-mobile (eleven digits, until 2018), landline or hotline.
	Kind string `expr:"kind"`
	// Valid says that numbers with this prefix and length have been handed out.
	Valid bool `expr:"valid"`
	// Official says that the number is one of the site's contacts.
	Official bool `expr:"official"`
}

// phones returns the numbers that were found on the way through the text.
func phones(g *gathering) []Subject {
	return inOrder(subjects(g.numbers.phones, func(p *Phone) *Head { return &p.Head }))
}

// phonesIn looks for numbers in one stretch of digits. A number is made of whole groups; of the numbers that begin with
// a group, the longest counts.
func (g *gathering) phonesIn(r *page.Run, groups []group) {
	free := 0 // groups before are part of other numbers
	for i := 0; i < len(groups); i++ {
		n, last, ok := longestNumber(r.Text, groups, i, g.parseNumber)
		if !ok || partOfMore(groups, free, i, last) || !standsAlone(r.Text, groups[i].start, groups[last].end) {
			continue
		}
		label := g.labelBefore(r.Text, groups[i].start)
		if label.hidesPhone() || label != phoneLabel && isSpelled(groups[i:last+1]) {
			continue
		}
		g.addPhone(r, groups, i, last, n)
		i, free = last, last+1
	}
}

func (g *gathering) addPhone(r *page.Run, groups []group, first, last int, n number) {
	start := groups[first].start
	plus, bracket := lead(r.Text[:start])
	start -= plus
	if slices.ContainsFunc(groups[first+1:last+1], func(g group) bool { return g.close }) {
		start -= bracket
	}
	p := Phone{Number: n.e164, Kind: n.kind, Valid: n.valid, Official: g.official[n.e164]}
	p.Head = g.at(r, start, groups[last].end)
	p.Masked = maskPhone(n.national)
	g.numbers.phones = append(g.numbers.phones, p)
	if !p.Official && n.personal() {
		g.hide(p.Head, r.Text[start:groups[last].end])
	}
}

// longestNumber returns the longest telephone number that begins with group first, and its last group.
func longestNumber(s string, groups []group, first int, parse func(string, bool) (number, bool)) (best number, last int, ok bool) {
	plus, _ := lead(s[:groups[first].start])
	digits := ""
	for i := first; i < len(groups) && i < first+maxGroups; i++ {
		digits += groups[i].digits
		if len(digits) < minDigits {
			continue
		}
		if len(digits) > maxPhoneDigits {
			break
		}
		if isSpelled(groups[first:i+1]) && len(digits) != 10 {
			continue
		}
		if n, is := parse(digits, plus > 0); is && looksLikePhone(groups[first:i+1], n.kind, plus > 0) {
			best, last, ok = n, i, true
		}
	}
	return best, last, ok
}

// A number has at most maxGroups groups ("0 9 1 2 3 4 5 6 7 8") and maxPhoneDigits digits (0084 and eleven).
const (
	maxGroups      = 10
	maxPhoneDigits = 15
)

// looksLikePhone tells numbers from dates, amounts, decimals and coordinates, whose digits can be those of a number.
func looksLikePhone(groups []group, kind string, plus bool) bool {
	first := groups[0].digits
	switch {
	case len(groups) == 1:
		return true
	case isSeries(groups):
		return false
	case isSpelled(groups):
		return kind == mobile
	case slices.ContainsFunc(groups[1:], isSingle):
		return false
	case slices.ContainsFunc(groups[1:], func(g group) bool { return g.gap == stroke }):
		return kind == mobile && uniform(groups) == len(groups) &&
			!slices.ContainsFunc(groups, func(g group) bool { return len(g.digits) < 3 })
	case plus:
		return true
	case len(first) == 1, isDate(groups), kind == legacyMobile && len(first) == 2 && first != "84":
		return false
	case first[0] == '1':
		return len(first) >= 4 // 1900 1234, not the amount 1.900.1234
	case first == "84":
		return !isAmount(groups)
	}
	return true
}

// isSeries reports whether groups count up, as 02 03 04 05 06 does at the head of a table or of a dump of bytes.
func isSeries(groups []group) bool {
	if len(groups) < 3 {
		return false
	}
	for i, g := range groups {
		if len(g.digits) != 2 {
			return false
		}
		if i > 0 && twoDigits(g) != twoDigits(groups[i-1])+1 {
			return false
		}
	}
	return true
}

// twoDigits returns the number that a group of two digits writes.
func twoDigits(g group) int { return 10*int(g.digits[0]-'0') + int(g.digits[1]-'0') }

// isSingle reports whether a group is a single digit other than the 0 of "+84 (0) 912 …".
func isSingle(g group) bool { return len(g.digits) == 1 && (g.gap != bracket || g.digits != "0") }

// isSpelled reports whether a number is written digit by digit, "0 9 1 2 …", which hides it from a hasty search.
func isSpelled(groups []group) bool {
	return len(groups) > 2 && uniform(groups) == len(groups) &&
		!slices.ContainsFunc(groups, func(g group) bool { return len(g.digits) != 1 })
}

// isDate reports whether groups begin like 03-09-2026 or 09.2026. Parted by white space they may be a number.
func isDate(groups []group) bool {
	if groups[1].gap == space {
		return false
	}
	if len(groups) > 2 && len(groups[0].digits) <= 2 && groups[1].gap == groups[2].gap && isMonth(groups[1:]) {
		return true
	}
	return isMonth(groups)
}

// isMonth reports whether groups begin with a month and a year.
func isMonth(groups []group) bool {
	return len(groups) > 1 && len(groups[0].digits) <= 2 && groups[0].digits <= "12" && isYear(groups[1].digits)
}

// isYear reports whether digits are a year of this century or the last.
func isYear(digits string) bool {
	return len(digits) == 4 && (digits[:2] == "19" || digits[:2] == "20")
}

// isAmount reports whether groups are written like 84.912.345.678: dots, and three digits behind each.
func isAmount(groups []group) bool {
	return !slices.ContainsFunc(groups[1:], func(g group) bool { return g.gap != dot || len(g.digits) != 3 })
}

// partOfMore reports whether the groups from first to last are a part of a longer number: one of a bank account, say.
// Groups before free are part of other telephone numbers. White space before a number says nothing: "lớp 101 0912 …".
func partOfMore(groups []group, free, first, last int) bool {
	inner := group{}
	if last > first {
		inner = groups[last]
	}
	if before := groups[first]; first > free && before.gap != space && attached(before, inner, groups[first-1].digits) {
		return true
	}
	next := last + 1
	return next < len(groups) && attached(groups[next], inner, groups[next].digits) && !beginsPhone(groups[next].digits)
}

// attached reports whether a neighbour with the given digits belongs to a number whose own groups are parted as inner
// is. The gap between must be the same, or, if the number is in one piece, have no white space.
func attached(between, inner group, digits string) bool {
	if inner.gap == noGap {
		return between.tight && (between.gap == dot || between.gap == dash && len(digits) > 2)
	}
	return between.gap == inner.gap && between.tight == inner.tight && len(digits) > 2
}

// beginsPhone reports whether a group can be the first of another telephone number.
func beginsPhone(digits string) bool { return digits[0] == '0' || strings.HasPrefix(digits, "84") }

// withoutLetters returns s with the letters that stand for digits, as in "O9l2 345 678", turned into them; s itself if
// there are none. No byte moves.
func withoutLetters(s string) string {
	var plain []byte
	for i := range len(s) {
		digit, ok := standsFor(s[i])
		if !ok {
			continue
		}
		before, behind := s[:i], s[i+1:]
		if plain != nil {
			before = string(plain[max(0, i-utf8.UTFMax):i])
		}
		if last, next := endsWithDigit(before), beginsWithDigit(behind); last && next || last && !beginsWithLetter(behind) ||
			next && !endsWithLetter(before) {
			if plain == nil {
				plain = []byte(s)
			}
			plain[i] = digit
		}
	}
	if plain == nil {
		return s
	}
	return string(plain)
}

// standsFor returns the digit that a letter looks like.
func standsFor(letter byte) (byte, bool) {
	switch letter {
	case 'O', 'o':
		return '0', true
	case 'l', 'I':
		return '1', true
	}
	return 0, false
}

func isDigit(b byte) bool { return b-'0' < 10 }

func beginsWithDigit(s string) bool { return s != "" && isDigit(s[0]) }
func endsWithDigit(s string) bool   { return s != "" && isDigit(s[len(s)-1]) }

func beginsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isLetterOrMark(r)
}

func endsWithLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isLetterOrMark(r)
}

// disguisedPhonesIn looks for numbers in a stretch of plain, which is the run's text with letters turned into digits.
func (g *gathering) disguisedPhonesIn(r *page.Run, plain string, groups []group) {
	start, end := groups[0].start, groups[len(groups)-1].end
	if r.Text[start:end] == plain[start:end] {
		return
	}
	run := *r
	run.Text = plain
	g.phonesIn(&run, groups)
}
