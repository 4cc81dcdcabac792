//go:build oracles

package forge

import (
	"context"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/review"
)

// TestOracleGuard asks GitHub, as its description has it, what protects a branch.
func TestOracleGuard(t *testing.T) {
	d := describe(t)
	server := httptest.NewServer(d)
	defer server.Close()
	f, err := Open(review.GitHub, Connection{API: server.URL, Project: "octocat/Hello-World", Token: token, HTTP: server.Client(),
		Sleep: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	guard := f.(Guard)
	rule := func(kind string, parameters map[string]any) map[string]any {
		r := map[string]any{"type": kind, "ruleset_source_type": "Repository", "ruleset_source": "octocat/Hello-World", "ruleset_id": 42}
		if parameters != nil {
			r["parameters"] = parameters
		}
		return r
	}
	const rules, ruleset, protection = "GET /repos/{owner}/{repo}/rules/branches/{branch}",
		"GET /repos/{owner}/{repo}/rulesets/{ruleset_id}", "GET /repos/{owner}/{repo}/branches/{branch}/protection"
	d.mutate[rules] = func(any) any {
		return []any{rule("deletion", nil), rule("non_fast_forward", nil),
			rule("pull_request", map[string]any{"required_approving_review_count": 1, "dismiss_stale_reviews_on_push": true,
				"require_code_owner_review": false, "require_last_push_approval": false, "required_review_thread_resolution": false}),
			rule("required_status_checks", map[string]any{"strict_required_status_checks_policy": false,
				"required_status_checks": []any{map[string]any{"context": "rasoat"}}})}
	}
	bypassed := func(actors any) func(any) any {
		return func(example any) any {
			set := example.(map[string]any)
			if set["bypass_actors"] = actors; actors == nil {
				delete(set, "bypass_actors")
			}
			return set
		}
	}
	// GitHub's own example of the older protection is none by its description, so this is one of ours.
	on := func(enabled bool) map[string]any { return map[string]any{"enabled": enabled} }
	d.mutate[protection] = func(any) any {
		return map[string]any{"allow_force_pushes": on(true), "allow_deletions": on(true)}
	}
	d.mutate[ruleset] = bypassed([]any{})
	got, err := guard.Protection(t.Context(), "main")
	want := Protection{Requests: true, Approvals: 1, Dismissing: true, Checks: []string{"rasoat"}, Kept: true}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	d.mutate[ruleset] = bypassed([]any{map[string]any{"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"},
		map[string]any{"actor_id": 77, "actor_type": "Integration", "bypass_mode": "always"}})
	if got, err = guard.Protection(t.Context(), "main"); err != nil || len(got.Bypass) != 2 ||
		!strings.HasPrefix(got.Bypass[0], "RepositoryRole admin (") || !strings.HasPrefix(got.Bypass[1], "Integration 77 (") {
		t.Errorf("%+v, %v", got, err)
	}
	// To a token that may not change the rules GitHub does not tell who may bypass them: nobody knows that it is nobody.
	d.mutate[ruleset] = bypassed(nil)
	if got, err = guard.Protection(t.Context(), "rasoat/reviews"); err != nil || len(got.Unseen) != 1 ||
		!strings.Contains(got.Unseen[0].Error(), "administration: read") {
		t.Errorf("%+v, %v", got, err)
	}
	d.mutate[rules] = func(any) any { return []any{} }
	d.mutate[protection] = func(any) any {
		return map[string]any{"allow_force_pushes": on(false), "allow_deletions": on(false),
			"enforce_admins":         map[string]any{"url": server.URL, "enabled": false},
			"required_status_checks": map[string]any{"contexts": []any{"rasoat"}, "checks": []any{}},
			"required_pull_request_reviews": map[string]any{"dismiss_stale_reviews": true, "require_code_owner_reviews": false,
				"required_approving_review_count": 2}}
	}
	want = Protection{Requests: true, Approvals: 2, Dismissing: true, Checks: []string{"rasoat"}, Kept: true,
		Bypass: []string{"RepositoryRole admin (branch protection: include administrators is off)"}}
	if got, err = guard.Protection(t.Context(), "main"); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("the older protection: %+v, %v", got, err)
	}
	for _, fault := range d.faults {
		t.Error(fault)
	}
}
