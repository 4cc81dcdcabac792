package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/forge"
	"github.com/rasoat/rasoat/linter/review"
)

// maxPushed is how many commits of a push are looked up: the newest. One that brought a request names it.
const maxPushed = 20

// connect opens the job's repository in its forge, nil if the job has no token.
func connect(env environment, name string) (forge.Forge, error) {
	token := strings.TrimSpace(env.getenv("RASOAT_TOKEN"))
	if token == "" {
		return nil, nil
	}
	api, project := "GITHUB_API_URL", "GITHUB_REPOSITORY"
	form := regexp.MustCompile(`^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$`)
	if name == review.GitLab {
		api, project, form = "CI_API_V4_URL", "CI_PROJECT_ID", regexp.MustCompile(`^[0-9]+$`)
	}
	if !form.MatchString(env.getenv(project)) {
		return nil, fmt.Errorf("%s is not set, or names no repository; a forge's job sets it", project)
	}
	return forge.Open(name, forge.Connection{API: env.getenv(api), Project: env.getenv(project), Token: token,
		HTTP: &http.Client{}, Sleep: sleep})
}

// sleep waits, unless the run ends before.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// heard is what the forge knows of a change.
type heard struct {
	requests []int64 // that the change is, or came by
	hands    []review.Identity
	pushes   []review.Push
	clicks   []review.Click
	err      error // why it could not be asked: then nothing is decided
}

// listen asks the forge what people have said of the change. Without a token only the event is known.
func (c *ciRun) listen() {
	c.heard = heard{hands: c.change.hands, pushes: c.change.pushes}
	if c.forge != nil && c.change.base != "" {
		c.heard = hear(c.env.ctx, c.forge, c.change)
	}
}

// hear asks a forge about a change. Who pushed to the default branch what a request brought has only merged it. Where the
// forge tells what was pushed, who did is a hand of that alone.
func hear(ctx context.Context, f forge.Forge, c change) heard {
	h := heard{hands: c.hands, pushes: c.pushes}
	requests, err := requestsOf(ctx, f, c)
	if err != nil {
		return heard{err: err}
	}
	if len(requests) > 0 && (len(c.pushed) > 0 || requests[0].Branch != "") {
		h.hands = nil
	}
	for _, r := range requests {
		if len(c.pushed) > 0 { // merged; its branch may be gone
			r.Head = ""
		}
		pushes, err := f.Pushes(ctx, r)
		if err != nil {
			return heard{err: err}
		}
		h.pushes = append(h.pushes, pushes...)
		clicks, err := f.Reviews(ctx, r.Number)
		if err != nil {
			return heard{err: err}
		}
		h.requests, h.clicks = append(h.requests, r.Number), append(h.clicks, clicks...)
		if r.Opener != 0 {
			h.hands = append(h.hands, review.Account{Forge: c.forge, ID: r.Opener}.Identity())
		}
	}
	return h
}

// requestsOf returns the requests that a change is, or came by.
func requestsOf(ctx context.Context, f forge.Forge, c change) ([]forge.Request, error) {
	if c.request != 0 {
		r, err := f.Request(ctx, c.request)
		return []forge.Request{r}, err
	}
	var requests []forge.Request
	for _, commit := range c.pushed[max(0, len(c.pushed)-maxPushed):] {
		if !isCommit(commit) {
			return nil, errors.New("the event names something that is no commit")
		}
		found, err := f.Merged(ctx, commit)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			if !slices.ContainsFunc(requests, func(known forge.Request) bool { return known.Number == r.Number }) {
				requests = append(requests, r)
			}
		}
	}
	return requests, nil
}

// publish writes the comment and the status. What cannot be written is told and changes nothing: the verdict stands in
// the exit code.
func (c *ciRun) publish(text string, standing forge.Standing, title string) (lost []error) {
	if c.forge == nil {
		return nil
	}
	requests := c.heard.requests
	if c.change.request != 0 {
		requests = []int64{c.change.request}
	}
	if c.settings.comment {
		for _, request := range requests {
			if err := c.forge.Comment(c.env.ctx, request, c.settings.folder, text); err != nil {
				lost = append(lost, fmt.Errorf("no comment: %w", err))
			}
		}
	}
	if c.settings.status != "" && isCommit(c.change.head) {
		status := forge.Status{Name: c.settings.status, Standing: standing, Title: title, Address: c.change.full}
		if err := c.forge.Tell(c.env.ctx, c.change.head, status); err != nil {
			lost = append(lost, fmt.Errorf("no status: %w", err))
		}
	}
	return lost
}
