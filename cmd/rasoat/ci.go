package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/forge"
	"github.com/rasoat/rasoat/linter/report"
	"github.com/rasoat/rasoat/linter/review"
)

func newCI(env environment) *cobra.Command {
	var audit bool
	var formats []string
	command := &cobra.Command{
		Use:   "ci",
		Short: "Judge what a forge's job is about, and tell the forge",
		Example: `  rasoat ci                             # as a step of a job; the action rasoat/rasoat runs exactly this
  rasoat ci --audit                     # everything that is published, whatever the job's event
  rasoat ci --format sarif=report.sarif # and the report in another form
  env GITHUB_EVENT_NAME=pull_request GITHUB_EVENT_PATH=event.json GITHUB_WORKSPACE=. rasoat ci`,
		Long: `ci judges a pull request as check --base does: from Git's objects, with rules, people and keys of the base commit.
It runs in a job of GitHub Actions, of Gitea or Forgejo Actions, or of GitLab CI. It finds base and head in the job's
event and writes what the forge shows: annotations on lines, the summary of the step, the outputs of the step, and a
JSON report. With a token it also reads the reviews that people gave in the forge, keeps one comment on the request up
to date, and posts a status. A token that may only read loses the comment and the status, and nothing else.

Events: pull_request, pull_request_target (only while the base is checked out and the head is there as objects alone),
pull_request_review, workflow_run of a job on pull_request_review, merge_group, push to the default branch; merge
requests of GitLab. On schedule, and on workflow_dispatch without RASOAT_BASE, everything published is judged, as audit
does.
Settings come from the environment:
  RASOAT_WORKING_DIRECTORY  the site's root folder within the repository (default: the repository itself)
  RASOAT_CONFIG             configuration instead of .rasoat.yml, from the site's root; its name begins with .rasoat, and it is
                            read from the base like everything that decides
  RASOAT_BASE               revision to compare with, instead of the event's
  RASOAT_SCOPE              changed-lines, changed-pages or all (default: changed-pages)
  RASOAT_LANGUAGE           vi or en (default: as configured)
  RASOAT_ANNOTATIONS        false: no annotations
  RASOAT_SUMMARY            false: no summary
  RASOAT_TOKEN              token of the forge, with which reviews are read; without it only signed records count
  RASOAT_COMMENT            false: no comment
  RASOAT_STATUS             name of a status to post on the commit, such as rasoat (default: none)`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return ci(env, audit, formats) },
	}
	command.Flags().BoolVar(&audit, "audit", false, "judge everything that is published, whatever the job's event")
	command.Flags().StringArrayVar(&formats, "format", nil, "NAME=FILE: write the report to a file too, as for check; may be repeated")
	return command
}

// ciSettings are the inputs of the action, as they stand in the environment.
type ciSettings struct {
	folder               string // the site's root within the workspace, "." for the workspace itself
	config               string // instead of .rasoat.yml, in the base
	audit                bool   // judge everything that is published
	files                outputs
	base                 string
	scope                linter.Scope
	language             string
	annotations, summary bool
	comment              bool
	status               string // name of the status to post; "" for none
}

// ciRun is one run of the command: where it tells the forge, and what it was asked to do.
type ciRun struct {
	env      environment
	settings ciSettings
	change   change
	forge    forge.Forge // nil without a token
	heard    heard
}

// ci judges the job's change and tells the forge. Whatever happens, the job's outputs are written before it fails.
func ci(env environment, audit bool, formats []string) error {
	run := ciRun{env: env, settings: ciSettings{annotations: true, summary: true}}
	r, err := run.judge(audit, formats)
	if err == nil {
		err = run.tell(r)
	}
	if err != nil {
		return run.undecided(err)
	}
	return outcome(r)
}

// judge finds out what to judge, and does. A fault inside the program is an answer too: the outputs must be written.
func (c *ciRun) judge(audit bool, formats []string) (r *finding.Report, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			r, err = nil, fmt.Errorf("rasoat has a fault of its own: %v; please report it", fault)
		}
	}()
	settings, err := readSettings(c.env.getenv)
	if err != nil {
		return nil, err
	}
	if settings.files, err = filesOnly(formats); err != nil {
		return nil, err
	}
	settings.audit = audit
	c.settings = settings
	dir, err := siteFolder(c.env, settings.folder)
	if err != nil {
		return nil, err
	}
	if c.change, err = readChange(c.env, settings.base, settings.audit); err != nil {
		return nil, err
	}
	if c.forge, err = connect(c.env, c.change.forge); err != nil {
		return nil, err
	}
	c.listen()
	if c.change.base == "" {
		if settings.config != "" {
			return nil, errors.New("RASOAT_CONFIG: an audit goes by .rasoat.yml; leave it out")
		}
		return linter.Audit(c.env.ctx, linter.AuditOptions{Dir: dir, Head: c.change.head, Language: settings.language,
			Now: c.env.now(), Version: version()})
	}
	return linter.Lint(c.env.ctx, linter.Options{
		Dir: dir, Config: settings.config, Base: c.change.base, Head: c.change.head, Scope: settings.scope, Language: settings.language,
		Hands: c.heard.hands, Pushes: c.heard.pushes, Clicks: c.heard.clicks, Now: c.env.now(), Version: version(),
	})
}

// readSettings reads the inputs; a word nobody knows is refused, not taken for a default.
func readSettings(getenv func(string) string) (ciSettings, error) {
	s := ciSettings{
		folder:   filepath.Clean(filepath.FromSlash(getenv("RASOAT_WORKING_DIRECTORY"))),
		config:   getenv("RASOAT_CONFIG"),
		base:     getenv("RASOAT_BASE"),
		scope:    linter.Scope(getenv("RASOAT_SCOPE")),
		language: getenv("RASOAT_LANGUAGE"),
		status:   getenv("RASOAT_STATUS"),
	}
	if !filepath.IsLocal(s.folder) {
		return s, fmt.Errorf("RASOAT_WORKING_DIRECTORY %s: not inside the repository; write it like site or trang/chinh", s.folder)
	}
	if s.scope != "" && !slices.Contains(linter.Scopes(), s.scope) {
		return s, fmt.Errorf("RASOAT_SCOPE %s: unknown; write changed-lines, changed-pages or all", s.scope)
	}
	var err error
	if s.annotations, err = enabled(getenv, "RASOAT_ANNOTATIONS"); err != nil {
		return s, err
	}
	if s.summary, err = enabled(getenv, "RASOAT_SUMMARY"); err != nil {
		return s, err
	}
	s.comment, err = enabled(getenv, "RASOAT_COMMENT")
	return s, err
}

// filesOnly reads --format NAME=FILE; the log is for people.
func filesOnly(formats []string) (outputs, error) {
	for _, value := range formats {
		if !strings.Contains(value, "=") {
			return nil, fmt.Errorf("--format %s: name a file too, as in sarif=report.sarif; the log is for people", value)
		}
	}
	list, err := parseFormats(formats)
	return slices.DeleteFunc(list, func(o output) bool { return o.file == "" }), err
}

// enabled reads a switch that is on unless it is set to false.
func enabled(getenv func(string) string, name string) (bool, error) {
	switch value := getenv(name); value {
	case "", "true":
		return true, nil
	case "false":
		return false, nil
	default:
		return false, fmt.Errorf("%s %s: unknown; write true or false", name, value)
	}
}

// siteFolder returns the site's root folder. No symbolic link may stand on the way from the workspace: the change under
// review could have put it there.
func siteFolder(env environment, folder string) (string, error) {
	name := workspaceVariable(env.getenv)
	workspace := env.getenv(name)
	if workspace == "" {
		return "", errors.New(name + " is not set; rasoat ci runs in a job, elsewhere use rasoat check --base")
	}
	top, err := filepath.EvalSymlinks(env.path(workspace))
	if err != nil {
		return "", fmt.Errorf("%s: %w; check the repository out in an earlier step", name, err)
	}
	dir := filepath.Join(top, folder)
	if real, err := filepath.EvalSymlinks(dir); err != nil || real != dir {
		return "", fmt.Errorf("RASOAT_WORKING_DIRECTORY %s: not a folder of the repository, or behind a symbolic link", folder)
	}
	return dir, nil
}

// tell writes the files and then the log, each format as it is made: a long report would not fit in memory several times.
// What can be wrong with a report is found before the first byte of any format.
func (c *ciRun) tell(r *finding.Report) error {
	o := report.Options{Prefix: displayPrefix(c.settings.folder), Links: c.change.links, Full: c.change.full}
	if c.heard.err != nil { // what the pages are like is told all the same
		return errors.Join(c.heard.err, c.log(r, o))
	}
	file, err := writeJSONReport(c.env, r, o)
	if err != nil {
		return err
	}
	var summary bytes.Buffer // of a bounded size
	if err := report.Write(&summary, "markdown", r, o); err != nil {
		return err
	}
	if c.settings.summary {
		if err := writeSummary(c.env, summary.Bytes()); err != nil {
			return err
		}
	}
	err = c.settings.files.write(c.env, func(w io.Writer, format string, _ report.Options) error {
		return report.Write(w, format, r, o)
	})
	if err != nil {
		return err
	}
	if err := writeOutputs(c.env, judgedOutputs(r, file, c.settings.files.fileOf("sarif"))); err != nil {
		return err
	}
	standing, title, err := headline(r)
	if err != nil {
		return err
	}
	lost := c.publish(summary.String(), standing, title)
	if err := c.log(r, o); err != nil {
		return err
	}
	for _, l := range lost {
		if _, err := fmt.Fprintln(c.env.stdout, "rasoat: "+oneLine(l.Error())); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
	}
	return nil
}

// log writes what people read in the job's log, and the annotations.
func (c *ciRun) log(r *finding.Report, o report.Options) error {
	err := quiet(c.env.stdout, func(w io.Writer) error { return report.Write(w, "text", r, o) })
	if err == nil && c.settings.annotations && c.change.forge != review.GitLab { // whose log knows no commands
		err = report.Write(c.env.stdout, "github", r, o)
	}
	if err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// headline says in one line how the change stands.
func headline(r *finding.Report) (standing forge.Standing, title string, err error) {
	title, waits, err := report.Headline(r)
	switch {
	case r.Verdict == finding.Pass:
		standing = forge.Passed
	case waits:
		standing = forge.Waiting
	default:
		standing = forge.Blocked
	}
	return standing, title, err
}

// quiet has text written so that the runner takes no line of it for a command.
func quiet(w io.Writer, write func(io.Writer) error) error {
	return report.StopCommands(w, rand.Text(), write)
}

// undecided tells the forge that the change could not be judged and why. The error it returns is safe in a log.
func (c *ciRun) undecided(cause error) error {
	reason := oneLine(cause.Error())
	var frame string
	var f framed
	if errors.As(cause, &f) {
		for line := range strings.Lines(f.Frame()) {
			frame += oneLine(strings.TrimRight(line, "\r\n")) + "\n"
		}
	}
	faults := []error{errors.New(reason)}
	told := func(err error) {
		if err != nil {
			faults = append(faults, errors.New(oneLine(err.Error())))
		}
	}
	told(writeOutputs(c.env, undecidedOutputs()))
	summary := undecidedSummary(reason, frame)
	if c.settings.summary {
		told(writeSummary(c.env, []byte(summary)))
	}
	for _, lost := range c.publish(summary, forge.Undecided, undecidedTitle) {
		fmt.Fprintln(c.env.stdout, "rasoat: "+oneLine(lost.Error()))
	}
	if frame != "" {
		told(quiet(c.env.stdout, func(w io.Writer) error {
			_, err := io.WriteString(w, frame)
			return err
		}))
	}
	if c.settings.annotations && c.change.forge != review.GitLab {
		_, err := fmt.Fprintf(c.env.stdout, "::error title=rasoat::%s\n", escapeData(undecidedTitle+": "+reason))
		told(err)
	}
	return errors.New(strings.ReplaceAll(errors.Join(faults...).Error(), "\n", "; "))
}

const undecidedTitle = "Rà soát: chưa kiểm tra được"

// undecidedSummary is the step's summary when there is no report. It cannot know the site's language, so it speaks both.
func undecidedSummary(reason, frame string) string {
	return "### " + undecidedTitle + `

*Could not be judged, so it must not be published yet.*

` + fenced(reason+"\n"+frame) + `
Người phụ trách kĩ thuật của trường cần xem lý do trên rồi cho kiểm tra lại. Trong lúc đó bài chưa được đăng.

*Whoever looks after the site's technology should read the reason above and run the check again.*
`
}

// fenced makes text a code block, in which nothing is a link, a mention or markup.
func fenced(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "text\n" + text + fence + "\n"
}
