package report

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// Bounds of the summary: people read no more, and a comment on GitHub holds 65,535 characters.
const (
	maxRows    = 10
	maxMessage = 1200 // bytes of a message, escaped
	maxPath    = 400
	maxFix     = 300
	maxBody    = 11 << 10 // bytes of one list or table, of which there are at most five
)

// writeMarkdown writes for the editor of a page, who reads it as a comment on the change or as the summary of a run:
// the state first, then what to mend and where, who must review, who acts next; warnings and settled findings last
// and folded. In Vietnamese one line under the title repeats it in English.
func writeMarkdown(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	english, err := lang.For("en")
	if err != nil {
		return err
	}
	m := &markdownView{view: v, english: english}
	m.heading()
	if m.summary.state == pass {
		m.approved()
	}
	m.table()
	m.reviewers()
	m.next()
	m.falseAlarm()
	m.folded()
	m.foot()
	return m.Flush()
}

// markdownView writes the Markdown format. Its blocks are parted by empty lines.
type markdownView struct {
	*view
	english lang.Catalogue
	begun   bool // a block is written
	edits   bool // some row has a link to edit its line
}

// block writes one block of lines.
func (m *markdownView) block(lines ...string) {
	if m.begun {
		m.WriteByte('\n')
	}
	m.begun = true
	m.WriteString(strings.Join(lines, "\n"))
	m.WriteByte('\n')
}

func (m *markdownView) heading() {
	s := &m.summary
	title := "### " + s.state.mark() + " " + markdown(s.title(m.say, m.report.Gate), maxMessage)
	pages := m.pagesPhrase()
	if m.say.Language() == m.english.Language() {
		m.block(title, pages)
		return
	}
	m.block(title, "*"+markdown(s.title(m.english, m.report.Gate), maxMessage)+"* · "+pages)
}

// pagesPhrase names the page that was judged, or counts them.
func (m *markdownView) pagesPhrase() string {
	paths := map[string]bool{}
	for _, f := range m.report.Findings {
		paths[f.Path] = true
	}
	for _, p := range m.report.Reviews {
		paths[p.Page] = true
	}
	delete(paths, "")
	if path := slices.Collect(maps.Keys(paths)); len(path) == 1 && m.report.Pages.Judged == 1 {
		return m.say.Say("markdown.page", "page", code(m.path(path[0]), maxPath))
	}
	return m.say.Say("markdown.pages", "n", strconv.Itoa(m.report.Pages.Judged))
}

// table lists what blocks, the gravest first, in at most ten rows.
func (m *markdownView) table() {
	blocking := m.pick(func(f *finding.Finding) bool { return f.Blocks() && !m.summary.aboutReview(f) })
	if len(blocking) == 0 {
		return
	}
	slices.SortStableFunc(blocking, func(a, b *finding.Finding) int {
		return cmp.Compare(slices.Index(finding.Severities(), a.Severity), slices.Index(finding.Severities(), b.Severity))
	})
	rows := []string{
		"| | " + m.say.Say("markdown.place") + " | " + m.say.Say("markdown.how") + " |",
		"|---|---|---|",
	}
	above := ""
	shown := fit(blocking, func(f *finding.Finding) string {
		row := m.row(f, f.Path == above)
		above = f.Path
		return row
	})
	m.block(append(rows, shown...)...)
	m.more(len(blocking) - len(shown))
}

// fit writes at most ten items, and fewer if they are very long.
func fit[T any](items []T, write func(T) string) []string {
	var lines []string
	size := 0
	for _, item := range items[:min(len(items), maxRows)] {
		line := write(item)
		if size += len(line); size > maxBody {
			break
		}
		lines = append(lines, line)
	}
	return lines
}

// more tells how many were left out and where they stand.
func (m *markdownView) more(n int) {
	if n <= 0 {
		return
	}
	text := "**" + m.say.Say("markdown.more", "n", strconv.Itoa(n)) + "**"
	if all := link(m.say.Say("markdown.more-link"), m.options.Full); strings.HasPrefix(all, "[") {
		text += " " + all
	}
	m.block(text)
}

// row writes one row of the table; samePage says that the row above has named the page.
func (m *markdownView) row(f *finding.Finding, samePage bool) string {
	l := m.label(f)
	how := []string{markdown(f.Message, maxMessage)}
	if f.Fix != nil {
		how = append(how, m.say.Say("markdown.replace", "text", code(*f.Fix, maxFix)))
	}
	if edit := m.editLink(f); edit != "" {
		how = append(how, edit)
	}
	how = append(how, "<sub>"+markdown(f.Rule, maxPath)+"</sub>")
	return "| " + l.mark + " " + l.word + " | " + m.placeLink(f, samePage) + " | " + strings.Join(how, "<br>") + " |"
}

// placeLink names a finding's page and line, or the line alone, with a link to it if the page can be seen somewhere.
func (m *markdownView) placeLink(f *finding.Finding, lineOnly bool) string {
	if f.Path == "" {
		return m.say.Say("text.site")
	}
	line := ""
	if f.Range.Start.Line > 0 {
		line = m.say.Say("markdown.line", "line", strconv.Itoa(f.Range.Start.Line))
	}
	view, _ := m.links(f)
	if lineOnly && line != "" {
		return link(line, view)
	}
	return link(strings.TrimSuffix(code(m.path(f.Path), maxPath)+" "+line, " "), view)
}

func (m *markdownView) editLink(f *finding.Finding) string {
	_, address := m.links(f)
	edit := link("✏️ "+m.say.Say("markdown.edit"), address)
	if !strings.HasPrefix(edit, "[") {
		return ""
	}
	m.edits = true
	return edit
}

func (m *markdownView) links(f *finding.Finding) (view, edit string) {
	if m.options.Links == nil || f.Path == "" {
		return "", ""
	}
	return m.options.Links(m.path(f.Path), f.Range.Start.Line)
}

// reviewers tells, for each page that waits, what its review lacks.
func (m *markdownView) reviewers() {
	var pages []*finding.PageReview
	for i := range m.report.Reviews {
		if _, waits := m.summary.waiting[m.report.Reviews[i].Page]; waits {
			pages = append(pages, &m.report.Reviews[i])
		}
	}
	head := "**" + m.say.Say("markdown.reviewers") + "**"
	switch {
	case len(pages) == 1:
		m.block(head + " " + markdown(pages[0].Why, maxMessage))
	case len(pages) > 1:
		lines := fit(pages, m.reviewLine)
		m.block(append([]string{head, ""}, lines...)...)
		m.more(len(pages) - len(lines))
	default:
		if line := m.gateLine(); line != "" {
			m.block(markdown(line, maxMessage))
		}
	}
}

func (m *markdownView) reviewLine(p *finding.PageReview) string {
	return "- " + code(cmp.Or(m.path(p.Page), m.say.Say("text.site")), maxPath) + " – " + markdown(p.Why, maxMessage)
}

// next tells who acts next, and how an editor mends a place in the browser.
func (m *markdownView) next() {
	var sentences []string
	if m.report.Next != "" {
		sentences = append(sentences, "**"+m.say.Say("markdown.next")+"** "+markdown(m.report.Next, maxMessage))
	}
	if m.summary.state == fix && m.edits {
		sentences = append(sentences, m.say.Say("markdown.edit-how"))
	}
	if m.summary.state == waiting && m.report.Base != "" {
		sentences = append(sentences, m.say.Say("markdown.not-yet"))
	}
	if len(sentences) > 0 {
		m.block(strings.Join(sentences, " "))
	}
}
