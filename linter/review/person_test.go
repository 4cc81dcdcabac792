package review

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func staff(t *testing.T) *People {
	t.Helper()
	people, err := NewPeople([]Person{
		{ID: "p.hieutruong", Name: "Hiệu trưởng", Roles: []string{"principal", "admin"}, GitHub: 21031067, Emails: []string{"ht@hoasen.edu.vn"}},
		{ID: "p.lan", Name: "Cô Lan", Roles: []string{"editor"}, GitHub: 555001, Gitea: 4, GitLab: 7, Emails: []string{"Lan@HoaSen.edu.vn", "lan@example.com"}},
		{ID: "cms", Kind: Bot, Emails: []string{"cms@hoasen.edu.vn"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return people
}

func TestByEmail(t *testing.T) {
	people := staff(t)
	for email, want := range map[string]string{
		"lan@hoasen.edu.vn":                               "p.lan",
		" LAN@example.COM ":                               "p.lan",
		"555001+colan@users.noreply.github.com":           "p.lan",
		"555001+somebody-else@users.noreply.github.com":   "p.lan",
		"555002+colan@users.noreply.github.com":           "",
		"colan@users.noreply.github.com":                  "",
		"0+x@users.noreply.github.com":                    "",
		"-5+x@users.noreply.github.com":                   "",
		"x+555001@users.noreply.github.com":               "",
		"555001+x@users.noreply.github.com.example.com":   "",
		"99999999999999999999+x@users.noreply.github.com": "",
		Account{GitHub, 555001}.Identity().Email:          "p.lan",
		Account{Gitea, 4}.Identity().Email:                "p.lan",
		"7-colan@users.noreply.gitlab.com":                "p.lan",
		"7-colan@users.noreply.github.com":                "",
		"7+colan@users.noreply.gitlab.com.example.com":    "",
		"cms@hoasen.edu.vn":                               "cms",
		"":                                                "",
		"noreply@github.com":                              "",
	} {
		if p, ok := people.ByEmail(email); p.ID != want || ok != (want != "") {
			t.Errorf("%q is %q, not %q", email, p.ID, want)
		}
	}
}

func TestPeople(t *testing.T) {
	people := staff(t)
	if p, ok := people.ByID("cms"); !ok || !p.Bot() {
		t.Error("cms should be a bot")
	}
	if p, ok := people.ByAccount(Account{GitHub, 21031067}); !ok || !p.Has("admin") || p.Has("editor") {
		t.Error("account 21031067 should be an admin")
	}
	if got := people.Roles(); !slices.Equal(got, []string{"admin", "editor", "principal"}) {
		t.Error(got)
	}
	if len(people.All()) != 3 {
		t.Error(people.All())
	}
	var nobody *People
	_, id := nobody.ByID("x")
	_, email := nobody.ByEmail("x@y")
	_, forge := nobody.ByAccount(Account{GitHub, 1})
	if id || email || forge || len(nobody.All())+len(nobody.Roles()) != 0 {
		t.Error("nobody knows somebody")
	}
}

func TestClash(t *testing.T) {
	for what, list := range map[string][]Person{
		"id":     {{ID: "a"}, {ID: "a"}},
		"email":  {{ID: "a", Emails: []string{"x@y"}}, {ID: "b", Emails: []string{"X@Y"}}},
		"github": {{ID: "a", GitHub: 7}, {ID: "b", GitHub: 7}},
	} {
		_, err := NewPeople(list)
		clash, ok := errors.AsType[*Clash](err)
		if !ok || clash.What != what || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := NewPeople([]Person{{ID: "a", Emails: []string{"x@y", "X@y"}}}); err != nil {
		t.Error(err)
	}
}

func TestServes(t *testing.T) {
	from, until := time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 8, 1, 0, 0, 0, 0, time.UTC)
	p := Person{From: from, Until: until}
	for at, want := range map[time.Time]bool{
		from: true, from.Add(-1): false, until: false, until.Add(-1): true,
	} {
		if p.Serves(at) != want {
			t.Errorf("%v: %v", at, !want)
		}
	}
	if !(Person{}).Serves(from) {
		t.Error("no term means always")
	}
}

func TestValidID(t *testing.T) {
	for _, id := range []string{"p.lan", "cms", "may.ghi", "lan@hoasen.edu.vn", "cô-lan", "7a", strings.Repeat("a", 100)} {
		if !ValidID(id) {
			t.Errorf("%q should be an id", id)
		}
	}
	for _, id := range []string{"", ".a", "-a", "*", "p.*", "!p", "a b", "a,b", `a"`, "a\n", "a\xff", "\ufeffa", "a\u202e", strings.Repeat("a", 101)} {
		if ValidID(id) {
			t.Errorf("%q should not be an id", id)
		}
	}
}

func TestServiceIdentity(t *testing.T) {
	if !ServiceIdentity("NoReply@GitHub.com") || ServiceIdentity("lan@github.com") {
		t.Error("only noreply@github.com is GitHub itself")
	}
}

func TestNeedAdd(t *testing.T) {
	need := Need{"principal": 1, "editor": 2}
	need.Add(Need{"principal": 2, "editor": 1, "history": 1})
	if need["principal"] != 2 || need["editor"] != 2 || need["history"] != 1 {
		t.Error(need)
	}
}

func TestVerdicts(t *testing.T) {
	for _, v := range Verdicts() {
		if !v.Valid() || v.Grants() != (v != Reject && v != Withdraw) {
			t.Error(v)
		}
	}
	if Verdict("").Valid() || Verdict("yes").Grants() {
		t.Error("an unknown verdict is none")
	}
}

func TestReason(t *testing.T) {
	if got := Because("role", "who", "p.lan", "roles", "2 editor").String(); got != "role (who p.lan, roles 2 editor)" {
		t.Error(got)
	}
	if !(Reason{}).None() || (Reason{}).String() != "" {
		t.Error("no reason says nothing")
	}
	if got := (&Refusal{Because("signature")}).Error(); got != "signature refused: signature" {
		t.Error(got)
	}
}

func TestChainTip(t *testing.T) {
	chain := Chain{Records: []Record{{ID: "a"}, {ID: "b"}}}
	if tip, ok := chain.Tip(); !ok || tip.ID != "b" {
		t.Error(tip, ok)
	}
	chain.Fault = Because("two-tips")
	_, broken := chain.Tip()
	_, empty := (Chain{}).Tip()
	if broken || empty {
		t.Error("there is no tip")
	}
}
