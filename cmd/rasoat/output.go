package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/report"
)

// output is one --format: a name, and a file unless it goes to stdout.
type output struct{ format, file string }

type outputs []output

// formatHelp describes --format.
func formatHelp() string {
	return strings.Join(report.Names(), ", ") + "; NAME=FILE writes a file; may be repeated"
}

// parseFormats reads --format NAME and --format NAME=FILE. At most one format may go to stdout; text is the default.
func parseFormats(values []string) (outputs, error) {
	var list outputs
	toStdout := 0
	for _, value := range values {
		name, file, toFile := strings.Cut(value, "=")
		if toFile && file == "" {
			return nil, fmt.Errorf("--format %s: name the file after the =", value)
		}
		if err := report.Known(name); err != nil {
			return nil, fmt.Errorf("--format %w", err)
		}
		if !toFile {
			toStdout++
		} else if slices.ContainsFunc(list, func(o output) bool { return filepath.Clean(o.file) == filepath.Clean(file) && o.file != "" }) {
			return nil, fmt.Errorf("--format %s: a format before it goes to the same file; name another one", value)
		}
		list = append(list, output{name, file})
	}
	if toStdout > 1 {
		return nil, fmt.Errorf("--format: only one format can go to the terminal; write the others as NAME=FILE")
	}
	if toStdout == 0 {
		list = append(list, output{format: "text"})
	}
	return list, nil
}

// write writes every format by calling back. Files are finished beside their old ones, then the terminal's format goes out, and only
// then the new files take the places of the old: a fault on the way leaves every old file as it was.
func (list outputs) write(env environment, write func(w io.Writer, format string, o report.Options) error) error {
	var files []*newFile
	defer func() {
		for _, f := range files {
			f.discard()
		}
	}()
	for _, o := range list {
		if o.file == "" {
			continue
		}
		f, err := createFile(env.path(o.file))
		if err != nil {
			return err
		}
		files = append(files, f)
		if err := write(f, o.format, report.Options{}); err != nil {
			return fmt.Errorf("%s: cannot be written: %w", o.file, err)
		}
	}
	for _, o := range list {
		if o.file != "" {
			continue
		}
		options := report.Options{}
		if env.terminal {
			options.Color, options.Width = env.getenv("NO_COLOR") == "", env.width
		}
		if err := write(env.stdout, o.format, options); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
	}
	for _, f := range files {
		if err := f.replace(); err != nil {
			return err
		}
	}
	return nil
}

// fileOf returns the last file that a format goes to, "" if it goes to none.
func (list outputs) fileOf(format string) string {
	for _, o := range slices.Backward(list) {
		if o.format == format && o.file != "" {
			return o.file
		}
	}
	return ""
}
