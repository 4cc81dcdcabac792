// Package linter decides whether a change to a school's website may be published: it reads the pages, asks the rules
// about them and asks the gate whether somebody who may has approved exactly this content.
package linter

import (
	"time"

	"github.com/rasoat/rasoat/linter/review"
)

// Options says what to judge. The package reads no clock, environment or stream: what it needs stands here.
type Options struct {
	Dir      string    // the site's root folder, in a Git repository or not
	Base     string    // revision that the change is compared with; empty: judge the work tree
	Head     string    // revision that is judged; empty: HEAD; only with Base
	Config   string    // file read instead of .rasoat.yml; with Base a path of the base commit that begins with .rasoat
	Language string    // of the messages, "vi" or "en"; empty: as configured
	Rules    string    // glob of the rules to ask; empty: all
	Scope    Scope     // which findings to report
	NoReview bool      // leave the gate out: content only
	Now      time.Time // today, for terms and due dates
	Version  string    // of the program, for the report

	// Hands are people whom only the forge knows to have worked on the change: who opened the request, who pushed.
	Hands []review.Identity
	// Pushes are what was pushed onto the change's branch.
	Pushes []review.Push
	// Clicks are each person's last word on the change in the forge.
	Clicks []review.Click

	// Progress is told how many steps of how many are done, by several goroutines at once; nil if nobody wants to know.
	Progress func(done, total int)
}

// Scope says which findings of a change are reported.
type Scope string

// The scopes. A finding that the change caused on an untouched page, such as a link to a page it deletes, is within
// ChangedPages.
const (
	All          Scope = "all"
	ChangedPages Scope = "changed-pages"
	ChangedLines Scope = "changed-lines"
)

// Scopes returns every scope.
func Scopes() []Scope { return []Scope{ChangedLines, ChangedPages, All} }

// DefaultScope returns the scope that is used when none is named.
func DefaultScope(base string) Scope {
	if base == "" {
		return All
	}
	return ChangedPages
}
