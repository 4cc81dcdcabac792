package report

import (
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// reviewSentence tells in one sentence where the review of a page stands: the gate's own words if it has some.
func reviewSentence(say lang.Catalogue, p *finding.PageReview) string {
	if p.Why != "" {
		return p.Why
	}
	who, at := approvers(say, p)
	switch {
	case p.State == finding.Approved && who == "":
		return say.Say("state.free")
	case p.State == finding.Missing && len(p.Lacks) == 0:
		return say.Say("state.nobody")
	case who == "":
		who = say.Say("state.somebody")
	}
	return say.Say("state."+string(p.State), "roles", say.Need(p.Lacks), "who", who, "time", say.Time(at))
}

// approvers names everybody whose approval counts, and tells when the last of them gave it.
func approvers(say lang.Catalogue, p *finding.PageReview) (who string, last time.Time) {
	var names []string
	for _, a := range p.Approvals {
		if !a.Counts {
			continue
		}
		names = append(names, person(say, a))
		if a.At.After(last) {
			last = a.At
		}
	}
	return say.List(names), last
}

// person names an approver by role and id: "Hiệu trưởng (p.hieutruong)".
func person(say lang.Catalogue, a finding.Approval) string {
	if len(a.Roles) == 0 {
		return a.By
	}
	return say.Roles(a.Roles) + " (" + a.By + ")"
}

// reviewDetails lists what stands behind the sentence: what the page needs and lacks, who approved, whose approval
// does not count and why, and who wrote it and therefore cannot approve it. Told says that the sentence was shown.
func reviewDetails(say lang.Catalogue, p *finding.PageReview, told bool) []string {
	var details []string
	add := func(code, who string) {
		if who != "" {
			details = append(details, say.Say(code, "who", who))
		}
	}
	if !maps.Equal(p.Needs, p.Lacks) {
		add("text.needs", say.Need(p.Needs))
	}
	if !told || p.Why != "" || p.State != finding.Missing && p.State != finding.Short {
		add("text.lacks", say.Need(p.Lacks))
		who, _ := approvers(say, p)
		add("text.by", who)
	}
	for _, a := range p.Approvals {
		if !a.Counts {
			details = append(details, strings.TrimSuffix(say.Say("text.not-counted", "who", person(say, a), "why", a.Why), ": "))
		}
	}
	add("text.hands", say.List(p.Hands))
	return details
}

// reviewsToShow returns the reviews worth a line of their own: those that wait and, if they are few, the others.
func (v *view) reviewsToShow() (shown []finding.PageReview, approved int) {
	if v.report.Gate != gateDecides {
		return nil, 0
	}
	const few = 10
	for _, p := range v.report.Reviews {
		if p.State == finding.Approved {
			approved++
		}
	}
	for _, p := range v.report.Reviews {
		if p.State != finding.Approved || approved <= few {
			shown = append(shown, p)
		}
	}
	if approved <= few {
		approved = 0
	}
	return shown, approved
}

// gateLine tells in one line what a run that does not decide on reviews knows of them; "" if there is nothing to tell.
func (v *view) gateLine() string {
	switch v.report.Gate {
	case gateTold:
		return v.toldLine()
	case gateOff:
		return v.say.Say("text.off")
	case gateUnconfigured:
		return v.say.Say("text.unconfigured")
	}
	return ""
}

func (v *view) toldLine() string {
	pages := v.report.Waiting()
	if len(pages) == 0 {
		return ""
	}
	need := map[string]int{}
	for _, p := range pages {
		raise(need, p.Lacks)
	}
	n := strconv.Itoa(len(pages))
	if who := v.say.Need(need); who != "" {
		return v.say.Say("text.told", "n", n, "who", who)
	}
	return v.say.Say("text.told-roleless", "n", n)
}
