package ledger

import (
	"errors"
	"slices"

	"github.com/rasoat/rasoat/linter/review"
)

// verify checks the signature over a record's bytes as they are stored, and whether its key may speak for the person:
// it is the person's own, or, where the record tells of a click in a forge, a notary's.
func (t Trust) verify(r review.Record) (signer string, void review.Reason) {
	signer, err := review.Verify(r.Raw, r.Signature, t.Keys, t.Now)
	if refusal, ok := errors.AsType[*review.Refusal](err); ok {
		return "", refusal.Reason
	}
	switch s := r.Statement; {
	case s.Basis.Kind == review.Signature && signer != s.By:
		return "", review.Because("signer", "who", s.By, "signer", signer)
	case s.Basis.Kind != review.Signature && !slices.Contains(t.Notary, signer):
		return "", review.Because("notary", "basis", s.Basis.Kind, "signer", signer)
	}
	return signer, review.Reason{}
}
