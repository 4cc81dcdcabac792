package linter

import (
	"sync/atomic"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/site"
)

// progress counts the steps of a run: every page is read, and asked about, in every edition.
type progress struct {
	tell  func(done, total int) // nil if nobody wants to know
	total int
	done  atomic.Int64
}

// foresee works out how many steps the run will take.
func (r *run) foresee(s *input) {
	if r.progress.tell = r.options.Progress; r.progress.tell == nil {
		return
	}
	for _, tree := range []*repo.Tree{s.now, s.before} {
		if tree == nil {
			continue
		}
		layout := site.Detect(tree)
		for _, entry := range tree.Entries() {
			if layout.IsPage(entry.Path) {
				r.progress.total += 2
			}
		}
	}
}

// step ends one step. A scope of all pages asks nothing about the older edition, so not every run comes to its total.
func (p *progress) step() {
	if p.tell != nil {
		p.tell(int(p.done.Add(1)), p.total)
	}
}
