// Package forge speaks with the place where people discuss a change: GitHub, Gitea (or Forgejo) and GitLab. Reviews come
// in, a comment and a status go out. What a forge did not say clearly is an error, never an empty list.
package forge

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/review"
)

// Connection says where a repository is and how to speak with it.
type Connection struct {
	API     string // address of the forge's API, such as https://api.github.com
	Project string // owner/name, or the number of a project of GitLab
	Token   string // appears in no error
	HTTP    *http.Client
	Sleep   func(ctx context.Context, d time.Duration) error
}

// Forge is one repository of a forge.
type Forge interface {
	// Pushes returns what was pushed onto a request's branch since it was made. A forge notes that a little later than it
	// has the commits; if even after some waiting it does not tell who pushed the request's head, that is by nobody knows whom.
	Pushes(ctx context.Context, r Request) ([]review.Push, error)
	// Reviews returns each person's last word on a request.
	Reviews(ctx context.Context, request int64) ([]review.Click, error)
	// Request returns a request.
	Request(ctx context.Context, number int64) (Request, error)
	// Merged returns the requests by which a commit came onto its branch.
	Merged(ctx context.Context, commit string) ([]Request, error)
	// Comment writes the one comment of a site on a request, or edits it in place. The text is Markdown.
	Comment(ctx context.Context, request int64, site, text string) error
	// Tell shows beside a commit how it stands.
	Tell(ctx context.Context, commit string, s Status) error
}

// Request is a pull request, or a merge request as GitLab calls it.
type Request struct {
	Number int64
	Opener int64  // number of the account that opened it, 0 if it is gone
	Head   string // its newest commit; "" of one that is closed, whose branch may be gone: then what is told is taken
	Branch string // that it brings, "" if that is in another repository, a fork: then only its commits tell who worked on it
}

// Standing is how a change stands.
type Standing int

// The ways a change can stand. Only Passed lets it through.
const (
	Undecided Standing = iota // it could not be judged
	Blocked                   // something must be mended
	Waiting                   // a reviewer must look
	Passed
)

// Status is what a forge shows beside a commit.
type Status struct {
	Name     string // by which a branch's protection asks for it
	Standing Standing
	Title    string // one line of plain text
	Address  string // of the whole report; may be ""
}

// kind is one kind of forge.
type kind struct {
	name  string
	title string // as people know it
	open  func(*client) Forge

	headers map[string]string // that go with every call
}

// kinds lists the forges; to add one, write its file and add a line. Their names are those of the accounts in people.yml.
func kinds() []kind {
	return []kind{
		{review.GitHub, "GitHub", func(c *client) Forge { return gitHub{c} }, map[string]string{
			"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}},
		{review.Gitea, "Gitea", func(c *client) Forge { return gitea{c} }, nil},
		{review.GitLab, "GitLab", func(c *client) Forge { return gitLab{c} }, nil},
	}
}

// Open returns a repository of a forge. It asks nothing yet.
func Open(name string, c Connection) (Forge, error) {
	for _, k := range kinds() {
		if k.name != name {
			continue
		}
		api, err := url.Parse(c.API)
		if err != nil || api.Scheme != "https" && api.Scheme != "http" || api.Host == "" || api.User != nil || api.RawQuery != "" {
			return nil, fmt.Errorf("%s: %q is not the address of its API; write it like https://api.github.com", k.title, c.API)
		}
		return k.open(&client{Connection: c, kind: k, api: api}), nil
	}
	return nil, fmt.Errorf("%s: there is no such forge", name)
}

// commit returns what a forge says is a commit, "" if it is none: then nobody knows which it was.
func commit(name string) string {
	if (len(name) != 40 && len(name) != 64) || strings.Trim(name, "0123456789abcdef") != "" {
		return ""
	}
	return name
}

// told asks for pushes until one of them leads to the request's head.
func (c *client) told(ctx context.Context, r Request, list func() ([]review.Push, error)) ([]review.Push, error) {
	if r.Branch == "" {
		return nil, nil
	}
	if r.Head == "" {
		pushes, err := list()
		if answered(err, http.StatusNotFound) {
			return nil, nil
		}
		return pushes, err
	}
	for attempt := 1; ; attempt++ {
		pushes, err := list()
		if err != nil || slices.ContainsFunc(pushes, func(p review.Push) bool { return p.After != "" && p.After == r.Head }) {
			return pushes, err
		}
		if attempt == attempts {
			return append(pushes, review.Push{After: r.Head}), nil
		}
		if err := c.Sleep(ctx, time.Second<<(attempt-1)); err != nil {
			return nil, err
		}
	}
}

// last returns each person's last word.
func last(clicks []review.Click) []review.Click {
	words := map[int64]review.Click{}
	for _, c := range byTime(clicks) {
		words[c.Account.ID] = c
	}
	return byTime(slices.Collect(maps.Values(words)))
}

func byTime(clicks []review.Click) []review.Click {
	slices.SortFunc(clicks, func(a, b review.Click) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	return clicks
}
