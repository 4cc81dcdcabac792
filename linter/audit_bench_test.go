package linter

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/review"
)

// The site that the audit is measured on: every page was changed and approved anew several times.
const (
	auditPages    = 2000
	auditVersions = 5
	auditBatch    = 50 // pages of one commit
)

// auditedSite makes a bare repository of a site all of whose pages are approved, by git itself.
func auditedSite(tb testing.TB, pages int) string {
	tb.Helper()
	dir := tb.TempDir()
	must := func(err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
	}
	run := func(stdin string, args ...string) {
		command := exec.Command("git", args...)
		command.Dir, command.Stdin = dir, strings.NewReader(stdin)
		command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := command.CombinedOutput(); err != nil {
			tb.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	der, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	must(err)
	signer, err := review.KeySigner(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil)
	must(err)
	var site, records strings.Builder
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	commit := func(b *strings.Builder, branch, who string) {
		at = at.Add(time.Minute)
		fmt.Fprintf(b, "commit refs/heads/%s\ncommitter %s <%s@hoasen.example> %d +0700\ndata 1\nm\n", branch, who, who, at.Unix())
	}
	file := func(b *strings.Builder, name, text string) {
		fmt.Fprintf(b, "M 100644 inline %s\ndata %d\n%s\n", name, len(text), text)
	}
	commit(&site, "main", "lan")
	file(&site, ".rasoat.yml", "site: {url: https://hoasen.example}\nreview:\n  - {when: 'true', need: {principal: 1}}\n")
	file(&site, ".rasoat/people.yml", "people:\n  ht: {roles: [principal, admin], emails: [ht@hoasen.example]}\n  lan: {roles: [editor], emails: [lan@hoasen.example]}\n")
	file(&site, ".rasoat/allowed_signers", "ht "+signer.Public()+"\n")
	file(&site, "hugo.toml", "")
	tips := make([]string, pages)
	for version := range auditVersions {
		for i := range pages {
			if i%auditBatch == 0 {
				commit(&site, "main", "lan")
				commit(&records, "rasoat/reviews", "ht")
			}
			name := fmt.Sprintf("content/muc-%d/bai-%d.md", i%20, i)
			text := fmt.Sprintf("---\ntitle: Bài %d\ndate: 2026-01-01\n---\nBản %d của bài %d. %s\n", i, version, i, strings.Repeat("Trường có sân rộng. ", 20))
			file(&site, name, text)
			sum := sha256.Sum256([]byte(text))
			s := &review.Statement{Type: review.Type, Site: "hoasen.example", Page: name, Verdict: review.Approve, By: "ht", At: at,
				Digest: page.Digest(name, []page.Unit{{Role: page.UnitPage, Path: name, Sum: hex.EncodeToString(sum[:])}}),
				Policy: "sha256:" + strings.Repeat("0", 64), Basis: review.Basis{Kind: review.Signature}}
			if tips[i] != "" {
				s.Supersedes = &tips[i]
			}
			record, err := review.Sign(s, signer)
			must(err)
			tips[i] = record.ID
			for path, data := range ledger.Files(record) {
				file(&records, path, string(data))
			}
		}
	}
	run("", "init", "-q", "-b", "main", "--bare", "whole.git")
	dir = filepath.Join(dir, "whole.git")
	run(site.String()+records.String(), "fast-import", "--quiet")
	run("", "repack", "-q", "-a", "-d")
	run("", "clone", "-q", "--bare", dir, filepath.Join(dir, "..", "site.git"))
	return filepath.Join(dir, "..", "site.git")
}

// BenchmarkAudit proves for each of 2,000 pages who approved it, from 10,000 records of a bare clone.
func BenchmarkAudit(b *testing.B) {
	site := auditedSite(b, auditPages)
	for b.Loop() {
		audited(b, site, auditPages)
	}
}

func audited(tb testing.TB, site string, pages int) {
	tb.Helper()
	r, err := Audit(tb.Context(), AuditOptions{Dir: site, Now: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		tb.Fatal(err)
	}
	if r.Verdict != finding.Pass || len(r.Reviews) != pages || r.Reviews[0].Approvals[0].By != "ht" {
		tb.Fatalf("%s, %d reviews, %+v", r.Verdict, len(r.Reviews), r.Reviews[0])
	}
}
