package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/rasoat/rasoat/linter/report"
)

// errBlocked ends a command that has judged and blocks; its report is already written.
var errBlocked = errors.New("blocked")

// framed is an error that can show the faulty line.
type framed interface{ Frame() string }

// run executes one command line and returns the exit code.
func run(args []string, env environment) int {
	root := newRoot(env)
	root.SetArgs(args)
	root.SetIn(env.stdin)
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	err := root.Execute()
	switch {
	case err == nil:
		return exitPass
	case errors.Is(err, errBlocked):
		return exitBlocked
	}
	fmt.Fprintln(env.stderr, "rasoat: "+report.Visible(strings.ReplaceAll(err.Error(), "\n", " ")))
	var f framed
	if errors.As(err, &f) {
		for line := range strings.SplitSeq(f.Frame(), "\n") {
			fmt.Fprintln(env.stderr, report.Visible(strings.ReplaceAll(line, "\t", " ")))
		}
	}
	return exitFault
}

// newRoot builds the command tree: one file a command, one line here.
func newRoot(env environment) *cobra.Command {
	root := &cobra.Command{
		Use:   "rasoat",
		Short: "Decides whether a change to a school's website may be published",
		Long: `rasoat reads a school's website kept as Markdown in Git. It asks rules about every page, and asks whether
somebody who may has approved exactly this content.

Exit codes: 0 may be published, 1 blocked by findings, 2 could not be judged (the reason is on stderr).`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	for _, group := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{"editors", "For editors:", []*cobra.Command{newCheck(env), newFix(env)}},
		{"reviewers", "For reviewers:", []*cobra.Command{newApprove(env), newReject(env), newWithdraw(env), newAdopt(env),
			newExplain(env), newLog(env)}},
		{"keepers", "For who keeps the rules:", []*cobra.Command{newInit(env), newDoctor(env), newRules(env), newAsk(env)}},
		{"offices", "For offices:", []*cobra.Command{newAudit(env), newReport(env)}},
		{"machines", "For machines:", []*cobra.Command{newCI(env), newRecord(env), newHook(env), newVersion(env)}},
		{"newcomers", "For newcomers:", []*cobra.Command{newDemo(env)}},
	} {
		root.AddGroup(&cobra.Group{ID: group.id, Title: group.title})
		for _, command := range group.commands {
			command.GroupID = group.id
			root.AddCommand(command)
		}
	}
	return root
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// terminalWidth returns the columns of a terminal, 0 if it is none.
func terminalWidth(f *os.File) int {
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}
