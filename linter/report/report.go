// Package report writes a Report for the people and the programs that read it, one format a file. What stands in a
// report was written by others: each format passes it through the one escaper of its sink.
package report

import (
	"fmt"
	"io"
	"slices"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Options says how a report is written. The zero value is good for every format.
type Options struct {
	Prefix string // put before paths shown to people, such as "examples/truong-hoa-sen/"
	Color  bool   // text: colours for a terminal
	Width  int    // text: columns of the terminal; 0 if unknown: then only lines of the source are cut, at 100

	// Links returns the web addresses under which a line can be seen and edited, percent-encoded; either may be "". The
	// path has Prefix before it and is as it stands in the report, the line counts from 1, or is 0 for the whole file.
	// Nil means that there are no addresses.
	Links func(path string, line int) (view, edit string)
	// Full is the web address of the whole report, for formats that show only its gravest part; may be "".
	Full string
}

// Format is one way to write a report.
type Format struct {
	Name        string
	Write       func(io.Writer, *finding.Report, Options) error
	WriteTotals func(io.Writer, *Totals, Options) error // nil if the format holds one report
}

// Formats lists the formats; to add one, write its file and add a line.
func Formats() []Format {
	return []Format{
		{"text", writeText, writeTotalsText},
		{"json", writeJSON, writeTotalsJSON},
		{"html", writeHTML, writeTotalsHTML},
		{"markdown", writeMarkdown, writeTotalsMarkdown},
		{"csv", writeCSV, writeTotalsCSV},
		{"github", writeGitHub, nil},
		{"sarif", writeSARIF, nil},
		{"junit", writeJUnit, nil},
		{"checkstyle", writeCheckstyle, nil},
		{"gitlab", writeGitLab, nil},
		{"rdjsonl", writeRDJSONL, nil},
	}
}

// Names returns the names of the formats.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// Known returns an error that names the nearest format if there is none of that name.
func Known(name string) error {
	if slices.Contains(Names(), name) {
		return nil
	}
	return fmt.Errorf("%s: there is no such format; %s", name, source.DidYouMean(name, Names()))
}

// Write writes the report in the named format, piece by piece: a long report takes little more memory than it has
// itself. What can be wrong with a report is found before the first byte; after that only w can fail.
func Write(w io.Writer, name string, r *finding.Report, o Options) error {
	for _, f := range Formats() {
		if f.Name == name {
			return f.Write(w, r, o)
		}
	}
	return fmt.Errorf("format %w", Known(name))
}

// WriteTotals writes totals in the named format.
func WriteTotals(w io.Writer, name string, t *Totals, o Options) error {
	for _, f := range Formats() {
		switch {
		case f.Name != name:
		case f.WriteTotals == nil:
			return fmt.Errorf("format %s: holds the report of one site; name one report, or take text, json, html, markdown or csv", name)
		default:
			return f.WriteTotals(w, t, o)
		}
	}
	return fmt.Errorf("format %w", Known(name))
}
