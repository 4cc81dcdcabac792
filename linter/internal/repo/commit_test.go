package repo

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
)

const (
	someTree   = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
	someParent = "1111111111111111111111111111111111111111"
)

func TestParseCommit(t *testing.T) {
	tree, parent := "tree "+someTree+"\n", "parent "+someParent+"\n"
	author, committer := "author Cô Lan <lan@hoasen.edu.vn> 1700000000 +0700\n", "committer B <b@c> 1700000001 +0000\n"
	tests := []struct {
		name, data string
		ok         bool
	}{
		{"plain", tree + author + committer + "\nm\n", true},
		{"merge", tree + parent + parent + author + committer + "\nm\n", true},
		{"signed", tree + author + committer + "gpgsig -----BEGIN SSH SIGNATURE-----\n tree x\n author y\n\nm\n", true},
		{"without message", tree + author + committer, true},
		{"two trees", tree + tree + author + committer + "\nm\n", false},
		{"second tree at the end", tree + author + committer + tree + "\nm\n", false},
		{"tree after the parents", parent + tree + author + committer + "\nm\n", false},
		{"parent at the end", tree + author + committer + parent + "\nm\n", false},
		{"no tree", author + committer + "\nm\n", false},
		{"short tree", "tree 4b825d\n" + author + committer + "\nm\n", false},
		{"tree in capitals", "tree " + strings.ToUpper(someTree) + "\n" + author + committer + "\nm\n", false},
		{"zero parent", tree + "parent " + strings.Repeat("0", 40) + "\n" + author + committer + "\nm\n", false},
		{"no author", tree + committer + "\nm\n", false},
		{"no committer", tree + author + "\nm\n", false},
		{"two authors", tree + author + author + committer + "\nm\n", false},
		{"author only in the message", tree + committer + "\n" + author, false},
		{"empty", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := parseCommit(plumbing.ZeroHash, []byte(test.data))
			if (err == nil) != test.ok {
				t.Fatalf("%+v %v", c, err)
			}
			var fault *Broken
			if err != nil && !errors.As(err, &fault) {
				t.Errorf("error %v", err)
			}
			if err == nil && (c.Tree != someTree || c.Author != Identity{"Cô Lan", "lan@hoasen.edu.vn"} || c.At.Unix() != 1700000001) {
				t.Errorf("commit %+v", c)
			}
		})
	}
}

func TestParseIdentity(t *testing.T) {
	for text, want := range map[string]Identity{
		"Lan <lan@x.vn>":        {"Lan", "lan@x.vn"},
		" Lan  < lan@x.vn > ":   {"Lan", "lan@x.vn"},
		"<lan@x.vn>":            {"", "lan@x.vn"},
		"Lan <>":                {"Lan", ""},
		"Lan":                   {"Lan", ""},
		"Lan > x <":             {"Lan > x <", ""},
		"L <a@b> <c@d>":         {"L", "a@b> <c@d"},
		"T\xc3n <a@b>":          {"T\uFFFDn", "a@b"},
		"":                      {"", ""},
		"A <a@b> junk":          {"A", "a@b"},
		"lan@x.vn":              {"lan@x.vn", ""},
		"Lan <LAN@Hoasen.edu.>": {"Lan", "LAN@Hoasen.edu."},
	} {
		if got := parseIdentity(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestParseSignature(t *testing.T) {
	for text, want := range map[string]int64{
		"A <a@b> 1700000000 +0700":           1700000000,
		"A <a@b> 5":                          5,
		"A <a@b>":                            0,
		"A <a@b> -5 +0000":                   0,
		"A <a@b> 99999999999999999999 +0000": 0,
		"A <a@b> x":                          0,
		"A 5":                                0,
	} {
		if _, at := parseSignature(text); at.Unix() != want {
			t.Errorf("%q: %d, want %d", text, at.Unix(), want)
		}
	}
}

func TestCoAuthors(t *testing.T) {
	message := "Title\n\nText with co-authored-by: nobody in it\n\n* first\n\nCo-authored-by: A <a@x.vn>\n\n* second\n\n" +
		"CO-AUTHORED-BY: B <b@x.vn>\r\n  Co-Authored-By:C\nCo-authored-by:\nSigned-off-by: D <d@x.vn>\n"
	want := []Identity{{"A", "a@x.vn"}, {"B", "b@x.vn"}, {"C", ""}}
	if got := coAuthors(message); !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestCommit(t *testing.T) {
	w := newWorld(t)
	first := w.commit("one", map[string]string{"a.md": "1"})
	second := w.commit("two\n\nbody", map[string]string{"a.md": "2"})
	c, err := w.open().Commit(second)
	if err != nil {
		t.Fatal(err)
	}
	if c.Hash != second || !slices.Equal(c.Parents, []string{first}) || c.Message != "two\n\nbody\n" ||
		c.Tree != w.git("rev-parse", "HEAD^{tree}") || c.Author.Name != "An" || c.Committer.Email != "binh@hoasen.edu.vn" {
		t.Errorf("commit %+v", c)
	}
	for _, wrong := range []string{"HEAD", "", c.Tree, someParent} {
		if _, err := w.open().Commit(wrong); err == nil {
			t.Errorf("%q was read as a commit", wrong)
		}
		if _, err := w.open().Tree(wrong); err == nil {
			t.Errorf("the tree of %q was read", wrong)
		}
	}
}

func FuzzCommit(f *testing.F) {
	f.Add([]byte("tree " + someTree + "\nparent " + someParent + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nCo-authored-by: X <x@y>\n"))
	f.Add([]byte("tree " + someTree + "\nauthor >< 1\ncommitter \n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := parseCommit(plumbing.ZeroHash, data)
		if err == nil && (!isHash(c.Tree) || slices.ContainsFunc(c.Parents, func(p string) bool { return !isHash(p) })) {
			t.Fatalf("accepted %+v", c)
		}
	})
}
