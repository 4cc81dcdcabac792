//go:build oracles

// What GitHub's own description of its API says of our calls, and what we make of its answers:
//
//	RASOAT_ORACLES=FOLDER go test -tags oracles -run '^TestOracle' ./linter/forge
package forge

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"github.com/rasoat/rasoat/linter/review"
)

// described is a server that takes only calls that the description allows, and answers with the description's examples,
// changed by mutate. Its own answers are checked too.
type described struct {
	t      *testing.T
	router routers.Router
	mutate map[string]func(example any) any // by method and path of the description
	calls  map[string]int
	faults []string
}

// describe reads the description and keeps the paths that we call: the whole has over a thousand.
func describe(t *testing.T) *described {
	t.Helper()
	folder := os.Getenv("RASOAT_ORACLES")
	if folder == "" {
		t.Skip("SKIPPED: RASOAT_ORACLES is not set; .ci/run sets it")
	}
	text, err := os.ReadFile(filepath.Join(folder, "node_modules/@octokit/openapi/generated/api.github.com.json"))
	if err != nil {
		t.Skip("SKIPPED: @octokit/openapi is not installed")
	}
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		t.Fatal(err)
	}
	var paths, kept = map[string]json.RawMessage{}, map[string]json.RawMessage{}
	if err := json.Unmarshal(whole["paths"], &paths); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"/user", "/repos/{owner}/{repo}/pulls/{pull_number}", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
		"/repos/{owner}/{repo}/commits/{commit_sha}/pulls", "/repos/{owner}/{repo}/issues/{issue_number}/comments",
		"/repos/{owner}/{repo}/issues/comments/{comment_id}", "/repos/{owner}/{repo}/check-runs",
		"/repos/{owner}/{repo}/rules/branches/{branch}", "/repos/{owner}/{repo}/rulesets/{ruleset_id}",
		"/repos/{owner}/{repo}/branches/{branch}/protection", "/repos/{owner}/{repo}/activity"} {
		if paths[p] == nil {
			t.Fatalf("GitHub's API has no %s any more", p)
		}
		kept[p] = paths[p]
	}
	whole["paths"], _ = json.Marshal(kept)
	whole["servers"] = json.RawMessage(`[]`)
	delete(whole, "x-webhooks")
	if text, err = json.Marshal(whole); err != nil {
		t.Fatal(err)
	}
	loader := openapi3.NewLoader()
	api, err := loader.LoadFromData(text)
	if err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(api)
	if err != nil {
		t.Fatal(err)
	}
	return &described{t: t, router: router, mutate: map[string]func(any) any{}, calls: map[string]int{}}
}

func (d *described) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	route, params, err := d.router.FindRoute(r)
	if err != nil {
		d.faults = append(d.faults, r.Method+" "+r.URL.Path+": "+err.Error())
		w.WriteHeader(http.StatusNotFound)
		return
	}
	call := r.Method + " " + route.Path
	d.calls[call]++
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true}
	input := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options}
	if err := openapi3filter.ValidateRequest(r.Context(), input); err != nil {
		d.faults = append(d.faults, call+": "+err.Error())
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		code = http.StatusCreated
	}
	var value any
	examples := route.Operation.Responses.Status(code).Value.Content.Get("application/json").Examples
	for _, name := range slices.Sorted(maps.Keys(examples)) {
		value = examples[name].Value.Value
	}
	if page := r.URL.Query().Get("page"); page != "" && page != "1" {
		value = []any{}
	} else if mutate := d.mutate[call]; mutate != nil {
		text, _ := json.Marshal(value) // a copy
		value = nil
		_ = json.Unmarshal(text, &value)
		value = mutate(value)
	}
	text, err := json.Marshal(value)
	if err != nil {
		d.t.Error(err)
	}
	header := http.Header{"Content-Type": {"application/json"}}
	if err := openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{RequestValidationInput: input,
		Status: code, Header: header, Body: io.NopCloser(bytes.NewReader(text)), Options: options}); err != nil {
		d.t.Errorf("our own answer to %s is none that GitHub gives: %v", call, err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_, _ = w.Write(text)
}

// TestOracleOpenAPI makes every call that rasoat makes to GitHub.
func TestOracleOpenAPI(t *testing.T) {
	d := describe(t)
	server := httptest.NewServer(d)
	defer server.Close()
	f, err := Open(review.GitHub, Connection{API: server.URL, Project: "octocat/Hello-World", Token: token, HTTP: server.Client(),
		Sleep: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	me := 0.0
	d.mutate["GET /user"] = func(example any) any { // the description's own example lacks a field that it demands
		me = example.(map[string]any)["id"].(float64)
		example.(map[string]any)["user_view_type"] = "public"
		return example
	}
	sha := strings.Repeat("a", 40)

	clicks, err := f.Reviews(t.Context(), 12)
	if err != nil || len(clicks) != 1 || clicks[0].Verdict != review.Approve || clicks[0].Account.ID == 0 || len(clicks[0].Commit) != 40 {
		t.Errorf("reviews: %+v, %v", clicks, err)
	}
	reviews := "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews"
	for state, verdict := range map[string]review.Verdict{"APPROVED": review.Approve, "CHANGES_REQUESTED": review.Reject,
		"DISMISSED": review.Withdraw, "COMMENTED": "", "PENDING": ""} {
		d.mutate[reviews] = func(example any) any {
			example.([]any)[0].(map[string]any)["state"] = state
			return example
		}
		clicks, err := f.Reviews(t.Context(), 12)
		if err != nil || len(clicks) > 0 != (verdict != "") || verdict != "" && clicks[0].Verdict != verdict {
			t.Errorf("%s: %+v, %v", state, clicks, err)
		}
	}
	d.mutate[reviews] = func(example any) any { // an account that is gone, and a commit that is gone
		example.([]any)[0].(map[string]any)["user"] = nil
		example.([]any)[0].(map[string]any)["commit_id"] = nil
		return example
	}
	if clicks, err := f.Reviews(t.Context(), 12); err != nil || len(clicks) != 0 {
		t.Errorf("a ghost: %+v, %v", clicks, err)
	}
	pull := "GET /repos/{owner}/{repo}/pulls/{pull_number}"
	d.mutate[pull] = func(example any) any {
		example.(map[string]any)["number"], example.(map[string]any)["requested_teams"] = 12, []any{} // the teams lack a field that the description demands
		return example
	}
	if r, err := f.Request(t.Context(), 12); err != nil || r.Number != 12 || r.Opener == 0 {
		t.Errorf("request: %+v, %v", r, err)
	}
	d.mutate["GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls"] = func(example any) any {
		example.([]any)[0].(map[string]any)["requested_teams"] = []any{}
		return example
	}
	if merged, err := f.Merged(t.Context(), sha); err != nil || len(merged) != 1 || merged[0].Number == 0 {
		t.Errorf("merged: %+v, %v", merged, err)
	}
	d.mutate["GET /repos/{owner}/{repo}/activity"] = func(example any) any { // the example is of an older form than its schema
		for _, item := range example.([]any) {
			a := item.(map[string]any)
			a["actor"], a["timestamp"], a["activity_type"] = a["pusher"], a["pushed_at"], "push"
		}
		return example
	}
	if pushes, err := f.Pushes(t.Context(), Request{Number: 12, Branch: "lan/bài-1", Head: "827efc6d56897b048c772eb4087f854f46256132"}); err != nil || len(pushes) != 1 || pushes[0].By.Email == "" || len(pushes[0].Before) != 40 {
		t.Errorf("pushes: %+v, %v", pushes, err)
	}
	if err := f.Comment(t.Context(), 12, "site", "text"); err != nil {
		t.Error(err)
	}
	d.mutate["GET /repos/{owner}/{repo}/issues/{issue_number}/comments"] = func(example any) any {
		mine := example.([]any)[0].(map[string]any)
		mine["body"], mine["user"].(map[string]any)["id"] = sticky(nil, "site", "").body, 1
		return example
	}
	if err := f.Comment(t.Context(), 12, "site", "news"); err != nil || me != 1 {
		t.Error(me, err)
	}
	for _, standing := range []Standing{Undecided, Blocked, Waiting, Passed} {
		for _, address := range []string{"", "https://github.com/octocat/Hello-World/actions/runs/5"} {
			if err := f.Tell(t.Context(), sha, Status{Name: "rasoat", Standing: standing, Title: "Cần sửa 2 chỗ", Address: address}); err != nil {
				t.Error(err)
			}
		}
	}
	for _, call := range []string{"POST /repos/{owner}/{repo}/issues/{issue_number}/comments", "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}"} {
		if d.calls[call] != 1 {
			t.Errorf("%s: %d times; %v", call, d.calls[call], d.calls)
		}
	}
	if len(d.faults) > 0 {
		t.Errorf("GitHub would refuse: %s", strings.Join(d.faults, "\n"))
	}
	t.Logf("%d kinds of calls: %v", len(d.calls), d.calls)

	// The oracle sees: a call that GitHub would refuse is refused.
	c := f.(gitHub).client
	for _, bad := range []call{
		{method: http.MethodPost, path: c.repository("check-runs"), in: map[string]string{"name": "rasoat", "head_sha": sha, "status": "done"}},
		{method: http.MethodPost, path: c.repository("check-runs"), in: map[string]string{"name": "rasoat"}},
		{method: http.MethodPost, path: c.repository("issues", "12", "comments"), in: map[string]string{"text": "x"}},
		{method: http.MethodGet, path: c.repository("pulls", "twelve", "reviews")},
		{method: http.MethodGet, path: c.repository("reviews")},
	} {
		if err := c.ask(t.Context(), bad, nil); err == nil {
			t.Errorf("%s %v: the description allows it", bad.method, bad.path)
		}
	}
}
