package main

import (
	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/finding"
)

// auditFlags are the options of rasoat audit.
type auditFlags struct {
	head, since, lang, now string
	expiring               int
	formats                []string
}

func newAudit(env environment) *cobra.Command {
	var f auditFlags
	command := &cobra.Command{
		Use:   "audit [DIR]",
		Short: "Judge whether everything that is published has been approved as it is",
		Example: `  rasoat audit                                     # in the job that publishes, before it does
  rasoat audit site.git --expiring 30              # a bare clone; and what ends within thirty days
  rasoat audit --since 3f1c9a0                     # no record may be gone that the ledger had at that commit`,
		Long: `audit judges every page of a commit, from Git's objects alone: pages that nobody has reviewed, that were changed past
the gate, whose approval has ended, and records of the ledger that are gone or count for nothing. It decides about the
reviews only; rasoat check judges the content.

The job that publishes should run it on exactly the commit that it publishes, and stop unless it ends with 0.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return audit(env, f, args) },
	}
	flags := command.Flags()
	flags.StringVar(&f.head, "head", "", "revision that is published (default HEAD)")
	flags.StringVar(&f.since, "since", "", "revision of rasoat/reviews that was seen before: none of its records may be gone")
	flags.IntVar(&f.expiring, "expiring", 0, "tell of approvals that end within this many days")
	flags.StringArrayVar(&f.formats, "format", nil, "a format as for check; NAME=FILE writes a file; may be repeated")
	flags.StringVar(&f.lang, "lang", "", "language of the messages: vi or en (default: as configured)")
	flags.StringVar(&f.now, "now", "", "take this moment (RFC 3339) for now, for reproducible runs")
	return command
}

func audit(env environment, f auditFlags, args []string) error {
	dir := "."
	if len(args) == 1 {
		dir = args[0]
	}
	outputs, err := parseFormats(f.formats)
	if err != nil {
		return err
	}
	o := linter.AuditOptions{Dir: env.path(dir), Head: f.head, Since: f.since, Expiring: f.expiring, Language: f.lang,
		Version: version()}
	if o.Now, err = moment(env, f.now); err != nil {
		return err
	}
	var r *finding.Report
	err = watched(env, func(progress func(done, total int)) (err error) {
		o.Progress = progress
		r, err = linter.Audit(env.ctx, o)
		return err
	})
	if err != nil {
		return err
	}
	return tell(env, outputs, r, dir)
}
