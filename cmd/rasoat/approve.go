package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/report"
	"github.com/rasoat/rasoat/linter/review"
)

// reviewFlags are the options of the commands that say something of pages.
type reviewFlags struct {
	placeFlags
	as, key, note    string
	dryRun, override bool
}

// placeFlags are the options of the commands that look at the reviews of pages.
type placeFlags struct{ dir, base, lang string }

func (f *placeFlags) add(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&f.dir, "site", ".", "the site's root folder")
	flags.StringVar(&f.base, "base", "", "revision that the check compares with (default: the published branch, such as origin/main)")
	flags.StringVar(&f.lang, "lang", "", "language of the messages: vi or en (default: as configured)")
}

func (f *placeFlags) place(env environment) linter.Place {
	return linter.Place{Dir: env.path(f.dir), Base: f.base, Language: f.lang, Now: env.now()}
}

func newApprove(env environment) *cobra.Command {
	command, f := newVerdict(env, review.Approve)
	command.Short = "Approve pages exactly as they are in the current commit"
	command.Example = `  rasoat approve content/thong-bao/tuyen-sinh.md --key ~/.ssh/id_ed25519
  rasoat approve content/tin-tuc/*.md --as p.hieutruong     # with the key in the SSH agent
  rasoat approve content/tin-tuc/hoi.md --dry-run           # what has changed since the last approval
  git push origin rasoat/reviews                            # then share the approvals`
	command.Long = `approve signs, for each page, a record of its digest: its bytes and the local files in it, as committed. Any later
edit voids the approval. The record is appended to the branch rasoat/reviews of this repository. Before it signs it
shows what has changed since the page was last approved.

A page that the current commit has deleted is approved for removal. The name . stands for the site as a whole: for what
rules find about it and leave to a reviewer, such as a page that is missing.`
	command.Flags().BoolVar(&f.override, "override", false, "approve against advice; shown as such, and needs --note")
	return command
}

func newReject(env environment) *cobra.Command {
	command, _ := newVerdict(env, review.Reject)
	command.Short = "Say that pages may not be published as they are"
	command.Example = `  rasoat reject content/tin-tuc/hoi.md --note "Xin ghi nguồn ảnh."`
	command.Long = `reject signs a record that holds a page back in exactly this content, whoever else has approved it. It is undone by
an approval of the same person, by withdraw, or by another version of the page.`
	return command
}

func newWithdraw(env environment) *cobra.Command {
	command, _ := newVerdict(env, review.Withdraw)
	command.Short = "Take back what you said of pages"
	command.Example = `  rasoat withdraw content/tin-tuc/hoi.md`
	command.Long = `withdraw signs a record that takes back your last word on a page in exactly this content, be it a yes or a no.`
	return command
}

func newAdopt(env environment) *cobra.Command {
	command, _ := newVerdict(env, review.Adopt)
	command.Short = "Take in pages that were published before there was a gate"
	command.Example = `  rasoat adopt content/gioi-thieu/*.md --key ~/.ssh/id_ed25519`
	command.Long = `adopt signs a record that a page, published as it is before anybody reviewed it, may stay so. From then on every
change of it is reviewed like any other. A page that the current change touches cannot be adopted.`
	return command
}

// newVerdict returns the command that says one thing of pages.
func newVerdict(env environment, verdict review.Verdict) (*cobra.Command, *reviewFlags) {
	var f reviewFlags
	command := &cobra.Command{
		Use:  string(verdict) + " PAGE…",
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, pages []string) error {
			if f.override {
				return sayOf(env, f, review.Override, pages)
			}
			return sayOf(env, f, verdict, pages)
		},
	}
	f.add(command)
	flags := command.Flags()
	flags.StringVar(&f.as, "as", "", "your id in .rasoat/people.yml (default: whose key it is)")
	flags.StringVar(&f.key, "key", "", "your SSH private key file (default: the SSH agent)")
	flags.StringVar(&f.note, "note", "", "a sentence that is kept with the record")
	flags.BoolVar(&f.dryRun, "dry-run", false, "write nothing, only say what would be recorded")
	return command, &f
}

// sayOf records a verdict on pages.
func sayOf(env environment, f reviewFlags, verdict review.Verdict, pages []string) error {
	keys := keyring{env: env, file: f.key}
	defer keys.close()
	reviewed, err := linter.Review(env.ctx, linter.ReviewOptions{
		Place: f.place(env), Verdict: verdict, Pages: env.sitePaths(f.dir, pages), As: f.as, Note: f.note, DryRun: f.dryRun,
		Signer: keys.open,
		Show: func(_ string, since []string) {
			for _, line := range since {
				fmt.Fprintln(env.stdout, report.Visible(line))
			}
		},
	})
	if err != nil {
		return err
	}
	refused := false
	for _, a := range reviewed {
		refused = refused || a.Record == ""
		fmt.Fprintln(env.stdout, report.Visible(a.Message))
	}
	if refused {
		return errBlocked
	}
	return nil
}

// sitePaths turns the page names on the command line into paths from the site's root; ../ leads out of the site. A name
// that neither leads into the site nor to a file is taken as such a path already.
func (e environment) sitePaths(site string, pages []string) []string {
	paths := make([]string, len(pages))
	for i, page := range pages {
		relative, err := filepath.Rel(e.path(site), e.path(page))
		if _, missing := os.Lstat(e.path(page)); err != nil || !filepath.IsLocal(relative) && missing != nil {
			relative = page
		}
		paths[i] = filepath.ToSlash(filepath.Clean(relative))
	}
	return paths
}

// keyring opens the reviewer's key: a file, asking for its passphrase on a terminal, or the SSH agent.
type keyring struct {
	env  environment
	file string
	text string   // the key itself, where a job has it in its environment
	conn net.Conn // to the agent
}

func (k *keyring) close() {
	if k.conn != nil {
		k.conn.Close()
	}
}

func (k *keyring) open(known func(fingerprint string) bool) (review.Signer, error) {
	if k.file == "" && k.text != "" {
		signer, err := review.KeySigner([]byte(strings.TrimSpace(k.text)+"\n"), nil)
		if err != nil {
			return nil, fmt.Errorf("RASOAT_NOTARY_KEY: %w", err)
		}
		return signer, nil
	}
	if k.file == "" {
		return k.agent(known)
	}
	pem, err := os.ReadFile(k.env.path(k.file))
	if err != nil {
		return nil, fmt.Errorf("--key: %w", err)
	}
	signer, err := review.KeySigner(pem, nil)
	if errors.Is(err, review.ErrPassphrase) {
		passphrase, readErr := readPassphrase(k.env, k.file)
		if readErr != nil {
			return nil, readErr
		}
		signer, err = review.KeySigner(pem, passphrase)
	}
	if err != nil {
		return nil, fmt.Errorf("--key %s: %w", k.file, err)
	}
	return signer, nil
}

// agent takes the first key of the SSH agent that the site knows.
func (k *keyring) agent(known func(fingerprint string) bool) (review.Signer, error) {
	socket := k.env.getenv("SSH_AUTH_SOCK")
	if socket == "" {
		return nil, errors.New("no key: write --key FILE, or start an SSH agent and add your key with ssh-add")
	}
	var err error
	if k.conn, err = net.Dial("unix", socket); err != nil {
		return nil, fmt.Errorf("the SSH agent cannot be reached: %w; write --key FILE instead", err)
	}
	signer, err := review.AgentSigner(k.conn, known)
	if err != nil {
		return nil, fmt.Errorf("the SSH agent: %w; add your key with ssh-add, and have it listed in .rasoat/allowed_signers", err)
	}
	return signer, nil
}

func readPassphrase(env environment, key string) ([]byte, error) {
	file, ok := env.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return nil, fmt.Errorf("--key %s: it needs a passphrase, and there is no terminal to ask at; add it to the SSH agent with ssh-add", key)
	}
	fmt.Fprintf(env.stderr, "Passphrase for %s: ", key)
	passphrase, err := term.ReadPassword(int(file.Fd()))
	io.WriteString(env.stderr, "\n")
	return passphrase, err
}
