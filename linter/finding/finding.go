// Package finding holds the nouns of a result: a finding, its severity and place, the state of a page's review, and
// the report that every format is written from.
package finding

import (
	"cmp"
	"slices"
	"time"
)

// Severity says what a finding does to the verdict.
type Severity string

// The three severities: an error blocks, a review blocks until a reviewer has approved this very content, a warning
// never blocks.
const (
	Error   Severity = "error"
	Review  Severity = "review"
	Warning Severity = "warning"
)

// Severities returns the severities, the gravest first.
func Severities() []Severity { return []Severity{Error, Review, Warning} }

// Valid reports whether s is one of the three severities.
func (s Severity) Valid() bool { return slices.Contains(Severities(), s) }

// Position is one place in a file. Offset counts bytes from 0; Line and Column count from 1, Column in Unicode code
// points.
type Position struct {
	Offset int `json:"offset"`
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Range is a stretch of a file; End is exclusive.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Excerpt is the source line of a finding with all personal data masked, for code frames. Start and End count code
// points of Line from 0, End exclusive. A very long line should be cut around the span by whoever makes the excerpt.
type Excerpt struct {
	Line  string `json:"line"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Settled tells why a finding no longer blocks.
type Settled struct {
	By  string `json:"by"`  // "review", or "suppression" if the page asked to allow it
	Who string `json:"who"` // who approved that
	Why string `json:"why"` // the reason that the page gave
}

// Suppression is a comment in the page that asks to allow a finding. An error becomes a review by it.
type Suppression struct {
	Why   string `json:"why"`
	Until string `json:"until"` // the last day on which it holds, as 2027-06-30
}

// Finding is what a rule says about one place. Every text in it is masked.
type Finding struct {
	Rule        string   `json:"rule"`
	Severity    Severity `json:"severity"`
	Path        string   `json:"path"` // from the site's root, with slashes; "" for the site as a whole
	Range       Range    `json:"range"`
	Message     string   `json:"message"`
	Fix         *string  `json:"fix"`       // the new text of the range, if the rule knows one
	Reviewers   []string `json:"reviewers"` // roles asked to look
	Settled     *Settled `json:"settled"`
	Fingerprint string   `json:"fingerprint"` // binds rule, page and content, not the line
	Excerpt     *Excerpt `json:"excerpt"`

	Suppression *Suppression `json:"suppression,omitempty"` // that allows it; nil if none does
}

// Blocks reports whether the finding alone keeps the change from being published.
func (f *Finding) Blocks() bool { return f.Severity != Warning && f.Settled == nil }

// Compare orders findings by path, offset, rule and message.
func Compare(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Range.Start.Offset, b.Range.Start.Offset),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Range.End.Offset, b.Range.End.Offset),
		cmp.Compare(a.Message, b.Message),
	)
}

// Rules of the program itself that formats speak of.
const (
	FailedRule  = "rule/failed"         // another rule broke while it was asked
	WaitingPage = "review/waiting-page" // stands in formats for a page's review when no finding tells that the page waits
)

// State is where the review of one page stands.
type State string

// The states of a page's review.
const (
	Approved State = "approved"
	Missing  State = "missing"  // nobody has reviewed the page
	Stale    State = "stale"    // the page changed after its approval
	Expired  State = "expired"  // the approval's term has passed
	Short    State = "short"    // some needed roles have approved, not all
	Rejected State = "rejected" // the last word of a reviewer is no
)

// States returns the states, the settled one first.
func States() []State { return []State{Approved, Missing, Stale, Expired, Short, Rejected} }

// Approval is one review record that was looked at, and whether it counts.
type Approval struct {
	By      string    `json:"by"`
	Verdict string    `json:"verdict"` // approve, reject, withdraw, remove, adopt or override
	Roles   []string  `json:"roles"`
	At      time.Time `json:"at"`
	Record  string    `json:"record"` // id of the ledger record
	Basis   string    `json:"basis"`  // how it was given: "signature" or the forge's review
	Counts  bool      `json:"counts"`
	Why     string    `json:"why,omitempty"` // why it does not count
	Hand    bool      `json:"hand"`          // the approver touched the content
}

// Op says what became of a piece of a page.
type Op string

// What may have become of a piece.
const (
	Same    Op = "same"
	Removed Op = "removed"
	Added   Op = "added"
	Gap     Op = "gap" // something is left out here; the piece has no text
)

// Ops returns every Op.
func Ops() []Op { return []Op{Same, Removed, Added, Gap} }

// Piece is a stretch of a page in its difference, masked.
type Piece struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// PageReview is what the gate says of one page.
type PageReview struct {
	Page       string         `json:"page"`
	Title      string         `json:"title,omitempty"` // of the page, as its readers know it
	Digest     string         `json:"digest"`
	State      State          `json:"state"`
	Needs      map[string]int `json:"needs"` // role to number of approvers
	Lacks      map[string]int `json:"lacks"`
	Approvals  []Approval     `json:"approvals"`
	Hands      []string       `json:"hands"`                // ids of people; unknown ones masked
	Why        string         `json:"why"`                  // one or more sentences in the report's language
	Difference []Piece        `json:"difference,omitempty"` // of a page that waits, word by word; cut when long
	Since      string         `json:"since,omitempty"`      // what Difference is from, one sentence: the content last approved, or what is published
}

// Preview is a page with findings as its readers will see it: its Markdown, masked. Formats render it.
type Preview struct {
	Page      string    `json:"page"`
	Title     string    `json:"title,omitempty"`
	Stretches []Stretch `json:"stretches"` // one after the other they are the text
	Cut       bool      `json:"cut"`       // some of the page is left out, before or after
	Left      int       `json:"left"`      // findings that stand in what is left out
}

// Stretch is a piece of a preview, marked where a finding speaks of it.
type Stretch struct {
	Text     string   `json:"text"`
	Severity Severity `json:"severity,omitempty"` // of the gravest unsettled finding about it; "" if there is none
}

// Verdict is the outcome of a run that could be judged.
type Verdict string

// The two verdicts. A run that could not be judged has no report.
const (
	Pass    Verdict = "pass"
	Blocked Verdict = "blocked"
)

// Tool names the program that wrote the report.
type Tool struct {
	Version string `json:"version"`
}

// Rules identifies the rule set that was asked.
type Rules struct {
	Digest string `json:"digest"`
	Count  int    `json:"count"`
	List   []Rule `json:"list"` // those that were asked, by id, and the program's own
}

// Rule is what people read about a rule. Title and Why are by language.
type Rule struct {
	ID       string            `json:"id"`
	Severity Severity          `json:"severity"`
	Title    map[string]string `json:"title"`
	Why      map[string]string `json:"why"`
	Basis    []string          `json:"basis"` // letter, law, standard
}

// Pages counts the pages of the site and those that were judged.
type Pages struct {
	Total  int `json:"total"`
	Judged int `json:"judged"`
}

// Schema is the name of the report's form.
const Schema = "rasoat/report/v1"

// Report is the result of one run, the source of every format.
type Report struct {
	Schema    string       `json:"schema"`
	Tool      Tool         `json:"tool"`
	Site      string       `json:"site"`     // its name
	ID        string       `json:"id"`       // by which review records know the site, "" if it has none
	Language  string       `json:"language"` // of the messages: "vi" or "en"
	Base      string       `json:"base"`     // commit, empty on a work tree
	Head      string       `json:"head"`
	At        time.Time    `json:"at"` // the moment for which terms and due dates were judged
	Generator string       `json:"generator"`
	Rules     Rules        `json:"rules"`
	Pages     Pages        `json:"pages"`
	Gate      string       `json:"gate"` // "decides", "told" (on a work tree), "off" (--no-review), "unconfigured"
	Verdict   Verdict      `json:"verdict"`
	Next      string       `json:"next"` // who acts next, one sentence
	Findings  []Finding    `json:"findings"`
	Reviews   []PageReview `json:"reviews"`
	Previews  []Preview    `json:"previews"` // of the gravest pages, a bounded number
}

// Count returns how many unsettled findings of severity s the report has.
func (r *Report) Count(s Severity) int {
	n := 0
	for i := range r.Findings {
		if r.Findings[i].Severity == s && r.Findings[i].Settled == nil {
			n++
		}
	}
	return n
}

// Failed returns the findings that say that a rule broke. Then not everything was judged.
func (r *Report) Failed() []Finding {
	return slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return f.Rule != FailedRule })
}

// Waiting returns the reviews that keep the change from being published.
func (r *Report) Waiting() []PageReview {
	var waiting []PageReview
	for _, v := range r.Reviews {
		if v.State != Approved {
			waiting = append(waiting, v)
		}
	}
	return waiting
}
