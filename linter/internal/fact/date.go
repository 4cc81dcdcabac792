package fact

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Date is a date in running text, a span of dates, or a school year, in digits: "Thứ Hai, ngày 07/9/2026", "từ ngày 20
// đến ngày 25/11/2026", "ngày 5 tháng 9 năm 2026", "năm học 2026–2027". A weekday right before it belongs to it.
type Date struct {
	Head
	// Form is day, span or school-year.
	Form string `expr:"form"`
	// Start is the day, or the first of a span; the year 1 if no year is told, or if there is no such day.
	Start time.Time `expr:"start"`
	// End is the last day of a span, else Start.
	End time.Time `expr:"end"`
	// Valid says that there is no problem.
	Valid bool `expr:"valid"`
	// Problem is empty or a code: impossible, weekday, school-year, end-before-start, or long-past: what the page calls
	// still to come lies more than 300 days before the page's own date.
	Problem string `expr:"problem"`
}

// The forms of dates.
const (
	formDay        = "day"
	formSpan       = "span"
	formSchoolYear = "school-year"
)

// What can be wrong with a date.
const (
	problemImpossible = "impossible"
	problemWeekday    = "weekday"
	problemYears      = "school-year"
	problemOrder      = "end-before-start"
	problemPast       = "long-past"
)

// dateProblems returns the codes of Date.Problem.
func dateProblems() []string {
	return []string{problemImpossible, problemWeekday, problemYears, problemOrder, problemPast}
}

// day is a day as written; year is 0 where none is told.
type day struct {
	start, end       int // in the run's text, the word ngày included
	day, month, year int
	named            bool // behind the word ngày or a weekday: it can be nothing else
	weekday          int  // 1 Monday … 7 Sunday, 0 if none is told
}

// dates returns the dates of the page in its order.
func dates(g *gathering) []Subject {
	var all []Date
	for i := range g.page.Runs {
		r := &g.page.Runs[i]
		if hasWords(r) && hasDigit(r.Text) {
			all = g.datesIn(r, all)
		}
	}
	return subjects(all, func(d *Date) *Head { return &d.Head })
}

// isText reports whether a run is text for readers rather than code, an address or a comment.
func isText(r *page.Run) bool {
	return r.Within != page.InCode && r.Within != page.InLink && r.Within != page.InComment
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// datesIn appends the dates of one run.
func (g *gathering) datesIn(r *page.Run, all []Date) []Date {
	vietnamese := g.isVietnamese()
	for at := 0; at < len(r.Text); {
		k := strings.IndexAny(r.Text[at:], "0123456789")
		if k < 0 {
			return all
		}
		at += k
		next := numberEnd(r.Text, at)
		if at > 0 && joinsBefore(r.Text[:at]) {
			at = next
			continue
		}
		if d, end, ok := g.schoolYear(r, at); ok {
			all, next = append(all, d), end
		} else if first, ok := dayAt(r.Text, at); ok && (vietnamese || !first.monthFirst()) {
			d, end := g.date(r, first)
			all, next = append(all, d), max(next, end)
		}
		at = next
	}
	return all
}

// numberEnd returns the end of the digits at at.
func numberEnd(s string, at int) int {
	for at < len(s) && s[at]-'0' < 10 {
		at++
	}
	return at
}

// joinsBefore reports whether digits that follow before belong to something longer, such as a number or an address.
func joinsBefore(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	if unicode.In(r, unicode.L, unicode.M) || r == '_' || r == '=' || r == '%' {
		return true
	}
	if strings.ContainsRune("/.-:,", r) {
		p, _ := utf8.DecodeLastRuneInString(before[:len(before)-utf8.RuneLen(r)])
		return unicode.In(p, unicode.L, unicode.N) && !(r == ',' && unicode.IsLetter(p)) && !(r == ':' && unicode.IsLetter(p))
	}
	return false
}

// schoolYear reads two years behind "năm học" that begin at at, and returns where they end.
func (g *gathering) schoolYear(r *page.Run, at int) (d Date, end int, ok bool) {
	s := r.Text
	first := numberEnd(s, at)
	if first-at != 4 || dashSize(s[skipSpace(s, first):]) == 0 || !endsWithSchoolYear(s[:at]) {
		return Date{}, 0, false
	}
	second := skipSpace(s, first)
	size := dashSize(s[second:])
	if size == 0 {
		return Date{}, 0, false
	}
	second = skipSpace(s, second+size)
	end = numberEnd(s, second)
	if end == second {
		return Date{}, 0, false
	}
	from, _ := strconv.Atoi(s[at:first])
	to, _ := strconv.Atoi(s[second:min(end, second+5)])
	if end-second == 2 {
		to += from / 100 * 100
	}
	d = Date{Head: g.at(r, at, end), Form: formSchoolYear}
	if to != from+1 || from < 1900 || from > 2100 {
		d.Problem = problemYears
	} else {
		d.Start = time.Date(from, time.September, 1, 0, 0, 0, 0, time.UTC)
		d.End = time.Date(to, time.August, 31, 0, 0, 0, 0, time.UTC)
	}
	d.Valid = d.Problem == ""
	return d, end, true
}

// date makes the fact of a day, or of the span that it begins, and returns where it ends.
func (g *gathering) date(r *page.Run, first day) (d Date, end int) {
	last, isSpan := spanEnd(r.Text, first)
	d.Form, end = formDay, first.end
	if isSpan {
		d.Form, end = formSpan, last.end
		if first.month == 0 {
			first.month = last.month
		}
		if first.year == 0 && last.year != 0 {
			first.year = last.year
			if first.month > last.month {
				first.year-- // from December to January
			}
		}
	} else {
		last = first
	}
	d.Head = g.at(r, first.start, end)
	d.Start, d.End = first.time(), last.time()
	switch {
	case first.impossible() || last.impossible():
		d.Problem = problemImpossible
	case first.wrongWeekday() || last.wrongWeekday():
		d.Problem = problemWeekday
	case isSpan && !d.Start.IsZero() && d.End.Before(d.Start):
		d.Problem = problemOrder
	case !d.End.IsZero() && g.longPast(r.Text[:first.start], d.End):
		d.Problem = problemPast
	}
	d.Valid = d.Problem == ""
	return d, end
}

// time returns the day at midnight; the year 1 if there is no such day or no year.
func (d *day) time() time.Time {
	if d.year == 0 || d.impossible() {
		return time.Time{}
	}
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
}

// monthFirst reports whether the day is one in the order of other countries: 12/31/2026.
func (d *day) monthFirst() bool { return d.month > 12 && d.day <= 12 }

// isVietnamese reports whether the page has letters that only Vietnamese writes, or marks apart from their letters.
func (g *gathering) isVietnamese() bool {
	if g.tongue == 0 {
		g.tongue = 1
		for _, letter := range []string{"\xe1\xba", "\xe1\xbb", "\u01b0", "\u01a1", "\xcc"} {
			if bytes.Contains(g.page.File.Text, []byte(letter)) {
				g.tongue = 2
			}
		}
	}
	return g.tongue == 2
}

// impossible reports whether there is no such day. Without a year, 29 February may be one.
func (d *day) impossible() bool {
	year := d.year
	if year == 0 {
		year = 2024
	}
	t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return t.Day() != d.day || int(t.Month()) != d.month
}

// wrongWeekday reports whether the day falls on another weekday than is told.
func (d *day) wrongWeekday() bool {
	t := d.time()
	return d.weekday != 0 && !t.IsZero() && (int(t.Weekday())+6)%7+1 != d.weekday
}

// longPast is what lies so far before the page's date that it cannot be to come. A slip in January writes last year's
// number.
const longPast = 300 * 24 * time.Hour

// longPast reports whether a day that the words before it put into the future lies long before the page's date.
func (g *gathering) longPast(before string, end time.Time) bool {
	if date, ok := parseDate(g.value("date")); !ok || date.Sub(end) < longPast {
		return false
	}
	words := lastWords(before, 12)
	return slices.ContainsFunc(futureFrames(), func(frame string) bool { return strings.Contains(words, keys(frame)) })
}

// futureFrames returns words that put the day behind them into the future.
func futureFrames() []string {
	return []string{"kính mời", "trân trọng mời", "hạn cuối", "hạn chót", "hạn nộp", "thời hạn nộp", "chậm nhất", "muộn nhất", "dự kiến",
		"sẽ diễn ra", "sẽ được tổ chức", "sẽ tổ chức", "sẽ khai mạc", "sẽ bắt đầu", "sắp tới"}
}

// lastWords returns the keys of the last n words of s that no full stop parts from its end.
func lastWords(s string, n int) string {
	s = s[max(0, len(s)-40*n):]
	if at := strings.LastIndexAny(s, ".!?;"); at >= 0 {
		s = s[at+1:]
	}
	words := strings.Fields(keys(s))
	return " " + strings.Join(words[max(0, len(words)-n):], " ") + " "
}

// keys returns the keys of the syllables of s, with a space before and behind each.
func keys(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for token := range text.Syllables(s) {
		b.WriteString(text.Key(s[token.Start:token.End]))
		b.WriteByte(' ')
	}
	return b.String()
}
