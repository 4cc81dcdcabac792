package forge

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/review"
)

// gitHub is a repository of GitHub.
type gitHub struct{ *client }

// hubReview is a review as GitHub and Gitea write it.
type hubReview struct {
	ID        int64
	User      *struct{ ID int64 }
	State     string
	CommitID  string    `json:"commit_id"`
	Submitted time.Time `json:"submitted_at"`
	Dismissed bool      // Gitea's way to say so
}

// repository begins the path of a call about the repository.
func (c *client) repository(segments ...string) []string {
	owner, name, _ := strings.Cut(c.Project, "/")
	return append([]string{"repos", owner, name}, segments...)
}

func (g gitHub) Reviews(ctx context.Context, request int64) ([]review.Click, error) {
	return g.hubReviews(ctx, request, "github-review", "pull-requests: read", map[string]review.Verdict{
		"APPROVED": review.Approve, "CHANGES_REQUESTED": review.Reject, "DISMISSED": review.Withdraw, "COMMENTED": "", "PENDING": ""})
}

// hubReviews reads the reviews of GitHub or Gitea. A state that nobody knows here could be a no.
func (c *client) hubReviews(ctx context.Context, request int64, kind, need string, states map[string]review.Verdict) ([]review.Click, error) {
	number := strconv.FormatInt(request, 10)
	q := call{doing: "reading the reviews of request " + number, need: need, method: http.MethodGet,
		path: c.repository("pulls", number, "reviews")}
	list, err := pages(ctx, c, q, func(r hubReview) int64 { return r.ID })
	if err != nil {
		return nil, err
	}
	var clicks []review.Click
	for _, r := range list {
		verdict, known := states[r.State]
		switch {
		case !known:
			return nil, c.fail(q, "a review has the state "+strconv.Quote(plain(r.State, 40))+", which nobody knows here", "")
		case verdict == "" || r.User == nil || r.User.ID <= 0: // a mere comment, or of somebody who has no account any more
			continue
		case r.Submitted.IsZero():
			return nil, c.fail(q, "it does not say when a review was given", "")
		case r.Dismissed:
			verdict = review.Withdraw
		}
		clicks = append(clicks, review.Click{Kind: kind, Request: request, ID: r.ID, Verdict: verdict, Commit: commit(r.CommitID),
			At: r.Submitted, Account: review.Account{Forge: c.kind.name, ID: r.User.ID}})
	}
	return last(clicks), nil
}

// hubPull is a pull request as GitHub and Gitea write it.
type hubPull struct {
	Number     int64
	User       *struct{ ID int64 }
	Merged     *time.Time `json:"merged_at"`
	Head, Base struct {
		Ref  string
		SHA  string
		Repo *struct{ ID int64 } // nil if the fork is gone
	}
}

func (p hubPull) request() Request {
	r := Request{Number: p.Number, Head: commit(p.Head.SHA)}
	if p.User != nil {
		r.Opener = p.User.ID
	}
	if p.Head.Repo != nil && p.Base.Repo != nil && p.Head.Repo.ID == p.Base.Repo.ID {
		r.Branch = p.Head.Ref
	}
	return r
}

func (g gitHub) Request(ctx context.Context, number int64) (Request, error) {
	return g.hubRequest(ctx, number, "pull-requests: read")
}

func (c *client) hubRequest(ctx context.Context, number int64, need string) (Request, error) {
	var pull hubPull
	q := call{doing: fmt.Sprintf("reading request %d", number), need: need, method: http.MethodGet,
		path: c.repository("pulls", strconv.FormatInt(number, 10))}
	err := c.ask(ctx, q, &pull)
	r := pull.request()
	if err == nil && (r.Number != number || r.Branch != "" && r.Head == "") {
		err = c.fail(q, "its answer is about another one, or half of one", "")
	}
	return r, err
}

// Pushes reads the newest hundred activities. Whatever lies before them, if the branch does not begin within them, is by
// somebody unknown.
func (g gitHub) Pushes(ctx context.Context, r Request) ([]review.Push, error) {
	return g.told(ctx, r, func() ([]review.Push, error) { return g.pushes(ctx, r) })
}

func (g gitHub) pushes(ctx context.Context, r Request) ([]review.Push, error) {
	const most = 100
	var list []struct {
		Before, After string
		Kind          string `json:"activity_type"`
		Actor         *struct{ ID int64 }
	}
	q := call{doing: fmt.Sprintf("reading who pushed to request %d", r.Number), need: "contents: read", method: http.MethodGet,
		path: g.repository("activity"), query: url.Values{"ref": {"refs/heads/" + r.Branch}, "per_page": {strconv.Itoa(most)}}}
	if err := g.ask(ctx, q, &list); err != nil {
		return nil, err
	}
	var pushes []review.Push
	for _, a := range list {
		if a.Kind == "branch_deletion" {
			continue
		}
		push := review.Push{Before: commit(a.Before), After: commit(a.After)}
		if a.Actor != nil {
			push.By = review.Account{Forge: review.GitHub, ID: a.Actor.ID}.Identity()
		}
		if pushes = append(pushes, push); a.Kind == "branch_creation" {
			return pushes, nil
		}
	}
	if len(list) == most {
		pushes = append(pushes, review.Push{})
	}
	return pushes, nil
}

func (g gitHub) Merged(ctx context.Context, sha string) ([]Request, error) {
	q := call{doing: "looking for the request of commit " + plain(sha, 12), need: "pull-requests: read",
		method: http.MethodGet, path: g.repository("commits", sha, "pulls")}
	list, err := pages(ctx, g.client, q, func(p hubPull) int64 { return p.Number })
	if err != nil {
		return nil, err
	}
	var merged []Request
	for _, p := range list {
		if p.Merged != nil {
			merged = append(merged, p.request())
		}
	}
	return merged, nil
}

func (g gitHub) Comment(ctx context.Context, request int64, site, text string) error {
	return g.hubComment(ctx, request, site, text, "pull-requests: write", func(w hubWriter) bool { return w.Type == "Bot" })
}

// Tell makes a check run: unlike a status it can tell what is wrong from what only waits.
func (g gitHub) Tell(ctx context.Context, sha string, s Status) error {
	type output struct {
		Title   string `json:"title"`
		Summary string `json:"summary"`
	}
	run := struct {
		Name       string `json:"name"`
		Head       string `json:"head_sha"`
		Status     string `json:"status"`
		Conclusion string `json:"conclusion,omitempty"`
		Details    string `json:"details_url,omitempty"`
		Output     output `json:"output"`
	}{Name: s.Name, Head: sha, Status: "completed", Conclusion: "failure", Details: s.Address,
		Output: output{Title: shorten(s.Title), Summary: shorten(s.Title)}}
	switch s.Standing {
	case Passed:
		run.Conclusion = "success"
	case Waiting:
		run.Status, run.Conclusion = "in_progress", ""
	}
	return g.ask(ctx, call{doing: "posting the check " + s.Name, need: "checks: write", method: http.MethodPost,
		path: g.repository("check-runs"), in: run}, nil)
}

// shorten keeps a title within what every forge shows.
func shorten(title string) string {
	const most = 140
	if letters := []rune(title); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return title
}
