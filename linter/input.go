package linter

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/repo"
)

// input is what a run judges, and by what.
type input struct {
	repository *repo.Repository // nil outside Git
	root       string           // the site's folder in the repository, "." at its top

	law    *repo.Tree // the site's files that decide: configuration, rules, people
	now    *repo.Tree // the site as it would be published
	before *repo.Tree // the site without the change; nil when there is no base
	whole  *repo.Tree // the repository as it would be

	published *repo.Tree // the repository without the change; nil when there is no base

	changes  []repo.Change   // from before to now, in the site
	outside  []repo.Change   // in the repository, out of or into the site among them
	diverged map[string]bool // pages that both sides changed since they parted

	base, head string // commits; empty on a work tree
	ledger     string // commit of the ledger that counts; empty: its branch

	book *ledger.Ledger // all of it, once it was read

	mu   sync.Mutex
	past map[string]func() (*edition, error) // of earlier commits, nothing of them read
	kept int                                 // entries of all of them
}

// openInput opens the work tree, or the change from o.Base to o.Head.
func openInput(o Options) (*input, error) {
	if o.Base == "" {
		return openWorkTree(o)
	}
	if o.Config != "" && (!fs.ValidPath(o.Config) || !strings.HasPrefix(o.Config, ".rasoat")) {
		// Only files of these names need an administrator to be changed.
		return nil, fmt.Errorf("--config %s: with --base it is read from the base commit; write a path from the site's root that "+
			"begins with .rasoat, such as .rasoat/web.yml", o.Config)
	}
	return openChange(o)
}

func openWorkTree(o Options) (*input, error) {
	if o.Head != "" {
		return nil, errors.New("--head: needs --base; name the revision that it is compared with")
	}
	tree, err := repo.WorkTree(o.Dir)
	if err != nil {
		return nil, err
	}
	s := &input{law: tree, now: tree, root: "."}
	repository, err := repo.Open(o.Dir)
	if err != nil {
		// The gate does not decide on a work tree, so a folder without a readable repository is judged by its content.
		return s, nil
	}
	if root, err := siteRoot(repository, o.Dir); err == nil {
		s.repository, s.root = repository, root
	}
	return s, nil
}

func openChange(o Options) (*input, error) {
	repository, err := repo.Open(o.Dir)
	if err != nil {
		return nil, err
	}
	s := &input{repository: repository}
	if s.root, err = siteRoot(repository, o.Dir); err != nil {
		return nil, err
	}
	if s.base, err = repository.Resolve(o.Base); err != nil {
		return nil, fmt.Errorf("--base %s: %w", o.Base, err)
	}
	head := o.Head
	if head == "" {
		head = "HEAD"
	}
	if s.head, err = repository.Resolve(head); err != nil {
		return nil, fmt.Errorf("--head %s: %w", head, err)
	}
	return s, s.merge()
}

// merge works out the tree that merging head into base will produce: what only one side changed since they parted.
func (s *input) merge() error {
	commits, err := s.repository.MergeBases(s.base, s.head)
	if err != nil {
		return err
	}
	var trees []*repo.Tree
	for _, commit := range append(commits, s.base, s.head) {
		tree, err := s.repository.Tree(commit)
		if err != nil {
			return err
		}
		trees = append(trees, tree)
	}
	parted, base, head := trees[:len(commits)], trees[len(commits)], trees[len(commits)+1]
	merged, both := repo.Merge(parted, base, head)
	s.whole, s.published = merged, base
	s.before, s.now = base.Sub(s.root), merged.Sub(s.root)
	s.law = s.before
	s.changes = repo.Changes(s.before, s.now)
	for _, c := range repo.Changes(base, merged) {
		if c.Path = s.name(c.Path); c.OldPath != "" {
			c.OldPath = s.name(c.OldPath)
		}
		if isOutside(c.Path) || isOutside(c.OldPath) {
			s.outside = append(s.outside, c)
		}
	}
	s.diverged = map[string]bool{}
	for _, p := range both {
		s.diverged[s.name(p)] = true
	}
	return nil
}

// name turns a path of the repository into the one from the site's root that reports and records have for it. Outside the
// site it begins with ../, as no path inside does.
func (s *input) name(p string) string {
	up := ""
	for folder := s.root; folder != "."; folder = path.Dir(folder) {
		if rest, ok := strings.CutPrefix(p, folder+"/"); ok {
			return up + rest
		}
		up += "../"
	}
	return up + p
}

// isOutside reports whether a name is that of a file outside the site.
func isOutside(name string) bool { return strings.HasPrefix(name, "../") }

// records returns the files of the ledger. A repository without its branch has none, and then nothing is approved.
func (s *input) records() (*repo.Tree, error) {
	if s.ledger != "" {
		return s.repository.Tree(s.ledger)
	}
	tree, err := s.repository.Branch(reviewsBranch)
	if errors.Is(err, repo.ErrNoBranch) {
		return repo.Memory(nil), nil
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", reviewsBranch, err)
	}
	return tree, nil
}

// inRepository turns a name back into a path of the repository.
func (s *input) inRepository(name string) string { return path.Join(s.root, name) }

// siteRoot returns where dir stands in the repository's work tree; in a bare repository the site is at the top. Links
// inside the work tree are not followed: they are part of what is judged.
func siteRoot(r *repo.Repository, dir string) (string, error) {
	if r.Top() == "" {
		return ".", nil
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	root, err := filepath.Rel(r.Top(), full)
	if err == nil && filepath.IsLocal(root) {
		return filepath.ToSlash(root), nil
	}
	if full, err = filepath.EvalSymlinks(full); err != nil {
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	if root, err = filepath.Rel(r.Top(), full); err != nil || !filepath.IsLocal(root) {
		return "", fmt.Errorf("%s: not inside the repository at %s; name a folder in it", dir, r.Top())
	}
	return filepath.ToSlash(root), nil
}
