package linter

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// fixRule is a rule file with a fix.
func fixRule(each, more, fix, good, bad string) string {
	return fmt.Sprintf("title: {vi: a, en: a}\neach: %s\n%s\nseverity: warning\nmessage: {vi: a, en: a}\nfix: '%s'\nwhy: {vi: a, en: a}\nbasis: [a]\ngood: ['%s']\nbad: ['%s']\n", each, more, fix, good, bad)
}

// fixSite is a site with one page and rules whose fixes overlap, build on each other, undo each other and break the page.
func fixSite(page string) *repo.Tree {
	return repo.Memory(map[string]string{
		".rasoat.yml":         "packs: [./rules]\nrules: {'*': off, fix/*: on}\n",
		"hugo.toml":           "",
		"content/a.md":        page,
		"rules/fix/http.yml":  fixRule("link", `when: scheme == "http"`, `replace(url, "http://", "https://")`, "a", "[a](http://b.vn)"),
		"rules/fix/host.yml":  fixRule("link", `when: host == "old.vn"`, `replace(url, "old.vn", "new.vn")`, "a", "[a](http://old.vn)"),
		"rules/fix/short.yml": fixRule("phrase", "phrases: [thcs hoa sen]", `"Hoa Sen"`, "a", "THCS Hoa Sen"),
		"rules/fix/long.yml":  fixRule("phrase", "phrases: [trường thcs hoa sen]", `"Trường THCS Hoa Sen"`, "a", "trường THCS hoa sen"),
		"rules/fix/to.yml":    fixRule("phrase", "phrases: [đi]", `"về"`, "a", "đi"),
		"rules/fix/fro.yml":   fixRule("phrase", "phrases: [về]", `"đi"`, "a", "về"),
		"rules/fix/grow.yml":  fixRule("phrase", "phrases: [lớn]", `"lớn lớn"`, "a", "lớn"),
		"rules/fix/break.yml": fixRule("phrase", "phrases: [vỡ]", `"\n<<<<<<< a\n=======\n>>>>>>> b\n"`, "a", "vỡ"),
		"rules/fix/alt.yml":   fixRule("image", `when: alt == ""`, `"![ảnh](" + url + ")"`, "a", "![](a.png)"),
	})
}

// fixRun prepares a run with the rules of that site; loading them takes longer than a page.
func fixRun(t testing.TB) *run {
	t.Helper()
	tree := fixSite("")
	law, err := readLaw(tree, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRun(law, tree, Options{Now: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func fixTree(t *testing.T, r *run, tree *repo.Tree) (*fixing, *Fixes) {
	t.Helper()
	r.reader.known = map[key]*sheet{}
	f := &fixing{run: r, tree: tree, pages: map[string]*pageFixing{}}
	if err := f.fix(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return f, f.result("")
}

func TestFix(t *testing.T) {
	r := fixRun(t)
	for _, c := range []struct{ name, page, want string }{
		{"nothing", "Một.\n", ""},
		{"one", "[a](http://b.vn)\n", "[a](https://b.vn)\n"},
		{"one after the other", "[a](http://old.vn/c)\r\n", "[a](https://new.vn/c)\r\n"},
		{"the one that begins first", "trường THCS hoa sen", "Trường Hoa Sen"},
		{"in the front matter and the body", "---\ntitle: \"THCS Hoa Sen\"\n---\nTHCS  *Hoa* Sen\n", "---\ntitle: \"Hoa Sen\"\n---\nHoa Sen\n"},
		{"a byte order mark and no line end", "\ufeff[a](http://b.vn)\t ", "\ufeff[a](https://b.vn)\t "},
		{"a picture", "![](a.png)\n", "![ảnh](a.png)\n"},
		{"allowed", "a\n\n<!-- rasoat: allow fix/http until 2027-01-01 because: old machine -->\n[a](http://b.vn) http://c.vn\n", ""},
		{"no longer allowed", "a\n\n<!-- rasoat: allow fix/http until 2026-01-01 because: old machine -->\n[a](http://b.vn)\n", "a\n\n<!-- rasoat: allow fix/http until 2026-01-01 because: old machine -->\n[a](https://b.vn)\n"},
		{"to and fro", "[a](http://b.vn) đi\n", "restless"},
		{"without end", "lớn\n", "restless"},
		{"unreadable", "[a](http://b.vn) vỡ\n", "restless"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, got := fixTree(t, r, fixSite(c.page))
			switch {
			case c.want == "restless":
				if len(got.Pages) > 0 || len(got.Restless) != 1 || got.Refusal() == "" {
					t.Errorf("found %+v", got)
				}
			case c.want == "":
				if len(got.Pages) > 0 || got.Refusal() != "" {
					t.Errorf("found %+v", got)
				}
			case len(got.Pages) != 1 || string(got.Pages[0].after) != c.want:
				t.Errorf("found %+v, want %q", got, c.want)
			}
		})
	}
}

// TestFixOfMaskedData: what changes may be hidden by masks, that something changes may not.
func TestFixOfMaskedData(t *testing.T) {
	_, got := fixTree(t, fixRun(t), fixSite("A\n\n[a](http://an:bi-mat@b.vn/c)\n"))
	if len(got.Pages) != 1 {
		t.Fatalf("found %+v", got)
	}
	want := "diff a/content/a.md b/content/a.md\n@ 3:5 fix/http: phần thay đổi nằm trong dữ liệu riêng tư đã được che\n"
	if diff := got.Pages[0].Diff; diff != want {
		t.Errorf("shows\n%s\nnot\n%s", diff, want)
	}
}

// TestFixThatChangesNothing: a rule whose fix leaves the text as it is offers none.
func TestFixThatChangesNothing(t *testing.T) {
	r := fixRun(t)
	e, err := r.read(t.Context(), fixSite("[a](Http://b.vn) [b](http://c.vn)\n"))
	if err != nil {
		t.Fatal(err)
	}
	found, err := r.ask(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range found {
		if f.Rule != "fix/http" {
			continue
		}
		n++
		if (f.Fix != nil) != (f.Range.Start.Column > 5) {
			t.Errorf("column %d: fix %v", f.Range.Start.Column, f.Fix)
		}
	}
	if n != 2 {
		t.Errorf("%d findings, not 2", n)
	}
}

// FuzzFix: whatever the page, fixing comes to an end; what it gives is a page, and fixing that again changes nothing.
func FuzzFix(f *testing.F) {
	for _, seed := range []string{"", "[a](http://old.vn) THCS Hoa Sen trường THCS hoa sen\n", "<a href=http://old.vn>THCS</a> Hoa Sen ![](http://old.vn)\n",
		"> <http://old.vn>\n> http://old.vn [a]\n\n[a]: http://old.vn\n", "đi về lớn", "vỡ", "---\ntitle: http://old.vn thcs hoa sen\n---\n",
		"a\n\n<!-- rasoat: allow fix/http until 2027-01-01 because: a -->\n[a](http://old.vn)\n", "{{< figure src=\"http://old.vn\" >}}"} {
		f.Add(seed)
	}
	r := fixRun(f)
	f.Fuzz(func(t *testing.T, page string) {
		_, first := fixTree(t, r, fixSite(page))
		if len(first.Pages) == 0 {
			return
		}
		fixed := first.Pages[0]
		if string(fixed.before) != page || !strings.HasPrefix(fixed.Diff, "diff ") {
			t.Fatalf("%q became %q: %q", page, fixed.after, fixed.Diff)
		}
		work, second := fixTree(t, r, fixSite(string(fixed.after)))
		if len(second.Pages)+len(second.Restless) > 0 {
			t.Fatalf("%q became %q and then %+v", page, fixed.after, second)
		}
		for _, p := range work.pages {
			if p.last.fault != nil {
				t.Fatalf("%q became %q, which cannot be read: %v", page, fixed.after, p.last.fault)
			}
		}
	})
}
