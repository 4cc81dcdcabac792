package forge

import (
	"context"
	"net/http"

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

// Merged: Gitea knows at most one request of a commit.
func (g gitea) Merged(ctx context.Context, commit string) ([]Request, error) {
	var pull hubPull
	err := g.ask(ctx, call{doing: "looking for the request of commit " + plain(commit, 12), need: "read:repository",
		method: http.MethodGet, path: g.repository("commits", commit, "pull")}, &pull)
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

func (g gitea) Tell(ctx context.Context, commit string, s Status) error {
	state := map[Standing]string{Undecided: "error", Blocked: "failure", Waiting: "pending", Passed: "success"}[s.Standing]
	return g.ask(ctx, call{doing: "posting the status " + s.Name, need: "write:repository", method: http.MethodPost,
		path: g.repository("statuses", commit), in: map[string]string{"state": state, "context": s.Name,
			"description": shorten(s.Title), "target_url": s.Address}}, nil)
}
