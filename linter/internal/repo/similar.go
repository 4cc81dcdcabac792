// Renamed files that were changed at the same time.

package repo

import (
	"bytes"
	"cmp"
	"hash/maphash"
	"path"
	"slices"
)

// Bounds of the search for similar files, so that a huge change costs no more than a large one.
const (
	maxCandidates = 200     // files on each side
	maxSimilar    = 1 << 20 // bytes of a file
	similarEnough = 60      // percent of the larger file
	pieceLength   = 64      // bytes at which a long line is cut
)

// pair is an old and a new path with how much of their content is the same, in percent.
type pair struct {
	old, now string
	percent  int
}

// similar returns the pairs of files that have enough in common, the best first. Nothing is compared when one side has
// too many files.
func similar(base, head *Tree, gone, come []Entry) []pair {
	if len(gone) == 0 || len(come) == 0 || len(gone) > maxCandidates || len(come) > maxCandidates {
		return nil
	}
	seed := maphash.MakeSeed()
	old, now := sketches(seed, base, gone), sketches(seed, head, come)
	var list []pair
	for _, a := range old {
		for _, b := range now {
			if percent := a.common(b); percent >= similarEnough {
				list = append(list, pair{a.path, b.path, percent})
			}
		}
	}
	slices.SortFunc(list, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.percent, a.percent), -compareBool(a.keepsName(), b.keepsName()),
			cmp.Compare(a.now, b.now), cmp.Compare(a.old, b.old))
	})
	return list
}

func (p pair) keepsName() bool { return path.Base(p.old) == path.Base(p.now) }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// sketch is how many bytes a file has of each of its lines.
type sketch struct {
	path   string
	size   int
	pieces map[uint64]int
}

// sketches reads the text files among some entries.
func sketches(seed maphash.Seed, tree *Tree, entries []Entry) []sketch {
	var list []sketch
	for _, e := range entries {
		text, err := tree.Read(e.Path, maxSimilar)
		if err != nil || len(text) == 0 || bytes.IndexByte(text, 0) >= 0 {
			continue
		}
		s := sketch{path: e.Path, size: len(text), pieces: map[uint64]int{}}
		for line := range bytes.Lines(text) {
			for piece := range slices.Chunk(line, pieceLength) {
				s.pieces[maphash.Bytes(seed, piece)] += len(piece)
			}
		}
		list = append(list, s)
	}
	return list
}

// common returns how much of the larger file is in the other one, in percent.
func (s sketch) common(other sketch) int {
	larger, smaller := max(s.size, other.size), min(s.size, other.size)
	if smaller*100 < larger*similarEnough {
		return 0
	}
	shared := 0
	for piece, n := range s.pieces {
		shared += min(n, other.pieces[piece])
	}
	return shared * 100 / larger
}
