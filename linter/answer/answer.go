// Package answer holds what the linter answers to questions that are no checks: what a rule is, what a page needs, which
// facts it has, how a site is understood. Reports are in package finding.
package answer

import (
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/review"
)

// RuleInfo is what people read about a rule. Texts are by language.
type RuleInfo struct {
	ID         string
	Kind       string // of fact that it asks about
	Severity   finding.Severity
	Title      map[string]string
	Why        map[string]string
	Basis      []string
	Parameters []Parameter // with the values that the rule itself gives
	Facts      []string    // what its expressions read, as in link.url and page.draft
	Good, Bad  []string    // examples
	Fixed      []string    // what the fix makes of the first bad examples
	File       string
}

// Parameter is a parameter of a rule, as people read it.
type Parameter struct{ Name, Value string }

// RuleHere is how a rule applies to one page, or to a site where its settings name no pages.
type RuleHere struct {
	RuleInfo
	Own        bool // the program itself finds it; nothing about it can be set
	On         bool
	Severity   finding.Severity
	Reviewers  []string
	Parameters []Parameter
	Because    []string // where it comes from, then each line of the configuration about it; the last word wins
}

// Examination tells how a site is understood: in words, in the language of the run.
type Examination struct {
	Language string
	Sections []Section
}

// Section is one part of an examination.
type Section struct {
	Title string
	Lines []string
}

// Explanation says how the review of one page stands, requirement by requirement.
type Explanation struct {
	finding.PageReview
	Requirements []Requirement
	Parts        []Part   // that the digest is made of
	Standing     string   // the state, for people
	Words        []string // for people: why it stands so, requirements, approvals and hands
}

// Requirement is one reason for which somebody must approve a page.
type Requirement struct {
	Role  string
	Count int
	Why   string // the entry of the policy or the rule that asks
}

// Part is one file of those that a page's digest binds.
type Part struct{ Role, Path, Sum string }

// KindInfo is a kind of fact with its fields.
type KindInfo struct {
	Name, Doc string
	Fields    []FieldInfo
	Count     int // of facts on the page that was asked about
}

// FieldInfo is a field of a fact as rules name it, and the sort of its values.
type FieldInfo struct{ Name, Type string }

// FactTable is the facts of one kind on one page, and what an expression says of them.
type FactTable struct {
	Kind      string
	Columns   []string // names of the fields: those that the expression reads, else all that say something of some fact
	Rows      []FactRow
	Condition bool // the expression is true or false; what it is true of, a rule would flag
	Summary   string
}

// FactRow is one fact. Line and column count from 1, the column in code points; 0 for a fact without a place.
type FactRow struct {
	Line, Column int
	Values       []string // of the columns; personal data is masked
	Answer       string   // of the expression, masked
	Flagged      bool     // the expression is true of it
}

// Entry is one record of a page in the ledger, or, with nothing but words, a claim that is no evidence.
type Entry struct {
	Record  string
	At      time.Time
	By      string
	Verdict review.Verdict
	Digest  string
	Note    string
	Void    string // why the record counts for nothing; empty if it is verified
	Words   string // for people
}

// Reviewed is what became of one page.
type Reviewed struct {
	Page    string
	Digest  string
	Record  string // id of the record; empty if the word was refused
	Message string // for the reviewer
}
