// Package report writes a Report for the people and the programs that read it, one format a file. What stands in a
// report was written by others: each format passes it through the one escaper of its sink.
package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
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
	Name  string
	Write func(io.Writer, *finding.Report, Options) error
}

// Formats lists the formats; to add one, write its file and add a line.
func Formats() []Format {
	return []Format{
		{"text", writeText},
		{"json", writeJSON},
		{"github", writeGitHub},
		{"markdown", writeMarkdown},
	}
}

// Known returns an error that names the nearest format if there is none of that name.
func Known(name string) error {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return nil
		}
		names = append(names, f.Name)
	}
	return fmt.Errorf("%s: there is no such format; %s", name, source.DidYouMean(name, names))
}

// Write writes the report in the named format. Nothing is written if the report cannot be written as a whole.
func Write(w io.Writer, name string, r *finding.Report, o Options) error {
	for _, f := range Formats() {
		if f.Name == name {
			return f.Write(w, r, o)
		}
	}
	return fmt.Errorf("format %w", Known(name))
}

// view is what the formats for people share: the report, its summary, its language, and the text written so far.
type view struct {
	bytes.Buffer
	report  *finding.Report
	options Options
	say     lang.Catalogue
	summary summary
}

func newView(r *finding.Report, o Options) (*view, error) {
	say, err := lang.For(r.Language)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return &view{report: r, options: o, say: say, summary: summarise(r)}, nil
}

// flush writes everything at once, so that a fault on the way leaves nothing half-written.
func (v *view) flush(w io.Writer) error {
	_, err := w.Write(v.Bytes())
	return err
}

// path returns a path as people are shown it.
func (v *view) path(path string) string {
	if path == "" {
		return ""
	}
	return v.options.Prefix + path
}
