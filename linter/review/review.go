// Package review holds the nouns of the review gate: what an approval is and how it is written down, who signed it and
// with which key, who the people are, and what a page needs.
package review

import "slices"

// Namespace is the SSHSIG namespace of every review signature. A signature made for another purpose is refused.
const Namespace = "rasoat-review"

// Type is the first field of every statement and names the version of its form.
const Type = "rasoat/review/v1"

// Absent is the digest of a page that a change deletes.
const Absent = "absent"

// Verdict is what a reviewer says of a page.
type Verdict string

// The verdicts.
const (
	Approve  Verdict = "approve"  // this content may be published
	Reject   Verdict = "reject"   // this content may not be published
	Withdraw Verdict = "withdraw" // takes back the same person's earlier word
	Remove   Verdict = "remove"   // the page may be deleted
	Adopt    Verdict = "adopt"    // already published content is taken in as it is
	Override Verdict = "override" // an approval against advice; shown as such, and needs a note
)

// Verdicts returns all verdicts.
func Verdicts() []Verdict { return []Verdict{Approve, Reject, Withdraw, Remove, Adopt, Override} }

// Valid reports whether v is one of the verdicts.
func (v Verdict) Valid() bool { return slices.Contains(Verdicts(), v) }

// Grants reports whether v lets a page through rather than holding it back.
func (v Verdict) Grants() bool { return v.Valid() && v != Reject && v != Withdraw }

// Signature is the kind of basis of a statement that the reviewer signed with a key of their own. Every other kind, such
// as "github-review", names a click in a forge that a notary has signed for.
const Signature = "signature"

// Basis says how an approval was given.
type Basis struct {
	Kind     string `json:"kind"`
	PR       int64  `json:"pr,omitempty"`
	ReviewID int64  `json:"review_id,omitempty"`
	UserID   int64  `json:"user_id,omitempty"`
	Commit   string `json:"commit,omitempty"` // that was reviewed, in hexadecimal
}
