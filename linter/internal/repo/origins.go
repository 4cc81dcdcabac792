// Where the new files of a commit come from.

package repo

import "slices"

// Bounds of the search for what a new file was made of.
const (
	maxEqual = 8       // files with the same content
	maxNew   = 2_000   // files of one commit, on each side
	maxPairs = 100_000 // of files that are compared
)

// Source is a file that a new file may have been made of.
type Source struct {
	Commit string // parent that has the file
	Path   string
}

// Origins tells for each file that a commit adds what it may have been made of.
type Origins struct {
	Of      map[string][]Source
	Unknown bool // there were too many files to compare all of them
}

// Origins looks for the sources of the files that a commit adds: files of its parents with equal or similar content that do
// not stay. What stays is a page of its own, and a copy of it new content; if stays is nil, it is all that the commit keeps.
func (r *Repository) Origins(commit string, stays func(path string) bool) (*Origins, error) {
	now, err := r.Tree(commit)
	if err != nil {
		return nil, err
	}
	id, _ := parseHash(commit)
	s, err := r.step(id)
	if err != nil {
		return nil, err
	}
	var parents []*Tree
	for _, id := range s.parents {
		tree, err := r.Tree(id.String())
		if err != nil {
			return nil, err
		}
		parents = append(parents, tree)
	}
	come := slices.DeleteFunc(slices.Clone(now.entries), func(e Entry) bool {
		return !e.Mode.Readable() || slices.ContainsFunc(parents, func(t *Tree) bool { return t.Has(e.Path) })
	})
	if stays == nil {
		stays = now.Has
	}
	o := &Origins{Of: map[string][]Source{}}
	for i, id := range s.parents {
		gone := slices.DeleteFunc(slices.Clone(parents[i].entries), func(e Entry) bool { return !e.Mode.Readable() || stays(e.Path) })
		o.from(id.String(), change{parents[i], now, gone, come})
	}
	return o, nil
}

// change is what a commit does to one parent: files that go, and files that come.
type change struct {
	before, now *Tree
	gone, come  []Entry
}

// from adds the sources among the files of one parent.
func (o *Origins) from(parent string, c change) {
	equal := map[string][]Entry{}
	for _, e := range c.gone {
		if len(equal[e.ID]) < maxEqual {
			equal[e.ID] = append(equal[e.ID], e)
		}
	}
	var rest []Entry
	for _, e := range c.come {
		for _, old := range equal[e.ID] {
			o.add(e.Path, Source{parent, old.Path})
		}
		if len(equal[e.ID]) == 0 {
			rest = append(rest, e)
		}
	}
	if len(c.gone) == 0 || len(rest) == 0 {
		return
	}
	if len(c.gone) > maxNew || len(rest) > maxNew || len(c.gone)*len(rest) > maxPairs {
		o.Unknown = true
		return
	}
	for olds := range slices.Chunk(c.gone, maxCandidates) {
		for news := range slices.Chunk(rest, maxCandidates) {
			for _, p := range similar(c.before, c.now, olds, news) {
				o.add(p.now, Source{parent, p.old})
			}
		}
	}
}

func (o *Origins) add(path string, s Source) {
	if !slices.Contains(o.Of[path], s) {
		o.Of[path] = append(o.Of[path], s)
	}
}
