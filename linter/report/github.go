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
	level   string // "error", "warning" or "notice"
	file    string
	at      finding.Range
	title   string
	message string
}

// writeGitHub writes workflow commands, which GitHub's runner turns into notes beside the lines of a change. What
// blocks is an error there too, be it something to mend or a page that waits for its reviewer; the title tells which.
// The gravest come first, because only the first ten of each level are shown.
func writeGitHub(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	written := map[string]int{}
	left := 0
	for _, n := range v.notes() {
		if written[n.level()]++; written[n.level()] > maxAnnotations {
			left++
			continue
		}
		a := v.annotate(n)
		v.WriteString(a.command())
	}
	if left > 0 {
		more := annotation{level: "notice", message: v.say.Say("annotation.more", "n", strconv.Itoa(left))}
		v.WriteString(more.command())
	}
	return v.Flush()
}

// note is what an annotation is made of: a finding, or a page's review.
type note struct {
	rank    int // 0 is the gravest
	finding *finding.Finding
	review  *finding.PageReview
}

// The ranks of notes: what the editor must mend, what a reviewer decides, pages that wait, and warnings.
const (
	rankFix = iota
	rankReview
	rankWaiting
	rankWarning
)

func (n note) level() string {
	if n.rank == rankWarning {
		return "warning"
	}
	return "error"
}

// notes lists what is unsettled, the gravest first.
func (v *view) notes() []note {
	var all []note
	for i := range v.report.Findings {
		if f := &v.report.Findings[i]; f.Settled == nil {
			all = append(all, note{rank: v.rank(f), finding: f})
		}
	}
	for _, p := range v.untold() {
		rank := rankWaiting
		if p.State == finding.Rejected {
			rank = rankFix
		}
		all = append(all, note{rank: rank, review: p})
	}
	slices.SortStableFunc(all, func(a, b note) int { return cmp.Compare(a.rank, b.rank) })
	return all
}

// rank tells how grave an unsettled finding is.
func (v *view) rank(f *finding.Finding) int {
	switch {
	case f.Severity == finding.Warning:
		return rankWarning
	case v.summary.rejected(f.Path) && v.summary.aboutReview(f):
		return rankFix
	case v.summary.aboutReview(f):
		return rankWaiting
	case f.Severity == finding.Review:
		return rankReview
	}
	return rankFix
}

func (v *view) annotate(n note) annotation {
	if p := n.review; p != nil {
		top := finding.Position{Line: 1, Column: 1}
		title := v.say.Say("annotation.review")
		if p.State == finding.Rejected {
			title = v.say.Say("annotation.rejected")
		}
		return annotation{level: n.level(), file: v.path(p.Page), at: finding.Range{Start: top, End: top},
			title: v.reviewLabel(p.State).mark + " " + title, message: p.Why}
	}
	l := v.label(n.finding)
	return annotation{level: n.level(), file: v.path(n.finding.Path), at: n.finding.Range,
		title: l.mark + " " + l.word + " · " + n.finding.Rule, message: n.finding.Message}
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
