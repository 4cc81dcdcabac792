//go:build act

// Runs action.yml in a real runner, nektos/act, without docker and without a network:
//
//	RASOAT_ACT=/path/to/act go test -tags act -run '^TestInAct' ./cmd/rasoat
//
// What act does not do as GitHub does it (permissions, limits, forks, "##[") is tested elsewhere.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// actLine is what the tests read of a line of act --json.
type actLine struct {
	Command, Arg, Raw, Msg, Name, Content string
	Properties                            map[string]string `json:"kvPairs"`
	Step                                  []string          `json:"stepID"`
	RawOutput                             bool              `json:"raw_output"`
}

// actRun is one run of the workflow.
type actRun struct {
	code    int
	lines   []actLine
	all     string // everything act said
	outputs string // the action's outputs as a later step of the job sees them
	report  string
}

// runner makes runs of the action under test.
type runner struct {
	act     []string // the command, without a network if the system allows that
	action  string   // the folder of action.yml
	program string   // folder of a ready-made rasoat
	// Folders of actions that stand for those of the same names, which need a network.
	setupGo, checkout string
	goEnv             []string
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	act := os.Getenv("RASOAT_ACT")
	if act == "" {
		act, _ = exec.LookPath("act")
	}
	if act == "" {
		t.Skip("SKIPPED: no act; set RASOAT_ACT, or go install github.com/nektos/act@v0.2.89")
	}
	top, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{act: []string{act}, action: top, program: t.TempDir(), setupGo: t.TempDir(), checkout: t.TempDir()}
	for folder, steps := range map[string]string{
		r.setupGo: "[{run: go version, shell: bash}]",
		// What stands in the folder is what the workflow asks for, as in a fresh copy.
		r.checkout: "[{run: 'test -d .git || git clone -q \"file://$SCHOOL\" .; git checkout -q --detach \"${REF:-HEAD}\"', shell: bash, env: {REF: '${{ inputs.ref }}'}}]",
	} {
		stub := "name: stub\ninputs: {go-version: {}, cache: {}, ref: {}, fetch-depth: {}, persist-credentials: {}}\nruns: {using: composite, steps: " + steps + "}\n"
		if err := os.WriteFile(filepath.Join(folder, "action.yml"), []byte(stub), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, flags := range []string{"-n", "-rn"} {
		if exec.Command("unshare", flags, "true").Run() == nil {
			r.act = []string{"unshare", flags, act}
			break
		}
	}
	if len(r.act) == 1 {
		t.Log("SKIPPED: unshare does not work here, so the runner has a network")
	}
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		r.goEnv = append(r.goEnv, name+"="+strings.TrimSpace(string(value)))
	}
	r.goEnv = append(r.goEnv, "GOPROXY=off", "GOTOOLCHAIN=local")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", filepath.Join(r.program, "rasoat"), ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as the action builds it, so that its build is a warm one
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return r
}

// workflow is what a school's workflow would be; inputs are those of the action. Its last step tells what the action's
// outputs are, also of a blocked change.
const workflow = `on: pull_request
permissions: {contents: read}
jobs:
  rasoat:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: {fetch-depth: 0, persist-credentials: false}
      - id: gate
        uses: rasoat/rasoat@v1
        with: {%s}
      - if: always()
        shell: bash
        env:
          OUTPUTS: ${{ toJSON(steps.gate.outputs) }}
          REPORT: ${{ steps.gate.outputs.report-json }}
        run: |
          printf '%%s' "$OUTPUTS" >"$KEEP/outputs.json"
          test -z "$REPORT" || cp "$REPORT" "$KEEP/report.json"
`

// run runs the action on the pull request of a school.
func (r *runner) run(s *school, inputs string, env ...string) actRun {
	s.t.Helper()
	return r.workflow(s, "pull_request", s.event(), fmt.Sprintf(workflow, inputs), env...)
}

// workflow runs a workflow for an event, with more variables if need be.
func (r *runner) workflow(s *school, name, event, text string, env ...string) actRun {
	s.t.Helper()
	keep, home := s.t.TempDir(), s.t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(keep, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			s.t.Fatal(err)
		}
		return path
	}
	args := append(r.act[1:len(r.act):len(r.act)], name,
		"-e", file("event.json", event), "-W", file("workflow.yml", text),
		"-P", "ubuntu-latest=-self-hosted", "--local-repository", "rasoat/rasoat@v1="+r.action,
		"--local-repository", "actions/setup-go@44694675825211faa026b3c33043df3e48a5fa00="+r.setupGo,
		"--local-repository", "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8="+r.checkout,
		"--no-cache-server", "--artifact-server-path", "", "--action-offline-mode", "--pull=false", "--strict", "--json",
		"--env", "KEEP="+keep, "--env", "SCHOOL="+s.dir)
	for _, variable := range append(env, r.goEnv...) {
		args = append(args, "--env", variable)
	}
	command := exec.Command(r.act[0], args...)
	command.Dir = s.dir
	command.Env = append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME="+filepath.Join(home, "cache"),
		"XDG_CONFIG_HOME="+filepath.Join(home, "config"), "PATH="+r.program+string(os.PathListSeparator)+os.Getenv("PATH"))
	out, _ := command.CombinedOutput()
	a := actRun{code: command.ProcessState.ExitCode(), all: string(out)}
	for scanner := bufio.NewScanner(bytes.NewReader(out)); scanner.Scan(); {
		var line actLine
		if json.Unmarshal(scanner.Bytes(), &line) == nil {
			a.lines = append(a.lines, line)
		}
	}
	read := func(name string) string {
		text, _ := os.ReadFile(filepath.Join(keep, name))
		return string(text)
	}
	a.outputs, a.report = read("outputs.json"), read("report.json")
	return a
}

// judging returns what the step that judges said.
func (a actRun) judging() (lines []actLine) {
	for _, line := range a.lines {
		if len(line.Step) == 2 && line.Step[1] == "rasoat" {
			lines = append(lines, line)
		}
	}
	return lines
}

func (a actRun) want(t *testing.T, pass bool, outputs map[string]string) {
	t.Helper()
	if (a.code == 0) != pass {
		t.Errorf("act ends with %d, passing is %v", a.code, pass)
	}
	var got map[string]string
	if err := json.Unmarshal([]byte(a.outputs), &got); err != nil {
		t.Errorf("outputs: %v", err)
	}
	for name, value := range outputs {
		if got[name] != value {
			t.Errorf("output %s is %q instead of %q", name, got[name], value)
		}
	}
	if t.Failed() {
		for _, line := range a.lines {
			t.Log(strings.TrimRight(line.Msg, "\n"))
		}
	}
}

// summary returns what the step that judges wrote into its summary.
func (a actRun) summary() string {
	for _, line := range a.judging() {
		if line.Command == "summary" {
			return line.Content
		}
	}
	return ""
}

// TestInActJourney: a pull request is blocked, mended, approved and passed.
func TestInActJourney(t *testing.T) {
	r, s := newRunner(t), newSchool(t, "")
	s.change(newPage, phonePage)
	blocked := r.run(s, "install-mode: source, language: en")
	blocked.want(t, false, map[string]string{"verdict": "blocked", "errors": "2", "pending-review": "1", "version": "devel"})
	annotated := false
	for _, line := range blocked.judging() {
		if line.Command == "error" && line.Properties["file"] == newPage && strings.Contains(line.Properties["title"], "privacy/personal-phone") {
			annotated = line.Properties["line"] == "6"
		}
	}
	if !annotated || !strings.Contains(blocked.summary(), newPage) || !strings.Contains(blocked.report, `"blocked"`) {
		t.Errorf("annotation %v, summary %q, report %q", annotated, blocked.summary(), blocked.report)
	}
	if strings.Contains(blocked.all, "345 678") {
		t.Error("the log tells the phone number in full")
	}
	s.change(newPage, cleanPage)
	r.run(s, "install-mode: none").want(t, false, map[string]string{"verdict": "blocked", "errors": "1", "pending-review": "1"})
	s.approve(newPage)
	r.run(s, "install-mode: none").want(t, true, map[string]string{"verdict": "pass", "errors": "0", "pending-review": "0"})
}

// TestInActUndecided: what cannot be judged or not even installed fails, and the outputs say so.
func TestInActUndecided(t *testing.T) {
	r, s := newRunner(t), newSchool(t, "")
	s.change(newPage, cleanPage)
	for _, inputs := range []string{"install-mode: none, scope: some", "install-mode: none, base: khong-co",
		"install-mode: none, version: v9.9.9", "install-mode: source, version: v1.0.0", "install-mode: binary, version: v1.0.0",
		"install-mode: none, working-directory: '$(touch pwned); `touch pwned` \" x'"} {
		a := r.run(s, inputs)
		a.want(t, false, map[string]string{"verdict": "undecided", "errors": ""})
		if !strings.Contains(a.all, "::error title=rasoat::") {
			t.Errorf("%s: no annotation says why:\n%s", inputs, a.all)
		}
	}
	if !strings.Contains(r.run(s, "install-mode: none, base: khong-co").summary(), "Could not be judged") {
		t.Error("the summary does not say that nothing was judged")
	}
}

// TestInActHostile: what a change holds forges nothing in a real runner.
func TestInActHostile(t *testing.T) {
	const forge = "\n::error title=forged::x\n  ::set-output name=verdict::pass\n::add-mask::a\n##[error]forged\n::stop-commands::x\nverdict=pass\n"
	r := newRunner(t)
	for name, test := range map[string]struct{ page, text string }{
		"text":                {newPage, phonePage + forge},
		"file name":           {"content/thong-bao/a::error title=forged::x ##[error]forged,line=9%0A.md", phonePage},
		"line in a file name": {"content/thong-bao/a\n::error title=forged::x\nverdict=pass\n.md", phonePage},
		"commands in a name":  {"content/thong-bao/$(touch pwned)`touch pwned`.md", phonePage},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSchool(t, "")
			s.change(test.page, test.text)
			a := r.run(s, "install-mode: none")
			a.want(t, false, nil)
			var outputs map[string]string
			if err := json.Unmarshal([]byte(a.outputs), &outputs); err != nil || outputs["verdict"] == "pass" {
				t.Errorf("outputs %s, %v", a.outputs, err)
			}
			var log strings.Builder
			for _, line := range a.judging() {
				switch {
				case line.RawOutput:
					log.WriteString(line.Msg)
				case line.Raw != "":
					log.WriteString(line.Raw)
				}
				if line.Command == "set-output" && line.Name == "verdict" && line.Arg == "pass" || line.Command == "add-mask" {
					t.Errorf("forged: %+v", line)
				}
			}
			if log.Len() == 0 {
				t.Errorf("nothing was said:\n%s", a.all)
			}
			checkNothingForged(t, log.String(), a.summary(), "")
			if found, _ := filepath.Glob(filepath.Join(s.dir, "pwned")); len(found) > 0 {
				t.Error("a command in the change was run")
			}
		})
	}
}

// TestInActBinary: a release is run only if its sum is right, and then as what it says it is.
func TestInActBinary(t *testing.T) {
	r, s := newRunner(t), newSchool(t, "")
	s.change(newPage, phonePage)
	releases := t.TempDir()
	release := func(text string) string {
		for _, file := range []string{"rasoat-linux-amd64", "rasoat-linux-arm64", "rasoat-darwin-amd64", "rasoat-darwin-arm64"} {
			name := filepath.Join(releases, "v0.0.7", file)
			if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
	}
	mirror := "RASOAT_RELEASES=file://" + releases
	good := release("#!/bin/sh\n[ \"$1\" != version ] || { echo v0.0.7; exit; }\nexec '" + filepath.Join(r.program, "rasoat") + "' \"$@\"\n")
	sarif, junit := filepath.Join(releases, "r.sarif"), filepath.Join(releases, "r.xml")
	r.run(s, "install-mode: binary, version: v0.0.7, checksum: "+good+", sarif-file: "+sarif+", args: '--format junit="+junit+"'", mirror).
		want(t, false, map[string]string{"verdict": "blocked", "errors": "2", "sarif-file": sarif})
	for _, name := range []string{sarif, junit} {
		if info, err := os.Stat(name); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for what, test := range map[string]struct{ inputs, says string }{
		"another release": {"version: v0.0.8, checksum: " + good, "could not be fetched"},
		"no sum":          {"version: v0.0.7", "checksum"},
		"no version":      {"checksum: " + good, "version"},
		"no plain one":    {"version: ../v0.0.7, checksum: " + good, "version"},
	} {
		a := r.run(s, "install-mode: binary, "+test.inputs, mirror)
		a.want(t, false, map[string]string{"verdict": "undecided"})
		if !strings.Contains(a.all, test.says) {
			t.Errorf("%s: nothing says %q", what, test.says)
		}
	}
	pwned := filepath.Join(t.TempDir(), "pwned")
	release("#!/bin/sh\ntouch " + pwned + "\n")
	a := r.run(s, "install-mode: binary, version: v0.0.7, checksum: "+good, mirror)
	a.want(t, false, map[string]string{"verdict": "undecided"})
	if _, err := os.Stat(pwned); err == nil || !strings.Contains(a.all, "it was not run") {
		t.Errorf("a file with another sum was run: %v", err)
	}
}

// TestInActWorkflows runs the jobs of the example as they are.
func TestInActWorkflows(t *testing.T) {
	r, s := newRunner(t), newSchool(t, "")
	text := func(name string) string {
		bytes, err := os.ReadFile(filepath.Join("..", "..", "examples", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(bytes)
	}
	const folder = "truong-hoa-sen/.github/workflows/"
	verdict := func(what string, a actRun, pass bool, verdict string) {
		t.Helper()
		said := ""
		for _, line := range a.judging() {
			if line.Command == "set-output" && line.Name == "verdict" {
				said = line.Arg
			}
		}
		if (a.code == 0) != pass || said != verdict {
			t.Errorf("%s: exit code %d, verdict %q instead of %q\n%s", what, a.code, said, verdict, a.all)
		}
	}
	s.change(newPage, cleanPage)
	event := s.event()
	s.run("git", "switch", "-q", "main")
	verdict("waiting", r.workflow(s, "pull_request_target", event, text(folder+"rasoat.yml")), false, "blocked")
	wrong := strings.Replace(text(folder+"rasoat.yml"), "github.event.pull_request.base.sha", "github.event.pull_request.head.sha", 1)
	verdict("the head is checked out", r.workflow(s, "pull_request_target", event, wrong), false, "undecided")
	s.run("git", "switch", "-q", "lan-patch-1")
	verdict("read-only", r.workflow(s, "pull_request", event, text("jobs/github-read-only.yml")), false, "blocked")
	s.approve(newPage)
	s.run("git", "switch", "-q", "main")
	verdict("approved", r.workflow(s, "pull_request_target", event, text(folder+"rasoat.yml")), true, "pass")
	verdict("read-only, approved", r.workflow(s, "pull_request", event, text("jobs/github-read-only.yml")), true, "pass")
	queue := map[string]any{"merge_group": map[string]any{"base_sha": s.run("git", "rev-parse", "main"), "head_sha": s.run("git", "rev-parse", "lan-patch-1"),
		"head_ref": "refs/heads/gh-readonly-queue/main/pr-12"}, "repository": map[string]any{"default_branch": "main"}}
	verdict("in the merge queue", r.workflow(s, "merge_group", asJSON(t, queue), text(folder+"rasoat.yml")), true, "pass")
	heard := map[string]any{"workflow_run": map[string]any{"event": "pull_request_review", "head_sha": s.run("git", "rev-parse", "lan-patch-1"),
		"pull_requests": []any{map[string]any{"number": 12, "base": map[string]any{"ref": "main"},
			"head": map[string]any{"sha": s.run("git", "rev-parse", "lan-patch-1")}}}}, "repository": map[string]any{"default_branch": "main"}}
	// Nobody but the forge knows who opened the request, and there is none here.
	verdict("after a review", r.workflow(s, "workflow_run", asJSON(t, heard), text(folder+"rasoat.yml")), false, "undecided")
	if a := r.workflow(s, "pull_request_review", event, text(folder+"rasoat-review.yml")); a.code != 0 {
		t.Errorf("the signal of a review fails:\n%s", a.all)
	}
	// Before publishing: one page was never approved.
	s.run("git", "switch", "-q", "main")
	verdict("the nightly audit", r.workflow(s, "schedule", "{}", text(folder+"rasoat-published.yml")), false, "blocked")
	audit, _, _ := strings.Cut(text(folder+"deploy.yml"), "\n  publish:") // what follows needs GitHub's pages
	s.run("git", "switch", "-q", "main")
	verdict("before publishing", r.workflow(s, "workflow_dispatch", "{}", audit), false, "blocked")
	s.run("git", "switch", "-q", "main")
	s.approve("content/_index.md")
	verdict("the nightly audit, approved", r.workflow(s, "schedule", "{}", text(folder+"rasoat-published.yml")), true, "pass")
	s.run("git", "switch", "-q", "main")
	verdict("before publishing, approved", r.workflow(s, "workflow_dispatch", "{}", audit), true, "pass")
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
