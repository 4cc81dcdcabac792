package review

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/pem"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// code returns the reason's code of a refused signature.
func code(err error) string {
	refusal, ok := errors.AsType[*Refusal](err)
	if !ok {
		return ""
	}
	return refusal.Reason.Code
}

func TestSign(t *testing.T) {
	for _, kind := range []string{"ed25519", "ecdsa", "rsa"} {
		signer := newSigner(t, kind)
		record, err := Sign(sample(), signer)
		if err != nil {
			t.Fatal(err)
		}
		principal, err := Verify(record.Raw, record.Signature, allow(t, "p.lan "+signer.Public()), now)
		if err != nil || principal != "p.lan" {
			t.Errorf("%s: %v %v", kind, principal, err)
		}
		parsed, err := ParseStatement(record.Raw)
		if err != nil || record.ID != ID(record.Raw) || !parsed.At.Equal(record.Statement.At) {
			t.Errorf("%s: %+v %v", kind, record, err)
		}
	}
	if _, err := Sign(&Statement{}, newSigner(t, "ed25519")); err == nil {
		t.Error("an empty statement was signed")
	}
}

func TestVerifyRefuses(t *testing.T) {
	signer, other := newSigner(t, "ed25519"), newSigner(t, "ed25519")
	message := []byte("một trang\n")
	good, err := signer.Sign(message)
	if err != nil {
		t.Fatal(err)
	}
	mine := "p.lan " + signer.Public()
	line := func(options string) *AllowedSigners { return allow(t, "p.lan "+options+" "+signer.Public()) }
	for _, c := range []struct {
		name, want string
		message    []byte
		signature  []byte
		keys       *AllowedSigners
	}{
		{"good", "", message, good, allow(t, mine)},
		{"blanks around", "", message, []byte("\n" + string(good) + "\n\n"), allow(t, mine)},
		{"a line that holds", "", message, good, allow(t, "p.lan namespaces=\"git\" "+signer.Public(), mine)},
		{"a byte more", "signature", append(message, ' '), good, allow(t, mine)},
		{"nobody", "key", message, good, nil},
		{"another key", "key", message, good, allow(t, "p.lan "+other.Public())},
		{"expired this moment", "key-expired", message, good, line(`valid-before="20261123090000Z"`)},
		{"not yet expired", "", message, good, line(`valid-before="20261123090001Z"`)},
		{"early", "key-early", message, good, line(`valid-after="20261123090001"`)},
		{"valid from now", "", message, good, line(`valid-after="202611230900"`)},
		{"key for Git only", "key-namespace", message, good, line(`namespaces="git"`)},
		{"nothing", "signature-form", message, nil, allow(t, mine)},
		{"text before", "signature-form", message, []byte("x\n" + string(good)), allow(t, mine)},
		{"text after", "signature-form", message, []byte(string(good) + "x"), allow(t, mine)},
		{"twice", "signature-form", message, bytes.Repeat(good, 2), allow(t, mine)},
		{"header", "signature-form", message, bytes.Replace(good, []byte("-----\n"), []byte("-----\nA: b\n\n"), 1), allow(t, mine)},
		{"other armor", "signature-form", message, bytes.ReplaceAll(good, []byte("SSH SIG"), []byte("PGP SIG")), allow(t, mine)},
		{"cut", "signature-form", message, pem.EncodeToMemory(&pem.Block{Type: sshsig.PEMType, Bytes: []byte("SSHSIG\x00\x00")}), allow(t, mine)},
		{"large", "signature-form", message, bytes.Repeat([]byte("\n"), MaxStatement+1), allow(t, mine)},
	} {
		if _, err := Verify(c.message, c.signature, c.keys, now); code(err) != c.want || (c.want == "") != (err == nil) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// signed is what a key signs for an SSHSIG.
func signed(namespace string, message []byte) []byte {
	sum := sha512.Sum512(message)
	return append([]byte("SSHSIG"), ssh.Marshal(struct{ Namespace, Reserved, Hash, Sum string }{namespace, "", "sha512", string(sum[:])})...)
}

func TestVerifyForms(t *testing.T) {
	rsaKey, err := ssh.ParsePrivateKey(newKey(t, "rsa", ""))
	if err != nil {
		t.Fatal(err)
	}
	public := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(rsaKey.PublicKey())))
	keys := allow(t, "p.lan "+public)
	message := []byte("một trang\n")
	for _, c := range []struct{ algorithm, namespace, want string }{
		{ssh.KeyAlgoRSASHA512, Namespace, ""},
		{ssh.KeyAlgoRSASHA256, Namespace, ""},
		{ssh.KeyAlgoRSA, Namespace, "signature-form"}, // SHA-1
		{ssh.KeyAlgoRSASHA512, "git", "namespace"},
		{ssh.KeyAlgoRSASHA512, "", "namespace"},
	} {
		made, err := rsaKey.(ssh.AlgorithmSigner).SignWithAlgorithm(rand.Reader, signed(c.namespace, message), c.algorithm)
		if err != nil {
			t.Fatal(err)
		}
		armored := sshsig.Armor(&sshsig.Signature{Version: 1, PublicKey: rsaKey.PublicKey(), Namespace: c.namespace,
			HashAlgorithm: sshsig.HashSHA512, Signature: made})
		if _, err := Verify(message, armored, keys, now); code(err) != c.want || (c.want == "") != (err == nil) {
			t.Errorf("%s in %q: %v", c.algorithm, c.namespace, err)
		}
	}
}

// A security key signs a hash of the message with flags; without the flag that somebody touched it, it is refused.
func TestVerifySecurityKey(t *testing.T) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.ParsePublicKey(ssh.Marshal(struct{ Type, Key, Application string }{ssh.KeyAlgoSKED25519, string(public), "ssh:"}))
	if err != nil {
		t.Fatal(err)
	}
	message := []byte("một trang\n")
	for flags, want := range map[byte]string{1: "", 0: "signature"} {
		application, sum := sha256.Sum256([]byte("ssh:")), sha256.Sum256(signed(Namespace, message))
		tail := []byte{flags, 0, 0, 0, 7}
		blob := ed25519.Sign(private, append(append(application[:], tail...), sum[:]...))
		armored := sshsig.Armor(&sshsig.Signature{Version: 1, PublicKey: key, Namespace: Namespace, HashAlgorithm: sshsig.HashSHA512,
			Signature: &ssh.Signature{Format: ssh.KeyAlgoSKED25519, Blob: blob, Rest: tail}})
		_, err := Verify(message, armored, allow(t, "p.lan "+string(ssh.MarshalAuthorizedKey(key))), now)
		if code(err) != want || (want == "") != (err == nil) {
			t.Errorf("flags %d: %v", flags, err)
		}
	}
}

func TestKeySigner(t *testing.T) {
	locked := newKey(t, "ed25519", "hoa sen")
	if _, err := KeySigner(locked, nil); !errors.Is(err, ErrPassphrase) {
		t.Error(err)
	}
	if _, err := KeySigner(locked, []byte("hoa mai")); !errors.Is(err, ErrWrongPassphrase) {
		t.Error(err)
	}
	if _, err := KeySigner(locked, []byte("hoa sen")); err != nil {
		t.Error(err)
	}
	if _, err := KeySigner(newKey(t, "ed25519", ""), []byte("not needed")); err != nil {
		t.Error(err)
	}
	if _, err := KeySigner([]byte("ssh-ed25519 AAAA"), nil); err == nil || errors.Is(err, ErrPassphrase) {
		t.Error(err)
	}
	if _, err := KeySigner(newKey(t, "weak", ""), nil); err == nil || !strings.Contains(err.Error(), "too weak") {
		t.Error(err)
	}
}

// keyring serves an agent with keys of these types over a pipe.
func keyring(t *testing.T, serve func(agent.Agent) agent.Agent, kinds ...string) io.ReadWriter {
	t.Helper()
	ring := agent.NewKeyring()
	for _, kind := range kinds {
		key, err := ssh.ParseRawPrivateKey(newKey(t, kind, ""))
		if err == nil {
			err = ring.Add(agent.AddedKey{PrivateKey: key})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	ours, theirs := net.Pipe()
	done := make(chan struct{})
	go func() { defer close(done); _ = agent.ServeAgent(serve(ring), theirs) }()
	t.Cleanup(func() { ours.Close(); <-done })
	return ours
}

// old is an agent that knows RSA only with SHA-1.
type old struct{ agent.Agent }

func TestAgentSigner(t *testing.T) {
	whole := func(a agent.Agent) agent.Agent { return a }
	conn := keyring(t, whole, "weak", "rsa", "ed25519")
	for _, kind := range []string{"ssh-rsa", "ssh-ed25519"} {
		var fingerprints []string
		signer, err := AgentSigner(conn, func(fingerprint string) bool {
			fingerprints = append(fingerprints, fingerprint)
			return len(fingerprints) == 1 == (kind == "ssh-rsa")
		})
		if err != nil || !strings.HasPrefix(signer.Public(), kind+" ") {
			t.Fatal(kind, err)
		}
		message := []byte("một trang\n")
		armored, err := signer.Sign(message)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Verify(message, armored, allow(t, "p.lan "+signer.Public()), now); err != nil {
			t.Error(kind, err)
		}
	}
	if _, err := AgentSigner(conn, nil); err != nil {
		t.Error(err)
	}
	if _, err := AgentSigner(conn, func(string) bool { return false }); err == nil || !strings.Contains(err.Error(), "none of its 3 keys") {
		t.Error(err)
	}
	signer, err := AgentSigner(keyring(t, func(a agent.Agent) agent.Agent { return old{a} }, "rsa"), nil)
	if err == nil {
		_, err = signer.Sign([]byte("x"))
	}
	if err == nil || !strings.Contains(err.Error(), "signing: ") {
		t.Error("an agent's SHA-1 signature was taken: ", err)
	}
	if _, err := AgentSigner(&bytes.Buffer{}, nil); err == nil {
		t.Error("an agent that does not answer was taken")
	}
}
