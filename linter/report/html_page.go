package report

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// Bounds of the page, which people look at in a browser: what goes beyond is counted, not shown.
const (
	maxShown   = 1000 // findings
	maxQueue   = 500  // pages that wait
	openQueue  = 5    // those of them that are seen at once
	maxHistory = 500  // approvals
)

// htmlView gathers what the page of a report shows.
type htmlView struct {
	*view
	english lang.Catalogue
}

// The parts of the page. The template escapes their texts.
type (
	htmlPage struct {
		Frame                          htmlFrame
		Report                         *finding.Report
		Site, At, Stamp, Class, Mark   string
		Title, English, Gate           string
		Tiles                          []htmlTile
		Queue, More                    []htmlWaiting // the first ones, and those that are folded away
		QueueLeft                      int
		Severities, Topics             []htmlFilter
		Groups                         []htmlGroup
		Left                           int
		Charts                         []chart
		History                        []htmlApproval
		HistoryLeft                    int
		JudgedPages, RuleCount, Digest string
		MoreNumber                     string
	}
	htmlTile   struct{ Class, Number, Label, Anchor string }
	htmlFilter struct {
		ID, Label, Number string
	}
	htmlWaiting struct {
		Page, Title           string
		Mark, State, Sentence string
		Details               []string
		Difference            []finding.Piece
		Since                 string
		Address               template.URL
	}
	htmlGroup struct {
		Page     string
		Title    string
		Preview  *htmlPreview // nil if the report has none of it
		Findings []htmlFinding
	}
	htmlFinding struct {
		*finding.Finding
		Class, Mark, Word, Title, Why, Place, Settled string
		Basis                                         []string
		Before, Marked, After                         string
		View, Edit                                    template.URL
	}
	htmlApproval struct {
		finding.Approval
		Page, Who, Time, Word string
	}
)

// The classes by which findings are coloured and filtered.
const (
	classError   = "s-error"
	classReview  = "s-review"
	classWarning = "s-warning"
	classSettled = "s-settled"
)

func (h *htmlView) page() htmlPage {
	r := h.report
	findings, left := h.gravest()
	topics := topicsOf(findings)
	p := htmlPage{
		Frame:  newFrame(h.say, h.say.Say("html.title", "site", r.Site), len(topics)),
		Report: r, Site: cmp.Or(r.Site, "rasoat"), At: h.time(r.At), Stamp: r.At.Format(time.RFC3339), Class: [...]string{"pass", "waiting", "fix"}[h.summary.state],
		Mark: h.summary.state.mark(), Title: h.summary.title(h.say, r.Gate), Gate: h.gateLine(), Tiles: h.tiles(), Left: left,
		Severities: h.severityFilters(findings), Topics: h.topicFilters(findings, topics), Groups: h.groupsOf(findings, topics),
		JudgedPages: strconv.Itoa(r.Pages.Judged), RuleCount: strconv.Itoa(r.Rules.Count), Digest: clip(r.Rules.Digest, 24),
		Charts: h.charts(),
	}
	if h.say.Language() != h.english.Language() {
		p.English = h.summary.title(h.english, r.Gate)
	}
	p.Queue, p.QueueLeft = h.queue()
	p.Queue, p.More = p.Queue[:min(len(p.Queue), openQueue)], p.Queue[min(len(p.Queue), openQueue):]
	p.MoreNumber = strconv.Itoa(len(p.More) + p.QueueLeft)
	p.History, p.HistoryLeft = h.history()
	return p
}

// time returns a moment as people read it, in the zone it was written in; "" for none.
func (v *view) time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return v.say.Time(t)
}

func (h *htmlView) tiles() []htmlTile {
	s := &h.summary
	tile := func(class, code string, n int, anchor string) htmlTile {
		return htmlTile{class, strconv.Itoa(n), h.say.Say(code), anchor}
	}
	return []htmlTile{
		tile(classError, "html.fix", s.fix, "#findings"), tile(classReview, "html.reviews", s.reviews, "#findings"),
		tile(classReview, "html.waiting", len(h.report.Waiting()), "#queue"), tile(classWarning, "html.warnings", s.warnings, "#findings"),
	}
}

// listed returns the findings of the page's list. What only says that a page waits is said by the queue.
func (h *htmlView) listed() []*finding.Finding {
	return slices.DeleteFunc(h.results(), func(f *finding.Finding) bool { return h.summary.aboutReview(f) && !h.summary.rejected(f.Path) })
}

// gravest returns the findings to show, in their order, and how many are left out: the least grave.
func (h *htmlView) gravest() (shown []*finding.Finding, left int) {
	shown = h.listed()
	if len(shown) <= maxShown {
		return shown, 0
	}
	left = len(shown) - maxShown
	place := make(map[*finding.Finding]int, len(shown))
	for i, f := range shown {
		place[f] = i
	}
	slices.SortStableFunc(shown, h.compareGravity)
	shown = shown[:maxShown]
	slices.SortFunc(shown, func(a, b *finding.Finding) int { return cmp.Compare(place[a], place[b]) })
	return shown, left
}

// class returns the class of a finding.
func (h *htmlView) class(f *finding.Finding) string {
	switch {
	case f.Settled != nil:
		return classSettled
	case f.Severity == finding.Warning:
		return classWarning
	case f.Severity == finding.Review:
		return classReview
	}
	return classError
}

func (h *htmlView) severityFilters(findings []*finding.Finding) []htmlFilter {
	n := map[string]int{}
	for _, f := range findings {
		n[h.class(f)]++
	}
	var filters []htmlFilter
	for _, s := range []struct{ class, code string }{{classError, "severity.error"}, {classReview, "html.decides"},
		{classWarning, "severity.warning"}, {classSettled, "html.settled"}} {
		if n[s.class] > 0 {
			filters = append(filters, htmlFilter{"f-" + s.class, h.say.Say(s.code), strconv.Itoa(n[s.class])})
		}
	}
	return filters
}

// topicsOf lists the topics of findings, sorted.
func topicsOf(findings []*finding.Finding) []string {
	var topics []string
	for _, f := range findings {
		if at, known := slices.BinarySearch(topics, topic(f.Rule)); !known {
			topics = slices.Insert(topics, at, topic(f.Rule))
		}
	}
	return topics
}

func (h *htmlView) topicFilters(findings []*finding.Finding, topics []string) []htmlFilter {
	n := map[string]int{}
	for _, f := range findings {
		n[topic(f.Rule)]++
	}
	var filters []htmlFilter
	for i, name := range topics {
		filters = append(filters, htmlFilter{"t" + strconv.Itoa(i), topicName(h.say, name), strconv.Itoa(n[name])})
	}
	return filters
}

// topicName returns the words for a topic, or the topic as its rules are named.
func topicName(say lang.Catalogue, name string) string {
	if say.Has("topic." + name) {
		return say.Say("topic." + name)
	}
	return name
}

// titles returns what readers call the pages, by path.
func (h *htmlView) titles() map[string]string {
	titles := map[string]string{}
	for _, p := range h.report.Previews {
		titles[p.Page] = p.Title
	}
	for i := range h.report.Reviews {
		if p := &h.report.Reviews[i]; p.Title != "" {
			titles[p.Page] = p.Title
		}
	}
	return titles
}

func (h *htmlView) groupsOf(findings []*finding.Finding, topics []string) []htmlGroup {
	var groups []htmlGroup
	of := map[string]int{}
	previews, open := h.previews(), 0
	titles := h.titles()
	for _, f := range findings {
		if _, known := of[f.Path]; !known {
			of[f.Path] = len(groups)
			preview := previews[f.Path]
			if preview != nil && open < openPreviews {
				open++
				preview.Open = true
			}
			groups = append(groups, htmlGroup{Page: h.path(f.Path), Preview: preview,
				Title: cmp.Or(titles[f.Path], h.path(f.Path), h.say.Say("text.site"))})
		}
		i, _ := slices.BinarySearch(topics, topic(f.Rule))
		g := &groups[of[f.Path]]
		g.Findings = append(g.Findings, h.finding(f, "t"+strconv.Itoa(i)))
	}
	return groups
}

func (h *htmlView) finding(f *finding.Finding, topicClass string) htmlFinding {
	l := h.label(f)
	shown := htmlFinding{Finding: f, Class: h.class(f) + " " + topicClass, Mark: l.mark, Word: l.word,
		Title: h.inLanguage(h.titleOf(f.Rule), f.Rule)}
	if line := f.Range.Start.Line; line > 0 && f.Path != "" {
		shown.Place = h.say.Say("markdown.line", "line", strconv.Itoa(line))
	}
	if i := slices.IndexFunc(h.report.Rules.List, func(rule finding.Rule) bool { return rule.ID == f.Rule }); i >= 0 {
		shown.Why, shown.Basis = h.inLanguage(h.report.Rules.List[i].Why, ""), h.report.Rules.List[i].Basis
	}
	if f.Settled != nil {
		shown.Settled = h.settledBy(f.Settled)
	}
	if e := f.Excerpt; e != nil {
		runes := []rune(e.Line)
		start := min(max(e.Start, 0), len(runes))
		end := min(max(e.End, start), len(runes))
		shown.Before, shown.Marked, shown.After = string(runes[:start]), string(runes[start:end]), string(runes[end:])
	}
	if h.options.Links != nil && f.Path != "" {
		view, edit := h.options.Links(h.path(f.Path), f.Range.Start.Line)
		shown.View, shown.Edit = webAddress(view), webAddress(edit)
	}
	return shown
}

// webAddress returns an address of the web, "" for any other.
func webAddress(address string) template.URL {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return template.URL(u.String())
}

// queue lists the pages that wait, also where their reviews do not decide.
func (h *htmlView) queue() (queue []htmlWaiting, left int) {
	waiting := h.report.Waiting()
	slices.SortStableFunc(waiting, func(a, b finding.PageReview) int { return cmp.Compare(a.Page, b.Page) })
	for i := range waiting[:min(len(waiting), maxQueue)] {
		p := &waiting[i]
		l := h.reviewLabel(p.State)
		entry := htmlWaiting{Page: h.path(p.Page), Title: cmp.Or(p.Title, h.path(p.Page)), Mark: l.mark, State: l.word, Sentence: p.Why,
			Details: h.details(p), Difference: p.Difference, Since: cmp.Or(p.Since, h.say.Say("difference.published"))}
		if h.options.Links != nil {
			view, _ := h.options.Links(h.path(p.Page), 0)
			entry.Address = webAddress(view)
		}
		queue = append(queue, entry)
	}
	return queue, len(waiting) - len(queue)
}

// details lists what stands behind a review's sentence. That of a page which nobody has reviewed says what it lacks.
func (h *htmlView) details(p *finding.PageReview) []string {
	if p.State != finding.Missing {
		return reviewDetails(h.say, p)
	}
	told := *p
	told.Needs, told.Lacks = nil, nil
	return reviewDetails(h.say, &told)
}

// history lists every review record, the newest first.
func (h *htmlView) history() (list []htmlApproval, left int) {
	for i := range h.report.Reviews {
		p := &h.report.Reviews[i]
		for _, a := range p.Approvals {
			word := h.say.Say("html.counts")
			if !a.Counts {
				word = h.say.Say("html.counts-not")
			}
			list = append(list, htmlApproval{Approval: a, Page: h.path(p.Page), Who: person(h.say, a), Time: h.time(a.At), Word: word})
		}
	}
	slices.SortStableFunc(list, func(a, b htmlApproval) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Page, b.Page)) })
	left = max(len(list)-maxHistory, 0)
	return list[:len(list)-left], left
}
