package report

import (
	"cmp"
	"io"
	"strconv"

	"github.com/rasoat/rasoat/linter/finding"
)

// gitlabIssue is one entry of GitLab's code quality report.
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// writeGitLab writes a code quality report. GitLab drops an entry whose fingerprint it has seen, so no two are the same.
func writeGitLab(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	open := v.unsettled()
	seen := make(map[string]int, len(open))
	j := &jsonWriter{Writer: v.Writer}
	j.list(jsonList{n: len(open), at: func(i int) any {
		f := open[i]
		at := placed(f.Range)
		return gitlabIssue{Description: Visible(f.Message), CheckName: Visible(f.Rule), Fingerprint: unique(seen, Visible(f.Fingerprint)),
			Severity: gitlabSeverity(f.Severity), Location: gitlabLocation{Visible(v.path(cmp.Or(f.Path, siteFile))),
				gitlabLines{at.Start.Line, lastLine(at)}}}
	}}, "")
	j.WriteByte('\n')
	return j.Flush()
}

// unique returns a name that was not seen before: the given one, or that with a number after it.
func unique(seen map[string]int, name string) string {
	free := name
	for seen[free] > 0 {
		seen[name]++
		free = name + "-" + strconv.Itoa(seen[name])
	}
	seen[free] = 1
	return free
}

// gitlabSeverity returns one of GitLab's five words: info, minor, major, critical, blocker.
func gitlabSeverity(s finding.Severity) string {
	switch s {
	case finding.Warning:
		return "minor"
	case finding.Review:
		return "major"
	}
	return "blocker"
}
