package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rasoat": main})
}

// TestScripts plays the stories in testdata/script: real Git repositories, real keys, the command line as users type it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("NO_COLOR", "1")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"as":       scriptAs,
			"commit":   scriptCommit,
			"replace":  scriptReplace,
			"newkey":   scriptNewKey,
			"blocked":  scriptExit(exitBlocked),
			"passes":   scriptExit(exitPass),
			"unjudged": scriptExit(exitFault),
		},
	})
}

// scriptAs NAME: from now on commits are by NAME.
func scriptAs(ts *testscript.TestScript, neg bool, args []string) {
	name := args[0]
	for _, role := range []string{"AUTHOR", "COMMITTER"} {
		ts.Setenv("GIT_"+role+"_NAME", name)
		ts.Setenv("GIT_"+role+"_EMAIL", name+"@hoasen.example")
	}
}

// scriptCommit MESSAGE: commits everything.
func scriptCommit(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(ts.Exec("git", "add", "-A"))
	ts.Check(ts.Exec("git", "commit", "-q", "--allow-empty", "-m", strings.Join(args, " ")))
}

// scriptReplace FILE OLD NEW: replaces the one occurrence of OLD.
func scriptReplace(ts *testscript.TestScript, neg bool, args []string) {
	name := ts.MkAbs(args[0])
	text, err := os.ReadFile(name)
	ts.Check(err)
	if n := strings.Count(string(text), args[1]); n != 1 {
		ts.Fatalf("%s holds %q %d times", args[0], args[1], n)
	}
	ts.Check(os.WriteFile(name, []byte(strings.Replace(string(text), args[1], args[2], 1)), 0o644))
}

// scriptNewKey ID: makes a key $WORK/ID outside the site and adds it to the site's allowed signers.
func scriptNewKey(ts *testscript.TestScript, neg bool, args []string) {
	key := ts.Getenv("WORK") + "/" + args[0]
	ts.Check(ts.Exec("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", args[0], "-f", key))
	public, err := os.ReadFile(key + ".pub")
	ts.Check(err)
	ts.Check(os.MkdirAll(ts.MkAbs(".rasoat"), 0o755))
	file, err := os.OpenFile(ts.MkAbs(".rasoat/allowed_signers"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = file.WriteString(args[0] + " " + string(public))
	ts.Check(err)
	ts.Check(file.Close())
}

// scriptExit returns the command that runs rasoat and demands an exit code; stdout and stderr stay for the lines after it.
func scriptExit(want int) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		program, err := exec.LookPath("rasoat")
		if err != nil {
			program = ts.Getenv("PATH")
		}
		_ = program
		got := exitPass
		err = ts.Exec("rasoat", args...)
		if exit, ok := err.(*exec.ExitError); ok {
			got = exit.ExitCode()
		} else if err != nil {
			ts.Fatalf("rasoat: %v", err)
		}
		if got != want {
			ts.Fatalf("exit code %d, want %d", got, want)
		}
	}
}

var _ = bytes.Equal
