package linter

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// ApproveOptions says who approves what.
type ApproveOptions struct {
	Dir      string   // the site's root folder, in a Git repository
	Pages    []string // from the site's root; they are approved as they are in the commit HEAD
	Base     string   // revision that the change is compared with, as the check does; empty: the branch that is published
	As       string   // id of the person; empty: whose key it is
	Note     string   // kept with the record
	Language string   // of the messages; empty: as configured
	Now      time.Time

	// Signer opens the key. Where there are several, it takes the first whose fingerprint is known to the site.
	Signer func(known func(fingerprint string) bool) (review.Signer, error)
}

// Approval is what became of one page.
type Approval struct {
	Page    string
	Digest  string
	Record  string // id of the record; empty if the approval was refused
	Message string // for the reviewer
}

// Approve signs an approval of each page and appends the records to the ledger in one commit. A page that the person may
// not approve is refused with a reason; the others are approved all the same.
func Approve(ctx context.Context, o ApproveOptions) ([]Approval, error) {
	a, err := newApprover(ctx, o)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	var approvals []Approval
	for _, name := range o.Pages {
		approval, record, err := a.approve(name)
		if err != nil {
			return nil, err
		}
		if record != nil {
			maps.Copy(files, ledger.Files(*record))
		}
		approvals = append(approvals, approval)
	}
	if len(files) == 0 {
		return approvals, nil
	}
	message := "Reviews by " + a.person.ID + "\n\n" + strings.Join(o.Pages, "\n") + "\n"
	by := repo.Identity{Name: a.person.ID, Email: a.person.ID + "@rasoat.invalid"}
	return approvals, a.input.repository.Append(reviewsBranch, files, message, by, o.Now)
}

// approver is somebody at work on the pages of one commit.
type approver struct {
	run      *run
	input    *input
	now      *edition
	before   *edition                     // nil where nothing is known to compare with
	findings map[string][]finding.Finding // by page
	book     *ledger.Ledger
	signer   review.Signer
	person   review.Person
	options  ApproveOptions
}

// newApprover does what the check does up to the point where it judges, so that both come to the same needs.
func newApprover(ctx context.Context, o ApproveOptions) (*approver, error) {
	s, err := openReviewed(o)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(s.law, "")
	if err != nil {
		return nil, err
	}
	if law.absent || len(law.config.Review) == 0 {
		return nil, errors.New(configFile + ": the site does not say who reviews; add review: and people: first")
	}
	a := &approver{options: o, input: s, findings: map[string][]finding.Finding{}}
	if a.run, err = newRun(law, s.now, Options{Base: s.base, Language: o.Language, Scope: All, Now: o.Now}); err != nil {
		return nil, err
	}
	if a.now, a.before, err = a.run.editions(ctx, s); err != nil {
		return nil, err
	}
	found, err := a.run.findings(ctx, s, a.now, a.before)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		a.findings[f.Path] = append(a.findings[f.Path], f)
	}
	if a.book, err = a.run.records(s, nil); err != nil {
		return nil, err
	}
	return a, a.identify()
}

// openReviewed opens the change that the check would judge: from o.Base, or from the branch that is published, to the commit
// HEAD. Where that branch is not to be found, or has all of HEAD already, it is the commit as it is.
func openReviewed(o ApproveOptions) (*input, error) {
	repository, err := repo.Open(o.Dir)
	if err != nil {
		return nil, err
	}
	s := &input{repository: repository}
	if s.root, err = siteRoot(repository, o.Dir); err != nil {
		return nil, err
	}
	if s.head, err = repository.Resolve("HEAD"); err != nil {
		return nil, err
	}
	if o.Base != "" {
		if s.base, err = repository.Resolve(o.Base); err != nil {
			return nil, fmt.Errorf("--base %s: %w", o.Base, err)
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

// identify opens the key and finds the person behind it.
func (a *approver) identify() (err error) {
	owners := map[string][]string{} // by fingerprint
	for _, k := range a.run.law.config.Signers.Keys() {
		owners[k.Fingerprint] = append(owners[k.Fingerprint], k.Principals...)
	}
	if a.signer, err = a.options.Signer(func(fingerprint string) bool { return owners[fingerprint] != nil }); err != nil {
		return err
	}
	ids := owners[a.signer.Fingerprint()]
	id := a.options.As
	switch {
	case id == "" && len(ids) == 1:
		id = ids[0]
	case id == "" && len(ids) > 1:
		return fmt.Errorf("--as: the key belongs to %s; say which of them you are", strings.Join(ids, ", "))
	case len(ids) == 0:
		return fmt.Errorf(".rasoat/allowed_signers: your key is not in it, so nobody could check your approval; "+
			"have an administrator add the line: YOUR-ID %s", a.signer.Public())
	case !slices.Contains(ids, id):
		return fmt.Errorf("--as %s: your key belongs to %s", id, strings.Join(ids, ", "))
	}
	person, ok := a.run.law.config.People.ByID(id)
	if !ok {
		return fmt.Errorf("%s: there is nobody with the id %s; add them, or write --as", a.run.law.config.PeoplePath, id)
	}
	a.person = person
	return nil
}

// approve makes a record for one page, or says why it does not.
func (a *approver) approve(name string) (Approval, *review.Record, error) {
	refuse := func(why string) (Approval, *review.Record, error) {
		return Approval{Page: name, Message: a.run.say.Say("approve.refused", "page", name, "why", why)}, nil, nil
	}
	u, err := a.unit(name)
	if err != nil {
		return Approval{}, nil, err
	}
	if why, err := a.unseen(u); err != nil {
		return Approval{}, nil, err
	} else if why != "" {
		return refuse(why)
	}
	p := gate.Page{Path: name, Digest: u.digest, Needs: u.need, Within: u.within, Chain: a.book.Chain(name)}
	if err := a.run.historian(a.input, a.book, []unit{u}).follow(u, &p); err != nil {
		return Approval{}, nil, err
	}
	if u.digest == review.Absent && len(p.Touches) == 0 {
		return refuse(a.run.say.Say("approve.unknown-page"))
	}
	record, err := review.Sign(a.statement(u, a.judge(p).Hands), a.signer)
	if err != nil {
		return Approval{}, nil, fmt.Errorf("%s: cannot be signed: %w", name, err)
	}
	record.Signer = a.person.ID
	if why := a.refusal(p, record); !why.None() {
		return refuse(a.run.reason(why))
	}
	message := a.run.say.Say("approve.done", "page", name, "who", a.person.ID, "digest", u.digest)
	return Approval{Page: name, Digest: u.digest, Record: record.ID, Message: message}, &record, nil
}

// unit works out digest and needs of what is to be approved.
func (a *approver) unit(name string) (unit, error) {
	if a.now.sheet(name) != nil || a.before != nil && a.before.sheet(name) != nil {
		u, err := a.run.pageUnit(a.now, a.before, name, a.findings[name])
		if err != nil {
			return u, err
		}
		return u, a.run.bind(a.input, a.now, &u)
	}
	gated := a.before != nil && slices.Contains(a.run.gatedFiles(a.input, a.now, a.before), name)
	if gated || a.input.whole.Has(a.input.inRepository(name)) {
		return a.run.fileUnit(a.input, a.now, name)
	}
	return unit{path: name, digest: review.Absent, files: []string{a.input.inRepository(name)}}, nil
}

// unseen says why the reviewer cannot have seen what would be signed: it cannot be read, it is not in the folder as it is in
// the commit, or the published branch has meanwhile changed a file of it.
func (a *approver) unseen(u unit) (why string, err error) {
	if u.unreadable {
		return a.run.say.Say("approve.unreadable"), nil
	}
	if a.input.repository.Top() == "" {
		return "", nil
	}
	folder, err := repo.WorkTree(a.input.repository.Top())
	if err != nil {
		return "", err
	}
	commit, err := a.input.repository.Tree(a.input.head)
	if err != nil {
		return "", err
	}
	for _, file := range u.files {
		here, hereErr := folder.Read(filepath.ToSlash(file), maxEmbed)
		there, thereErr := commit.Read(file, maxEmbed)
		if (hereErr == nil) != (thereErr == nil) || string(here) != string(there) {
			return a.run.say.Say("approve.uncommitted", "file", a.input.name(file)), nil
		}
		mine, _ := commit.Get(file)
		if theirs, _ := a.input.whole.Get(file); mine.ID != theirs.ID {
			return a.run.say.Say("approve.behind", "file", a.input.name(file)), nil
		}
	}
	return "", nil
}

// statement says that the person approves the unit, which the hands have touched.
func (a *approver) statement(u unit, hands []string) *review.Statement {
	s := &review.Statement{Type: review.Type, Site: a.run.law.config.SiteID(), Page: u.path, Digest: u.digest,
		Verdict: review.Approve, By: a.person.ID, Hands: hands, At: a.options.Now, Policy: a.run.law.config.PolicyDigest(),
		Note: a.options.Note, Basis: review.Basis{Kind: review.Signature, Commit: a.input.head}}
	if u.digest == review.Absent {
		s.Verdict = review.Remove
	}
	if tip, ok := a.book.Chain(u.path).Tip(); ok {
		s.Supersedes = &tip.ID
	}
	if u.within > 0 {
		until := s.At.Add(u.within)
		s.Until = &until
	}
	return s
}

// judge asks the gate about one page.
func (a *approver) judge(p gate.Page) gate.Verdict {
	return gate.Judge([]gate.Page{p}, a.run.law.config.People, a.options.Now)[0]
}

// refusal says why the record would not count if it were written; zero if it would.
func (a *approver) refusal(p gate.Page, record review.Record) review.Reason {
	p.Chain.Records = append(slices.Clone(p.Chain.Records), record)
	v := a.judge(p)
	for i, approval := range v.Approvals {
		if approval.Record == record.ID && !approval.Counts {
			return v.Refusals[i]
		}
	}
	return review.Reason{}
}
