package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/report"
)

func newRules(env environment) *cobra.Command {
	var site string
	command := &cobra.Command{
		Use:   "rules",
		Short: "List, show and test the rules",
		Example: `  rasoat rules list
  rasoat rules show privacy/citizen-id
  rasoat rules test`,
	}
	command.PersistentFlags().StringVar(&site, "site", ".", "the site whose own rules are read too")
	options := func() linter.Options {
		return linter.Options{Dir: env.path(site), Now: env.now(), Version: version()}
	}
	command.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List every rule with its severity and title", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return listRules(env, options()) },
		},
		&cobra.Command{
			Use: "show RULE", Short: "Show one rule: what it finds, why, and what it rests on", Args: cobra.ExactArgs(1),
			RunE: func(_ *cobra.Command, args []string) error { return showRule(env, options(), args[0]) },
		},
		&cobra.Command{
			Use: "test [GLOB]", Short: "Ask the rules about their own examples, then the same with small mistakes in them", Args: cobra.MaximumNArgs(1),
			RunE: func(_ *cobra.Command, args []string) error {
				o := options()
				o.Rules = strings.Join(args, "")
				return testRules(env, o)
			},
		},
	)
	return command
}

func listRules(env environment, o linter.Options) error {
	rules, err := linter.Rules(o)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, r := range rules {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", r.ID, r.Severity, r.Kind, r.Title["vi"])
	}
	return table.Flush()
}

func showRule(env environment, o linter.Options, id string) error {
	o.Rules = id
	rules, err := linter.Rules(o)
	if err != nil {
		return err
	}
	r := rules[0]
	var b strings.Builder
	fmt.Fprintf(&b, "%s   %s, ", r.ID, r.Severity)
	if r.Kind == "" {
		b.WriteString("given by the program itself; it cannot be switched off\n")
	} else {
		fmt.Fprintf(&b, "each: %s\n", r.Kind)
	}
	for _, language := range []string{"vi", "en"} {
		fmt.Fprintf(&b, "\n%s\n  %s\n", r.Title[language], r.Why[language])
	}
	for _, part := range []struct {
		name  string
		texts []string
	}{{"basis", r.Basis}, {"good", r.Good}, {"bad", r.Bad}} {
		if len(part.texts) > 0 {
			fmt.Fprintf(&b, "\n%s\n", part.name)
		}
		for _, text := range part.texts {
			fmt.Fprintf(&b, "  - %s\n", strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    "))
		}
	}
	if r.File != "" {
		fmt.Fprintf(&b, "\n%s\n", r.File)
	}
	_, err = io.WriteString(env.stdout, b.String())
	return err
}

func testRules(env environment, o linter.Options) error {
	result, err := linter.Test(env.ctx, o)
	if err != nil {
		return err
	}
	for _, line := range slices.Concat(result.Failures, result.Survivors) {
		fmt.Fprintln(env.stdout, report.Visible(line))
	}
	fmt.Fprintf(env.stdout, "%d rules, %d examples, %d failed; %d of %d mutants noticed\n", result.Rules, result.Examples,
		len(result.Failures), result.Mutants-len(result.Survivors), result.Mutants)
	if len(result.Failures)+len(result.Survivors) > 0 {
		return errBlocked
	}
	return nil
}
