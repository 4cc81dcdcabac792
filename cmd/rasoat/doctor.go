package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/report"
)

func newDoctor(env environment) *cobra.Command {
	options := linter.Options{Version: version()}
	command := &cobra.Command{
		Use:     "doctor [DIR]",
		Short:   "Tell how the site is understood, and what nothing covers",
		Example: "  rasoat doctor",
		Long: `Names the generators of the site, where its pages are, which of them are public and why others are not, and the files
that no rule and no review covers. It judges nothing and needs no network.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			options.Dir, options.Now = env.path(dir), env.now()
			examined, err := linter.Examine(c.Context(), options)
			if err != nil {
				return err
			}
			for i, section := range examined.Sections {
				if i > 0 {
					fmt.Fprintln(env.stdout)
				}
				fmt.Fprintln(env.stdout, report.Visible(section.Title))
				for _, line := range section.Lines {
					fmt.Fprintln(env.stdout, "  "+report.Visible(line))
				}
			}
			return nil
		},
	}
	command.Flags().StringVar(&options.Language, "lang", "", "language of the texts: vi or en")
	return command
}
