package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/report"
)

// output is one --format: a name, and a file unless it goes to stdout.
type output struct{ format, file string }

type outputs []output

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

// write renders every format before the first byte goes out, so that a fault leaves nothing half-written.
func (list outputs) write(env environment, r *finding.Report, prefix string) error {
	rendered := make([]bytes.Buffer, len(list))
	for i, o := range list {
		options := report.Options{Prefix: prefix}
		if o.file == "" && env.terminal {
			options.Color, options.Width = env.getenv("NO_COLOR") == "", env.width
		}
		if err := report.Write(&rendered[i], o.format, r, options); err != nil {
			return err
		}
	}
	for i, o := range list {
		if o.file == "" {
			if _, err := io.Copy(env.stdout, &rendered[i]); err != nil {
				return fmt.Errorf("standard output: %w", err)
			}
			continue
		}
		if err := replaceFile(env.path(o.file), rendered[i].Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// replaceFile writes a file as a whole or leaves the old one as it is.
func replaceFile(name string, data []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), ".rasoat-*")
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", name, err)
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.Write(data)
	for _, step := range []func() error{temporary.Sync, temporary.Close,
		func() error { return os.Chmod(temporary.Name(), 0o644) },
		func() error { return os.Rename(temporary.Name(), name) }} {
		if err == nil {
			err = step()
		}
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", name, err)
	}
	return nil
}
