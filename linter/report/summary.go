package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// state is the one thing a reader must know first.
type state int

const (
	pass    state = iota // may be published
	waiting              // the editor is done, a reviewer is not
	fix                  // the editor must act
)

// mark returns the sign that stands for the state.
func (s state) mark() string { return [...]string{"✅", "🟡", "⛔"}[s] }

// The values of Report.Gate that change what is told of reviews.
const (
	gateDecides      = "decides"
	gateTold         = "told"
	gateOff          = "off"
	gateUnconfigured = "unconfigured"
)

// summary counts what a report holds, from the reader's point of view: what an editor must do, then what reviewers
// must do.
type summary struct {
	state    state
	fix      int                           // places to mend, and pages to change because a reviewer said no
	reviews  int                           // unsettled findings that a reviewer decides
	warnings int                           // unsettled warnings
	settled  int                           // findings that no longer block
	waiting  map[string]finding.PageReview // by page; only where reviews decide
	need     map[string]int                // roles still asked for
}

// Headline says in one line of plain text how a change stands, in the report's language, and whether it only waits for a
// reviewer. It is what a forge shows in the title of a check.
func Headline(r *finding.Report) (title string, waits bool, err error) {
	say, err := lang.For(r.Language)
	if err != nil {
		return "", false, fmt.Errorf("report: %w", err)
	}
	s := summarise(r)
	return Visible(s.title(say, r.Gate)), s.state == waiting, nil
}

func summarise(r *finding.Report) summary {
	s := summary{waiting: map[string]finding.PageReview{}, need: map[string]int{}}
	if r.Gate == gateDecides {
		for _, p := range r.Waiting() {
			s.waiting[p.Page] = p
			raise(s.need, p.Lacks)
			if p.State == finding.Rejected {
				s.fix++
			}
		}
	}
	for i := range r.Findings {
		s.count(&r.Findings[i])
	}
	s.state = s.judge(r.Verdict)
	return s
}

func (s *summary) count(f *finding.Finding) {
	switch {
	case f.Settled != nil:
		s.settled++
	case f.Severity == finding.Warning:
		s.warnings++
	case s.aboutReview(f):
		// Its page is counted among those that wait.
	case f.Severity == finding.Review:
		s.reviews++
		for _, role := range f.Reviewers {
			raise(s.need, map[string]int{role: 1})
		}
	default:
		s.fix++
	}
}

// aboutReview reports whether a finding only says that its page's review is not done, as the page's own review does.
// Two findings about reviews are for somebody else to mend: a change that is out of date, and a gate nobody set up.
func (s *summary) aboutReview(f *finding.Finding) bool {
	_, waits := s.waiting[f.Path]
	return waits && strings.HasPrefix(f.Rule, "review/") &&
		f.Rule != "review/diverged-page" && f.Rule != "review/unconfigured-gate"
}

// rejected reports whether a reviewer has said no to a page: then it is the editor's turn.
func (s *summary) rejected(page string) bool { return s.waiting[page].State == finding.Rejected }

// raise raises need to what a further page asks for. One person can approve many pages, so needs are not added up.
func raise(need, further map[string]int) {
	for role, n := range further {
		need[role] = max(need[role], n)
	}
}

func (s *summary) judge(v finding.Verdict) state {
	switch {
	case v == finding.Pass:
		return pass
	case s.fix == 0 && (s.reviews > 0 || len(s.waiting) > 0):
		return waiting
	}
	return fix
}

// people returns how many approvals are still asked for, at least one.
func (s *summary) people() int {
	n := 0
	for _, count := range s.need {
		n += count
	}
	return max(n, 1)
}

// title returns the state in words.
func (s *summary) title(say lang.Catalogue, gate string) string {
	waits := s.reviews > 0 || len(s.waiting) > 0
	switch {
	case s.state == pass && gate == gateDecides:
		return say.Say("title.pass")
	case s.state == pass:
		return say.Say("title.clean")
	case s.state == waiting:
		return say.Say("title.waiting", "who", s.who(say))
	case s.fix == 0:
		return say.Say("title.blocked")
	case waits:
		return say.Say("title.fix-then-review", "fix", strconv.Itoa(s.fix), "people", strconv.Itoa(s.people()))
	}
	return say.Say("title.fix", "fix", strconv.Itoa(s.fix))
}

// who names the roles that are still asked for.
func (s *summary) who(say lang.Catalogue) string {
	if who := say.Need(s.need); who != "" {
		return who
	}
	return say.Say("title.someone")
}
