package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/report"
)

// checkFlags are the options of rasoat check.
type checkFlags struct {
	base, head, config, lang, rules, scope, now string
	noReview                                    bool
	formats                                     []string
}

func newCheck(env environment) *cobra.Command {
	var f checkFlags
	command := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Judge the pages of a site, or what a change would publish",
		Example: `  rasoat check                                    # the pages in this folder, as they are now
  rasoat check --base origin/main                 # what the current commit would publish, with its reviews
  rasoat check --format github --format json=report.json`,
		Long: `Without --base, check judges the content of the files in DIR (default: the current folder) and tells how many
pages still wait for a reviewer. With --base it judges what merging --head into that revision would publish, from Git's
objects alone, and a missing review blocks too: that is the gate.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return check(env, f, args) },
	}
	flags := command.Flags()
	flags.StringVar(&f.base, "base", "", "revision that the change is compared with; rules, people and keys come from it")
	flags.StringVar(&f.head, "head", "", "revision that is judged (default HEAD; only with --base)")
	flags.StringArrayVar(&f.formats, "format", nil, formatHelp())
	flags.StringVar(&f.lang, "lang", "", "language of the messages: vi or en (default: as configured)")
	flags.StringVar(&f.scope, "scope", "", "changed-lines, changed-pages or all (default with --base: changed-pages)")
	flags.StringVar(&f.rules, "rules", "", "ask only the rules that match this glob, such as privacy/*")
	flags.BoolVar(&f.noReview, "no-review", false, "judge the content only; the report says so")
	flags.StringVar(&f.config, "config", "", "configuration file instead of .rasoat.yml; with --base a file of the base whose path begins with .rasoat")
	flags.StringVar(&f.now, "now", "", "take this moment (RFC 3339) for now, for reproducible runs")
	return command
}

func check(env environment, f checkFlags, args []string) error {
	dir := "."
	if len(args) == 1 {
		dir = args[0]
	}
	o, err := f.options(env, dir)
	if err != nil {
		return err
	}
	outputs, err := parseFormats(f.formats)
	if err != nil {
		return err
	}
	var r *finding.Report
	err = watched(env, func(progress func(done, total int)) (err error) {
		o.Progress = progress
		r, err = linter.Lint(env.ctx, o)
		return err
	})
	if err != nil {
		return err
	}
	return tell(env, outputs, r, dir)
}

// tell writes the report about the site in a folder and ends the command as it says.
func tell(env environment, outputs outputs, r *finding.Report, dir string) error {
	err := outputs.write(env, func(w io.Writer, format string, o report.Options) error {
		o.Prefix = displayPrefix(dir)
		return report.Write(w, format, r, o)
	})
	if err != nil {
		return err
	}
	return outcome(r)
}

// outcome turns a report that is already written into the end of the command. Where a rule failed, not everything was
// judged.
func outcome(r *finding.Report) error {
	if failed := r.Failed(); len(failed) > 0 {
		return fmt.Errorf("%s:%d: %s", failed[0].Path, failed[0].Range.Start.Line, failed[0].Message)
	}
	if r.Verdict != finding.Pass {
		return errBlocked
	}
	return nil
}

// options checks the flags and turns them into what the linter needs.
func (f checkFlags) options(env environment, dir string) (linter.Options, error) {
	o := linter.Options{Dir: env.path(dir), Base: f.base, Head: f.head, Language: f.lang, Rules: f.rules,
		Scope: linter.Scope(f.scope), NoReview: f.noReview, Version: version()}
	if o.Config = f.config; f.config != "" && f.base == "" {
		o.Config = env.path(f.config)
	}
	if f.scope != "" && !slices.Contains(linter.Scopes(), o.Scope) {
		return o, fmt.Errorf("--scope %s: unknown; write changed-lines, changed-pages or all", f.scope)
	}
	var err error
	o.Now, err = moment(env, f.now)
	return o, err
}

// moment returns the moment of --now, or the present one.
func moment(env environment, text string) (time.Time, error) {
	if text == "" {
		return env.now(), nil
	}
	now, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return now, fmt.Errorf("--now %s: not a moment; write it like 2026-11-23T08:00:00+07:00", text)
	}
	return now, nil
}

// path returns a path given on the command line as seen from the program's own working directory.
func (e environment) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(e.dir, name)
}

// displayPrefix is put before the paths of findings, so that they can be opened from where the user stands.
func displayPrefix(dir string) string {
	clean := filepath.ToSlash(filepath.Clean(dir))
	if clean == "." {
		return ""
	}
	return strings.TrimSuffix(clean, "/") + "/"
}
