package main

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/forge"
	"github.com/rasoat/rasoat/linter/report"
	"github.com/rasoat/rasoat/linter/review"
	"github.com/rasoat/rasoat/linter/setup"
)

func newDoctor(env environment) *cobra.Command {
	var language, project, check string
	command := &cobra.Command{
		Use:   "doctor [DIR]",
		Short: "Tell how the site is understood, and what is still open",
		Example: `  rasoat doctor
  env GITHUB_TOKEN=… rasoat doctor --github hoasen/web     # and what GitHub asks of those who change the branch`,
		Long: `Names the generators of the site, where its pages are, which of them are public and why others are not, the files
that no rule and no review covers, and the people who may approve. Then it names each hole through which a page could come
that nobody approved, in the jobs, in the web editor and, with --github, in the branch's rules, and what closes it. It
judges no page, and without --github it needs no network.

With --github the token in GITHUB_TOKEN needs metadata: read; to see who may bypass the rules, administration: read.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			examined, err := linter.Examine(c.Context(), linter.Options{Dir: env.path(dir), Now: env.now(), Language: language,
				Version: version()})
			if err != nil {
				return err
			}
			around, err := lookAround(env, dir)
			if err != nil {
				return err
			}
			holes := around.Holes()
			if project != "" {
				holes = append(holes, askGitHub(env, project, around.Branch(), check)...)
			} else if around.Project() != "" {
				holes = append(holes, setup.Unasked(around.Project(), around.Branch()))
			}
			section, err := holeSection(holes, examined.Language)
			if err != nil {
				return err
			}
			for i, section := range append(examined.Sections, section) {
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
	flags := command.Flags()
	flags.StringVar(&language, "lang", "", "language of the texts: vi or en")
	flags.StringVar(&project, "github", "", "owner/name of the repository on GitHub, whose rules are looked at too")
	flags.StringVar(&check, "check", "rasoat", "name of the check that the branch must ask for")
	return command
}

// holeSection says what is open, and under each what closes it.
func holeSection(holes []setup.Hole, language string) (answer.Section, error) {
	title, err := setup.Title(len(holes), language)
	if err != nil {
		return answer.Section{}, err
	}
	section := answer.Section{Title: title}
	for _, h := range holes {
		what, remedy, err := h.Words(language)
		if err != nil {
			return section, err
		}
		section.Lines = append(section.Lines, what, "  → "+remedy)
	}
	return section, nil
}

// askGitHub looks at the rules of the published branch and of the records' branch. What cannot be seen is a hole of its
// own: nobody knows that it is closed.
func askGitHub(env environment, project, branch, check string) []setup.Hole {
	opened, err := forge.Open(review.GitHub, forge.Connection{API: gitHubAPI(env), Project: project,
		Token: strings.TrimSpace(env.getenv("GITHUB_TOKEN")), HTTP: &http.Client{}, Sleep: sleep})
	if err != nil {
		return []setup.Hole{setup.Unseen(project, err)}
	}
	guard, ok := opened.(forge.Guard)
	if !ok {
		return []setup.Hole{setup.Unseen(project, errors.New("this forge does not tell"))}
	}
	var holes []setup.Hole
	look := func(name string, judge func(setup.Branch) []setup.Hole) {
		p, err := guard.Protection(env.ctx, name)
		if err != nil {
			holes = append(holes, setup.Unseen(name, err))
			return
		}
		holes = append(holes, judge(setup.Branch{Requests: p.Requests, Approvals: p.Approvals, Dismissing: p.Dismissing,
			Checks: p.Checks, Bypass: p.Bypass, Kept: p.Kept})...)
		for _, unseen := range p.Unseen {
			holes = append(holes, setup.Unseen(name, unseen))
		}
	}
	look(branch, func(b setup.Branch) []setup.Hole { return setup.BranchHoles(branch, check, b) })
	look(ledgerBranch, func(b setup.Branch) []setup.Hole { return setup.LedgerHoles(ledgerBranch, b) })
	return holes
}

// ledgerBranch is where the records of reviews are.
const ledgerBranch = "rasoat/reviews"

// gitHubAPI returns the address of GitHub's API: a school's own GitHub sets it in its jobs.
func gitHubAPI(env environment) string {
	if address := env.getenv("GITHUB_API_URL"); address != "" {
		return address
	}
	return "https://api.github.com"
}
