package ledger

import (
	"errors"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/review"
)

// verify checks the signature over a record's bytes as they are stored, and whether its key may speak for the person:
// it is the person's own, or, where the record tells of a click in a forge, a notary's.
func (t Trust) verify(r review.Record) (signer string, void review.Reason) {
	principals, err := review.Verify(r.Raw, r.Signature, t.Keys, t.Now)
	if refusal, ok := errors.AsType[*review.Refusal](err); ok {
		return "", refusal.Reason
	}
	s, signed := r.Statement, strings.Join(principals, ", ")
	if s.Basis.Kind == review.Signature {
		if !slices.Contains(principals, s.By) {
			return "", review.Because("signer", "who", s.By, "signer", signed)
		}
		return s.By, review.Reason{}
	}
	for _, principal := range principals {
		if slices.Contains(t.Notary, principal) {
			return principal, review.Reason{}
		}
	}
	return "", review.Because("notary", "basis", s.Basis.Kind, "signer", signed)
}
