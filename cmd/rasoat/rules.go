package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/report"
)

func newRules(env environment) *cobra.Command {
	var site string
	command := &cobra.Command{
		Use:   "rules",
		Short: "List, show, test and document the rules",
		Example: `  rasoat rules list
  rasoat rules show privacy/citizen-id
  rasoat rules test
  rasoat rules docs`,
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
		newRulesShow(env, options),
		&cobra.Command{
			Use: "docs [FOLDER]", Short: "Write the pages about rules and expressions, and the schemas for editors", Args: cobra.MaximumNArgs(1),
			RunE: func(_ *cobra.Command, args []string) error {
				return writeDocs(env, options(), env.path(strings.Join(append(args, ".")[:1], "")))
			},
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

func newRulesShow(env environment, options func() linter.Options) *cobra.Command {
	var facts bool
	command := &cobra.Command{
		Use: "show RULE [PAGE]", Short: "Show one rule: what it finds, why, what it rests on, and why it is on or off here",
		Example: `  rasoat rules show privacy/citizen-id
  rasoat rules show privacy/personal-phone content/lien-he.md     # as it applies to one page
  rasoat rules show security/unsafe-html --facts                  # what it reads`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			o := options()
			o.Rules = args[0]
			r, err := linter.ShowRule(o, strings.Join(args[1:], ""))
			if err != nil {
				return err
			}
			text := aboutRule(r)
			if facts {
				text = factsOf(r)
			}
			for line := range strings.Lines(text) {
				fmt.Fprintln(env.stdout, report.Visible(strings.TrimSuffix(line, "\n")))
			}
			return nil
		},
	}
	command.Flags().BoolVar(&facts, "facts", false, "only the kind of fact it asks about and the fields it reads; nothing else is gathered for it")
	return command
}

// factsOf lists what a rule asks about, one a line.
func factsOf(r *answer.RuleHere) string {
	return strings.Join(append([]string{r.Kind}, r.Facts...), "\n") + "\n"
}

// aboutRule is the text of rules show.
func aboutRule(r *answer.RuleHere) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s   %s\n", r.ID, strings.Join(state(r), ", "))
	for _, language := range []string{"vi", "en"} {
		fmt.Fprintf(&b, "\n%s\n  %s\n", r.Title[language], r.Why[language])
	}
	var parameters []string
	for _, p := range r.Parameters {
		parameters = append(parameters, p.Name+": "+p.Value)
	}
	for _, part := range []struct {
		name  string
		texts []string
	}{{"why it applies like this", r.Because}, {"parameters", parameters}, {"basis", r.Basis}, {"good", r.Good}, {"bad", r.Bad}, {"fixed", r.Fixed}} {
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
	return b.String()
}

// state says in a few words how a rule applies.
func state(r *answer.RuleHere) []string {
	if r.Own {
		return []string{string(r.Severity), "given by the program itself; it cannot be switched off"}
	}
	words := []string{string(r.Severity)}
	if !r.On {
		words[0] = "off"
	}
	if len(r.Reviewers) > 0 {
		words = append(words, "for "+strings.Join(r.Reviewers, ", "))
	}
	return append(words, "each: "+r.Kind)
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

// writeDocs writes what linter.Docs makes into a folder.
func writeDocs(env environment, o linter.Options, folder string) error {
	docs, err := linter.Docs(o)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("%s: cannot be written: %w", file, err)
		}
		if err := replaceFile(file, docs[name]); err != nil {
			return err
		}
		fmt.Fprintln(env.stdout, name)
	}
	return nil
}
