package config

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSetting(t *testing.T) {
	c := load(t, school())
	tests := []struct{ page, rule, want string }{
		{"content/a.md", "privacy/citizen-id", "on"},
		{"content/a.md", "style/heading", "off"},
		{"content/a.md", "privacy/personal-phone", "on review [principal]"},
		{"content/a.md", "security/unencrypted-link", "on with {hosts: [cu.hoasen.edu.vn]}"},
		{"content/a.md", "accessibility/image-text", "on"},
		{"content/lưu-trữ/2019/a.md", "accessibility/image-text", "off"},
		{"content/lưu-trữ/2019/a.md", "style/heading", "on"},
		{"content/lưu-trữ/nhap.md", "style/heading", "off"},
		{"nhap.md", "privacy/personal-phone", "off review [principal]"},
	}
	for _, tt := range tests {
		s := c.Setting(tt.page, tt.rule)
		got := "off"
		if s.On {
			got = "on"
		}
		if s.Severity != "" {
			got += " " + string(s.Severity)
		}
		if s.Reviewers != nil {
			got += " " + fmt.Sprint(s.Reviewers)
		}
		for _, with := range s.With {
			got += " with " + with.File().Slice(with.Span)
		}
		if got != tt.want {
			t.Errorf("%s on %s: %s, want %s", tt.rule, tt.page, got, tt.want)
		}
	}
}

func TestLaterSettingsWin(t *testing.T) {
	c := load(t, map[string]string{File: "rules:\n  '*': off\n  a/b: {severity: review, with: {x: 1}}\n  a/*: {severity: warning}\n  a/c: off\n  a/c*: on\n"})
	s := c.Setting("p.md", "a/b")
	if !s.On || s.Severity != "warning" || s.With == nil {
		t.Errorf("a/b: %+v", s)
	}
	if !c.Setting("p.md", "a/c").On || c.Setting("p.md", "z/z").On {
		t.Error("the last setting does not win")
	}
	if Default().Setting("p.md", "a/b").On == false {
		t.Error("without settings a rule is off")
	}
}

func TestOrigins(t *testing.T) {
	c := load(t, map[string]string{File: "rules:\n  a/*: {severity: review}\n  b/*: off\noverrides:\n" +
		"  - {paths: [\"content/cu/**\"], rules: {a/b: off}}\n  - {paths: [\"**\"], rules: {a/b: {with: {x: 1}}}}\n"})
	for page, want := range map[string]string{
		"content/cu/a.md": ".rasoat.yml:2:3 .rasoat.yml:5:40 .rasoat.yml:6:29",
		"content/moi.md":  ".rasoat.yml:2:3 .rasoat.yml:6:29",
		"":                ".rasoat.yml:2:3 .rasoat.yml:5:40 .rasoat.yml:6:29",
	} {
		var got []string
		for _, o := range c.Origins(page, "a/b") {
			got = append(got, o.Place)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %s, want %s", page, got, want)
		}
	}
	last := c.Origins("content/cu/a.md", "a/b")[1]
	if last.Line != "a/b: off" || len(last.Paths) != 1 || last.Paths[0] != "content/cu/**" {
		t.Errorf("%+v", last)
	}
}

// TestSingleParametersAreLeftAlone: an override that gives one parameter leaves the others as they were set before.
func TestSingleParametersAreLeftAlone(t *testing.T) {
	c := load(t, map[string]string{File: "rules: {a/b: {with: {x: 1, y: 2}}}\noverrides: [{paths: [\"**\"], rules: {a/b: {with: {x: 3}}}}]\n"})
	if with := c.Setting("p.md", "a/b").With; len(with) != 2 || with[1].Get("x").Value != "3" {
		t.Errorf("%d mappings of parameters", len(with))
	}
}

func TestNever(t *testing.T) {
	c := load(t, map[string]string{File: "rules: {a/*: off, a/c: on, b/x: {severity: review}}\noverrides:\n" +
		"  - {paths: [\"x/**\"], rules: {a/d: {severity: warning}, b/*: off}}\n"})
	for rule, want := range map[string]bool{"a/b": true, "a/c": false, "a/d": false, "b/x": false, "c/c": false} {
		if got := c.Never(rule); got != want {
			t.Errorf("%s: never %v", rule, got)
		}
	}
}

func TestKeyIsTheSameForPagesWithTheSameSettings(t *testing.T) {
	c := load(t, school())
	a, b, other := c.For("content/a.md"), c.For("content/b.md"), c.For("content/lưu-trữ/a.md")
	if a.Key() != b.Key() || a.Key() == other.Key() {
		t.Errorf("keys %q, %q, %q", a.Key(), b.Key(), other.Key())
	}
}

func TestWith(t *testing.T) {
	c := load(t, map[string]string{File: "rules: {a/*: {with: {x: 1}}, b/c: off}\noverrides: [{paths: [q], rules: {a/b: {with: {x: 2}}}}]"})
	if got := len(c.With("a/b")); got != 2 {
		t.Errorf("%d parameters for a/b, want 2", got)
	}
	if got := len(c.With("b/c")); got != 0 {
		t.Errorf("%d parameters for b/c, want 0", got)
	}
}

func TestCheckRules(t *testing.T) {
	ids := []string{"privacy/citizen-id", "privacy/personal-phone", "security/unencrypted-link"}
	tests := []struct{ text, want string }{
		{"rules: {'*': off, privacy/*: on, '*/citizen-id': on, privacy/citizen-id: off}", ""},
		{"rules: {privacy/citizen: off}", `.rasoat.yml:1:9: there is no rule "privacy/citizen"; did you mean "privacy/citizen-id"?`},
		{"rules: {personal-phone: off}", `.rasoat.yml:1:9: there is no rule "personal-phone"; did you mean "privacy/personal-phone"?`},
		{"rules: {privacy: off}", `.rasoat.yml:1:9: there is no rule "privacy"; did you mean "privacy/*"?`},
		{"rules: {privat/*: off}", `.rasoat.yml:1:9: there is no rule "privat/*"; did you mean "privacy/*"?`},
		{"rules: {rule/failed: off}", `.rasoat.yml:1:9: rule/failed is found by the program itself and cannot be set; delete the line`},
		{"rules: {chính-trị/*: off}", `.rasoat.yml:1:9: there is no rule "chính-trị/*"; rasoat rules list shows all`},
		{"overrides: [{paths: [a], rules: {style/*: off}}]", `.rasoat.yml:1:34: there is no rule "style/*"; rasoat rules list shows all`},
	}
	for _, tt := range tests {
		err := load(t, map[string]string{File: tt.text}).CheckRules(ids, []string{"rule/failed"})
		if got := fmt.Sprint(err); got != tt.want && (err != nil || tt.want != "") {
			t.Errorf("%s\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
}

func TestGlob(t *testing.T) {
	tests := []struct {
		pattern string
		yes, no []string
	}{
		{"content/*.md", []string{"content/a.md", "content/đề.md"}, []string{"content/a/b.md", "a.md", "content/a.mdx"}},
		{"content/**", []string{"content/a.md", "content/a/b/c.md", "content"}, []string{"contents/a.md", "a/content/b"}},
		{"**/a.md", []string{"a.md", "b/a.md", "b/c/a.md"}, []string{"ba.md", "a.md/b"}},
		{"a/**/b/*", []string{"a/b/c", "a/x/b/c", "a/b/b/c", "a/x/b/y/b/c"}, []string{"a/b", "a/c", "b/a/b/c"}},
		{"lưu-trữ/?.md", []string{"lưu-trữ/ạ.md"}, []string{"lưu-trữ/ab.md", "lưu-trữ/.md", "luu-tru/a.md"}},
		{"*a*b", []string{"ab", "xaxb", "aabb"}, []string{"ba", "a", "abc"}},
		{"a.b+(c)", []string{"a.b+(c)"}, []string{"aab+(c)", "a.bc"}},
		{"**", []string{"a", "a/b", "a\nb/c"}, nil},
	}
	for _, tt := range tests {
		g, err := newGlob(tt.pattern)
		if err != nil {
			t.Fatalf("%s: %v", tt.pattern, err)
		}
		for _, name := range tt.yes {
			if !g.match(name) {
				t.Errorf("%s does not mean %q", tt.pattern, name)
			}
		}
		for _, name := range tt.no {
			if g.match(name) {
				t.Errorf("%s means %q", tt.pattern, name)
			}
		}
	}
	for _, pattern := range []string{"", "/a", "a/", "a//b", "./a", "../a", "a**", "a[b]", "{a,b}", `a\b`, "!a", strings.Repeat("a", 2001)} {
		if _, err := newGlob(pattern); err == nil {
			t.Errorf("the pattern %q is accepted", pattern)
		}
	}
}

// TestGlobLadder doubles patterns that make careless matchers slow.
func TestGlobLadder(t *testing.T) {
	for _, n := range []int{50, 100, 200} {
		stars, err := newGlob(strings.Repeat("*a", n) + "b")
		if err != nil {
			t.Fatal(err)
		}
		deep, err := newGlob(strings.Join(slices.Repeat([]string{"**", "a"}, n), "/") + "/b")
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		if stars.match(strings.Repeat("a", 4096)) || deep.match(strings.Repeat("a/", 2048)+"a") {
			t.Error("a path is meant that is not")
		}
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("%d stars take %v", n, took)
		}
	}
}
