package report

import (
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
)

// details writes a block that readers unfold.
func (m *markdownView) details(summary string, lines []string) {
	m.block("<details><summary>" + summary + "</summary>")
	m.block(lines...)
	m.block("</details>")
}

// falseAlarm tells what to do when the machine is wrong.
func (m *markdownView) falseAlarm() {
	if m.summary.state != fix {
		return
	}
	title := m.say.Say("markdown.false")
	if other := m.english.Say("markdown.false"); other != title {
		title += " / " + other
	}
	m.details(title, []string{m.say.Say("markdown.false-how") + "<br>" + code(m.say.Say("markdown.false-as"), maxFix)})
}

// folded lists what does not block: warnings, settled findings, approved pages.
func (m *markdownView) folded() {
	m.fold("⚪", "markdown.warnings", m.pick(func(f *finding.Finding) bool {
		return f.Settled == nil && f.Severity == finding.Warning
	}))
	m.fold("✅", "markdown.settled", m.pick(func(f *finding.Finding) bool { return f.Settled != nil }))
	if m.summary.state != pass {
		m.approved()
	}
}

func (m *markdownView) fold(mark, title string, findings []*finding.Finding) {
	if len(findings) == 0 {
		return
	}
	lines := fit(findings, func(f *finding.Finding) string {
		text := "- " + m.placeLink(f, false) + ": " + markdown(f.Message, maxMessage)
		if f.Settled != nil {
			text += " – " + markdown(m.settledBy(f.Settled), maxMessage)
		}
		return text
	})
	if left := len(findings) - len(lines); left > 0 {
		lines = append(lines, "- "+m.say.Say("markdown.more", "n", strconv.Itoa(left)))
	}
	m.details(mark+" "+m.say.Say(title, "n", strconv.Itoa(len(findings))), lines)
}

// approved tells who approved which page: unfolded if the change may be published, for then it is the news.
func (m *markdownView) approved() {
	if m.report.Gate != gateDecides {
		return
	}
	var pages []*finding.PageReview
	for i := range m.report.Reviews {
		if p := &m.report.Reviews[i]; p.State == finding.Approved {
			pages = append(pages, p)
		}
	}
	if len(pages) == 0 {
		return
	}
	lines := fit(pages, m.reviewLine)
	if left := len(pages) - len(lines); left > 0 {
		lines = append(lines, "- "+m.say.Say("markdown.more", "n", strconv.Itoa(left)))
	}
	if m.summary.state == pass {
		m.block(lines...)
		return
	}
	m.details("✅ "+m.say.Say("markdown.approvals", "n", strconv.Itoa(len(pages))), lines)
}

// foot identifies what was judged, and by which rules.
func (m *markdownView) foot() {
	const short = 16 // characters of a digest or commit that people compare
	parts := []string{
		"rasoat " + markdown(m.report.Tool.Version, short*2),
		m.say.Say("markdown.rules", "digest", code(clip(m.report.Rules.Digest, short), maxPath)),
		m.say.Say("markdown.pages", "n", strconv.Itoa(m.report.Pages.Judged)),
	}
	if m.report.Head != "" {
		parts = append(parts, m.say.Say("markdown.head", "head", code(clip(m.report.Head, short), maxPath)))
	}
	m.block("<sub>" + strings.Join(parts, " · ") + "</sub>")
}
