package linter

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/repo"
)

// ledgerRef is the ledger's branch by its full name.
const ledgerRef = "refs/heads/" + reviewsBranch

// Receive judges what somebody pushes to the bare repository in o.Dir: the branch that HEAD names is gated, the ledger only
// grows, and all other branches are free.
func Receive(ctx context.Context, o Options, push answer.Push) ([]answer.Received, error) {
	repository, err := repo.OpenQuarantine(o.Dir, push.Quarantine)
	if err != nil {
		return nil, err
	}
	defer repository.Close()
	d := &door{ctx: ctx, options: o, repository: repository}
	if d.published, err = repository.Published(); err != nil {
		return nil, err
	}
	if err := d.prepare(push); err != nil {
		return nil, err
	}
	var list []answer.Received
	for _, ref := range push.Refs {
		received, err := d.receive(ref)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", ref.Name, err)
		}
		list = append(list, received)
	}
	return list, nil
}

// door is where pushes come in.
type door struct {
	ctx        context.Context
	options    Options
	repository *repo.Repository
	published  string // full name of the branch that is published
	ledger     string // commit of the ledger as it would be; empty: as it is
	run        *run   // by the configuration that is published, or that the first push of all brings; nil if there is none
	law        string // commit that the configuration is from
}

// prepare reads the configuration that decides: the one that is published, or the one that the first push of all brings.
func (d *door) prepare(push answer.Push) error {
	for _, ref := range push.Refs {
		switch ref.Name {
		case ledgerRef:
			d.ledger = ref.New
		case d.published:
			d.law = ref.Old
			if ref.Old == "" {
				d.law = ref.New
			}
		}
	}
	if d.law == "" {
		var err error
		if d.law, err = d.repository.Resolve(d.published); err != nil {
			return nil // nothing is published yet
		}
	}
	tree, err := d.repository.Tree(d.law)
	if err != nil {
		return err
	}
	law, err := readLaw(tree, Options{})
	if err != nil {
		return err
	}
	d.run, err = newRun(law, tree, Options{Language: d.options.Language, Scope: All, Now: d.options.Now})
	return err
}

// say returns a text of the program in the language of the site.
func (d *door) say(code string, args ...string) (string, error) {
	if d.run != nil {
		return d.run.say.Say(code, args...), nil
	}
	catalogue, err := lang.For(cmp.Or(d.options.Language, config.Default().Language))
	return catalogue.Say(code, args...), err
}

// receive judges one reference.
func (d *door) receive(ref answer.Ref) (answer.Received, error) {
	switch {
	case ref.Name == ledgerRef:
		return d.receiveLedger(ref)
	case ref.Name == d.published:
		return d.receivePublished(ref)
	case strings.HasPrefix(ref.Name, "refs/replace/"):
		// Whatever builds the site from this repository would see other objects than were judged.
		return d.refuse(ref, "receive.replace")
	case strings.HasSuffix(ref.Name, "/"+reviewsBranch):
		return d.refuse(ref, "receive.shadow")
	}
	return answer.Received{Ref: ref}, nil
}

func (d *door) refuse(ref answer.Ref, code string, args ...string) (answer.Received, error) {
	words, err := d.say(code, append(args, "ref", ref.Name)...)
	return answer.Received{Ref: ref, Refused: true, Words: words}, err
}

// grows reports whether a branch only gains commits.
func (d *door) grows(ref answer.Ref) (bool, error) {
	parted, err := d.repository.MergeBases(ref.Old, ref.New)
	return err == nil && slices.Equal(parted, []string{ref.Old}), err
}

// receivePublished judges the branch that is published, as check --base does. A first push sets the site up: nothing can be
// held against it yet, and the audit tells of everything that nobody has reviewed.
func (d *door) receivePublished(ref answer.Ref) (answer.Received, error) {
	switch {
	case ref.New == "":
		return d.refuse(ref, "receive.delete")
	case ref.Old == "":
		words, err := d.say("receive.first", "ref", ref.Name)
		return answer.Received{Ref: ref, Words: words}, err
	}
	if further, err := d.grows(ref); err != nil {
		return answer.Received{}, err
	} else if !further {
		return d.refuse(ref, "receive.rewrite")
	}
	o := d.options
	o.Base, o.Head = ref.Old, ref.New
	s := &input{repository: d.repository, root: ".", base: ref.Old, head: ref.New, ledger: d.ledger}
	if err := s.merge(); err != nil {
		return answer.Received{}, err
	}
	report, err := lint(d.ctx, s, o)
	if err != nil {
		return answer.Received{}, err
	}
	return answer.Received{Ref: ref, Refused: report.Verdict != finding.Pass, Report: report}, nil
}

// receiveLedger lets the ledger grow by good records only: whatever is there stays as it is, and what is new is signed by
// whom it names, and disputes no page's last word.
func (d *door) receiveLedger(ref answer.Ref) (answer.Received, error) {
	if ref.New == "" {
		return d.refuse(ref, "receive.ledger-delete")
	}
	before := repo.Memory(nil)
	if ref.Old != "" {
		if further, err := d.grows(ref); err != nil {
			return answer.Received{}, err
		} else if !further {
			return d.refuse(ref, "receive.ledger-rewrite")
		}
		var err error
		if before, err = d.repository.Tree(ref.Old); err != nil {
			return answer.Received{}, err
		}
	}
	if d.run == nil || d.run.law.absent {
		return d.refuse(ref, "receive.ledger-early")
	}
	after, err := d.repository.Tree(ref.New)
	if err != nil {
		return answer.Received{}, err
	}
	if lost := lostFiles(before, after); len(lost) > 0 {
		return d.refuse(ref, "receive.ledger-lost", "record", lost[0])
	}
	return d.weigh(ref, before, after)
}

// weigh looks at the records that are new.
func (d *door) weigh(ref answer.Ref, before, after *repo.Tree) (answer.Received, error) {
	book, err := d.run.book(after, nil)
	if err != nil {
		return answer.Received{}, err
	}
	for _, refused := range book.Refused() {
		if !before.Has(refused.Path) {
			return d.refuse(ref, "receive.ledger-bad", "record", refused.Path, "why", d.run.reason(refused.Why))
		}
	}
	older, err := d.run.book(before, nil)
	if err != nil {
		return answer.Received{}, err
	}
	for _, page := range book.Pages() {
		if fault := book.Chain(page).Fault; !fault.None() && older.Chain(page).Fault.None() {
			return d.refuse(ref, "receive.ledger-dispute", "page", page, "why", d.run.reason(fault))
		}
	}
	return answer.Received{Ref: ref}, nil
}

// Hooks returns the folder in which Git looks for the hooks of the bare repository at the place. One with a work tree is an
// error: what is pushed there is not what is published.
func (at Place) Hooks() (string, error) {
	repository, err := repo.Open(at.Dir)
	if err != nil {
		return "", err
	}
	defer repository.Close()
	if repository.Top() != "" {
		return "", fmt.Errorf("%s: has a work tree; the hook belongs into the bare repository that people push to", at.Dir)
	}
	return repository.Hooks()
}
