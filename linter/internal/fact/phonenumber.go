package fact

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// The kinds of telephone numbers.
const (
	mobile       = "mobile"
	legacyMobile = "legacy-mobile"
	landline     = "landline"
	hotline      = "hotline"
)

// number is a telephone number apart from its place.
type number struct {
	e164     string // +84912345678
	national string // 0912345678; of a foreign number, as e164
	kind     string
	valid    bool
}

// personal reports whether the number is one that people carry with them.
func (n number) personal() bool { return n.kind == mobile || n.kind == legacyMobile }

// maxReadings bounds how many telephone numbers a worker remembers.
const maxReadings = 1 << 12

// reading is what parseNumber made of digits.
type reading struct {
	number
	ok bool
}

// parseNumber reads digits like the function of that name, and remembers what it made of them: a school's pages repeat a
// few numbers, and the library is slow.
func (w *Worker) parseNumber(digits string, plus bool) (number, bool) {
	key := digits
	if plus {
		key = "+" + digits
	}
	known, ok := w.readings[key]
	if !ok {
		known.number, known.ok = parseNumber(digits, plus)
		if len(w.readings) >= maxReadings {
			clear(w.readings)
		}
		w.readings[strings.Clone(key)] = known
	}
	return known.number, known.ok
}

// parseNumber reads digits as a telephone number of Vietnam, or, with a plus sign, of another country. The form is
// looked at first, because the library is slow and most digits are something else.
func parseNumber(digits string, plus bool) (number, bool) {
	switch {
	case plus && !strings.HasPrefix(digits, "84") && !strings.HasPrefix(digits, "0"):
		return foreign(digits)
	case strings.HasPrefix(digits, "0084"):
		digits = trunk(digits[4:])
	case strings.HasPrefix(digits, "84") && len(digits) >= 10:
		digits = trunk(digits[2:])
	}
	switch {
	case hasLegacyForm(digits):
		now := legacyPrefix(digits[:4]) + digits[4:]
		return number{"+84" + now[1:], digits, legacyMobile, true}, true
	case len(digits) == 10 && digits[0] == '0' && strings.IndexByte("35789", digits[1]) >= 0:
		return vietnamese(digits, mobile)
	case strings.HasPrefix(digits, "02") && len(digits) >= 10 && len(digits) <= 11:
		return vietnamese(digits, landline)
	case (strings.HasPrefix(digits, "1800") || strings.HasPrefix(digits, "1900")) && len(digits) <= 10:
		return vietnamese(digits, hotline)
	}
	return number{}, false
}

// trunk puts the 0 of a national number before digits that followed a country code, "(0)" or not.
func trunk(digits string) string { return "0" + strings.TrimPrefix(digits, "0") }

// vietnamese asks the library about a number that has the form of the given kind. What looks like a mobile number is
// one even if its prefix has not been handed out: the list of prefixes grows.
func vietnamese(national, kind string) (number, bool) {
	n := number{"+84" + strings.TrimPrefix(national, "0"), national, kind, false}
	parsed, err := phonenumbers.Parse(national, "VN")
	if err != nil {
		return n, kind == mobile
	}
	switch phonenumbers.GetNumberType(parsed) {
	case phonenumbers.MOBILE:
		n.valid = kind == mobile
	case phonenumbers.FIXED_LINE:
		n.valid = kind == landline
	case phonenumbers.TOLL_FREE, phonenumbers.PREMIUM_RATE, phonenumbers.SHARED_COST, phonenumbers.UAN:
		n.valid = kind == hotline
	}
	return n, n.valid || kind == mobile
}

// foreign asks the library about a number of another country.
func foreign(digits string) (number, bool) {
	if len(digits) < minDigits {
		return number{}, false
	}
	parsed, err := phonenumbers.Parse("+"+digits, "VN")
	if err != nil || !phonenumbers.IsValidNumber(parsed) {
		return number{}, false
	}
	n := number{"+" + digits, "+" + digits, landline, true}
	switch phonenumbers.GetNumberType(parsed) {
	case phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE, phonenumbers.PERSONAL_NUMBER:
		n.kind = mobile
	}
	return n, true
}

// hasLegacyForm reports whether digits are an eleven-digit mobile number as it was written until 2018.
func hasLegacyForm(digits string) bool { return len(digits) == 11 && legacyPrefix(digits[:4]) != "" }

// legacyPrefix returns what replaced the first four digits of an eleven-digit mobile number between September and
// November 2018 (plan 798/QĐ-BTTTT of the ministry, from memory); "" if they were no such prefix.
func legacyPrefix(four string) string {
	switch four {
	case "0120":
		return "070"
	case "0121":
		return "079"
	case "0122":
		return "077"
	case "0126":
		return "076"
	case "0128":
		return "078"
	case "0123":
		return "083"
	case "0124":
		return "084"
	case "0125":
		return "085"
	case "0127":
		return "081"
	case "0129":
		return "082"
	case "0162", "0163", "0164", "0165", "0166", "0167", "0168", "0169":
		return "03" + four[3:]
	case "0186", "0188":
		return "05" + four[3:]
	case "0199":
		return "059"
	}
	return ""
}

// maskPhone leaves the first four and the last three digits of a number.
func maskPhone(national string) string { return mask(national, 4+strings.Count(national, "+"), 3) }
