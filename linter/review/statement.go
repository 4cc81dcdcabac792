// The statement: what one person says of one page, in the one form in which it is signed.

package review

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// WholeSite stands where a page would, in a statement about what is found on the site as a whole.
const WholeSite = "."

// MaxStatement is the size in bytes above which a statement or signature is refused.
const MaxStatement = 64 << 10

// Statement is what a reviewer says of one page at one digest.
type Statement struct {
	Type       string     `json:"type"`       // always Type
	Site       string     `json:"site"`       // id of the site
	Page       string     `json:"page"`       // path from the site's root, with slashes; ../… outside the site
	Digest     string     `json:"digest"`     // "sha256:…" or Absent
	Verdict    Verdict    `json:"verdict"`    //
	By         string     `json:"by"`         // id of the person
	Hands      []string   `json:"hands"`      // who had touched the content when the statement was made; unknown ones masked
	Supersedes *string    `json:"supersedes"` // id of the record that was the tip, nil for the first
	At         time.Time  `json:"at"`         // to the second; the signer's own word, unless a notary signed
	Until      *time.Time `json:"until"`      // end of the approval's term, nil if it has none
	Policy     string     `json:"policy"`     // "sha256:…" of the policy it was made under
	Note       string     `json:"note,omitempty"`
	Basis      Basis      `json:"basis"`
}

// Bytes returns the statement's canonical form: one line of JSON and a line end, keys in order, times in UTC and whole
// seconds, hands sorted. These bytes are signed, and their hash is the record's name.
func (s *Statement) Bytes() ([]byte, error) {
	n := s.normal()
	if err := n.check(); err != nil {
		return nil, fmt.Errorf("statement: %w", err)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(n); err != nil {
		return nil, fmt.Errorf("statement: %w", err)
	}
	return out.Bytes(), nil
}

// ParseStatement reads a statement from its canonical form. Everything else is refused: unknown and repeated keys, wrong
// types, trailing data, spaces, another order. So a statement has exactly one name.
func ParseStatement(raw []byte) (*Statement, error) {
	if len(raw) > MaxStatement {
		return nil, fmt.Errorf("statement: larger than %d bytes", MaxStatement)
	}
	var s Statement
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return nil, fmt.Errorf("statement: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("statement: something follows its end")
	}
	canonical, err := s.Bytes()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(canonical, raw) {
		return nil, errors.New("statement: not in the one form that rasoat writes (a repeated or missing key, spaces, another order)")
	}
	return &s, nil
}

// normal returns a copy of s with everything that can be written in two ways written in one.
func (s *Statement) normal() Statement {
	n := *s
	n.At = s.At.UTC().Truncate(time.Second)
	if s.Until != nil {
		until := s.Until.UTC().Truncate(time.Second)
		n.Until = &until
	}
	n.Hands = slices.Compact(slices.Sorted(slices.Values(s.Hands)))
	if n.Hands == nil {
		n.Hands = []string{}
	}
	return n
}

// check says what is wrong with the form of a normal statement.
func (s *Statement) check() error {
	switch {
	case s.Type != Type:
		return fmt.Errorf("type is %q, not %q", s.Type, Type)
	case !line(s.Site):
		return fmt.Errorf("site %q is not one line of text", s.Site)
	case !isName(s.Page):
		return fmt.Errorf("page %q is not a path from the site's root", s.Page)
	case s.Digest != Absent && !IsDigest(s.Digest):
		return fmt.Errorf("digest %q is neither sha256:… nor %s", s.Digest, Absent)
	case !s.Verdict.Valid():
		return fmt.Errorf("verdict %q is not one of %v", s.Verdict, Verdicts())
	case !ValidID(s.By):
		return fmt.Errorf("by: %q is not a person's id", s.By)
	case slices.ContainsFunc(s.Hands, func(hand string) bool { return !line(hand) }):
		return fmt.Errorf("hands: %q are not all one line of text", s.Hands)
	case s.Supersedes != nil && !IsID(*s.Supersedes):
		return fmt.Errorf("supersedes: %q is not a record's id", *s.Supersedes)
	}
	return cmp.Or(s.checkTerm(), s.checkGround(), s.Basis.check())
}

// checkTerm says what is wrong with the times.
func (s *Statement) checkTerm() error {
	switch {
	case s.At.IsZero():
		return errors.New("at is missing")
	case s.Until != nil && !s.Until.After(s.At):
		return errors.New("until is not later than at")
	}
	return nil
}

// checkGround says what is wrong with the grounds: the policy and the note.
func (s *Statement) checkGround() error {
	switch {
	case !IsDigest(s.Policy):
		return fmt.Errorf("policy %q is not sha256:…", s.Policy)
	case !utf8.ValidString(s.Note):
		return errors.New("note is not UTF-8")
	case s.Verdict == Override && strings.TrimSpace(s.Note) == "":
		return errors.New("an override needs a note that says why")
	}
	return nil
}

// check says what is wrong with the form of a basis.
func (b Basis) check() error {
	switch {
	case !word(b.Kind):
		return fmt.Errorf("basis.kind %q is not a word such as %q", b.Kind, Signature)
	case b.PR < 0 || b.ReviewID < 0 || b.UserID < 0:
		return errors.New("basis: a number is negative")
	case b.Commit != "" && !isHex(b.Commit, 40) && !isHex(b.Commit, 64):
		return fmt.Errorf("basis.commit %q is not a full commit hash", b.Commit)
	}
	return nil
}

// IsDigest reports whether s has the form of a digest of content: "sha256:" and 64 lower-case hexadecimal digits.
func IsDigest(s string) bool {
	hex, ok := strings.CutPrefix(s, "sha256:")
	return ok && isHex(hex, 64)
}

// IsID reports whether s has the form of a record's id.
func IsID(s string) bool { return isHex(s, 64) }

func isHex(s string, length int) bool {
	return len(s) == length && strings.Trim(s, "0123456789abcdef") == ""
}

// word reports whether s is a lower-case word, perhaps with hyphens.
func word(s string) bool {
	return s != "" && len(s) <= 40 && s[0] != '-' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// isName reports whether s is a clean path from the site's root; leading ../ lead out of the site.
func isName(s string) bool {
	if s == WholeSite {
		return true
	}
	for strings.HasPrefix(s, "../") {
		s = s[len("../"):]
	}
	return utf8.ValidString(s) && fs.ValidPath(s) && s != "."
}

// line reports whether s is a short, visible piece of text on one line.
func line(s string) bool {
	return s != "" && len(s) <= 512 && utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}
