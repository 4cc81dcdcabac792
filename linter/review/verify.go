// Verification: whose key signed these bytes, and may it still.

package review

import (
	"bytes"
	"encoding/pem"
	"errors"
	"strconv"
	"time"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Verify checks an armored SSHSIG over message and returns the principal that its key speaks for. What is not accepted is
// a *Refusal.
//
// The key must be in the list and valid at the given time, which for a decision is now. The date inside a signed message
// is no help: whoever stole a key that has since been revoked writes any date. So a key that has expired, or was removed,
// takes all that it ever signed with it; what is still to count must be reviewed again.
func Verify(message, signature []byte, keys *AllowedSigners, at time.Time) (principal string, err error) {
	parsed, err := dearmor(signature)
	if err != nil {
		return "", refuse("signature-form", "problem", err.Error())
	}
	if parsed.Namespace != Namespace {
		return "", refuse("namespace", "namespace", strconv.Quote(parsed.Namespace))
	}
	fingerprint := ssh.FingerprintSHA256(parsed.PublicKey)
	lines := keys.of(fingerprint)
	if len(lines) == 0 {
		return "", refuse("key", "key", fingerprint)
	}
	if err := sshsig.Verify(bytes.NewReader(message), parsed, lines[0].public, parsed.HashAlgorithm, Namespace); err != nil {
		return "", refuse("signature")
	}
	return valid(lines, at)
}

// valid returns the principal of the first line that holds for reviews at a time, or why the first of all does not.
func valid(lines []Key, at time.Time) (principal string, err error) {
	for _, key := range lines {
		if refusal := key.refusal(at); refusal == nil {
			return key.speaker(), nil
		} else if err == nil {
			err = refusal
		}
	}
	return "", err
}

// refusal says why a key may not sign reviews at a time, nil if it may.
func (k Key) refusal(at time.Time) *Refusal {
	switch {
	case !k.covers(Namespace):
		return refuse("key-namespace", "key", k.Fingerprint)
	case !k.After.IsZero() && at.Before(k.After):
		return refuse("key-early", "key", k.Fingerprint, "time", k.After.Format(time.RFC3339))
	case !k.Before.IsZero() && !at.Before(k.Before):
		return refuse("key-expired", "key", k.Fingerprint, "time", k.Before.Format(time.RFC3339))
	}
	return nil
}

func refuse(code string, args ...string) *Refusal { return &Refusal{Because(code, args...)} }

// dearmor reads a signature file that holds one signature and nothing else.
func dearmor(armored []byte) (*sshsig.Signature, error) {
	if len(armored) > MaxStatement {
		return nil, errors.New("it is too large")
	}
	text := bytes.TrimSpace(armored)
	block, rest := pem.Decode(text)
	switch {
	case block == nil || !bytes.HasPrefix(text, []byte("-----BEGIN "+sshsig.PEMType+"-----")):
		return nil, errors.New("it is not an armored SSH signature")
	case len(block.Headers) > 0 || len(bytes.TrimSpace(rest)) > 0:
		return nil, errors.New("it holds more than one signature")
	}
	return sshsig.ParseSignature(block.Bytes)
}
