//go:build oracles

// Asks the programs that read our formats what they make of them:
//
//	RASOAT_ORACLES=FOLDER go test -tags oracles -run '^TestOracle' ./linter/report
//
// The folder holds what .ci/run installs: node_modules and bin/reviewdog; from the system come chromium, java, node and
// xmllint. What is missing is skipped, and says so.
package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/finding"
)

// oracle returns the path of a file that was installed, or skips the test.
func oracle(t *testing.T, name string) string {
	t.Helper()
	folder := os.Getenv("RASOAT_ORACLES")
	if folder == "" {
		t.Skip("SKIPPED: RASOAT_ORACLES is not set; .ci/run sets it")
	}
	path := filepath.Join(folder, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: %s is not installed", name)
	}
	return path
}

// program returns the path of the first of these programs that the system has, or skips the test.
func program(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("SKIPPED: %s is not installed", names[0])
	return ""
}

// everything returns the reports that the oracles are shown: those of the golden files, and one with every payload.
func everything() map[string]*finding.Report {
	all := map[string]*finding.Report{}
	for name, make := range golden() {
		all[name] = make()
	}
	all["payloads"] = allPayloads()
	return all
}

// allPayloads returns one report in which each payload stands wherever one can.
func allPayloads() *finding.Report {
	r := base()
	for _, payload := range payloads() {
		h := hostileWith(payload)
		r.Findings = append(r.Findings, h.Findings...)
		r.Reviews = append(r.Reviews, h.Reviews...)
		r.Rules.List = append(r.Rules.List, h.Rules.List...)
	}
	return r
}

func toFile(t *testing.T, name, format string, r *finding.Report) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	save(t, file, write(t, format, r, onForge()))
	return file
}

// Microsoft's validator, with the rules for GitHub. Its exit code says nothing; its own report does.
func TestOracleMultitool(t *testing.T) {
	tool := oracle(t, "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
	folder := t.TempDir()
	for name, r := range everything() {
		r.Tool.Version = "0.1.0" // a hostile one is no number, which the validator says
		save(t, filepath.Join(folder, name+".sarif"), write(t, "sarif", r, onForge()))
	}
	save(t, filepath.Join(folder, "broken.sarif"), strings.ReplaceAll(write(t, "sarif", blocked(), Options{}), `"startLine": 14`, `"startLine": 0`))
	out := filepath.Join(t.TempDir(), "out.sarif")
	command := exec.Command(tool, "validate", filepath.Join(folder, "*.sarif"), "--rule-kind", "Sarif;Ghas", "-o", out, "--log", "ForceOverwrite")
	command.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
	if text, err := command.CombinedOutput(); err != nil {
		t.Logf("%v: %s", err, text)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	caught := false
	for _, run := range read[sarifLog](t, string(text)).Runs {
		for _, r := range run.Results {
			if strings.HasSuffix(r.Locations[0].Physical.Artifact.URI, "broken.sarif") {
				caught = true
				continue
			}
			t.Errorf("%s %s: %s %.300v", r.RuleID, r.Level, r.Locations[0].Physical.Artifact.URI, r.Message)
		}
	}
	if !caught {
		t.Error("the validator takes a line 0, or was not run")
	}
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// go-sarif, by which Go programs read SARIF: it holds our files to the schema it carries, and reads the results we wrote.
func TestOracleGoSARIF(t *testing.T) {
	reader := oracle(t, "bin/sarif")
	for name, r := range everything() {
		out, err := exec.Command(reader, toFile(t, name+".sarif", "sarif", r)).Output()
		if err != nil {
			t.Errorf("%s: %v: %.1000s", name, err, err.(*exec.ExitError).Stderr)
		}
		v, err := newView(&bytes.Buffer{}, r, Options{})
		if err != nil {
			t.Fatal(err)
		}
		lines := map[string]int{}
		for line := range strings.Lines(string(out)) {
			_, rest, _ := strings.Cut(line, " ")
			number, _, _ := strings.Cut(rest, " ")
			lines[number]++
		}
		for _, f := range v.results() {
			lines[strconv.Itoa(placed(f.Range).Start.Line)]--
		}
		for line, n := range lines {
			if n != 0 {
				t.Errorf("%s: go-sarif reads %+d results on line %s", name, n, line)
			}
		}
	}
	broken := filepath.Join(t.TempDir(), "broken.sarif")
	save(t, broken, strings.ReplaceAll(write(t, "sarif", blocked(), Options{}), `"startLine": 14`, `"startLine": 0`))
	if exec.Command(reader, broken).Run() == nil {
		t.Error("go-sarif takes a line 0, or was not asked")
	}
}

// reviewdog reads three of the formats and tells in its own what it read.
func TestOracleReviewdog(t *testing.T) {
	reviewdog := oracle(t, "bin/reviewdog")
	folder := t.TempDir()
	if out, err := exec.Command("git", "init", "-q", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	for name, r := range everything() {
		v, err := newView(&bytes.Buffer{}, r, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for format, want := range map[string][]*finding.Finding{"rdjsonl": v.unsettled(), "checkstyle": v.unsettled(), "sarif": v.results()} {
			command := exec.Command(reviewdog, "-f="+format, "-reporter=rdjsonl", "-filter-mode=nofilter", "-diff=true", "-tee=false")
			command.Dir = folder
			command.Stdin = strings.NewReader(write(t, format, r, Options{}))
			var stderr bytes.Buffer
			command.Stderr = &stderr
			out, err := command.Output()
			if err != nil {
				t.Errorf("%s, %s: %v: %.500s", name, format, err, stderr.String())
				continue
			}
			lines := map[string]int{} // of what was read, counted
			for line := range strings.Lines(string(out)) {
				d := read[rdDiagnostic](t, line)
				noControl(t, d.Message+d.Code.Value+d.Location.Path)
				lines[fmt.Sprint(d.Location.Range.Start.Line, " ", d.Severity)]++
			}
			for _, f := range want {
				severity := "ERROR"
				if f.Severity == finding.Warning {
					severity = "WARNING"
				}
				lines[fmt.Sprint(placed(f.Range).Start.Line, " ", severity)]--
			}
			for place, n := range lines {
				if n != 0 {
					t.Errorf("%s, %s: reviewdog reads %+d findings of line and severity %s", name, format, n, place)
				}
			}
		}
	}
}

// The schema of Apache Ant's JUnit task stands, as the only published one under a free licence in a package, in the tests
// of the npm package junit-xml, which took it from windyroad/JUnit-Schema (Apache-2.0).
func TestOracleJUnitSchema(t *testing.T) {
	xmllint := program(t, "xmllint")
	source, err := os.ReadFile(oracle(t, "node_modules/junit-xml/src/index.test.ts"))
	if err != nil {
		t.Fatal(err)
	}
	schema := regexp.MustCompile(`(?s)antJunitSchema = '(.*?)';\n`).FindSubmatch(source)
	if schema == nil {
		t.Fatal("the package junit-xml no longer has the schema in its tests")
	}
	xsd := filepath.Join(t.TempDir(), "junit.xsd")
	save(t, xsd, strings.ReplaceAll(string(schema[1]), `\'`, "'"))
	for name, r := range everything() {
		if out, err := exec.Command(xmllint, "--noout", "--schema", xsd, toFile(t, "junit.xml", "junit", r)).CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %.2000s", name, err, out)
		}
	}
}

// The W3C's checker of HTML.
func TestOracleHTMLChecker(t *testing.T) {
	java, checker := program(t, "java"), oracle(t, "node_modules/vnu-jar/build/dist/vnu.jar")
	// It has no eye for the hash by which the policy lets the style in, so its warnings are left out.
	args := []string{"-Xmx512m", "-jar", checker, "--errors-only", "--format", "gnu"}
	for name, r := range everything() {
		for _, language := range []string{"vi", "en"} {
			r.Language = language
			args = append(args, toFile(t, name+"-"+language+".html", "html", r))
		}
	}
	args = append(args, totalsPage(t))
	if out, err := exec.Command(java, args...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v: %.4000s", err, out)
	}
}

func totalsPage(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "totals.html")
	save(t, file, writeTotals(t, "html", severalSites()))
	return file
}

// A browser at the width of a phone and of a desk: axe-core has no complaint, nothing is wider than the screen, filters
// work, and nothing runs. RASOAT_SCREENSHOTS names a folder for pictures to look at.
func TestOracleBrowser(t *testing.T) {
	oracle(t, "node_modules/playwright-core")
	node, chromium := program(t, "node"), program(t, "chromium", "google-chrome")
	pages := map[string]string{"totals": totalsPage(t)}
	for _, name := range []string{"blocked", "waiting", "pass", "payloads"} {
		pages[name] = toFile(t, name+".html", "html", everything()[name])
	}
	for name, file := range pages {
		t.Run(name, func(t *testing.T) {
			args := []string{"testdata/browser.mjs", os.Getenv("RASOAT_ORACLES"), chromium, file}
			if shots := os.Getenv("RASOAT_SCREENSHOTS"); shots != "" && name != "payloads" { // that page is too long for one
				folder := filepath.Join(shots, name)
				if err := os.MkdirAll(folder, 0o755); err != nil {
					t.Fatal(err)
				}
				args = append(args, folder)
			}
			command := exec.Command(node, args...)
			var stderr bytes.Buffer
			command.Stderr = &stderr
			out, err := command.Output()
			var got struct {
				Violations, Wide, Ran, Asked []string
				Hidden                       *int
			}
			if err != nil || json.Unmarshal(out, &got) != nil {
				t.Fatalf("%v: %s %s", err, out, stderr.String())
			}
			for _, violation := range got.Violations {
				t.Errorf("axe-core: %.600s", violation)
			}
			if len(got.Wide) > 0 || len(got.Ran) > 0 || len(got.Asked) > 0 {
				t.Errorf("wider than the screen: %v; ran: %q; loaded: %q", got.Wide, got.Ran, got.Asked)
			}
			if name == "blocked" && (got.Hidden == nil || *got.Hidden != 2) {
				t.Errorf("the filter of what must be fixed hides %v findings, not 2", got.Hidden)
			}
		})
	}
}

// The whole program writes a report of 100,000 findings in any format within 200 MiB of resident memory.
func TestOracleMemory(t *testing.T) {
	measureLong(t, 100_000, 200<<20)
	rasoat, file := filepath.Join(t.TempDir(), "rasoat"), filepath.Join(t.TempDir(), "long.json")
	if out, err := exec.Command("go", "build", "-o", rasoat, "../../cmd/rasoat").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	save(t, file, write(t, "json", long(100_000), Options{}))
	for _, format := range Names() {
		used := residentAtMost(t, exec.Command(rasoat, "report", file, "--format", format+"="+os.DevNull, "--format", "text"))
		t.Logf("%-10s %4d MiB resident", format, used>>20)
		if used > 200<<20 {
			t.Errorf("%s: %d bytes resident", format, used)
		}
	}
}

// residentAtMost runs a command that ends with a long output, and returns the most memory it had resident when that
// began, in bytes. What the system tells of an ended process includes the memory of the one that started it.
func residentAtMost(t *testing.T, command *exec.Cmd) int {
	t.Helper()
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", command.Process.Pid))
	if err != nil {
		t.Skip("SKIPPED: the system does not tell the memory of a process")
	}
	if _, err := io.Copy(io.Discard, out); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Fatal(err)
	}
	most := regexp.MustCompile(`VmHWM:\s*(\d+) kB`).FindSubmatch(status)
	if most == nil {
		t.Fatalf("no VmHWM in %s", status)
	}
	n, _ := strconv.Atoi(string(most[1]))
	return n << 10
}

// A real runner reads the workflow commands of every payload: nektos/act, which prints as JSON what it understood.
func TestOracleRunner(t *testing.T) {
	act := os.Getenv("RASOAT_ACT")
	if _, err := os.Stat(act); err != nil {
		t.Skip("SKIPPED: RASOAT_ACT names no program; .ci/run sets it")
	}
	folder := t.TempDir()
	var log strings.Builder
	want := map[string]int{}
	for _, payload := range payloads() {
		output := write(t, "github", hostileWith(payload), onForge())
		log.WriteString(output)
		for _, c := range parseLog(output) {
			want[c.name]++
		}
		log.WriteString(write(t, "text", hostileWith(payload), Options{}))
	}
	for name, text := range map[string]string{"log": log.String(), "event.json": "{}", "workflow.yml": `on: push
jobs:
  log:
    runs-on: ubuntu-latest
    steps:
      - run: cat "$LOG"
`} {
		save(t, filepath.Join(folder, name), text)
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"},
		{"-c", "user.name=a", "-c", "user.email=a@example.vn", "commit", "-q", "-m", "a"}} {
		git := exec.Command("git", args...)
		git.Dir = folder
		if out, err := git.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	command := exec.Command(act, "push", "-e", "event.json", "-W", "workflow.yml", "-P", "ubuntu-latest=-self-hosted",
		"--no-cache-server", "--artifact-server-path", "", "--action-offline-mode", "--pull=false", "--json", "--env", "LOG="+filepath.Join(folder, "log"))
	command.Dir = folder
	home := t.TempDir()
	command.Env = append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME="+home, "XDG_CONFIG_HOME="+home)
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %.2000s", err, out)
	}
	got := map[string]int{}
	for line := range strings.Lines(string(out)) {
		var said struct{ Command string }
		if json.Unmarshal([]byte(line), &said) == nil && said.Command != "" {
			got[said.Command]++
		}
	}
	for name, n := range got {
		if n != want[name] {
			t.Errorf("the runner understood %d commands %s, not %d", n, name, want[name])
		}
	}
	if got["error"] == 0 || got["warning"] == 0 {
		t.Errorf("the runner understood %v", got)
	}
}
