package linter

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/site"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/suppress"
)

// sheet is one page as it was read.
type sheet struct {
	path   string
	fault  *page.Unreadable // why the page cannot be judged; nil if it can
	file   *source.File     // nil when not even the bytes could be had
	facts  *fact.Set        // empty but for the path when there is a fault
	embeds []string         // local addresses of what the page shows, as written
	sum    string           // SHA-256 of the bytes
	about  *site.Page       // what the site has to know of it

	suppressions []suppress.Suppression
}

// edition is the site at one moment: every page with its facts.
type edition struct {
	tree   *repo.Tree
	layout site.Layout
	sheets []*sheet // in the order of their paths
	site   *fact.Site
	opened sync.Map // attached files that have been read, a func() opened by path
}

// reader turns files into sheets.
type reader struct {
	gatherer *fact.Gatherer
	limit    int64          // bytes of a page
	known    map[key]*sheet // by path and content, so that what a change leaves alone is read once
	progress *progress
}

// key names the content of a file in a Git tree.
type key struct{ path, id string }

// read reads every page of the tree, several at a time.
func (r *reader) read(ctx context.Context, tree *repo.Tree) (*edition, error) {
	e := &edition{tree: tree, layout: site.Detect(tree)}
	var entries []repo.Entry
	for _, entry := range tree.Entries() {
		if e.layout.IsPage(entry.Path) {
			entries = append(entries, entry)
		}
	}
	e.sheets = make([]*sheet, len(entries))
	err := parallel(ctx, len(entries), func() func(int) error {
		worker := r.gatherer.Worker()
		return func(i int) (err error) {
			defer r.progress.step()
			if known, ok := r.known[key{entries[i].Path, entries[i].ID}]; ok && entries[i].ID != "" {
				e.sheets[i] = known
				return nil
			}
			e.sheets[i], err = r.sheet(worker, e, entries[i])
			return err
		}
	})
	if err != nil {
		return nil, err
	}
	for i, entry := range entries {
		r.known[key{entry.Path, entry.ID}] = e.sheets[i]
	}
	return e, nil
}

// sheet reads one page. An error means that the run cannot go on; what is wrong with the page alone is its fault.
func (r *reader) sheet(worker *fact.Worker, e *edition, entry repo.Entry) (*sheet, error) {
	s := newSheet(entry.Path)
	text, err := e.tree.Read(entry.Path, r.limit)
	if err != nil {
		if s.fault = unreadable(err); s.fault == nil {
			return nil, err
		}
		return s, nil
	}
	parsed, err := r.parse(s, text)
	if parsed == nil {
		return s, err
	}
	s.facts = worker.Gather(parsed)
	s.suppressions = suppress.Read(parsed.Remarks)
	s.about = site.NewPage(parsed)
	return s, nil
}

// parse parses the text of a page into its sheet; nil if it cannot be.
func (r *reader) parse(s *sheet, text []byte) (*page.Page, error) {
	sum := sha256.Sum256(text)
	s.sum = hex.EncodeToString(sum[:])
	parsed, err := page.Limits{Bytes: r.limit}.Parse(s.path, text)
	if err != nil {
		s.file = source.New(s.path, text)
		if !errors.As(err, &s.fault) {
			return nil, err
		}
		return nil, nil
	}
	s.file = parsed.File
	s.embeds = parsed.Embeds()
	return parsed, nil
}

// outline reads as much of a page as its digest needs.
func (r *reader) outline(e *edition, entry repo.Entry) (*sheet, error) {
	if known, ok := r.known[key{entry.Path, entry.ID}]; ok && entry.ID != "" {
		return known, nil
	}
	s := newSheet(entry.Path)
	text, err := e.tree.Read(entry.Path, r.limit)
	if err != nil {
		if s.fault = unreadable(err); s.fault == nil {
			return nil, err
		}
		return s, nil
	}
	_, err = r.parse(s, text)
	return s, err
}

// submodule is the reason of a fault: another repository stands where a file should.
const submodule = "submodule"

// unreadable turns an error about one file into the page's fault; nil for an error that concerns the whole run.
func unreadable(err error) *page.Unreadable {
	var large *repo.TooLarge
	var irregular *repo.NotRegular
	switch {
	case errors.As(err, &large):
		return &page.Unreadable{Reason: page.TooLarge, Detail: large.Error()}
	case errors.As(err, &irregular):
		reason := "irregular"
		switch irregular.Mode {
		case repo.Symlink:
			reason = "symlink"
		case repo.Submodule:
			reason = submodule
		}
		return &page.Unreadable{Reason: reason}
	}
	return nil
}

// newSheet returns the sheet of a page of which nothing is known but its path.
func newSheet(path string) *sheet {
	return &sheet{path: path, facts: &fact.Set{Page: &fact.Page{Path: path, Has: func(string) bool { return false }}}}
}

// parallel calls work for 0 … n-1 on all processors. Each worker makes its own function, so that it may keep scratch
// space. The error of the smallest index is returned, so that the outcome does not depend on chance.
func parallel(ctx context.Context, n int, worker func() func(int) error) error {
	var next atomic.Int64
	faults := make([]error, n)
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		all.Go(func() {
			work := worker()
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				faults[i] = work(i)
			}
		})
	}
	all.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}

// resolve fills in what a page alone cannot know: whether it is public, where it appears, and what its internal
// addresses refer to. Pages that a change leaves alone are shared by two editions, so this is done anew before each is
// asked about.
func (r *run) resolve(ctx context.Context, e *edition) error {
	var pages []*site.Page
	for _, s := range e.sheets {
		if s.fault == nil {
			pages = append(pages, s.about)
		}
	}
	index := e.layout.Index(pages, r.options.Now)
	ids := r.reader.gatherer.Wants("heading.id")
	err := parallel(ctx, len(e.sheets), func() func(int) error {
		return func(i int) error {
			if e.sheets[i].fault == nil {
				e.sheets[i].resolve(index, ids)
			}
			return nil
		}
	})
	e.site.Disclosed = fact.Disclosed(e.site.Pages, e.site.SchoolYear)
	return err
}

// resolve fills in one page; with the ids of its headings if some rule asks for them.
func (s *sheet) resolve(index *site.Index, ids bool) {
	s.facts.Page.Hidden, s.facts.Page.Address = index.Hidden(s.path), index.Address(s.path)
	s.facts.Page.Twin = index.Twin(s.path)
	if headings := s.facts.Subjects("heading", ""); len(headings) > 0 && ids {
		made := index.HeadingIDs(s.path)
		for _, subject := range headings {
			if h := subject.Value.(*fact.Heading); !h.Fake {
				h.ID = made[h.Index]
			}
		}
	}
	links := s.facts.Subjects("link", "")
	type verdict struct {
		target  string
		unknown bool
	}
	alike := map[verdict]int{}
	for _, subject := range links {
		link := subject.Value.(*fact.Link)
		link.Target, link.Unknown = s.target(index, link)
		v := verdict{link.Target, link.Unknown}
		link.First = alike[v] == 0
		alike[v]++
	}
	for _, subject := range links {
		link := subject.Value.(*fact.Link)
		link.Alike = alike[verdict{link.Target, link.Unknown}]
	}
}

// target says what a link refers to.
func (s *sheet) target(index *site.Index, link *fact.Link) (target string, unknown bool) {
	if !link.Internal {
		return site.Outside, false
	}
	address := site.Address{Path: link.Path, Anchor: link.Anchor}
	if link.Template {
		address.Template = link.URL
	}
	return index.Target(s.path, address)
}
