package report

import (
	"fmt"
	"io"
	"strconv"

	"github.com/rasoat/rasoat/linter/finding"
)

// writeJUnit writes JUnit's XML, which build servers show as tests: first the verdict, then for each page with findings
// a suite, in it a test for each finding. What blocks has failed. Warnings and what is settled have passed, and the
// suite's output tells them.
func writeJUnit(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	j := &junitView{view: v}
	j.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
	j.verdict()
	waiting := map[string]*finding.PageReview{}
	for _, p := range v.untold() {
		waiting[p.Page] = p
	}
	groups, _ := v.groups()
	for _, g := range groups {
		if page := waiting[g.path]; page != nil || len(g.findings) > 0 {
			j.page(g, page)
		}
	}
	j.WriteString("</testsuites>\n")
	return j.Flush()
}

// junitView writes the JUnit format.
type junitView struct {
	*view
	suites int // written so far
}

func (j *junitView) begin(name string, tests, failures int) {
	j.WriteString("  <testsuite" + attribute("id", strconv.Itoa(j.suites)) + attribute("package", "rasoat") + attribute("name", name) +
		attribute("timestamp", j.report.At.UTC().Format("2006-01-02T15:04:05")) + attribute("hostname", "localhost") +
		attribute("tests", strconv.Itoa(tests)) + attribute("failures", strconv.Itoa(failures)) + attribute("errors", "0") +
		attribute("time", "0") + ">\n    <properties/>\n")
	j.suites++
}

// end ends a suite whose output has the lines that write writes.
func (j *junitView) end(write func()) {
	j.WriteString("    <system-out>")
	write()
	j.WriteString("</system-out>\n    <system-err/>\n  </testsuite>\n")
}

// test writes one test; result is XML already, "" if the test has passed.
func (j *junitView) test(name, class, result string) {
	j.WriteString("    <testcase" + attribute("name", name) + attribute("classname", class) + attribute("time", "0") + ">" + result + "</testcase>\n")
}

func failure(kind, message string) string {
	return "<failure" + attribute("type", kind) + attribute("message", message) + "/>"
}

// verdict writes the suite that tells whether all may be published.
func (j *junitView) verdict() {
	failed, result := 0, ""
	if j.report.Verdict != finding.Pass {
		failed, result = 1, failure(string(j.report.Verdict), j.summary.title(j.say, j.report.Gate)+". "+j.report.Next)
	}
	j.begin("rasoat", 1, failed)
	j.test("verdict", "rasoat", result)
	j.end(func() {})
}

// page writes the suite of a page; waiting is its review if no finding tells that it waits.
func (j *junitView) page(g group, waiting *finding.PageReview) {
	name := j.path(g.path)
	if name == "" {
		name = j.say.Say("text.site")
	}
	tests, failures := len(g.findings), 0
	for i := range g.findings {
		if g.findings[i].Blocks() {
			failures++
		}
	}
	if waiting != nil {
		tests, failures = tests+1, failures+1
	}
	j.begin(name, tests, failures)
	for i := range g.findings {
		f := &g.findings[i]
		result := ""
		if f.Blocks() {
			result = failure(string(f.Severity), f.Message)
		}
		at := placed(f.Range)
		j.test(fmt.Sprintf("%s %d:%d", f.Rule, at.Start.Line, at.Start.Column), name, result)
	}
	if waiting != nil {
		j.test(finding.WaitingPage, name, failure(string(waiting.State), waiting.Why))
	}
	j.end(func() {
		for i := range g.findings {
			if f := &g.findings[i]; !f.Blocks() {
				l := j.label(f)
				j.WriteString(xmlText(l.mark+" "+l.word+"  "+j.place(f)+"  "+f.Message) + "\n")
			}
		}
	})
}
