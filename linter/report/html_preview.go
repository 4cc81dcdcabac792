package report

import (
	"html/template"
	"regexp"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Bounds of what is rendered, also of a report that somebody else wrote.
const (
	maxPreviews  = 100
	maxPreview   = 32 << 10 // bytes of a page's text
	maxStretches = 5000     // of one preview
	openPreviews = 3        // the first ones are open from the start
)

// htmlPreview is a page as its readers will see it, with the places of findings marked.
type htmlPreview struct {
	Label string
	Open  bool
	Left  int  // findings outside of what is shown
	Cut   bool // something of the page is left out
	Body  template.HTML
	Plain []htmlStretch // instead of Body, for what cannot be rendered
}

type htmlStretch struct{ Class, Text string }

// previewPolicy is what a rendered page may hold, whatever made it: shape, and the classes that Render gives. There is no
// address in it, so nothing can be loaded, followed or run.
var previewPolicy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "div", "br", "hr", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "i", "b", "s", "u", "del", "ins", "sub", "sup",
		"small", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd", "span", "mark")
	p.AllowAttrs("class").Matching(regexp.MustCompile("^(?:"+strings.Join([]string{page.ClassHeading, page.ClassPicture, page.ClassHidden}, "|")+")$")).
		OnElements("p", "span")
	p.AllowAttrs("class").Matching(regexp.MustCompile("^(?:" + strings.Join([]string{classError, classReview, classWarning}, "|") + ")$")).OnElements("mark")
	return p
})

// previews renders the pages of the report, by path.
func (h *htmlView) previews() map[string]*htmlPreview {
	previews := map[string]*htmlPreview{}
	for i := range h.report.Previews[:min(len(h.report.Previews), maxPreviews)] {
		p := &h.report.Previews[i]
		previews[p.Page] = h.preview(p)
	}
	return previews
}

func (h *htmlView) preview(p *finding.Preview) *htmlPreview {
	shown := &htmlPreview{Label: h.say.Say("html.preview-of", "page", clip(h.path(p.Page), maxMessage)), Left: max(p.Left, 0), Cut: p.Cut}
	var text strings.Builder
	var marks []page.Mark
	for i, s := range p.Stretches {
		if i == maxStretches || text.Len()+len(s.Text) > maxPreview {
			shown.Cut = true
			break
		}
		start, class := text.Len(), severityClass(s.Severity)
		text.WriteString(strings.ToValidUTF8(s.Text, "\uFFFD"))
		if class != "" && text.Len() > start {
			marks = append(marks, page.Mark{Span: source.Span{Start: start, End: text.Len()}, Class: class})
		}
		shown.Plain = append(shown.Plain, htmlStretch{class, s.Text})
	}
	if rendered, err := page.Render(p.Page, text.String(), marks); err == nil {
		shown.Body, shown.Plain = template.HTML(previewPolicy().Sanitize(rendered)), nil
	}
	return shown
}

// severityClass returns the class of what is marked; "" for what is not.
func severityClass(s finding.Severity) string {
	switch s {
	case finding.Error:
		return classError
	case finding.Review:
		return classReview
	case finding.Warning:
		return classWarning
	}
	return ""
}
