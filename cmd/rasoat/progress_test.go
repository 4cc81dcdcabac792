package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

// A bar is shown on a terminal only, only when the run is long, and nothing of it stays.
func TestProgress(t *testing.T) {
	for _, test := range []struct {
		name     string
		terminal bool
		hours    int // that pass with each look at the clock
		setting  map[string]string
		shown    bool
	}{
		{"a long run on a terminal", true, 1, nil, true},
		{"a short run on a terminal", true, 0, nil, false},
		{"a pipe", false, 1, nil, false},
		{"a job", true, 1, map[string]string{"CI": "true"}, false},
		{"a terminal without control", true, 1, map[string]string{"TERM": "dumb"}, false},
	} {
		now := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
		var errs bytes.Buffer
		env := environment{ctx: context.Background(), dir: "../../examples/truong-hoa-sen", stdin: strings.NewReader(""), stdout: io.Discard,
			stderr: &errs, getenv: func(name string) string { return test.setting[name] }, watched: test.terminal}
		env.now = func() time.Time {
			now = now.Add(time.Duration(test.hours) * time.Hour)
			return now
		}
		if code := run([]string{"check", "--no-review", "--now", "2026-11-23T08:00:00+07:00"}, env); code != exitBlocked {
			t.Fatalf("%s: exit code %d: %s", test.name, code, errs.String())
		}
		if shown := strings.Contains(errs.String(), "rasoat"); shown != test.shown {
			t.Errorf("%s: %q", test.name, errs.String())
		}
		lines := strings.Split(errs.String(), "\r")
		if last := lines[len(lines)-1]; strings.TrimSpace(last) != "" || strings.Contains(errs.String(), "\n") {
			t.Errorf("%s: %q stays", test.name, last)
		}
	}
}
