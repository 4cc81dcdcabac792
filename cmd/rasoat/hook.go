package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/report"
	"github.com/rasoat/rasoat/linter/review"
)

// maxRefs bounds the references of one push.
const maxRefs = 10_000

func newHook(env environment) *cobra.Command {
	command := &cobra.Command{
		Use:   "hook",
		Short: "Judge what is pushed to a bare repository of one's own",
		Example: `  rasoat hook install /srv/git/site.git     # once, on the server; may be run again
  git push origin main                      # from then on every push is judged there`,
		Long: `hook is the gate of a school that keeps its site on a server of its own, without a forge. The branch that HEAD of the bare
repository names is published: a push to it must continue it, and must hold what check --base asks for. The ledger
rasoat/reviews only grows, by good records only. All other branches are free, so that work can be shared for review.

What could not be judged is not let in. The messages are in the site's language, because what LANG holds on a server may be
the server's or the pusher's. Settings come from the environment of the hook:
  RASOAT_LANGUAGE  vi or en (default: as configured)
  RASOAT_PUSHER    e-mail address of who pushes, for a server that knows it: one more hand, who cannot approve`,
	}
	command.AddCommand(newHookInstall(env), newPreReceive(env), newUpdate(env))
	return command
}

func newPreReceive(env environment) *cobra.Command {
	return &cobra.Command{
		Use:     "pre-receive",
		Short:   "Judge a whole push; Git runs it and tells on standard input what is pushed",
		Example: `  echo "$old $new refs/heads/main" | rasoat hook pre-receive     # in the bare repository`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			refs, err := readRefs(env.stdin)
			if err != nil {
				return err
			}
			push := answer.Push{Refs: refs}
			if quarantine := env.getenv("GIT_QUARANTINE_PATH"); quarantine != "" {
				push.Quarantine = env.path(quarantine)
			}
			return receive(env, push)
		},
	}
}

func newUpdate(env environment) *cobra.Command {
	return &cobra.Command{
		Use:     "update REF OLD NEW",
		Short:   "Judge one reference of a push, for servers that have another pre-receive hook",
		Example: `  exec rasoat hook update "$@"     # the hook called update of the bare repository`,
		Args:    cobra.ExactArgs(3),
		RunE: func(_ *cobra.Command, args []string) error {
			ref, err := newRef(args[0], args[1], args[2])
			if err != nil {
				return err
			}
			return receive(env, answer.Push{Refs: []answer.Ref{ref}})
		},
	}
}

// receive judges a push and tells the pusher. Git shows them what is written, line by line.
func receive(env environment, push answer.Push) error {
	o := linter.Options{Dir: env.path("."), Language: env.getenv("RASOAT_LANGUAGE"), Now: env.now(), Version: version()}
	if pusher := env.getenv("RASOAT_PUSHER"); pusher != "" {
		o.Hands = []review.Identity{{Email: pusher}}
	}
	list, err := linter.Receive(env.ctx, o, push)
	if err != nil {
		return err
	}
	var told bytes.Buffer
	refused := false
	for _, r := range list {
		refused = refused || r.Refused
		if r.Words != "" {
			fmt.Fprintln(&told, report.Visible(r.Words))
		}
		if r.Report == nil {
			continue
		}
		if err := report.Write(&told, "text", r.Report, report.Options{}); err != nil {
			return err
		}
	}
	if _, err := io.Copy(env.stdout, &told); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	if refused {
		return errBlocked
	}
	return nil
}

// readRefs reads what Git tells a pre-receive hook: "old new ref" on each line.
func readRefs(r io.Reader) ([]answer.Ref, error) {
	var refs []answer.Ref
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		words := strings.SplitN(lines.Text(), " ", 3)
		if len(words) != 3 {
			return nil, fmt.Errorf("standard input: %q is not what Git tells a hook, OLD NEW REF", lines.Text())
		}
		ref, err := newRef(words[2], words[0], words[1])
		if err != nil {
			return nil, err
		}
		if refs = append(refs, ref); len(refs) > maxRefs {
			return nil, fmt.Errorf("more than %d references are pushed at once; push them in parts", maxRefs)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	if len(refs) == 0 {
		return nil, errors.New("nothing stands on standard input; Git runs this command, see rasoat hook --help")
	}
	return refs, nil
}

// newRef reads a reference and its hashes; forty zeros say that it is not there.
func newRef(name, before, after string) (answer.Ref, error) {
	ref := answer.Ref{Name: name, Old: before, New: after}
	if !strings.HasPrefix(name, "refs/") {
		return ref, fmt.Errorf("%q: not the full name of a reference, such as refs/heads/main", name)
	}
	for _, hash := range []*string{&ref.Old, &ref.New} {
		if len(*hash) != 40 || strings.Trim(*hash, "0123456789abcdef") != "" {
			return ref, fmt.Errorf("%s: %q is not a full hash", name, *hash)
		}
		if strings.Trim(*hash, "0") == "" {
			*hash = ""
		}
	}
	return ref, nil
}

// hookMark tells our hook from others'.
const hookMark = "# Written by rasoat hook install, which may be run again."

func newHookInstall(env environment) *cobra.Command {
	return &cobra.Command{
		Use:     "install REPO",
		Short:   "Make a bare repository judge what is pushed to it",
		Example: `  rasoat hook install /srv/git/site.git`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			folder, err := linter.Place{Dir: env.path(args[0])}.Hooks()
			if err != nil {
				return err
			}
			program, err := env.itself()
			if err != nil {
				return err
			}
			hook := filepath.Join(folder, "pre-receive")
			if err := installHook(hook, program); err != nil {
				return err
			}
			fmt.Fprintf(env.stdout, "%s: from now on every push is judged by %s\n", report.Visible(hook), report.Visible(program))
			return nil
		},
	}
}

// itself returns the absolute path of this program, by the name under which it was started.
func (e environment) itself() (string, error) {
	found, err := exec.LookPath(e.program)
	if err == nil || errors.Is(err, exec.ErrDot) {
		found, err = filepath.Abs(found)
	}
	if err != nil {
		return "", fmt.Errorf("the path of this program cannot be told: %w; start it by its full path", err)
	}
	return found, nil
}

// installHook writes the hook, unless it stands there already. The hook of another program is left alone.
func installHook(hook, program string) error {
	text := "#!/bin/sh\n" + hookMark + "\nexec '" + strings.ReplaceAll(program, "'", `'\''`) + "' hook pre-receive\n"
	there, err := os.ReadFile(hook)
	switch {
	case err == nil && !strings.Contains(string(there), hookMark):
		return fmt.Errorf("%s: another program's hook is there and was left alone; let it also run: %s hook pre-receive "+
			"(with the standard input that Git gives it, and fail if that fails)", hook, program)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(hook), 0o755); err != nil {
		return err
	}
	f, err := createFile(hook)
	if err != nil {
		return err
	}
	defer f.discard()
	if _, err := io.WriteString(f, text); err != nil {
		return err
	}
	f.mode = 0o755
	return f.replace()
}
