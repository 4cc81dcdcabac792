package report

import (
	"net/url"
	"strings"
	"testing"
)

func TestHostileSARIF(t *testing.T) {
	eachPayload(t, "sarif", func(t *testing.T, payload, output, harmless string) {
		got, want := read[sarifLog](t, output).Runs[0], read[sarifLog](t, harmless).Runs[0]
		if len(got.Results) != len(want.Results) || len(got.Tool.Driver.Rules) > len(want.Tool.Driver.Rules) {
			t.Fatalf("%q: %d results, %d rules", payload, len(got.Results), len(got.Tool.Driver.Rules))
		}
		for _, r := range got.Results {
			noControl(t, r.Message.Text)
			for _, fix := range r.Fixes {
				noControl(t, fix.ArtifactChanges[0].Replacements[0].Inserted.Text)
			}
			if strings.Contains(strings.ReplaceAll(r.Message.Text, `\](`, ""), "](") {
				t.Errorf("%q makes a link: %s", payload, r.Message.Text)
			}
			at, err := url.Parse(r.Locations[0].Physical.Artifact.URI)
			if err != nil || at.Scheme != "" || at.Host != "" || at.RawQuery != "" || at.Fragment != "" {
				t.Errorf("%q: the location is %v, %v", payload, at, err)
			}
		}
	})
}

func TestHostileGitLab(t *testing.T) {
	eachPayload(t, "gitlab", func(t *testing.T, payload, output, harmless string) {
		got, want := read[[]gitlabIssue](t, output), read[[]gitlabIssue](t, harmless)
		if len(got) != len(want) {
			t.Fatalf("%q: %d issues, not %d", payload, len(got), len(want))
		}
		for i := range got {
			if noControl(t, got[i].Description+got[i].CheckName+got[i].Location.Path+got[i].Fingerprint); got[i].Severity != want[i].Severity || got[i].Location.Lines != want[i].Location.Lines {
				t.Errorf("%q: %+v instead of %+v", payload, got[i], want[i])
			}
		}
	})
}

func TestHostileRDJSONL(t *testing.T) {
	eachPayload(t, "rdjsonl", func(t *testing.T, payload, output, harmless string) {
		lines := strings.Split(output, "\n")
		if len(lines) != strings.Count(harmless, "\n")+1 {
			t.Fatalf("%q makes %d lines", payload, len(lines))
		}
		for _, line := range lines[:len(lines)-1] {
			d := read[rdDiagnostic](t, line)
			noControl(t, d.Message+d.Location.Path+d.Code.Value)
			for _, s := range d.Suggestions {
				noControl(t, s.Text)
			}
		}
	})
}

func TestHostileCheckstyle(t *testing.T) {
	eachPayload(t, "checkstyle", func(t *testing.T, payload, output, harmless string) {
		got, want := readXML[checkstyleFiles](t, output).Files, readXML[checkstyleFiles](t, harmless).Files
		if len(got) != len(want) {
			t.Fatalf("%q: %d files, not %d", payload, len(got), len(want))
		}
		n := 0
		for i := range got {
			n += len(got[i].Errors) - len(want[i].Errors)
			for _, e := range got[i].Errors {
				noControl(t, got[i].Name+e.Message+e.Source)
			}
		}
		if n != 0 {
			t.Errorf("%q: %d errors more", payload, n)
		}
	})
}

func TestHostileJUnit(t *testing.T) {
	eachPayload(t, "junit", func(t *testing.T, payload, output, harmless string) {
		got, want := readXML[junitSuites](t, output).Suites, readXML[junitSuites](t, harmless).Suites
		if len(got) != len(want) {
			t.Fatalf("%q: %d suites, not %d", payload, len(got), len(want))
		}
		if commands := parseLog(output); len(commands) > 0 {
			t.Errorf("%q makes commands of the runner: %v", payload, commands)
		}
		for _, s := range got {
			noControl(t, s.Name+s.Output)
			for _, c := range s.Cases {
				if noControl(t, c.Name+c.Class); c.Failure != nil {
					noControl(t, c.Failure.Message+c.Failure.Type)
				}
			}
		}
	})
}
