package setup

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rasoat/rasoat/linter/internal/lang"
)

// look reads files that stand in memory.
func look(t *testing.T, r Repository, files map[string]string) *Surroundings {
	t.Helper()
	system := fstest.MapFS{}
	for name, text := range files {
		system[name] = &fstest.MapFile{Data: []byte(text)}
	}
	r.Files = system
	s, err := Look(r)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func codes(holes []Hole) []string {
	var list []string
	for _, h := range holes {
		list = append(list, h.Code)
	}
	return list
}

func TestForge(t *testing.T) {
	for _, test := range []struct {
		origin, file, forge, project string
	}{
		{"https://github.com/hoasen/web.git", "a.md", GitHub, "hoasen/web"},
		{"git@github.com:hoasen/web", "a.md", GitHub, "hoasen/web"},
		{"ssh://git@github.com/hoasen/web.git", "a.md", GitHub, "hoasen/web"},
		{"https://gitlab.truong.edu.vn/nhom/web", "a.md", GitLab, ""},
		{"https://codeberg.org/hoasen/web", "a.md", Gitea, ""},
		{"git@gitea.truong.edu.vn:hoasen/web", ".github/workflows/a.yml", Gitea, ""},
		{"/srv/git/github.com-cu/web", ".forgejo/workflows/a.yml", Gitea, ""},
		{"", ".gitlab-ci.yml", GitLab, ""},
		{"", ".github/CODEOWNERS", GitHub, ""},
		{"", "a.md", "", ""},
	} {
		s := look(t, Repository{Origin: test.origin}, map[string]string{test.file: "a: b\n"})
		if s.Forge != test.forge || s.Project() != test.project {
			t.Errorf("%s, %s: %q, %q", test.origin, test.file, s.Forge, s.Project())
		}
	}
}

// TestEditors: each web editor is recognised, and so is what it leaves open.
func TestEditors(t *testing.T) {
	const decapConfig = "backend: {name: github}\ncollections: []\n"
	for name, test := range map[string]struct {
		repository Repository
		files      map[string]string
		editor     string
		holes      []string
	}{
		"Decap":             {Repository{}, map[string]string{"static/admin/config.yml": decapConfig}, decap, []string{"straight", "forced"}},
		"Decap, kept well":  {Repository{}, map[string]string{"static/admin/config.yml": decapConfig + "publish_mode: editorial_workflow\n"}, decap, []string{"forced"}},
		"Decap, elsewhere":  {Repository{}, map[string]string{"assets/cms.yaml": decapConfig}, decap, []string{"straight", "forced"}},
		"Sveltia":           {Repository{}, map[string]string{"static/admin/config.yml": decapConfig, "static/admin/index.html": "<script src=sveltia-cms.js>"}, sveltia, []string{"straight"}},
		"Sveltia, skipping": {Repository{}, map[string]string{"admin/config.yml": "backend: {skip_ci: true}\ncollections: []\npublish_mode: editorial_workflow\n", "admin/index.html": "sveltia"}, sveltia, []string{"skipped"}},
		"Pages CMS":         {Repository{}, map[string]string{".pages.yml": "media: a\n"}, pagesCMS, []string{"nameless"}},
		"Pages CMS, named":  {Repository{}, map[string]string{".pages.yml": "settings: {commit: {identity: user}}\n"}, pagesCMS, nil},
		"Tina":              {Repository{}, map[string]string{"tina/config.ts": ""}, tina, nil},
		"CloudCannon":       {Repository{}, map[string]string{"cloudcannon.config.yml": "a: b\n"}, cloudCannon, []string{"straight-always"}},
		"a fleet":           {Repository{Subjects: []string{`{"message":"Sửa bài","userId":"12","fileName":"a.md"}`}}, nil, isomer, []string{"shared"}},
		"a fleet's branch":  {Repository{Branches: []string{"master", "staging"}}, nil, isomer, []string{"shared"}},
		"another backend":   {Repository{}, map[string]string{"data/docs.yaml": "markup:\n  backend: html5\ncollections: []\n"}, "", nil},
		"no editor":         {Repository{Subjects: []string{"{a}", "{}"}}, map[string]string{"data/a.yml": "a: b\n", "node_modules/x/config.yml": decapConfig}, "", nil},
	} {
		s := look(t, test.repository, test.files)
		got := ""
		if len(s.Editors) == 1 {
			got = s.Editors[0].Name
		}
		if got != test.editor || len(s.Editors) > 1 || !slices.Equal(codes(s.editorHoles()), test.holes) {
			t.Errorf("%s: %v, %v", name, s.Editors, s.editorHoles())
		}
	}
}

// TestUnread: what cannot be read is told, never passed over.
func TestUnread(t *testing.T) {
	s := look(t, Repository{}, map[string]string{".github/workflows/a.yml": "a: [", ".github/workflows/b.yml": strings.Repeat("# dài\n", maxFile/6)})
	if got := codes(s.Holes()); !slices.Contains(got, "unread") || strings.Count(strings.Join(got, " "), "unread") < 2 {
		t.Error(got)
	}
}

// TestBranch: whatever a forge does not ask for is a hole.
func TestBranch(t *testing.T) {
	whole := Branch{Requests: true, Approvals: 1, Dismissing: true, Checks: []string{"khac", "rasoat"}, Kept: true}
	if holes := BranchHoles("main", "rasoat", whole); len(holes) > 0 {
		t.Error(holes)
	}
	for code, change := range map[string]func(*Branch){
		"pushable":         func(b *Branch) { b.Requests = false },
		"not-required":     func(b *Branch) { b.Checks = b.Checks[:1] },
		"bypass":           func(b *Branch) { b.Bypass = []string{"RepositoryRole admin"} },
		"overwritable":     func(b *Branch) { b.Kept = false },
		"lasting-approval": func(b *Branch) { b.Dismissing = false },
	} {
		b := whole
		change(&b)
		if got := codes(BranchHoles("main", "rasoat", b)); !slices.Equal(got, []string{code}) {
			t.Errorf("%s: %v", code, got)
		}
	}
	if len(LedgerHoles("rasoat/reviews", Branch{})) != 1 || len(LedgerHoles("rasoat/reviews", whole)) != 0 {
		t.Error("the ledger's branch")
	}
}

// TestHolesHaveWords: each hole says what is open and what closes it, and names all that its words ask for.
func TestHolesHaveWords(t *testing.T) {
	for _, language := range lang.Languages() {
		say, err := lang.For(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range say.Codes() {
			if name, ok := strings.CutPrefix(code, "hole."); ok && name != "title" && name != "none" && !strings.HasSuffix(name, ".remedy") && !say.Has(code+".remedy") {
				t.Errorf("%s: %s has no remedy", language, code)
			}
		}
	}
	var holes []Hole
	for _, r := range []Repository{{Shallow: true, Subjects: []string{"a [skip ci]", `{"userId":1}`}}, {Origin: "https://github.com/hoasen/web"}} {
		holes = append(holes, look(t, r, map[string]string{
			"static/admin/config.yml": "backend: {skip_ci: true}\ncollections: []\na: '[skip ci]'\n", ".pages.yml": "", "stackbit.config.ts": "",
			"netlify.toml": "", ".github/CODEOWNERS": "# .rasoat.yml\n", ".github/workflows/x.yml": "a: [",
			".github/workflows/dang.yml": "on: push\njobs: {a: {steps: [{run: netlify deploy}]}}\n",
			".github/workflows/ra.yml":   "on: {pull_request_target: {paths: [a]}}\njobs: {a: {steps: [{uses: actions/checkout@v5, with: {ref: refs/pull/1}}, {uses: rasoat/rasoat@v1}]}}\n",
		}).Holes()...)
	}
	holes = append(holes, look(t, Repository{}, nil).Holes()...)
	holes = append(holes, BranchHoles("main", "rasoat", Branch{Requests: true, Approvals: 1, Bypass: []string{"x"}})...)
	holes = append(holes, BranchHoles("main", "rasoat", Branch{})...)
	holes = append(append(holes, LedgerHoles("a", Branch{})...), Unseen("a", fmt.Errorf("b")))
	told := map[string]bool{}
	for _, h := range holes {
		what, remedy, err := h.Words("vi")
		if told[h.Code] = true; err != nil || strings.ContainsAny(what+remedy, "{}") && h.Code != "nameless" || strings.HasPrefix(what, "hole.") || strings.HasPrefix(remedy, "hole.") {
			t.Errorf("%s: %q, %q, %v", h.Code, what, remedy, err)
		}
	}
	if len(told) < 22 {
		t.Errorf("only %d holes were made: %v", len(told), slices.Sorted(maps.Keys(told)))
	}
}

// TestWriters: those who have written are named once each, in ids that a configuration takes, whatever they are called.
func TestWriters(t *testing.T) {
	s := look(t, Repository{Origin: "https://github.com/hoasen/web", Authors: []Author{
		{"Cô Lan", "lan@hoasen.example"}, {"cô lan", "lan@nha.example"}, {"Lan", "lan@hoasen.example"}, {"Đỗ Thị Lan", "1234567+dolan@users.noreply.github.com"},
		{"Hiệu trưởng", "HT@hoasen.example"}, {"李", "li@hoasen.example"}, {`a"b` + "\x1b", "x@hoasen.example"}, {"", "y@hoasen.example"}, {"z", ""},
	}}, nil)
	files, err := s.Plan(Answers{Reviewer: "Hiệu trưởng", Email: "ht@hoasen.example", Action: "v1"})
	if err != nil {
		t.Fatal(err)
	}
	text := files[1].Text
	for _, want := range []string{"  p.lan:\n    name: \"Cô Lan\"\n    roles: [editor]\n    emails: [\"lan@hoasen.example\", \"lan@nha.example\"]\n",
		"  p.lan2:\n    name: \"Đỗ Thị Lan\"\n    roles: [editor]\n    github: 1234567\n", "  p.nguoi:\n", `"a\"b "`} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing says\n%s\nin\n%s", want, text)
		}
	}
	if strings.Contains(text, "HT@") || strings.Contains(text, "\x1b") || strings.Contains(text, "y@") {
		t.Error(text)
	}
}

// TestAccounts: a click counts by the number of the account in this forge.
func TestAccounts(t *testing.T) {
	for origin, want := range map[string]string{
		"https://github.com/a/b":      "    github: 7\n",
		"https://codeberg.org/a/b":    "    gitea: 7\n",
		"https://gitlab.vn.example/a": "    gitlab: 7\n",
	} {
		s := look(t, Repository{Origin: origin}, nil)
		with, err := s.Plan(Answers{Account: 7, Action: "v1"})
		without, err2 := s.Plan(Answers{Action: "v1"})
		if err != nil || err2 != nil || !strings.Contains(with[1].Text, want) || !strings.Contains(without[1].Text, "    # "+s.Forge+": 12345678\n") {
			t.Errorf("%s: %v %v\n%s", origin, err, err2, with[1].Text)
		}
	}
}
