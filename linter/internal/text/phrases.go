package text

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Phrases is a set of phrases made ready for finding: one Aho-Corasick automaton over syllables. It is never changed
// after NewPhrases and may be shared by goroutines.
//
// States are numbered breadth first, so the children of a state stand side by side, ordered by the id that leads to
// them; state 0 is the root.
type Phrases struct {
	ids     map[string]int32 // key of a syllable or sign to its id, from 1; 0 stands for all that no phrase has
	label   []int32          // the id that leads into a state
	states  []state
	ends    [][]int32 // the phrases that end in a state
	start   []int32   // the root's child for each id, or 0
	size    []int     // number of pieces of each phrase
	longest int       // the greatest of size
	foreign bool      // a phrase has letters of a foreign script
	plain   plainWords
}

// NewPhrases prepares phrases for finding. A phrase is a sequence of syllables, compared by Key. It matches over white
// space, single line ends and hyphens between syllables, but not over an empty line, nor over any other sign, unless the
// phrase itself has that sign in that place ("GD&ĐT", "v.v."). A phrase without any letter or digit is an error.
func NewPhrases(list []string) (*Phrases, error) {
	p := &Phrases{ids: map[string]int32{}, size: make([]int, len(list))}
	b := builder{children: []map[int32]int32{{}}, ends: [][]int32{nil}}
	for i, phrase := range list {
		path, err := p.path(phrase)
		if err != nil {
			return nil, fmt.Errorf("phrase %d: %w", i+1, err)
		}
		p.size[i] = len(path)
		p.longest = max(p.longest, len(path))
		b.add(path, int32(i))
	}
	p.freeze(&b)
	return p, nil
}

// path returns the ids of a phrase's pieces and gives an id to those met for the first time.
func (p *Phrases) path(phrase string) ([]int32, error) {
	var path []int32
	words := 0
	c := cutter{text: phrase}
	for q := c.next(); q.kind != end; q = c.next() {
		if q.kind == word {
			words++
		}
		key := Key(phrase[q.start:q.end])
		p.foreign = p.foreign || strings.ContainsFunc(key, foreign)
		id, ok := p.ids[key]
		if !ok {
			id = int32(len(p.ids) + 1)
			p.ids[key] = id
			p.plain.add(key)
		}
		path = append(path, id)
	}
	if words == 0 {
		return nil, fmt.Errorf("%q has no letter or digit", phrase)
	}
	return path, nil
}

// state is one state of the automaton. Its children are the states from first up to last, last excluded.
type state struct {
	first, last int32
	fail        int32 // the state of the longest proper suffix
	report      int32 // the nearest state along fail, itself included, that ends a phrase; 0 if none
}

// builder is the automaton while phrases are added: a plain tree.
type builder struct {
	children []map[int32]int32
	ends     [][]int32
}

func (b *builder) add(path []int32, phrase int32) {
	state := int32(0)
	for _, id := range path {
		next, ok := b.children[state][id]
		if !ok {
			next = int32(len(b.children))
			b.children = append(b.children, map[int32]int32{})
			b.ends = append(b.ends, nil)
			b.children[state][id] = next
		}
		state = next
	}
	b.ends[state] = append(b.ends[state], phrase)
}

// freeze numbers the tree's states anew, breadth first, and links each to its longest proper suffix.
func (p *Phrases) freeze(b *builder) {
	n := len(b.children)
	p.label, p.states = make([]int32, 1, n), make([]state, n)
	p.ends = make([][]int32, n)
	p.start = make([]int32, len(p.ids)+1)
	old := make([]int32, 1, n) // new number to number in the tree
	for at := range p.states {
		children := b.children[old[at]]
		p.states[at].first = int32(len(old))
		for _, id := range slices.SortedFunc(maps.Keys(children), cmp.Compare[int32]) {
			child := int32(len(old))
			old = append(old, children[id])
			p.label = append(p.label, id)
			p.ends[child] = b.ends[children[id]]
			p.link(int32(at), child, id)
		}
		p.states[at].last = int32(len(old))
	}
}

// link sets where child, reached from parent by id, goes on when nothing longer matches. All shallower states are
// linked already.
func (p *Phrases) link(parent, child, id int32) {
	s := &p.states[child]
	if parent == 0 {
		p.start[id] = child
	} else {
		s.fail = p.step(p.states[parent].fail, id)
	}
	s.report = p.states[s.fail].report
	if p.ends[child] != nil {
		s.report = child
	}
}

// step returns the state that one more piece with the given id leads to.
func (p *Phrases) step(at, id int32) int32 {
	for at != 0 {
		s := &p.states[at]
		if next := p.child(s, id); next != 0 {
			return next
		}
		at = s.fail
	}
	return p.start[id]
}

// child returns the child of a state other than the root that id leads to, or 0.
func (p *Phrases) child(s *state, id int32) int32 {
	low, high := s.first, s.last
	for low < high {
		middle := (low + high) / 2
		switch at := p.label[middle]; {
		case at == id:
			return middle
		case at < id:
			low = middle + 1
		default:
			high = middle
		}
	}
	return 0
}
