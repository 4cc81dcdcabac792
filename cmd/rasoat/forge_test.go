package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

const secret = "ghs_kHôngAiBiết0123456789"

// hub answers as GitHub does for one repository: it keeps what it is told.
type hub struct {
	t        *testing.T
	url      string
	reviews  []map[string]any
	comments []map[string]any
	checks   []map[string]any
	pushes   []map[string]any
	head     string // of the request
	refuse   string // the last part of the path of calls that are not allowed
	code     int    // that they are refused with, 403 if 0
	merged   int    // number of the request that pushed commits came by, 0 for none
}

func newHub(t *testing.T) *hub {
	h := &hub{t: t}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	h.url = server.URL
	return h
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+secret {
		h.t.Errorf("%s %s without the token", r.Method, r.URL)
	}
	answer := func(code int, v any) {
		w.WriteHeader(code)
		_ = json.NewEncoder(w).Encode(v)
	}
	var body map[string]any
	if text, _ := io.ReadAll(r.Body); len(text) > 0 {
		if err := json.Unmarshal(text, &body); err != nil {
			h.t.Error(err)
		}
	}
	first := func(list []map[string]any) []map[string]any {
		if page := r.URL.Query().Get("page"); page != "" && page != "1" || list == nil {
			return []map[string]any{}
		}
		return list
	}
	place := strings.TrimPrefix(r.URL.Path, "/repos/hoasen/web")
	switch last := path.Base(place); {
	case h.refuse != "" && last == h.refuse && (r.Method != http.MethodGet || last != "comments"):
		answer(cmp.Or(h.code, http.StatusForbidden), map[string]any{"message": "Resource not accessible by integration " + secret})
	case place == "/user":
		answer(http.StatusForbidden, map[string]any{"message": "Resource not accessible by integration"})
	case place == "/pulls/12":
		answer(http.StatusOK, map[string]any{"number": 12, "user": map[string]any{"id": 555001},
			"head": map[string]any{"ref": "lan-patch-1", "sha": h.head, "repo": map[string]any{"id": 7}}, "base": map[string]any{"ref": "main", "repo": map[string]any{"id": 7}}})
	case place == "/activity":
		pushes := h.pushes
		if pushes == nil { // the editor has pushed all of it
			pushes = []map[string]any{{"before": strings.Repeat("0", 40), "after": h.head, "activity_type": "branch_creation", "actor": map[string]any{"id": 555001}}}
		}
		answer(http.StatusOK, pushes)
	case place == "/pulls/12/reviews":
		answer(http.StatusOK, first(h.reviews))
	case strings.HasPrefix(place, "/commits/") && last == "pulls":
		var pulls []map[string]any
		if h.merged != 0 {
			pulls = []map[string]any{{"number": h.merged, "user": map[string]any{"id": 555001}, "merged_at": "2026-11-22T01:00:00Z"}}
		}
		answer(http.StatusOK, first(pulls))
	case place == "/issues/12/comments" && r.Method == http.MethodGet:
		answer(http.StatusOK, first(h.comments))
	case place == "/issues/12/comments":
		h.comments = append(h.comments, map[string]any{"id": len(h.comments) + 1, "body": body["body"],
			"user": map[string]any{"id": 41898282, "type": "Bot"}})
		answer(http.StatusCreated, h.comments[len(h.comments)-1])
	case strings.HasPrefix(place, "/issues/comments/") && r.Method == http.MethodPatch:
		for _, c := range h.comments {
			if fmt.Sprint(c["id"]) == last {
				c["body"] = body["body"]
			}
		}
		answer(http.StatusOK, body)
	case place == "/check-runs":
		h.checks = append(h.checks, body)
		answer(http.StatusCreated, body)
	default:
		h.t.Errorf("unexpected call: %s %s", r.Method, r.URL)
		answer(http.StatusNotFound, map[string]any{"message": "Not Found"})
	}
}

// review is a review that somebody gave on a commit.
func (h *hub) review(account int64, state, commit string) {
	id := len(h.reviews) + 1
	h.reviews = append(h.reviews, map[string]any{"id": id, "user": map[string]any{"id": account, "type": "User"}, "state": state,
		"commit_id": commit, "submitted_at": fmt.Sprintf("2026-11-22T01:%02d:00Z", id)})
}

// job runs rasoat ci with the hub's token.
func (h *hub) job(s *school, event string, settings map[string]string) job {
	h.t.Helper()
	h.head = s.run("git", "rev-parse", "lan-patch-1")
	variables := map[string]string{"RASOAT_TOKEN": secret, "GITHUB_API_URL": h.url, "RASOAT_STATUS": "rasoat"}
	for name, value := range settings {
		variables[name] = value
	}
	j := runJob(h.t, s.dir, event, variables)
	for _, text := range []string{j.stdout, j.stderr, j.summary, j.outputs, fmt.Sprint(h.comments, h.checks)} {
		if strings.Contains(text, secret) {
			h.t.Errorf("the token stands in: %s", text)
		}
	}
	return j
}

// TestCIReviews goes the editor's way: to fix, waiting, approved with a click, changed and stale, approved again.
func TestCIReviews(t *testing.T) {
	s, h := newSchool(t, ""), newHub(t)
	step := func(what string, code int, verdict, comment, check string) {
		t.Helper()
		j := h.job(s, s.event(), nil)
		j.want(t, code, map[string]string{"verdict": verdict})
		if len(h.comments) != 1 || !strings.Contains(h.comments[0]["body"].(string), comment) {
			t.Errorf("%s: %d comments, the first should say %q:\n%v", what, len(h.comments), comment, h.comments)
		}
		last := h.checks[len(h.checks)-1]
		if got := fmt.Sprint(last["status"], " ", last["conclusion"]); got != check || last["head_sha"] != s.run("git", "rev-parse", "HEAD") ||
			last["output"].(map[string]any)["title"] == "" {
			t.Errorf("%s: check %v", what, last)
		}
	}
	s.change(newPage, phonePage)
	step("a private phone number", exitBlocked, "blocked", "⛔", "completed failure")
	if edit := "https://github.com/hoasen/web/edit/lan-patch-1/content/thong-bao/hop.md#L6"; !strings.Contains(h.comments[0]["body"].(string), edit) {
		t.Errorf("no link to edit the line: %v", h.comments[0])
	}
	s.change(newPage, cleanPage)
	step("mended", exitBlocked, "blocked", "🟡", "in_progress <nil>")
	h.review(555001, "APPROVED", s.run("git", "rev-parse", "HEAD"))
	step("the editor approves", exitBlocked, "blocked", "🟡", "in_progress <nil>")
	h.review(21031067, "APPROVED", s.run("git", "rev-parse", "HEAD"))
	step("the principal approves", exitPass, "pass", "✅", "completed success")
	h.review(21031067, "COMMENTED", s.run("git", "rev-parse", "HEAD"))
	step("a comment takes nothing back", exitPass, "pass", "✅", "completed success")
	s.change(newPage, strings.Replace(cleanPage, "8 giờ", "9 giờ", 1))
	step("changed after the approval", exitBlocked, "blocked", "đã đổi", "in_progress <nil>")
	h.review(21031067, "CHANGES_REQUESTED", s.run("git", "rev-parse", "HEAD"))
	step("rejected", exitBlocked, "blocked", "⛔", "completed failure")
	h.reviews[len(h.reviews)-1]["state"] = "DISMISSED"
	step("the no is dismissed, the yes before it does not come back", exitBlocked, "blocked", "🟡", "in_progress <nil>")
	h.review(21031067, "APPROVED", s.run("git", "rev-parse", "HEAD"))
	step("approved again", exitPass, "pass", "✅", "completed success")
}

// TestCIPusher: a principal who pushes under another's name cannot approve what they pushed, whichever event comes later.
func TestCIPusher(t *testing.T) {
	s, h := newSchool(t, ""), newHub(t)
	s.change(newPage, cleanPage)
	head := s.run("git", "rev-parse", "HEAD")
	h.review(21031067, "APPROVED", head)
	h.pushes = []map[string]any{{"before": strings.Repeat("0", 40), "after": head, "activity_type": "branch_creation", "actor": map[string]any{"id": 555001}}}
	h.job(s, s.event(), nil).want(t, exitPass, nil)
	h.pushes[0]["actor"] = map[string]any{"id": 21031067}
	h.job(s, s.event(), nil).want(t, exitBlocked, nil)
	h.refuse = "activity"
	if j := h.job(s, s.event(), nil); j.code != exitFault || !strings.Contains(j.stderr, "contents: read") {
		t.Errorf("nobody knows who pushed: exit code %d\n%s", j.code, j.stderr)
	}
}

// TestCIOtherReviews: a merge queue and a push find the reviews of the request that they came by.
func TestCIOtherReviews(t *testing.T) {
	s, h := newSchool(t, ""), newHub(t)
	s.change(newPage, cleanPage)
	base, head := s.run("git", "rev-parse", "main"), s.run("git", "rev-parse", "HEAD")
	h.review(21031067, "APPROVED", head)
	queue := fmt.Sprintf(`{"merge_group":{"base_sha":%q,"head_sha":%q,"head_ref":"refs/heads/gh-readonly-queue/main/pr-12-%s"}}`, base, head, base)
	h.job(s, queue, map[string]string{"GITHUB_EVENT_NAME": "merge_group"}).want(t, exitPass, nil)

	push := fmt.Sprintf(`{"ref":"refs/heads/main","before":%q,"after":%q,"sender":{"id":21031067},"commits":[{"id":%q}],"repository":{"default_branch":"main"}}`,
		base, head, head)
	pushed := map[string]string{"GITHUB_EVENT_NAME": "push"}
	h.job(s, push, pushed).want(t, exitBlocked, nil) // round the gate
	h.merged = 12
	h.job(s, push, pushed).want(t, exitPass, nil) // whoever presses the button to merge has not written the page
	if body := h.comments[0]["body"].(string); !strings.Contains(body, "✅") {
		t.Errorf("after the merge the comment says:\n%s", body)
	}
}

// TestCIMayNot: what the token may not do is lost alone; what it may not read is never taken for a yes.
func TestCIMayNot(t *testing.T) {
	s, h := newSchool(t, ""), newHub(t)
	s.change(newPage, phonePage)
	h.refuse = "comments"
	j := h.job(s, s.event(), nil)
	j.want(t, exitBlocked, map[string]string{"verdict": "blocked"})
	if !strings.Contains(j.stdout, "rasoat: no comment: GitHub: commenting on request 12: it answers 403") ||
		!strings.Contains(j.stdout, "pull-requests: write") || len(h.checks) != 1 {
		t.Errorf("a token that may not comment: %s", j.stdout)
	}
	h.refuse = "reviews"
	j = h.job(s, s.event(), nil)
	j.want(t, exitFault, map[string]string{"verdict": "undecided", "findings": ""})
	if !strings.Contains(j.stderr, "reading the reviews of request 12: it answers 403") || !strings.Contains(j.stderr, "pull-requests: read") ||
		!strings.Contains(j.stdout, "privacy/") {
		t.Errorf("a token that may not read reviews: %s\n%s", j.stderr, j.stdout)
	}
	if len(h.comments) != 1 || !strings.Contains(h.comments[0]["body"].(string), "chưa kiểm tra được") || h.checks[1]["conclusion"] != "failure" {
		t.Errorf("nobody is told: %v %v", h.comments, h.checks)
	}
	if found := shellCommands(j.stdout + j.stderr); len(found) != 3 {
		t.Errorf("commands %q", found)
	}
	h.review(21031067, "APPROVED", s.run("git", "rev-parse", "HEAD")) // nothing that it says before or after makes up for what it refuses
	s.change(newPage, cleanPage)
	for _, call := range []string{"12", "reviews", "activity"} {
		for _, code := range []int{301, 401, 403, 404, 422} {
			h.refuse, h.code = call, code
			if j := h.job(s, s.event(), nil); j.code != exitFault || j.output("verdict") != "undecided" {
				t.Errorf("%s answers %d: exit code %d, %s", call, code, j.code, j.outputs)
			}
		}
	}
}

// TestRecord: what was clicked is in the ledger after the merge, once, and the audit needs no forge any more.
func TestRecord(t *testing.T) {
	s, h := newSchool(t, ""), newHub(t)
	notary := filepath.Join(t.TempDir(), "notary")
	s.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", notary)
	public, err := os.ReadFile(notary + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	signers, _ := os.ReadFile(filepath.Join(s.dir, ".rasoat/allowed_signers"))
	people, _ := os.ReadFile(filepath.Join(s.dir, ".rasoat/people.yml"))
	s.run("git", "switch", "-q", "main")
	s.write(".rasoat/allowed_signers", string(signers)+"may.ghi "+string(public))
	s.write(".rasoat/people.yml", string(people)+"notary: [may.ghi]\n")
	before := s.commit("Người ghi")
	adopt := func(pages ...string) {
		t.Helper()
		var out bytes.Buffer
		env := environment{ctx: t.Context(), dir: s.dir, stdin: strings.NewReader(""), stdout: &out, stderr: &out,
			getenv: func(string) string { return "" }, now: testClock}
		if code := run(append([]string{"adopt", "--key", s.key}, pages...), env); code != exitPass {
			t.Fatalf("adopt: %s", out.String())
		}
	}
	adopt("content/_index.md")
	s.run("git", "switch", "-q", "lan-patch-1")
	s.run("git", "reset", "-q", "--hard", "main")
	other := "content/thong-bao/nghi.md"
	s.change(newPage, cleanPage)
	seen := func() string { s.change(other, cleanPage); return s.run("git", "rev-parse", "HEAD") }()
	h.review(21031067, "APPROVED", seen)
	h.review(99, "APPROVED", seen)
	s.change(other, strings.Replace(cleanPage, "8 giờ", "9 giờ", 1)) // after the approval, and merged past the gate
	s.run("git", "switch", "-q", "main")
	s.run("git", "merge", "-q", "--squash", "lan-patch-1")
	after := s.commit("Bài mới (#12)")
	h.merged = 12

	event := filepath.Join(t.TempDir(), "event.json")
	text := fmt.Sprintf(`{"ref":"refs/heads/main","before":%q,"after":%q,"sender":{"id":21031067},"commits":[{"id":%q}],"repository":{"default_branch":"main"}}`, before, after, after)
	if err := os.WriteFile(event, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	rasoat := func(changes map[string]string, args ...string) (int, string) {
		t.Helper()
		variables := map[string]string{"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": event, "GITHUB_WORKSPACE": s.dir,
			"GITHUB_API_URL": h.url, "GITHUB_REPOSITORY": "hoasen/web", "RASOAT_TOKEN": secret}
		maps.Copy(variables, changes)
		var out bytes.Buffer
		code := run(args, environment{ctx: t.Context(), dir: s.dir, stdin: strings.NewReader(""), stdout: &out, stderr: &out,
			getenv: func(name string) string { return variables[name] }, now: testClock})
		return code, out.String()
	}
	want := func(what string, code int, says string) func(int, string) {
		return func(got int, out string) {
			t.Helper()
			if got != code || !strings.Contains(out, says) || strings.Contains(out, secret) {
				t.Errorf("%s: exit code %d, should be %d and say %q:\n%s", what, got, code, says, out)
			}
		}
	}
	want("no token", exitFault, "RASOAT_TOKEN")(rasoat(map[string]string{"RASOAT_TOKEN": ""}, "record", "--key", notary))
	want("not the notary's key", exitFault, "none of a notary")(rasoat(nil, "record", "--key", s.key))
	want("dry run", exitPass, "1 new")(rasoat(nil, "record", "--key", notary, "--dry-run"))
	want("first", exitPass, newPage)(rasoat(nil, "record", "--key", notary))
	private, _ := os.ReadFile(notary)
	want("no key at all", exitFault, "no key")(rasoat(nil, "record"))
	want("the key in the environment", exitPass, "0 new")(rasoat(map[string]string{"RASOAT_NOTARY_KEY": strings.TrimSpace(string(private))}, "record"))
	want("half a key", exitFault, "RASOAT_NOTARY_KEY")(rasoat(map[string]string{"RASOAT_NOTARY_KEY": string(private[:40])}, "record"))
	want("again", exitPass, "0 new")(rasoat(nil, "record", "--key", notary))

	code, out := rasoat(nil, "audit", "--format", "json")
	var report struct {
		Reviews []struct {
			Page, State string
			Approvals   []struct{ By, Basis string }
		}
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil || code != exitBlocked {
		t.Fatal(code, err, out)
	}
	for _, p := range report.Reviews {
		switch p.Page {
		case newPage:
			if p.State != "approved" || len(p.Approvals) != 1 || p.Approvals[0].By != "p.hieutruong" || p.Approvals[0].Basis != "github-review" {
				t.Errorf("%+v", p)
			}
		case other:
			if p.State != "missing" {
				t.Errorf("changed after the approval, and %+v", p)
			}
		}
	}
	h.refuse = "reviews"
	want("a forge that says nothing", exitFault, "it answers 403")(rasoat(nil, "record", "--key", notary))
}
