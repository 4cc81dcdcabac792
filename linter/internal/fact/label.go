package fact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// label says what a number after a word is.
type label uint8

const (
	noLabel label = iota
	citizenLabel
	phoneLabel
	insuranceLabel
	taxLabel
	accountLabel
	bankLabel // a bank's name: only a hint
	passportLabel
	pupilLabel
	codeLabel // a code of any sort
	otherLabel
)

// labels returns the words that say what the number behind them is.
func labels(l label) []string {
	switch l {
	case citizenLabel:
		return []string{"CCCD", "căn cước", "định danh", "CMND", "CMT", "CMTND", "chứng minh nhân dân", "chứng minh thư",
			"giấy chứng minh"}
	case phoneLabel:
		return []string{"điện thoại", "ĐT", "SĐT", "DĐ", "ĐTDĐ", "di động", "số máy", "liên hệ", "gọi", "nhắn", "alo",
			"hotline", "tổng đài", "đường dây nóng", "Zalo", "Viber", "WhatsApp", "tel", "phone", "mobile", "fax"}
	case insuranceLabel:
		return []string{"BHXH", "BHYT", "số bảo hiểm", "thẻ bảo hiểm", "mã bảo hiểm", "bảo hiểm y tế",
			"bảo hiểm xã hội"}
	case taxLabel:
		return []string{"MST", "mã số thuế", "mã số doanh nghiệp"}
	case accountLabel:
		return []string{"STK", "TK", "tài khoản", "chuyển khoản", "số thẻ ngân hàng"}
	case bankLabel:
		return banks()
	case passportLabel:
		return []string{"hộ chiếu", "HC số", "passport"}
	case pupilLabel:
		return []string{"mã học sinh", "mã HS", "mã số học sinh"}
	case codeLabel:
		return []string{"mã số", "SBD", "số báo danh"}
	case otherLabel:
		return []string{"vận đơn", "mã đơn", "đơn hàng", "mã giao dịch", "mã hồ sơ", "số hoá đơn", "hoá đơn số", "hoá đơn",
			"số hiệu", "số sê-ri", "serial", "mã vạch", "mã sản phẩm", "mã sách", "mã lô", "mã đề", "ISBN", "ISSN", "số tiền",
			"doanh thu", "tổng chi", "tổng thu", "tổng vốn"}
	}
	return nil
}

// hidesPhone reports whether a number behind the label is none to call, whatever its digits.
func (l label) hidesPhone() bool { return l >= insuranceLabel && l != bankLabel }

// hidesCitizen reports whether a number behind the label is not that of a person's card, whatever its digits.
func (l label) hidesCitizen() bool { return l == taxLabel || l == accountLabel || l == otherLabel }

// labelHit is a label found in the text that is being read.
type labelHit struct {
	label      label
	start, end int
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
		return g.outer
	}
	hit := g.labels[at-1]
	reach := labelReach
	if hit.label.hidesPhone() {
		reach = otherReach
	}
	between := s[hit.end:start]
	if len(between) > 2*reach*utf8.UTFMax || lettersIn(between) > reach || mayHold(between, minDigits) {
		return noLabel
	}
	return hit.label
}

// lettersIn counts characters; a letter with its marks is one, in whichever form it is written.
func lettersIn(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.M, r) {
			n++
		}
	}
	return n
}

// bankBehind reports whether a bank's name follows the number that ends at end, with hardly anything between.
func (g *gathering) bankBehind(s string, end int) bool {
	at, _ := slices.BinarySearchFunc(g.labels, end, func(h labelHit, start int) int { return h.start - start })
	for _, hit := range g.labels[at:] {
		if hit.start-end > bankReach {
			return false
		}
		if hit.label == bankLabel {
			return !strings.ContainsAny(s[end:hit.start], ".;\n0123456789")
		}
	}
	return false
}

// bankReach is how far behind a number a bank's name counts, in bytes.
const bankReach = 24

// plainKey returns the name of a field in small letters and without what parts its words: ngay_sinh, ngay-sinh and ngaySinh
// are one name.
func plainKey(key string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' {
			return -1
		}
		return unicode.ToLower(r)
	}, key)
}

// labelOfKey returns what the name of a front matter field says about a number in it. Such names have no diacritics.
func labelOfKey(key string) label {
	key = plainKey(key)
	for _, l := range []struct {
		label label
		parts []string
	}{
		{citizenLabel, []string{"cccd", "cmnd", "cancuoc", "dinhdanh"}},
		{insuranceLabel, []string{"bhyt", "bhxh", "baohiem"}},
		{taxLabel, []string{"mst", "masothue", "taxcode"}},
		{accountLabel, []string{"stk", "taikhoan", "bankaccount"}},
		{passportLabel, []string{"hochieu", "passport"}},
	} {
		if slices.ContainsFunc(l.parts, func(part string) bool { return strings.Contains(key, part) }) {
			return l.label
		}
	}
	return noLabel
}

// outerLabel returns what stands outside a run about the numbers in it: the name of its front matter field.
func (g *gathering) outerLabel(r *page.Run) label {
	start := r.Span(0, 1).Start
	switch r.Within {
	case page.InField:
	case page.InCell, page.InHTML:
		return g.labelOfCell(start)
	default:
		return noLabel
	}
	at, ok := slices.BinarySearchFunc(g.page.Fields, start, func(f page.Field, start int) int { return f.Span.Start - start })
	if !ok {
		at--
	}
	if at < 0 {
		return noLabel
	}
	return labelOfKey(g.page.Fields[at].Key)
}

// isMoney reports whether what follows a number is a unit of money or an order of magnitude.
func isMoney(after string) bool {
	after = strings.TrimLeftFunc(after, unicode.IsSpace)
	n := len(after)
	for i, r := range after {
		if !unicode.In(r, unicode.L, unicode.M) {
			n = i
			break
		}
	}
	switch text.Key(after[:n]) {
	case text.Key("đồng"), "đ", "vnd", text.Key("VNĐ"), "usd", text.Key("nghìn"), text.Key("ngàn"), text.Key("triệu"),
		text.Key("tỉ"), text.Key("tỷ"):
		return true
	}
	return false
}

// touching returns what a label says that a number follows without a space, as in "ĐT0912…".
func touching(before string) label {
	switch text.Key(lastLetters(before)) {
	case text.Key("ĐT"), text.Key("SĐT"), text.Key("DĐ"), "dt", "sdt", "tel", "zalo":
		return phoneLabel
	case "cccd", "cmnd", "cmt", "cc":
		return citizenLabel
	case "bhxh", "bhyt":
		return insuranceLabel
	case "mst":
		return taxLabel
	case "stk", "tk":
		return accountLabel
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
