package forge

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Guard is a forge that tells what it asks of those who change a branch.
type Guard interface {
	// Protection returns what protects a branch.
	Protection(ctx context.Context, branch string) (Protection, error)
}

// Protection is what a forge asks of those who change a branch.
type Protection struct {
	Requests   bool     // changes come only through requests
	Approvals  int      // that a request must have
	Dismissing bool     // new commits take approvals away
	Checks     []string // that must have passed
	Bypass     []string // who need not obey
	Kept       bool     // it can be neither deleted nor overwritten
	Unseen     []error  // what could not be looked at, and what would be needed for it
}

// hubRule is a rule of a branch as GitHub writes it.
type hubRule struct {
	Type       string
	RulesetID  int64 `json:"ruleset_id"`
	Parameters struct {
		Approvals  int                        `json:"required_approving_review_count"`
		Dismissing bool                       `json:"dismiss_stale_reviews_on_push"`
		Checks     []struct{ Context string } `json:"required_status_checks"`
	}
}

// hubRuleset is a set of such rules. Who may bypass it is told only to those who may change it.
type hubRuleset struct {
	Name   string
	Bypass *[]struct {
		Type string `json:"actor_type"`
		ID   int64  `json:"actor_id"`
		Mode string `json:"bypass_mode"`
	} `json:"bypass_actors"`
}

// hubProtection is GitHub's older way to protect a branch.
type hubProtection struct {
	Checks  *struct{ Contexts []string } `json:"required_status_checks"`
	Reviews *struct {
		Approvals  int  `json:"required_approving_review_count"`
		Dismissing bool `json:"dismiss_stale_reviews"`
	} `json:"required_pull_request_reviews"`
	Admins    struct{ Enabled bool } `json:"enforce_admins"`
	Forcing   struct{ Enabled bool } `json:"allow_force_pushes"`
	Deletions struct{ Enabled bool } `json:"allow_deletions"`
}

// Protection reads the rulesets of a branch, and the older protection beside them.
func (g gitHub) Protection(ctx context.Context, branch string) (Protection, error) {
	var p Protection
	q := call{doing: "reading the rules of " + plain(branch, 60), need: "metadata: read", method: http.MethodGet,
		path: g.repository("rules", "branches", branch)}
	var rules []hubRule
	if err := g.ask(ctx, q, &rules); err != nil {
		return p, err
	}
	var sets []int64
	undeletable, unforced := false, false
	for _, r := range rules {
		if !slices.Contains(sets, r.RulesetID) {
			sets = append(sets, r.RulesetID)
		}
		switch r.Type {
		case "pull_request":
			p.Requests = true
			p.Approvals = max(p.Approvals, r.Parameters.Approvals)
			p.Dismissing = p.Dismissing || r.Parameters.Dismissing
		case "required_status_checks":
			for _, check := range r.Parameters.Checks {
				p.Checks = append(p.Checks, check.Context)
			}
		case "deletion":
			undeletable = true
		case "non_fast_forward":
			unforced = true
		}
	}
	p.Kept = undeletable && unforced
	for _, id := range sets {
		g.bypass(ctx, id, &p)
	}
	g.older(ctx, branch, &p)
	return p, nil
}

// bypass adds who may bypass a ruleset.
func (g gitHub) bypass(ctx context.Context, id int64, p *Protection) {
	const need = "administration: read"
	q := call{doing: "reading the ruleset " + strconv.FormatInt(id, 10), need: need, method: http.MethodGet,
		path: g.repository("rulesets", strconv.FormatInt(id, 10))}
	var set hubRuleset
	if err := g.ask(ctx, q, &set); err != nil {
		p.Unseen = append(p.Unseen, err)
		return
	}
	if set.Bypass == nil {
		p.Unseen = append(p.Unseen, g.fail(q, "it does not tell who may bypass it", "it tells only a token of somebody who may change it; it needs "+need))
		return
	}
	for _, actor := range *set.Bypass {
		who := fmt.Sprintf("%s %d", plain(actor.Type, 40), actor.ID)
		switch {
		case actor.Type == "OrganizationAdmin":
			who = "OrganizationAdmin"
		case actor.Type == "RepositoryRole" && actor.ID == 5:
			who = "RepositoryRole admin"
		}
		if actor.Mode == "pull_request" {
			who += " (pull requests only)"
		}
		p.Bypass = append(p.Bypass, who+" ("+plain(set.Name, 60)+")")
	}
}

// older adds what a branch protection of the older kind asks. GitHub answers 404 both where there is none and to a token that
// may not see it, in different words.
func (g gitHub) older(ctx context.Context, branch string, p *Protection) {
	q := call{doing: "reading the older protection of " + plain(branch, 60), need: "administration: read", method: http.MethodGet,
		path: g.repository("branches", branch, "protection")}
	var old hubProtection
	if err := g.ask(ctx, q, &old); err != nil {
		none := answered(err, http.StatusNotFound) && strings.Contains(err.Error(), "Branch not protected")
		if complete := p.Requests && len(p.Checks) > 0 && p.Kept; !none && !complete {
			p.Unseen = append(p.Unseen, err)
		}
		return
	}
	if old.Reviews != nil {
		p.Requests = true
		p.Approvals = max(p.Approvals, old.Reviews.Approvals)
		p.Dismissing = p.Dismissing || old.Reviews.Dismissing
	}
	if old.Checks != nil {
		p.Checks = append(p.Checks, old.Checks.Contexts...)
	}
	if !old.Admins.Enabled && (old.Reviews != nil || old.Checks != nil) {
		p.Bypass = append(p.Bypass, "RepositoryRole admin (branch protection: include administrators is off)")
	}
	p.Kept = p.Kept || !old.Forcing.Enabled && !old.Deletions.Enabled
}
