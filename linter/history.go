package linter

import (
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/site"
	"github.com/rasoat/rasoat/linter/review"
)

// follow adds the history of a unit: who changed it, and what its digest was after each change. The whole of it is
// needed: whether an older approval was sound decides how far back the hands of the present content reach. Both sides of
// a change are followed, because the text may come from one and a picture in it from the other.
func (r *run) follow(s *input, u unit, trace *repo.Trace, p *gate.Page) error {
	p.Complete = true
	for _, side := range []string{s.head, s.base} {
		if side == "" {
			continue
		}
		history, err := trace.History(side, u.files, nil)
		if err != nil {
			return err
		}
		if err := r.addTouches(&past{run: r, input: s, unit: u}, history, p); err != nil {
			return err
		}
	}
	return nil
}

// addTouches appends the touches of one side's history.
func (r *run) addTouches(past *past, history *repo.History, p *gate.Page) error {
	first := len(p.Touches)
	shift := func(list []int) []int {
		moved := make([]int, len(list))
		for i, n := range list {
			moved[i] = n + first
		}
		return moved
	}
	p.Complete = p.Complete && history.Complete
	p.Starts = append(p.Starts, shift(history.Start)...)
	for _, t := range history.Touches {
		digest, err := past.digest(t.Commit)
		if err != nil {
			return err
		}
		touch := gate.Touch{Digest: digest, Parents: shift(t.Parents), Stop: t.Stop,
			Author: review.Identity(t.Author), Committer: review.Identity(t.Committer)}
		for _, helper := range t.CoAuthors {
			touch.CoAuthors = append(touch.CoAuthors, review.Identity(helper))
		}
		p.Touches = append(p.Touches, touch)
	}
	return nil
}

// past tells the digest that a unit had at earlier commits.
type past struct {
	run   *run
	input *input
	unit  unit
}

func (p *past) digest(commit string) (string, error) {
	whole, err := p.input.repository.Tree(commit)
	if err != nil {
		return "", err
	}
	if p.unit.facts == nil {
		return fileDigest(whole, p.unit.files[0], p.unit.path)
	}
	tree := whole.Sub(p.input.root)
	entry, ok := tree.Get(p.unit.path)
	if !ok {
		return review.Absent, nil
	}
	e := &edition{tree: tree, layout: site.Detect(tree)}
	s, err := p.run.reader.sheet(p.run.reader.gatherer.Worker(), e, entry)
	if err != nil {
		return "", err
	}
	e.sheets = []*sheet{s}
	return e.digest(p.unit.path)
}
