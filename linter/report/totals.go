package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
)

// TotalsSchema is the name of the form that totals have in JSON.
const TotalsSchema = "rasoat/totals/v1"

// Totals adds up the reports of several sites, or of one site over time. They hold counts alone: no text of a page and
// no person.
type Totals struct {
	Schema   string       `json:"schema"`
	Language string       `json:"language"`
	Sites    []SiteTotal  `json:"sites"`  // the newest report of each site, by name
	Topics   []Total      `json:"topics"` // over the newest reports
	Rules    []Total      `json:"rules"`  // over the newest reports
	Months   []MonthTotal `json:"months"` // the last report of each site in each month
}

// Count counts findings: by severity what is unsettled, and what is settled.
type Count struct {
	Errors   int `json:"errors"`
	Reviews  int `json:"reviews"`
	Warnings int `json:"warnings"`
	Settled  int `json:"settled"`
}

// Total counts the findings of one topic or rule.
type Total struct {
	Name  string            `json:"name"`
	Title map[string]string `json:"title,omitempty"` // by language; rules only
	Sites int               `json:"sites"`           // that have an unsettled one
	Count
}

// SiteTotal is what one report comes to.
type SiteTotal struct {
	Site         string          `json:"site"`
	ID           string          `json:"id"`
	At           time.Time       `json:"at"`
	Head         string          `json:"head"`
	Gated        bool            `json:"gated"` // reviews decide, or are told: somebody is named who reviews
	Verdict      finding.Verdict `json:"verdict"`
	Pages        int             `json:"pages"`
	Waiting      int             `json:"waiting"`      // pages without the review they need
	PersonalData int             `json:"personalData"` // unsettled errors of the topic privacy
	MissingPages int             `json:"missingPages"` // unsettled errors of the topic disclosure
	Count
	rules map[string]*Total
}

// MonthTotal counts the findings of one month, written as 2026-11.
type MonthTotal struct {
	Month string `json:"month"`
	Sites int    `json:"sites"`
	Count
}

// The topics of the built-in rules that an office asks for by name.
const (
	topicPrivacy    = "privacy"
	topicDisclosure = "disclosure"
)

// Sum adds up what Add was given.
type Sum struct{ sites []SiteTotal }

// Add takes a report in; the report is not kept.
func (s *Sum) Add(r *finding.Report) {
	site := SiteTotal{Site: r.Site, ID: cmp.Or(r.ID, r.Site), At: r.At.UTC(), Head: r.Head, Verdict: r.Verdict, Pages: r.Pages.Total,
		Gated: r.Gate == gateDecides || r.Gate == gateTold, Waiting: len(r.Waiting()), rules: map[string]*Total{}}
	titles := map[string]map[string]string{}
	for _, rule := range r.Rules.List {
		titles[rule.ID] = rule.Title
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		site.add(f)
		if f.Settled == nil && f.Severity == finding.Error {
			switch topic(f.Rule) {
			case topicPrivacy:
				site.PersonalData++
			case topicDisclosure:
				site.MissingPages++
			}
		}
		if site.rules[f.Rule] == nil {
			site.rules[f.Rule] = &Total{Name: f.Rule, Title: titles[f.Rule]}
		}
		site.rules[f.Rule].add(f)
	}
	s.sites = append(s.sites, site)
}

func (c *Count) add(f *finding.Finding) {
	switch {
	case f.Settled != nil:
		c.Settled++
	case f.Severity == finding.Warning:
		c.Warnings++
	case f.Severity == finding.Review:
		c.Reviews++
	default:
		c.Errors++
	}
}

func (c *Count) raise(by Count) {
	c.Errors += by.Errors
	c.Reviews += by.Reviews
	c.Warnings += by.Warnings
	c.Settled += by.Settled
}

// open counts what is unsettled.
func (c Count) open() int { return c.Errors + c.Reviews + c.Warnings }

// Totals returns the totals, in a fixed order; language is that of the texts around them.
func (s *Sum) Totals(language string) *Totals {
	t := &Totals{Schema: TotalsSchema, Language: language}
	sites := slices.Clone(s.sites)
	slices.SortStableFunc(sites, func(a, b SiteTotal) int {
		return cmp.Or(cmp.Compare(a.Site, b.Site), cmp.Compare(a.ID, b.ID), a.At.Compare(b.At), cmp.Compare(a.Head, b.Head))
	})
	for i, site := range sites {
		if i == len(sites)-1 || sites[i+1].ID != site.ID {
			t.Sites = append(t.Sites, site)
		}
	}
	t.Rules, t.Topics = totalRules(t.Sites)
	t.Months = months(sites)
	return t
}

// totalRules counts over sites, by rule and by topic; what most sites have to mend comes first.
func totalRules(sites []SiteTotal) (rules, topics []Total) {
	byRule, byTopic := map[string]*Total{}, map[string]*Total{}
	raise := func(totals map[string]*Total, name string, by Count) *Total {
		if totals[name] == nil {
			totals[name] = &Total{Name: name}
		}
		totals[name].raise(by)
		return totals[name]
	}
	for _, site := range sites {
		open := map[string]bool{} // topics
		for name, total := range site.rules {
			rule := raise(byRule, name, total.Count)
			if rule.Title == nil {
				rule.Title = total.Title
			}
			of := raise(byTopic, topic(name), total.Count)
			if total.open() > 0 {
				rule.Sites++
				if !open[of.Name] {
					of.Sites++
				}
				open[of.Name] = true
			}
		}
	}
	return ranked(byRule), ranked(byTopic)
}

func ranked(totals map[string]*Total) []Total {
	list := make([]Total, 0, len(totals))
	for _, total := range totals {
		list = append(list, *total)
	}
	slices.SortFunc(list, func(a, b Total) int {
		return cmp.Or(cmp.Compare(b.Errors, a.Errors), cmp.Compare(b.open(), a.open()), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// months counts the last report of each site in each month. Sites are sorted by name and moment.
func months(sites []SiteTotal) []MonthTotal {
	byMonth := map[string]*MonthTotal{}
	month := func(s SiteTotal) string { return s.At.Format("2006-01") }
	for i, site := range sites {
		if i < len(sites)-1 && sites[i+1].ID == site.ID && month(sites[i+1]) == month(site) {
			continue
		}
		m := byMonth[month(site)]
		if m == nil {
			m = &MonthTotal{Month: month(site)}
			byMonth[m.Month] = m
		}
		m.Sites++
		m.raise(site.Count)
	}
	list := make([]MonthTotal, 0, len(byMonth))
	for _, m := range byMonth {
		list = append(list, *m)
	}
	slices.SortFunc(list, func(a, b MonthTotal) int { return cmp.Compare(a.Month, b.Month) })
	return list
}

// totalsOf returns the totals of one report.
func totalsOf(r *finding.Report) *Totals {
	var s Sum
	s.Add(r)
	return s.Totals(r.Language)
}
