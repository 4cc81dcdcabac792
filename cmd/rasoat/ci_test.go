package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
)

const (
	cleanPage = "---\ntitle: Họp phụ huynh\ndate: 2026-11-20\n---\n\nNhà trường kính mời quý phụ huynh dự họp lúc 8 giờ.\n"
	phonePage = "---\ntitle: Họp phụ huynh\ndate: 2026-11-20\n---\n\nXin gọi chị Mai: 0912 345 678.\n"
	newPage   = "content/thong-bao/hop.md"
)

// school is a real Git repository with a site, one editor who commits and one principal who can approve.
type school struct {
	t        *testing.T
	dir, key string
}

// newSchool makes the repository; folder is where the site stands in it, "" for the top.
func newSchool(t *testing.T, folder string) *school {
	t.Helper()
	for _, program := range []string{"git", "ssh-keygen"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("SKIPPED: the test needs %s", program)
		}
	}
	s := &school{t: t, dir: t.TempDir(), key: filepath.Join(t.TempDir(), "key")}
	s.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "p.hieutruong", "-f", s.key)
	public, err := os.ReadFile(s.key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	s.run("git", "init", "-q", "-b", "main", ".")
	for name, text := range map[string]string{
		".rasoat.yml": "language: vi\nsite: {name: Trường Hoa Sen, url: https://hoasen.example.vn}\n" +
			"review:\n  - {when: 'true', need: {principal: 1}}\npeople: .rasoat/people.yml\n",
		".rasoat/people.yml": "people:\n  p.hieutruong: {name: Hiệu trưởng, roles: [principal, admin], github: 21031067, emails: [ht@hoasen.example.vn]}\n" +
			"  p.lan: {name: Cô Lan, roles: [editor], github: 555001, emails: [lan@hoasen.example.vn]}\n",
		".rasoat/allowed_signers": "p.hieutruong " + string(public),
		"hugo.toml":               "baseURL = 'https://hoasen.example.vn/'\ntitle = 'Trường Hoa Sen'\n",
		"content/_index.md":       "---\ntitle: Trường Hoa Sen\n---\n\nChào mừng quý vị.\n",
	} {
		s.write(filepath.Join(folder, name), text)
	}
	s.commit("Trang web")
	s.run("git", "switch", "-qc", "lan-patch-1")
	return s
}

func (s *school) run(name string, args ...string) string {
	s.t.Helper()
	command := exec.Command(name, args...)
	command.Dir = s.dir
	command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Lan", "GIT_AUTHOR_EMAIL=lan@hoasen.example.vn", "GIT_AUTHOR_DATE=2026-11-20T08:00:00+07:00",
		"GIT_COMMITTER_NAME=Lan", "GIT_COMMITTER_EMAIL=lan@hoasen.example.vn", "GIT_COMMITTER_DATE=2026-11-20T08:00:00+07:00")
	out, err := command.CombinedOutput()
	if err != nil {
		s.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (s *school) write(name, text string) {
	s.t.Helper()
	file := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *school) commit(message string) string {
	s.t.Helper()
	s.run("git", "add", "-A")
	s.run("git", "commit", "-qm", message)
	return s.run("git", "rev-parse", "HEAD")
}

// change writes one page on the branch and commits it.
func (s *school) change(name, text string) {
	s.t.Helper()
	s.write(name, text)
	s.commit("Sửa bài")
}

func (s *school) approve(page string) {
	s.t.Helper()
	var out bytes.Buffer
	env := environment{ctx: s.t.Context(), dir: s.dir, stdin: strings.NewReader(""), stdout: &out, stderr: &out,
		getenv: func(string) string { return "" }, now: testClock}
	if code := run([]string{"approve", page, "--key", s.key}, env); code != exitPass {
		s.t.Fatalf("approve: exit code %d\n%s", code, out.String())
	}
}

// event returns the event of a pull request from the branch into main, with texts in it that somebody hostile wrote.
func (s *school) event() string {
	s.t.Helper()
	const hostile = "x\n::error title=forged::y ##[error]z"
	side := func(branch string) map[string]any {
		return map[string]any{"ref": branch, "sha": s.run("git", "rev-parse", branch), "label": hostile,
			"repo": map[string]any{"id": 7, "full_name": "hoasen/web", "fork": false}}
	}
	text, err := json.Marshal(map[string]any{"action": "synchronize", "number": 12,
		"pull_request": map[string]any{"number": 12, "title": hostile, "body": hostile,
			"user": map[string]any{"id": 555001}, "base": side("main"), "head": side("lan-patch-1")},
		"repository": map[string]any{"id": 7, "full_name": "hoasen/web", "default_branch": "main"},
		"sender":     map[string]any{"id": 555001, "login": hostile}})
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}

// TestOpenerCannotApprove: only the event tells who opened the request.
func TestOpenerCannotApprove(t *testing.T) {
	s := newSchool(t, "")
	s.write(newPage, cleanPage)
	s.commit("Bài mới")
	s.approve(newPage)
	if j := s.job(nil); j.code != exitPass {
		t.Fatalf("opened by the editor: exit code %d\n%s%s", j.code, j.stdout, j.stderr)
	}
	opened := strings.Replace(s.event(), `"user":{"id":555001}`, `"user":{"id":21031067}`, 1)
	if j := runJob(t, s.dir, opened, nil); j.code != exitBlocked {
		t.Errorf("opened by the principal who approved it: exit code %d\n%s%s", j.code, j.stdout, j.stderr)
	}
	stranger := strings.Replace(s.event(), `"user":{"id":555001}`, `"user":{"id":99}`, 1)
	if j := runJob(t, s.dir, stranger, nil); j.code != exitBlocked {
		t.Errorf("opened by a stranger: exit code %d\n%s%s", j.code, j.stdout, j.stderr)
	}
}

func testClock() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }

// job is what is left after a run of rasoat ci.
type job struct {
	code                   int
	stdout, stderr         string
	summary, outputs, temp string
}

// job runs rasoat ci for the pull request; settings replace and add variables.
func (s *school) job(settings map[string]string) job {
	s.t.Helper()
	return runJob(s.t, s.dir, s.event(), settings)
}

func runJob(t *testing.T, workspace, event string, settings map[string]string, args ...string) job {
	t.Helper()
	return runJobAt(t, testClock, workspace, event, settings, args...)
}

func runJobAt(t *testing.T, now func() time.Time, workspace, event string, settings map[string]string, args ...string) job {
	t.Helper()
	temp := t.TempDir()
	file := func(name string) string { return filepath.Join(temp, name) }
	if err := os.WriteFile(file("event.json"), []byte(event), 0o644); err != nil {
		t.Fatal(err)
	}
	variables := map[string]string{
		"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": file("event.json"), "GITHUB_WORKSPACE": workspace,
		"GITHUB_OUTPUT": file("outputs"), "GITHUB_STEP_SUMMARY": file("summary"), "RUNNER_TEMP": temp,
		"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "hoasen/web", "GITHUB_RUN_ID": "5",
		"GITHUB_HEAD_REF": "lan-patch-1",
	}
	for name, value := range settings {
		variables[name] = value
	}
	var stdout, stderr bytes.Buffer
	code := run(append([]string{"ci"}, args...), environment{ctx: t.Context(), dir: workspace, stdin: strings.NewReader(""),
		stdout: &stdout, stderr: &stderr, now: now, getenv: func(name string) string { return variables[name] }})
	read := func(name string) string {
		text, _ := os.ReadFile(file(name))
		return string(text)
	}
	return job{code: code, stdout: stdout.String(), stderr: stderr.String(), summary: read("summary"),
		outputs: read("outputs"), temp: temp}
}

// output returns the last value of an output.
func (j job) output(name string) string {
	value := ""
	for line := range strings.Lines(j.outputs) {
		if v, ok := strings.CutPrefix(line, name+"="); ok {
			value = strings.TrimSuffix(v, "\n")
		}
	}
	return value
}

func (j job) want(t *testing.T, code int, outputs map[string]string) {
	t.Helper()
	if j.code != code {
		t.Errorf("exit code %d instead of %d", j.code, code)
	}
	for name, value := range outputs {
		if got := j.output(name); got != value {
			t.Errorf("output %s is %q instead of %q", name, got, value)
		}
	}
	if t.Failed() {
		t.Logf("stdout:\n%s\nstderr:\n%s\noutputs:\n%s", j.stdout, j.stderr, j.outputs)
	}
}

// shellCommands returns the workflow commands that GitHub's runner would carry out, as it reads a log: "::name …::" at
// the beginning of a line, after white space, or "##[name …]" anywhere, except between stop-commands and its token. A
// "##[…]" counts there too: how that form obeys the stop is the runner's affair.
func shellCommands(log string) []string {
	var commands []string
	stopped := ""
	colons, brackets := regexp.MustCompile(`^[\s\x{85}\x{a0}]*::([^:]*)::`), regexp.MustCompile(`##\[[^\]]*\]`)
	for line := range strings.FieldsFuncSeq(log, func(r rune) bool { return r == '\n' || r == '\r' }) {
		m := colons.FindStringSubmatch(line)
		switch {
		case brackets.MatchString(line):
			commands = append(commands, line)
		case m == nil:
		case stopped != "":
			if m[1] == stopped {
				stopped = ""
			}
		case m[1] == "stop-commands":
			stopped = line[len(m[0]):]
		default:
			commands = append(commands, line)
		}
	}
	if stopped != "" {
		commands = append(commands, "the log is never opened again")
	}
	return commands
}

func TestShellCommandsSees(t *testing.T) {
	for _, log := range []string{"::error::x", "\t ::warning file=a::x", "a ##[error]b", "x\r::error::y",
		"::stop-commands::w\n::w::\n::error::x", "::stop-commands::w\n::v::"} {
		if len(shellCommands(log)) != 1 {
			t.Errorf("%q holds one command", log)
		}
	}
	for _, log := range []string{"a ::error::x", "::stop-commands::w\n::error::x\n::w::", "## [x]"} {
		if found := shellCommands(log); len(found) > 0 {
			t.Errorf("%q holds no command, but was read as %q", log, found)
		}
	}
}

func TestCIBlocked(t *testing.T) {
	s := newSchool(t, "")
	s.change(newPage, phonePage)
	j := s.job(nil)
	j.want(t, exitBlocked, map[string]string{"verdict": "blocked", "errors": "2", "pending-review": "1"})
	annotated := false
	for _, command := range shellCommands(j.stdout) {
		if !strings.HasPrefix(command, "::error file="+newPage+",line=") && !strings.HasPrefix(command, "::warning file="+newPage+",") {
			t.Errorf("unexpected command %q", command)
		}
		annotated = annotated || strings.Contains(command, "privacy/personal-phone")
	}
	if !annotated {
		t.Errorf("no annotation for the phone number in:\n%s", j.stdout)
	}
	// The report for people stands where the runner takes no line for a command, until a word that nobody can guess.
	first, text, _ := strings.Cut(j.stdout, "\n")
	word, stopped := strings.CutPrefix(first, "::stop-commands::")
	text, after, closed := strings.Cut(text, "\n::"+word+"::\n")
	if !stopped || len(word) < 16 || !closed || !strings.Contains(text, newPage) || !strings.HasPrefix(after, "::error ") {
		t.Errorf("the report is not wrapped:\n%s", j.stdout)
	}
	if again := s.job(nil); strings.Contains(again.stdout, word) {
		t.Error("the word that opens the log again is the same in every run")
	}
	if all := j.stdout + j.stderr + j.summary + j.outputs; strings.Contains(all, "345 678") {
		t.Error("the phone number is told in full")
	}
	head := s.run("git", "rev-parse", "HEAD")
	for _, link := range []string{"https://github.com/hoasen/web/blob/" + head + "/" + newPage,
		"https://github.com/hoasen/web/edit/lan-patch-1/" + newPage} {
		if !strings.Contains(j.summary, link) {
			t.Errorf("the summary lacks the link %s:\n%s", link, j.summary)
		}
	}
	var r finding.Report
	full, err := os.ReadFile(j.output("report-json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(full, &r); err != nil || r.Schema != finding.Schema || r.Verdict != finding.Blocked {
		t.Errorf("JSON report: schema %q, verdict %q, %v", r.Schema, r.Verdict, err)
	}
}

func TestCIPass(t *testing.T) {
	s := newSchool(t, "")
	s.change(newPage, cleanPage)
	s.job(nil).want(t, exitBlocked, map[string]string{"verdict": "blocked", "errors": "1", "pending-review": "1"})
	s.approve(newPage)
	j := s.job(nil)
	j.want(t, exitPass, map[string]string{"verdict": "pass", "errors": "0", "reviews": "0", "pending-review": "0"})
	if j.summary == "" {
		t.Error("there is no summary")
	}
	s.change(newPage, strings.Replace(cleanPage, "8 giờ", "9 giờ", 1))
	s.job(nil).want(t, exitBlocked, map[string]string{"verdict": "blocked", "pending-review": "1"})
}

func TestCIWorkingDirectory(t *testing.T) {
	s := newSchool(t, "trang/chinh")
	s.change("trang/chinh/"+newPage, phonePage)
	j := s.job(map[string]string{"RASOAT_WORKING_DIRECTORY": "trang/chinh/"})
	j.want(t, exitBlocked, map[string]string{"verdict": "blocked", "errors": "2"})
	if !strings.Contains(j.stdout, "::error file=trang/chinh/"+newPage+",") {
		t.Errorf("no annotation with the path in the repository:\n%s", j.stdout)
	}
	if err := os.Symlink("trang/chinh", filepath.Join(s.dir, "loi-tat")); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"../x", "/etc", "khong-co", "loi-tat"} {
		j := s.job(map[string]string{"RASOAT_WORKING_DIRECTORY": folder})
		j.want(t, exitFault, map[string]string{"verdict": "undecided"})
	}
}

func TestCISettings(t *testing.T) {
	s := newSchool(t, "")
	s.change(newPage, phonePage)
	j := s.job(map[string]string{"RASOAT_ANNOTATIONS": "false", "RASOAT_SUMMARY": "false", "RASOAT_LANGUAGE": "en",
		"RASOAT_SCOPE": "all", "GITHUB_SERVER_URL": "javascript:x", "GITHUB_RUN_ID": "x"})
	j.want(t, exitBlocked, map[string]string{"verdict": "blocked"})
	if found := shellCommands(j.stdout); len(found) > 0 || j.summary != "" {
		t.Errorf("annotations %q, summary %q, but both are switched off", found, j.summary)
	}
	for name, value := range map[string]string{"RASOAT_ANNOTATIONS": "yes", "RASOAT_SUMMARY": "0", "RASOAT_SCOPE": "some",
		"RASOAT_LANGUAGE": "fr", "RASOAT_BASE": "khong-co"} {
		j := s.job(map[string]string{name: value})
		j.want(t, exitFault, map[string]string{"verdict": "undecided", "errors": ""})
	}
	// A forge without these files is told through the log and the exit code alone.
	j = s.job(map[string]string{"GITHUB_OUTPUT": "", "GITHUB_STEP_SUMMARY": "", "RUNNER_TEMP": ""})
	j.want(t, exitBlocked, nil)
}

// TestCIUndecided: whatever cannot be judged ends with exit code 2, one line on stderr, all outputs, and a summary and
// an annotation that say why, with nothing of the event in them.
func TestCIUndecided(t *testing.T) {
	s := newSchool(t, "")
	s.change(newPage, cleanPage)
	shallow := filepath.Join(t.TempDir(), "shallow")
	s.run("git", "clone", "-q", "--depth", "1", "--branch", "lan-patch-1", "file://"+s.dir, shallow)
	forged := "a\\n::error title=forged::b ##[error]c"
	for name, test := range map[string]struct {
		event     string // empty: the pull request's
		variables map[string]string
		says      string
	}{
		"shallow clone":       {"", map[string]string{"GITHUB_WORKSPACE": shallow}, "fetch-depth"},
		"pull_request_target": {"", map[string]string{"GITHUB_EVENT_NAME": "pull_request_target"}, "pull_request_target"},
		"other event":         {"", map[string]string{"GITHUB_EVENT_NAME": "issue_comment"}, "issue_comment"},
		"hostile event name":  {"", map[string]string{"GITHUB_EVENT_NAME": "x\n::error::forged"}, "x"},
		"no event":            {"", map[string]string{"GITHUB_EVENT_PATH": ""}, "GITHUB_EVENT_PATH"},
		"no event file":       {"", map[string]string{"GITHUB_EVENT_PATH": "khong-co.json"}, "GITHUB_EVENT_PATH"},
		"no workspace":        {"", map[string]string{"GITHUB_WORKSPACE": ""}, "GITHUB_WORKSPACE"},
		"no output":           {"", map[string]string{"GITHUB_OUTPUT": s.dir}, "GITHUB_OUTPUT"},
		"no temporary folder": {"", map[string]string{"RUNNER_TEMP": s.key}, "RUNNER_TEMP"},
		"not JSON":            {"::error::forged", nil, "JSON"},
		"wrong types":         {`{"pull_request":"` + forged + `"}`, nil, "JSON"},
		"empty event":         {`{}`, nil, "no commit"},
		"hostile base": {`{"pull_request":{"base":{"sha":"` + forged + `"},"head":{"sha":"` + strings.Repeat("a", 40) + `"}}}`,
			nil, "no commit"},
		"hostile head": {`{"pull_request":{"base":{"sha":"` + strings.Repeat("a", 40) + `"},"head":{"sha":"` + forged + `"}}}`,
			nil, "no commit"},
		"unknown commit": {`{"pull_request":{"base":{"sha":"` + strings.Repeat("a", 40) + `"},"head":{"sha":"` + strings.Repeat("b", 40) + `"}}}`,
			nil, strings.Repeat("a", 7)},
		"push to a branch": {`{"ref":"refs/heads/x","repository":{"default_branch":"main"}}`,
			map[string]string{"GITHUB_EVENT_NAME": "push"}, "default branch"},
		"everything, without the ledger": {`{}`, map[string]string{"GITHUB_EVENT_NAME": "schedule",
			"GITHUB_SHA": s.run("git", "rev-parse", "main")}, "rasoat/reviews"},
		"a token and no API": {"", map[string]string{"RASOAT_TOKEN": "t", "GITHUB_API_URL": "x"}, "API"},
	} {
		t.Run(name, func(t *testing.T) {
			if test.event == "" {
				test.event = s.event()
			}
			j := runJob(t, s.dir, test.event, test.variables)
			j.want(t, exitFault, nil)
			if name != "no output" {
				j.want(t, exitFault, map[string]string{"verdict": "undecided", "findings": "", "report-json": "", "version": version()})
			}
			if strings.Count(j.stderr, "\n") != 1 || !strings.Contains(j.stderr, test.says) {
				t.Errorf("stderr should be one line about %q:\n%s", test.says, j.stderr)
			}
			reason := strings.TrimPrefix(strings.TrimSpace(j.stderr), "rasoat: ")
			if !strings.Contains(j.summary, "chưa kiểm tra được") || !strings.Contains(j.summary, "Could not be judged") ||
				name != "no output" && !strings.Contains(j.summary, reason) {
				t.Errorf("the summary does not say why:\n%s", j.summary)
			}
			if found := shellCommands(j.stdout + j.stderr); len(found) != 1 || !strings.HasPrefix(found[0], "::error title=rasoat::") {
				t.Errorf("commands %q instead of one annotation", found)
			}
		})
	}
}

// TestCIOtherEvents: the same change, told by the other events.
func TestCIOtherEvents(t *testing.T) {
	s := newSchool(t, "")
	s.change(newPage, phonePage)
	base, head := s.run("git", "rev-parse", "main"), s.run("git", "rev-parse", "HEAD")
	for name, test := range map[string]struct {
		event     string
		variables map[string]string
	}{
		"merge_group": {fmt.Sprintf(`{"merge_group":{"base_sha":%q,"head_sha":%q}}`, base, head), nil},
		"push": {fmt.Sprintf(`{"ref":"refs/heads/main","before":%q,"after":%q,"forced":false,"repository":{"default_branch":"main"}}`,
			base, head), nil},
		"workflow_dispatch": {`{}`, map[string]string{"RASOAT_BASE": "main", "GITHUB_SHA": head}},
	} {
		t.Run(name, func(t *testing.T) {
			variables := map[string]string{"GITHUB_EVENT_NAME": name, "GITHUB_HEAD_REF": ""}
			for variable, value := range test.variables {
				variables[variable] = value
			}
			j := runJob(t, s.dir, test.event, variables)
			j.want(t, exitBlocked, map[string]string{"verdict": "blocked", "errors": "2"})
			if strings.Contains(j.summary, "/edit/") {
				t.Error("an edit link, but there is no branch to edit")
			}
		})
	}
}

// TestCIOfThePrivilegedEvent: a job with the base's rights judges the head as long as nothing of it is checked out.
func TestCIOfThePrivilegedEvent(t *testing.T) {
	s := newSchool(t, "")
	s.change(newPage, phonePage)
	base, head := s.run("git", "rev-parse", "main"), s.run("git", "rev-parse", "HEAD")
	event := fmt.Sprintf(`{"action":"synchronize","pull_request":{"base":{"sha":%q},"head":{"sha":%q}}}`, base, head)
	variables := map[string]string{"GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_HEAD_REF": ""}
	refused := func(where string) {
		t.Helper()
		j := runJob(t, s.dir, event, variables)
		j.want(t, exitFault, map[string]string{"verdict": "undecided"})
		if !strings.Contains(j.stderr, "the pull request's own files are checked out") {
			t.Errorf("%s: %s", where, j.stderr)
		}
	}
	refused("at the head")
	s.run("git", "checkout", "-q", "--detach", "main")
	runJob(t, s.dir, event, variables).want(t, exitBlocked, map[string]string{"verdict": "blocked", "errors": "2"})
	s.run("git", "merge", "-q", "--no-ff", "-m", "test merge", head)
	refused("at the test merge")
	s.run("git", "checkout", "-q", "--detach", "main")
	s.run("git", "commit", "-q", "--allow-empty", "-m", "main has moved on")
	runJob(t, s.dir, event, variables).want(t, exitBlocked, map[string]string{"verdict": "blocked", "errors": "2"})
}

// TestCIConfigurationOfTheBase: the change cannot switch off the rule by which it is judged.
func TestCIConfigurationOfTheBase(t *testing.T) {
	s := newSchool(t, "")
	s.write(".rasoat.yml", "language: vi\nrules:\n  privacy/*: off\n")
	s.change(newPage, phonePage)
	s.job(nil).want(t, exitBlocked, map[string]string{"verdict": "blocked", "errors": "3", "pending-review": "2"})
}

// TestCIHostile: nothing that a change holds makes a command, an output or a heading of its own.
func TestCIHostile(t *testing.T) {
	const forge = "\n::error title=forged::x\n  ::set-output name=verdict::pass\n##[error]forged\n::stop-commands::x\nverdict=pass\n"
	for name, test := range map[string]struct{ page, text string }{
		"text":                {newPage, phonePage + forge},
		"title":               {newPage, strings.Replace(phonePage, "Họp phụ huynh", `"Họp ##[error]forged\n::error title=forged::x"`, 1)},
		"link":                {newPage, phonePage + "\n[a](khong-co%0A::error%20title=forged::x) [b](##[error]forged)\n"},
		"file name":           {"content/thong-bao/a::error title=forged::x ##[error]forged,line=9%0A.md", phonePage},
		"line in a file name": {"content/thong-bao/a\n::error title=forged::x\nverdict=pass\n.md", phonePage},
		"front matter":        {newPage, "---\ntitle: ##[error]forged\n ::error title=forged::x\n: - [\n---\n" + forge},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t, "")
			s.change(test.page, test.text)
			j := s.job(nil)
			if j.code == exitPass || j.output("verdict") == "pass" {
				t.Errorf("exit code %d, verdict %q", j.code, j.output("verdict"))
			}
			checkNothingForged(t, j.stdout+j.stderr, j.summary, j.outputs)
		})
	}
}

// checkNothingForged looks for commands, outputs and Markdown that are not ours.
func checkNothingForged(t *testing.T, log, summary, outputs string) {
	t.Helper()
	ours := regexp.MustCompile(`^::(error|warning|notice) (file=content/[^:]*(%3A[^:]*)*,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?)?title=(⛔|🟡|⚪|rasoat)`)
	for _, command := range shellCommands(log) {
		if !ours.MatchString(command) {
			t.Errorf("forged command: %q", command)
		}
	}
	line := regexp.MustCompile(`^(verdict=(blocked|undecided)|(findings|errors|reviews|warnings|pending-review)=\d*|report-json=.*/rasoat-report-\d+\.json|report-json=|sarif-file=|version=[\w.+()-]+)$`)
	for output := range strings.Lines(outputs) {
		if !line.MatchString(strings.TrimSuffix(output, "\n")) {
			t.Errorf("forged output: %q", output)
		}
	}
	for text := range strings.Lines(summary) {
		if strings.HasPrefix(strings.TrimSpace(text), "::") || strings.Contains(text, "##[") {
			t.Errorf("forged line of the summary: %q", text)
		}
	}
}
