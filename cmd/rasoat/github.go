package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/report"
	"github.com/rasoat/rasoat/linter/review"
)

// maxEvent is the most bytes of an event that are read; GitHub caps what it sends at 25 MB.
const maxEvent = 32 << 20

// change is what a job is about: two commits, and where people can see and edit the second.
type change struct {
	base, head string                                          // without a base everything that is published is judged
	hands      []review.Identity                               // who opened the request, and who pushed
	links      func(path string, line int) (view, edit string) // nil: unknown
	full       string                                          // address of the job's log, "" if unknown
	forge      string                                          // where the job runs, as people.yml calls it
	pushes     []review.Push                                   // that the event tells of
	request    int64                                           // number of the request, 0 if there is none
	pushed     []string                                        // commits that came onto the default branch
}

// event holds the only fields that are taken from a job's event. Each is checked before use; the rest of an event
// (titles, names, messages) was written by anybody and is never read.
type event struct {
	Action      string
	Sender      account
	PullRequest struct {
		Number     int64
		User       account
		Base, Head struct {
			SHA  string
			Repo struct{ ID int64 }
		}
	} `json:"pull_request"`
	MergeGroup struct {
		BaseSHA string `json:"base_sha"`
		HeadSHA string `json:"head_sha"`
		HeadRef string `json:"head_ref"`
	} `json:"merge_group"`
	WorkflowRun struct {
		Event        string
		HeadSHA      string `json:"head_sha"`
		PullRequests []struct {
			Number int64
			Base   struct{ Ref string }
			Head   struct{ SHA string }
		} `json:"pull_requests"`
	} `json:"workflow_run"`
	Before, After, Ref string
	Forced             bool
	Commits            []struct{ ID string }
	Repository         struct {
		DefaultBranch string `json:"default_branch"`
	}
}

// account is an account of the forge. Its number is its name here: the other name can change hands.
type account struct{ ID int64 }

// hands returns who worked on a change as only the forge knows it: who opened the request, and who pushed to it.
func (e *event) hands(name, forge string) []review.Identity {
	var accounts []account
	switch {
	case name == "push":
		accounts = []account{e.Sender}
	case !isRequest(name):
	case name != "pull_request_review" && (e.Action == "opened" || e.pushed() && !e.tellsPush()):
		accounts = []account{e.PullRequest.User, e.Sender}
	default:
		accounts = []account{e.PullRequest.User}
	}
	var hands []review.Identity
	for _, a := range accounts {
		if a.ID > 0 {
			hands = append(hands, review.Account{Forge: forge, ID: a.ID}.Identity())
		}
	}
	return hands
}

// pushed reports whether the event is that somebody pushed to a request; the second word is Gitea's.
func (e *event) pushed() bool { return e.Action == "synchronize" || e.Action == "synchronized" }

// tellsPush reports whether it tells what was pushed.
func (e *event) tellsPush() bool { return isCommit(e.Before) && isCommit(e.After) }

// isRequest reports whether an event is about a pull request.
func isRequest(name string) bool {
	return slices.Contains([]string{"pull_request", pullRequestTarget, "pull_request_review"}, name)
}

// request returns the number of the request that an event is about, 0 if there is none. Of a merge queue only the branch
// that it makes tells.
func (e *event) request(name string) int64 {
	switch {
	case isRequest(name):
		return e.PullRequest.Number
	case name == workflowRun && len(e.WorkflowRun.PullRequests) == 1:
		return e.WorkflowRun.PullRequests[0].Number
	case name == "merge_group":
		if m := regexp.MustCompile(`/pr-([0-9]{1,18})-[0-9a-f]+$`).FindStringSubmatch(e.MergeGroup.HeadRef); m != nil {
			number, _ := strconv.ParseInt(m[1], 10, 64)
			return number
		}
	}
	return 0
}

// readChange finds base and head in the job's event. A base that was named replaces the event's.
func readChange(env environment, named string, published bool) (change, error) {
	if isGitLab(env.getenv) {
		return readMergeRequest(env, named)
	}
	name := env.getenv("GITHUB_EVENT_NAME")
	if published {
		if name = "schedule"; named != "" {
			return change{}, errors.New("--audit: judges everything that is published and compares with nothing; leave RASOAT_BASE out")
		}
	}
	if name == "" {
		return change{}, errors.New("GITHUB_EVENT_NAME is not set; rasoat ci runs in a job, elsewhere use rasoat check --base")
	}
	text, err := readEvent(env)
	if err != nil {
		return change{}, err
	}
	var e event
	if json.Unmarshal(text, &e) != nil {
		// The decoder's own words may quote the event.
		return change{}, errors.New("GITHUB_EVENT_PATH: not the JSON of an event")
	}
	c := change{forge: actionsForge(env.getenv), request: e.request(name)}
	if c.base, c.head, err = e.judged(name, env.getenv("GITHUB_SHA"), named); err != nil {
		return change{}, fmt.Errorf("event %s: %w", name, err)
	}
	if name == workflowRun && env.getenv("RASOAT_TOKEN") == "" {
		return change{}, fmt.Errorf("event %s: does not tell who opened the pull request; give the job a token", name)
	}
	if name == pullRequestTarget || name == workflowRun {
		if err := refuseHead(env, c.base, c.head); err != nil {
			return change{}, fmt.Errorf("event %s: %w", name, err)
		}
	}
	if isRequest(name) && e.pushed() && e.tellsPush() && e.Sender.ID > 0 {
		sender := review.Account{Forge: c.forge, ID: e.Sender.ID}.Identity()
		c.pushes = []review.Push{{By: sender, Before: e.Before, After: e.After}}
	}
	if name == "workflow_dispatch" && named != "" {
		c.pushed = []string{c.head}
	}
	if name == "push" {
		for _, commit := range e.Commits {
			c.pushed = append(c.pushed, commit.ID)
		}
		c.pushed = append(c.pushed, e.After)
	}
	c.hands, c.links, c.full = e.hands(name, c.forge), links(env.getenv, e, c.head), runAddress(env.getenv)
	return c, nil
}

// actionsForge tells whose Actions run the job: runners of Gitea and Forgejo set the variables of GitHub's, and one more.
func actionsForge(getenv func(string) string) string {
	if getenv("GITEA_ACTIONS") != "" || getenv("FORGEJO_ACTIONS") != "" {
		return review.Gitea
	}
	return review.GitHub
}

// The events whose jobs have the base's rights, so that nothing of the head may be at hand in them.
const (
	pullRequestTarget = "pull_request_target"
	workflowRun       = "workflow_run" // of a job that only says that somebody has reviewed a request
)

// refuseHead refuses to judge where the head is checked out: whatever runs in that folder would run with the base's rights.
func refuseHead(env environment, base, head string) error {
	holds, err := linter.HoldsHead(env.path(env.getenv("GITHUB_WORKSPACE")), base, head)
	if err != nil {
		return err
	}
	if holds {
		return errors.New("the pull request's own files are checked out, and this job has more rights than they may have; " +
			"check out the base, and fetch the head as objects only (git fetch origin <head>)")
	}
	return nil
}

func readEvent(env environment) ([]byte, error) {
	name := env.getenv("GITHUB_EVENT_PATH")
	if name == "" {
		return nil, errors.New("GITHUB_EVENT_PATH is not set; rasoat ci runs in a job, elsewhere use rasoat check --base")
	}
	file, err := os.Open(env.path(name))
	if err != nil {
		return nil, fmt.Errorf("GITHUB_EVENT_PATH: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxEvent+1))
	if err != nil {
		return nil, fmt.Errorf("GITHUB_EVENT_PATH: %w", err)
	}
	if len(text) > maxEvent {
		return nil, fmt.Errorf("GITHUB_EVENT_PATH: the event has more than %d bytes", maxEvent)
	}
	return text, nil
}

// judged returns what is compared with what, checked. A base that was named replaces the event's.
func (e *event) judged(name, sha, named string) (base, head string, err error) {
	base, head, err = e.commits(name, sha)
	switch {
	case err != nil:
		return "", "", err
	case named != "":
		base = named
	case base == audited:
		base = ""
	case !isCommit(base):
		return "", "", errors.New("names no commit to compare with; name one with the input base")
	}
	if !isCommit(head) {
		return "", "", errors.New("names no commit to judge")
	}
	return base, head, nil
}

// audited stands for the base of a run that judges everything.
const audited = "everything"

// commits returns the two commits that an event is about. sha is the commit that the job itself runs for.
func (e *event) commits(name, sha string) (base, head string, err error) {
	switch name {
	case "pull_request", pullRequestTarget, "pull_request_review":
		return e.PullRequest.Base.SHA, e.PullRequest.Head.SHA, nil
	case "merge_group": // what a merge queue is about to put on the branch
		return e.MergeGroup.BaseSHA, e.MergeGroup.HeadSHA, nil
	case "schedule", "workflow_dispatch": // nothing says what to compare with: everything is judged
		return audited, sha, nil
	case "push":
		return e.push()
	case workflowRun:
		return e.reviewed(sha)
	}
	return "", "", errors.New("holds no change to judge; run the job on pull_request")
}

// reviewed judges the request that somebody has reviewed, as the default branch is now. Of a fork's request GitHub does not
// tell the number there.
func (e *event) reviewed(sha string) (base, head string, err error) {
	run := e.WorkflowRun
	if run.Event != "pull_request_review" {
		return "", "", errors.New("is not about a review of a pull request; run the job on pull_request")
	}
	if len(run.PullRequests) != 1 || run.PullRequests[0].Head.SHA != run.HeadSHA {
		return "", "", errors.New("does not say which pull request was reviewed, as of a fork's; run its check again by hand, under Checks")
	}
	if branch := e.Repository.DefaultBranch; branch == "" || run.PullRequests[0].Base.Ref != branch {
		return "", "", errors.New("is about a pull request into another branch than the default one")
	}
	return sha, run.HeadSHA, nil
}

// push judges what a push added to the default branch. On other branches the commit before has no authority over rules
// and people, and a forced push replaces more than what lies between its two commits.
func (e *event) push() (base, head string, err error) {
	branch := e.Repository.DefaultBranch
	if branch == "" || e.Ref != "refs/heads/"+branch {
		return "", "", errors.New("not to the default branch; run the job on pull_request, or on push to the default branch only")
	}
	if e.Forced {
		return "", "", errors.New("forced; what it added cannot be told from what it replaced, the branch must be looked at as a whole")
	}
	return e.Before, e.After, nil
}

// isCommit reports whether s is the full name of a commit, SHA-1 or SHA-256; all zeros is how Git says "none".
func isCommit(s string) bool {
	return regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`).MatchString(s) && strings.Trim(s, "0") != ""
}

// links returns where a line can be seen and edited, or nil if the environment does not say where the forge is. Edit
// links are for branches of the same repository: a fork belongs to somebody else.
func links(getenv func(string) string, e event, head string) func(string, int) (view, edit string) {
	repository := repositoryAddress(getenv)
	if repository == "" {
		return nil
	}
	branch := getenv("GITHUB_HEAD_REF")
	if p := e.PullRequest; p.Base.Repo.ID == 0 || p.Base.Repo.ID != p.Head.Repo.ID ||
		!regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`).MatchString(branch) {
		branch = ""
	}
	view, edit := repository+"/blob/"+head, repository+"/edit/"+branch
	if actionsForge(getenv) == review.Gitea {
		view, edit = repository+"/src/commit/"+head, repository+"/_edit/"+branch
	}
	if branch == "" {
		edit = ""
	}
	return lineLinks(view, edit)
}

// lineLinks returns where a line can be seen and edited, in the forges' common way of writing it.
func lineLinks(viewed, edited string) func(path string, line int) (view, edit string) {
	return func(path string, line int) (view, edit string) {
		place := "/" + (&url.URL{Path: path}).EscapedPath()
		anchor := ""
		if line > 0 {
			anchor = "#L" + strconv.Itoa(line)
		}
		// The source of a page has lines, its rendering has none: plain=1 asks GitHub and GitLab for it, display Gitea.
		view = viewed + place + "?plain=1" + anchor
		if strings.Contains(viewed, "/src/commit/") {
			view = viewed + place + "?display=source" + anchor
		}
		if edited != "" {
			edit = edited + place + anchor
		}
		return view, edit
	}
}

// repositoryAddress returns the repository's web address, or "" if the environment does not hold a plain one.
func repositoryAddress(getenv func(string) string) string {
	address := strings.TrimSuffix(getenv("GITHUB_SERVER_URL"), "/") + "/" + getenv("GITHUB_REPOSITORY")
	if !regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$`).MatchString(address) {
		return ""
	}
	return address
}

// runAddress returns the web address of the job's run, where the whole log is, or "". Gitea counts the runs of each
// repository by themselves.
func runAddress(getenv func(string) string) string {
	variable := "GITHUB_RUN_ID"
	if actionsForge(getenv) == review.Gitea {
		variable = "GITHUB_RUN_NUMBER"
	}
	repository := repositoryAddress(getenv)
	id, err := strconv.ParseUint(getenv(variable), 10, 64)
	if repository == "" || err != nil {
		return ""
	}
	return repository + "/actions/runs/" + strconv.FormatUint(id, 10)
}

// jobOutput is one output of the step.
type jobOutput struct{ name, value string }

// judgedOutputs are the outputs of a run with a verdict. Numbers count what is not settled.
func judgedOutputs(r *finding.Report, file, sarif string) []jobOutput {
	errors, reviews, warnings := r.Count(finding.Error), r.Count(finding.Review), r.Count(finding.Warning)
	verdict := "blocked"
	if r.Verdict == finding.Pass {
		verdict = "pass"
	}
	return []jobOutput{
		{"verdict", verdict},
		{"findings", strconv.Itoa(errors + reviews + warnings)},
		{"errors", strconv.Itoa(errors)},
		{"reviews", strconv.Itoa(reviews)},
		{"warnings", strconv.Itoa(warnings)},
		{"pending-review", strconv.Itoa(len(r.Waiting()))},
		{"sarif-file", sarif},
		{"report-json", file},
		{"version", version()},
	}
}

// undecidedOutputs leave the numbers empty: nothing was counted.
func undecidedOutputs() []jobOutput {
	return []jobOutput{{"verdict", "undecided"}, {"findings", ""}, {"errors", ""}, {"reviews", ""}, {"warnings", ""},
		{"pending-review", ""}, {"sarif-file", ""}, {"report-json", ""}, {"version", version()}}
}

// writeOutputs writes the step's outputs. They are fixed words, numbers and names of our own, so that no value can
// begin a line of its own; what is not, is refused.
func writeOutputs(env environment, list []jobOutput) error {
	var b strings.Builder
	for _, o := range list {
		if strings.ContainsFunc(o.value, unicode.IsControl) {
			return fmt.Errorf("output %s: has a control character in it", o.name)
		}
		b.WriteString(o.name + "=" + o.value + "\n")
	}
	return appendTo(env, "GITHUB_OUTPUT", []byte(b.String()))
}

// maxSummary is the most bytes a step's summary may have; a longer one is dropped by GitHub while the step stays green.
const maxSummary = 1 << 20

func writeSummary(env environment, text []byte) error {
	if len(text) > maxSummary {
		return fmt.Errorf("GITHUB_STEP_SUMMARY: the summary has %d bytes, GitHub shows at most %d", len(text), maxSummary)
	}
	return appendTo(env, "GITHUB_STEP_SUMMARY", text)
}

// appendTo appends to the file that an environment variable names. A forge that has no such file leaves it unset.
func appendTo(env environment, variable string, text []byte) error {
	name := env.getenv(variable)
	if name == "" {
		return nil
	}
	file, err := os.OpenFile(env.path(name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("%s: %w", variable, err)
	}
	if _, err = file.Write(text); err == nil {
		err = file.Close()
	} else {
		file.Close()
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", variable, err)
	}
	return nil
}

// writeJSONReport writes the report into the job's temporary folder under a name of its own, so that two sites can be
// judged in one job. It returns the file's name, "" if the job has no such folder.
func writeJSONReport(env environment, r *finding.Report, o report.Options) (string, error) {
	folder := env.getenv("RUNNER_TEMP")
	if folder == "" {
		return "", nil
	}
	file, err := os.CreateTemp(env.path(folder), "rasoat-report-*.json")
	if err != nil {
		return "", fmt.Errorf("RUNNER_TEMP: %w", err)
	}
	if err := errors.Join(report.Write(file, "json", r, o), file.Chmod(0o644), file.Close()); err != nil {
		return "", fmt.Errorf("%s: cannot be written: %w", file.Name(), errors.Join(err, os.Remove(file.Name())))
	}
	return filepath.Abs(file.Name())
}

// escapeData is the escaper for the text of a workflow command.
func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// oneLine is the escaper for reasons in a log: what could begin a line, steer a terminal or hide stands as \u{…}, and
// "##[", by which the runner knows a command anywhere in a line, is broken up.
func oneLine(s string) string {
	var b strings.Builder
	for _, r := range s {
		if !unicode.IsGraphic(r) || r == '[' && strings.HasSuffix(b.String(), "##") {
			fmt.Fprintf(&b, `\u{%x}`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
