package review

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// strong makes an RSA key, once for all tests, because that is slow.
var strong = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// newKey returns a private key file of a type.
func newKey(t testing.TB, kind, passphrase string) []byte {
	t.Helper()
	var key any
	var err error
	switch kind {
	case "ed25519":
		_, key, err = ed25519.GenerateKey(rand.Reader)
	case "ecdsa":
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case "rsa":
		key, err = strong()
	case "weak":
		key, err = rsa.GenerateKey(rand.Reader, 1024)
	}
	if err != nil {
		t.Fatal(err)
	}
	var block *pem.Block
	if passphrase == "" {
		block, err = ssh.MarshalPrivateKey(key, "")
	} else {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(block)
}

func newSigner(t testing.TB, kind string) Signer {
	t.Helper()
	s, err := KeySigner(newKey(t, kind, ""), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func allow(t testing.TB, lines ...string) *AllowedSigners {
	t.Helper()
	keys, err := ParseAllowedSigners("allowed_signers", []byte(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestParseAllowedSigners(t *testing.T) {
	lan, ht := newSigner(t, "ed25519"), newSigner(t, "ecdsa")
	keys := allow(t,
		"# who may approve", "", " \t# indented",
		"p.lan "+lan.Public()+" Cô Lan = \"máy ở trường\"\r",
		`  "p.hieutruong" namespaces="git,rasoat-*",valid-after="20240801",VALID-BEFORE="20270801070000Z" `+ht.Public(),
		"p.lan\tnamespaces=\"a\\\"b\"\t"+lan.Public(),
	).Keys()
	if len(keys) != 3 {
		t.Fatal(keys)
	}
	if !slices.Equal(keys[0].Principals, []string{"p.lan"}) || keys[0].Line != 4 || keys[0].Fingerprint != lan.Fingerprint() {
		t.Errorf("%+v", keys[0])
	}
	if !keys[1].After.Equal(time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC)) ||
		!keys[1].Before.Equal(time.Date(2027, 8, 1, 7, 0, 0, 0, time.UTC)) || !keys[1].covers(Namespace) {
		t.Errorf("%+v", keys[1])
	}
	if keys[2].covers(Namespace) || !slices.Equal(keys[2].namespaces, []string{`a"b`}) {
		t.Errorf("%+v", keys[2])
	}
	var none *AllowedSigners
	if len(none.Keys())+len(none.of("x"))+len(allow(t, "").Keys()) != 0 {
		t.Error("nobody is allowed")
	}
}

func TestParseAllowedSignersRefuses(t *testing.T) {
	public := newSigner(t, "ed25519").Public()
	kind, data, _ := strings.Cut(public, " ")
	weak, err := ssh.ParsePrivateKey(newKey(t, "weak", ""))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ line, want string }{
		{"p.lan", "1:6: "},
		{"p.lan " + kind, "not be read"},
		{"* " + public, `1:1: "*" cannot be a principal`},
		{"p.lan,lan@hoasen.edu.vn " + public, "cannot be a principal"},
		{"p.lan " + public + "\n# x\np.hieutruong " + public, "3:1: the key of p.hieutruong is that of p.lan in line 1"},
		{"p.* " + public, "cannot be a principal"},
		{"!p.lan,p " + public, "cannot be a principal"},
		{"p.lan,, " + public, "cannot be a principal"},
		{`"p.lan p.ht" ` + public, "cannot be a principal"},
		{`"p.lan ` + public, "cannot be a principal"},
		{"\ufeffp.lan " + public, "cannot be a principal"},
		{"p.lan cert-authority " + public, "1:7: certificate authorities are not accepted"},
		{`p.lan CERT-AUTHORITY,namespaces="x" ` + public, "certificate authorities"},
		{`p.lan namespaces=rasoat-review ` + public, "double quotes"},
		{`p.lan valid-after="20240801",namespaces ` + public, "1:30: namespaces: its value must stand in double quotes"},
		{`p.lan namespaces="a"b"c" ` + public, "double quotes"},
		{`p.lan namespaces="a", ` + public, `unknown option ""`},
		{`p.lan namespaces="a",,valid-after="20240801" ` + public, `unknown option ""`},
		{`p.lan namespaces="rasoat-review" extra ` + public, `"extra" is not a type of key`},
		{`p.lan namespaces="" ` + public, "namespaces: it is a list"},
		{`p.lan namespaces="a,!" ` + public, "namespaces: it is a list"},
		{`p.lan namespaces="[a]" ` + public, "namespaces: it is a list"},
		{`p.lan namespaces="a",namespaces="b" ` + public, "stands there twice"},
		{`p.lan valid-befor="20270801" ` + public, `unknown option "valid-befor"`},
		{`p.lan valid-before="2027-08-01" ` + public, "valid-before: the time must be written"},
		{`p.lan valid-before="20271301" ` + public, "the time must be written"},
		{`p.lan valid-before="19690101" ` + public, "the time must be written"},
		{`p.lan valid-before="2027080107z" ` + public, "the time must be written"},
		{`p.lan valid-after="20270801",valid-before="20270801" ` + public, "never valid"},
		{"p.lan ssh-dss " + data, `"ssh-dss" is not a type of key that is accepted`},
		{"p.lan ssh-ed25519-cert-v01@openssh.com " + data, "is not a type of key"},
		{"p.lan ssh-rsa " + data, "is of type ssh-ed25519, not ssh-rsa"},
		{"p.lan ssh-ed25519 !!!!", "not base64"},
		{"p.lan ssh-ed25519 " + data[:20], "cannot be read"},
		{"p.lan " + strings.TrimSpace(string(ssh.MarshalAuthorizedKey(weak.PublicKey()))), "1024 bits is too weak"},
		{strings.Repeat("#", MaxSigners+1), "larger than"},
	} {
		_, err := ParseAllowedSigners("allowed_signers", []byte(c.line+"\n"))
		if _, placed := errors.AsType[*source.Error](err); !placed || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s: %v, not %s", c.line, err, c.want)
		}
	}
}

func TestCovers(t *testing.T) {
	for list, want := range map[string]bool{
		"rasoat-review": true, "rasoat-*": true, "*": true, "rasoat-revie?": true, "git,rasoat-review": true,
		"git": false, "rasoat": false, "*,!rasoat-review": false, "!rasoat-*,*": false, "!git": false, "Rasoat-Review": false,
	} {
		namespaces, err := patterns(list)
		if err != nil {
			t.Fatal(err)
		}
		if (Key{namespaces: namespaces}).covers(Namespace) != want {
			t.Errorf("%s: not %v", list, want)
		}
	}
}

func FuzzParseAllowedSigners(f *testing.F) {
	public := newSigner(f, "ed25519").Public()
	f.Add([]byte("p.lan " + public + " comment\n# x\n"))
	f.Add([]byte(`"p.lan" namespaces="a\"b,c",valid-before="20270801" ` + public))
	f.Add([]byte("p.lan cert-authority\r\n\"\\\""))
	f.Fuzz(func(t *testing.T, text []byte) {
		keys, err := ParseAllowedSigners("allowed_signers", text)
		if err != nil {
			if _, placed := errors.AsType[*source.Error](err); !placed {
				t.Fatalf("%T", err)
			}
			return
		}
		for _, key := range keys.Keys() {
			if key.public == nil || key.Fingerprint == "" || len(key.Principals) != 1 || !ValidID(key.speaker()) {
				t.Fatalf("%+v", key)
			}
		}
	})
}
