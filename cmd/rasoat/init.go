package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/report"
	"github.com/rasoat/rasoat/linter/setup"
)

// initFlags are the options of rasoat init.
type initFlags struct {
	answers               setup.Answers
	reviewer, forge, lang string
	dryRun, yes           bool
}

func newInit(env environment) *cobra.Command {
	var f initFlags
	command := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write the files with which a repository gets its gate",
		Example: `  rasoat init                                                        # in the site's folder; guesses, shows, asks
  rasoat init --reviewer 'Thầy Bách <hieutruong@truong.edu.vn>' --login thaybach --account 21031067
  rasoat init --dry-run                                              # only show what would be written`,
		Long: `init finds out what generates the site, on which forge the repository is, and in which web editor people write. It writes
who reviews (.rasoat.yml, .rasoat/people.yml), the jobs by which the forge asks rasoat about every pull request, and the
files by which the forge asks the reviewer and reminds the editor. It may be run again: what is there is never overwritten.

With --read-only no job may do more than read; docs/it.md says what that costs.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			return initialise(env, f, dir)
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.answers.Name, "name", "", "name of the school (default: the site's title)")
	flags.StringVar(&f.answers.URL, "url", "", "address of the site (default: as the generator's configuration says)")
	flags.StringVar(&f.reviewer, "reviewer", "", "who approves, like 'Thầy Bách <hieutruong@truong.edu.vn>' (default: you, as git knows you)")
	flags.StringVar(&f.answers.Login, "login", "", "the reviewer's login in the forge")
	flags.Int64Var(&f.answers.Account, "account", 0, "number of the reviewer's account in the forge; on GitHub https://api.github.com/users/LOGIN shows it after id")
	flags.StringVar(&f.forge, "forge", "", "github, gitea (Forgejo too) or gitlab (default: as the repository shows)")
	flags.BoolVar(&f.answers.ReadOnly, "read-only", false, "let no job do more than read")
	flags.BoolVar(&f.dryRun, "dry-run", false, "show the files, write nothing")
	flags.BoolVar(&f.yes, "yes", false, "do not ask")
	flags.StringVar(&f.lang, "lang", "vi", "language of the texts: vi or en")
	return command
}

func initialise(env environment, f initFlags, dir string) error {
	around, err := lookAround(env, dir)
	if err != nil {
		return err
	}
	if f.forge != "" {
		around.Forge = f.forge
	}
	if err := f.complete(env, dir); err != nil {
		return err
	}
	files, err := around.Plan(f.answers)
	if err != nil {
		return err
	}
	if err := f.show(env, around, files, dir); err != nil || f.dryRun {
		return err
	}
	files = slices.DeleteFunc(files, func(file setup.File) bool { return file.State != setup.New })
	agreed := len(files) > 0
	if agreed {
		if agreed, err = f.agreed(env, around); err != nil {
			return err
		}
	}
	if !agreed {
		nothing, err := around.Unwritten(f.lang)
		if err == nil {
			_, err = fmt.Fprintln(env.stdout, nothing)
		}
		return err
	}
	if err := writeFiles(top(env, dir), files); err != nil {
		return err
	}
	words, err := around.After(f.lang)
	if err != nil {
		return err
	}
	for _, line := range words {
		fmt.Fprintln(env.stdout, line)
	}
	return nil
}

// complete fills in what can be known without asking anybody.
func (f *initFlags) complete(env environment, dir string) error {
	a := &f.answers
	if f.reviewer != "" {
		address, err := mail.ParseAddress(f.reviewer)
		if err != nil {
			return fmt.Errorf("--reviewer %s: write it like 'Thầy Bách <hieutruong@truong.edu.vn>'", f.reviewer)
		}
		a.Reviewer, a.Email = address.Name, address.Address
	} else {
		a.Reviewer, a.Email = gitSays(env, env.path(dir), "config", "user.name"), gitSays(env, env.path(dir), "config", "user.email")
	}
	a.Action, a.Told = pin()
	missing, err := missingPages(env, dir)
	a.LaterIssues = missing
	return err
}

// missingPages returns the rules about pages that a school must have and this one does not have yet, whatever its
// configuration says, so that a second run proposes what the first one did.
func missingPages(env environment, dir string) ([]string, error) {
	empty, err := os.CreateTemp("", "rasoat-*.yml")
	if err != nil {
		return nil, err
	}
	defer os.Remove(empty.Name())
	if err := empty.Close(); err != nil {
		return nil, err
	}
	r, err := linter.Lint(env.ctx, linter.Options{Dir: env.path(dir), Config: empty.Name(), Rules: "disclosure/*", NoReview: true,
		Now: env.now(), Version: version()})
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, found := range r.Findings {
		if found.Path == ".rasoat.yml" && found.Severity == finding.Error {
			missing = append(missing, found.Rule)
		}
	}
	slices.Sort(missing)
	return slices.Compact(missing), nil
}

// pin returns what the jobs name the action by: the very commit that this program was built from, where it is known.
func pin() (action, told string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "v1", ""
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if commit := settings["vcs.revision"]; isCommit(commit) && settings["vcs.modified"] == "false" {
		return commit, version()
	}
	if v := version(); strings.HasPrefix(v, "v") && !strings.Contains(v, "-") {
		return v, ""
	}
	return "v1", ""
}

// show tells what was found and what would be written; a dry run shows the files themselves.
func (f *initFlags) show(env environment, around *setup.Surroundings, files []setup.File, dir string) error {
	if examined, err := linter.Examine(env.ctx, linter.Options{Dir: env.path(dir), Now: env.now(), Language: f.lang}); err == nil && len(examined.Sections) > 0 {
		for _, line := range examined.Sections[0].Lines {
			fmt.Fprintln(env.stdout, report.Visible(line))
		}
	}
	lines, err := around.Lines(files, f.lang)
	if err != nil {
		return err
	}
	for _, line := range lines {
		fmt.Fprintln(env.stdout, report.Visible(line))
	}
	if !f.dryRun {
		return nil
	}
	for _, file := range files {
		if file.State == setup.Same {
			continue
		}
		fmt.Fprintf(env.stdout, "\n── %s\n", report.Visible(file.Path))
		for line := range strings.Lines(file.Text) {
			fmt.Fprintln(env.stdout, report.Visible(strings.TrimSuffix(line, "\n")))
		}
	}
	return nil
}

// agreed asks, where somebody sits at a terminal.
func (f *initFlags) agreed(env environment, around *setup.Surroundings) (bool, error) {
	if f.yes || !env.terminal {
		return true, nil
	}
	question, err := around.Question(f.lang)
	if err != nil {
		return false, err
	}
	fmt.Fprint(env.stdout, question+" ")
	answer, err := bufio.NewReader(env.stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	return slices.Contains([]string{"c", "có", "co", "y", "yes"}, strings.ToLower(strings.TrimSpace(answer))), nil
}

// top returns the folder that the paths of a plan are relative to.
func top(env environment, dir string) string {
	if said := gitSays(env, env.path(dir), "rev-parse", "--show-toplevel"); said != "" {
		return filepath.FromSlash(said)
	}
	return env.path(dir)
}

// writeFiles writes files that are not there yet. Nothing is written through a link, or over what has come in between.
func writeFiles(folder string, files []setup.File) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, file := range files {
		name := filepath.FromSlash(file.Path)
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("%s: %w", file.Path, err)
		}
		out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return fmt.Errorf("%s: %w", file.Path, err)
		}
		_, err = io.WriteString(out, file.Text)
		if err = errors.Join(err, out.Close()); err != nil {
			return fmt.Errorf("%s: cannot be written: %w", file.Path, err)
		}
	}
	return nil
}
