// Real repositories for the tests, made by the git program.

package repo

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// world is a folder with a Git repository in it.
type world struct {
	t   testing.TB
	dir string
}

// newWorld makes an empty repository.
func newWorld(t testing.TB, options ...string) world {
	t.Helper()
	w := world{t, t.TempDir()}
	w.git(append([]string{"init", "-q", "-b", "main"}, options...)...)
	return w
}

// command prepares git with nothing taken from the machine's settings.
func (w world) command(args ...string) *exec.Cmd {
	c := exec.Command("git", args...)
	c.Dir = w.dir
	c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=An", "GIT_AUTHOR_EMAIL=an@hoasen.edu.vn", "GIT_COMMITTER_NAME=Binh",
		"GIT_COMMITTER_EMAIL=binh@hoasen.edu.vn", "GIT_AUTHOR_DATE=1700000000 +0700", "GIT_COMMITTER_DATE=1700000001 +0700",
		"LC_ALL=C")
	return c
}

// git runs git and returns what it says, without the last line end.
func (w world) git(args ...string) string {
	w.t.Helper()
	c := w.command(args...)
	var errors bytes.Buffer
	c.Stderr = &errors
	out, err := c.Output()
	if err != nil {
		w.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, errors.String())
	}
	return strings.TrimSuffix(string(out), "\n")
}

// lines runs git and returns its output line by line.
func (w world) lines(args ...string) []string {
	w.t.Helper()
	if out := w.git(args...); out != "" {
		return strings.Split(out, "\n")
	}
	return nil
}

// put writes a file of the work tree.
func (w world) put(name, text string) {
	w.t.Helper()
	full := filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
		w.t.Fatal(err)
	}
}

// commit writes files and commits everything there is; it returns the hash.
func (w world) commit(message string, files map[string]string) string {
	w.t.Helper()
	for name, text := range files {
		w.put(name, text)
	}
	w.git("add", "-A")
	w.git("commit", "-q", "--allow-empty", "-m", message)
	return w.git("rev-parse", "HEAD")
}

// clone copies the repository with some options and returns the copy.
func (w world) clone(options ...string) world {
	w.t.Helper()
	to := world{w.t, filepath.Join(w.t.TempDir(), "clone")}
	w.git(append(append([]string{"clone", "-q"}, options...), "file://"+w.dir, to.dir)...)
	return to
}

// open opens the repository and closes it at the end of the test.
func (w world) open() *Repository {
	w.t.Helper()
	r, err := Open(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { r.Close() })
	return r
}

// grow adds n commits with random parents and random changes to a few paths, some of them merges of up to four parents,
// and returns their hashes. Clocks are wrong now and then.
func (w world) grow(random *rand.Rand, n int, paths []string) []string {
	w.t.Helper()
	var stream strings.Builder
	states := make([]map[string]string, n)
	for i := range n {
		parents := randomParents(random, i)
		state := map[string]string{}
		if len(parents) > 0 {
			for path, text := range states[parents[random.IntN(len(parents))]] {
				state[path] = text
			}
		}
		for range random.IntN(3) {
			path := paths[random.IntN(len(paths))]
			switch random.IntN(5) {
			case 0:
				delete(state, path)
			default:
				state[path] = fmt.Sprint("text ", random.IntN(4))
			}
		}
		states[i] = state
		date := 1_600_000_000 + 60*i
		if random.IntN(6) == 0 {
			date -= random.IntN(2000)
		}
		fmt.Fprintf(&stream, "commit refs/heads/c%d\nmark :%d\ncommitter An <an@hoasen.edu.vn> %d +0700\ndata 1\nm\n", i, i+1, date)
		for j, parent := range parents {
			fmt.Fprintf(&stream, "%s :%d\n", []string{"from", "merge"}[min(j, 1)], parent+1)
		}
		stream.WriteString("deleteall\n")
		for path, text := range state {
			fmt.Fprintf(&stream, "M 100644 inline %s\ndata %d\n%s\n", path, len(text), text)
		}
		stream.WriteString("\n")
	}
	c := w.command("fast-import", "--quiet", "--force")
	c.Stdin = strings.NewReader(stream.String())
	if out, err := c.CombinedOutput(); err != nil {
		w.t.Fatalf("fast-import: %v\n%s", err, out)
	}
	hashes := make([]string, n)
	for _, line := range w.lines("for-each-ref", "--format=%(objectname) %(refname:short)", "refs/heads/c*") {
		var hash string
		var i int
		if _, err := fmt.Sscanf(line, "%s c%d", &hash, &i); err != nil {
			w.t.Fatal(err)
		}
		hashes[i] = hash
	}
	return hashes
}

// randomParents chooses up to four different commits before the i-th, mostly recent ones.
func randomParents(random *rand.Rand, i int) []int {
	if i == 0 || random.IntN(40) == 0 {
		return nil
	}
	count := 1
	if random.IntN(3) == 0 {
		count = 2 + random.IntN(3)
	}
	var parents []int
	seen := map[int]bool{}
	for range count {
		p := max(0, i-1-random.IntN(6))
		if !seen[p] {
			seen[p], parents = true, append(parents, p)
		}
	}
	return parents
}

// newRandom returns a source whose seed is told when the test fails.
func newRandom(t testing.TB, seed uint64) *rand.Rand {
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("seed %d", seed)
		}
	})
	return rand.New(rand.NewPCG(seed, 1))
}
