package linter

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/report"
)

// personalPlaces are pages with the place of a number marked by ‹›.
func personalPlaces() []string {
	return []string{
		"Gọi ‹›.", "# Gọi ‹›", "**Gọi ‹›**", "- ‹›", "| ĐT |\n|---|\n| ‹› |", "a[^1]\n\n[^1]: ‹›", "> ‹›", "đồ ngu ‹› đồ ngu", "‹›đồ ngu",
		"[‹›](b.md)", "[a](b/‹›.md)", "[a](<b/ds ‹› c.pdf>)", "[a](b%20‹›.pdf)", "[a](b_‹›_c.pdf)", "[a](b?so=‹›&c=1)", "[a](b#‹›)", "[a](tel:‹›)",
		"[a](javascript:goi('‹›'))", "[a](http://‹›.example.vn/)", "[a][b]\n\n[b]: c/‹›.md \"‹›\"", "<https://example.com/‹›>", "https://example.com/x‹›y",
		"![‹›](a.jpg)", "![](anh/‹›.jpg)", "![a](b.jpg \"‹›\")", "[a](b.md \"‹›\")", "`‹›`", "```\n‹›\n```", "    ‹›", "```‹›\na\n```",
		"<b title=\"‹›\">a</b>", "<b data-x=\"‹›\" onclick=\"a()\">a</b>", "<a href=\"tel:‹›\">a</a>", "<a href=\"a/‹›\">a</a>", "<img src=\"‹›.jpg\" srcset=\"‹›.jpg 2x\">",
		"<div>\n‹›\n</div>", "<div id=\"‹›\"\n onclick=x>\n", "<!-- ‹› -->", "<script>goi('‹›')</script>", "<style>a{b:url(‹›)}</style>", "<iframe src=\"a?b=‹›\"></iframe>",
		"{{< goi so=\"‹›\" >}}", "{{% a ‹› %}}b{{% /a %}}", "‹›@example.com", "[a](mailto:‹›@example.com)", "<object data=‹›>", "<b x‹›=1 onx=1>",
		"---\ntitle: Gọi ‹›\n---\n", "---\ntitle: a\nx: {y: [‹›]}\n---\n", "---\n\"‹›\": a\n---\n", "---\ntitle: a\nimage: b/‹›.jpg\n---\n", "---\ndate: ‹›\n---\n",
		"+++\ntitle = \"‹›\"\n+++\n", "{\"title\": \"‹›\"}\n",
		// Pages that cannot be read, and say why.
		"---\ntitle: [‹›\n---\n", "---\na: 1\n\"‹›\": 1\n\"‹›\": 1\n---\n", "+++\ntitle = ‹› x\n+++\n", "+++\n\"‹›\" = 1\n\"‹›\" = 1\n+++\n", "{\"title\": \"‹›\" x}\n",
		"{\"‹›\": 1, \"‹›\": 2}\n", "<<<<<<< ‹›\na\n=======\nb\n>>>>>>> ‹›\n", "---\nx: *‹›\n---\n", "---\nx: !<‹›> a\n---\n",
	}
}

// personalNumbers are ways to write numbers; each N becomes a digit by chance.
func personalNumbers() []string {
	return []string{"09NNNNNNNN", "09NN NNN NNN", "09NN.NNN.NNN", "09NN-NNN-NNN", "(09NN) NNN NNN", "+849NNNNNNNN", "+84 9NN NNN NNN", "849NNNNNNNN",
		"0168NNNNNNN", "031185NNNNNN", "031 185 NNN NNN"}
}

// TestNothingPersonalInAnyPlace puts numbers into every place of pages and into their paths, lets rules print every text
// of every fact, and looks for the digits in every format.
func TestNothingPersonalInAnyPlace(t *testing.T) {
	random := rand.New(rand.NewPCG(2026, 11))
	separators := regexp.MustCompile(`[^0-9]`)
	number := func(form string) (written, digits string) {
		written = strings.Map(func(r rune) rune {
			if r == 'N' {
				return '0' + rune(random.IntN(10))
			}
			return r
		}, form)
		digits = separators.ReplaceAllString(written, "")
		return written, digits[len(digits)-9:]
	}
	dir := t.TempDir()
	files := map[string]string{
		".rasoat.yml": "language: en\nsite: {name: Trường Hoa Sen, url: https://hoasen.example}\npacks: [./rules]\n" +
			"review:\n  - {when: 'true', need: {principal: 1}}\n",
		".rasoat/people.yml": "people:\n  p.an: {name: An, roles: [principal, admin], emails: [an@hoasen.example]}\n",
		"content/_index.md":  "---\ntitle: a\n---\n",
	}
	for name, text := range talkative() {
		files["rules/"+name] = text
	}
	commitFiles(t, dir, files)
	planted := map[string]bool{}
	pages := map[string]string{}
	for i, place := range personalPlaces() {
		for j, form := range personalNumbers() {
			if (i+j)%3 > 0 {
				continue // every form comes to a third of the places
			}
			text := place
			for strings.Contains(text, "‹›") {
				written, digits := number(form)
				planted[digits] = true
				text = strings.Replace(text, "‹›", written, 1)
			}
			named, digits := number(form)
			planted[digits] = true
			path := fmt.Sprintf("content/%d/%d-%s.md", i, j, named)
			if i%2 == 0 {
				path = fmt.Sprintf("content/%d_%s/a%d.md", i, named, j)
			}
			pages[path] = text
		}
	}
	commitFiles(t, dir, pages)
	r, err := Lint(t.Context(), Options{Dir: dir, Base: "HEAD~1", Now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Findings) < len(pages) || len(r.Reviews) != len(pages) {
		t.Fatalf("%d findings and %d reviews about %d pages", len(r.Findings), len(r.Reviews), len(pages))
	}
	other := regexp.MustCompile(`[^0-9a-f*]`)
	for _, format := range report.Formats() {
		var out bytes.Buffer
		if err := report.Write(&out, format.Name, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		told := 0
		for line := range strings.Lines(out.String()) {
			plain := other.ReplaceAllString(strings.ReplaceAll(line, "%2A", "*"), "")
			for i := range max(0, len(plain)-8) {
				if planted[plain[i:i+9]] {
					if told++; told < 20 {
						t.Errorf("%s repeats a number: %s", format.Name, line)
					}
					break
				}
			}
		}
	}
}

// talkative are rules that print every text of every fact.
func talkative() map[string]string {
	rules := map[string]string{}
	for _, kind := range fact.Kinds() {
		message := ""
		for _, field := range reflect.VisibleFields(kind.Type) {
			if name := field.Tag.Get("expr"); name != "" && name != "-" && field.Type.Kind() == reflect.String {
				message += "{" + name + "} "
			}
		}
		if message == "" || kind.Name == "site" || kind.Name == "review" {
			continue
		}
		condition := "when: within != \"\" or 1 < 2\n"
		if kind.Name == "page" {
			condition = "when: 1 < 2\n"
		}
		switch kind.Name {
		case "phrase":
			condition = "phrases: [gọi, đồ ngu]\n"
		case "pattern":
			condition = "pattern: 'gọi.{0,20}'\n"
		}
		rules["talk/"+kind.Name+".yml"] = "title: {vi: a, en: a}\neach: " + kind.Name + "\n" + condition + "severity: warning\nmessage:\n  vi: |-\n    " +
			message + "\n  en: |-\n    " + message + "\nwhy: {vi: a, en: a}\nbasis: [a]\ngood: [a]\nbad: [a]\n"
	}
	return rules
}

// commitFiles writes files and commits everything in dir.
func commitFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"commit", "-q", "-m", "m"}} {
		c := exec.Command("git", args...)
		c.Dir = dir
		c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=An", "GIT_AUTHOR_EMAIL=an@hoasen.example",
			"GIT_COMMITTER_NAME=An", "GIT_COMMITTER_EMAIL=an@hoasen.example")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}
