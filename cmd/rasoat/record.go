package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/report"
)

func newRecord(env environment) *cobra.Command {
	var key string
	var dryRun bool
	command := &cobra.Command{
		Use:   "record",
		Short: "Write down the reviews that people gave in the forge",
		Example: `  rasoat record                       # in a job on push to the default branch, with the key in RASOAT_NOTARY_KEY
  git push origin rasoat/reviews      # then share the records`,
		Long: `record asks the forge by which requests a push came, and who approved or rejected them. For each page whose content is
now as it was when somebody looked, it appends a record to the branch rasoat/reviews of this repository, signed with the
key of a notary: somebody whom .rasoat/people.yml lists under notary:. From then on the audit knows it without asking the
forge.

It runs in a job on push to the default branch, with the token of the job in RASOAT_TOKEN, the site's folder in
RASOAT_WORKING_DIRECTORY, and the commits that were reviewed at hand:

  git fetch origin '+refs/heads/rasoat/reviews:refs/heads/rasoat/reviews' '+refs/pull/*/head:refs/pull/*/head'

(on GitLab refs/merge-requests/*/head instead of refs/pull/*/head).
It may run again: what is recorded already is left alone. If git push is refused because another job was faster, fetch the
branch anew and run record again. On workflow_dispatch, RASOAT_BASE names the commit that was published before.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return record(env, key, dryRun) },
	}
	flags := command.Flags()
	flags.StringVar(&key, "key", "", "the notary's SSH private key file (default: the key itself in RASOAT_NOTARY_KEY, else the SSH agent)")
	flags.BoolVar(&dryRun, "dry-run", false, "write nothing, only say what would be recorded")
	return command
}

func record(env environment, key string, dryRun bool) error {
	settings, err := readSettings(env.getenv)
	if err != nil {
		return err
	}
	dir, err := siteFolder(env, settings.folder)
	if err != nil {
		return err
	}
	c, err := readChange(env, settings.base, false)
	if err != nil {
		return err
	}
	if len(c.pushed) == 0 {
		return errors.New("nothing was published; run record in a job on push to the default branch")
	}
	f, err := connect(env, c.forge)
	if err != nil {
		return err
	}
	if f == nil {
		return errors.New("RASOAT_TOKEN is not set; hand the job's token over, with which reviews are read")
	}
	heard := hear(env.ctx, f, c)
	if heard.err != nil {
		return heard.err
	}
	if len(heard.clicks) == 0 {
		fmt.Fprintln(env.stdout, "rasoat: nobody reviewed this in the forge; nothing is recorded")
		return nil
	}
	keys := keyring{env: env, file: key, text: env.getenv("RASOAT_NOTARY_KEY")}
	defer keys.close()
	list, err := linter.Record(env.ctx, linter.RecordOptions{
		Place:  linter.Place{Dir: dir, Base: c.base, Head: c.head, Language: settings.language, Now: env.now()},
		Clicks: heard.clicks, Hands: heard.hands, Pushes: heard.pushes, DryRun: dryRun, Signer: keys.open})
	if err != nil {
		return err
	}
	made := 0
	for _, r := range list {
		fmt.Fprintln(env.stdout, report.Visible(r.Message))
		if r.Record != "" {
			made++
		}
	}
	fmt.Fprintf(env.stdout, "rasoat: %d new\n", made)
	return nil
}
