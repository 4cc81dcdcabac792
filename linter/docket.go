package linter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// Place says where a reviewer looks: at a site as it is in a commit, and at what that changes.
type Place struct {
	Dir      string // the site's root folder, in a Git repository
	Base     string // revision that the change is compared with, as the check does; empty: the branch that is published
	Head     string // revision that is looked at; empty: HEAD
	Language string // of the messages; empty: as configured
	Now      time.Time
}

// docket is all that is known of the reviews of a site, for whoever looks at single pages. It is worked out in the code of
// the check, up to the point where that judges, so that both come to the same needs.
type docket struct {
	run      *run
	input    *input
	now      *edition
	before   *edition                     // nil where nothing is known to compare with
	findings map[string][]finding.Finding // by page
	book     *ledger.Ledger
}

func openDocket(ctx context.Context, at Place) (*docket, error) {
	s, err := openReviewed(at)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(s.law, Options{})
	if err != nil {
		return nil, err
	}
	if law.absent || len(law.config.Review) == 0 {
		return nil, errors.New(configFile + ": the site does not say who reviews; add review: and people: first")
	}
	d := &docket{input: s, findings: map[string][]finding.Finding{}}
	if d.run, err = newRun(law, s.now, Options{Base: s.base, Language: at.Language, Scope: All, Now: at.Now}); err != nil {
		return nil, err
	}
	if d.now, d.before, err = d.run.editions(ctx, s); err != nil {
		return nil, err
	}
	found, err := d.run.findings(ctx, s, d.now, d.before)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		d.findings[f.Path] = append(d.findings[f.Path], f)
	}
	d.book, err = d.run.records(s, nil)
	return d, err
}

// openReviewed opens the change that the check would judge: from the base that is named, or from the branch that is published, to the
// commit that is looked at. Where that branch is not to be found, or has all of it already, it is the commit as it is.
func openReviewed(at Place) (*input, error) {
	repository, err := repo.Open(at.Dir)
	if err != nil {
		return nil, err
	}
	s := &input{repository: repository}
	if s.root, err = siteRoot(repository, at.Dir); err != nil {
		return nil, err
	}
	if s.head, err = repository.Resolve(cmp.Or(at.Head, "HEAD")); err != nil {
		return nil, err
	}
	if at.Base != "" {
		if s.base, err = repository.Resolve(at.Base); err != nil {
			return nil, fmt.Errorf("--base %s: %w", at.Base, err)
		}
		return s, s.merge()
	}
	if s.base = published(repository, s.head); s.base != "" {
		return s, s.merge()
	}
	if s.whole, err = repository.Tree(s.head); err != nil {
		return nil, err
	}
	s.now = s.whole.Sub(s.root)
	s.law = s.now
	return s, nil
}

// published returns the commit of the branch that is published, where head has something that it lacks; else "".
func published(repository *repo.Repository, head string) string {
	for _, name := range []string{"refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
		"refs/heads/main", "refs/heads/master"} {
		base, err := repository.Resolve(name)
		if err != nil {
			continue
		}
		if parted, err := repository.MergeBases(base, head); err != nil || slices.Contains(parted, head) {
			return ""
		}
		return base
	}
	return ""
}

// unit works out digest and needs of a page, or of another file that is gated.
func (d *docket) unit(name string) (unit, error) {
	if name == review.WholeSite {
		return d.run.siteUnit(d.now)
	}
	if d.now.sheet(name) != nil || d.before != nil && d.before.sheet(name) != nil {
		u, err := d.run.pageUnit(d.now, d.before, name, d.findings[name])
		if err != nil {
			return u, err
		}
		return u, d.run.bind(d.input, d.now, &u)
	}
	gated := d.before != nil && slices.Contains(d.run.gatedFiles(d.input, d.now, d.before), name)
	if gated || d.input.whole.Has(d.input.inRepository(name)) {
		return d.run.fileUnit(d.input, d.now, name)
	}
	return unit{path: name, digest: review.Absent, files: []string{d.input.inRepository(name)}}, nil
}

// page gathers all that the gate must know of a unit, its whole history among it.
func (d *docket) page(u unit) (gate.Page, error) {
	words, err := chain(u, d.run.evidences(d.input, d.book))
	if err != nil {
		return gate.Page{}, err
	}
	p := gate.Page{Path: u.path, Digest: u.digest, Takedown: u.takedown, Needs: u.need, Within: u.within, Signed: u.signed, Chain: words}
	if u.oldPath != "" {
		p.OldPath, p.OldDigest, p.OldChain = u.oldPath, u.oldDigest, d.book.Chain(u.oldPath)
	}
	if p.Published, err = d.run.published(d.before, u); err != nil {
		return p, err
	}
	return p, d.run.historian(d.input, d.book, []unit{u}).follow(u, &p)
}

// judge asks the gate about one page.
func (d *docket) judge(p gate.Page) gate.Verdict {
	return gate.Judge([]gate.Page{p}, d.run.law.config.People, d.run.options.Now)[0]
}

// known reports whether a unit is or was there at all.
func known(u unit, p gate.Page) bool { return u.digest != review.Absent || len(p.Touches) > 0 }
