package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/report"
	"github.com/rasoat/rasoat/linter/review"
)

// approveFlags are the options of rasoat approve.
type approveFlags struct{ dir, base, as, key, note, lang string }

func newApprove(env environment) *cobra.Command {
	var f approveFlags
	command := &cobra.Command{
		Use:   "approve PAGE…",
		Short: "Approve pages exactly as they are in the current commit",
		Example: `  rasoat approve content/thong-bao/tuyen-sinh.md --key ~/.ssh/id_ed25519
  rasoat approve content/tin-tuc/*.md --as p.hieutruong     # with the key in the SSH agent
  git push origin rasoat/reviews                            # then share the approvals`,
		Long: `approve signs, for each page, a record of its digest: its bytes and the local files in it, as committed. Any later
edit voids the approval. The record is appended to the branch rasoat/reviews of this repository.

A page that the current commit has deleted is approved for removal.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, pages []string) error { return approve(env, f, pages) },
	}
	flags := command.Flags()
	flags.StringVar(&f.dir, "site", ".", "the site's root folder")
	flags.StringVar(&f.base, "base", "", "revision that the check compares with (default: the published branch, such as origin/main)")
	flags.StringVar(&f.as, "as", "", "your id in .rasoat/people.yml (default: whose key it is)")
	flags.StringVar(&f.key, "key", "", "your SSH private key file (default: the SSH agent)")
	flags.StringVar(&f.note, "note", "", "a sentence that is kept with the record")
	flags.StringVar(&f.lang, "lang", "", "language of the messages: vi or en (default: as configured)")
	return command
}

func approve(env environment, f approveFlags, pages []string) error {
	keys := keyring{env: env, file: f.key}
	defer keys.close()
	approvals, err := linter.Approve(env.ctx, linter.ApproveOptions{
		Dir: env.path(f.dir), Pages: env.sitePaths(f.dir, pages), Base: f.base, As: f.as, Note: f.note, Language: f.lang,
		Signer: keys.open, Now: env.now(),
	})
	if err != nil {
		return err
	}
	refused := false
	for _, a := range approvals {
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
	conn net.Conn // to the agent
}

func (k *keyring) close() {
	if k.conn != nil {
		k.conn.Close()
	}
}

func (k *keyring) open(known func(fingerprint string) bool) (review.Signer, error) {
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
