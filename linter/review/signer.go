// Signing, with a private key file or an ssh-agent. A signature made here can be checked by "ssh-keygen -Y verify".

package review

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// Signer signs statements.
type Signer interface {
	// Public returns the public key as a line of an authorized_keys file, without a line end.
	Public() string
	// Fingerprint returns the public key's fingerprint, "SHA256:…".
	Fingerprint() string
	// Sign returns an armored SSHSIG over the message in the review namespace.
	Sign(message []byte) (armored []byte, err error)
}

// Errors of KeySigner that the caller can mend by asking.
var (
	ErrPassphrase      = errors.New("key: it is protected by a passphrase")
	ErrWrongPassphrase = errors.New("key: the passphrase does not open it")
)

// KeySigner reads a private key file as ssh-keygen writes it. The passphrase is used only if the key is encrypted.
func KeySigner(key, passphrase []byte) (Signer, error) {
	signer, err := ssh.ParsePrivateKey(key)
	if _, locked := errors.AsType[*ssh.PassphraseMissingError](err); locked {
		if len(passphrase) == 0 {
			return nil, ErrPassphrase
		}
		signer, err = ssh.ParsePrivateKeyWithPassphrase(key, passphrase)
	}
	switch {
	case errors.Is(err, x509.IncorrectPasswordError):
		return nil, ErrWrongPassphrase
	case err != nil:
		return nil, fmt.Errorf("key: %w", err)
	}
	if err := acceptable(signer.PublicKey()); err != nil {
		return nil, fmt.Errorf("key: %w", err)
	}
	return sealer{signer}, nil
}

// AgentSigner returns the first key of an ssh-agent whose fingerprint ("SHA256:…") is wanted; with a nil want, the first
// that can sign reviews. The connection must stay open as long as the signer is used.
func AgentSigner(conn io.ReadWriter, want func(fingerprint string) bool) (Signer, error) {
	// Hidden behind a plain reader and writer, the client starts no goroutine of its own.
	signers, err := agent.NewClient(struct{ io.ReadWriter }{conn}).Signers()
	if err != nil {
		return nil, fmt.Errorf("ssh-agent: %w", err)
	}
	for _, signer := range signers {
		if acceptable(signer.PublicKey()) != nil {
			continue
		}
		if s := (sealer{signer}); want == nil || want(s.Fingerprint()) {
			return s, nil
		}
	}
	return nil, fmt.Errorf("ssh-agent: none of its %d keys fits; add the key with ssh-add", len(signers))
}

// sealer signs with an SSH key.
type sealer struct{ ssh.Signer }

func (s sealer) Public() string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(s.PublicKey())))
}

func (s sealer) Fingerprint() string { return ssh.FingerprintSHA256(s.PublicKey()) }

// Sign checks what it made, because an old agent may answer with an RSA signature over SHA-1.
func (s sealer) Sign(message []byte) ([]byte, error) {
	made, err := sshsig.Sign(bytes.NewReader(message), s.Signer, sshsig.HashSHA512, Namespace)
	if err != nil {
		return nil, fmt.Errorf("signing: %w", err)
	}
	armored := sshsig.Armor(made)
	again, err := dearmor(armored)
	if err == nil {
		err = sshsig.Verify(bytes.NewReader(message), again, s.PublicKey(), sshsig.HashSHA512, Namespace)
	}
	if err != nil {
		return nil, fmt.Errorf("signing: the key made an unusable signature: %w", err)
	}
	return armored, nil
}
