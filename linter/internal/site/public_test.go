package site

import (
	"testing"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// TestHidden: which pages do not appear, in each generator's own way. It is the evening of 23 November 2026.
func TestHidden(t *testing.T) {
	const tuesday = "title: a\ndate: 2026-11-24"
	sites := map[string]map[string]string{
		"hugo":       {"hugo.toml": ""},
		"jekyll":     {"_config.yml": "title: a\n", "Gemfile": "gem 'jekyll'\n"},
		"eleventy":   {".eleventy.js": ""},
		"docusaurus": {"docusaurus.config.js": ""},
		"astro":      {"astro.config.mjs": ""},
		"mkdocs":     {"mkdocs.yml": "site_name: a\n"},
		"vitepress":  {".vitepress/config.mts": ""},
		"zola":       {"zola.toml": "base_url = 'https://hoasen.example'\n"},
		"hexo":       {"_config.yml": "title: a\nsource_dir: source\n", "package.json": `{"dependencies": {"hexo": "7"}}`},
		"sphinx":     {"conf.py": "extensions = ['myst_parser']\n", "index.rst": ""},
		plain:        {},
	}
	pages := map[string]string{"hugo": "content/a.md", "jekyll": "_posts/2026-01-01-a.md", "eleventy": "a.md", "docusaurus": "docs/a.md",
		"astro": "src/content/docs/a.md", "mkdocs": "docs/a.md", "vitepress": "a.md", "zola": "content/a.md", "hexo": "source/_posts/a.md",
		"sphinx": "a.md", plain: "a.md"}
	for _, c := range []struct {
		matter string
		want   map[string]string // by generator; "" where it is not named
	}{
		{"title: a", nil},
		{"draft: true", map[string]string{"hugo": HiddenDraft, "docusaurus": HiddenDraft, "astro": HiddenDraft, "zola": HiddenDraft, plain: HiddenDraft}},
		{"draft: false", nil},
		{"published: false", map[string]string{"hugo": HiddenUnpublished, "jekyll": HiddenUnpublished, "hexo": HiddenUnpublished, plain: HiddenUnpublished}},
		{"permalink: false", map[string]string{"eleventy": HiddenUnpublished}},
		{"build: {render: never}", map[string]string{"hugo": HiddenUnpublished}},
		{"_build: {render: never}", map[string]string{"hugo": HiddenUnpublished}},
		{"build: {render: link}", nil},
		{"build: {list: never}", nil},
		{"draft: false\npublished: false", map[string]string{"jekyll": HiddenUnpublished, "hexo": HiddenUnpublished, plain: HiddenUnpublished}},
		{"headless: true", nil}, // Hugo hides leaf bundles alone by it
		{tuesday, map[string]string{"hugo": HiddenFuture, "jekyll": HiddenFuture}},
		{"expiryDate: 2026-11-23T18:00:00Z", map[string]string{"hugo": HiddenExpired}},
		{"expiryDate: 2026-11-23T18:00:01Z", nil},
		{"publishDate: 2026-11-24", map[string]string{"hugo": HiddenFuture}},
	} {
		for generator, config := range sites {
			files := map[string]string{pages[generator]: "---\n" + c.matter + "\n---\nA\n"}
			for name, text := range config {
				files[name] = text
			}
			tree := repo.Memory(files)
			l := Detect(tree)
			if l.Generator != generator {
				t.Fatalf("%s was taken for %s", generator, l.Generator)
			}
			if got := index(t, l, tree).Hidden(pages[generator]); got != c.want[generator] {
				t.Errorf("%s, %s: hidden %q, want %q", generator, c.matter, got, c.want[generator])
			}
		}
	}
}

// TestOwnDatesOfHugo: a site that says for itself which fields are dates has its pages taken for public.
func TestOwnDatesOfHugo(t *testing.T) {
	for config, want := range map[string]string{"": HiddenFuture, "[frontmatter]\ndate = ['ngay']\n": ""} {
		tree := repo.Memory(map[string]string{"hugo.toml": config, "content/a.md": "---\ndate: 2026-11-24\n---\n"})
		if got := index(t, Detect(tree), tree).Hidden("content/a.md"); got != want {
			t.Errorf("%q: hidden %q, want %q", config, got, want)
		}
	}
}

// TestCascade: a section of Hugo, and the configuration, hand fields down; the closest word counts, the page's own first. What is
// meant for some pages only is taken for public.
func TestCascade(t *testing.T) {
	tree := repo.Memory(map[string]string{
		"hugo.toml":                "defaultContentLanguage = 'vi'\n[languages.vi]\n[languages.en]\n[cascade]\nexpiryDate = 2026-01-01\n",
		"content/_index.md":        "---\ncascade: {draft: true, expiryDate: 2027-01-01}\n---\n",
		"content/a.md":             "A\n",
		"content/own.md":           "---\ndraft: false\n---\n",
		"content/tin/_index.md":    "---\nCascade: {Draft: false}\n---\n",
		"content/tin/a.md":         "A\n",
		"content/tin/a.en.md":      "A\n",
		"content/tin/_index.en.md": "---\ncascade: {build: {render: never}}\n---\n",
		"content/lop/_index.md":    "---\ncascade: {draft: false, _build: {render: never}, target: {path: /lop/b}}\n---\n",
		"content/lop/a.md":         "A\n",
		"content/cu/_index.md":     "---\ncascade: [{draft: false}]\n---\n",
		"content/cu/a.md":          "A\n",
		"content/map/_index.md":    "---\ncascade: {draft: false, build: {render: never}}\n---\n",
		"content/map/a.md":         "---\nbuild: {list: never}\n---\n",
		"content/map/b.md":         "A\n",
		"content/map/c.md":         "---\nbuild: {}\ndate: 2099-01-01\n---\n",
		"content/map/d.md":         "---\nbuild: {}\nheadless: true\n---\n",
		"content/map/e/index.md":   "---\nbuild: {}\nheadless: true\n---\n",
		"content/ngay/_index.md":   "---\ncascade: {draft: false, publishDate: 2020-01-01}\n---\n",
		"content/ngay/a.md":        "---\ndate: 2099-01-01\n---\n",
		"content/ngay/b.md":        "---\ndate: 2099-01-01\npubdate: 2020-01-01\n---\n",
	})
	l := Detect(tree)
	x := index(t, l, tree)
	for path, want := range map[string]string{
		"content/_index.md":        HiddenExpired, // from the configuration
		"content/a.md":             HiddenDraft,
		"content/own.md":           "",
		"content/tin/_index.md":    HiddenDraft, // from the home page, not from itself
		"content/tin/a.md":         "",
		"content/tin/a.en.md":      HiddenUnpublished,
		"content/tin/_index.en.md": HiddenExpired,
		"content/lop/a.md":         "", // its section's cascade may be for it
		"content/cu/a.md":          "",
		"content/map/a.md":         "", // its own build says all that there is to say
		"content/map/b.md":         HiddenUnpublished,
		"content/map/c.md":         HiddenFuture,
		"content/map/d.md":         "", // not a leaf bundle
		"content/map/e/index.md":   HiddenUnpublished,
		"content/ngay/a.md":        "", // the date of publication goes before the date
		"content/ngay/b.md":        "",
	} {
		if got := x.Hidden(path); got != want {
			t.Errorf("%s: hidden %q, want %q", path, got, want)
		}
	}
}
