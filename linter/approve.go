package linter

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// ReviewOptions says who says what of which pages.
type ReviewOptions struct {
	Place
	Verdict review.Verdict // of a page that the commit deletes, an approval becomes a removal
	Pages   []string       // from the site's root; they are judged as they are in the commit HEAD
	As      string         // id of the person; empty: whose key it is
	Note    string         // kept with the record
	DryRun  bool           // write nothing

	// Signer opens the key. Where there are several, it takes the first whose fingerprint is known to the site.
	Signer func(known func(fingerprint string) bool) (review.Signer, error)
	// Show, if set, is called with each page before it is signed.
	Show func(page string, since []string)
}

// Review signs a verdict on each page and appends the records to the ledger in one commit. What the person may not say of a
// page is refused with a reason; the others are recorded all the same.
func Review(ctx context.Context, o ReviewOptions) ([]answer.Reviewed, error) {
	d, err := openDocket(ctx, o.Place)
	if err != nil {
		return nil, err
	}
	a := &reviewer{docket: d, options: o}
	if err := a.identify(); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	var list []answer.Reviewed
	for _, name := range o.Pages {
		reviewed, record, err := a.review(name)
		if err != nil {
			return nil, err
		}
		if record != nil {
			maps.Copy(files, ledger.Files(*record))
		}
		list = append(list, reviewed)
	}
	if len(files) == 0 || o.DryRun {
		return list, nil
	}
	message := "Reviews by " + a.person.ID + "\n\n" + strings.Join(o.Pages, "\n") + "\n"
	by := repo.Identity{Name: a.person.ID, Email: a.person.ID + "@rasoat.invalid"}
	return list, d.input.repository.Append(reviewsBranch, files, message, by, o.Now)
}

// reviewer is somebody at work on the pages of one commit.
type reviewer struct {
	*docket
	signer  review.Signer
	person  review.Person
	options ReviewOptions

	folder, commit *repo.Tree // the work tree, and what HEAD has; nil until they are looked at
}

// identify opens the key and finds the person behind it.
func (a *reviewer) identify() (err error) {
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
		return fmt.Errorf(".rasoat/allowed_signers: your key is not in it, so nobody could check your review; "+
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

// review makes a record for one page, or says why it does not.
func (a *reviewer) review(name string) (answer.Reviewed, *review.Record, error) {
	refuse := func(why string) (answer.Reviewed, *review.Record, error) {
		return answer.Reviewed{Page: name, Message: a.run.say.Say("approve.refused", "page", a.run.spoken(name), "why", why)}, nil, nil
	}
	u, err := a.unit(name)
	if err != nil {
		return answer.Reviewed{}, nil, err
	}
	if why, err := a.unseen(u); err != nil {
		return answer.Reviewed{}, nil, err
	} else if why != "" {
		return refuse(why)
	}
	p, err := a.page(u)
	if err != nil {
		return answer.Reviewed{}, nil, err
	}
	if name == review.WholeSite && u.digest == review.Absent {
		return refuse(a.run.say.Say("approve.nothing-found"))
	}
	if !known(u, p) {
		return refuse(a.run.say.Say("approve.unknown-page"))
	}
	if a.options.Show != nil {
		since, err := a.since(u, p)
		if err != nil {
			return answer.Reviewed{}, nil, err
		}
		a.options.Show(name, since)
	}
	record, err := review.Sign(a.statement(u, a.judge(p).Hands), a.signer)
	if err != nil {
		return answer.Reviewed{}, nil, fmt.Errorf("%s: cannot be signed: %w", name, err)
	}
	record.Signer = a.person.ID
	if why := a.refusal(p, record); !why.None() {
		return refuse(a.run.reason(why))
	}
	code := "approve.done."
	if a.options.DryRun {
		code = "approve.would."
	}
	message := a.run.say.Say(code+string(record.Statement.Verdict), "page", a.run.spoken(name), "who", a.person.ID, "digest", u.digest)
	return answer.Reviewed{Page: name, Digest: u.digest, Record: record.ID, Message: message}, &record, nil
}

// unseen says why the reviewer cannot have seen what would be signed: it cannot be read, it is not in the folder as it is in
// the commit, or the published branch has meanwhile changed a file of it.
func (a *reviewer) unseen(u unit) (why string, err error) {
	if u.unreadable {
		return a.run.say.Say("approve.unreadable"), nil
	}
	if a.input.repository.Top() == "" {
		return "", nil
	}
	if err := a.look(); err != nil {
		return "", err
	}
	for _, file := range u.files {
		here, hereErr := a.folder.Read(filepath.ToSlash(file), maxEmbed)
		there, thereErr := a.commit.Read(file, maxEmbed)
		if (hereErr == nil) != (thereErr == nil) || string(here) != string(there) {
			return a.run.say.Say("approve.uncommitted", "file", a.input.name(file)), nil
		}
		mine, _ := a.commit.Get(file)
		if theirs, _ := a.input.whole.Get(file); mine.ID != theirs.ID {
			return a.run.say.Say("approve.behind", "file", a.input.name(file)), nil
		}
	}
	return "", nil
}

// look lists what the reviewer has before them, once for all pages.
func (a *reviewer) look() (err error) {
	if a.folder != nil {
		return nil
	}
	if a.commit, err = a.input.repository.Tree(a.input.head); err != nil {
		return err
	}
	a.folder, err = repo.WorkTree(a.input.repository.Top())
	return err
}

// statement says what the person says of the unit, which the hands have touched.
func (a *reviewer) statement(u unit, hands []string) *review.Statement {
	s := &review.Statement{Type: review.Type, Site: a.run.law.config.SiteID(), Page: u.path, Digest: u.digest,
		Verdict: a.options.Verdict, By: a.person.ID, Hands: hands, At: a.options.Now, Policy: a.run.law.config.PolicyDigest(),
		Note: a.options.Note, Basis: review.Basis{Kind: review.Signature, Commit: a.input.head}}
	if u.digest == review.Absent && s.Verdict.Grants() {
		s.Verdict = review.Remove
	}
	if tip, ok := a.book.Chain(u.path).Tip(); ok {
		s.Supersedes = &tip.ID
	}
	if u.within > 0 && s.Verdict.Grants() {
		until := s.At.Add(u.within)
		s.Until = &until
	}
	return s
}

// refusal says why the record would not count if it were written; zero if it would. That a no is a no, and that what is taken
// back was said, is what whoever says so wants.
func (a *reviewer) refusal(p gate.Page, record review.Record) review.Reason {
	if record.Statement.Verdict == review.Withdraw && !a.said(p) {
		return review.Because("nothing-said", "who", a.person.ID)
	}
	p.Chain.Records = append(slices.Clone(p.Chain.Records), record)
	v := a.judge(p)
	for i, approval := range v.Approvals {
		if approval.Record != record.ID || approval.Counts {
			continue
		}
		if code := v.Refusals[i].Code; code != "reject" && code != "withdrawn" {
			return v.Refusals[i]
		}
	}
	return review.Reason{}
}

// said reports whether the person's last word on the page's present content is one that can be taken back.
func (a *reviewer) said(p gate.Page) bool {
	last := review.Withdraw
	for _, r := range p.Chain.Records {
		switch {
		case r.Statement.Digest != p.Digest:
			last = review.Withdraw // of other content
		case r.Statement.By == a.person.ID && r.Void.None():
			last = r.Statement.Verdict
		}
	}
	return last != review.Withdraw
}
