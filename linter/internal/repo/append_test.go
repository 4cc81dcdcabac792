package repo

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

const ledger = "rasoat/reviews"

var recorder = Identity{Name: "Máy ghi", Email: "may-ghi@hoasen.edu.vn"}

// add appends one file of the given path and text.
func add(r *Repository, path, text string) error {
	return r.Append(ledger, map[string][]byte{path: []byte(text)}, "Ghi nhận "+path, recorder, fixedTime())
}

func TestAppend(t *testing.T) {
	w := newWorld(t)
	head := w.commit("one", map[string]string{"a.md": "1"})
	w.put("b.md", "not committed")
	w.git("add", "b.md")
	before := w.git("status", "--porcelain=v2", "--branch")
	r := w.open()
	if _, err := r.Branch(ledger); !errors.Is(err, ErrNoBranch) {
		t.Fatalf("branch before: %v", err)
	}
	files := map[string][]byte{"records/ab/1.json": []byte("{}\n"), "records/ab/1.sig": []byte("sig"), "records/cd/2.json": nil}
	if err := r.Append(ledger, files, "First", recorder, fixedTime()); err != nil {
		t.Fatal(err)
	}
	if err := add(r, "records/ab/3.json", "3"); err != nil {
		t.Fatal(err)
	}
	if got, want := w.lines("ls-tree", "-r", "--name-only", ledger), []string{"records/ab/1.json", "records/ab/1.sig", "records/ab/3.json", "records/cd/2.json"}; !slices.Equal(got, want) {
		t.Errorf("files %v", got)
	}
	if got := w.git("log", "--format=%an <%ae> %cn <%ce> %aI %cI %s %P|", ledger); !strings.Contains(got, "Máy ghi <may-ghi@hoasen.edu.vn> Máy ghi <may-ghi@hoasen.edu.vn> 2026-11-23T08:00:00+00:00 2026-11-23T08:00:00+00:00 First |") {
		t.Errorf("log %s", got)
	}
	if w.git("rev-list", "--count", ledger) != "2" || w.git("merge-base", "--octopus", ledger) == head {
		t.Error("the branch is no orphan of two commits")
	}
	if after := w.git("status", "--porcelain=v2", "--branch"); after != before {
		t.Errorf("index or work tree changed:\n%s\n%s", before, after)
	}
	if out := w.git("fsck", "--strict", "--no-dangling"); out != "" {
		t.Errorf("fsck: %s", out)
	}
	tree, err := r.Branch(ledger)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := tree.Read("records/ab/1.json", 100); err != nil || string(text) != "{}\n" {
		t.Errorf("read %q %v", text, err)
	}
}

func TestAppendAgain(t *testing.T) {
	w := newWorld(t)
	r := w.open()
	for range 2 {
		if err := add(r, "a/b", "1"); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.git("rev-list", "--count", ledger); n != "1" {
		t.Errorf("%s commits", n)
	}
	refused := map[string]map[string][]byte{
		"other content": {"a/b": []byte("2")}, "beside a good one": {"a/c": nil, "a/b": []byte("2")}, "a folder's place": {"a": nil},
		"inside a file": {"a/b/c": nil}, "twin": {"A/b": []byte("1")}, "twin file": {"a/B": []byte("1")}, "outside": {"../x": nil},
		"absolute": {"/x": nil}, "Git folder": {"x/.git/config": nil}, "empty": {"": nil}, "root": {".": nil}, "not UTF-8": {"\xc3": nil},
	}
	for name, files := range refused {
		if err := r.Append(ledger, files, "m", recorder, fixedTime()); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for _, branch := range []string{"", "..", "a..b", "x.lock", "-x", "a//b", "/x", "a\nb"} {
		if err := r.Append(branch, map[string][]byte{"a": nil}, "m", recorder, fixedTime()); err == nil {
			t.Errorf("branch %q: accepted", branch)
		}
	}
	if n := w.git("rev-list", "--count", ledger); n != "1" {
		t.Errorf("%s commits after what was refused", n)
	}
	if err := r.Append(ledger, map[string][]byte{"n": nil}, "m", Identity{"A\n<B>\x00", "a>\nb"}, fixedTime()); err != nil {
		t.Fatal(err)
	}
	if out := w.git("fsck", "--strict", "--no-dangling"); out != "" {
		t.Errorf("fsck: %s", out)
	}
}

// TestAppendOnOrigin appends in clones that know the branch from the remote only, or have it at another commit.
func TestAppendOnOrigin(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "1"})
	if err := add(w.open(), "r/1", "1"); err != nil {
		t.Fatal(err)
	}
	c := w.clone()
	r := c.open()
	if err := add(r, "r/2", "2"); err != nil {
		t.Fatal(err)
	}
	if c.git("rev-parse", ledger+"~1") != w.git("rev-parse", ledger) {
		t.Error("the new commit does not stand on the remote's")
	}
	if err := add(w.open(), "r/3", "3"); err != nil {
		t.Fatal(err)
	}
	c.git("fetch", "-q")
	tree, err := r.Branch(ledger)
	if err != nil || len(tree.Entries()) != 3 {
		t.Fatalf("union %v %v", tree, err)
	}
	if err := add(r, "r/3", "other"); err == nil {
		t.Error("a record that the remote has was written with other content")
	}
	if err := add(w.open(), "r/4", "4"); err != nil {
		t.Fatal(err)
	}
	if err := add(r, "r/4", "not 4"); err != nil {
		t.Fatal(err)
	}
	c.git("fetch", "-q")
	if _, err := r.Branch(ledger); err == nil || !strings.Contains(err.Error(), "r/4") {
		t.Errorf("two contents for one path: %v", err)
	}
	if bare := w.clone("--bare").open(); add(bare, "r/5", "5") != nil {
		t.Error("cannot append in a bare clone")
	}
}

func TestAppendInTheWay(t *testing.T) {
	for _, packed := range []bool{false, true} {
		w := newWorld(t)
		w.commit("one", map[string]string{"a.md": "1"})
		w.git("branch", "rasoat")
		if packed {
			w.git("pack-refs", "--all")
		}
		if err := add(w.open(), "a", "1"); err == nil || !strings.Contains(err.Error(), "rename that branch") {
			t.Errorf("packed %v: %v", packed, err)
		}
	}
}

func TestAppendLocked(t *testing.T) {
	t.Parallel() // it waits for a while
	w := newWorld(t)
	w.put(".git/refs/heads/"+ledger+".lock", "")
	err := add(w.open(), "a", "1")
	if err == nil || !strings.Contains(err.Error(), "reviews.lock") {
		t.Errorf("error %v", err)
	}
}

// TestAppendLinked appends from a linked work tree; the branch belongs to all of them.
func TestAppendLinked(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "1"})
	to := filepath.Join(t.TempDir(), "linked")
	w.git("worktree", "add", "-q", "--detach", to)
	if err := add(world{t, to}.open(), "a", "1"); err != nil {
		t.Fatal(err)
	}
	if got := w.git("ls-tree", "-r", "--name-only", ledger); got != "a" {
		t.Errorf("files %q", got)
	}
}

// The environment of a copy of this test program that appends.
const (
	appendDir  = "REPO_TEST_APPEND_DIR"
	appendName = "REPO_TEST_APPEND_NAME"
)

// TestAppender is no test of its own: it is what other tests start as separate programs. It appends files one after the
// other and names each when it is done.
func TestAppender(t *testing.T) {
	dir, name := os.Getenv(appendDir), os.Getenv(appendName)
	if dir == "" {
		t.Skip("started by other tests")
	}
	r := world{t, dir}.open()
	for i := range 100_000 {
		path := fmt.Sprintf("records/%s/%d", name, i)
		if err := add(r, path, path); err != nil {
			t.Fatal(err)
		}
		fmt.Println("done", path)
		if i+1 == appendedByEach && !strings.HasPrefix(name, "endless") {
			return
		}
	}
}

const (
	writers        = 8
	appendedByEach = 5
)

// appender prepares a separate program that appends.
func appender(dir, name string) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run=^TestAppender$")
	c.Env = append(os.Environ(), appendDir+"="+dir, appendName+"="+name)
	return c
}

// TestAppendCrowd lets goroutines, other programs and Git's own housekeeping work on one branch at once.
func TestAppendCrowd(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "1"})
	r := w.open()
	var all sync.WaitGroup
	want := map[string]bool{}
	var mu sync.Mutex
	done := func(path string) {
		mu.Lock()
		defer mu.Unlock()
		want[path] = true
	}
	for i := range writers {
		all.Go(func() {
			for j := range appendedByEach {
				path := fmt.Sprintf("records/g%d/%d", i, j)
				if err := add(r, path, path); err != nil {
					t.Error(err)
				}
				done(path)
			}
		})
		all.Go(func() {
			out, err := appender(w.dir, fmt.Sprint("p", i)).CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			for line := range strings.Lines(string(out)) {
				if path, ok := strings.CutPrefix(strings.TrimSpace(line), "done "); ok {
					done(path)
				}
			}
		})
	}
	stop := make(chan struct{})
	var housekeeping sync.WaitGroup
	housekeeping.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				w.command("pack-refs", "--all").Run()
			}
		}
	})
	all.Wait()
	close(stop)
	housekeeping.Wait()
	got := w.lines("ls-tree", "-r", "--name-only", ledger)
	if len(got) != 2*writers*appendedByEach || len(want) != len(got) {
		t.Errorf("%d files on the branch, %d appended", len(got), len(want))
	}
	for _, path := range got {
		if !want[path] {
			t.Errorf("%s is there and nobody said so", path)
		}
	}
	w.git("gc", "-q")
	if out := w.git("fsck", "--strict", "--no-dangling"); out != "" {
		t.Errorf("fsck: %s", out)
	}
}

// TestAppendKilled kills a program that appends, again and again at any moment. What it said was done must be there, and
// the repository must be whole.
func TestAppendKilled(t *testing.T) {
	w := newWorld(t)
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	want := map[string]bool{}
	for round := range rounds {
		c := appender(w.dir, fmt.Sprint("endless", round))
		var out strings.Builder
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(50*time.Millisecond + rand.N(300*time.Millisecond))
		c.Process.Kill()
		c.Wait()
		for line := range strings.Lines(out.String()) {
			if path, ok := strings.CutPrefix(strings.TrimSpace(line), "done "); ok && strings.HasSuffix(line, "\n") {
				want[path] = true
			}
		}
		os.Remove(filepath.Join(w.dir, ".git/refs/heads/"+ledger+".lock")) // what the error message asks for
	}
	tree, err := w.open().Branch(ledger)
	if err != nil && len(want) > 0 {
		t.Fatal(err)
	}
	for path := range want {
		if text, err := tree.Read(path, 100); err != nil || string(text) != path {
			t.Errorf("%s: %q %v", path, text, err)
		}
	}
	if out := w.git("fsck", "--strict", "--no-dangling"); out != "" {
		t.Errorf("fsck: %s", out)
	}
	t.Logf("%d files in %d rounds", len(want), rounds)
}
