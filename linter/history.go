package linter

import (
	"slices"
	"sync"

	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/site"
	"github.com/rasoat/rasoat/linter/review"
)

// maxOrigins bounds how many older files the history of one unit leads to.
const maxOrigins = 64

// historian follows units back through the commits, also to the names that their files had before.
type historian struct {
	run   *run
	input *input
	book  *ledger.Ledger
	trace *repo.Trace // of the files of all units

	mu      sync.Mutex
	origins map[origin]*repo.Origins
}

// origin names what a commit's new files were made of; recent if the commit belongs to the change.
type origin struct {
	commit string
	recent bool
}

func (r *run) historian(s *input, book *ledger.Ledger, units []unit) *historian {
	var files []string
	for _, u := range units {
		files = append(files, u.files...)
	}
	return &historian{run: r, input: s, book: book, trace: s.repository.Trace(files), origins: map[origin]*repo.Origins{}}
}

// follow adds the history of a unit: who changed it, and what its digest was after each change. The whole of it is
// needed: whether an older approval was sound decides how far back the hands of the present content reach. Both sides of
// a change are followed, because the text may come from one and a picture in it from the other.
func (h *historian) follow(u unit, p *gate.Page) error {
	if u.path == review.WholeSite {
		return h.makers(u, p)
	}
	l := lineage{historian: h, old: map[string]bool{}, left: maxOrigins, known: map[repo.Source]older{}}
	p.Complete = true
	if err := l.note(h.trace, u.files); err != nil {
		return err
	}
	for _, side := range []string{h.input.base, h.input.head} {
		if side == "" {
			continue
		}
		if err := l.add(u, h.trace, side, p); err != nil {
			return err
		}
	}
	return nil
}

// lineage is the history of one unit.
type lineage struct {
	*historian
	old   map[string]bool // commits that the base has already
	left  int             // older files that may still be followed
	known map[repo.Source]older
}

// older is a file of another name that a page was made of, and the files that it was shown with.
type older struct {
	page  gate.Page
	files []string
}

// note notes which commits about some files the base has already.
func (l *lineage) note(trace *repo.Trace, files []string) error {
	if l.input.base == "" {
		return nil
	}
	history, err := trace.History(l.input.base, files)
	if err != nil {
		return err
	}
	for _, t := range history.Touches {
		l.old[t.Commit] = true
	}
	return nil
}

// add appends the touches that lead to a commit.
func (l *lineage) add(u unit, trace *repo.Trace, head string, p *gate.Page) error {
	history, err := trace.History(head, u.files)
	if err != nil {
		return err
	}
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
	past := past{run: l.run, input: l.input, unit: u}
	for i, t := range history.Touches {
		touch := newTouch(t)
		touch.Parents = shift(t.Parents)
		if touch.Digest, err = past.digest(t.Commit); err != nil {
			return err
		}
		for _, file := range newFiles(history, i, u.files) {
			if err := l.comesFrom(u, t.Commit, file, &touch); err != nil {
				return err
			}
		}
		p.Touches = append(p.Touches, touch)
	}
	return nil
}

// newFiles lists the files that the i-th touch of a history adds.
func newFiles(history *repo.History, i int, files []string) []string {
	var list []string
	for _, file := range files {
		there := history.Touches[i].Files[file] != ""
		for _, parent := range history.Touches[i].Parents {
			there = there && history.Touches[parent].Files[file] == ""
		}
		if there {
			list = append(list, file)
		}
	}
	return list
}

// comesFrom adds to a touch the files that the commit may have made a new file of. Whoever wrote one of those has written
// this one too; who it was is unknown where there is too much to follow.
func (l *lineage) comesFrom(u unit, commit, file string, touch *gate.Touch) error {
	made, err := l.made(commit)
	if err != nil {
		return err
	}
	sources := made.Of[file]
	if made.Unknown && len(sources) == 0 {
		touch.CoAuthors = append(touch.CoAuthors, review.Identity{})
	}
	moved := file == u.files[0] && len(sources) > 0
	for _, source := range sources {
		before, known := l.known[source]
		if !known && l.left == 0 {
			touch.CoAuthors = append(touch.CoAuthors, review.Identity{})
			return nil
		}
		if !known {
			l.left--
			if before, err = l.before(u, source); err != nil {
				return err
			}
			l.known[source] = before
		}
		touch.Origins = append(touch.Origins, before.page)
		moved = moved && !slices.ContainsFunc(u.files[1:], func(shown string) bool { return !slices.Contains(before.files, shown) })
	}
	touch.Moved = touch.Moved || moved
	return nil
}

// made returns what the new files of a commit were made of. Within the change only what both the base and the outcome have
// stays, so that a file also counts as moved if it was copied first and deleted later.
func (l *lineage) made(commit string) (*repo.Origins, error) {
	key := origin{commit, l.input.before != nil && !l.old[commit]}
	l.mu.Lock()
	defer l.mu.Unlock()
	if made, ok := l.origins[key]; ok {
		return made, nil
	}
	var stays func(string) bool
	if key.recent {
		stays = func(p string) bool { return l.input.published.Has(p) && l.input.whole.Has(p) }
	}
	made, err := l.input.repository.Origins(commit, stays)
	if err == nil {
		l.origins[key] = made
	}
	return made, err
}

// before returns an older file with its own history and its own reviews.
func (l *lineage) before(u unit, source repo.Source) (older, error) {
	name := l.input.name(source.Path)
	past := past{run: l.run, input: l.input, unit: unit{path: name, files: []string{source.Path}, need: u.need, within: u.within, signed: u.signed}}
	e, s, err := past.edition(source.Commit)
	if err != nil {
		return older{}, err
	}
	if s != nil {
		past.unit.facts = s.facts.Page
		shown, _ := e.shown(s)
		included, err := e.includes(s)
		if err != nil {
			return older{}, err
		}
		for _, file := range slices.Concat(shown, included) {
			past.unit.files = append(past.unit.files, l.input.inRepository(file))
		}
	}
	p := gate.Page{Path: name, Needs: u.need, Within: u.within, Signed: u.signed, Chain: l.book.Chain(name), Complete: true}
	if p.Digest, err = past.digest(source.Commit); err != nil {
		return older{}, err
	}
	trace := l.input.repository.Trace(past.unit.files)
	if err := l.note(trace, past.unit.files); err != nil {
		return older{}, err
	}
	err = l.add(past.unit, trace, source.Commit, &p)
	return older{p, past.unit.files}, err
}

// past tells the digest that a unit had at earlier commits.
type past struct {
	run   *run
	input *input
	unit  unit
}

func (p *past) digest(commit string) (string, error) {
	if p.unit.path == review.WholeSite {
		if commit == p.input.head {
			return p.unit.digest, nil
		}
		return "", nil // the whole site would have to be asked again
	}
	if p.unit.facts == nil {
		whole, err := p.input.repository.Tree(commit)
		if err != nil {
			return "", err
		}
		return fileDigest(whole, p.unit.files[0], p.unit.path)
	}
	e, entry, err := p.at(commit)
	if err != nil {
		return "", err
	}
	if entry == nil {
		return review.Absent, nil
	}
	s, err := p.run.reader.outline(e, *entry)
	if err != nil {
		return "", err
	}
	units, err := e.manifest(s)
	if err != nil {
		return "", err
	}
	return page.Digest(s.path, units), nil
}

// edition returns the site as it was at a commit with nothing read but the page of the unit; nil if it was no page then.
func (p *past) edition(commit string) (*edition, *sheet, error) {
	e, entry, err := p.at(commit)
	if err != nil || entry == nil {
		return e, nil, err
	}
	s, err := p.run.reader.sheet(p.run.reader.gatherer.Worker(), e, *entry)
	return e, s, err
}

// at returns the site as it was at a commit, nothing of it read, and where the page of the unit stood; nil if it was none
// then.
func (p *past) at(commit string) (*edition, *repo.Entry, error) {
	e, err := p.input.edition(commit)
	if err != nil {
		return nil, nil, err
	}
	entry, ok := e.tree.Get(p.unit.path)
	if !ok || p.unit.facts == nil && !e.layout.IsPage(p.unit.path) {
		return e, nil, nil
	}
	return e, &entry, nil
}

// maxKept bounds the entries of all sites of earlier commits that are kept for the next look.
const maxKept = 2_000_000

// edition returns the site as it was at a commit, nothing of it read. Commits are asked for many times: whole batches of
// pages come and change together.
func (s *input) edition(commit string) (*edition, error) {
	s.mu.Lock()
	read, known := s.past[commit]
	if !known {
		if s.past == nil {
			s.past = map[string]func() (*edition, error){}
		}
		read = sync.OnceValues(func() (*edition, error) { return s.readEdition(commit) })
		s.past[commit] = read
	}
	s.mu.Unlock()
	return read()
}

func (s *input) readEdition(commit string) (*edition, error) {
	whole, err := s.repository.Tree(commit)
	if err != nil {
		return nil, err
	}
	tree := whole.Sub(s.root)
	e := &edition{tree: tree, layout: site.Detect(tree)}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept += len(tree.Entries()); s.kept > maxKept {
		clear(s.past)
		s.kept = 0
	}
	return e, nil
}
