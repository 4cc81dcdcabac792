package forge

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/rasoat/rasoat/linter/review"
)

// gitea is a repository of Gitea or Forgejo, which speak almost as GitHub does.
type gitea struct{ *client }

func (g gitea) Reviews(ctx context.Context, request int64) ([]review.Click, error) {
	return g.hubReviews(ctx, request, "gitea-review", "read:repository", map[string]review.Verdict{
		"APPROVED": review.Approve, "REQUEST_CHANGES": review.Reject, "COMMENT": "", "PENDING": "", "REQUEST_REVIEW": ""})
}

func (g gitea) Request(ctx context.Context, number int64) (Request, error) {
	return g.hubRequest(ctx, number, "read:repository")
}

// Pushes reads the repository's feed, in which a push is told with the address that compares its two commits.
func (g gitea) Pushes(ctx context.Context, r Request) ([]review.Push, error) {
	return g.told(ctx, r, func() ([]review.Push, error) { return g.pushes(ctx, r) })
}

func (g gitea) pushes(ctx context.Context, r Request) ([]review.Push, error) {
	type activity struct {
		ID      int64
		Kind    string `json:"op_type"`
		Ref     string `json:"ref_name"`
		Actor   int64  `json:"act_user_id"`
		Content string
	}
	q := call{doing: fmt.Sprintf("reading who pushed to request %d", r.Number), need: "read:repository", method: http.MethodGet,
		path: g.repository("activities", "feeds")}
	list, err := pages(ctx, g.client, q, func(a activity) int64 { return a.ID })
	if err != nil {
		return nil, err
	}
	var pushes []review.Push
	for _, a := range list {
		if a.Kind != "commit_repo" || strings.TrimPrefix(a.Ref, "refs/heads/") != r.Branch {
			continue
		}
		var content struct{ CompareURL string }
		_ = json.Unmarshal([]byte(a.Content), &content) // what it does not tell stays unknown
		before, after, _ := strings.Cut(content.CompareURL[strings.LastIndexByte(content.CompareURL, '/')+1:], "...")
		push := review.Push{By: review.Account{Forge: review.Gitea, ID: a.Actor}.Identity(), Before: commit(before), After: commit(after)}
		if pushes = append(pushes, push); before != "" && push.Before == "" {
			break // a new branch, compared with the name of another
		}
	}
	return pushes, nil
}

// Merged: Gitea knows at most one request of a commit.
func (g gitea) Merged(ctx context.Context, sha string) ([]Request, error) {
	var pull hubPull
	err := g.ask(ctx, call{doing: "looking for the request of commit " + plain(sha, 12), need: "read:repository",
		method: http.MethodGet, path: g.repository("commits", sha, "pull")}, &pull)
	switch {
	case answered(err, http.StatusNotFound) || err == nil && pull.Merged == nil:
		return nil, nil
	case err != nil:
		return nil, err
	}
	return []Request{pull.request()}, nil
}

// Comment: a job's own token writes as one of Gitea's own accounts, whose numbers are negative.
func (g gitea) Comment(ctx context.Context, request int64, site, text string) error {
	return g.hubComment(ctx, request, site, text, "write:issue", func(w hubWriter) bool { return w.ID < 0 })
}

func (g gitea) Tell(ctx context.Context, sha string, s Status) error {
	state := map[Standing]string{Undecided: "error", Blocked: "failure", Waiting: "pending", Passed: "success"}[s.Standing]
	return g.ask(ctx, call{doing: "posting the status " + s.Name, need: "write:repository", method: http.MethodPost,
		path: g.repository("statuses", sha), in: map[string]string{"state": state, "context": s.Name,
			"description": shorten(s.Title), "target_url": s.Address}}, nil)
}
