package linter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// AuditOptions says which published site is audited.
type AuditOptions struct {
	Dir      string // the site's root folder, in a Git repository, or a bare one
	Head     string // revision that is published; empty: HEAD
	Since    string // revision of the ledger's branch that was seen before; empty: none
	Expiring int    // days: an approval that ends within them is told of
	Language string
	Now      time.Time
	Version  string // of the program, for the report

	Progress func(done, total int) // as in Options
}

// Audit judges everything that is published: whether each page, exactly as it is, has been approved by those who may. The
// content of the pages only counts as far as it asks for a reviewer.
func Audit(ctx context.Context, o AuditOptions) (*finding.Report, error) {
	s, err := openPublished(o)
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
	r, err := newRun(law, s.now, Options{Language: o.Language, Scope: All, Now: o.Now, Version: o.Version, Progress: o.Progress})
	if err != nil {
		return nil, err
	}
	r.audits = true
	r.foresee(s)
	now, err := r.read(ctx, s.now)
	if err != nil {
		return nil, err
	}
	asked, err := r.findings(ctx, s, now, nil)
	if err != nil {
		return nil, err
	}
	verdicts, err := r.judge(ctx, s, now, nil, asked)
	if err != nil {
		return nil, err
	}
	found, err := r.reviewFindings(s, now, verdicts)
	if err != nil {
		return nil, err
	}
	told, err := r.auditFindings(s, now, verdicts, o)
	if err != nil {
		return nil, err
	}
	return r.report(s, now, r.settle(append(found, told...), verdicts), verdicts), nil
}

// openPublished opens the site at a commit. A repository without the ledger cannot be audited: its records may only not
// have been fetched.
func openPublished(o AuditOptions) (*input, error) {
	repository, err := repo.Open(o.Dir)
	if err != nil {
		return nil, err
	}
	s := &input{repository: repository}
	if s.root, err = siteRoot(repository, o.Dir); err != nil {
		return nil, err
	}
	head := cmp.Or(o.Head, "HEAD")
	if s.head, err = repository.Resolve(head); err != nil {
		return nil, fmt.Errorf("--head %s: %w", head, err)
	}
	if s.whole, err = repository.Tree(s.head); err != nil {
		return nil, err
	}
	s.now = s.whole.Sub(s.root)
	s.law = s.now
	_, err = repository.Branch(reviewsBranch)
	if errors.Is(err, repo.ErrNoBranch) {
		err = fmt.Errorf("%w, if there is one; on a site where nobody has approved anything yet, the first rasoat approve or, for pages "+
			"that are published already, rasoat adopt PAGE… makes it: then git push origin %s", err, reviewsBranch)
	}
	return s, err
}

// auditFindings tells what only an audit sees: approvals that soon end, pages that were deleted without a review, records
// that count for nothing, and records that are gone.
func (r *run) auditFindings(s *input, now *edition, verdicts []verdict, o AuditOptions) ([]finding.Finding, error) {
	var found []finding.Finding
	tell := func(path, id string, severity finding.Severity, message string) {
		found = append(found, r.place(newSheet(path), draft{rule: id, severity: severity, message: message})...)
	}
	soon := o.Now.AddDate(0, 0, o.Expiring)
	for _, v := range verdicts {
		if v.State == finding.Approved && !v.Ends.IsZero() && !v.Ends.After(soon) {
			tell(v.Page, expiringApproval, finding.Warning, r.say.Say("audit.expiring", "time", r.say.Time(v.Ends)))
		}
	}
	book, err := r.records(s, nil)
	if err != nil {
		return nil, err
	}
	for _, name := range book.Pages() {
		tip, ok := book.Chain(name).Tip()
		if ok && name != review.WholeSite && !s.whole.Has(s.inRepository(name)) && tip.Statement.Digest != review.Absent {
			tell(name, unreviewedRemoval, finding.Warning, r.say.Say("audit.removed", "who", r.called(tip.Statement.By), "time", r.say.Time(tip.Statement.At)))
		}
	}
	for _, refused := range book.Refused() {
		tell(cmp.Or(refused.Page, configFile), refusedRecord, finding.Warning,
			r.say.Say("audit.refused", "record", refused.Path, "why", r.reason(refused.Why)))
	}
	if o.Since == "" {
		return found, nil
	}
	lost, err := lostRecords(s.repository, o.Since)
	for _, path := range lost {
		tell(configFile, lostRecord, finding.Error, r.say.Say("audit.lost", "record", path))
	}
	return found, err
}

// lostRecords lists the files that the ledger had at a revision and has no longer, or with other content.
func lostRecords(repository *repo.Repository, since string) ([]string, error) {
	commit, err := repository.Resolve(since)
	if err != nil {
		return nil, fmt.Errorf("--since %s: %w", since, err)
	}
	before, err := repository.Tree(commit)
	if err != nil {
		return nil, err
	}
	now, err := repository.Branch(reviewsBranch)
	if err != nil {
		return nil, err
	}
	return lostFiles(before, now), nil
}

// lostFiles lists the files that one tree has and the other has not, or with other content.
func lostFiles(before, now *repo.Tree) (lost []string) {
	for _, entry := range before.Entries() {
		if there, ok := now.Get(entry.Path); !ok || there.ID != entry.ID || there.Mode != entry.Mode {
			lost = append(lost, entry.Path)
		}
	}
	return lost
}

// fileChains lists the files that are no pages, are there and have records: whoever approved them once is asked again when
// they change.
func (r *run) fileChains(s *input, now *edition, book *ledger.Ledger) []string {
	var files []string
	for _, name := range book.Pages() {
		if now.sheet(name) == nil && s.whole.Has(s.inRepository(name)) {
			files = append(files, name)
		}
	}
	return files
}
