package fact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// label says what a number after a word is.
type label uint8

const (
	noLabel label = iota
	citizenLabel
	phoneLabel
	otherLabel
)

// labels returns the words that say what the number behind them is.
func labels(l label) []string {
	switch l {
	case citizenLabel:
		return []string{"CCCD", "căn cước", "định danh", "CMND", "CMT", "CMTND", "chứng minh nhân dân", "chứng minh thư",
			"giấy chứng minh"}
	case phoneLabel:
		return []string{"điện thoại", "ĐT", "SĐT", "DĐ", "ĐTDĐ", "di động", "số máy", "liên hệ", "gọi", "nhắn", "hotline",
			"Zalo", "Viber", "WhatsApp", "tel", "phone", "mobile"}
	case otherLabel:
		return []string{"MST", "mã số", "STK", "TK", "số tài khoản", "BHXH", "BHYT", "số bảo hiểm", "thẻ bảo hiểm",
			"mã học sinh", "mã HS", "vận đơn", "mã đơn", "mã giao dịch", "mã hồ sơ", "số hoá đơn", "số hiệu", "số sê-ri",
			"số báo danh", "SBD", "số hộ chiếu", "hộ chiếu số", "mã vạch", "ISBN", "ISSN"}
	}
	return nil
}

// labelHit is a label found in the text that is being read.
type labelHit struct {
	label label
	end   int
}

// A label counts up to labelReach characters before a number. One that says that a number is something else must stand
// nearer, because what it hides is not found at all.
const (
	labelReach = 40
	otherReach = 25
)

// labelBefore returns what the nearest label before the number at start says.
func (g *gathering) labelBefore(s string, start int) label {
	if l := touching(s[:start]); l != noLabel {
		return l
	}
	at, _ := slices.BinarySearchFunc(g.labels, start+1, func(h labelHit, end int) int { return h.end - end })
	if at == 0 {
		return noLabel
	}
	hit := g.labels[at-1]
	reach := labelReach
	if hit.label == otherLabel {
		reach = otherReach
	}
	between := s[hit.end:start]
	if len(between) > reach*utf8.UTFMax || utf8.RuneCountInString(between) > reach || enoughDigits(between) {
		return noLabel
	}
	return hit.label
}

// touching returns what a label says that a number follows without a space, as in "ĐT0912…".
func touching(before string) label {
	switch text.Key(lastLetters(before)) {
	case text.Key("ĐT"), text.Key("SĐT"), text.Key("DĐ"), "dt", "sdt", "tel", "zalo":
		return phoneLabel
	case "cccd", "cmnd", "cmt", "cc":
		return citizenLabel
	}
	return noLabel
}

// lastLetters returns the letters that s ends with, at most eight.
func lastLetters(s string) string {
	at := len(s)
	for range 8 {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.In(r, unicode.L, unicode.M) {
			break
		}
		at -= size
	}
	return s[at:]
}

// standsAlone reports whether what surrounds a number allows it to be one: no letters, decimals, file names and
// addresses, except those of tel: and zalo.me.
func standsAlone(s string, start, end int) bool {
	return !inAddress(s[:start]) && endsBefore(s[:start]) && !goesOn(s[end:])
}

// endsBefore reports whether what precedes a number is over: no letter but a label touches it, and it is no decimal.
func endsBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case r == '_':
		return false
	case unicode.In(r, unicode.L, unicode.M):
		return touching(s) != noLabel
	case r == ',':
		s = s[:len(s)-1]
		digits := len(s) - len(strings.TrimRight(s, "0123456789"))
		return digits == 0 || digits >= minDigits
	}
	return true
}

// goesOn reports whether what follows a number shows that it is part of something longer.
func goesOn(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return false
	case r == '_' || r == '%' || unicode.In(r, unicode.L, unicode.M):
		return true
	case r == ',':
		return len(s) > size && s[size]-'1' < 9
	case r == '.':
		return isExtension(s[size:])
	}
	return false
}

// isExtension reports whether s begins like the end of a file's name, "jpg".
func isExtension(s string) bool {
	n := 0
	for n < len(s) && (s[n]-'a' < 26 || n > 0 && s[n]-'0' < 10) {
		n++
	}
	r, _ := utf8.DecodeRuneInString(s[n:])
	return n >= 2 && n <= 5 && !unicode.In(r, unicode.L, unicode.M)
}

// longestAddress bounds how far back the beginning of an address is looked for, in bytes.
const longestAddress = 500

// inAddress reports whether the number that follows before stands in an address or a path.
func inAddress(before string) bool {
	before = before[max(0, len(before)-longestAddress):]
	if at := strings.LastIndexFunc(before, endsAddress); at >= 0 {
		_, size := utf8.DecodeRuneInString(before[at:])
		before = before[at+size:]
	}
	word := strings.ToLower(before)
	switch {
	case strings.Contains(word, "zalo.me/"):
		return false
	case strings.Contains(word, "://"), strings.Contains(word, "www."):
		return true
	}
	return strings.HasPrefix(word, "/") || strings.HasPrefix(word, "./") || strings.HasPrefix(word, "../") ||
		hasDomain(word)
}

// endsAddress reports whether no address goes on behind r.
func endsAddress(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`<>"“(`, r) }

// hasDomain reports whether a word is like "hoasen.edu.vn/…".
func hasDomain(word string) bool {
	host, _, ok := strings.Cut(word, "/")
	dot := strings.LastIndexByte(host, '.')
	return ok && dot > 0 && isExtension(host[dot+1:])
}
