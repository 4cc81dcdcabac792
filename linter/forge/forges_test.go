package forge

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/review"
)

// book answers each address with a text, and keeps what is written. Lists have one page.
type book struct {
	texts   map[string]string // by method and path
	written []string          // method, path and body
}

func (b *book) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	place := r.Method + " " + r.URL.Path
	text, ok := b.texts[place]
	body, _ := io.ReadAll(r.Body)
	if r.Method != http.MethodGet {
		b.written = append(b.written, place+" "+string(body))
		ok, text = true, "{}"
	}
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	if page := r.URL.Query().Get("page"); strings.HasPrefix(text, "[") && page != "" && page != "1" {
		text = "[]"
	}
	fmt.Fprint(w, text)
}

func (b *book) open(t *testing.T, name, project string) Forge {
	t.Helper()
	server := httptest.NewServer(b)
	t.Cleanup(server.Close)
	f, err := Open(name, Connection{API: server.URL, Project: project, Token: token, HTTP: server.Client(),
		Sleep: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// brief writes clicks as account, verdict and the end of the commit.
func brief(clicks []review.Click) string {
	var words []string
	for _, c := range clicks {
		words = append(words, fmt.Sprintf("%s %d %s %s", c.Account.Forge, c.Account.ID, c.Verdict, c.Commit[max(0, len(c.Commit)-2):]))
	}
	return strings.Join(words, ", ")
}

// TestGiteaReviews: a dismissed review has the state it had; a request for a review is none.
func TestGiteaReviews(t *testing.T) {
	item := func(id, user int, state string, dismissed bool) string {
		return fmt.Sprintf(`{"id":%d,"user":{"id":%d,"login":"x"},"state":%q,"dismissed":%v,"stale":true,"official":false,"commit_id":"%040d","submitted_at":"2026-11-20T01:%02d:00+07:00"}`,
			id, user, state, dismissed, id, id)
	}
	b := &book{texts: map[string]string{
		"GET /repos/hoasen/web/pulls/3/reviews": "[" + strings.Join([]string{item(1, 4, "APPROVED", false), item(2, 5, "APPROVED", true),
			item(3, 6, "REQUEST_CHANGES", false), item(4, 4, "COMMENT", false), item(5, 7, "REQUEST_REVIEW", false),
			item(6, 8, "REQUEST_CHANGES", true), `{"id":7,"user":null,"state":"APPROVED","submitted_at":"2026-11-20T01:00:00Z"}`}, ",") + "]",
		"GET /repos/hoasen/web/pulls/3":           `{"number":3,"user":{"id":9},"merged_at":null}`,
		"GET /repos/hoasen/web/commits/abc/pull":  `{"number":3,"user":{"id":9},"merged_at":"2026-11-20T01:00:00+07:00"}`,
		"GET /repos/hoasen/web/commits/open/pull": `{"number":3,"user":{"id":9},"merged_at":null}`,
		"GET /repos/hoasen/web/issues/3/comments": `[{"id":1,"body":"x","user":{"id":-2}}]`,
	}}
	f := b.open(t, review.Gitea, "hoasen/web")
	clicks, err := f.Reviews(t.Context(), 3)
	if want := "gitea 4 approve 01, gitea 5 withdraw 02, gitea 6 reject 03, gitea 8 withdraw 06"; err != nil || brief(clicks) != want {
		t.Errorf("%s, not %s: %v", brief(clicks), want, err)
	}
	if r, err := f.Request(t.Context(), 3); err != nil || r != (Request{Number: 3, Opener: 9}) {
		t.Error(r, err)
	}
	for commit, want := range map[string][]Request{"abc": {{Number: 3, Opener: 9}}, "open": nil, "direct": nil} {
		if got, err := f.Merged(t.Context(), commit); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s came by %v: %v", commit, got, err)
		}
	}
	if err := f.Comment(t.Context(), 3, "s", "text"); err != nil || len(b.written) != 1 || !strings.HasPrefix(b.written[0], "POST /repos/hoasen/web/issues/3/comments ") {
		t.Error(b.written, err)
	}
	for standing, state := range map[Standing]string{Undecided: "error", Blocked: "failure", Waiting: "pending", Passed: "success"} {
		b.written = nil
		if err := f.Tell(t.Context(), "abc", Status{Name: "rasoat", Standing: standing, Title: "t"}); err != nil ||
			!strings.HasPrefix(b.written[0], "POST /repos/hoasen/web/statuses/abc ") || !strings.Contains(b.written[0], `"state":"`+state+`"`) {
			t.Error(b.written, err)
		}
	}
}

// lab is a merge request with two versions and one approval, in the shapes of GitLab's documentation.
func lab() *book {
	return &book{texts: map[string]string{
		"GET /projects/7/merge_requests/3": `{"id":155016530,"iid":3,"state":"opened","author":{"id":9,"username":"lan"}}`,
		"GET /projects/7/merge_requests/3/approvals": `{"id":5,"iid":3,"approvals_required":1,"approvals_left":0,
			"approved_by":[{"user":{"id":21,"username":"ht","state":"active"},"approved_at":"2026-11-20T02:30:00.000Z"}]}`,
		"GET /projects/7/merge_requests/3/reviewers": `[{"user":{"id":21},"state":"approved","created_at":"2026-11-20T01:00:00.000Z"},
			{"user":{"id":22},"state":"requested_changes","created_at":"2026-11-20T03:10:00.000Z"},{"user":{"id":23},"state":"unreviewed","created_at":"2026-11-20T01:00:00.000Z"}]`,
		"GET /projects/7/merge_requests/3/versions": `[{"id":110,"head_commit_sha":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","base_commit_sha":"x","created_at":"2026-11-20T03:00:00.000Z"},
			{"id":108,"head_commit_sha":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","base_commit_sha":"x","created_at":"2026-11-20T02:00:00.000Z"}]`,
		"GET /projects/7/merge_requests/3/notes": `[{"id":1,"body":"approved this merge request","system":false,"author":{"id":66},"created_at":"2026-11-20T02:40:00.000Z"},
			{"id":2,"body":"approved this merge request","system":true,"author":{"id":21},"created_at":"2026-11-20T02:20:00.000Z"},
			{"id":3,"body":"requested changes","system":true,"author":{"id":22},"created_at":"2026-11-20T03:20:00.000Z"}]`,
		"GET /projects/7/repository/commits/abc/merge_requests": `[{"id":1,"iid":3,"state":"merged","author":{"id":9}},{"id":2,"iid":4,"state":"opened","author":{"id":9}}]`,
		"GET /user": `{"id":500,"username":"project_7_bot"}`,
	}}
}

// TestGitLabReviews: an approval is of the commit that the request had at the time.
func TestGitLabReviews(t *testing.T) {
	b := lab()
	f := b.open(t, review.GitLab, "7")
	clicks, err := f.Reviews(t.Context(), 3)
	if want := "gitlab 21 approve aa, gitlab 22 reject bb"; err != nil || brief(clicks) != want {
		t.Errorf("%s, not %s: %v", brief(clicks), want, err)
	}
	if r, err := f.Request(t.Context(), 3); err != nil || r != (Request{Number: 3, Opener: 9}) {
		t.Error(r, err)
	}
	if got, err := f.Merged(t.Context(), "abc"); err != nil || !slices.Equal(got, []Request{{Number: 3, Opener: 9}}) {
		t.Error(got, err)
	}
	approvals := "GET /projects/7/merge_requests/3/approvals"
	b.texts[approvals] = `{"approved_by":[{"user":{"id":21}}]}` // an older GitLab: only its own notes tell when
	if clicks, err = f.Reviews(t.Context(), 3); err != nil || !strings.HasPrefix(clicks[0].Commit, "aaa") || clicks[0].ID != 2 {
		t.Errorf("%+v, %v", clicks, err)
	}
	for _, half := range []string{`{"approved_by":[{"user":{"id":66}}]}`, `{"approved_by":[{"approved_at":"2026-11-20T02:30:00.000Z"}]}`, `{}`, `null`} {
		b.texts[approvals] = half
		if clicks, err := f.Reviews(t.Context(), 3); err == nil {
			t.Errorf("%s: %+v", half, clicks)
		}
	}
}

// TestGitLabWrites: a comment is edited in place, and a status has GitLab's words.
func TestGitLabWrites(t *testing.T) {
	b := lab()
	f := b.open(t, review.GitLab, "7")
	if err := f.Comment(t.Context(), 3, "s", "text"); err != nil || !strings.HasPrefix(b.written[0], "POST /projects/7/merge_requests/3/notes ") {
		t.Fatal(b.written, err)
	}
	var made struct{ Body string }
	_, text, _ := strings.Cut(b.written[0], "notes ")
	if err := json.Unmarshal([]byte(text), &made); err != nil {
		t.Fatal(err)
	}
	notes := "GET /projects/7/merge_requests/3/notes"
	for author, want := range map[int]string{500: "PUT /projects/7/merge_requests/3/notes/9 ", 66: "POST /projects/7/merge_requests/3/notes "} {
		note, _ := json.Marshal(map[string]any{"id": 9, "body": made.Body, "author": map[string]any{"id": author}})
		b.texts[notes], b.written = "["+string(note)+"]", nil
		if err := f.Comment(t.Context(), 3, "s", "news"); err != nil || len(b.written) != 1 || !strings.HasPrefix(b.written[0], want) {
			t.Errorf("a comment of %d: %v, %v", author, b.written, err)
		}
	}
	for standing, state := range map[Standing]string{Undecided: "failed", Blocked: "failed", Waiting: "pending", Passed: "success"} {
		b.written = nil
		if err := f.Tell(t.Context(), "abc", Status{Name: "rasoat", Standing: standing, Title: strings.Repeat("ệ", 300)}); err != nil ||
			!strings.HasPrefix(b.written[0], "POST /projects/7/statuses/abc ") || !strings.Contains(b.written[0], `"state":"`+state+`"`) ||
			strings.Count(b.written[0], "ệ") != 139 {
			t.Error(b.written, err)
		}
	}
}

// TestPushes: who pushed to the request's branch, back to where it began.
func TestPushes(t *testing.T) {
	a, b, none := strings.Repeat("a", 40), strings.Repeat("b", 40), strings.Repeat("0", 40)
	feed := func(id, actor int, kind, ref, compare string) string {
		content, _ := json.Marshal(map[string]string{"CompareURL": compare})
		item, _ := json.Marshal(map[string]any{"id": id, "act_user_id": actor, "op_type": kind, "ref_name": ref, "content": string(content)})
		return string(item)
	}
	activity := func(actor, kind, before, after string) string {
		return fmt.Sprintf(`{"id":1,"before":%q,"after":%q,"ref":"refs/heads/x","activity_type":%q,"actor":%s}`, before, after, kind, actor)
	}
	event := func(id, author int, ref, action, from, to string) string {
		return fmt.Sprintf(`{"id":%d,"author_id":%d,"action_name":"pushed to","push_data":{"ref_type":"branch","ref":%q,"action":%q,"commit_from":%s,"commit_to":%s}}`,
			id, author, ref, action, from, to)
	}
	for _, c := range []struct {
		forge, project, list, want string
	}{
		{review.GitHub, "hoasen/web", activity(`{"id":4}`, "push", a, b) + "," + activity("null", "force_push", b, a) + "," + activity(`{"id":5}`, "branch_creation", none, a) +
			"," + activity(`{"id":6}`, "push", a, b), "4 aa bb,  bb aa, 5 00 aa"},
		{review.GitHub, "hoasen/web", strings.Repeat(activity(`{"id":4}`, "push", a, b)+",", 99) + activity(`{"id":4}`, "push", a, b), strings.Repeat("4 aa bb, ", 100) + "  "},
		{review.Gitea, "hoasen/web", feed(9, 4, "commit_repo", "refs/heads/x", "hoasen/web/compare/"+a+"..."+b) + "," + feed(8, 7, "commit_repo", "refs/heads/y", "") + "," +
			feed(7, 7, "create_pull_request", "x", "") + "," + feed(6, 5, "commit_repo", "refs/heads/x", "hoasen/web/compare/main..."+a) + "," +
			feed(5, 6, "commit_repo", "refs/heads/x", ""), "4 aa bb, 5  aa"},
		{review.GitLab, "7", event(9, 4, "x", "pushed", `"`+a+`"`, `"`+b+`"`) + "," + event(8, 7, "y", "pushed", "null", "null") + "," +
			event(7, 7, "x", "removed", `"`+a+`"`, "null") + "," + event(6, 5, "x", "created", "null", `"`+a+`"`) + "," + event(5, 6, "x", "pushed", "null", "null"), "4 aa bb, 5  aa"},
	} {
		books := &book{texts: map[string]string{"GET /repos/hoasen/web/activity": "[" + c.list + "]",
			"GET /repos/hoasen/web/activities/feeds": "[" + c.list + "]", "GET /projects/7/events": "[" + c.list + "]"}}
		f := books.open(t, c.forge, c.project)
		pushes, err := f.Pushes(t.Context(), Request{Number: 3, Branch: "x", Head: b})
		var words []string
		for _, p := range pushes {
			who, _, _ := strings.Cut(p.By.Email, "+")
			words = append(words, fmt.Sprintf("%s %.2s %.2s", who, p.Before, p.After))
		}
		if got := strings.Join(words, ", "); err != nil || got != c.want {
			t.Errorf("%s: %q, not %q: %v", c.forge, got, c.want, err)
		}
		// A forge that has the head already, and has not noted who pushed it.
		if later, err := f.Pushes(t.Context(), Request{Number: 3, Branch: "x", Head: strings.Repeat("c", 40)}); err != nil || len(later) != len(pushes)+1 ||
			later[len(pushes)].By != (review.Identity{}) {
			t.Errorf("%s: nobody knows who pushed the head, but: %v, %v", c.forge, later, err)
		}
		if pushes, err := f.Pushes(t.Context(), Request{Number: 3}); err != nil || len(pushes) > 0 {
			t.Errorf("%s: a fork's: %v, %v", c.forge, pushes, err)
		}
	}
}
