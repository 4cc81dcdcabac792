package repo

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestOpenKinds opens every kind of repository that people have, and reads the same page in each.
func TestOpenKinds(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "1", "content/b.md": "1"})
	w.commit("two", map[string]string{"content/b.md": "2"})
	w.git("tag", "-a", "v1", "-m", "tag")
	kinds := map[string]func(t *testing.T) (world, string){
		"plain":      func(t *testing.T) (world, string) { return w, w.dir },
		"sub folder": func(t *testing.T) (world, string) { return world{t, filepath.Join(w.dir, "content")}, w.dir },
		"clone":      func(t *testing.T) (world, string) { c := w.clone(); return c, c.dir },
		"bare":       func(t *testing.T) (world, string) { return w.clone("--bare"), "" },
		"in a bare one": func(t *testing.T) (world, string) {
			c := w.clone("--bare")
			return world{t, filepath.Join(c.dir, "objects")}, ""
		},
		"mirror":  func(t *testing.T) (world, string) { return w.clone("--mirror"), "" },
		"shallow": func(t *testing.T) (world, string) { c := w.clone("--depth", "1"); return c, c.dir },
		"packed": func(t *testing.T) (world, string) {
			c := w.clone()
			c.git("gc", "-q")
			c.git("pack-refs", "--all")
			return c, c.dir
		},
		"linked work tree": func(t *testing.T) (world, string) {
			c := w.clone()
			to := filepath.Join(t.TempDir(), "linked")
			c.git("worktree", "add", "-q", "--detach", to)
			return world{t, to}, to
		},
		"work tree of a bare one": func(t *testing.T) (world, string) {
			c := w.clone("--bare")
			to := filepath.Join(t.TempDir(), "linked")
			c.git("worktree", "add", "-q", "--detach", to)
			return world{t, to}, to
		},
		"sparse": func(t *testing.T) (world, string) {
			c := w.clone()
			c.git("sparse-checkout", "set", "content")
			return c, c.dir
		},
		"separate Git folder": func(t *testing.T) (world, string) {
			c := w.clone("--separate-git-dir", filepath.Join(t.TempDir(), "elsewhere"))
			return c, c.dir
		},
		"detached": func(t *testing.T) (world, string) {
			c := w.clone()
			c.git("checkout", "-q", "--detach")
			return c, c.dir
		},
		"with odd settings": func(t *testing.T) (world, string) {
			c := w.clone()
			c.git("config", "include.path", "none")
			c.git("config", "core.fsmonitor", "touch fired")
			c.git("config", "branch.a.b.merge", "x")
			return c, c.dir
		},
	}
	for name, make := range kinds {
		t.Run(name, func(t *testing.T) {
			at, top := make(t)
			r := at.open()
			if r.Top() != top {
				t.Errorf("top %q, want %q", r.Top(), top)
			}
			commit, err := r.Resolve("HEAD")
			if err != nil || commit != w.git("rev-parse", "main") {
				t.Fatalf("HEAD %s, %v", commit, err)
			}
			tree, err := r.Tree(commit)
			if err != nil {
				t.Fatal(err)
			}
			if text, err := tree.Read("content/b.md", 10); err != nil || string(text) != "2" {
				t.Errorf("content/b.md %q, %v", text, err)
			}
		})
	}
}

// TestOpenCommittedRepository: what is committed in a work tree must never stand in for the repository itself.
func TestOpenCommittedRepository(t *testing.T) {
	other := newWorld(t)
	other.commit("not ours", map[string]string{"a.md": "x"})
	w := newWorld(t)
	for path, at := range map[string]string{"at the site": "site", "inside it": "site/content/kho.git", "above it": "."} {
		t.Run(path, func(t *testing.T) {
			c := w.clone()
			c.put("site/content/b.md", "1")
			if at == "." {
				at = "site"
				other.git("clone", "-q", "--bare", other.dir, filepath.Join(c.dir, "x.git"))
				for _, name := range []string{"HEAD", "objects", "refs", "config", "packed-refs"} {
					if err := os.Rename(filepath.Join(c.dir, "x.git", name), filepath.Join(c.dir, name)); err != nil {
						t.Fatal(err)
					}
				}
			} else {
				bare := filepath.Join(t.TempDir(), "x.git")
				other.git("clone", "-q", "--bare", other.dir, bare)
				if err := os.CopyFS(filepath.Join(c.dir, at), os.DirFS(bare)); err != nil {
					t.Fatal(err)
				}
			}
			head := c.commit("a repository inside", nil)
			link := filepath.Join(t.TempDir(), "link")
			if err := os.Symlink(filepath.Join(c.dir, at), link); err != nil {
				t.Fatal(err)
			}
			for _, dir := range []string{filepath.Join(c.dir, at), filepath.Join(c.dir, "site", "content"), link} {
				r := world{t, dir}.open()
				if got, err := r.Resolve("HEAD"); err != nil || got != head {
					t.Errorf("%s: HEAD %s %v, want %s", dir, got, err, head)
				}
			}
		})
	}
	t.Run("a Git folder itself", func(t *testing.T) {
		c := other.clone()
		if r := (world{t, filepath.Join(c.dir, ".git", "refs")}).open(); r.Top() != "" {
			t.Errorf("top %q", r.Top())
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "1"})
	settings := func(text string) func(c world) {
		return func(c world) {
			name := filepath.Join(c.dir, ".git", "config")
			old, err := os.ReadFile(name)
			if err == nil {
				err = os.WriteFile(name, append(old, text...), 0o666)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	tests := []struct {
		name, wants string
		spoil       func(c world)
	}{
		{"version 99", "update this program", settings("[core]\nrepositoryFormatVersion = 99\n")},
		{"SHA-256", "--object-format=sha1", settings("[core]\nrepositoryformatversion = 1\n[extensions]\nobjectFormat = sha256\n")},
		{"reftable", "git refs migrate", settings("[core]\nrepositoryformatversion = 1\n[extensions]\nrefStorage = reftable\n")},
		{"unknown extension", "the extension future", settings("[Extensions]\nFuture = true\n")},
		{"broken settings", "git config --list", settings("[core\n")},
		{"broken shallow file", "shallow", func(c world) { c.put(".git/shallow", "x\n") }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := w.clone()
			test.spoil(c)
			if _, err := Open(c.dir); err == nil || !strings.Contains(err.Error(), test.wants) {
				t.Errorf("error %v, want %q", err, test.wants)
			}
		})
	}
	t.Run("alternates", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "shared")
		w.git("clone", "-q", "--shared", w.dir, to)
		if _, err := Open(to); err == nil || !strings.Contains(err.Error(), "git repack -a -d") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("really SHA-256", func(t *testing.T) {
		if _, err := Open(newWorld(t, "--object-format=sha256").dir); err == nil || !strings.Contains(err.Error(), "sha256") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("no repository", func(t *testing.T) {
		if _, err := Open(t.TempDir()); !errors.Is(err, ErrNotRepository) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("no folder", func(t *testing.T) {
		if _, err := Open(filepath.Join(t.TempDir(), "none")); err == nil || errors.Is(err, ErrNotRepository) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("link to nowhere", func(t *testing.T) {
		dir := t.TempDir()
		world{t, dir}.put(".git", "gitdir: ../none\n")
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "git worktree repair") {
			t.Errorf("error %v", err)
		}
	})
}

func TestResolve(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "1"})
	w.git("checkout", "-q", "-b", "feature/x")
	w.commit("side", map[string]string{"b.md": "1"})
	w.git("checkout", "-q", "main")
	w.commit("two", map[string]string{"a.md": "2"})
	w.git("merge", "-q", "--no-ff", "-m", "merge", "feature/x")
	w.git("tag", "light")
	w.git("tag", "-a", "-m", "m", "heavy")
	w.git("tag", "-a", "-m", "m", "heavier", "heavy")
	w.git("tag", "-a", "-m", "m", "page", "HEAD:a.md")
	w.git("tag", "both", "HEAD~1")
	w.git("branch", "both", "HEAD")
	head := w.git("rev-parse", "HEAD")
	w.git("branch", "cafe")
	c := w.clone()
	c.git("fetch", "-q", "origin", "feature/x")
	c.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
	for _, packed := range []bool{false, true} {
		if packed {
			c.git("pack-refs", "--all")
			c.git("gc", "-q")
		}
		r := c.open()
		for _, rev := range []string{"HEAD", "@", "main", "origin/main", "origin", "refs/heads/main", "heads/main", "origin/feature/x", "light", "heavy",
			"heavier", "tags/heavy", "both", "heads/both", "alias", "HEAD~1", "HEAD~", "HEAD^", "HEAD^1", "HEAD^2", "HEAD^0", "HEAD~0", "HEAD~1^0~1",
			"heavy~1", "HEAD^2~1", "HEAD~~", "HEAD^^", head, head[:7], head[:8], strings.ToUpper(head), head[:9] + "^2", "FETCH_HEAD"} {
			want, err := c.command("rev-parse", rev+"^{commit}").Output()
			if err != nil {
				continue // clone makes no local branch "both"
			}
			if got, err := r.Resolve(rev); err != nil || got != strings.TrimSpace(string(want)) {
				t.Errorf("%s: %s %v, want %s", rev, got, err, want)
			}
		}
		for _, rev := range []string{"", "none", "HEAD~3", "HEAD^3", "HEAD^{tree}", "HEAD@{1}", "HEAD:a.md", "page", "../config", "config", "hooks/x", "logs/HEAD",
			"refs/heads/../../config", "HEAD~99999999999999999999", "HEAD~1x", "0000000000000000000000000000000000000000",
			"1111111111111111111111111111111111111111", ".git", "main.lock", "-x"} {
			if got, err := r.Resolve(rev); err == nil {
				t.Errorf("%q was resolved to %s", rev, got)
			}
		}
	}
	if got, err := w.open().Resolve("cafe"); err != nil || got != head {
		t.Errorf("a branch named like a hash: %s %v", got, err)
	}
}

// TestResolveAmbiguous: whoever may push a tag must not choose what a branch's name means.
func TestResolveAmbiguous(t *testing.T) {
	w := newWorld(t)
	base := w.commit("base", map[string]string{"a.md": "1"})
	w.commit("main", map[string]string{"a.md": "2"})
	c := w.clone()
	head := c.git("rev-parse", "HEAD")
	for _, tag := range []string{"main", "origin/main", head[:7], "refs/remotes/origin/release", "HEAD", head} {
		c.git("update-ref", "refs/tags/"+tag, base)
	}
	c.git("update-ref", "refs/tags/same", head)
	c.git("update-ref", "refs/heads/same", head)
	c.git("tag", "-a", "-m", "m", "noted", head)
	c.git("update-ref", "refs/heads/noted", head)
	c.git("update-ref", "refs/tags/page", c.git("rev-parse", "HEAD:a.md"))
	c.git("update-ref", "refs/heads/page", head)
	for _, packed := range []bool{false, true} {
		if packed {
			c.git("pack-refs", "--all")
		}
		r := c.open()
		for rev, names := range map[string][]string{
			"main":          {"refs/tags/main", "refs/heads/main"},
			"main~1":        {"refs/tags/main", "refs/heads/main"},
			"origin/main":   {"refs/tags/origin/main", "refs/remotes/origin/main"},
			head[:7]:        {"refs/tags/" + head[:7], head},
			head[:7] + "^0": {"refs/tags/" + head[:7], head},
			"page":          {"refs/tags/page", "refs/heads/page"},
		} {
			got, err := r.Resolve(rev)
			if err == nil {
				t.Errorf("%s: resolved to %s", rev, got)
				continue
			}
			for _, name := range names {
				if !strings.Contains(err.Error(), name) {
					t.Errorf("%s: %v, want %s named", rev, err, name)
				}
			}
		}
		for rev, want := range map[string]string{"refs/heads/main": head, "heads/main": head, "refs/tags/main": base, "tags/main": base,
			"refs/remotes/origin/main": head, head: head, head[:8]: head, "same": head, "noted": head, "HEAD": head, "@": head} {
			if got, err := r.Resolve(rev); err != nil || got != want {
				t.Errorf("%s: %s %v, want %s", rev, got, err, want)
			}
		}
		if got, err := r.Resolve("refs/remotes/origin/release"); err == nil {
			t.Errorf("a tag stands in for a branch that was not fetched: %s", got)
		}
	}
}

func TestResolveShallow(t *testing.T) {
	w := newWorld(t)
	first := w.commit("one", map[string]string{"a.md": "1"})
	head := w.commit("two", map[string]string{"a.md": "2"})
	r := w.clone("--depth", "1").open()
	for _, rev := range []string{"HEAD~1", first, "origin/none"} {
		if _, err := r.Resolve(rev); err == nil || !strings.Contains(err.Error(), "fetch-depth: 0") {
			t.Errorf("%s: %v", rev, err)
		}
	}
	if _, err := r.MergeBases(first, head); err == nil || !strings.Contains(err.Error(), "fetch-depth: 0") {
		t.Errorf("merge base: %v", err)
	}
	c, err := r.Commit(head)
	if err != nil || !slices.Equal(c.Parents, []string{first}) {
		t.Errorf("commit %+v %v", c, err)
	}
}

func TestResolveUnborn(t *testing.T) {
	r := newWorld(t).open()
	if _, err := r.Resolve("HEAD"); err == nil || !strings.Contains(err.Error(), "no commit yet") {
		t.Errorf("error %v", err)
	}
}

func TestBrokenReference(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "1"})
	w.git("pack-refs", "--all")
	for name, text := range map[string]string{"empty": "", "text": "hello\n", "circle": "ref: refs/heads/circle\n", "outside": "ref: ../../config\n"} {
		w.put(".git/refs/heads/"+name, text)
		var fault *Broken
		if got, err := w.open().Resolve(name); !errors.As(err, &fault) {
			t.Errorf("%s: %s %v", name, got, err)
		}
	}
	w.put(".git/refs/heads/main", "") // a power cut; the packed value is older and must not be taken for it
	if got, err := w.open().Resolve("main"); err == nil {
		t.Errorf("empty file: %s", got)
	}
}

func TestPartialClone(t *testing.T) {
	w := newWorld(t)
	w.git("config", "uploadpack.allowFilter", "true")
	head := w.commit("one", map[string]string{"a.md": "1"})
	r := w.clone("--bare", "--filter=blob:none").open()
	tree, err := r.Tree(head)
	if err != nil {
		t.Fatal(err)
	}
	var missing *Missing
	if _, err := tree.Read("a.md", 10); !errors.As(err, &missing) || !missing.Partial || !strings.Contains(err.Error(), "--filter") {
		t.Errorf("error %v", err)
	}
}
