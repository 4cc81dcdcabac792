package report

import (
	"maps"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// approvers names everybody whose approval counts.
func approvers(say lang.Catalogue, p *finding.PageReview) string {
	var names []string
	for _, a := range p.Approvals {
		if !a.Counts {
			continue
		}
		names = append(names, person(say, a))
	}
	return say.List(names)
}

// person names an approver by role and id: "Hiệu trưởng (p.hieutruong)".
func person(say lang.Catalogue, a finding.Approval) string {
	if len(a.Roles) == 0 {
		return a.By
	}
	return say.Roles(a.Roles) + " (" + a.By + ")"
}

// reviewDetails lists what stands behind the sentence: what the page needs and lacks, who approved, whose approval
// does not count and why, and who wrote it and therefore cannot approve it.
func reviewDetails(say lang.Catalogue, p *finding.PageReview) []string {
	var details []string
	add := func(code, who string) {
		if who != "" {
			details = append(details, say.Say(code, "who", who))
		}
	}
	if !maps.Equal(p.Needs, p.Lacks) {
		add("text.needs", say.Need(p.Needs))
	}
	add("text.lacks", say.Need(p.Lacks))
	add("text.by", approvers(say, p))
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
