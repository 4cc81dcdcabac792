package report

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

// chart is a small picture of bars, one below the other, each of up to three parts side by side.
type chart struct {
	Title  string
	Height int // of the picture
	Bars   []bar
	Legend []legend
}

// bar is one bar of a chart, in the picture's units.
type bar struct {
	Label, Text    string
	Y, TextY, EndX int
	Parts          []part
}

type part struct {
	Class    string
	X, Width int
}

type legend struct{ Class, Label string }

// The measures of a picture, which is 320 wide. Labels stand over their bars, so that they may be long.
const (
	chartRoom = 270 // for the longest bar; its number stands after it
	barStep   = 40
	maxBars   = 12
)

// amount is what a bar shows: a number for each class.
type amount struct {
	label  string
	values []int
}

func (a amount) sum() (n int) {
	for _, value := range a.values {
		n += value
	}
	return n
}

// newChart draws amounts; the classes are those of their values, in order.
func newChart(title string, classes []legend, amounts []amount) chart {
	c := chart{Title: title, Height: len(amounts) * barStep}
	most := 1
	for _, a := range amounts {
		most = max(most, a.sum())
	}
	if len(classes) > 1 {
		c.Legend = classes
	}
	for i, a := range amounts {
		b := bar{Label: a.label, Text: strconv.Itoa(a.sum()), Y: i*barStep + 20, TextY: i*barStep + 14}
		for k, value := range a.values {
			if width := value * chartRoom / most; value > 0 {
				b.Parts = append(b.Parts, part{classes[k].Class, b.EndX, max(width, 2)})
				b.EndX += max(width, 2)
			}
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

// charts draws what a report's page shows: findings by topic, approvals by month, and how old the approvals are.
func (h *htmlView) charts() []chart {
	charts := []chart{newChart(h.say.Say("html.by-topic"), severityLegend(h.say), h.byTopic())}
	months, ages := h.approvals()
	if len(months) > 0 {
		charts = append(charts, newChart(h.say.Say("html.by-month"), []legend{{Class: classSettled}}, months))
	}
	if len(ages) > 0 {
		charts = append(charts, newChart(h.say.Say("html.by-age"), []legend{{Class: classSettled}}, ages))
	}
	return slices.DeleteFunc(charts, func(c chart) bool { return len(c.Bars) == 0 })
}

func severityLegend(say lang.Catalogue) []legend {
	return []legend{{classError, say.Say("severity.error")}, {classReview, say.Say("html.decides")}, {classWarning, say.Say("severity.warning")}}
}

func (h *htmlView) byTopic() []amount {
	of := map[string]*Count{}
	var topics []string
	for _, f := range h.listed() {
		if f.Settled != nil {
			continue
		}
		name := topic(f.Rule)
		if of[name] == nil {
			of[name] = &Count{}
			topics = append(topics, name)
		}
		switch h.class(f) {
		case classError:
			of[name].Errors++
		case classReview:
			of[name].Reviews++
		default:
			of[name].Warnings++
		}
	}
	slices.SortFunc(topics, func(a, b string) int { return cmp.Or(cmp.Compare(of[b].open(), of[a].open()), cmp.Compare(a, b)) })
	var amounts []amount
	for _, name := range topics[:min(len(topics), maxBars)] {
		amounts = append(amounts, amount{topicName(h.say, name), []int{of[name].Errors, of[name].Reviews, of[name].Warnings}})
	}
	return amounts
}

// approvals counts approvals that count: by the month in which they were given, the last twelve, and by how old the
// newest one of each page is.
func (h *htmlView) approvals() (months, ages []amount) {
	byMonth := map[string]int{}
	limits := []int{30, 90, 180, 365}
	byAge := make([]int, len(limits)+1)
	for _, p := range h.report.Reviews {
		last := newestApproval(p, byMonth)
		if last.IsZero() || h.report.At.IsZero() {
			continue
		}
		days := int(h.report.At.Sub(last).Hours() / 24)
		i, _ := slices.BinarySearch(limits, days)
		byAge[i]++
	}
	for month, n := range byMonth {
		months = append(months, amount{month, []int{n}})
	}
	slices.SortFunc(months, func(a, b amount) int { return cmp.Compare(a.label, b.label) })
	months = months[max(len(months)-maxBars, 0):]
	for i, n := range byAge {
		if i < len(limits) {
			ages = append(ages, amount{h.say.Say("html.age", "days", strconv.Itoa(limits[i])), []int{n}})
		} else {
			ages = append(ages, amount{h.say.Say("html.age-over", "days", strconv.Itoa(limits[i-1])), []int{n}})
		}
	}
	if !slices.ContainsFunc(byAge, func(n int) bool { return n > 0 }) {
		ages = nil
	}
	return months, ages
}

// newestApproval returns the moment of a page's newest approval that counts, and counts all of them by month.
func newestApproval(p finding.PageReview, byMonth map[string]int) (last time.Time) {
	for _, a := range p.Approvals {
		if !a.Counts {
			continue
		}
		byMonth[a.At.Format("2006-01")]++
		if a.At.After(last) {
			last = a.At
		}
	}
	return last
}

// charts draws what the page of totals shows: findings by topic and by month.
func (t *Totals) charts(say lang.Catalogue) []chart {
	values := func(c Count) []int { return []int{c.Errors, c.Reviews, c.Warnings} }
	var topics, months []amount
	for _, topic := range t.Topics[:min(len(t.Topics), maxBars)] {
		topics = append(topics, amount{topicName(say, topic.Name), values(topic.Count)})
	}
	for _, month := range t.Months[max(len(t.Months)-maxBars, 0):] {
		months = append(months, amount{month.Month, values(month.Count)})
	}
	classes := severityLegend(say)
	charts := []chart{newChart(say.Say("html.by-topic"), classes, topics), newChart(say.Say("totals.by-month"), classes, months)}
	return slices.DeleteFunc(charts, func(c chart) bool { return len(c.Bars) == 0 })
}
