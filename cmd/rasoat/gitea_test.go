//go:build oracles

// The gate at work in a real forge, Gitea, which protects its branch and refuses to merge:
//
//	RASOAT_GITEA=FOLDER go test -tags oracles -run '^TestOracleGitea' ./cmd/rasoat
//
// The folder holds the program gitea, and in share what it is made with; .ci/run builds it.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// giteaServer is a Gitea that runs on this machine alone.
type giteaServer struct {
	t      *testing.T
	folder string // with the program
	work   string
	url    string
	tokens map[string]string // by user
	ids    map[string]int64
}

// startGitea starts an empty Gitea with some users; the first is its administrator.
func startGitea(t *testing.T, users ...string) *giteaServer {
	t.Helper()
	folder := os.Getenv("RASOAT_GITEA")
	if folder == "" {
		t.Skip("SKIPPED: RASOAT_GITEA is not set, so nothing was tried in a real forge; .ci/run sets it")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	g := &giteaServer{t: t, folder: folder, work: t.TempDir(), url: fmt.Sprintf("http://127.0.0.1:%d", port), tokens: map[string]string{}, ids: map[string]int64{}}
	me := "root"
	if out, err := exec.Command("id", "-un").Output(); err == nil {
		me = strings.TrimSpace(string(out))
	}
	settings := fmt.Sprintf(`RUN_USER = %s
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
RUN_MODE = prod
WORK_PATH = %s
[server]
PROTOCOL = http
HTTP_ADDR = 127.0.0.1
HTTP_PORT = %d
ROOT_URL = %s/
DISABLE_SSH = true
OFFLINE_MODE = true
STATIC_ROOT_PATH = %s
[database]
DB_TYPE = sqlite3
[security]
INSTALL_LOCK = true
PASSWORD_HASH_ALGO = pbkdf2$1$20
[log]
MODE = file
LEVEL = warn
[mailer]
ENABLED = false
[cron]
ENABLED = false
[indexer]
ISSUE_INDEXER_TYPE = db
`, me, g.work, port, g.url, filepath.Join(folder, "share"))
	if err := os.MkdirAll(filepath.Join(g.work, "custom/conf"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(g.work, "custom/conf/app.ini"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := g.command("migrate").CombinedOutput(); err != nil {
		t.Fatalf("gitea migrate: %v\n%s", err, out)
	}
	for i, user := range users {
		args := []string{"admin", "user", "create", "--username", user, "--password", "mat-khau-" + user, "--email", user + "@hoasen.example.vn",
			"--must-change-password=false", "--access-token"}
		if i == 0 {
			args = append(args, "--admin")
		}
		out, err := g.command(args...).CombinedOutput()
		_, token, found := strings.Cut(string(out), "token was successfully created... ")
		if err != nil || !found {
			t.Fatalf("gitea admin user create: %v\n%s", err, out)
		}
		g.tokens[user] = strings.TrimSpace(strings.SplitN(token, "\n", 2)[0])
	}
	server := g.command("web")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Signal(os.Interrupt); _ = server.Wait() })
	g.until("gitea web", func() bool { code, _ := g.try(users[0], "GET", "/version", nil); return code == http.StatusOK })
	for _, user := range users {
		var account struct{ ID int64 }
		g.call(user, "GET", "/user", nil, &account)
		g.ids[user] = account.ID
	}
	return g
}

func (g *giteaServer) command(args ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(g.folder, "gitea"), append(args, "--config", filepath.Join(g.work, "custom/conf/app.ini"))...)
	command.Dir = g.work
	command.Env = append(os.Environ(), "GITEA_WORK_DIR="+g.work, "HOME="+g.work, "GIT_CONFIG_GLOBAL="+filepath.Join(g.work, "gitconfig"))
	return command
}

// until waits for something that Gitea does behind the scenes.
func (g *giteaServer) until(what string, done func() bool) {
	g.t.Helper()
	for range 300 {
		if done() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	g.t.Fatalf("%s: waited in vain", what)
}

// try makes a call as a user.
func (g *giteaServer) try(user, method, path string, body any) (code int, text []byte) {
	g.t.Helper()
	in, _ := json.Marshal(body)
	request, err := http.NewRequestWithContext(g.t.Context(), method, g.url+"/api/v1"+path, bytes.NewReader(in))
	if err != nil {
		g.t.Fatal(err)
	}
	request.Header.Set("Authorization", "token "+g.tokens[user])
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, []byte(err.Error())
	}
	defer answer.Body.Close()
	text, _ = io.ReadAll(answer.Body)
	return answer.StatusCode, text
}

func (g *giteaServer) call(user, method, path string, body, out any) {
	g.t.Helper()
	code, text := g.try(user, method, path, body)
	if code >= 300 {
		g.t.Fatalf("%s %s as %s: %d %s", method, path, user, code, text)
	}
	if out != nil {
		if err := json.Unmarshal(text, out); err != nil {
			g.t.Fatalf("%s %s: %v", method, path, err)
		}
	}
}

// remote returns the address under which a user pushes.
func (g *giteaServer) remote(user string) string {
	return strings.Replace(g.url, "://", "://"+user+":"+g.tokens[user]+"@", 1) + "/truong/web.git"
}

// TestOracleGitea: a page goes from the editor's branch onto the protected one, and only with an approval of exactly what
// is published.
func TestOracleGitea(t *testing.T) {
	g := startGitea(t, "truong", "lan", "hieutruong", "pho", "may")
	s := newSchool(t, "")
	s.run("git", "switch", "-q", "main")
	s.write(".rasoat/people.yml", fmt.Sprintf("people:\n  p.hieutruong: {name: Hiệu trưởng, roles: [principal, admin], gitea: %d, emails: [ht@hoasen.example.vn]}\n"+
		"  p.pho: {name: Phó hiệu trưởng, roles: [principal], gitea: %d, emails: [pho@hoasen.example.vn]}\n"+
		"  p.lan: {name: Cô Lan, roles: [editor], gitea: %d, emails: [lan@hoasen.example.vn]}\nnotary: [may.ghi]\n", g.ids["hieutruong"], g.ids["pho"], g.ids["lan"]))
	notary := filepath.Join(t.TempDir(), "notary")
	s.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", notary)
	public, err := os.ReadFile(notary + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	signers, _ := os.ReadFile(filepath.Join(s.dir, ".rasoat/allowed_signers"))
	s.write(".rasoat/allowed_signers", string(signers)+"may.ghi "+string(public))
	before := s.commit("Tài khoản")
	repository := "/repos/truong/web"
	g.call("truong", "POST", "/user/repos", map[string]any{"name": "web", "default_branch": "main"}, nil)
	for _, user := range []string{"lan", "hieutruong", "pho", "may"} {
		g.call("truong", "PUT", repository+"/collaborators/"+user, map[string]any{"permission": "write"}, nil)
	}
	s.run("git", "push", "-q", g.remote("truong"), "main")
	g.call("truong", "POST", repository+"/branch_protections", map[string]any{"rule_name": "main", "enable_push": false,
		"enable_status_check": true, "status_check_contexts": []string{"rasoat"}, "required_approvals": 1, "block_on_rejected_reviews": true}, nil)

	s.run("git", "switch", "-qC", "lan-patch-1")
	push := func(text string) (head string) {
		t.Helper()
		s.change(newPage, text)
		s.run("git", "push", "-q", g.remote("lan"), "lan-patch-1")
		return s.run("git", "rev-parse", "HEAD")
	}
	head := push(phonePage)
	g.until("Gitea knows the branches", func() bool {
		code, _ := g.try("lan", "POST", repository+"/pulls", map[string]any{"title": "Họp phụ huynh", "head": "lan-patch-1", "base": "main"})
		return code == http.StatusCreated
	})

	variables := map[string]string{"GITEA_ACTIONS": "true", "GITHUB_API_URL": g.url + "/api/v1", "GITHUB_SERVER_URL": g.url + "/",
		"GITHUB_REPOSITORY": "truong/web", "GITHUB_RUN_NUMBER": "3", "RASOAT_TOKEN": g.tokens["may"], "RASOAT_STATUS": "rasoat"}
	// The event of a job is the request as Gitea's API has it.
	step := func(what, action string, code int, mark, state string) {
		t.Helper()
		var pull struct {
			Head struct{ SHA string }
		}
		var raw json.RawMessage
		g.until(what+": the request knows the push", func() bool {
			g.call("may", "GET", repository+"/pulls/1", nil, &raw)
			return json.Unmarshal(raw, &pull) == nil && pull.Head.SHA == head
		})
		event, _ := json.Marshal(map[string]any{"action": action, "number": 1, "pull_request": raw, "sender": map[string]any{"id": g.ids["lan"]}})
		j := runJobAt(t, time.Now, s.dir, string(event), variables)
		j.want(t, code, nil)
		var comments []struct{ Body string }
		g.call("may", "GET", repository+"/issues/1/comments", nil, &comments)
		if len(comments) != 1 || !strings.Contains(comments[0].Body, mark) {
			t.Errorf("%s: the comment should say %q: %v", what, mark, comments)
		}
		var status struct {
			Statuses []struct{ Status, Context, Description string }
		}
		g.call("may", "GET", repository+"/commits/"+head+"/status", nil, &status)
		if len(status.Statuses) != 1 || status.Statuses[0].Status != state || status.Statuses[0].Context != "rasoat" || status.Statuses[0].Description == "" {
			t.Errorf("%s: status %+v, should be %s", what, status, state)
		}
		if strings.Contains(j.stdout+j.stderr+j.summary, g.tokens["may"]) {
			t.Errorf("%s: the token is told", what)
		}
	}
	// merge tries to merge, once Gitea has made up its mind whether the request can be merged at all.
	merge := func(user string) (code int, text string) {
		t.Helper()
		g.until("mergeable", func() bool {
			var pull struct{ Mergeable bool }
			g.call("may", "GET", repository+"/pulls/1", nil, &pull)
			return pull.Mergeable
		})
		g.until("an answer about merging", func() bool {
			var answer []byte
			code, answer = g.try(user, "POST", repository+"/pulls/1/merge", map[string]any{"Do": "squash", "head_commit_id": head})
			text = string(answer)
			return !strings.Contains(text, "try again later")
		})
		return code, text
	}
	approve := func(user, event string) int {
		t.Helper()
		code, _ := g.try(user, "POST", repository+"/pulls/1/reviews", map[string]any{"event": event, "commit_id": head, "body": "Đã đọc."})
		return code
	}

	step("a private phone number", "opened", exitBlocked, "⛔", "failure")
	head = push(cleanPage)
	step("mended", "synchronized", exitBlocked, "🟡", "pending")
	refused := func(what string) {
		t.Helper()
		if code, text := merge("lan"); code != http.StatusMethodNotAllowed || !strings.Contains(text, "required status checks") {
			t.Errorf("%s: %d %s", what, code, text)
		}
	}
	refused("merged without an approval")
	if code := approve("lan", "APPROVED"); code != http.StatusUnprocessableEntity {
		t.Errorf("Gitea lets the editor approve their own request: %d", code)
	}
	if code := approve("hieutruong", "APPROVED"); code != http.StatusOK {
		t.Fatalf("the principal may not approve: %d", code)
	}
	step("approved", "reviewed", exitPass, "✅", "success")
	head = push(strings.Replace(cleanPage, "8 giờ", "9 giờ", 1))
	step("changed after the approval", "synchronized", exitBlocked, "đã đổi", "pending")
	refused("merged with an approval of something else")
	approve("hieutruong", "REQUEST_CHANGES")
	step("changes requested", "reviewed", exitBlocked, "⛔", "failure")
	approve("hieutruong", "APPROVED")
	step("approved again", "reviewed", exitPass, "✅", "success")
	s.change(newPage, strings.Replace(cleanPage, "8 giờ", "7 giờ", 1))
	s.run("git", "push", "-q", g.remote("hieutruong"), "lan-patch-1") // under the editor's name
	head = s.run("git", "rev-parse", "HEAD")
	approve("hieutruong", "APPROVED")
	step("the principal approves what they pushed", "reviewed", exitBlocked, "🟡", "pending")
	approve("pho", "APPROVED")
	step("somebody else approves", "reviewed", exitPass, "✅", "success")
	if code, text := merge("lan"); code != http.StatusOK {
		t.Fatalf("not merged: %d %s", code, text)
	}

	// After the merge the recorder writes down who approved, also what does not count, and needs nothing but what Gitea knows.
	s.run("git", "switch", "-q", "main")
	s.run("git", "pull", "-q", g.remote("may"), "main")
	after := s.run("git", "rev-parse", "HEAD")
	push1 := fmt.Sprintf(`{"ref":"refs/heads/main","before":%q,"after":%q,"sender":{"id":%d},"commits":[{"id":%q}],"repository":{"default_branch":"main"}}`,
		before, after, g.ids["lan"], after)
	variables["GITHUB_EVENT_NAME"] = "push"
	runJobAt(t, time.Now, s.dir, push1, variables).want(t, exitPass, nil)
	file := filepath.Join(t.TempDir(), "event.json")
	if err := os.WriteFile(file, []byte(push1), 0o644); err != nil {
		t.Fatal(err)
	}
	variables["GITHUB_EVENT_PATH"], variables["GITHUB_WORKSPACE"] = file, s.dir
	var out bytes.Buffer
	code := run([]string{"record", "--key", notary}, environment{ctx: t.Context(), dir: s.dir, stdin: strings.NewReader(""), stdout: &out, stderr: &out,
		now: time.Now, getenv: func(name string) string { return variables[name] }})
	if code != exitPass || !strings.Contains(out.String(), newPage) {
		t.Errorf("record: exit code %d\n%s", code, out.String())
	}
	if records := s.run("git", "ls-tree", "-r", "--name-only", "rasoat/reviews"); strings.Count(records, ".sig") != 2 {
		t.Errorf("the ledger holds %s", records)
	}
}
