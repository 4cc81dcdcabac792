package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestGitLabChange: base and head of GitLab's jobs; what they do not name is refused.
func TestGitLabChange(t *testing.T) {
	a, b, c := strings.Repeat("a", 40), strings.Repeat("b", 40), strings.Repeat("c", 40)
	request := map[string]string{"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_IID": "3", "CI_COMMIT_SHA": b,
		"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": c}
	push := map[string]string{"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_SHA": b, "CI_COMMIT_BEFORE_SHA": a, "CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main"}
	for _, test := range []struct {
		from              map[string]string
		changes           string // NAME=value pairs, separated by spaces
		named             string
		base, head, fault string
		request           int64
	}{
		{request, "", "", "refs/remotes/origin/main", b, "", 3},
		{request, "", "v1", "v1", b, "", 3},
		{request, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA=" + a + " CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=" + c, "", a, c, "", 3},
		{request, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=--upload-pack=x", "", "", "", "TARGET_BRANCH_NAME", 0},
		{request, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=", "", "", "", "TARGET_BRANCH_NAME", 0},
		{request, "CI_MERGE_REQUEST_IID=0", "", "", "", "IID", 0},
		{request, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=main", "", "", "", "no commit to judge", 0},
		{push, "", "", a, b, "", 0},
		{push, "CI_COMMIT_BEFORE_SHA=" + strings.Repeat("0", 40), "", "", "", "compare", 0},
		{push, "CI_COMMIT_BRANCH=x", "", "", "", "default branch", 0},
		{push, "CI_PIPELINE_SOURCE=schedule", "", "", b, "", 0},
		{push, "CI_PIPELINE_SOURCE=web", a, a, b, "", 0},
		{push, "CI_PIPELINE_SOURCE=trigger", "", "", "", "no change", 0},
	} {
		set := maps.Clone(test.from)
		set["GITLAB_CI"], set["GITLAB_USER_ID"] = "true", "9"
		for pair := range strings.FieldsSeq(test.changes) {
			name, value, _ := strings.Cut(pair, "=")
			set[name] = value
		}
		got, err := readChange(environment{getenv: variables(set)}, test.named, false)
		if test.fault != "" {
			if err == nil || !strings.Contains(err.Error(), test.fault) {
				t.Errorf("%s %s: %v, should say %q", set["CI_PIPELINE_SOURCE"], test.changes, err, test.fault)
			}
			continue
		}
		if err != nil || got.base != test.base || got.head != test.head || got.request != test.request || got.base != "" != (len(got.hands) == 1) {
			t.Errorf("%s %s: %+v, %v", set["CI_PIPELINE_SOURCE"], test.changes, got, err)
		}
	}
}

// TestGitLabLinks: only plain addresses become links, and only branches of the project itself can be edited.
func TestGitLabLinks(t *testing.T) {
	set := map[string]string{"CI_PROJECT_URL": "https://gitlab.example.vn/truong/web", "CI_PROJECT_ID": "7",
		"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "lan-1"}
	view, edit := mergeRequestLinks(variables(set), "abc")("content/bài.md", 4)
	if view != "https://gitlab.example.vn/truong/web/-/blob/abc/content/b%C3%A0i.md?plain=1#L4" ||
		edit != "https://gitlab.example.vn/truong/web/-/edit/lan-1/content/b%C3%A0i.md#L4" {
		t.Error(view, edit)
	}
	set["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] = "8"
	if _, edit := mergeRequestLinks(variables(set), "abc")("a.md", 4); edit != "" {
		t.Error(edit)
	}
	for _, address := range []string{"", "javascript:alert(1)", "https://x@y/z", "https://x/a b", "https://x/../y"} {
		set["CI_PROJECT_URL"] = address
		if mergeRequestLinks(variables(set), "abc") != nil {
			t.Errorf("a link to %q", address)
		}
	}
}

// TestGitLabJob: a merge request is blocked, approved, and told so, in the shapes of GitLab's documentation.
func TestGitLabJob(t *testing.T) {
	s := newSchool(t, "")
	s.run("git", "switch", "-q", "main")
	s.write(".rasoat/people.yml", "people:\n  p.hieutruong: {name: Hiệu trưởng, roles: [principal], gitlab: 21, emails: [ht@hoasen.example.vn]}\n"+
		"  p.lan: {name: Cô Lan, roles: [editor], gitlab: 9, emails: [lan@hoasen.example.vn]}\n")
	s.write(".rasoat/allowed_signers", "")
	base := s.commit("Tài khoản")
	s.run("git", "switch", "-qC", "lan-patch-1")
	s.change(newPage, cleanPage)
	head := s.run("git", "rev-parse", "HEAD")
	approvals, notes, statuses := `[]`, []string{}, []string{}
	lab := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.URL.Query().Get("page") > "1" {
			fmt.Fprint(w, "[]")
			return
		}
		switch r.Method + " " + strings.TrimPrefix(r.URL.Path, "/api/v4") {
		case "GET /projects/7/merge_requests/3":
			fmt.Fprint(w, `{"iid":3,"state":"opened","author":{"id":9},"sha":"`+head+`","source_branch":"lan-patch-1","source_project_id":7,"target_project_id":7}`)
		case "GET /projects/7/events":
			fmt.Fprintf(w, `[{"id":1,"author_id":9,"push_data":{"ref":"lan-patch-1","ref_type":"branch","action":"created","commit_from":null,"commit_to":%q}}]`, head)
		case "GET /projects/7/merge_requests/3/approvals":
			fmt.Fprintf(w, `{"approved_by":%s}`, approvals)
		case "GET /projects/7/merge_requests/3/versions":
			fmt.Fprintf(w, `[{"id":1,"head_commit_sha":%q,"created_at":"2026-11-20T01:00:00.000Z"}]`, head)
		case "GET /projects/7/merge_requests/3/notes":
			fmt.Fprintf(w, "[%s]", strings.Join(notes, ","))
		case "GET /projects/7/merge_requests/3/reviewers":
			fmt.Fprint(w, "[]")
		case "GET /user":
			fmt.Fprint(w, `{"id":500}`)
		case "POST /projects/7/merge_requests/3/notes", "PUT /projects/7/merge_requests/3/notes/1":
			var made map[string]any
			_ = json.Unmarshal(body, &made)
			text, _ := json.Marshal(map[string]any{"id": 1, "body": made["body"], "author": map[string]any{"id": 500}})
			notes = []string{string(text)}
			fmt.Fprint(w, "{}")
		case "POST /projects/7/statuses/" + head:
			statuses = append(statuses, string(body))
			fmt.Fprint(w, "{}")
		default:
			t.Errorf("unexpected call: %s %s", r.Method, r.URL)
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer lab.Close()
	s.run("git", "update-ref", "refs/remotes/origin/main", base)
	job := func() job {
		return runJob(t, s.dir, "", map[string]string{"GITLAB_CI": "true", "CI_PROJECT_DIR": s.dir, "CI_PIPELINE_SOURCE": "merge_request_event",
			"CI_MERGE_REQUEST_IID": "3", "CI_COMMIT_SHA": head, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "GITLAB_USER_ID": "21", "CI_PROJECT_ID": "7",
			"CI_API_V4_URL": lab.URL + "/api/v4", "CI_JOB_URL": "https://gitlab.example.vn/truong/web/-/jobs/5", "RASOAT_TOKEN": secret, "RASOAT_STATUS": "rasoat",
			"GITHUB_EVENT_NAME": "", "GITHUB_OUTPUT": "", "GITHUB_STEP_SUMMARY": ""})
	}
	j := job()
	j.want(t, exitBlocked, nil)
	if strings.Contains(j.stdout, "::error file") || !strings.Contains(strings.Join(notes, ""), "🟡") || !strings.Contains(statuses[0], `"state":"pending"`) {
		t.Errorf("%s\n%s\n%s", j.stdout, notes, statuses)
	}
	approvals = `[{"user":{"id":21},"approved_at":"2026-11-22T01:00:00.000Z"}]`
	job().want(t, exitPass, nil) // whoever starts a pipeline has pushed nothing
	if !strings.Contains(strings.Join(notes, ""), "✅") || !strings.Contains(statuses[1], `"state":"success"`) {
		t.Errorf("%s\n%s", notes, statuses)
	}
}
