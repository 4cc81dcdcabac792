package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
)

// maxAnnotations is how many annotations of one level GitHub shows for a step; it drops the rest in silence.
const maxAnnotations = 10

// annotation is one note beside the lines of a change.
type annotation struct {
	level   string // "error" or "warning"
	rank    int    // 0 is the gravest
	file    string
	at      finding.Range
	title   string
	message string
}

// writeGitHub writes workflow commands, which GitHub's runner turns into notes beside the lines of a change. What
// blocks is an error there too, be it something to mend or a page that waits for its reviewer; the title tells which.
// The gravest come first, because only the first ten of each level are shown.
func writeGitHub(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(r, o)
	if err != nil {
		return err
	}
	all := v.annotations()
	written := map[string]int{}
	left := 0
	for _, a := range all {
		if written[a.level]++; written[a.level] > maxAnnotations {
			left++
			continue
		}
		v.WriteString(a.command())
	}
	if left > 0 {
		more := annotation{level: "notice", message: v.say.Say("annotation.more", "n", strconv.Itoa(left))}
		v.WriteString(more.command())
	}
	return v.flush(w)
}

// annotations lists what is unsettled, the gravest first: errors, what a reviewer decides, pages that wait for their
// review, warnings.
func (v *view) annotations() []annotation {
	var all []annotation
	told := map[string]bool{} // pages of which a finding tells that they wait
	for i := range v.report.Findings {
		f := &v.report.Findings[i]
		if f.Settled != nil {
			continue
		}
		all = append(all, v.annotate(f))
		told[f.Path] = told[f.Path] || v.summary.aboutReview(f)
	}
	for _, p := range v.report.Reviews {
		if _, waits := v.summary.waiting[p.Page]; waits && !told[p.Page] {
			all = append(all, v.annotateReview(&p))
		}
	}
	slices.SortStableFunc(all, func(a, b annotation) int { return cmp.Compare(a.rank, b.rank) })
	return all
}

func (v *view) annotate(f *finding.Finding) annotation {
	l := v.label(f)
	a := annotation{level: "error", file: v.path(f.Path), at: f.Range, title: l.mark + " " + l.word, message: f.Message}
	switch {
	case f.Severity == finding.Warning:
		a.level, a.rank = "warning", 3
	case v.summary.rejected(f.Path) && v.summary.aboutReview(f):
	case v.summary.aboutReview(f):
		a.rank = 2
	case f.Severity == finding.Review:
		a.rank = 1
	}
	a.title += " · " + f.Rule
	return a
}

func (v *view) annotateReview(p *finding.PageReview) annotation {
	top := finding.Position{Line: 1, Column: 1}
	a := annotation{level: "error", rank: 2, file: v.path(p.Page), at: finding.Range{Start: top, End: top},
		title: v.say.Say("annotation.review"), message: reviewSentence(v.say, p)}
	if p.State == finding.Rejected {
		a.rank, a.title = 0, v.say.Say("annotation.rejected")
	}
	a.title = v.reviewLabel(p.State).mark + " " + a.title
	return a
}

// command returns the annotation as a line for the runner.
func (a *annotation) command() string {
	var properties []string
	add := func(name, value string) {
		if value != "" {
			properties = append(properties, name+"="+escapeProperty(value))
		}
	}
	add("file", a.file)
	if start, end := a.at.Start, lastLine(a.at); a.file != "" && start.Line > 0 {
		add("line", strconv.Itoa(start.Line))
		add("endLine", strconv.Itoa(end))
		if end == start.Line && a.at.End.Line == start.Line { // GitHub takes columns only within one line
			add("col", strconv.Itoa(start.Column))
			add("endColumn", strconv.Itoa(a.at.End.Column))
		}
	}
	add("title", a.title)
	head := "::" + a.level
	if len(properties) > 0 {
		head += " " + strings.Join(properties, ",")
	}
	return head + "::" + escapeData(a.message) + "\n"
}

// lastLine returns the last line that a range has a part of: a range that ends where a line begins has none of it.
func lastLine(r finding.Range) int {
	if r.End.Column <= 1 && r.End.Line > r.Start.Line {
		return r.End.Line - 1
	}
	return max(r.End.Line, r.Start.Line)
}

// escapeData is the escaper of a command's message. Line ends and other control characters were made visible before,
// so only % is left of what the runner decodes.
func escapeData(s string) string { return strings.ReplaceAll(Visible(s), "%", "%25") }

// escapeProperty is the escaper of a command's property.
func escapeProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(escapeData(s))
}

// StopCommands writes what body writes in a stretch in which GitHub's runner takes no line for a command: for output
// that people read in the log. The token ends the stretch, so it must be one that nobody can guess, of at least 16
// letters and digits. The stretch is closed even if body fails.
func StopCommands(w io.Writer, token string, body func(io.Writer) error) error {
	if len(token) < 16 || strings.ContainsFunc(token, func(r rune) bool { return !isToken(r) }) {
		return fmt.Errorf("stop-commands: the token must have at least 16 characters, only letters and digits")
	}
	if _, err := fmt.Fprintf(w, "::stop-commands::%s\n", token); err != nil {
		return err
	}
	failed := body(w)
	// The empty line ends a last line that body may have left open.
	_, err := fmt.Fprintf(w, "\n::%s::\n", token)
	return cmp.Or(failed, err)
}

func isToken(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
