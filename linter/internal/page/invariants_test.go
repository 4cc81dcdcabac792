package page

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// faults lists what is wrong with a page's places: every span must slice back to what it is the place of.
func faults(p *Page) []string {
	var out []string
	fault := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	in := func(what string, s source.Span) string {
		if s.Start < 0 || s.End < s.Start || s.End > len(p.File.Text) {
			fault("%s: span %v outside %d bytes", what, s, len(p.File.Text))
			return ""
		}
		return p.Text(s)
	}
	for i := range p.Runs {
		runFaults(p, &p.Runs[i], fault)
	}
	for _, l := range p.Links {
		text := in("link "+l.URL, l.Span)
		in("whole "+l.URL, l.Whole)
		if !l.Template && !sameAddress(l, text) {
			fault("link %q (%s): span holds %q", l.URL, l.Form, text)
		}
		if whole := in("link", l.Whole); l.Form == Inline && !(strings.HasPrefix(whole, "[") && strings.HasSuffix(whole, ")")) {
			fault("link %q: whole %q", l.URL, whole)
		}
		if l.Form != Reference && (l.Span.Start < l.Whole.Start || l.Span.End > l.Whole.End) {
			fault("link %q: address %v outside %v", l.URL, l.Span, l.Whole)
		}
	}
	for _, m := range p.Images {
		text := in("image "+m.URL, m.URLSpan)
		if !m.Template && unmark(text) != m.URL && strings.TrimSpace(html.UnescapeString(text)) != m.URL {
			fault("image %q: span holds %q", m.URL, text)
		}
		in("image", m.Span)
		if alt := in("alt", m.AltSpan); m.Alt != "" && !strings.ContainsAny(alt, "\\&<[*_`~\n") && strings.TrimSpace(alt) != m.Alt && !strings.Contains(alt, "{") && !strings.Contains(alt, "://") {
			fault("image %q: alt %q, span holds %q", m.URL, m.Alt, alt)
		}
	}
	for _, h := range p.Headings {
		if text := in("heading", h.Span); !strings.ContainsAny(text, "\\&<[*_`~\n{}:") && strings.TrimSpace(text) != h.Text {
			fault("heading %q: span holds %q", h.Text, text)
		}
	}
	for _, e := range p.Elements {
		// What is hidden in a value is placed there, as it is escaped.
		if text := strings.ToLower(in("element", e.Span)); !strings.HasPrefix(text, "<"+e.Tag) &&
			!strings.Contains(html.UnescapeString(html.UnescapeString(html.UnescapeString(html.UnescapeString(text)))), e.Tag) {
			fault("element %q: span holds %q", e.Tag, text)
		}
		for _, a := range e.Attributes {
			if text := in("attribute", a.Span); a.Span != e.Span && !strings.ContainsAny(text, "\n") && html.UnescapeString(text) != a.Value {
				fault("attribute %s=%q: span holds %q", a.Name, a.Value, text)
			}
		}
	}
	for _, f := range p.Fields {
		fieldFaults(p, f, fault)
	}
	last := 0
	for _, n := range p.Remarks {
		if text := in("remark", n.Span); !strings.HasPrefix(text, "<!--") || n.Span.Start < last {
			fault("remark %q after %d: span %v holds %q", n.Text, last, n.Span, text)
		}
		if in("next", n.Next); n.Next.Start < n.Span.End || n.Next.Len() > 0 && !n.Alone {
			fault("remark %q at %v: next %v", n.Text, n.Span, n.Next)
		}
		last = n.Span.End
	}
	return out
}

// sameAddress reports whether text, taken from the source, means the address of l.
func sameAddress(l Link, text string) bool {
	switch l.Form {
	case Bare, Autolink:
		return l.URL == text || l.URL == "mailto:"+text || l.URL == "http://"+text
	case HTML:
		return strings.Contains(text, "\n") || strings.TrimSpace(html.UnescapeString(text)) == l.URL
	}
	return unmark(text) == l.URL
}

// runFaults looks at every character of a run: it is the source's own, or what stands there may mean it.
func runFaults(p *Page, r *Run, fault func(string, ...any)) {
	last := -1
	for i, c := range r.Text {
		s := r.Span(i, i+len(string(c)))
		if s.Start < 0 || s.End > len(p.File.Text) || s.End < s.Start || s.Start < last {
			fault("run %q at %d: span %v", r.Text, i, s)
			return
		}
		last = s.Start
		text := p.Text(s)
		if text == string(c) || string(c) == Hole || c == '\n' || text != "" && strings.ContainsRune("\\&%", rune(text[0])) {
			continue
		}
		if r.Within == InTitle || r.Within == InField {
			continue // a title over several lines of a quote is known as a whole only
		}
		fault("run %q (%s) at %d: %q, span holds %q", r.Text, r.Within, i, c, text)
		return
	}
	if s := r.Span(0, len(r.Text)); s.Start > s.End {
		fault("run %q: span %v", r.Text, s)
	}
}

// fieldFaults looks at a field of the front matter.
func fieldFaults(p *Page, f Field, fault func(string, ...any)) {
	if f.Kind == Map || f.Kind == List {
		for i, item := range f.List {
			if text := p.Text(f.Items[i]); !strings.ContainsAny(text, "\\\"'\n|>*") && text != item && item != "" {
				fault("field %s item %d: %q, span holds %q", f.Key, i, item, text)
			}
		}
		return
	}
	if text := p.Text(f.Span); f.Kind != Null && !strings.ContainsAny(text, "\\\"'\n|>*") && text != f.Value {
		fault("field %s: %q, span holds %q", f.Key, f.Value, text)
	}
}

// read parses a page that must be readable and have no faults.
func read(t *testing.T, src string) *Page {
	t.Helper()
	p, err := Parse("content/a.md", []byte(src))
	if err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	for _, f := range faults(p) {
		t.Errorf("%q: %s", src, f)
	}
	return p
}
