package site

import (
	"testing"

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
		{hugo, "content/tin-tuc/a.md", "khong-co/", Undecided},
		{hugo, "content/tin-tuc/a.md", "ban-v1.2", Undecided},
		{hugo, "content/tin-tuc/a.md", "/anh/cong.jpg", Exists},
		{hugo, "content/tin-tuc/a.md", "/anh/khac.jpg", Undecided},
		{hugo, "content/thong-bao/hop/index.md", "kế hoạch.pdf", Exists},
		{hugo, "content/tin-tuc/a.md", "../../../../etc/passwd.txt", Missing},
		{hugo, "content/tin-tuc/a.md", "", Undecided},
		{plain, "docs/a.md", "b.md", Exists},
		{plain, "docs/a.md", "../img/x.png", Exists},
		{plain, "docs/a.md", "B.md", Missing},
		{plain, "docs/a.md", "/img/x.png", Exists},
	} {
		if got := c.layout.Target(c.page, c.address); got != c.want {
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
