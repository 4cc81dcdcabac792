package linter

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// clicks is the evidence of a forge: what people clicked there about the change.
type clicks struct {
	run   *run
	input *input
	all   []review.Click
}

// join returns the chain of a unit with the clicks in it. A click is bound to the commit that it was given on: it is a word
// on the content that the unit had there, so that an approval stays with the pages that later pushes leave alone.
//
// Words on other content than the present are only joined if there is nobody's on the present, to tell that the page has
// changed: a stranger's late word on an old commit must not push a good approval aside.
func (e clicks) join(u unit, chain review.Chain) (review.Chain, error) {
	if len(e.all) == 0 || !chain.Fault.None() {
		return chain, nil
	}
	var present, others []review.Record
	for _, click := range e.all {
		if recorded(chain, click) {
			continue
		}
		record, ok, err := e.record(u, click)
		switch {
		case err != nil:
			return chain, err
		case ok && record.Statement.Digest == u.digest:
			present = append(present, record)
		case ok && e.knows(click):
			others = append(others, record)
		}
	}
	tip, reviewed := chain.Tip()
	if len(present) == 0 && !(reviewed && tip.Statement.Digest == u.digest) {
		present = others
	}
	return review.Chain{Records: byTime(chain.Records, present)}, nil
}

// byTime puts further records into a chain, each behind those of the chain that are not younger.
func byTime(chain, further []review.Record) []review.Record {
	records := slices.Clone(chain)
	for _, r := range further {
		i := len(records)
		for i > 0 && records[i-1].Statement.At.After(r.Statement.At) {
			i--
		}
		records = slices.Insert(records, i, r)
	}
	return records
}

// recorded reports whether a notary has written a click down already. What only claims to be such a record takes no word
// away.
func recorded(chain review.Chain, click review.Click) bool {
	return slices.ContainsFunc(chain.Records, func(r review.Record) bool {
		b := r.Statement.Basis
		return b.Kind == click.Kind && b.PR == click.Request && b.ReviewID == click.ID && r.Void.None()
	})
}

func (e clicks) knows(click review.Click) bool {
	_, known := e.run.law.config.People.ByAccount(click.Account)
	return known
}

// record returns a click as a record about a unit; not ok if it says nothing about it. Where the commit is gone, a yes
// proves nothing; a no stands until its giver takes it back, because nobody can tell any more what it was about.
func (e clicks) record(u unit, click review.Click) (record review.Record, ok bool, err error) {
	digest, shown, err := e.digest(u, click.Commit)
	switch {
	case err != nil:
		return record, false, err
	case digest != "" && !shown:
		return record, false, nil // what the change left alone nobody was asked about
	case digest == "" && click.Verdict == review.Reject:
		digest = u.digest
	case digest == "" || click.Verdict != review.Approve && click.Verdict != review.Reject:
		return record, false, nil
	}
	s := review.Statement{Type: review.Type, Site: e.run.law.config.SiteID(), Page: u.path, Digest: digest, Verdict: click.Verdict,
		By: e.name(click), At: click.At, Policy: e.run.law.config.PolicyDigest(), Basis: click.Basis()}
	if digest == review.Absent && s.Verdict == review.Approve {
		s.Verdict = review.Remove
	}
	return review.Record{ID: fmt.Sprintf("#%d/%d", click.Request, click.ID), Statement: s, Signer: s.By}, true, nil
}

// lost tells of approvals that prove nothing because the commit that they were given on is not here: its branch was
// overwritten, or it was not fetched.
func (e clicks) lost() ([]review.Reason, error) {
	var reasons []review.Reason
	for _, click := range e.all {
		if click.Verdict != review.Approve || !e.knows(click) {
			continue
		}
		here, err := e.here(click.Commit)
		if err != nil {
			return nil, err
		}
		if !here {
			reasons = append(reasons, review.Because("lost", "who", e.name(click), "commit", cmp.Or(click.Commit[:min(len(click.Commit), 12)], "?")))
		}
	}
	return reasons, nil
}

// here reports whether a commit is in the repository.
func (e clicks) here(commit string) (bool, error) {
	if commit == "" {
		return false, nil
	}
	_, err := e.input.repository.Commit(commit)
	if _, missing := errors.AsType[*repo.Missing](err); missing {
		return false, nil
	}
	return err == nil, err
}

// hands returns who worked on a unit as only the forge knows it: who opened the request, and who pushed what changed the
// unit. A push that left the unit alone, such as one that brings a branch up to date, makes nobody a hand of it.
func (r *run) hands(s *input, u unit) ([]review.Identity, error) {
	e := clicks{run: r, input: s}
	hands := slices.Clone(r.options.Hands)
	for _, push := range r.options.Pushes {
		touched, err := e.touched(u, push)
		if err != nil {
			return nil, err
		}
		if touched && !slices.Contains(hands, push.By) {
			hands = append(hands, push.By)
		}
	}
	return hands, nil
}

// touched reports whether a push changed a unit. One whose commits are gone may have.
func (e clicks) touched(u unit, push review.Push) (bool, error) {
	after, shown, err := e.digest(u, push.After)
	if err != nil || after == "" {
		return true, err
	}
	if strings.Trim(push.Before, "0") == "" { // the branch began
		return shown, nil
	}
	before, _, err := e.digest(u, push.Before)
	return before != after, err
}

// name returns the id of who clicked, or the account of somebody whom the site does not know.
func (e clicks) name(click review.Click) string {
	if person, ok := e.run.law.config.People.ByAccount(click.Account); ok {
		return person.ID
	}
	return click.Account.Forge + ":" + strconv.FormatInt(click.Account.ID, 10)
}

// moment is a unit at a commit.
type moment struct{ path, commit string }

// looked is what was found of a unit at a commit. Clicks and pushes are of few commits, each of which is asked about again
// and again.
type looked struct {
	digest string
	shown  bool
}

// digest returns the digest that a unit had at a commit, and whether the change showed it there: whether it was another one
// than where change and base parted. It is "" if the commit is not there.
func (e clicks) digest(u unit, commit string) (digest string, shown bool, err error) {
	if commit == "" {
		return "", false, nil
	}
	if found, ok := e.run.looked.Load(moment{u.path, commit}); ok {
		return found.(looked).digest, found.(looked).shown, nil
	}
	if digest, shown, err = e.look(u, commit); err == nil {
		e.run.looked.Store(moment{u.path, commit}, looked{digest, shown})
	}
	return digest, shown, err
}

func (e clicks) look(u unit, commit string) (digest string, shown bool, err error) {
	if here, err := e.here(commit); err != nil || !here {
		return "", false, err
	}
	past := past{run: e.run, input: e.input, unit: u}
	if digest, err = past.digest(commit); err != nil {
		return "", false, err
	}
	parted, err := e.input.repository.MergeBases(e.input.base, commit)
	for _, before := range parted {
		was, err := past.digest(before)
		if err != nil || was == digest {
			return digest, false, err
		}
	}
	return digest, true, err
}
