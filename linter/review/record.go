// What the ledger keeps: signed records, and the chain that the records of one page form.

package review

import (
	"crypto/sha256"
	"encoding/hex"
)

// Record is a statement as it stands in the ledger.
type Record struct {
	ID        string // name: the SHA-256 of Raw in hexadecimal
	Statement Statement
	Raw       []byte // the statement's bytes as stored and signed
	Signature []byte // armored SSHSIG over Raw
	Path      string // of the statement in the ledger
	Signer    string // principal of the key that signed: the reviewer, or a notary
	Void      Reason // why the record counts for nothing though it keeps its place in the chain; zero if verified
}

// Chain is what the ledger holds about one page.
type Chain struct {
	// Records runs from the first record to the tip, each superseding the one before it. If Fault is set there is no
	// such line, and Records holds all records of the page by time.
	Records []Record
	// Fault says why no single tip could be found; zero if the chain is whole.
	Fault Reason
}

// Tip returns the last record of the chain, which alone says how things stand. A new record supersedes it.
func (c Chain) Tip() (Record, bool) {
	if len(c.Records) == 0 || !c.Fault.None() {
		return Record{}, false
	}
	return c.Records[len(c.Records)-1], true
}

// ID returns the name of a record whose statement has these bytes.
func ID(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// Sign writes a statement down and signs it.
func Sign(s *Statement, by Signer) (Record, error) {
	raw, err := s.Bytes()
	if err != nil {
		return Record{}, err
	}
	signature, err := by.Sign(raw)
	if err != nil {
		return Record{}, err
	}
	return Record{ID: ID(raw), Statement: s.normal(), Raw: raw, Signature: signature}, nil
}
