package forge

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/rasoat/rasoat/linter/review"
)

// gitLab is a project of GitLab.
type gitLab struct{ *client }

// project begins the path of a call about the project.
func (g gitLab) project(segments ...string) []string {
	return append([]string{"projects", g.Project}, segments...)
}

func (g gitLab) request(number int64, segments ...string) []string {
	return g.project(append([]string{"merge_requests", strconv.FormatInt(number, 10)}, segments...)...)
}

// labUser is an account of GitLab.
type labUser struct{ ID int64 }

// labNote is a comment; one of the system tells what somebody did.
type labNote struct {
	ID      int64
	Body    string
	System  bool
	Author  labUser
	Created time.Time `json:"created_at"`
}

// Reviews: GitLab says who approves and when, but not what. The commit is the one that the request had at that moment.
// Requested changes stand beside the approvals.
func (g gitLab) Reviews(ctx context.Context, request int64) ([]review.Click, error) {
	q := call{doing: "reading the approvals of request " + strconv.FormatInt(request, 10), need: "read_api",
		method: http.MethodGet, path: g.request(request, "approvals")}
	var approvals struct {
		By *[]struct {
			User labUser
			At   *time.Time `json:"approved_at"`
		} `json:"approved_by"`
	}
	if err := g.ask(ctx, q, &approvals); err != nil {
		return nil, err
	}
	if approvals.By == nil {
		return nil, g.fail(q, "its answer does not say who approved", "")
	}
	history, err := g.history(ctx, request)
	if err != nil {
		return nil, err
	}
	var clicks []review.Click
	word := func(user int64, at time.Time, verdict review.Verdict) {
		clicks = append(clicks, review.Click{Kind: "gitlab-approval", Request: request, ID: history.note(user, at),
			Account: review.Account{Forge: review.GitLab, ID: user}, Verdict: verdict, Commit: history.head(at), At: at})
	}
	for _, a := range *approvals.By {
		at, told := history.approved(a.User.ID)
		if a.At != nil {
			at, told = *a.At, true
		}
		if !told || a.User.ID == 0 {
			return nil, g.fail(q, "it does not say when somebody approved", "")
		}
		word(a.User.ID, at, review.Approve)
	}
	q = call{doing: "reading the reviewers of request " + strconv.FormatInt(request, 10), need: "read_api",
		method: http.MethodGet, path: g.request(request, "reviewers")}
	var reviewers []struct {
		User    labUser
		State   string
		Created time.Time `json:"created_at"`
	}
	if err := g.ask(ctx, q, &reviewers); err != nil {
		return nil, err
	}
	for _, r := range reviewers {
		if r.State == "requested_changes" {
			at, told := history.wrote(r.User.ID, "requested changes")
			if !told {
				at = r.Created
			}
			word(r.User.ID, at, review.Reject)
		}
	}
	return last(clicks), nil
}

// labHistory is what became of a request: its notes, and the commits it had, the newest first.
type labHistory struct {
	notes    []labNote
	versions []labVersion
}

type labVersion struct {
	ID      int64
	Head    string    `json:"head_commit_sha"`
	Created time.Time `json:"created_at"`
}

func (g gitLab) history(ctx context.Context, request int64) (h labHistory, err error) {
	number := strconv.FormatInt(request, 10)
	if h.notes, err = g.notes(ctx, request, "read_api"); err != nil {
		return h, err
	}
	h.versions, err = pages(ctx, g.client, call{doing: "reading the versions of request " + number, need: "read_api",
		method: http.MethodGet, path: g.request(request, "versions")}, func(v labVersion) int64 { return v.ID })
	return h, err
}

// head returns the commit that the request had at a moment, "" if that cannot be told.
func (h labHistory) head(at time.Time) string {
	var newest labVersion
	for _, v := range h.versions {
		if v.Created.Before(at) && v.ID > newest.ID {
			newest = v
		}
	}
	return commit(newest.Head)
}

// approved returns when somebody last approved.
func (h labHistory) approved(user int64) (at time.Time, told bool) {
	return h.wrote(user, "approved this merge request")
}

// wrote returns when the system last noted that somebody did something.
func (h labHistory) wrote(user int64, what string) (at time.Time, told bool) {
	for _, n := range h.notes {
		if n.System && n.Author.ID == user && n.Body == what && n.Created.After(at) {
			at, told = n.Created, true
		}
	}
	return at, told
}

// note returns the number of the note that tells of somebody's deed; one that cannot be found gets its moment as number.
func (h labHistory) note(user int64, at time.Time) int64 {
	for _, n := range h.notes {
		if n.System && n.Author.ID == user && n.Created.Equal(at) {
			return n.ID
		}
	}
	return at.Unix()
}

func (g gitLab) notes(ctx context.Context, request int64, need string) ([]labNote, error) {
	return pages(ctx, g.client, call{doing: "reading the comments on request " + strconv.FormatInt(request, 10), need: need,
		method: http.MethodGet, path: g.request(request, "notes"),
		query: map[string][]string{"sort": {"asc"}, "order_by": {"created_at"}}}, func(n labNote) int64 { return n.ID })
}

// labRequest is a merge request.
type labRequest struct {
	Number int64 `json:"iid"`
	State  string
	Author *labUser
	SHA    string
	Branch string `json:"source_branch"`
	Source int64  `json:"source_project_id"`
	Target int64  `json:"target_project_id"`
}

func (r labRequest) request() Request {
	found := Request{Number: r.Number, Head: commit(r.SHA)}
	if r.Author != nil {
		found.Opener = r.Author.ID
	}
	if r.Source != 0 && r.Source == r.Target {
		found.Branch = r.Branch
	}
	return found
}

func (g gitLab) Request(ctx context.Context, number int64) (Request, error) {
	var answer labRequest
	q := call{doing: "reading request " + strconv.FormatInt(number, 10), need: "read_api", method: http.MethodGet, path: g.request(number)}
	err := g.ask(ctx, q, &answer)
	r := answer.request()
	if err == nil && (r.Number != number || r.Branch != "" && r.Head == "") {
		err = g.fail(q, "its answer is about another one, or half of one", "")
	}
	return r, err
}

// Pushes reads the project's events.
func (g gitLab) Pushes(ctx context.Context, r Request) ([]review.Push, error) {
	return g.told(ctx, r, func() ([]review.Push, error) { return g.pushes(ctx, r) })
}

func (g gitLab) pushes(ctx context.Context, r Request) ([]review.Push, error) {
	type event struct {
		ID     int64
		Author int64 `json:"author_id"`
		Push   struct {
			Ref    string
			Kind   string `json:"ref_type"`
			Action string
			From   string `json:"commit_from"`
			To     string `json:"commit_to"`
		} `json:"push_data"`
	}
	list, err := pages(ctx, g.client, call{doing: fmt.Sprintf("reading who pushed to request %d", r.Number), need: "read_api",
		method: http.MethodGet, path: g.project("events"), query: url.Values{"action": {"pushed"}, "sort": {"desc"}}},
		func(e event) int64 { return e.ID })
	if err != nil {
		return nil, err
	}
	var pushes []review.Push
	for _, e := range list {
		if e.Push.Ref != r.Branch || e.Push.Kind != "branch" || e.Push.Action == "removed" {
			continue
		}
		push := review.Push{By: review.Account{Forge: review.GitLab, ID: e.Author}.Identity(), Before: commit(e.Push.From), After: commit(e.Push.To)}
		if pushes = append(pushes, push); e.Push.Action == "created" {
			break
		}
	}
	return pushes, nil
}

func (g gitLab) Merged(ctx context.Context, sha string) ([]Request, error) {
	list, err := pages(ctx, g.client, call{doing: "looking for the request of commit " + plain(sha, 12), need: "read_api",
		method: http.MethodGet, path: g.project("repository", "commits", sha, "merge_requests")},
		func(r labRequest) int64 { return r.Number })
	if err != nil {
		return nil, err
	}
	var merged []Request
	for _, r := range list {
		if r.State == "merged" {
			merged = append(merged, r.request())
		}
	}
	return merged, nil
}

func (g gitLab) Comment(ctx context.Context, request int64, site, text string) error {
	notes, err := g.notes(ctx, request, "api")
	if err != nil {
		return err
	}
	me, err := g.me(ctx, "user", "api")
	if err != nil {
		return err
	}
	var mine []comment
	for _, n := range notes {
		if !n.System && n.Author.ID == me {
			mine = append(mine, comment{n.ID, n.Body})
		}
	}
	return g.write(ctx, request, sticky(mine, site, text), place{create: g.request(request, "notes"),
		edit: func(id int64) []string { return g.request(request, "notes", strconv.FormatInt(id, 10)) }, editBy: http.MethodPut, need: "api"})
}

func (g gitLab) Tell(ctx context.Context, sha string, s Status) error {
	state := map[Standing]string{Undecided: "failed", Blocked: "failed", Waiting: "pending", Passed: "success"}[s.Standing]
	status := map[string]string{"state": state, "name": s.Name, "description": shorten(s.Title)}
	if s.Address != "" {
		status["target_url"] = s.Address
	}
	return g.ask(ctx, call{doing: "posting the status " + s.Name, need: "api", method: http.MethodPost,
		path: g.project("statuses", sha), in: status}, nil)
}
