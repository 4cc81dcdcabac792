package fact

import (
	"fmt"
	"slices"
	"time"
)

// Site is the whole site. It has no place in a page.
type Site struct {
	// Name is the school's name, from the configuration.
	Name string `expr:"name"`
	// URL is the site's own address, from the configuration.
	URL string `expr:"url"`
	// Generator is the program that makes the site: hugo, jekyll, … or markdown.
	Generator string `expr:"generator"`
	// Pages holds all pages of the site, drafts too.
	Pages []*Page `expr:"pages"`
	// SchoolYear is the school year whose disclosure is due: on 23 November 2026, 2026-2027.
	SchoolYear string `expr:"schoolYear"`
	// DisclosureDue is the last 30 June, today included: when the disclosure of SchoolYear was due.
	DisclosureDue time.Time `expr:"disclosureDue"`
	// DisclosureSince is the 30 June before that: an update since then counts.
	DisclosureSince time.Time `expr:"disclosureSince"`
	// Disclosed names the required disclosures that a public page with words on it makes: finance for SchoolYear,
	// finance/2024-2025 for another year, finance/en for SchoolYear in that language.
	Disclosed []string `expr:"disclosed"`
	// Today is the day of the run, at midnight UTC.
	Today time.Time `expr:"today"`
}

// NewSite returns the site with the dates that follow from today, which is the day that today has in its own time zone.
func NewSite(name, url, generator string, pages []*Page, today time.Time) *Site {
	year, month, day := today.Date()
	s := &Site{Name: name, URL: url, Generator: generator, Pages: pages}
	s.Today = time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	s.DisclosureDue = time.Date(year, time.June, 30, 0, 0, 0, 0, time.UTC)
	if s.DisclosureDue.After(s.Today) {
		s.DisclosureDue = s.DisclosureDue.AddDate(-1, 0, 0)
	}
	s.DisclosureSince = s.DisclosureDue.AddDate(-1, 0, 0)
	s.SchoolYear = fmt.Sprintf("%d-%d", s.DisclosureDue.Year(), s.DisclosureDue.Year()+1)
	return s
}

// Disclosed returns the value of Site.Disclosed for pages of which it is known whether they are public.
func Disclosed(pages []*Page, year string) []string {
	var names []string
	for _, p := range pages {
		if p.Disclosure == "" || p.Draft || p.Hidden != "" || p.Words == 0 {
			continue
		}
		names = append(names, p.Disclosure+"/"+p.SchoolYear)
		if p.SchoolYear == year {
			names = append(names, p.Disclosure, p.Disclosure+"/"+p.Language)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
