// The file of allowed signers, in OpenSSH's format (ssh-keygen(1), ALLOWED SIGNERS): which key speaks for whom.

package review

import (
	"crypto/rsa"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// MaxSigners is the size in bytes above which a file of allowed signers is refused.
const MaxSigners = 1 << 20

// minRSA is the smallest RSA key in bits that is accepted.
const minRSA = 2048

// AllowedSigners is a parsed file of allowed signers. The zero value allows nobody.
type AllowedSigners struct{ keys []Key }

// Key is one line of a file of allowed signers.
type Key struct {
	Principals  []string  // id of the person or notary that the key speaks for: always exactly one
	Fingerprint string    // "SHA256:…"
	After       time.Time // first moment at which the key is valid; zero means always
	Before      time.Time // first moment at which it no longer is; zero means no end
	File        string    // name of the file
	Line        int       // in the file, from 1
	namespaces  []string  // patterns; nil means all
	public      ssh.PublicKey
}

// speaker returns the one principal.
func (k Key) speaker() string { return k.Principals[0] }

// Keys returns all keys in the order of the file.
func (a *AllowedSigners) Keys() []Key {
	if a == nil {
		return nil
	}
	return slices.Clone(a.keys)
}

// of returns the lines with a key.
func (a *AllowedSigners) of(fingerprint string) (lines []Key) {
	if a == nil {
		return nil
	}
	for _, key := range a.keys {
		if key.Fingerprint == fingerprint {
			lines = append(lines, key)
		}
	}
	return lines
}

// ParseAllowedSigners reads a file of allowed signers. A fault is a *source.Error with its place.
//
// Three things that ssh-keygen would take are refused. One key for several principals, be it by a list, a pattern or two
// lines, would let one person approve as two, or sign as a notary what others are said to have clicked. A certificate
// authority would name people who are not in the file. A weak key (DSA, RSA below 2048 bits) can be forged.
//
// Times of valid-after and valid-before without a Z are read as UTC, since the same file must mean the same everywhere;
// ssh-keygen reads them in its own time zone.
func ParseAllowedSigners(name string, text []byte) (*AllowedSigners, error) {
	file := source.New(name, text)
	if len(text) > MaxSigners {
		return nil, file.Errorf(source.Span{}, "", "the file is larger than %d bytes", MaxSigners)
	}
	var a AllowedSigners
	for n := 1; n <= file.Lines(); n++ {
		start := file.LineStart(n)
		l := &reader{file: file, at: start, end: start + len(file.Line(n))}
		if l.blank(); l.done() || l.peek() == '#' {
			continue
		}
		key, err := l.key()
		if err != nil {
			return nil, err
		}
		key.File, key.Line = name, n
		if others := a.of(key.Fingerprint); len(others) > 0 && others[0].speaker() != key.speaker() {
			return nil, file.Errorf(source.Span{Start: start, End: l.end}, "everybody needs a key of their own",
				"the key of %s is that of %s in line %d", key.speaker(), others[0].speaker(), others[0].Line)
		}
		a.keys = append(a.keys, key)
	}
	return &a, nil
}

// reader walks over one line.
type reader struct {
	file    *source.File
	at, end int // byte offsets in the file
}

func (l *reader) done() bool { return l.at >= l.end }
func (l *reader) peek() byte { return l.file.Text[l.at] }

func (l *reader) blank() {
	for !l.done() && (l.peek() == ' ' || l.peek() == '\t') {
		l.at++
	}
}

// word returns the next stretch without blanks; blanks between double quotes belong to it, and there \" is no quote.
func (l *reader) word() source.Span {
	l.blank()
	start, quoted := l.at, false
	for ; !l.done(); l.at++ {
		switch c := l.peek(); {
		case c == '\\' && quoted && l.at+1 < l.end && l.file.Text[l.at+1] == '"':
			l.at++
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ' ' || c == '\t'):
			return source.Span{Start: start, End: l.at}
		}
	}
	return source.Span{Start: start, End: l.end}
}

// key reads a line: the principal, options if there are any, the key's type and the key. What follows is a comment.
func (l *reader) key() (key Key, err error) {
	if key.Principals, err = l.principals(); err != nil {
		return Key{}, err
	}
	kind := l.word()
	if text := l.file.Slice(kind); strings.ContainsRune(text, '=') || strings.EqualFold(text, "cert-authority") {
		if err := l.options(kind, &key); err != nil {
			return Key{}, err
		}
		kind = l.word()
	}
	if key.public, err = l.public(kind, l.word()); err != nil {
		return Key{}, err
	}
	key.Fingerprint = ssh.FingerprintSHA256(key.public)
	return key, nil
}

// principals reads the id that the line's key speaks for.
func (l *reader) principals() ([]string, error) {
	span := l.word()
	name := strings.Trim(l.file.Slice(span), `"`)
	if !ValidID(name) {
		return nil, l.file.Errorf(span, "write one id of people.yml, because a key speaks for one person only", "%q cannot be a principal", name)
	}
	return []string{name}, nil
}

// public reads the key itself.
func (l *reader) public(kind, data source.Span) (ssh.PublicKey, error) {
	name := l.file.Slice(kind)
	if !known(name) {
		return nil, l.file.Errorf(kind, "use one of "+strings.Join(kinds(), ", "), "%q is not a type of key that is accepted here", name)
	}
	raw, err := base64.StdEncoding.DecodeString(l.file.Slice(data))
	if err != nil {
		return nil, l.file.Errorf(data, "copy the line of the .pub file again", "the key is not base64")
	}
	public, err := ssh.ParsePublicKey(raw)
	if err != nil {
		return nil, l.file.Errorf(data, "copy the line of the .pub file again", "the key cannot be read: %v", err)
	}
	if public.Type() != name {
		return nil, l.file.Errorf(kind, "copy the line of the .pub file again", "the key is of type %s, not %s", public.Type(), name)
	}
	if err := acceptable(public); err != nil {
		return nil, l.file.Errorf(data, "make a new one with: ssh-keygen -t ed25519", "%v", err)
	}
	return public, nil
}

// kinds are the types of keys that may sign.
func kinds() []string {
	return []string{ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521,
		ssh.KeyAlgoSKECDSA256, ssh.KeyAlgoRSA}
}

func known(kind string) bool { return slices.Contains(kinds(), kind) }

// acceptable says why a public key may not be used.
func acceptable(key ssh.PublicKey) error {
	if !known(key.Type()) {
		return fmt.Errorf("keys of type %s are not accepted", key.Type())
	}
	whole, err := ssh.ParsePublicKey(key.Marshal()) // an agent's keys are only names and bytes
	if err != nil {
		return err
	}
	if number, ok := whole.(ssh.CryptoPublicKey); ok {
		if public, ok := number.CryptoPublicKey().(*rsa.PublicKey); ok && public.N.BitLen() < minRSA {
			return fmt.Errorf("an RSA key of %d bits is too weak", public.N.BitLen())
		}
	}
	return nil
}
