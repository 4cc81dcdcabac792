package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/review"
)

func variables(list map[string]string) func(string) string {
	return func(name string) string { return list[name] }
}

func TestCommitsOfEvents(t *testing.T) {
	a, b, zero := strings.Repeat("a", 40), strings.Repeat("b", 64), strings.Repeat("0", 40)
	branch := `"repository":{"default_branch":"main"}`
	for _, test := range []struct{ name, event, named, base, head, fault string }{
		{"pull_request", `{"pull_request":{"base":{"sha":"` + a + `"},"head":{"sha":"` + b + `"}}}`, "", a, b, ""},
		{"pull_request", `{"pull_request":{"base":{"sha":"` + a + `"},"head":{"sha":"` + b + `","repo":null}}}`, "v1", "v1", b, ""},
		{"pull_request", `{"pull_request":{"base":{"sha":"` + strings.ToUpper(a) + `"},"head":{"sha":"` + b + `"}}}`, "", "", "", "compare"},
		{"pull_request", `{"pull_request":{"base":{"sha":"` + a + `"},"head":{"sha":"main"}}}`, "", "", "", "judge"},
		{"pull_request", `{"before":"` + a + `","after":"` + b + `"}`, "", "", "", "compare"},
		{"pull_request_review", `{"action":"submitted","pull_request":{"base":{"sha":"` + a + `"},"head":{"sha":"` + b + `"}}}`, "", a, b, ""},
		{"merge_group", `{"merge_group":{"base_sha":"` + a + `","head_sha":"` + b + `"}}`, "", a, b, ""},
		{"push", `{"ref":"refs/heads/main","before":"` + a + `","after":"` + b + `",` + branch + `}`, "", a, b, ""},
		{"push", `{"ref":"refs/heads/main","before":"` + zero + `","after":"` + b + `",` + branch + `}`, "", "", "", "compare"},
		{"push", `{"ref":"refs/heads/main","before":"` + a + `","after":"` + zero + `",` + branch + `}`, "", "", "", "judge"},
		{"push", `{"ref":"refs/heads/main","before":"` + a + `","after":"` + b + `","forced":true,` + branch + `}`, "", "", "", "forced"},
		{"push", `{"ref":"refs/tags/main","before":"` + a + `","after":"` + b + `",` + branch + `}`, "", "", "", "default branch"},
		{"push", `{"ref":"refs/heads/","before":"` + a + `","after":"` + b + `"}`, "", "", "", "default branch"},
		{"workflow_dispatch", `{}`, "main", "main", a, ""},
		{"workflow_dispatch", `{}`, "", "", a, ""},
		{"schedule", `{}`, "", "", a, ""},
		{"issues", `{}`, "main", "", "", "no change"},
		{"", `{}`, "", "", "", "GITHUB_EVENT_NAME"},
	} {
		file := filepath.Join(t.TempDir(), "event.json")
		if err := os.WriteFile(file, []byte(test.event), 0o644); err != nil {
			t.Fatal(err)
		}
		env := environment{getenv: variables(map[string]string{"GITHUB_EVENT_NAME": test.name, "GITHUB_EVENT_PATH": file, "GITHUB_SHA": a})}
		c, err := readChange(env, test.named, false)
		if test.fault != "" {
			if err == nil || !strings.Contains(err.Error(), test.fault) {
				t.Errorf("%s %s: fault %v, should say %q", test.name, test.event, err, test.fault)
			}
			continue
		}
		if err != nil || c.base != test.base || c.head != test.head {
			t.Errorf("%s %s: %s..%s, %v", test.name, test.event, c.base, c.head, err)
		}
	}
}

// TestHandsOfEvents: who opened a request and who pushed worked on it; who closed or labelled it did not.
func TestHandsOfEvents(t *testing.T) {
	pull := func(action string) string {
		return `{"action":"` + action + `","sender":{"id":7,"login":"x"},"pull_request":{"user":{"id":12,"login":"y"}}}`
	}
	for _, test := range []struct {
		name, event string
		want        []int64
	}{
		{"pull_request", pull("opened"), []int64{12, 7}},
		{"pull_request", pull("synchronize"), []int64{12, 7}},
		{"pull_request", pull("edited"), []int64{12}},
		{"pull_request", `{"action":"synchronize"}`, nil},
		{"pull_request_target", pull("synchronize"), []int64{12, 7}},
		{"pull_request_target", pull("labeled"), []int64{12}},
		{"pull_request_review", pull("submitted"), []int64{12}},
		{"push", `{"sender":{"id":7}}`, []int64{7}},
		{"merge_group", `{"sender":{"id":7}}`, nil},
	} {
		var e event
		if err := json.Unmarshal([]byte(test.event), &e); err != nil {
			t.Fatal(err)
		}
		var want []review.Identity
		for _, id := range test.want {
			want = append(want, review.Account{Forge: review.GitHub, ID: id}.Identity())
		}
		if got := e.hands(test.name, review.GitHub); !slices.Equal(got, want) {
			t.Errorf("%s %s: %v, want %v", test.name, test.event, got, want)
		}
	}
}

func TestEventIsLimited(t *testing.T) {
	file := filepath.Join(t.TempDir(), "event.json")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(maxEvent + 1); err != nil {
		t.Fatal(err)
	}
	f.Close()
	_, err = readEvent(environment{getenv: variables(map[string]string{"GITHUB_EVENT_PATH": file})})
	if err == nil || !strings.Contains(err.Error(), "bytes") {
		t.Errorf("an event over the limit: %v", err)
	}
}

func TestLinks(t *testing.T) {
	github := map[string]string{"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "hoasen/web",
		"GITHUB_HEAD_REF": "cms/tin-tuc/bài", "GITHUB_RUN_ID": "5"}
	var same, fork event
	same.PullRequest.Base.Repo.ID, same.PullRequest.Head.Repo.ID = 7, 7
	fork.PullRequest.Base.Repo.ID, fork.PullRequest.Head.Repo.ID = 7, 8
	with := func(name, value string) func(string) string {
		return func(variable string) string {
			if variable == name {
				return value
			}
			return github[variable]
		}
	}
	if link := links(with("GITHUB_HEAD_REF", "lan-patch-1"), same, "abc"); link == nil {
		t.Error("no links")
	} else {
		view, edit := link("content/bài viết#1?.md", 14)
		if view != "https://github.com/hoasen/web/blob/abc/content/b%C3%A0i%20vi%E1%BA%BFt%231%3F.md?plain=1#L14" {
			t.Errorf("view: %s", view)
		}
		if edit != "https://github.com/hoasen/web/edit/lan-patch-1/content/b%C3%A0i%20vi%E1%BA%BFt%231%3F.md#L14" {
			t.Errorf("edit: %s", edit)
		}
		if view, _ := link("a.md", 0); !strings.HasSuffix(view, "/a.md?plain=1") {
			t.Errorf("view of a whole file: %s", view)
		}
	}
	if _, edit := links(with("", ""), same, "abc")("a.md", 1); edit != "" {
		t.Errorf("an edit link with a branch name that is not plain: %s", edit)
	}
	if _, edit := links(with("GITHUB_HEAD_REF", "x"), fork, "abc")("a.md", 1); edit != "" {
		t.Errorf("an edit link into a fork: %s", edit)
	}
	if _, edit := links(with("GITHUB_HEAD_REF", "x"), event{}, "abc")("a.md", 1); edit != "" {
		t.Errorf("an edit link without a pull request: %s", edit)
	}
	for _, server := range []string{"", "javascript:alert(1)", "https://a b", "https://x@evil.example", "https://x/..%2f", "https://a\nb"} {
		if links(with("GITHUB_SERVER_URL", server), same, "abc") != nil || runAddress(with("GITHUB_SERVER_URL", server)) != "" {
			t.Errorf("links to %q", server)
		}
	}
	if got := runAddress(with("", "")); got != "https://github.com/hoasen/web/actions/runs/5" {
		t.Errorf("run: %s", got)
	}
}

func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"Tệp a.md dòng 7":           "Tệp a.md dòng 7",
		"a\n::error::b":             `a\u{a}::error::b`,
		"a\r::error::b":             `a\u{d}::error::b`,
		"a ##[error]b":              `a ##\u{5b}error]b`,
		"\x1b]0;x\a \u202e \u200b!": `\u{1b}]0;x\u{7} \u{202e} \u{200b}!`,
		"a\u2028b\u0085c":           `a\u{2028}b\u{85}c`,
	} {
		if got := oneLine(text); got != want {
			t.Errorf("oneLine(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFenced(t *testing.T) {
	got := fenced("a\n```\n@all <img src=x> ````\n")
	if want := "`````text\na\n```\n@all <img src=x> ````\n`````\n"; got != want {
		t.Errorf("%q", got)
	}
}

func TestWriteOutputsRefusesLines(t *testing.T) {
	file := filepath.Join(t.TempDir(), "outputs")
	env := environment{getenv: variables(map[string]string{"GITHUB_OUTPUT": file})}
	for _, value := range []string{"a\nverdict=pass", "a\rb", "a\u0085b"} {
		if err := writeOutputs(env, []jobOutput{{"verdict", "blocked"}, {"x", value}}); err == nil {
			t.Errorf("%q was written", value)
		}
	}
	if text, _ := os.ReadFile(file); len(text) > 0 {
		t.Errorf("half-written: %q", text)
	}
}

func TestOutputsHaveTheSameNames(t *testing.T) {
	judged, undecided := judgedOutputs(reportOfNothing(), "", ""), undecidedOutputs()
	for i, o := range judged {
		if undecided[i].name != o.name {
			t.Errorf("output %d is %s with a verdict, %s without", i, o.name, undecided[i].name)
		}
	}
}

func FuzzEvent(f *testing.F) {
	a := strings.Repeat("a", 40)
	f.Add("pull_request", `{"pull_request":{"base":{"sha":"`+a+`"},"head":{"sha":"`+a+`"}}}`, "")
	f.Add("push", `{"ref":"refs/heads/main","before":"`+a+`","after":"`+a+`","repository":{"default_branch":"main"}}`, "")
	f.Add("merge_group", `{"merge_group":{"base_sha":"x\n::error::y","head_sha":"`+a+`"}}`, "")
	f.Add("workflow_dispatch", `[]`, "main")
	f.Add("::error::x\n", `{"a":##[error]}`, "")
	f.Fuzz(func(t *testing.T, name, text, named string) {
		var e event
		if json.Unmarshal([]byte(text), &e) != nil {
			return
		}
		base, head, err := e.judged(name, a, named)
		switch {
		case err != nil:
			if reason := err.Error(); strings.Contains(reason, "##[") || strings.Contains(reason, "\n") {
				t.Errorf("the reason quotes the event: %q", reason)
			}
		case !isCommit(head) || named == "" && !isCommit(base) || named != "" && base != named:
			t.Errorf("judged would be %q..%q", base, head)
		}
	})
}

func FuzzOneLine(f *testing.F) {
	f.Add("a\r\n::error::b ##[error]c\x1b]0;x\a\u202e\u0085\xff")
	f.Fuzz(func(t *testing.T, text string) {
		if shown := oneLine(text); strings.ContainsFunc(shown, unicode.IsControl) || strings.Contains(shown, "##[") || !utf8.ValidString(shown) {
			t.Errorf("oneLine(%q) = %q", text, shown)
		}
	})
}
