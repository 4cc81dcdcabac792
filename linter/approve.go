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

	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// ApproveOptions says who approves what.
type ApproveOptions struct {
	Dir      string   // the site's root folder, in a Git repository
	Pages    []string // from the site's root; they are approved as they are in the commit HEAD
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
	run     *run
	input   *input
	site    *edition
	book    *ledger.Ledger
	signer  review.Signer
	person  review.Person
	options ApproveOptions
}

func newApprover(ctx context.Context, o ApproveOptions) (*approver, error) {
	a := &approver{options: o, input: &input{}}
	s := a.input
	var err error
	if s.repository, err = repo.Open(o.Dir); err != nil {
		return nil, err
	}
	if s.root, err = siteRoot(s.repository, o.Dir); err != nil {
		return nil, err
	}
	if s.head, err = s.repository.Resolve("HEAD"); err != nil {
		return nil, err
	}
	if s.whole, err = s.repository.Tree(s.head); err != nil {
		return nil, err
	}
	s.now = s.whole.Sub(s.root)
	law, err := readLaw(s.now, "")
	if err != nil {
		return nil, err
	}
	if law.absent || len(law.config.Review) == 0 {
		return nil, errors.New(configFile + ": the site does not say who reviews; add review: and people: first")
	}
	if a.run, err = newRun(law, s.now, Options{Language: o.Language, Now: o.Now}); err != nil {
		return nil, err
	}
	if a.site, err = a.run.read(ctx, s.now); err != nil {
		return nil, err
	}
	if a.book, err = a.run.ledger(s); err != nil {
		return nil, err
	}
	return a, a.identify()
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
	if changed, err := a.uncommitted(u); err != nil || changed != "" {
		if err != nil {
			return Approval{}, nil, err
		}
		return refuse(a.run.say.Say("approve.uncommitted", "file", changed))
	}
	p := gate.Page{Path: name, Digest: u.digest, Needs: u.need, Within: u.within, Chain: a.book.Chain(name)}
	if err := a.run.follow(a.input, u, a.input.repository.Trace(u.files), &p); err != nil {
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
	if a.site.sheet(name) == nil && a.input.now.Has(name) {
		u := unit{path: name, files: []string{a.input.inRepository(name)}, need: review.Need{adminRole: 1}}
		var err error
		u.digest, err = fileDigest(a.input.now, name)
		return u, err
	}
	if a.site.sheet(name) == nil {
		return unit{path: name, digest: review.Absent, files: []string{a.input.inRepository(name)}}, nil
	}
	u, err := a.run.pageUnit(a.site, nil, name, nil)
	if err != nil {
		return u, err
	}
	err = a.run.bind(a.input, a.site, &u)
	return u, err
}

// uncommitted returns the first of the unit's files that is not in the folder as it is in the commit: what is signed
// must be what the reviewer sees.
func (a *approver) uncommitted(u unit) (string, error) {
	if a.input.repository.Top() == "" {
		return "", nil
	}
	tree, err := repo.WorkTree(a.input.repository.Top())
	if err != nil {
		return "", err
	}
	for _, file := range u.files {
		here, hereErr := tree.Read(filepath.ToSlash(file), maxEmbed)
		there, thereErr := a.input.whole.Read(file, maxEmbed)
		if (hereErr == nil) != (thereErr == nil) || string(here) != string(there) {
			return file, nil
		}
	}
	return "", nil
}

// statement says that the person approves the unit, which the hands have touched.
func (a *approver) statement(u unit, hands []string) *review.Statement {
	s := &review.Statement{Type: review.Type, Site: a.run.law.config.SiteID(), Page: u.path, Digest: u.digest,
		Verdict: review.Approve, By: a.person.ID, Hands: hands, At: a.options.Now, Policy: a.run.law.config.PolicyDigest(),
		Note: a.options.Note, Basis: review.Basis{Kind: review.Signature, Commit: a.input.head}}
	if u.digest == page.Absent {
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
