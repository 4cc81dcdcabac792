package fact

import (
	"bytes"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Heading is a heading of Markdown, or a paragraph that pretends to be one: a single line that is bold from end to end
// and does not end with a punctuation mark.
type Heading struct {
	Head
	// Level is 1 to 6, and 0 for a fake one.
	Level int `expr:"level"`
	// Previous is the level of the heading before; 1 for the first, because the title is the heading of level 1.
	Previous int `expr:"previous"`
	// Index is the number of headings before it, fake ones not counted.
	Index int `expr:"index"`
	// ID is the id to which an anchor leads, as the site's generator makes it; empty where it makes none. Only the whole site
	// can tell, so a page alone leaves it empty.
	ID string `expr:"id"`
	// Fake says that it is a paragraph.
	Fake bool `expr:"fake"`
}

// headings returns real and fake headings in one order.
func headings(g *gathering) []Subject {
	fakes := g.fakeHeadings()
	all := make([]Heading, 0, len(g.page.Headings)+len(fakes))
	previous := 1
	for i, h := range g.page.Headings {
		for ; len(fakes) > 0 && fakes[0].Start < h.Span.Start; fakes = fakes[1:] {
			all = append(all, Heading{Head: g.head(fakes[0], page.Prose), Previous: previous, Index: i, Fake: true})
		}
		all = append(all, Heading{Head: g.head(h.Span, page.InHeading), Level: h.Level, Previous: previous, Index: i})
		previous = h.Level
	}
	for _, fake := range fakes {
		all = append(all, Heading{Head: g.head(fake, page.Prose), Previous: previous, Index: len(g.page.Headings), Fake: true})
	}
	return subjects(all, func(h *Heading) *Head { return &h.Head })
}

// fakeHeadings returns the places of bold paragraphs, without their marks.
func (g *gathering) fakeHeadings() []source.Span {
	var list []source.Span
	for i := range g.page.Runs {
		r := &g.page.Runs[i]
		if r.Within != page.Prose || r.Text == "" || strings.ContainsAny(r.Text[len(r.Text)-1:], ".,;:!?") {
			continue
		}
		if span := r.Span(0, len(r.Text)); boldLine(g.page.File.Text, span) {
			list = append(list, span)
		}
	}
	return list
}

// maxFake is the number of words that a heading has at most.
const maxFake = 15

// boldLine reports whether a span and the marks of bold text around it fill a line of src, and no others stand inside.
func boldLine(src []byte, s source.Span) bool {
	start, end := s.Start-2, s.End+2
	if start < 0 || end > len(src) || start > 0 && src[start-1] != '\n' {
		return false
	}
	mark, inner := string(src[start:s.Start]), src[s.Start:s.End]
	if mark != "**" && mark != "__" || string(src[s.End:end]) != mark || bytes.Contains(inner, []byte(mark)) {
		return false
	}
	rest, _, _ := bytes.Cut(src[end:], []byte("\n"))
	return !bytes.ContainsRune(inner, '\n') && len(bytes.Fields(inner)) <= maxFake && len(bytes.TrimSpace(rest)) == 0
}
