package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// fences returns the code blocks of the README in a language, without their indentation.
func fences(t *testing.T, language string) []string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	fence := regexp.MustCompile("(?ms)^( *)```" + language + "\n(.*?)^ *```$")
	for _, match := range fence.FindAllStringSubmatch(string(readme), -1) {
		blocks = append(blocks, regexp.MustCompile("(?m)^"+match[1]).ReplaceAllString(match[2], ""))
	}
	if len(blocks) == 0 {
		t.Fatalf("the README holds no block in %s", language)
	}
	return blocks
}

// rasoat runs a command line in a folder, on the day of the examples.
func rasoat(dir string, args ...string) (exit int, stdout, stderr string) {
	var out, errs bytes.Buffer
	exit = run(args, environment{ctx: context.Background(), dir: dir, stdin: strings.NewReader(""), stdout: &out, stderr: &errs,
		getenv: func(string) string { return "" },
		now:    func() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) }})
	return exit, out.String(), errs.String()
}

func TestReadmeShowsWhatIsPrinted(t *testing.T) {
	exit, stdout, stderr := rasoat("../..", "check", "examples/truong-hoa-sen")
	if exit != exitBlocked || stderr != "" {
		t.Fatalf("exit %d, %s", exit, stderr)
	}
	for _, block := range fences(t, "text") {
		if !strings.HasSuffix(stdout, block) {
			t.Errorf("the README says\n%s\nbut the end of what is printed is\n%s", block, stdout[max(0, len(stdout)-len(block)-100):])
		}
	}
}

// TestDoctorKnowsTheExample: the doctor names the example's generator, folders and languages, its public and hidden pages, and
// what the gate does not cover.
func TestDoctorKnowsTheExample(t *testing.T) {
	exit, stdout, stderr := rasoat("../..", "doctor", "examples/truong-hoa-sen", "--lang", "en")
	if exit != exitPass || stderr != "" {
		t.Fatalf("exit %d, %s", exit, stderr)
	}
	const want = `Sites
  .: hugo
    configuration: hugo.toml
    pages: content
    published as they are: static, assets
    languages: vi

Pages
  public: 34
  drafts: 1 (content/thong-bao/nghi-tet.md)

Not covered
  The site stands in the folder examples/truong-hoa-sen; files outside of it are not judged.
  folders with files that are neither pages nor published: 1 (.)
`
	if !strings.HasPrefix(stdout, want) {
		t.Errorf("doctor says\n%s\nnot\n%s", stdout, want)
	}
}

// TestReadmeFilesWork writes the files of the README into a site of its own and judges it.
func TestReadmeFilesWork(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("content/tin.md", "---\ntitle: Tin\n---\nGọi văn phòng: 0225 3876 543.\n")
	if exit, stdout, stderr := rasoat(dir, "init", "--forge", "github", "--reviewer", "Thầy Bách <hieutruong@truong.edu.vn>"); exit != exitPass {
		t.Fatalf("exit %d\n%s%s", exit, stdout, stderr)
	}
	configured, err := os.ReadFile(filepath.Join(dir, ".rasoat.yml"))
	if err != nil {
		t.Fatal(err)
	}
	write(".rasoat.yml", string(configured)+"packs: [./rules]\n")
	for _, block := range fences(t, "yaml") {
		name, _, ok := strings.Cut(strings.TrimPrefix(block, "# "), "\n")
		if !ok || !strings.HasPrefix(name, "rules/") {
			t.Errorf("nothing tests this block of the README:\n%s", block)
			continue
		}
		write(name, block)
	}
	if exit, stdout, stderr := rasoat(dir, "check"); exit != exitPass {
		t.Errorf("exit %d\n%s%s", exit, stdout, stderr)
	}
	if exit, stdout, stderr := rasoat(dir, "rules", "test", "truong/*"); exit != exitPass {
		t.Errorf("exit %d\n%s%s", exit, stdout, stderr)
	}
}

// TestBuiltInRulesProveThemselves asks every built-in rule, and those of the example, about their own examples.
func TestBuiltInRulesProveThemselves(t *testing.T) {
	exit, stdout, stderr := rasoat("../..", "rules", "test", "--site", "examples/truong-hoa-sen")
	if exit != exitPass {
		t.Errorf("exit %d\n%s%s", exit, stdout, stderr)
	}
}

func TestDemo(t *testing.T) {
	exit, stdout, stderr := rasoat(t.TempDir(), "demo")
	if exit != exitPass {
		t.Errorf("exit %d\n%s%s", exit, stdout, stderr)
	}
}

// TestErrorsSteerNoTerminal: whatever a name holds, what is printed of it is one visible line.
func TestErrorsSteerNoTerminal(t *testing.T) {
	exit, _, stderr := rasoat(t.TempDir(), "check", "a\x1b]52;c;eA==\x07\r\n::error::b")
	if exit != exitFault || strings.ContainsAny(stderr, "\x1b\x07\r") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("exit %d, %q", exit, stderr)
	}
}

// TestLinksOfDocs: what the README and the guides link to and show is there.
func TestLinksOfDocs(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) < 5 {
		t.Fatal(pages, err)
	}
	link := regexp.MustCompile(`[^\\]\]\(([^)#:\s]+)(#[^)]*)?\)`)
	for _, page := range append(pages, "../../README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(regexp.MustCompile("(?s)```.*?```|`[^`]*`").ReplaceAllString(string(text), ""), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s links to %s: %v", page, m[1], err)
			}
		}
	}
}
