// Reasons: every "no" of the review gate is a code with the words that fill its sentence. The sentences stand in the
// program's catalogues, so that each is said in the reader's language.

package review

import "strings"

// Reason is a code with the words that fill its sentence.
type Reason struct {
	Code string
	Args []string // pairs of name and value
}

// Because returns a reason; args are pairs of name and value.
func Because(code string, args ...string) Reason { return Reason{Code: code, Args: args} }

// None reports whether there is no reason.
func (r Reason) None() bool { return r.Code == "" }

// String returns the code and its words, for errors: "key-expired (key SHA256:…, time 2026-09-01T00:00:00Z)".
func (r Reason) String() string {
	words := make([]string, 0, len(r.Args)/2)
	for i := 0; i+1 < len(r.Args); i += 2 {
		words = append(words, r.Args[i]+" "+r.Args[i+1])
	}
	if len(words) == 0 {
		return r.Code
	}
	return r.Code + " (" + strings.Join(words, ", ") + ")"
}

// Refusal is the error for a signature that is not accepted.
type Refusal struct{ Reason Reason }

// Error names the reason.
func (r *Refusal) Error() string { return "signature refused: " + r.Reason.String() }
