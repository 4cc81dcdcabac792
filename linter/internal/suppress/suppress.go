// Package suppress reads inline suppressions: comments in a page that ask to let one place, or the page, off one rule, for
// a reason and until a day. It decides which of them holds, what each of them is for, and what is wrong with the others. It
// lets nobody off by itself: what it allows, a reviewer still has to approve.
package suppress

import (
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Suppression is one comment such as
//
//	<!-- rasoat: allow privacy/personal-phone until 2027-06-30 because: the office's own number -->
type Suppression struct {
	Rule   string
	Until  time.Time // the last day on which it holds, at midnight UTC
	Reason string    // in one line
	Span   source.Span
	Covers source.Span // the block it is for; of no meaning when it is for the whole page
	Page   bool        // it is for the whole page
	Fault  Fault       // what is wrong with the comment itself; "" if nothing is
}

// Fault is what is wrong with a suppression, and the second half of the name of the finding that tells it.
type Fault string

// The faults. Those before UnknownRule can be seen from the comment alone.
const (
	Malformed     Fault = "malformed"      // not written as it must be
	MissingReason Fault = "missing-reason" // nothing that could be called a reason stands in it
	Misplaced     Fault = "misplaced"      // not alone on its lines, so that it stands before no block
	UnknownRule   Fault = "unknown-rule"   // there is no such rule
	Impossible    Fault = "impossible"     // it is no business of a comment to allow this
	Expired       Fault = "expired"        // its day has passed
	Unused        Fault = "unused"         // there is nothing that it could allow
)

// Faults returns all faults.
func Faults() []Fault {
	return []Fault{Malformed, MissingReason, Misplaced, UnknownRule, Impossible, Expired, Unused}
}

// maxReason bounds a reason in code points: a reviewer reads it in a sentence.
const maxReason = 300

// form is how a suppression is written: its rule, its day and its reason, all of which may be missing or wrong.
var form = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*rasoat:\s+allow\s+(\S+)\s+until\s+([0-9]{4}-[0-9]{2}-[0-9]{2})\s*(?:\sbecause:([\s\S]*))?$`)
})

// Read returns the suppressions among a page's remarks, in their order.
func Read(remarks []page.Remark) []Suppression {
	list := make([]Suppression, len(remarks))
	for i, n := range remarks {
		list[i] = read(n)
	}
	return list
}

func read(n page.Remark) Suppression {
	s := Suppression{Span: n.Span, Covers: n.Next, Page: n.First}
	parts := form().FindStringSubmatch(n.Text)
	if parts == nil {
		s.Fault = Malformed
		return s
	}
	s.Rule, s.Reason = parts[1], strings.Join(strings.Fields(parts[3]), " ")
	var err error
	if s.Until, err = time.Parse(time.DateOnly, parts[2]); err != nil {
		s.Fault = Malformed
		return s
	}
	switch {
	case !strings.ContainsFunc(s.Reason, unicode.IsLetter):
		s.Fault = MissingReason
	case utf8.RuneCountInString(s.Reason) > maxReason:
		s.Fault = Malformed
	case !n.Alone:
		s.Fault = Misplaced
	}
	return s
}

// zone is where the days of suppressions begin and end: Vietnam, which has kept UTC+7 without daylight saving time. It is
// fixed, so that the same page is judged alike on a school's computer and on a server elsewhere.
const zone = 7 * time.Hour

// Holds reports whether now is not later than the end of the suppression's last day.
func (s *Suppression) Holds(now time.Time) bool {
	return now.Before(s.Until.Add(24*time.Hour - zone))
}
