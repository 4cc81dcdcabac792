package main

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/review"
)

// isGitLab reports whether the job is one of GitLab CI.
func isGitLab(getenv func(string) string) bool { return getenv("GITLAB_CI") == "true" }

// workspaceVariable names the variable that holds the folder of the repository.
func workspaceVariable(getenv func(string) string) string {
	if isGitLab(getenv) {
		return "CI_PROJECT_DIR"
	}
	return "GITHUB_WORKSPACE"
}

// readMergeRequest finds base and head in the variables of a job of GitLab CI. Where those do not name the tip of the
// target branch, Git's own note of it does: the commit where both parted may have older rules and people.
func readMergeRequest(env environment, named string) (change, error) {
	c := change{forge: review.GitLab, base: named, head: env.getenv("CI_COMMIT_SHA")}
	switch source := env.getenv("CI_PIPELINE_SOURCE"); source {
	case "merge_request_event":
		number, err := strconv.ParseInt(env.getenv("CI_MERGE_REQUEST_IID"), 10, 64)
		if err != nil || number <= 0 {
			return change{}, errors.New("CI_MERGE_REQUEST_IID: not the number of a merge request")
		}
		c.request = number
		if head := env.getenv("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"); head != "" {
			c.head = head
		}
		if c.base == "" {
			if c.base, err = targetTip(env); err != nil {
				return change{}, err
			}
		}
	case "push":
		if branch := env.getenv("CI_DEFAULT_BRANCH"); branch == "" || env.getenv("CI_COMMIT_BRANCH") != branch {
			return change{}, errors.New("push: not to the default branch; run the job on merge_request_event, or on push to the default branch only")
		}
		if c.base == "" {
			c.base = env.getenv("CI_COMMIT_BEFORE_SHA")
		}
		if !isCommit(c.base) && named == "" {
			return change{}, errors.New("push: names no commit to compare with; name one with RASOAT_BASE")
		}
		c.pushed = []string{c.head}
	case "schedule", "web": // nothing says what to compare with: everything is judged
	default:
		return change{}, fmt.Errorf("pipeline %s: holds no change to judge; run the job on merge_request_event", oneLine(source))
	}
	if !isCommit(c.head) {
		return change{}, errors.New("CI_COMMIT_SHA: names no commit to judge")
	}
	if who, err := strconv.ParseInt(env.getenv("GITLAB_USER_ID"), 10, 64); err == nil && who > 0 && c.base != "" {
		c.hands = append(c.hands, review.Account{Forge: review.GitLab, ID: who}.Identity())
	}
	c.links, c.full = mergeRequestLinks(env.getenv, c.head), webAddress(env.getenv("CI_JOB_URL"))
	return c, nil
}

// targetTip returns the tip of the branch that a merge request goes into.
func targetTip(env environment) (string, error) {
	if tip := env.getenv("CI_MERGE_REQUEST_TARGET_BRANCH_SHA"); isCommit(tip) {
		return tip, nil
	}
	branch := env.getenv("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
	if !isPlainBranch(branch) {
		return "", errors.New("CI_MERGE_REQUEST_TARGET_BRANCH_NAME: names no branch to compare with; name a revision with RASOAT_BASE")
	}
	return "refs/remotes/origin/" + branch, nil
}

func isPlainBranch(name string) bool {
	return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`).MatchString(name)
}

// mergeRequestLinks returns where a line can be seen and edited, or nil if the environment does not say where the project
// is. Edit links are for branches of the same project.
func mergeRequestLinks(getenv func(string) string, head string) func(string, int) (view, edit string) {
	project := webAddress(getenv("CI_PROJECT_URL"))
	if project == "" {
		return nil
	}
	edit := ""
	branch := getenv("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME")
	if getenv("CI_MERGE_REQUEST_SOURCE_PROJECT_ID") == getenv("CI_PROJECT_ID") && isPlainBranch(branch) {
		edit = project + "/-/edit/" + branch
	}
	return lineLinks(project+"/-/blob/"+head, edit)
}

// webAddress returns an address if it is a plain one, else "".
func webAddress(address string) string {
	if !regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)+$`).MatchString(address) || strings.Contains(address, "/..") {
		return ""
	}
	return address
}
