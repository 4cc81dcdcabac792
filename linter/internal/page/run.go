package page

import (
	"sort"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Within says where a run of text stands.
const (
	Prose     = "prose"
	InHeading = "heading"
	InCell    = "cell"
	InAlt     = "alt"
	InTitle   = "title" // of a link or image, and other attributes that readers meet
	InField   = "field"
	InLink    = "link" // an address that is shown as it is, or that holds a number or account: tel:, mailto:, zalo.me
	InHTML    = "html"
	InCode    = "code" // code, and the words of a template's tag
	InComment = "comment"
)

// Hole stands in a run's text where there is something that is not text: an image, code, an address, a template's tag.
const Hole = "\uFFFC"

// Run is what a reader reads as one stretch: a paragraph, a heading, a cell, a list item, an attribute …, freed of
// markup, escapes and entities. A line break in it is "\n", and Hole stands for what has a run of its own.
type Run struct {
	Within string // one of the constants above
	Text   string
	base   int     // source offset of Text, where pieces is nil
	pieces []piece // in order; they cover Text
}

// A piece says where the bytes of a run from at on, up to the next piece, come from. They are the source's own bytes,
// unless the piece is whole: then the source [from, to) means them, and no byte of it means one of them.
type piece struct {
	at, from, to int
	whole        bool
}

// Span returns the source of the bytes [start, end) of r.Text. It covers escapes and entities wholly, and whatever
// markup stands between start and end.
func (r *Run) Span(start, end int) source.Span {
	start = min(max(start, 0), len(r.Text))
	end = min(max(end, start), len(r.Text))
	if r.pieces == nil {
		return source.Span{Start: r.base + start, End: r.base + end}
	}
	if start == end {
		at := r.pieces[r.find(start)].source(start)
		return source.Span{Start: at, End: at}
	}
	last := r.pieces[r.find(end-1)]
	to := last.to
	if !last.whole {
		to = last.source(end)
	}
	return source.Span{Start: r.pieces[r.find(start)].source(start), End: to}
}

// start returns where the run begins in the source.
func (r *Run) start() int {
	if r.pieces == nil {
		return r.base
	}
	return r.pieces[0].from
}

// find returns the index of the piece that holds byte i of the text.
func (r *Run) find(i int) int {
	return max(sort.Search(len(r.pieces), func(k int) bool { return r.pieces[k].at > i })-1, 0)
}

// source returns the source offset at which byte i of the text begins.
func (p piece) source(i int) int {
	if p.whole {
		return p.from
	}
	return p.from + i - p.at
}

// writer makes one run after another. A run that is one stretch of the source is a slice of it; only others are copied.
type writer struct {
	pieces []piece
	single string // the text so far, while there is one piece and it is not whole
	text   []byte // the text so far, once there are more
	holes  []hole
	slab   []piece // room for the pieces of finished runs
}

// hole is what stands for a Hole at byte at where somebody asks for the visible text.
type hole struct {
	at   int
	text string
}

// len returns the number of bytes written.
func (w *writer) len() int {
	if len(w.text) > 0 {
		return len(w.text)
	}
	return len(w.single)
}

// add appends the bytes [from, to) of text, which are those of the source there.
func (w *writer) add(text string, from, to int) {
	if from >= to {
		return
	}
	n := len(w.pieces)
	switch {
	case n == 0:
		w.single = text[from:to]
		w.pieces = append(w.pieces, piece{from: from, to: to})
		return
	case n == 1 && w.single != "" && w.pieces[0].to == from:
		w.pieces[0].to = to
		w.single = text[w.pieces[0].from:to]
		return
	}
	w.spread()
	if last := &w.pieces[n-1]; !last.whole && last.to == from {
		last.to = to
	} else {
		w.pieces = append(w.pieces, piece{at: len(w.text), from: from, to: to})
	}
	w.text = append(w.text, text[from:to]...)
}

// put appends text that the source [from, to) as a whole stands for.
func (w *writer) put(text string, from, to int) {
	if text == "" {
		return
	}
	w.spread()
	w.pieces = append(w.pieces, piece{at: len(w.text), from: from, to: to, whole: true})
	w.text = append(w.text, text...)
}

// hole appends a Hole for the source s, which looks like visible to a reader.
func (w *writer) hole(s source.Span, visible string) {
	w.holes = append(w.holes, hole{at: w.len(), text: visible})
	w.put(Hole, s.Start, s.End)
}

// spread turns a slice of the source into a copy that more can be appended to.
func (w *writer) spread() {
	if w.single != "" {
		w.text = append(w.text, w.single...)
		w.single = ""
	}
}

// slice returns the bytes [start, end) of what has been written.
func (w *writer) slice(start, end int) string {
	if len(w.text) > 0 {
		return string(w.text[start:end])
	}
	return w.single[start:end]
}

// visible returns the bytes [start, end) with the holes filled, without space at either end.
func (w *writer) visible(start, end int) string {
	text := w.slice(start, end)
	if len(w.holes) == 0 {
		return strings.TrimSpace(text)
	}
	var b strings.Builder
	at := start
	for _, h := range w.holes {
		if h.at < start || h.at >= end {
			continue
		}
		b.WriteString(text[at-start : h.at-start])
		b.WriteString(h.text)
		at = h.at + len(Hole)
	}
	b.WriteString(text[min(at, end)-start:])
	return strings.TrimSpace(b.String())
}

// run returns what has been written and starts anew; ok is false if there is nothing to read in it.
func (w *writer) run(within string) (r Run, ok bool) {
	r.Within, r.Text = within, w.slice(0, w.len())
	switch {
	case len(w.text) == 0 && len(w.pieces) == 1:
		r.base = w.pieces[0].from
	case len(w.pieces) > 0:
		r.pieces = w.keep()
	}
	w.reset()
	return r, legible(r.Text)
}

// reset forgets what has been written.
func (w *writer) reset() {
	w.pieces, w.text, w.holes, w.single = w.pieces[:0], w.text[:0], w.holes[:0], ""
}

// keep copies the pieces to where they stay.
func (w *writer) keep() []piece {
	if len(w.slab)+len(w.pieces) > cap(w.slab) {
		w.slab = make([]piece, 0, max(16, 2*cap(w.slab), len(w.pieces)))
	}
	start := len(w.slab)
	w.slab = append(w.slab, w.pieces...)
	return w.slab[start:len(w.slab):len(w.slab)]
}

// legible reports whether there is anything but space and holes in text.
func legible(text string) bool {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] <= ' ':
		case strings.HasPrefix(text[i:], Hole):
			i += len(Hole) - 1
		default:
			return true
		}
	}
	return false
}
