package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCIFiles: the report also goes to files, and the outputs name the one that others upload.
func TestCIFiles(t *testing.T) {
	s := newSchool(t, "")
	s.change(newPage, phonePage)
	sarif, html := filepath.Join(t.TempDir(), "r.sarif"), filepath.Join(t.TempDir(), "r.html")
	runJob(t, s.dir, s.event(), nil, "--format", "sarif="+sarif, "--format", "html="+html).
		want(t, exitBlocked, map[string]string{"verdict": "blocked", "sarif-file": sarif})
	for name, part := range map[string]string{sarif: `"privacy/personal-phone"`, html: "<!doctype html>"} {
		if text, err := os.ReadFile(name); err != nil || !strings.Contains(string(text), part) {
			t.Errorf("%s: %v, %.200q", name, err, text)
		}
	}
	for _, wrong := range []string{"sarif", "text", "nothing=x", "sarif=", "sarif=" + filepath.Join(t.TempDir(), "khong-co", "x")} {
		runJob(t, s.dir, s.event(), nil, "--format", wrong).want(t, exitFault, map[string]string{"verdict": "undecided", "sarif-file": ""})
	}
}

// TestCIAudit: before publishing, everything is judged, whatever the event.
func TestCIAudit(t *testing.T) {
	s := newSchool(t, "")
	s.run("git", "switch", "-q", "main")
	s.approve("content/_index.md")
	s.write("content/thang.md", cleanPage) // pushed past the gate
	s.commit("Đăng thẳng")
	commit := map[string]string{"GITHUB_EVENT_NAME": "workflow_run", "GITHUB_SHA": s.run("git", "rev-parse", "main")}
	runJob(t, s.dir, "{}", commit, "--audit").want(t, exitBlocked, map[string]string{"verdict": "blocked", "pending-review": "1"})
	commit["RASOAT_BASE"] = "main"
	runJob(t, s.dir, "{}", commit, "--audit").want(t, exitFault, map[string]string{"verdict": "undecided"})
}

// TestCIConfig: another configuration comes from the base too, and only from where an administrator must approve changes.
func TestCIConfig(t *testing.T) {
	s := newSchool(t, "")
	s.run("git", "switch", "-q", "main")
	s.write(".rasoat/web.yml", "language: en\nsite: {name: Hoa Sen, url: https://hoasen.example.vn}\nrules: {privacy/*: off}\n"+
		"review:\n  - {when: 'true', need: {principal: 1}}\n")
	s.commit("Cấu hình thứ hai")
	s.run("git", "switch", "-q", "lan-patch-1")
	s.run("git", "reset", "-q", "--hard", "main")
	s.write(".rasoat/web.yml", "language: vi\n")
	s.write(".rasoat/khac.yml", "language: vi\n")
	s.write("khac.yml", "language: vi\n")
	s.change(newPage, phonePage)
	j := s.job(map[string]string{"RASOAT_CONFIG": ".rasoat/web.yml"})
	j.want(t, exitBlocked, map[string]string{"verdict": "blocked"})
	if strings.Contains(j.stdout, "personal-phone") || !strings.Contains(j.stdout, "Next:") {
		t.Errorf("not by the configuration of the base:\n%s", j.stdout)
	}
	for _, refused := range []string{".rasoat/khac.yml", "khac.yml", "../.rasoat/web.yml", "/etc/passwd", ".rasoat/../khac.yml"} {
		s.job(map[string]string{"RASOAT_CONFIG": refused}).want(t, exitFault, map[string]string{"verdict": "undecided"})
	}
}

// TestCIHearsReviews: a job that only says that somebody has reviewed a request makes the gate judge it anew.
func TestCIHearsReviews(t *testing.T) {
	h, s := newHub(t), newSchool(t, "")
	s.change(newPage, cleanPage)
	head := s.run("git", "rev-parse", "HEAD")
	s.run("git", "checkout", "-q", "--detach", "main")
	about := func(change func(run map[string]any)) string {
		request := map[string]any{"number": 12, "base": map[string]any{"ref": "main"}, "head": map[string]any{"sha": head}}
		run := map[string]any{"event": "pull_request_review", "head_sha": head, "pull_requests": []any{request}}
		if change != nil {
			change(run)
		}
		text, err := json.Marshal(map[string]any{"workflow_run": run, "repository": map[string]any{"default_branch": "main"}})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	job := func(event string) job {
		return h.job(s, event, map[string]string{"GITHUB_EVENT_NAME": "workflow_run", "GITHUB_SHA": s.run("git", "rev-parse", "main"),
			"RASOAT_STATUS": "rasoat"})
	}
	job(about(nil)).want(t, exitBlocked, map[string]string{"verdict": "blocked", "errors": "1", "pending-review": "1"})
	h.review(21031067, "APPROVED", head)
	job(about(nil)).want(t, exitPass, map[string]string{"verdict": "pass", "pending-review": "0"})
	if len(h.checks) == 0 || h.checks[len(h.checks)-1]["head_sha"] != head {
		t.Errorf("the verdict is not told beside the head: %v", h.checks)
	}
	for name, event := range map[string]string{
		"of another job":      about(func(run map[string]any) { run["event"] = "push" }),
		"of a fork":           about(func(run map[string]any) { run["pull_requests"] = []any{} }),
		"into another branch": strings.Replace(about(nil), `"ref":"main"`, `"ref":"khac"`, 1),
		"of an older commit":  strings.Replace(about(nil), `"sha":"`+head, `"sha":"`+strings.Repeat("a", 40), 1),
	} {
		if j := job(event); j.code != exitFault || j.output("verdict") != "undecided" {
			t.Errorf("%s: exit code %d, %s", name, j.code, j.outputs)
		}
	}
	j := runJob(t, s.dir, about(nil), map[string]string{"GITHUB_EVENT_NAME": "workflow_run", "GITHUB_SHA": s.run("git", "rev-parse", "main")})
	j.want(t, exitFault, map[string]string{"verdict": "undecided"}) // who opened it is not known without a token
	s.run("git", "checkout", "-q", "lan-patch-1")
	job(about(nil)).want(t, exitFault, map[string]string{"verdict": "undecided"}) // the head is checked out
}

// TestDoctorAsksGitHub: what the forge asks of the branches is told, and what cannot be seen is told too.
func TestDoctorAsksGitHub(t *testing.T) {
	s := newSchool(t, "")
	answers := map[string]string{
		"/repos/hoasen/web/rules/branches/main": `[{"type":"pull_request","ruleset_id":1,"parameters":{"required_approving_review_count":1}},
			{"type":"required_status_checks","ruleset_id":1,"parameters":{"required_status_checks":[{"context":"khac"}]}}]`,
		"/repos/hoasen/web/rulesets/1": `{"id":1,"name":"x\u001b[31m","enforcement":"active","bypass_actors":[{"actor_id":5,"actor_type":"RepositoryRole","bypass_mode":"always"}]}`,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+secret {
			t.Errorf("%s without the token", r.URL)
		}
		if answer, ok := answers[r.URL.Path]; ok {
			_, _ = w.Write([]byte(answer))
			return
		}
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"message":"Resource not accessible by personal access token"}`))
	}))
	defer server.Close()
	s.run("git", "switch", "-q", "main")
	var out strings.Builder
	code := run([]string{"doctor", "--lang", "en", "--github", "hoasen/web"}, environment{ctx: t.Context(), dir: s.dir, stdout: &out, stderr: &out,
		now: testClock, getenv: func(name string) string {
			return map[string]string{"GITHUB_TOKEN": secret, "GITHUB_API_URL": server.URL}[name]
		}})
	for _, want := range []string{"main does not ask for the check rasoat", "RepositoryRole admin (x [31m) may bypass the rules of main",
		"main can be deleted or overwritten", "on main the forge itself keeps 1 approval", "main could not be looked at",
		"rasoat/reviews could not be looked at", "administration: read", "no job of the forge asks rasoat"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("nothing says %q", want)
		}
	}
	if code != exitPass || strings.Contains(out.String(), secret) || strings.Contains(out.String(), "\x1b") || t.Failed() {
		t.Errorf("exit code %d\n%s", code, out.String())
	}
}

// TestInitAsks: where somebody sits at a terminal, nothing is written before they agree.
func TestInitAsks(t *testing.T) {
	for answer, written := range map[string]bool{"\n": false, "k\n": false, "": false, "c\n": true, "Y\n": true} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("A.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		code := run([]string{"init", "--forge", "github"}, environment{ctx: t.Context(), dir: dir, stdin: strings.NewReader(answer),
			stdout: &out, stderr: &out, getenv: func(string) string { return "" }, now: testClock, terminal: true})
		_, err := os.Stat(filepath.Join(dir, ".rasoat.yml"))
		if code != exitPass || (err == nil) != written || !strings.Contains(out.String(), "Ghi các tệp này?") ||
			strings.Contains(out.String(), "Không ghi gì.") == written {
			t.Errorf("%q: exit code %d, %v\n%s", answer, code, err, out.String())
		}
	}
}
