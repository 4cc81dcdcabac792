package review

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

const (
	digestA = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	policyA = "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
)

// sample returns a statement with every field set.
func sample() *Statement {
	before := strings.Repeat("b", 64)
	until := time.Date(2027, 11, 23, 0, 0, 0, 0, time.UTC)
	return &Statement{
		Type: Type, Site: "thcshoasen.edu.vn", Page: "content/tin-tuc/khai-giảng.md", Digest: digestA,
		Verdict: Approve, By: "p.hieutruong", Hands: []string{"p.lan", "l***@gmail.com"}, Supersedes: &before,
		At: time.Date(2026, 11, 23, 15, 30, 0, 5, time.FixedZone("", 7*3600)), Until: &until, Policy: policyA,
		Note:  "đã xem <ảnh> & chữ",
		Basis: Basis{Kind: "github-review", PR: 12, ReviewID: 9, UserID: 21031067, Commit: strings.Repeat("d", 40)},
	}
}

func TestBytes(t *testing.T) {
	const want = `{"type":"rasoat/review/v1","site":"thcshoasen.edu.vn","page":"content/tin-tuc/khai-giảng.md",` +
		`"digest":"` + digestA + `","verdict":"approve","by":"p.hieutruong","hands":["l***@gmail.com","p.lan"],` +
		`"supersedes":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","at":"2026-11-23T08:30:00Z",` +
		`"until":"2027-11-23T00:00:00Z","policy":"` + policyA + `","note":"đã xem <ảnh> & chữ",` +
		`"basis":{"kind":"github-review","pr":12,"review_id":9,"user_id":21031067,` +
		`"commit":"dddddddddddddddddddddddddddddddddddddddd"}}` + "\n"
	got, err := sample().Bytes()
	if err != nil || string(got) != want {
		t.Fatalf("got %s %v\nwant %s", got, err, want)
	}
	least := &Statement{Type: Type, Site: "s", Page: "a.md", Digest: Absent, Verdict: Remove, By: "p",
		At: time.Unix(0, 0), Policy: policyA, Basis: Basis{Kind: Signature}}
	got, err = least.Bytes()
	if err == nil {
		least.Page = "../../.github/workflows/a.yml" // outside the site
		_, err = least.Bytes()
	}
	if err != nil || !strings.Contains(string(got), `"hands":[],"supersedes":null,"at":"1970-01-01T00:00:00Z","until":null,`) {
		t.Fatalf("got %s %v", got, err)
	}
}

func TestBytesRefuses(t *testing.T) {
	wrong := "1234"
	early := sample().At.Add(-time.Hour)
	for name, spoil := range map[string]func(*Statement){
		"type":                func(s *Statement) { s.Type = "rasoat/review/v2" },
		"site is":             func(s *Statement) { s.Site = "" },
		"site line":           func(s *Statement) { s.Site = "a\nb" },
		"page empty":          func(s *Statement) { s.Page = "" },
		"page outside":        func(s *Statement) { s.Page = "../." },
		"page absolute":       func(s *Statement) { s.Page = "/etc/passwd" },
		"page climbs":         func(s *Statement) { s.Page = "a/../../b.md" },
		"page climbs twice":   func(s *Statement) { s.Page = "../a/../b.md" },
		"page above":          func(s *Statement) { s.Page = "../.." },
		"page not UTF-8":      func(s *Statement) { s.Page = "a\xff.md" },
		"digest short":        func(s *Statement) { s.Digest = "sha256:aa" },
		"digest upper":        func(s *Statement) { s.Digest = strings.ToUpper(digestA) },
		"digest other hash":   func(s *Statement) { s.Digest = "sha512:" + strings.Repeat("a", 64) },
		"verdict":             func(s *Statement) { s.Verdict = "ok" },
		"by":                  func(s *Statement) { s.By = "p*" },
		"by empty":            func(s *Statement) { s.By = "" },
		"hands":               func(s *Statement) { s.Hands = []string{""} },
		"supersedes":          func(s *Statement) { s.Supersedes = &wrong },
		"at":                  func(s *Statement) { s.At = time.Time{} },
		"at far":              func(s *Statement) { s.At, s.Until = time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC), nil },
		"until":               func(s *Statement) { s.Until = &early },
		"policy":              func(s *Statement) { s.Policy = "" },
		"note":                func(s *Statement) { s.Note = "\xff" },
		"override needs note": func(s *Statement) { s.Verdict, s.Note = Override, " " },
		"basis.kind":          func(s *Statement) { s.Basis.Kind = "Git Hub" },
		"basis.kind empty":    func(s *Statement) { s.Basis.Kind = "" },
		"basis number":        func(s *Statement) { s.Basis.PR = -1 },
		"basis.commit":        func(s *Statement) { s.Basis.Commit = "HEAD" },
	} {
		s := sample()
		spoil(s)
		_, err := s.Bytes()
		field, _, _ := strings.Cut(name, " ")
		if err == nil || !strings.Contains(err.Error(), field) && name != "at far" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestParseStatement(t *testing.T) {
	raw, err := sample().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	s, err := ParseStatement(raw)
	if err != nil || s.By != "p.hieutruong" || s.Note != sample().Note || !s.At.Equal(sample().At.Truncate(time.Second)) {
		t.Fatalf("%+v %v", s, err)
	}
	text := string(raw)
	replace := func(old, new string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("%q is not in the sample", old)
		}
		return strings.Replace(text, old, new, 1)
	}
	for name, bad := range map[string]string{
		"empty":          "",
		"null":           "null\n",
		"list":           "[]\n",
		"no line end":    strings.TrimSuffix(text, "\n"),
		"two line ends":  text + "\n",
		"second value":   text + text,
		"trailing brace": text + "}",
		"space":          replace(`","site"`, `", "site"`),
		"byte order":     "\ufeff" + text,
		"unknown key":    replace(`"site"`, `"x":1,"site"`),
		"unknown inside": replace(`"pr"`, `"x":1,"pr"`),
		"repeated key":   replace(`"verdict":"approve"`, `"verdict":"reject","verdict":"approve"`),
		"repeated last":  replace(`"basis":{`, `"by":"p.lan","basis":{`),
		"key in capital": replace(`"by"`, `"BY"`),
		"missing key":    replace(`"until":"2027-11-23T00:00:00Z",`, ``),
		"other order":    replace(`"type":"rasoat/review/v1","site":"thcshoasen.edu.vn"`, `"site":"thcshoasen.edu.vn","type":"rasoat/review/v1"`),
		"wrong type":     replace(`"pr":12`, `"pr":"12"`),
		"float":          replace(`"pr":12`, `"pr":12.0`),
		"number name":    replace(`"by":"p.hieutruong"`, `"by":7`),
		"zero kept":      replace(`"pr":12`, `"pr":0`),
		"null hands":     replace(`["l***@gmail.com","p.lan"]`, `null`),
		"unsorted hands": replace(`["l***@gmail.com","p.lan"]`, `["p.lan","l***@gmail.com"]`),
		"twin hands":     replace(`"p.lan"]`, `"p.lan","p.lan"]`),
		"time zone":      replace(`2026-11-23T08:30:00Z`, `2026-11-23T15:30:00+07:00`),
		"fraction":       replace(`08:30:00Z`, `08:30:00.5Z`),
		"escaped":        replace(`p.hieutruong`, `\u0070.hieutruong`),
		"surrogate":      replace(`đã xem`, `\ud800`),
		"empty note":     replace(`"note":"đã xem <ảnh> & chữ"`, `"note":""`),
		"verdict":        replace(`"approve"`, `"approved"`),
		"digest":         replace(digestA, "sha256:zz"),
		"large":          replace(`đã xem`, strings.Repeat("x", MaxStatement)),
	} {
		if s, err := ParseStatement([]byte(bad)); err == nil {
			t.Errorf("%s: accepted %+v", name, s)
		}
	}
}

func FuzzParseStatement(f *testing.F) {
	raw, err := sample().Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"type":"rasoat/review/v1"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := ParseStatement(raw)
		if err != nil {
			return
		}
		again, err := s.Bytes()
		if err != nil || !bytes.Equal(again, raw) {
			t.Fatalf("%q became %q %v", raw, again, err)
		}
	})
}
