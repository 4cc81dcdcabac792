package linter

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// RecordOptions says what was clicked in a forge about a change that is published now.
type RecordOptions struct {
	Place                    // Base: the commit that was published before
	Clicks []review.Click    // each person's last word on the requests that the change came by
	Hands  []review.Identity // who opened them
	Pushes []review.Push     // onto their branches
	DryRun bool              // write nothing

	// Signer opens the notary's key. Where there are several, it takes the first whose fingerprint is known to the site.
	Signer func(known func(fingerprint string) bool) (review.Signer, error)
}

// Record writes the clicks down that are about pages as they are published now, signed by a notary, and appends them to the
// ledger in one commit. The same click gives the same record, so that it may run again, and twice at once.
func Record(ctx context.Context, o RecordOptions) ([]answer.Reviewed, error) {
	d, err := openDocket(ctx, o.Place)
	if err != nil {
		return nil, err
	}
	if d.before == nil {
		return nil, fmt.Errorf("%s: nothing was published since; name the commit that was published before", o.Base)
	}
	d.run.options.Hands, d.run.options.Pushes = o.Hands, o.Pushes
	n := &notary{docket: d, options: o, clicks: clicks{run: d.run, input: d.input, all: o.Clicks}, files: map[string][]byte{}}
	if err := n.identify(); err != nil {
		return nil, err
	}
	units, err := d.run.units(d.input, d.now, d.before, slices.Concat(slices.Collect(maps.Values(d.findings))...), d.book)
	if err != nil {
		return nil, err
	}
	lost, err := n.clicks.lost()
	if err != nil {
		return nil, err
	}
	for _, reason := range lost {
		n.list = append(n.list, answer.Reviewed{Message: d.run.reason(reason)})
	}
	for _, u := range units {
		if err := n.unit(u); err != nil {
			return nil, err
		}
	}
	if len(n.files) == 0 || o.DryRun {
		return n.list, nil
	}
	message := "Reviews recorded by " + n.id + "\n\n" + strings.Join(n.pages, "\n") + "\n"
	by := repo.Identity{Name: n.id, Email: n.id + "@rasoat.invalid"}
	return n.list, d.input.repository.Append(reviewsBranch, n.files, message, by, o.Now)
}

// notary writes down what others clicked.
type notary struct {
	*docket
	options RecordOptions
	clicks  clicks
	signer  review.Signer
	id      string // of the notary

	files map[string][]byte
	pages []string
	list  []answer.Reviewed
}

// identify opens the key and finds the notary that it speaks for.
func (n *notary) identify() (err error) {
	c := n.run.law.config
	if len(c.Notary) == 0 {
		return fmt.Errorf("%s: names no notary, so nobody may write down what was clicked; add notary: [may.ghi], and its key to .rasoat/allowed_signers", c.PeoplePath)
	}
	notaries := map[string]string{} // by fingerprint
	for _, k := range c.Signers.Keys() {
		for _, id := range k.Principals {
			if slices.Contains(c.Notary, id) {
				notaries[k.Fingerprint] = id
			}
		}
	}
	if n.signer, err = n.options.Signer(func(fingerprint string) bool { return notaries[fingerprint] != "" }); err != nil {
		return err
	}
	if n.id = notaries[n.signer.Fingerprint()]; n.id == "" {
		return fmt.Errorf("the key is none of a notary; have an administrator add it to .rasoat/allowed_signers: %s %s", c.Notary[0], n.signer.Public())
	}
	return nil
}

// unit records what was clicked about one unit, from the oldest word to the newest.
func (n *notary) unit(u unit) error {
	chain := n.book.Chain(u.path)
	if !chain.Fault.None() {
		n.tell(u, review.Record{}, n.run.say.Say("record.broken", "page", u.path, "why", n.run.reason(chain.Fault)))
		return nil
	}
	var hands []string // nil until they are needed: history is slow
	for _, click := range n.options.Clicks {
		word, ok, err := n.clicks.record(u, click)
		if err != nil {
			return err
		}
		if !ok || word.Statement.Digest != u.digest || !n.clicks.knows(click) || recorded(chain, click) || outdated(chain, word.Statement) {
			continue
		}
		if hands == nil {
			if hands, err = n.hands(u); err != nil {
				return err
			}
		}
		s := word.Statement
		s.Hands = hands
		if tip, ok := chain.Tip(); ok {
			s.Supersedes = &tip.ID
		}
		if u.within > 0 && s.Verdict.Grants() {
			until := s.At.Add(u.within)
			s.Until = &until
		}
		record, err := review.Sign(&s, n.signer)
		if err != nil {
			return fmt.Errorf("%s: cannot be signed: %w", u.path, err)
		}
		chain.Records = append(slices.Clone(chain.Records), record)
		maps.Copy(n.files, ledger.Files(record))
		n.pages = append(n.pages, u.path)
		n.tell(u, record, n.run.say.Say("record.done", "page", u.path, "who", s.By, "time", n.run.say.Time(s.At), "verdict", n.run.say.Say("verdict."+string(s.Verdict))))
	}
	return nil
}

// outdated reports whether the ledger has a later word that the statement would take the place of: on other content, or
// the same person's.
func outdated(chain review.Chain, s review.Statement) bool {
	return slices.ContainsFunc(chain.Records, func(r review.Record) bool {
		return r.Statement.At.After(s.At) && (r.Statement.Digest != s.Digest || r.Statement.By == s.By)
	})
}

// hands returns everybody who touched the content of a unit, those whom only the forge knows among them.
func (n *notary) hands(u unit) ([]string, error) {
	p, err := n.page(u)
	if err != nil {
		return nil, err
	}
	if p.Hands, err = n.run.hands(n.input, u); err != nil {
		return nil, err
	}
	return append([]string{}, gate.Judge([]gate.Page{p}, n.run.law.config.People, n.run.options.Now)[0].Hands...), nil
}

func (n *notary) tell(u unit, r review.Record, message string) {
	n.list = append(n.list, answer.Reviewed{Page: u.path, Digest: u.digest, Record: r.ID, Message: message})
}
