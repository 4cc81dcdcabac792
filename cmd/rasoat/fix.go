package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/report"
)

func newFix(env environment) *cobra.Command {
	var f checkFlags
	var write bool
	command := &cobra.Command{
		Use:   "fix [DIR] [PAGE…]",
		Short: "Show or make the fixes that rules offer",
		Example: `  rasoat fix                            # show what would change in the site of this folder
  rasoat fix --write                    # change it
  rasoat fix . content/thong-bao/hop.md --rules security/*`,
		Long: `Fix shows as a unified diff what the rules that offer a fix would write, in the pages of the site in DIR (default:
the current folder) or in the named ones, whose paths are from DIR. Personal data is masked in the diff, which is for reading
only. With --write the files are changed: each as a whole or not at all, and no byte outside the fixed places. Fixes that
overlap are made one after the other, in the order of their places, until nothing is left to fix; a page whose fixes never
come to an end is left as it is. What a comment in a page allows is not fixed.`,
		RunE: func(_ *cobra.Command, args []string) error { return fix(env, f, write, args) },
	}
	flags := command.Flags()
	flags.BoolVar(&write, "write", false, "write the files; without it they are only shown")
	flags.StringVar(&f.rules, "rules", "", "only the rules that match this glob, such as security/*")
	flags.StringVar(&f.lang, "lang", "", "language of the messages: vi or en (default: as configured)")
	flags.StringVar(&f.config, "config", "", "configuration file instead of .rasoat.yml")
	flags.StringVar(&f.now, "now", "", "take this moment (RFC 3339) for now, for reproducible runs")
	return command
}

func fix(env environment, f checkFlags, write bool, args []string) error {
	dir, pages := ".", args
	if len(args) > 0 {
		if info, err := os.Stat(env.path(args[0])); err == nil && info.IsDir() {
			dir, pages = args[0], args[1:]
		}
	}
	o, err := f.options(env, dir)
	if err != nil {
		return err
	}
	fixes, err := linter.Fix(env.ctx, o, pages)
	if err != nil {
		return err
	}
	if write {
		if err := fixes.Write(); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(env.stdout, describeFixes(fixes, write, displayPrefix(dir))); err != nil {
		return err
	}
	if refusal := fixes.Refusal(); refusal != "" {
		return errors.New(refusal)
	}
	return nil
}

// describeFixes shows what the fixes would change or, when they are made, where they were.
func describeFixes(fixes *linter.Fixes, written bool, prefix string) string {
	var b strings.Builder
	for _, p := range fixes.Pages {
		if !written {
			for line := range strings.Lines(p.Diff) {
				b.WriteString(report.Visible(strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "\t", "    ")) + "\n")
			}
			continue
		}
		for _, made := range p.Fixes {
			fmt.Fprintf(&b, "%s:%d:%d  %s\n", report.Visible(prefix+p.Path), made.Line, made.Column, report.Visible(made.Rule))
		}
	}
	return b.String() + fixes.Summary(written) + "\n"
}
