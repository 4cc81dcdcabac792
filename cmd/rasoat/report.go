package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/report"
)

func newReport(env environment) *cobra.Command {
	var formats []string
	var language string
	command := &cobra.Command{
		Use:   "report FILE.json…",
		Short: "Write a report in another format, or add up those of several sites",
		Example: `  rasoat report report.json --format html=report.html     # one report, as a page to look at
  rasoat report school-*.json --format csv=schools.csv    # several: totals by site, topic and rule`,
		Long: `report reads what check --format json wrote. One file is written anew in any format. Several files are added up:
totals by site, topic and rule, as text, json, csv, markdown or html. Of each site the newest report counts; older ones
show how it went from month to month. Totals hold numbers alone, nothing from a page and no person.

It judges nothing: the exit code is 0 when everything could be read and written.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			debug.SetGCPercent(reportGC)
			outputs, err := parseFormats(formats)
			if err != nil {
				return err
			}
			if len(args) == 1 {
				return renderReport(env, outputs, args[0], language)
			}
			return addUpReports(env, outputs, args, language)
		},
	}
	flags := command.Flags()
	flags.StringArrayVar(&formats, "format", nil, formatHelp())
	flags.StringVar(&language, "lang", "", "language of the texts around the findings: vi or en (default: the report's)")
	return command
}

func renderReport(env environment, outputs outputs, file, language string) error {
	r, err := readReport(env, file)
	if err != nil {
		return err
	}
	if language != "" {
		r.Language = language
	}
	return outputs.write(env, func(w io.Writer, format string, o report.Options) error {
		return report.Write(w, format, r, o)
	})
}

// reportGC lets the heap grow by half of what is in use, less than in other runs: a long report is held as a whole.
const reportGC = 50

// addUpReports holds one report at a time.
func addUpReports(env environment, outputs outputs, files []string, language string) error {
	var sum report.Sum
	for _, file := range files {
		r, err := readReport(env, file)
		if err != nil {
			return err
		}
		if language == "" {
			language = r.Language
		}
		sum.Add(r)
	}
	totals := sum.Totals(language)
	return outputs.write(env, func(w io.Writer, format string, o report.Options) error {
		return report.WriteTotals(w, format, totals, o)
	})
}

func readReport(env environment, name string) (*finding.Report, error) {
	file, err := os.Open(env.path(name))
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", name, err)
	}
	defer file.Close()
	r, err := report.Read(bufio.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}
