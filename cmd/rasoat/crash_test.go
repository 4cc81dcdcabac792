//go:build slow

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// writing lists the system calls at which the program is killed: all by which it changes anything.
var writing = []string{"write", "fsync", "fchmod", "renameat", "mkdirat", "unlinkat"}

// maxKills bounds how often the program is killed at one sort of call.
const maxKills = 200

// crash is a repository in which the program is killed again and again.
type crash struct {
	t       *testing.T
	work    string // of the school, with the keys
	program string

	processors string // that Go uses
}

func newCrash(t *testing.T) *crash {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Fatal("strace is needed to kill the program at a chosen call: ", err)
	}
	c := &crash{t: t, processors: "1", work: makeSchool(t), program: filepath.Join(t.TempDir(), "rasoat")}
	if out, err := exec.Command("go", "build", "-o", c.program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c.git("site", "switch", "-q", "-c", "bai")
	for _, name := range []string{"mot", "hai"} {
		if err := os.WriteFile(filepath.Join(c.work, "site/content", name+".md"), []byte("---\ntitle: Bài\n---\nHọp.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c.git("site", "add", "-A")
	c.git("site", "commit", "-q", "-m", "Bài")
	return c
}

// run runs a program in a folder of the school and returns its output and exit code; -1 if it was killed.
func (c *crash) run(folder, program string, args ...string) (string, int) {
	command := exec.Command(program, args...)
	command.Dir = filepath.Join(c.work, folder)
	command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GOMAXPROCS="+c.processors,
		"GIT_AUTHOR_NAME=lan", "GIT_AUTHOR_EMAIL=lan@hoasen.example", "GIT_COMMITTER_NAME=lan", "GIT_COMMITTER_EMAIL=lan@hoasen.example")
	out, err := command.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		c.t.Fatalf("%s %v: %v", program, args, err)
	}
	return strings.TrimSpace(string(out)), command.ProcessState.ExitCode()
}

func (c *crash) git(folder string, args ...string) string {
	c.t.Helper()
	out, code := c.run(folder, "git", args...)
	if code != 0 {
		c.t.Fatalf("git %v: %s", args, out)
	}
	return out
}

// killed wraps a command line so that the n-th call of a thread kills the program.
func killed(call string, n int, line ...string) []string {
	inject := fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, n)
	return append([]string{"-f", "-qq", "-o", os.DevNull, "-e", "trace=" + call, "-e", inject}, line...)
}

// fresh copies the site into a folder and returns its name.
func (c *crash) fresh(call string, n int) string {
	folder := call + strconv.Itoa(n)
	if out, code := c.run(".", "cp", "-r", "site", folder); code != 0 {
		c.t.Fatal(out)
	}
	c.t.Cleanup(func() { os.RemoveAll(filepath.Join(c.work, folder)) })
	return folder
}

// Killed at whichever write, approve leaves the ledger as it was or with everything on it, and can be run again.
func TestCrashOfApprove(t *testing.T) {
	c := newCrash(t)
	for _, at := range []struct {
		first      bool // there is no ledger yet
		processors string
	}{{true, "1"}, {false, "1"}, {false, "2"}} {
		if !at.first && c.processors == at.processors {
			if out, code := c.run("site", c.program, "adopt", "content/_index.md", "--base", "bai", "--key", "../p.hieutruong"); code != exitPass {
				t.Fatal(out)
			}
		}
		c.processors = at.processors
		before, _ := c.run("site", "git", "rev-parse", "-q", "--verify", "rasoat/reviews")
		for _, call := range writing {
			kills := 0
			for ; kills < maxKills; kills++ {
				folder := c.fresh(fmt.Sprint(call, at.first, at.processors, "-"), kills+1)
				_, code := c.run(folder, "strace", killed(call, kills+1, c.program, "approve", "content/mot.md", "content/hai.md", "--key", "../p.hieutruong")...)
				c.whole(folder, before, code == exitPass)
				if code == exitPass {
					break
				}
			}
			t.Logf("with a ledger %v on %s processors: killed at %d calls of %s", !at.first, at.processors, kills, call)
			if kills == maxKills || kills == 0 && (call == "write" || call == "fsync" || call == "renameat") {
				t.Errorf("%s: killed %d times", call, kills)
			}
		}
	}
}

// whole demands that the ledger is the old one or a whole new one, and that the reviewer can go on.
func (c *crash) whole(folder, before string, done bool) {
	c.t.Helper()
	if out, code := c.run(folder, "git", "fsck", "--strict", "--no-dangling"); code != 0 {
		c.t.Errorf("%s: git fsck: %s", folder, out)
	}
	after, _ := c.run(folder, "git", "rev-parse", "-q", "--verify", "rasoat/reviews")
	out, code := c.run(folder, c.program, "check", "--base", "main")
	switch {
	case after == before && !done && code == exitBlocked:
	case after != before && code == exitPass:
		if before != "" {
			c.git(folder, "merge-base", "--is-ancestor", before, after)
		}
		return
	default:
		c.t.Errorf("%s: the ledger was at %q and is at %q, check ends with %d: %s", folder, before, after, code, out)
	}
	// Git, too, leaves its lock behind when it is killed; the message says to delete it.
	os.Remove(filepath.Join(c.work, folder, ".git/refs/heads/rasoat/reviews.lock"))
	if out, code := c.run(folder, c.program, "approve", "content/mot.md", "content/hai.md", "--key", "../p.hieutruong"); code != exitPass {
		c.t.Errorf("%s: cannot go on: %s", folder, out)
	}
}

// Killed at whichever write, the hook lets nothing in. The only thing that it writes at all is what it says to the pusher.
func TestCrashOfHook(t *testing.T) {
	c := newCrash(t)
	if out, code := c.run("site", c.program, "approve", "content/mot.md", "content/hai.md", "--key", "../p.hieutruong"); code != exitPass {
		t.Fatal(out)
	}
	for _, call := range writing {
		kills := 0
		for ; kills < maxKills; kills++ {
			folder := fmt.Sprint(call, kills, ".git")
			c.git(".", "clone", "-q", "--bare", "-b", "main", "--single-branch", "site", folder)
			hook := "#!/bin/sh\nexec strace"
			for _, word := range killed(call, kills+1, c.program, "hook", "pre-receive") {
				hook += " '" + word + "'"
			}
			if err := os.WriteFile(filepath.Join(c.work, folder, "hooks/pre-receive"), []byte(hook+"\n"), 0o755); err != nil {
				t.Fatal(err)
			}
			before := c.git(folder, "for-each-ref")
			_, code := c.run("site", "git", "push", "-q", "../"+folder, "bai:main", "rasoat/reviews")
			after := c.git(folder, "for-each-ref")
			if code == 0 != (after != before) || code == 0 && (!strings.Contains(after, "rasoat/reviews") || c.git(folder, "rev-parse", "main") != c.git("site", "rev-parse", "bai")) {
				t.Errorf("%s: push ends with %d, and the references are\n%s", folder, code, after)
			}
			if code == 0 {
				break
			}
		}
		t.Logf("killed at %d calls of %s", kills, call)
		if said := kills == 1 && call == "write"; !said && (kills > 0 || call == "write") {
			t.Errorf("%s: killed %d times", call, kills)
		}
	}
}
