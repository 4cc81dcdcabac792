package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/review"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rasoat": main})
}

// TestScripts plays the stories in testdata/script: real Git repositories, real keys, the command line as users type it.
func TestScripts(t *testing.T) {
	school := makeSchool(t)
	guide, err := filepath.Abs("../../docs/it.md")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("NO_COLOR", "1")
			env.Setenv("GUIDE", guide)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"as":       scriptAs,
			"school":   scriptSchool(school),
			"page":     scriptPage,
			"commit":   scriptCommit,
			"replace":  scriptReplace,
			"newkey":   scriptNewKey,
			"agent":    scriptAgent,
			"record":   scriptRecord,
			"latin1":   scriptWrite("---\ntitle: x\n---\ntr\xe2n tr\xe4ng\n"),
			"big":      scriptWrite("---\ntitle: x\n---\n" + strings.Repeat("dài ", 400_000)),
			"deep":     scriptWrite("---\ntitle: x\n---\n" + strings.Repeat(">", 5000) + " a\n"),
			"verify":   scriptVerify,
			"guide":    scriptGuide,
			"blocked":  scriptExit(exitBlocked),
			"passes":   scriptExit(exitPass),
			"unjudged": scriptExit(exitFault),
		},
	})
}

// makeSchool makes the site that the cases of the gate are played on, once: testdata/school, its people's keys beside it, all
// committed by p.lan.
func makeSchool(t *testing.T) string {
	work := t.TempDir()
	site := filepath.Join(work, "site")
	if err := os.CopyFS(site, os.DirFS("testdata/school")); err != nil {
		t.Fatal(err)
	}
	run := func(dir, program string, args ...string) {
		command := exec.Command(program, args...)
		command.Dir = dir
		command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_NAME=lan", "GIT_AUTHOR_EMAIL=lan@hoasen.example", "GIT_COMMITTER_NAME=lan", "GIT_COMMITTER_EMAIL=lan@hoasen.example")
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v\n%s", program, args, err, out)
		}
	}
	var signers strings.Builder
	for _, id := range []string{"p.hieutruong", "p.pho", "p.lan", "p.truc", "p.cu", "may.ghi", "cms"} {
		run(work, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", id, "-f", id)
		public, err := os.ReadFile(filepath.Join(work, id+".pub"))
		if err != nil {
			t.Fatal(err)
		}
		signers.WriteString(id + " " + string(public))
	}
	if err := os.WriteFile(filepath.Join(site, ".rasoat/allowed_signers"), []byte(signers.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	run(site, "git", "init", "-q", "--template=", "-b", "main")
	run(site, "git", "add", "-A")
	run(site, "git", "commit", "-q", "-m", "Trang web")
	return work
}

// scriptSchool: puts the school's site into $WORK/site and its people's keys beside it, goes there, and is Lan.
func scriptSchool(school string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		work := ts.Getenv("WORK")
		ts.Check(os.CopyFS(work, os.DirFS(school)))
		keys, err := filepath.Glob(filepath.Join(work, "*.pub"))
		ts.Check(err)
		for _, key := range keys {
			ts.Check(os.Chmod(strings.TrimSuffix(key, ".pub"), 0o600))
		}
		ts.Check(ts.Chdir(filepath.Join(work, "site")))
		scriptAs(ts, false, []string{"lan"})
	}
}

// scriptPage FILE TEXT: writes a page.
func scriptPage(ts *testscript.TestScript, neg bool, args []string) {
	name := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
	ts.Check(os.WriteFile(name, []byte("---\ntitle: Bài\n---\n"+args[1]+"\n"), 0o644))
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

// scriptWrite returns the command that writes a text that no script can hold.
func scriptWrite(text string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
	}
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
		got := exitPass
		err := ts.Exec("rasoat", args...)
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

// scriptAgent KEY…: starts an SSH agent that holds the keys, until the script ends.
func scriptAgent(ts *testscript.TestScript, neg bool, args []string) {
	// Not below $WORK: the path of a socket must be short.
	dir, err := os.MkdirTemp("", "agent")
	ts.Check(err)
	socket := dir + "/s"
	agent := exec.Command("ssh-agent", "-D", "-a", socket)
	ts.Check(agent.Start())
	ts.Defer(func() {
		agent.Process.Kill()
		agent.Wait()
		os.RemoveAll(dir)
	})
	for range 100 {
		if _, err := os.Stat(socket); err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Setenv("SSH_AUTH_SOCK", socket)
	for _, key := range args {
		ts.Check(ts.Exec("ssh-add", "-q", ts.MkAbs(key)))
	}
}

// scriptRecord PAGE KEY ID [BASIS]: approves PAGE as it is now in the name of ID without our program: the statement is
// signed by ssh-keygen and stored by git alone. BASIS is the kind of a click that a notary signs for.
func scriptRecord(ts *testscript.TestScript, neg bool, args []string) {
	page, key, id := args[0], ts.MkAbs(args[1]), args[2]
	report := ts.MkAbs("../report.json")
	if err := ts.Exec("rasoat", "check", "--base", "main", "--format", "json="+report); err == nil {
		ts.Fatalf("%s needs no approval", page)
	}
	text, err := os.ReadFile(report)
	ts.Check(err)
	var r finding.Report
	ts.Check(json.Unmarshal(text, &r))
	i := slices.IndexFunc(r.Reviews, func(v finding.PageReview) bool { return v.Page == page })
	if i < 0 {
		ts.Fatalf("%s is not in the report", page)
	}
	statement := review.Statement{Type: review.Type, Site: "hoasen.example", Page: page, Digest: r.Reviews[i].Digest,
		Verdict: review.Approve, By: id, At: time.Now().Add(-time.Minute), Policy: "sha256:" + strings.Repeat("0", 64),
		Basis: review.Basis{Kind: review.Signature}}
	if len(args) > 3 {
		statement.Basis.Kind = args[3]
	}
	raw, err := statement.Bytes()
	ts.Check(err)
	name := ts.MkAbs("../statement.json")
	ts.Check(os.WriteFile(name, raw, 0o644))
	ts.Check(os.RemoveAll(name + ".sig"))
	ts.Check(ts.Exec("ssh-keygen", "-q", "-Y", "sign", "-n", review.Namespace, "-f", key, name))
	record := review.ID(raw)
	ts.Setenv("GIT_INDEX_FILE", ts.MkAbs("../ledger-index"))
	defer ts.Setenv("GIT_INDEX_FILE", ts.MkAbs(".git/index"))
	if ts.Exec("git", "rev-parse", "--verify", "-q", "rasoat/reviews") == nil {
		ts.Check(ts.Exec("git", "read-tree", "rasoat/reviews"))
	}
	for suffix, file := range map[string]string{".json": name, ".sig": name + ".sig"} {
		blob := printed(ts, "git", "hash-object", "-w", file)
		ts.Check(ts.Exec("git", "update-index", "--add", "--cacheinfo", "100644,"+blob+",records/"+record[:2]+"/"+record+suffix))
	}
	commit := []string{"commit-tree", printed(ts, "git", "write-tree"), "-m", "record"}
	if ts.Exec("git", "rev-parse", "--verify", "-q", "rasoat/reviews") == nil {
		commit = append(commit, "-p", "rasoat/reviews")
	}
	ts.Check(ts.Exec("git", "update-ref", "refs/heads/rasoat/reviews", printed(ts, "git", commit...)))
}

// scriptVerify ID: plain ssh-keygen accepts every record of the ledger as signed by ID.
func scriptVerify(ts *testscript.TestScript, neg bool, args []string) {
	names := strings.Fields(printed(ts, "git", "ls-tree", "-r", "--name-only", "rasoat/reviews"))
	verified := 0
	for _, name := range names {
		statement, ok := strings.CutSuffix(name, ".json")
		if !ok {
			continue
		}
		signature := ts.MkAbs("../signature")
		ts.Check(os.WriteFile(signature, []byte(printed(ts, "git", "show", "rasoat/reviews:"+statement+".sig")+"\n"), 0o644))
		command := exec.Command("ssh-keygen", "-q", "-Y", "verify", "-f", ts.MkAbs(".rasoat/allowed_signers"), "-I", args[0],
			"-n", review.Namespace, "-s", signature)
		command.Stdin = strings.NewReader(printed(ts, "git", "show", "rasoat/reviews:"+name) + "\n")
		if out, err := command.CombinedOutput(); err != nil {
			ts.Fatalf("%s: %v\n%s", name, err, out)
		}
		verified++
	}
	if verified == 0 {
		ts.Fatalf("the ledger holds no record")
	}
}

// scriptGuide WORD: runs the block of commands of docs/it.md that holds WORD, as the IT person types it. Nobody is there to
// be asked for a passphrase.
func scriptGuide(ts *testscript.TestScript, neg bool, args []string) {
	text, err := os.ReadFile(ts.Getenv("GUIDE"))
	ts.Check(err)
	for _, block := range strings.Split(string(text), "```sh\n")[1:] {
		commands, _, _ := strings.Cut(block, "```")
		if !strings.Contains(commands, args[0]) {
			continue
		}
		commands = strings.ReplaceAll(commands, "ssh-keygen -t ed25519 -f", "ssh-keygen -t ed25519 -N '' -f")
		if err := ts.Exec("bash", "-euo", "pipefail", "-c", commands); (err != nil) != neg {
			ts.Fatalf("%v\n%s", err, commands)
		}
		return
	}
	ts.Fatalf("docs/it.md has no commands with %s", args[0])
}

// printed runs a program in the script's folder and returns what it prints, without the last line end.
func printed(ts *testscript.TestScript, program string, args ...string) string {
	ts.Check(ts.Exec(program, args...))
	return strings.TrimSuffix(ts.ReadFile("stdout"), "\n")
}
