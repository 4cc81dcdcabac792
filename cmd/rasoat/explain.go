package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/report"
)

func newExplain(env environment) *cobra.Command {
	var f placeFlags
	digest := false
	command := &cobra.Command{
		Use:   "explain PAGE…",
		Short: "Tell what the review of a page needs, has and lacks, and why",
		Example: `  rasoat explain content/thong-bao/tuyen-sinh.md
  rasoat explain content/thong-bao/tuyen-sinh.md --digest     # the files that an approval is bound to`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, pages []string) error {
			list, err := linter.Explain(env.ctx, f.place(env), env.sitePaths(f.dir, pages))
			if err != nil {
				return err
			}
			for _, e := range list {
				writeExplanation(env, e, digest)
			}
			return nil
		},
	}
	f.add(command)
	command.Flags().BoolVar(&digest, "digest", false, "list what the page's digest is made of")
	return command
}

func writeExplanation(env environment, e answer.Explanation, digest bool) {
	fmt.Fprintf(env.stdout, "%s: %s\n", report.Visible(e.Page), e.Standing)
	for _, line := range e.Words {
		fmt.Fprintln(env.stdout, "  "+report.Visible(line))
	}
	if !digest {
		return
	}
	fmt.Fprintln(env.stdout, "  "+e.Digest)
	for _, part := range e.Parts {
		fmt.Fprintf(env.stdout, "    %-8s %s  %s\n", part.Role, report.Visible(part.Path), report.Visible(part.Sum))
	}
}

func newLog(env environment) *cobra.Command {
	var f placeFlags
	command := &cobra.Command{
		Use:     "log PAGE",
		Short:   "List what the ledger holds about a page, the oldest record first",
		Example: `  rasoat log content/thong-bao/tuyen-sinh.md`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, pages []string) error {
			entries, err := linter.Log(env.ctx, f.place(env), env.sitePaths(f.dir, pages)[0])
			if err != nil {
				return err
			}
			for _, e := range entries {
				fmt.Fprintln(env.stdout, report.Visible(e.Words))
			}
			return nil
		},
	}
	f.add(command)
	return command
}
