package site

import (
	"testing"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// TestLanguage: what the configuration states of the language of pages that name none.
func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"Hugo says nothing", map[string]string{"hugo.toml": ""}, ""},
		{"Hugo's locale", map[string]string{"hugo.toml": "locale = 'vi-VN'\n"}, "vi"},
		{"Hugo's older name for it", map[string]string{"hugo.toml": "languageCode = 'vi_VN'\n"}, "vi"},
		{"the code of Hugo's default language", map[string]string{"hugo.toml": "defaultContentLanguage = 'vi'\n[languages.vi]\n[languages.en]\n"}, "vi"},
		{"the locale of Hugo's default language", map[string]string{"hugo.toml": "languageCode = 'en'\ndefaultContentLanguage = 'tv'\n[languages.tv]\nlocale = 'vi'\n"}, "vi"},
		{"Jekyll", map[string]string{"_config.yml": "lang: vi\n", "Gemfile": "gem 'jekyll'\n"}, "vi"},
		{"MkDocs", map[string]string{"mkdocs.yml": "site_name: a\ntheme: {name: material, language: vi}\n"}, "vi"},
		{"Zola says nothing", map[string]string{"zola.toml": "base_url = 'https://hoasen.example'\n"}, ""},
		{"Zola", map[string]string{"zola.toml": "base_url = 'https://hoasen.example'\ndefault_language = 'vi'\n"}, "vi"},
		{"Hexo", map[string]string{"_config.yml": "language: [vi, en]\nsource_dir: source\n", "package.json": `{"dependencies": {"hexo": "7"}}`}, "vi"},
		{"two sites of one language", map[string]string{"a/hugo.toml": "locale = 'vi'\n", "b/hugo.toml": "locale = 'vi'\n"}, "vi"},
		{"two sites of two languages", map[string]string{"a/hugo.toml": "locale = 'vi'\n", "b/hugo.toml": "locale = 'en'\n"}, ""},
	} {
		if got := Detect(repo.Memory(c.files)).Language(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
