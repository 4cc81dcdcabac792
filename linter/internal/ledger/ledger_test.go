package ledger

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

const (
	digestA = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	policyA = "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
)

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// school is a site with three keys: of ht, of pho, and of the notary may.ghi.
type school struct {
	t     testing.TB
	keys  map[string]review.Signer
	lines map[string]string // of allowed_signers, by principal
	files map[string]string // of the ledger
	made  int
}

func newSchool(t testing.TB) *school {
	s := &school{t: t, keys: map[string]review.Signer{}, lines: map[string]string{}, files: map[string]string{}}
	for _, who := range []string{"ht", "pho", "may.ghi", "stranger"} {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		s.must(err)
		der, err := x509.MarshalPKCS8PrivateKey(key)
		s.must(err)
		s.keys[who], err = review.KeySigner(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil)
		s.must(err)
		s.lines[who] = who + " " + s.keys[who].Public()
	}
	delete(s.lines, "stranger")
	return s
}

func (s *school) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// record writes a record of ht about a.md into the ledger, with changes, signed by a key; it returns the record's id.
func (s *school) record(signer string, before string, changes ...func(*review.Statement)) string {
	s.t.Helper()
	s.made++
	statement := &review.Statement{
		Type: review.Type, Site: "hoasen", Page: "content/a.md", Digest: digestA, Verdict: review.Approve, By: "ht",
		At: now.Add(time.Duration(s.made) * time.Minute), Policy: policyA, Basis: review.Basis{Kind: review.Signature},
	}
	if before != "" {
		statement.Supersedes = &before
	}
	for _, change := range changes {
		change(statement)
	}
	record, err := review.Sign(statement, s.keys[signer])
	s.must(err)
	for path, text := range Files(record) {
		s.files[path] = string(text)
	}
	return record.ID
}

func (s *school) trust() Trust {
	s.t.Helper()
	var text strings.Builder
	for _, line := range s.lines {
		text.WriteString(line + "\n")
	}
	keys, err := review.ParseAllowedSigners("allowed_signers", []byte(text.String()))
	s.must(err)
	return Trust{Site: "hoasen", Keys: keys, Notary: []string{"may.ghi"}, Now: now}
}

func (s *school) read() *Ledger {
	s.t.Helper()
	l, err := Read(repo.Memory(maps.Clone(s.files)), s.trust())
	s.must(err)
	return l
}

// say writes a chain as its ids' place in all, with a mark for void ones, or its fault.
func say(c review.Chain, ids ...string) string {
	var words []string
	if !c.Fault.None() {
		words = append(words, c.Fault.Code)
	}
	for _, r := range c.Records {
		name := "?"
		for i, id := range ids {
			if id == r.ID {
				name = string(rune('a' + i))
			}
		}
		if !r.Void.None() {
			name += "(" + r.Void.Code + ")"
		}
		words = append(words, name)
	}
	return strings.Join(words, " ")
}

func click(s *review.Statement)     { s.Basis = review.Basis{Kind: "github-review", PR: 12} }
func byPho(s *review.Statement)     { s.By = "pho" }
func elsewhere(s *review.Statement) { s.Site = "hoamai" }
func pageB(s *review.Statement)     { s.Page = "content/b.md" }

func TestRead(t *testing.T) {
	s := newSchool(t)
	a := s.record("ht", "")
	b := s.record("may.ghi", a, click)
	c := s.record("pho", "", byPho, pageB)
	l := s.read()
	if got := strings.Join(l.Pages(), " "); got != "content/a.md content/b.md" || len(l.Refused()) != 0 {
		t.Fatal(got, l.Refused())
	}
	chain := l.Chain("content/a.md")
	if got := say(chain, a, b); got != "a b" {
		t.Error(got)
	}
	if r := chain.Records[0]; r.Signer != "ht" || r.Path != Path(a) || string(r.Raw) != s.files[Path(a)] || r.Statement.By != "ht" {
		t.Errorf("%+v", r)
	}
	if tip, ok := chain.Tip(); !ok || tip.ID != b || tip.Signer != "may.ghi" {
		t.Errorf("%+v", tip)
	}
	if got := say(l.Chain("content/b.md"), a, b, c); got != "c" {
		t.Error(got)
	}
	if got := say(l.Chain("content/c.md")); got != "" {
		t.Error(got)
	}
	if empty, err := Read(repo.Memory(nil), s.trust()); err != nil || len(empty.Pages()) != 0 {
		t.Error(empty, err)
	}
}

func TestReadWanted(t *testing.T) {
	s := newSchool(t)
	s.record("stranger", "")
	s.record("pho", "", byPho, pageB)
	trust := s.trust()
	trust.Wanted = func(page string) bool { return page == "content/b.md" }
	l, err := Read(repo.Memory(s.files), trust)
	if err != nil || strings.Join(l.Pages(), " ") != "content/b.md" || len(l.Refused()) != 0 {
		t.Error(l, err)
	}
}

// A record whose signature is not good keeps its place.
func TestVoid(t *testing.T) {
	later := func(s *review.Statement) { s.At = now.Add(-time.Hour) }
	for _, c := range []struct {
		name, want string
		signer     string
		changes    []func(*review.Statement)
		spoil      func(s *school, id string)
	}{
		{"good", "a b", "ht", nil, nil},
		{"no signature", "a b(unsigned)", "ht", nil, func(s *school, id string) { delete(s.files, signaturePath(Path(id))) }},
		{"empty signature", "a b(signature-form)", "ht", nil, func(s *school, id string) { s.files[signaturePath(Path(id))] = "" }},
		{"large signature", "a b(large)", "ht", nil, func(s *school, id string) {
			s.files[signaturePath(Path(id))] = strings.Repeat("x", review.MaxStatement+1)
		}},
		{"another record's signature", "a b(signature)", "ht", nil, func(s *school, id string) {
			other := s.record("ht", "", pageB)
			s.files[signaturePath(Path(id))] = s.files[signaturePath(Path(other))]
		}},
		{"case 25: a removed key", "a b(key)", "pho", []func(*review.Statement){byPho}, func(s *school, _ string) { delete(s.lines, "pho") }},
		{"case 25: an expired key, whatever the date says", "a b(key-expired)", "pho", []func(*review.Statement){byPho, later},
			func(s *school, _ string) {
				s.lines["pho"] = strings.Replace(s.lines["pho"], " ", ` valid-before="20261123Z" `, 1)
			}},
		{"a key not valid yet", "a b(key-early)", "pho", []func(*review.Statement){byPho},
			func(s *school, _ string) {
				s.lines["pho"] = strings.Replace(s.lines["pho"], " ", ` valid-after="20261124Z" `, 1)
			}},
		{"a key for something else", "a b(key-namespace)", "pho", []func(*review.Statement){byPho},
			func(s *school, _ string) {
				s.lines["pho"] = strings.Replace(s.lines["pho"], " ", ` namespaces="git" `, 1)
			}},
		{"somebody else's key", "a b(signer)", "pho", nil, nil},
		{"a notary cannot sign as a person", "a b(signer)", "may.ghi", nil, nil},
		{"a person cannot sign as a notary", "a b(notary)", "ht", []func(*review.Statement){click}, nil},
		{"a stranger", "a b(key)", "stranger", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSchool(t)
			a := s.record("ht", "")
			b := s.record(c.signer, a, c.changes...)
			if c.spoil != nil {
				c.spoil(s, b)
			}
			l := s.read()
			if got := say(l.Chain("content/a.md"), a, b); got != c.want {
				t.Errorf("%s, not %s", got, c.want)
			}
			if refused := l.Refused(); c.want != "a b" && (len(refused) != 1 || refused[0].Path != Path(b) || refused[0].Page != "content/a.md") {
				t.Error(refused)
			}
		})
	}
}

// A file that is no record of the site has no place in a chain.
func TestRefused(t *testing.T) {
	s := newSchool(t)
	a := s.record("ht", "")
	put := func(path, text string) string { s.files[path] = text; return path }
	want := map[string]string{
		put("README.md", "x"):                                                          "foreign",
		put("records/x.json", "{}"):                                                    "foreign",
		put("records/"+a+".json", s.files[Path(a)]):                                    "foreign",
		put("records/zz/"+a+".json", s.files[Path(a)]):                                 "foreign",
		put(strings.ToUpper(Path(a)), s.files[Path(a)]):                                "foreign",
		put("x/"+Path(a), s.files[Path(a)]):                                            "foreign",
		put(Path(a)+".sig", "x"):                                                       "foreign",
		put(signaturePath(Path(strings.Repeat("b", 64))), "x"):                         "alone",
		put(Path(strings.Repeat("c", 64)), s.files[Path(a)]):                           "name",
		put(Path(review.ID([]byte("{}\n"))), "{}\n"):                                   "statement",
		put(Path(review.ID(nil)), ""):                                                  "statement",
		put(Path(strings.Repeat("d", 64)), strings.Repeat("x", review.MaxStatement+1)): "large",
		Path(s.record("ht", "", elsewhere)):                                            "site", // case 10
	}
	l := s.read()
	for _, r := range l.Refused() {
		if want[r.Path] != r.Why.Code || r.Page != "" {
			t.Errorf("%s: %v", r.Path, r.Why)
		}
		delete(want, r.Path)
	}
	if len(want) != 0 || say(l.Chain("content/a.md"), a) != "a" || len(l.Pages()) != 1 {
		t.Error(want, l.Pages())
	}
}

func TestChain(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(s *school) (ids []string)
		want string
	}{
		{"two tips", func(s *school) []string {
			a := s.record("ht", "")
			return []string{a, s.record("ht", a), s.record("ht", a)}
		}, "two-tips a b c"},
		{"two beginnings", func(s *school) []string {
			return []string{s.record("ht", ""), s.record("ht", "")}
		}, "two-tips a b"},
		{"case 26: a record is gone", func(s *school) []string {
			a := s.record("ht", "")
			b := s.record("ht", a)
			delete(s.files, Path(a))
			delete(s.files, signaturePath(Path(a)))
			return []string{a, b}
		}, "gap b"},
		{"it supersedes a record of another page", func(s *school) []string {
			a := s.record("ht", "", pageB)
			return []string{a, s.record("ht", a)}
		}, "gap b"},
		{"it supersedes a record of another site", func(s *school) []string {
			a := s.record("ht", "", elsewhere)
			return []string{a, s.record("ht", a)}
		}, "gap b"},
		{"a chain goes on over a worthless record", func(s *school) []string {
			a := s.record("ht", "")
			b := s.record("stranger", a)
			return []string{a, b, s.record("ht", b)}
		}, "a b(key) c"},
		{"a forged record beside a good one", func(s *school) []string {
			a := s.record("ht", "")
			return []string{a, s.record("ht", a), s.record("stranger", a)}
		}, "a b"},
		{"a forged beginning beside a good chain", func(s *school) []string {
			a := s.record("ht", "")
			return []string{a, s.record("stranger", "")}
		}, "a"},
		{"forged records alone", func(s *school) []string {
			return []string{s.record("stranger", ""), s.record("stranger", "")}
		}, "two-tips a(key) b(key)"},
		{"a revoked tip and a forged one do not bring an old approval back", func(s *school) []string {
			a := s.record("ht", "")
			return []string{a, s.record("stranger", a), s.record("stranger", "")}
		}, "two-tips a b(key) c(key)"},
		{"a good record under a forged tip, beside a good tip", func(s *school) []string {
			a := s.record("ht", "")
			return []string{a, s.record("stranger", a), s.record("ht", "")}
		}, "two-tips a b(key) c"},
		{"a forged record that supersedes nothing known", func(s *school) []string {
			a := s.record("ht", "")
			return []string{a, s.record("stranger", strings.Repeat("e", 64))}
		}, "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSchool(t)
			ids := c.make(s)
			chain := s.read().Chain("content/a.md")
			if got := say(chain, ids...); got != c.want {
				t.Errorf("%s, not %s", got, c.want)
			}
			if _, ok := chain.Tip(); ok != chain.Fault.None() || strings.ContainsAny(chain.Fault.String(), "{}") {
				t.Error(chain.Fault)
			}
		})
	}
}

// Hashes make circles impossible; the code must not rely on it.
func TestCircle(t *testing.T) {
	record := func(id, before string) review.Record {
		return review.Record{ID: id, Statement: review.Statement{Supersedes: &before}}
	}
	if c := link([]review.Record{record("a", "b"), record("b", "a")}); c.Fault.Code != "circle" {
		t.Error(c.Fault)
	}
	if c := link([]review.Record{record("c", "a"), record("a", "b"), record("b", "a")}); c.Fault.Code != "gap" {
		t.Error(c.Fault)
	}
	if Path("") != "records//.json" {
		t.Error(Path(""))
	}
}

// A symbolic link is no record, and a tree that cannot be read is no ledger.
func TestReadFolder(t *testing.T) {
	s := newSchool(t)
	a := s.record("ht", "")
	b := s.record("ht", a)
	dir := t.TempDir()
	for path, text := range s.files {
		s.must(os.MkdirAll(filepath.Join(dir, filepath.Dir(path)), 0o700))
		s.must(os.WriteFile(filepath.Join(dir, path), []byte(text), 0o600))
	}
	replace := func(path string) {
		s.must(os.Rename(filepath.Join(dir, path), filepath.Join(dir, "x")))
		s.must(os.Symlink(filepath.Join(dir, "x"), filepath.Join(dir, path)))
	}
	read := func(spoil func()) (*Ledger, error) {
		tree, err := repo.WorkTree(dir)
		s.must(err)
		spoil()
		return Read(tree, s.trust())
	}
	replace(signaturePath(Path(b)))
	l, err := read(func() {})
	s.must(err)
	if got := say(l.Chain("content/a.md"), a, b); got != "a b(irregular)" {
		t.Error(got)
	}
	replace(Path(b))
	l, err = read(func() {})
	s.must(err)
	if got := say(l.Chain("content/a.md"), a, b); got != "a" {
		t.Error(got, l.Refused())
	}
	for _, path := range []string{signaturePath(Path(a)), Path(a)} {
		if l, err := read(func() { s.must(os.Remove(filepath.Join(dir, path))) }); err == nil {
			t.Errorf("%s vanished: %+v", path, l)
		}
	}
}

func FuzzRead(f *testing.F) {
	s := newSchool(f)
	id := s.record("ht", "")
	trust := s.trust()
	f.Add(Path(id), s.files[Path(id)], s.files[signaturePath(Path(id))])
	f.Add("records/ab/x.json", "{}", "")
	f.Fuzz(func(t *testing.T, path, raw, signature string) {
		if path == "" || strings.HasPrefix(path, "/") || strings.Contains(path, "\x00") {
			return
		}
		files := map[string]string{path: raw, Path(review.ID([]byte(raw))): raw, signaturePath(Path(review.ID([]byte(raw)))): signature}
		l, err := Read(repo.Memory(files), trust)
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range l.Pages() {
			for _, r := range l.Chain(page).Records {
				if r.Void.None() && (r.ID != id || raw != s.files[Path(id)]) {
					t.Fatalf("forged: %q %q", raw, signature)
				}
			}
		}
	})
}
