package report

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/finding"
)

// read decodes a JSON text of which nothing must be left.
func read[T any](t *testing.T, text string) T {
	t.Helper()
	var value T
	decoder := json.NewDecoder(strings.NewReader(text))
	if err := decoder.Decode(&value); err != nil || decoder.More() {
		t.Fatalf("not one JSON value: %v", err)
	}
	return value
}

// sarifLog is what the tests read of SARIF.
type sarifLog struct {
	Runs []struct {
		sarifRun
		Results []sarifResult
	}
}

func TestSARIF(t *testing.T) {
	run := read[sarifLog](t, write(t, "sarif", blocked(), Options{Prefix: "trường/"})).Runs[0]
	if len(run.Results) != 6 { // five findings and the page that waits
		t.Fatalf("%d results", len(run.Results))
	}
	for _, r := range run.Results {
		if rule := run.Tool.Driver.Rules[r.RuleIndex]; rule.ID != r.RuleID {
			t.Errorf("%s points at the rule %s", r.RuleID, rule.ID)
		}
		if at := r.Locations[0].Physical.Artifact.URI; at != "tr%C6%B0%E1%BB%9Dng/content/tin-tuc/tuyen-sinh.md" {
			t.Errorf("location %s", at)
		}
	}
	phone, settled, link := run.Results[0], run.Results[4], run.Results[3]
	if len(phone.Suppressions) != 0 || phone.Level != "error" || phone.Locations[0].Physical.Region != (sarifRegion{14, 33, 14, 43}) {
		t.Errorf("phone: %+v", phone)
	}
	if s := run.Results[2].Suppressions; len(s) != 1 || s[0].Kind != "inSource" || s[0].Status != "underReview" || !strings.Contains(s[0].Justification, "phường") {
		t.Errorf("asked for: %+v", s)
	}
	if s := settled.Suppressions; len(s) != 1 || s[0].Kind != "external" || !strings.Contains(s[0].Justification, "văn phòng xã") {
		t.Errorf("settled: %+v", settled)
	}
	if link.Level != "warning" || link.Fixes[0].ArtifactChanges[0].Replacements[0].Inserted.Text != "https://phuong.example.vn/tuyen-sinh" {
		t.Errorf("link: %+v", link)
	}
	if help := run.Tool.Driver.Rules[1].Help.Markdown; !strings.HasPrefix(help, "**Số điện thoại cá nhân**") || !strings.Contains(help, "Personal phone") {
		t.Errorf("help: %s", help)
	}
}

// A run that GitHub would refuse keeps its gravest results and says how many are left out.
func TestSARIFKeepsWithinGitHubsLimits(t *testing.T) {
	r := long(26_000)
	packed := &bytes.Buffer{}
	z := gzip.NewWriter(packed)
	var text bytes.Buffer
	if err := Write(io.MultiWriter(z, &text), "sarif", r, Options{}); err != nil {
		t.Fatal(err)
	}
	z.Close()
	if packed.Len() > 10<<20 {
		t.Errorf("%d bytes packed", packed.Len())
	}
	run := read[sarifLog](t, text.String()).Runs[0]
	if len(run.Results) != maxResults {
		t.Errorf("%d results", len(run.Results))
	}
	errors := 0
	for _, result := range run.Results {
		if result.Properties["severity"] == string(finding.Error) {
			errors++
		}
	}
	if errors != r.Count(finding.Error) {
		t.Errorf("%d errors of %d are kept", errors, r.Count(finding.Error))
	}
	notes := run.Invocations[0].Notifications
	if len(notes) != 1 || !strings.Contains(notes[0].Message.Text, "1000") {
		t.Errorf("notifications: %+v", notes)
	}
}

func TestGitLabFingerprintsAreUnique(t *testing.T) {
	r := blocked()
	for i := range r.Findings {
		r.Findings[i].Fingerprint = "same"
	}
	r.Findings[1].Fingerprint = "same-2"
	seen := map[string]bool{}
	for _, issue := range read[[]gitlabIssue](t, write(t, "gitlab", r, Options{})) {
		if seen[issue.Fingerprint] {
			t.Errorf("%s stands twice", issue.Fingerprint)
		}
		seen[issue.Fingerprint] = true
		if issue.Description == "" || issue.CheckName == "" || issue.Location.Path == "" || issue.Location.Lines.Begin < 1 ||
			!slices.Contains([]string{"info", "minor", "major", "critical", "blocker"}, issue.Severity) {
			t.Errorf("GitLab does not read %+v", issue)
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d issues", len(seen))
	}
}

// Columns count bytes there, and are left out where only the masked line is known.
func TestRDJSONLColumns(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(write(t, "rdjsonl", blocked(), Options{})), "\n")
	link := read[rdDiagnostic](t, lines[3])
	if at := link.Location.Range; at.Start.Column != len("Xem [thông báo của phường](")+1 || at.End.Column != at.Start.Column+len("http://phuong.example.vn/tuyen-sinh") {
		t.Errorf("range %+v", at)
	}
	if len(link.Suggestions) != 1 || link.Suggestions[0].Text != "https://phuong.example.vn/tuyen-sinh" {
		t.Errorf("suggestions %+v", link.Suggestions)
	}
	moved := blocked()
	moved.Findings[3].Excerpt.Start -= 2 // cut or masked before the span
	link = read[rdDiagnostic](t, strings.Split(write(t, "rdjsonl", moved, Options{}), "\n")[3])
	if link.Location.Range.Start.Column != 0 || link.Suggestions != nil {
		t.Errorf("columns of a line that is not known: %+v", link)
	}
}

// junitSuites is what the tests read of JUnit's XML.
type junitSuites struct {
	Suites []struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Output   string `xml:"system-out"`
		Cases    []struct {
			Name    string `xml:"name,attr"`
			Class   string `xml:"classname,attr"`
			Failure *struct {
				Message string `xml:"message,attr"`
				Type    string `xml:"type,attr"`
			} `xml:"failure"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

type checkstyleFiles struct {
	Files []struct {
		Name   string `xml:"name,attr"`
		Errors []struct {
			Line     int    `xml:"line,attr"`
			Column   int    `xml:"column,attr"`
			Severity string `xml:"severity,attr"`
			Message  string `xml:"message,attr"`
			Source   string `xml:"source,attr"`
		} `xml:"error"`
	} `xml:"file"`
}

func readXML[T any](t *testing.T, text string) T {
	t.Helper()
	var value T
	decoder := xml.NewDecoder(strings.NewReader(text))
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return value
		}
		if space, ok := token.(xml.CharData); err != nil || !ok || strings.TrimSpace(string(space)) != "" {
			t.Fatalf("after the document stands %v, %v", token, err)
		}
	}
}

func TestJUnitCounts(t *testing.T) {
	for name, make := range golden() {
		r := make()
		suites := readXML[junitSuites](t, write(t, "junit", r, Options{})).Suites
		failed := 0
		for _, s := range suites {
			n := 0
			for _, c := range s.Cases {
				if c.Failure != nil {
					n++
				}
			}
			if n != s.Failures || len(s.Cases) != s.Tests {
				t.Errorf("%s: suite %s says %d tests, %d failures, has %d, %d", name, s.Name, s.Tests, s.Failures, len(s.Cases), n)
			}
			failed += n
		}
		if (failed == 0) != (r.Verdict == finding.Pass) {
			t.Errorf("%s: %d failures, verdict %s", name, failed, r.Verdict)
		}
	}
}

// long returns a report of n findings, no two of them with a text in common, about as long as real ones.
func long(n int) *finding.Report {
	r := base()
	r.Pages = finding.Pages{Total: n/20 + 1, Judged: n/20 + 1}
	for i := range n {
		f := found([]string{"privacy/personal-phone", "accessibility/undescribed-image", "security/unencrypted-link", "style/example"}[i%4],
			finding.Severities()[i%3], fmt.Sprintf("content/muc-%d/trang-%d.md", i/2000, i/20), i%20+1,
			fmt.Sprintf("Dòng thứ %d nói rằng mọi thắc mắc xin gọi cô Hoa, số 0912***678, trong giờ hành chính, hoặc đến phòng %d.", i, i%97), "0912***678",
			fmt.Sprintf("Ở đây có một số di động cá nhân (0912***678), lần thứ %d. Xin thay bằng số văn phòng, hoặc xoá đi.", i))
		f.Fingerprint = fmt.Sprintf("%032x", i*2654435761)
		r.Findings = append(r.Findings, f)
		if i%20 == 0 && len(r.Previews) < maxPreviews {
			p := finding.Preview{Page: f.Path}
			for range 20 {
				p.Stretches = append(p.Stretches, finding.Stretch{Text: strings.Repeat("Một câu dài trong bài. ", 20)}, finding.Stretch{Text: "0912•••678", Severity: finding.Error})
			}
			r.Previews = append(r.Previews, p)
		}
	}
	return r
}
