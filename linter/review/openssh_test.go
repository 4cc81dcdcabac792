package review

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// program returns the path of one of OpenSSH's programs, or skips the test.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("NOT TESTED against OpenSSH: %s is missing on this machine", name)
	}
	return path
}

// run runs one of OpenSSH's programs in dir.
func run(t *testing.T, dir string, stdin []byte, env []string, name string, args ...string) ([]byte, error) {
	t.Helper()
	cmd := exec.Command(program(t, name), args...)
	cmd.Dir, cmd.Stdin, cmd.Env = dir, bytes.NewReader(stdin), append(os.Environ(), env...)
	return cmd.CombinedOutput()
}

func must(t *testing.T, out []byte, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// keyFile makes a key with ssh-keygen in dir and returns it and its public half.
func keyFile(t *testing.T, dir, kind, passphrase string) (private []byte, public string) {
	t.Helper()
	out, err := run(t, dir, nil, nil, "ssh-keygen", "-q", "-t", kind, "-a", "1", "-N", passphrase, "-C", "lan", "-f", "key")
	must(t, out, err)
	private, err = os.ReadFile(filepath.Join(dir, "key"))
	must(t, nil, err)
	line, err := os.ReadFile(filepath.Join(dir, "key.pub"))
	must(t, nil, err)
	return private, strings.TrimSpace(string(line))
}

func write(t *testing.T, dir, name string, text []byte) {
	t.Helper()
	must(t, nil, os.WriteFile(filepath.Join(dir, name), text, 0o600))
}

func TestOpenSSH(t *testing.T) {
	for _, kind := range []string{"ed25519", "rsa", "ecdsa"} {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			private, public := keyFile(t, dir, kind, "hoa sen")
			signer, err := KeySigner(private, []byte("hoa sen"))
			must(t, nil, err)
			record, err := Sign(sample(), signer)
			must(t, nil, err)
			file := `p.hieutruong namespaces="git,rasoat-review",valid-after="20200101Z" ` + public + "\n"
			write(t, dir, "allowed_signers", []byte(file))
			write(t, dir, "ours.sig", record.Signature)
			check := []string{"-Y", "verify", "-f", "allowed_signers", "-I", "p.hieutruong", "-n", Namespace, "-s"}
			out, err := run(t, dir, record.Raw, nil, "ssh-keygen", append(check, "ours.sig")...)
			must(t, out, err)
			if out, err := run(t, dir, append(record.Raw, '\n'), nil, "ssh-keygen", append(check, "ours.sig")...); err == nil {
				t.Errorf("ssh-keygen took a changed record: %s", out)
			}

			out, err = run(t, dir, nil, nil, "ssh-keygen", "-q", "-p", "-a", "1", "-P", "hoa sen", "-N", "", "-f", "key")
			must(t, out, err)
			theirs, err := run(t, dir, record.Raw, nil, "ssh-keygen", "-q", "-Y", "sign", "-f", "key", "-n", Namespace)
			must(t, theirs, err)
			keys, err := ParseAllowedSigners("allowed_signers", []byte(file))
			must(t, nil, err)
			if principal, err := Verify(record.Raw, theirs, keys, now); err != nil || principal != "p.hieutruong" {
				t.Errorf("%v %v: %s", principal, err, theirs)
			}
			if _, err := Verify(record.Raw[1:], theirs, keys, now); code(err) != "signature" {
				t.Error(err)
			}
		})
	}
}

// What we refuse as expired, ssh-keygen refuses, and the other way round, when the times are written with Z or both live
// in UTC.
func TestOpenSSHValidity(t *testing.T) {
	dir := t.TempDir()
	private, public := keyFile(t, dir, "ed25519", "")
	signer, err := KeySigner(private, nil)
	must(t, nil, err)
	message := []byte("một trang\n")
	armored, err := signer.Sign(message)
	must(t, nil, err)
	write(t, dir, "sig", armored)
	for _, options := range []string{
		`valid-before="20261124"`, `valid-before="20261123"`, `valid-after="20261123",valid-before="20261124"`,
		`valid-after="202611230901"`, `valid-after="20261123085959Z"`, `namespaces="git"`, `namespaces="rasoat-*"`,
		`namespaces="*,!rasoat-review"`, `NAMESPACES="rasoat-review"`,
	} {
		line := "p.lan " + options + " " + public + "\n"
		write(t, dir, "allowed_signers", []byte(line))
		out, theirs := run(t, dir, message, []string{"TZ=UTC"}, "ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", "p.lan",
			"-n", Namespace, "-s", "sig", "-O", "verify-time="+now.Format("20060102150405"))
		_, ours := Verify(message, armored, allow(t, line), now)
		if (ours == nil) != (theirs == nil) {
			t.Errorf("%s: we say %v, ssh-keygen says %v %s", options, ours, theirs, out)
		}
	}
}

func TestOpenSSHAgent(t *testing.T) {
	dir, err := os.MkdirTemp("", "agent") // a socket's path must be short
	must(t, nil, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	socket := filepath.Join(dir, "s")
	server := exec.Command(program(t, "ssh-agent"), "-D", "-a", socket)
	must(t, nil, server.Start())
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })

	_, public := keyFile(t, dir, "rsa", "")
	add := func() (out []byte, err error) {
		return run(t, dir, nil, []string{"SSH_AUTH_SOCK=" + socket}, "ssh-add", "-q", "key")
	}
	out, err := add()
	for tries := 0; err != nil && tries < 100; tries++ { // until the agent listens
		time.Sleep(50 * time.Millisecond)
		out, err = add()
	}
	must(t, out, err)
	conn, err := net.Dial("unix", socket)
	must(t, nil, err)
	defer conn.Close()

	signer, err := AgentSigner(conn, func(fingerprint string) bool {
		return len(allow(t, "p.lan "+public).of(fingerprint)) == 1
	})
	must(t, nil, err)
	message := []byte("một trang\n")
	armored, err := signer.Sign(message)
	must(t, nil, err)
	write(t, dir, "allowed_signers", []byte("p.lan "+public+"\n"))
	write(t, dir, "sig", armored)
	out, err = run(t, dir, message, nil, "ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", "p.lan", "-n", Namespace, "-s", "sig")
	must(t, out, err)
}
