package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Plate is the licence plate of a vehicle: 15A-123.45. Without the dot, and with the four digits of older plates, it is
// one only behind a word such as xe or biển số.
type Plate struct {
	Head
	// Valid says that the first two digits can be those of a province, 11 to 99.
	Valid bool `expr:"valid"`
}

// plates returns those that were found on the way through the text.
func plates(g *gathering) []Subject {
	return inOrder(subjects(g.numbers.plates, func(p *Plate) *Head { return &p.Head }))
}

// platesIn looks for a plate whose two digits end a stretch of digits.
func (g *gathering) platesIn(r *page.Run, groups []group) {
	last := groups[len(groups)-1]
	if len(last.digits) != 2 || last.end-last.start != 2 || last.end == len(r.Text) || !beginsSeries(r.Text[last.end:]) {
		return
	}
	if c, _ := utf8.DecodeLastRuneInString(r.Text[:last.start]); unicode.In(c, unicode.L, unicode.M, unicode.Nd) {
		return
	}
	size, digits, dotted := plateBody(r.Text[last.end:])
	if size == 0 || goesOn(r.Text[last.end+size:]) {
		return
	}
	if (!dotted || digits != 5) && !behindVehicle(r.Text[:last.start]) {
		return
	}
	end := last.end + size
	f := Plate{Valid: last.digits >= "11"}
	masked := r.Text[last.start:last.end] + "***" + r.Text[end-2:end]
	if f.Valid {
		f.Head = g.personal(r, last.start, end, masked)
	} else {
		f.Head = g.at(r, last.start, end)
		f.Masked = masked
	}
	g.numbers.plates = append(g.numbers.plates, f)
}

// beginsSeries reports whether s begins like "A…" or "-B1…".
func beginsSeries(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return s != "" && s[0]-'A' < 26
}

// plateBody reads what follows a province: a series of one or two letters and perhaps a digit, a dash or a space, and
// four digits or five, perhaps with a dot. Size is 0 if s does not begin like that.
func plateBody(s string) (size, digits int, dotted bool) {
	at := len(s) - len(strings.TrimPrefix(s, "-"))
	letters := at
	for at < len(s) && at < letters+2 && s[at]-'A' < 26 {
		at++
	}
	if at < len(s) && s[at]-'0' < 10 {
		at++
	}
	gap := at
	for at < len(s) && at < gap+3 {
		r, size := utf8.DecodeRuneInString(s[at:])
		if r != '-' && !unicode.IsSpace(r) {
			break
		}
		at += size
	}
	if at == gap {
		return 0, 0, false
	}
	for ; at < len(s); at++ {
		switch {
		case s[at]-'0' < 10:
			digits++
			continue
		case s[at] == '.' && digits == 3 && at+1 < len(s) && s[at+1]-'0' < 10:
			dotted = true
			continue
		}
		break
	}
	if digits != 4 && digits != 5 || dotted && digits != 5 {
		return 0, 0, false
	}
	return at, digits, dotted
}

// vehicleReach is how far before a plate a word for its vehicle counts, in bytes.
const vehicleReach = 48

// behindVehicle reports whether a word for a vehicle or its plate stands before a number.
func behindVehicle(before string) bool {
	before = before[cutBack(before, vehicleReach):]
	for token := range text.Syllables(before) {
		switch text.Key(before[token.Start:token.End]) {
		case "xe", text.Key("biển"), "bks", text.Key("mô"):
			return true
		}
	}
	return false
}

// cutBack returns the offset n bytes before the end of s, moved on to the beginning of a character.
func cutBack(s string, n int) int {
	at := max(0, len(s)-n)
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	return at
}
