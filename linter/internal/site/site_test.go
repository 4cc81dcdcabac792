package site

import (
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
)

func paths(names ...string) *repo.Tree {
	files := map[string]string{}
	for _, name := range names {
		files[name] = ""
	}
	return repo.Memory(files)
}

var school = paths(
	"hugo.toml", "README.md", "content/_index.md", "content/tin-tuc/a.md", "content/tin-tuc/san-truong.jpg",
	"content/thong-bao/hop/index.md", "content/thong-bao/hop/kế hoạch.pdf", "static/anh/cong.jpg", "layouts/a.html",
	"content/tin-tuc/b/anh.png",
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		files *repo.Tree
		want  string
	}{
		{school, "hugo"},
		{paths("config.toml", "content/a.md"), "hugo"},
		{paths("config.toml", "src/a.md"), "markdown"},
		{paths("config/_default/hugo.yaml", "a.md"), "hugo"},
		{paths("a.md"), "markdown"},
		{paths(), "markdown"},
	} {
		if got := Detect(c.files).Generator; got != c.want {
			t.Errorf("Detect(%v) = %s, want %s", c.files.Entries(), got, c.want)
		}
	}
}

// tree is a site of files with contents: "name: content".
func tree(files map[string]string) *repo.Tree { return repo.Memory(files) }

// TestGenerators says for one site of each generator what is a page, what shapes pages, what is published as it is, and
// what is none of these.
func TestGenerators(t *testing.T) {
	for _, c := range []struct {
		name, generator             string
		files                       map[string]string
		pages, frame, loose, others []string
	}{
		{"content folder", "hugo", map[string]string{"hugo.toml": "contentDir = \"noi-dung\"\nstaticDir = [\"tinh\"]"},
			[]string{"noi-dung/a.md", "noi-dung/b/index.md"}, []string{"hugo.toml", "layouts/a.html", "data/x.yaml"},
			[]string{"tinh/a.js", "noi-dung/a.html"}, []string{"content/a.md", "static/a.js", "README.md"}},
		{"content folder in YAML", "hugo", map[string]string{"config.yaml": "baseURL: https://a.example\nContentDir: ./bai/viet/"},
			[]string{"bai/viet/a.md"}, nil, nil, []string{"content/a.md", "bai/a.md"}},
		{"content folder in a folder of configuration", "hugo", map[string]string{
			"config/_default/config.yaml": "title: x", "config/production/hugo.json": "{\"contentDir\": \"that\"}"},
			[]string{"that/a.md"}, []string{"config/_default/config.yaml"}, nil, nil},
		{"folders of languages", "hugo", map[string]string{
			"config/_default/languages.toml": "[vi]\ncontentDir='noi-dung/vi'\n[en]\ncontentDir='noi-dung/en'\n",
			"config/_default/hugo.toml":      "defaultContentLanguage='vi'"},
			[]string{"noi-dung/vi/a.md", "noi-dung/en/a.md"}, nil, nil, []string{"noi-dung/fr/a.md"}},
		{"mounts", "hugo", map[string]string{"hugo.toml": `[module]
[[module.mounts]]
source = "docs/vi"
target = "content/tai-lieu"
[[module.mounts]]
source = "khung"
target = "layouts"
[[module.mounts]]
source = "anh"
target = "static/anh"`},
			[]string{"docs/vi/a.md"}, []string{"khung/a.html", "khung/a.md"}, []string{"anh/a.svg"}, []string{"content/a.md", "docs/en/a.md"}},
		{"mounts in a file of their own", "hugo", map[string]string{"config/_default/hugo.toml": "",
			"config/_default/module.yaml": "mounts:\n  - {source: bai, target: content}\n"},
			[]string{"bai/a.md"}, nil, nil, []string{"content/a.md"}},
		{"broken configuration", "hugo", map[string]string{"hugo.toml": "contentDir = \"noi\ntitle=1"},
			[]string{"noi/a.md", "content/a.md", "x/y.md"}, []string{"hugo.toml", "layouts/a.md"}, nil, []string{"README.md"}},
		{"", "zola", map[string]string{"config.toml": "base_url = 'https://a.example'"},
			[]string{"content/a.md"}, []string{"templates/a.html", "config.toml"}, []string{"static/a.js"}, []string{"a.md"}},
		{"", "jekyll", map[string]string{"_config.yml": "remote_theme: x/y\nexclude: [ghi-chu]\ncollections:\n  lop:\n    output: true\ninclude: [_trang]"},
			[]string{"a.md", "_posts/2026-01-01-a.md", "_lop/5a.md", "_drafts/a.md", "b/c.markdown", "build/a.md", "_trang/a.md"},
			[]string{"_config.yml", "_layouts/a.html", "_includes/a.md", "_data/a.yml", "Gemfile"},
			[]string{"a.html", "js/a.js"}, []string{"_site/a.md", "ghi-chu/a.md", "_khac/a.md", "vendor/bundle/x/a.md"}},
		{"", "jekyll", map[string]string{"_config.yml": "a: [1", "Gemfile": ""},
			[]string{"a.md", "_khac/a.md"}, []string{"_layouts/a.html"}, nil, nil},
		{"", "hexo", map[string]string{"_config.yml": "source_dir: bai", "scaffolds/a.md": ""},
			[]string{"bai/_posts/a.md", "bai/a/index.md", "bai/_drafts/a.md"}, []string{"themes/x/layout/a.ejs", "_config.yml", "scripts/a.js"},
			[]string{"bai/a.js"}, []string{"README.md", "source/a.md"}},
		{"", "eleventy", map[string]string{".eleventy.js": ""},
			[]string{"src/a.md", "x/y/a.md"}, []string{".eleventy.js", "src/_includes/a.md", "src/_data/a.json", "src/a.njk", "x/x.11tydata.js"},
			[]string{"src/a.html"}, []string{"README.md", "node_modules/a/a.md", "_site/a.md"}},
		{"", "docusaurus", map[string]string{"docusaurus.config.ts": ""},
			[]string{"docs/a.md", "docs/b.mdx", "src/pages/a.md", "versioned_docs/version-1/a.md"},
			[]string{"docusaurus.config.ts", "src/components/a.js", "sidebars.js", "docs/_category_.json"},
			[]string{"static/a.html"}, []string{"node_modules/a/b.md", "build/a.md"}},
		{"", "starlight", map[string]string{"astro.config.mjs": "", "package.json": `{"dependencies":{"@astrojs/starlight":"1"}}`},
			[]string{"src/content/docs/a.md", "src/content/docs/b.mdx"}, []string{"astro.config.mjs", "src/components/a.astro", "package.json"},
			[]string{"public/a.html"}, []string{"node_modules/a.md"}},
		{"", "astro", map[string]string{"astro.config.ts": ""}, []string{"src/pages/a.md"}, []string{"src/pages/b.astro"}, nil, nil},
		{"", "mkdocs", map[string]string{"mkdocs.yml": "docs_dir: bai\ntheme:\n  name: material\n  custom_dir: khung\nhooks: [h.py]\nplugins: &p\n - search\nmarkdown_extensions:\n  - x: {f: !!python/name:a.b }\n"},
			[]string{"bai/a.md"}, []string{"mkdocs.yml", "khung/main.html", "h.py", "bai/.pages"}, []string{"bai/a.js"}, []string{"docs/a.md", "README.md"}},
		{"", "zensical", map[string]string{"zensical.toml": "[project]\ndocs_dir = 'bai'"},
			[]string{"bai/a.md"}, []string{"zensical.toml"}, nil, []string{"docs/a.md"}},
		{"", "vitepress", map[string]string{".vitepress/config.mts": ""},
			[]string{"a.md", "src/b.md"}, []string{".vitepress/theme/index.ts", "components/a.vue"}, []string{"public/a.html"}, []string{"README.md"}},
		{"", "sphinx", map[string]string{"conf.py": "extensions = ['myst_parser']"},
			[]string{"a.md", "b/c.md"}, []string{"conf.py", "_templates/a.html"}, []string{"_static/a.js"}, nil},
		{"", "markdown", map[string]string{"conf.py": "x = 1", "_config.yml": "x: 1"}, []string{"a.md"}, nil, nil, []string{"README.md", "a.js"}},
	} {
		t.Run(c.generator+" "+c.name, func(t *testing.T) {
			l := Detect(tree(c.files))
			if l.Generator != c.generator {
				t.Fatalf("the generator is %s", l.Generator)
			}
			check := func(sort string, paths []string, page, frame, loose bool) {
				for _, p := range paths {
					if l.IsPage(p) != page || l.IsFrame(p) != frame || !frame && !page && l.IsPublished(p) != loose {
						t.Errorf("%s is no %s: page %v, frame %v, published %v", p, sort, l.IsPage(p), l.IsFrame(p), l.IsPublished(p))
					}
				}
			}
			check("page", c.pages, true, false, false)
			check("frame", c.frame, false, true, false)
			check("published file", c.loose, false, false, true)
			for _, p := range c.others {
				if l.IsPage(p) || l.IsFrame(p) {
					t.Errorf("%s: page %v, frame %v", p, l.IsPage(p), l.IsFrame(p))
				}
			}
		})
	}
}

func TestBrokenConfigurationIsToldOf(t *testing.T) {
	for name, text := range map[string]string{"hugo.toml": "a = ", "hugo.yaml": "a: [", "hugo.json": "[1]", "mkdocs.yml": "a: b: c",
		"config/_default/hugo.toml": "a"} {
		faults := Detect(tree(map[string]string{name: text})).Faults()
		if len(faults) != 1 || faults[0].Path != name || faults[0].Detail == "" {
			t.Errorf("%s: %v", name, faults)
		}
	}
	if faults := Detect(tree(map[string]string{"hugo.toml": "", "mkdocs.yml": "a: *b"})).Faults(); len(faults) != 0 {
		t.Errorf("faults of what is no configuration of the site: %v", faults)
	}
}

func TestSeveralSites(t *testing.T) {
	l := Detect(tree(map[string]string{
		"README.md": "", "a.md": "", "main/hugo.toml": "", "main/content/a.md": "", "main/content/x/_config.yml": "theme: x",
		"lop/5a/_config.yml": "theme: x", "themes/x/hugo.toml": "", "a/b/c/mkdocs.yml": "", "node_modules/x/mkdocs.yml": "",
	}))
	var found []string
	for _, s := range l.Sites {
		found = append(found, s.Root+":"+s.Generator)
	}
	if got := strings.Join(found, " "); got != ":markdown lop/5a:jekyll main:hugo" {
		t.Errorf("the sites are %s", got)
	}
	for p, want := range map[string]bool{"a.md": true, "main/content/a.md": true, "main/a.md": false, "lop/5a/_site/a.md": false,
		"lop/5a/b.md": true} {
		if l.IsPage(p) != want {
			t.Errorf("IsPage(%s) = %v", p, !want)
		}
	}
	if !l.IsFrame("main/layouts/a.html") || l.IsFrame("layouts/a.html") || l.Section("main/content/tin/a.md") != "tin" {
		t.Error("frame or section of a nested site is wrong")
	}
	// What is planted in the content of a recognised site makes no site of its own.
	top := Detect(tree(map[string]string{"hugo.toml": "", "content/tin/_config.yml": "theme: x", "content/tin/a.md": ""}))
	if len(top.Sites) != 1 || !top.IsPage("content/tin/a.md") {
		t.Errorf("the sites are %v", top.Sites)
	}
}

func TestIsPage(t *testing.T) {
	hugo, plain := Detect(school), Detect(paths("a.md"))
	for _, c := range []struct {
		layout Layout
		path   string
		want   bool
	}{
		{hugo, "content/tin-tuc/a.md", true},
		{hugo, "content/README.md", true}, // Hugo publishes it
		{hugo, "content/public/a.md", true},
		{hugo, "content/A.MD", true},
		{hugo, "README.md", false},
		{hugo, "themes/x/content/a.md", false},
		{hugo, "content/.trash/a.md", false},
		{hugo, "content/a.txt", false},
		{plain, "README.md", false},
		{plain, "docs/README.md", true},
		{plain, "node_modules/x/a.md", false},
		{plain, "docs/vendor/a.md", false},
		{plain, ".github/a.md", false},
	} {
		if got := c.layout.IsPage(c.path); got != c.want {
			t.Errorf("%s: IsPage(%s) = %v", c.layout.Generator, c.path, got)
		}
	}
}

func TestSectionAndFrame(t *testing.T) {
	l := Detect(school)
	for path, want := range map[string]string{
		"content/tin-tuc/a.md": "tin-tuc", "content/_index.md": "", "README.md": "", "content/a/b/c.md": "a",
	} {
		if got := l.Section(path); got != want {
			t.Errorf("Section(%s) = %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]bool{"layouts/a.html": true, "hugo.toml": true, "content/a.md": false, "layoutsx/a": false} {
		if l.IsFrame(path) != want {
			t.Errorf("IsFrame(%s) = %v", path, !want)
		}
	}
}

// TestSectionsThatLookLikeLanguages: who must review a page may depend on its section, so no name may be mistaken.
func TestSectionsThatLookLikeLanguages(t *testing.T) {
	for _, c := range []struct {
		files      map[string]string
		page, want string
	}{
		{map[string]string{"hugo.toml": "", "content/tin-tuc/a.md": "", "content/doi-ngu/b.md": "", "content/en/c.md": ""}, "content/tin-tuc/a.md", "tin-tuc"},
		{map[string]string{"hugo.toml": "[languages.vi]\n[languages.en]", "content/vi/tin-tuc/a.md": "", "content/en/b.md": ""}, "content/vi/tin-tuc/a.md", "tin-tuc"},
		{map[string]string{"astro.config.mjs": "", "package.json": "{\"x\": {\"@astrojs/starlight\": \"1\"}}", "src/content/docs/tin-tuc/a.md": ""}, "src/content/docs/tin-tuc/a.md", "tin-tuc"},
	} {
		l := Detect(tree(c.files))
		if got := l.Section(c.page); got != c.want {
			t.Errorf("the section of %s is %q", c.page, got)
		}
		for _, root := range l.Roots() {
			if strings.HasSuffix(root, "tin-tuc") {
				t.Errorf("the roots are %v", l.Roots())
			}
		}
	}
}

func TestIsPublished(t *testing.T) {
	l := Detect(school)
	for path, want := range map[string]bool{
		"static/a.js": true, "content/a.html": true, "assets/a.css": true, "README.md": false, "staticx/a": false,
	} {
		if l.IsPublished(path) != want {
			t.Errorf("IsPublished(%s) = %v", path, !want)
		}
	}
	if Detect(paths("a.md")).IsPublished("static/a.js") {
		t.Error("plain Markdown publishes nothing by itself")
	}
}

// index reads all pages of a tree and knows where they appear, on the evening of 23 November 2026 in Vietnam.
func index(t *testing.T, l Layout, files *repo.Tree) *Index {
	t.Helper()
	var pages []*Page
	for _, entry := range files.Entries() {
		if !l.IsPage(entry.Path) {
			continue
		}
		text, err := files.Read(entry.Path, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := page.Parse(entry.Path, text)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, NewPage(parsed))
	}
	return l.Index(pages, time.Date(2026, time.November, 23, 18, 0, 0, 0, time.UTC))
}

func targetOf(t *testing.T, l Layout, p, address, anchor string) string {
	t.Helper()
	target, _ := index(t, l, l.tree).Target(p, Address{Path: address, Anchor: anchor})
	return target
}

func TestTarget(t *testing.T) {
	hugo := Detect(school)
	plain := Detect(paths("docs/a.md", "docs/b.md", "img/x.png"))
	for _, c := range []struct {
		layout              Layout
		page, address, want string
	}{
		{hugo, "content/tin-tuc/a.md", "san-truong.jpg", Exists},
		{hugo, "content/tin-tuc/a.md", "../san-truong.jpg", Exists}, // from the published folder tin-tuc/a/
		{hugo, "content/tin-tuc/a.md", "ke-hoach-cu.pdf", Missing},
		{hugo, "content/tin-tuc/a.md", "khong-co/", Missing},
		{hugo, "content/tin-tuc/a.md", "ban-v1.2", Missing},
		{hugo, "content/tin-tuc/a.md", "/anh/cong.jpg", Exists},
		{hugo, "content/tin-tuc/a.md", "/anh/khac.jpg", Missing},
		{hugo, "content/thong-bao/hop/index.md", "kế hoạch.pdf", Exists},
		{hugo, "content/tin-tuc/a.md", "../../../../etc/passwd.txt", Missing},
		{hugo, "content/tin-tuc/a.md", "", Exists},
		{plain, "docs/a.md", "b.md", Exists},
		{plain, "docs/a.md", "../img/x.png", Exists},
		{plain, "docs/a.md", "B.md", Missing},
		{plain, "docs/a.md", "/img/x.png", Exists},
	} {
		if got := targetOf(t, c.layout, c.page, c.address, ""); got != c.want {
			t.Errorf("%s: Target(%s, %q) = %s, want %s", c.layout.Generator, c.page, c.address, got, c.want)
		}
	}
}

func TestBundleFolder(t *testing.T) {
	l := Detect(school)
	if folder, ok := l.BundleFolder("content/thong-bao/hop/index.md"); !ok || folder != "content/thong-bao/hop" {
		t.Errorf("BundleFolder = %q, %v", folder, ok)
	}
	if _, ok := l.BundleFolder("content/tin-tuc/a.md"); ok {
		t.Error("a plain page has no bundle")
	}
}
