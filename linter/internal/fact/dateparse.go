package fact

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// dayAt reads the day whose first number begins at at: 7/9/2026, 7-9-2026, 7.9.2026, 2026-09-07, 7 tháng 9 năm 2026; and
// 7/9, or 20 alone, behind the word ngày. What stands behind it must not go on.
func dayAt(s string, at int) (day, bool) {
	first := numberEnd(s, at)
	a, err := strconv.Atoi(s[at:min(first, at+5)])
	if err != nil {
		return day{}, false
	}
	if !mayGoOn(s[first:]) {
		return day{}, false
	}
	d := day{start: at, day: a}
	d.named = d.lead(s)
	var ok bool
	switch {
	case first-at == 4:
		ok = d.iso(s, first)
	case first-at > 2:
	default:
		ok = d.inWords(s, first) || d.inDigits(s, first) || d.alone(s, first)
	}
	return d, ok
}

// dateWord says what a word before a number makes of it.
type dateWord uint8

const (
	otherWord    dateWord = iota
	dayWord               // ngày
	dayWordOnly           // mồng, mùng, hôm: with or without ngày before
	countWord             // số, ngõ: what follows is a number of something
	weekdayWord           // thứ
	weekdayFirst          // hai … bảy, and 2 … 7; the day is weekdayFirst plus its place in the week
	sundayWord   = weekdayFirst + 7
)

// dateWords returns what words before a number say, by their keys.
var dateWords = sync.OnceValue(func() map[string]dateWord {
	all := map[string]dateWord{text.Key("ngày"): dayWord, text.Key("thứ"): weekdayWord, text.Key("nhật"): sundayWord}
	for _, word := range []string{"mồng", "mùng", "hôm"} {
		all[text.Key(word)] = dayWordOnly
	}
	for _, word := range []string{"số", "ngõ", "ngách", "hẻm", "tổ", "phòng", "mã", "bài", "mục", "điều", "bản"} {
		all[text.Key(word)] = countWord
	}
	for i, words := range []string{"hai 2", "ba 3", "tư 4", "năm 5", "sáu 6", "bảy bẩy 7"} {
		for word := range strings.FieldsSeq(words) {
			all[text.Key(word)] = weekdayFirst + dateWord(i)
		}
	}
	return all
})

// blanks may stand between the words of a date.
const blanks = " \u00a0\t\n\r"

// wordBefore returns what the word says that ends at end, apart from at most four bytes of gap characters, and where it
// begins.
func wordBefore(s string, end int, gap string) (w dateWord, start int) {
	before := strings.TrimRight(s[:end], gap)
	if end-len(before) > 4 {
		return otherWord, end
	}
	start = len(before)
	for start > 0 && len(before)-start < 24 {
		r, size := utf8.DecodeLastRuneInString(before[:start])
		if !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			break
		}
		start -= size
	}
	if start == len(before) {
		return otherWord, end
	}
	return dateWords()[text.Key(before[start:])], start
}

// lead takes the words before the number into the day: ngày, hôm, mồng, and a weekday. It reports whether there are any.
func (d *day) lead(s string) bool {
	named := false
	if w, start := wordBefore(s, d.start, blanks); start < d.start-1 && (w == dayWord || w == dayWordOnly) {
		d.start, named = start, true
		if w == dayWordOnly {
			if w, start := wordBefore(s, d.start, blanks); w == dayWord {
				d.start = start
			}
		}
	}
	second, at := wordBefore(s, d.start, blanks+"(,")
	if second < weekdayFirst {
		return named
	}
	first, start := wordBefore(s, at, blanks)
	switch {
	case first == weekdayWord && second < sundayWord:
		d.start, d.weekday = start, int(second-weekdayFirst)+1
	case second == sundayWord && text.Key(strings.TrimSpace(s[start:at])) == text.Key("chủ"):
		d.start, d.weekday = start, 7
	default:
		return named
	}
	return true
}

// iso reads the rest of 2026-09-07.
func (d *day) iso(s string, at int) bool {
	year := d.day
	month, at, ok := numberBehind(s, at, "-", 2)
	if !ok {
		return false
	}
	number, at, ok := numberBehind(s, at, "-", 2)
	if !ok || year < minYear || year > maxYear {
		return false
	}
	d.year, d.month, d.day, d.end = year, month, number, at
	return endsAt(s, at)
}

// The years that a date in a page may have.
const minYear, maxYear = 1000, 2100

// inDigits reads the rest of 7/9/2026, and of 7/9 where a word before has named it a day or a whole date ends its span.
func (d *day) inDigits(s string, at int) bool {
	for _, mark := range []string{"/", "-", "."} {
		month, next, ok := numberBehind(s, at, mark, 2)
		if !ok {
			continue
		}
		if year, end, ok := numberBehind(s, next, mark, 4); ok && end-next-len(mark) == 4 && year >= minYear && year <= maxYear {
			d.month, d.year, d.end = month, year, end
			return endsAt(s, end) && !(numbered(s[:d.start]) && !d.named)
		}
		d.month, d.end = month, next
		if mark != "/" || month == 0 || !endsAt(s, next) {
			return false
		}
		last, isSpan := spanEnd(s, *d)
		return d.named || isSpan && last.year != 0
	}
	return false
}

// inWords reads the rest of "7 tháng 9 năm 2026".
func (d *day) inWords(s string, at int) bool {
	at, ok := wordBehind(s, at, "tháng")
	if !ok {
		return false
	}
	end := numberEnd(s, at)
	if end == at || end-at > 2 {
		return false
	}
	d.month, _ = strconv.Atoi(s[at:end])
	d.end = end
	if year, ok := wordBehind(s, end, "năm"); ok && numberEnd(s, year)-year == 4 {
		d.end = numberEnd(s, year)
		d.year, _ = strconv.Atoi(s[year:d.end])
	} else if year, next, ok := numberBehind(s, end, "/", 4); ok && next-end == 5 {
		d.year, d.end = year, next
	}
	return endsAt(s, d.end)
}

// alone reads "ngày 20" where a span goes on: "từ ngày 20 đến ngày 25/11/2026", "20–25/11". The month follows later.
func (d *day) alone(s string, at int) bool {
	d.end = at
	last, ok := spanEnd(s, *d)
	return ok && last.month != 0 && d.day >= 1 && (d.named || last.year != 0)
}

// spanEnd returns the day that a span which begins with first ends with.
func spanEnd(s string, first day) (day, bool) {
	at := skipSpace(s, first.end)
	if at < len(s) && s[at] == ')' {
		at = skipSpace(s, at+1)
	}
	size := dashSize(s[at:])
	if size == 0 {
		next, ok := wordBehind(s, first.end, "đến")
		if !ok {
			if next, ok = wordBehind(s, first.end, "tới"); !ok {
				return day{}, false
			}
		}
		at = next
	} else {
		at = skipSpace(s, at+size)
	}
	rest := s[at:]
	for _, word := range []string{"hết", "ngày"} {
		if len(rest) > len(word) && text.Key(rest[:len(word)]) == text.Key(word) {
			at = skipSpace(s, at+len(word))
			rest = s[at:]
		}
	}
	if k := strings.IndexAny(rest, "0123456789"); k > 0 && k < 40 && isLead(rest[:k]) {
		at += k
	}
	if at >= len(s) || s[at]-'0' >= 10 {
		return day{}, false
	}
	end := numberEnd(s, at)
	d := day{start: at}
	d.day, _ = strconv.Atoi(s[at:min(end, at+3)])
	d.lead(s)
	if end-at > 2 {
		return day{}, false
	}
	if d.inWords(s, end) {
		return d, true
	}
	month, next, ok := numberBehind(s, end, "/", 2)
	if !ok {
		return day{}, false
	}
	d.month, d.end = month, next
	if year, last, ok := numberBehind(s, next, "/", 4); ok && last-next == 5 {
		d.year, d.end = year, last
	}
	return d, endsAt(s, d.end)
}

// isLead reports whether s is nothing but a weekday, marks and the word ngày: "thứ Sáu, ngày ".
func isLead(s string) bool {
	d := day{start: len(s)}
	return d.lead(s) && strings.TrimSpace(s[:d.start]) == ""
}

// numberBehind reads the mark, and the number of at most size digits, that follow at.
func numberBehind(s string, at int, mark string, size int) (n, end int, ok bool) {
	rest, ok := strings.CutPrefix(s[at:], mark)
	if !ok {
		return 0, at, false
	}
	start := len(s) - len(rest)
	end = numberEnd(s, start)
	if end == start || end-start > size {
		return 0, at, false
	}
	n, _ = strconv.Atoi(s[start:end])
	return n, end, true
}

// wordBehind returns where what follows a word begins, if the word follows at.
func wordBehind(s string, at int, word string) (int, bool) {
	start := skipSpace(s, at)
	end := start
	for end < len(s) && end-start < 24 {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !unicode.In(r, unicode.L, unicode.M) {
			break
		}
		end += size
	}
	if start == at || text.Key(s[start:end]) != text.Key(word) {
		return at, false
	}
	return skipSpace(s, end), true
}

// skipSpace returns the offset of what follows blanks, at most eight of them.
func skipSpace(s string, at int) int {
	for range 8 {
		r, size := utf8.DecodeRuneInString(s[at:])
		if r != ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\u00a0' {
			break
		}
		at += size
	}
	return at
}

// dashSize returns the size of the dash that s begins with, 0 if it begins with none.
func dashSize(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if gapOf(r) == dash {
		return size
	}
	return 0
}

// endsAt reports whether a date may be over at at: no letter, digit, slash or dash with a digit goes on with it.
func endsAt(s string, at int) bool {
	if at >= len(s) {
		return true
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case unicode.In(r, unicode.L, unicode.M, unicode.N) || r == '_' || r == '%':
		return false
	case r == '/' || r == '.' || r == ',' || r == '-' || r == ':':
		next, _ := utf8.DecodeRuneInString(s[at+size:])
		return !unicode.In(next, unicode.L, unicode.M, unicode.N) || r == ',' || r == '-' && !unicode.IsLetter(next)
	}
	return true
}

// numbered reports whether the word before a number says that it is the number of something.
func numbered(before string) bool {
	w, _ := wordBefore(before, len(before), blanks)
	return w == countWord
}

// endsWithSchoolYear reports whether s ends with the words for a school year.
func endsWithSchoolYear(s string) bool {
	tail := keys(strings.ToValidUTF8(s[max(0, len(s)-24):], ""))
	return slices.ContainsFunc(schoolYearWords(), func(words string) bool { return strings.HasSuffix(tail, words) })
}

// schoolYearWords returns the keys of the words for a school year.
var schoolYearWords = sync.OnceValue(func() []string { return []string{keys("năm học"), keys("niên học"), keys("NH")} })

// mayGoOn reports whether what stands behind the first number of a date can: a mark and a digit, the word tháng, or the
// words and dashes of a span.
func mayGoOn(rest string) bool {
	if len(rest) > 1 && (rest[0] == '/' || rest[0] == '-' || rest[0] == '.') {
		return rest[1]-'0' < 10 || rest[1] == ' '
	}
	rest = strings.TrimLeft(rest, blanks)
	for _, begin := range []string{"th", "Th", "TH", "đ", "Đ", "tớ", "to", "–", "—", "-", "‐", "‑", "−"} {
		if strings.HasPrefix(rest, begin) {
			return true
		}
	}
	return false
}
