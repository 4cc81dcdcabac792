package site

import (
	"net/url"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// TestStrangeNames: files whose names hold spaces, accents in either normal form, Chinese, four-byte characters or signs are
// found by every way of writing them, and what has none of these names is not.
func TestStrangeNames(t *testing.T) {
	names := []string{"Lịch tuần 12", "学校 介绍", "lễ 🎉 hội", "Quyết định (số 5)", "a+b&c=d", "100% học sinh", "đường-Đi"}
	for _, config := range []string{"hugo.toml", "mkdocs.yml"} {
		for _, stored := range []norm.Form{norm.NFC, norm.NFD} {
			root := map[string]string{"hugo.toml": "content", "mkdocs.yml": "docs"}[config]
			files := map[string]string{config: "", root + "/a.md": "A\n"}
			for _, name := range names {
				files[root+"/"+stored.String(name)+".pdf"] = ""
				files[root+"/"+stored.String(name)+".md"] = "B\n"
			}
			tree := repo.Memory(files)
			l := Detect(tree)
			x := index(t, l, tree)
			for _, name := range names {
				for _, written := range []norm.Form{norm.NFC, norm.NFD} {
					for _, ending := range []string{".pdf", ".md"} {
						address := url.PathEscape(written.String(name) + ending)
						if got, _ := x.Target(root+"/a.md", Address{Path: address}); got != Exists {
							t.Errorf("%s, stored in form %v: %s leads to %q", l.Generator, stored, address, got)
						}
						if got, _ := x.Target(root+"/a.md", Address{Path: "x" + address}); got != Missing {
							t.Errorf("%s: x%s leads to %q", l.Generator, address, got)
						}
					}
				}
			}
			// A percent sign that stands for itself, and a name cut through a character.
			for address, want := range map[string]string{"100%25%20h%E1%BB%8Dc%20sinh.pdf": Exists, "100%.pdf": Undecided, "%E5%AD.pdf": Missing} {
				if got, _ := x.Target(root+"/a.md", Address{Path: address}); got != want {
					t.Errorf("%s: %s leads to %q, want %q", l.Generator, address, got, want)
				}
			}
		}
	}
}

// TestCaseTwins: two files whose names differ by capitals are two files, and two pages of which one address hides the other.
func TestCaseTwins(t *testing.T) {
	tree := repo.Memory(map[string]string{"hugo.toml": "", "content/tin/Hop.md": "A\n", "content/tin/hop.md": "B\n", "content/tin/khac.md": "C\n",
		"content/tin/Anh.jpg": "", "content/b.md": "[a](tin/anh.jpg)\n"})
	l := Detect(tree)
	x := index(t, l, tree)
	if x.Twin("content/tin/Hop.md") != "content/tin/hop.md" || x.Twin("content/tin/hop.md") != "content/tin/Hop.md" || x.Twin("content/tin/khac.md") != "" {
		t.Errorf("twins %q, %q, %q", x.Twin("content/tin/Hop.md"), x.Twin("content/tin/hop.md"), x.Twin("content/tin/khac.md"))
	}
	if got, _ := x.Target("content/b.md", Address{Path: "tin/anh.jpg"}); got != Missing {
		t.Errorf("a file of another name is taken for it: %q", got)
	}
}
