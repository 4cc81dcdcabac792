package config

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/review"
)

// Public keys of nobody.
const (
	keyOne = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKs0i4vyaSI5UL842tBXntKSqsc5m08JorRItu2HKqBa"
	keyTwo = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFQryxX8zetsJ560BCxqJgjDaRLP+A8AAXPkkduGDHKU"
)

// school is a site with everything in its configuration.
func school() map[string]string {
	return map[string]string{
		File: `# Cấu hình của trường
language: vi
site: {name: Trường THCS Hoa Sen, url: https://THCSHoaSen.edu.vn/web/}
contacts: {phones: ["0225 3876 543", 0912345678], emails: [vanphong@thcshoasen.edu.vn], accounts: ["0123 456 789 VCB"]}
rules:
  style/*: off
  privacy/personal-phone: {severity: review, reviewers: [principal]}
  security/unencrypted-link: {with: {hosts: [cu.hoasen.edu.vn]}}
overrides:
  - {paths: ["content/lưu-trữ/**"], rules: {accessibility/*: off, style/heading: on}}
  - paths: ["**/nhap.md"]
    rules: {"*": off}
packs: [./rules]
review:
  - {when: 'true', need: {editor: 1}, within: 365d}
  - when: page.section == "tin-tuc"
    need: {principal: 1}
people: .rasoat/people.yml
limits: {page: 2MiB}
`,
		".rasoat/people.yml": `people:
  p.hieutruong: {name: Hiệu trưởng, roles: [principal, admin], github: 21031067, emails: [ht@hoasen.edu.vn], from: 2024-08-01, until: 2027-07-31}
  p.lan: {name: Cô Lan, roles: [editor], github: 555001, emails: [lan@hoasen.edu.vn]}
  cms: {kind: bot, emails: [cms@hoasen.edu.vn]}
notary: [may.ghi]
`,
		SignersFile:           "p.hieutruong " + keyOne + "\nmay.ghi namespaces=\"rasoat-review\" " + keyTwo + "\n",
		"rules/style/own.yml": "",
	}
}

func load(t *testing.T, files map[string]string) *Config {
	t.Helper()
	c, err := Load(repo.Memory(files))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLoad(t *testing.T) {
	c := load(t, school())
	if c.Language != "vi" || c.Site.Name != "Trường THCS Hoa Sen" || c.SiteID() != "thcshoasen.edu.vn/web" {
		t.Errorf("site %+v with the id %q in %q", c.Site, c.SiteID(), c.Language)
	}
	if want := []string{"0225 3876 543", "0912345678"}; !slices.Equal(c.Contacts.Phones, want) {
		t.Errorf("phones %q, want %q", c.Contacts.Phones, want)
	}
	if len(c.Packs) != 1 || c.Packs[0].Path != "rules" || c.PageLimit() != 2<<20 || c.PeoplePath != ".rasoat/people.yml" {
		t.Errorf("packs %v, limit %d, people in %s", c.Packs, c.PageLimit(), c.PeoplePath)
	}
	if len(c.Review) != 2 || c.Review[0].Within != 365*24*time.Hour || c.Review[1].Need["principal"] != 1 ||
		c.Review[1].When.Value != `page.section == "tin-tuc"` {
		t.Errorf("review %+v", c.Review)
	}
	head, ok := c.People.ByID("p.hieutruong")
	if !ok || !head.Serves(time.Date(2027, 7, 31, 23, 0, 0, 0, time.UTC)) || head.Serves(time.Date(2027, 8, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("the term of %+v", head)
	}
	if bot, ok := c.People.ByEmail("CMS@hoasen.edu.vn"); !ok || !bot.Bot() || bot.Name != "cms" {
		t.Errorf("the bot is %+v", bot)
	}
	if len(c.Signers.Keys()) != 2 || !slices.Equal(c.Notary, []string{"may.ghi"}) {
		t.Errorf("keys %v, notary %v", c.Signers.Keys(), c.Notary)
	}
}

func TestLoadNone(t *testing.T) {
	if _, err := Load(repo.Memory(nil)); !errors.Is(err, ErrNone) {
		t.Errorf("without a file: %v, want ErrNone", err)
	}
	_, err := Load(repo.Memory(map[string]string{".rasoat.yaml": "language: vi"}))
	if want := ".rasoat.yaml: a configuration of this name is not read; rename it to .rasoat.yml"; err == nil || err.Error() != want {
		t.Errorf("under another name: %v, want %s", err, want)
	}
	for _, text := range []string{"", "# chưa có gì\n"} {
		c := load(t, map[string]string{File: text})
		if c.Language != "vi" || c.SiteID() != "" || c.PageLimit() != 1<<20 || len(c.Review) != 0 || c.People == nil || c.Signers == nil {
			t.Errorf("an empty file does not mean the default: %+v", c)
		}
	}
}

func TestParseUsesTheNameItWasGiven(t *testing.T) {
	_, err := Parse("khac.yml", []byte("langage: vi"), repo.Memory(nil))
	if want := `khac.yml:1:1: unknown key "langage"; did you mean "language"?`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestFaults changes one file of the school at a time and demands the exact error.
func TestFaults(t *testing.T) {
	const site = "site: {url: https://a.vn}\n"
	tests := []struct{ name, text, want string }{
		{File, "lenguage: vi", `.rasoat.yml:1:1: unknown key "lenguage"; did you mean "language"?`},
		{File, "ngôn-ngữ: vi", `.rasoat.yml:1:1: unknown key "ngôn-ngữ"; known are contacts, language, limits, overrides, packs, people, review, rules, site`},
		{File, "language: fr", `.rasoat.yml:1:11: there are no messages in the language "fr"; write vi or en`},
		{File, "language: [vi]", `.rasoat.yml:1:11: language must be a text, not a list; write one, in quotes if it is the word null`},
		{File, "language:", `.rasoat.yml:1:10: language has no value; write one, in quotes if it is the word null`},
		{File, "rules:\n  # style/*: off\n", `.rasoat.yml:1:1: rules has no value; write one or delete the line`},
		{File, "- a", `.rasoat.yml:1:1: this must be a mapping, not a list; write name: value`},
		{File, "language: vi\nlanguage: en", `.rasoat.yml:2:1: the key "language" stands here and at 1:1; keep one of them`},
		{File, "a: \xff", `.rasoat.yml:1:4: this byte is not UTF-8; save the file as UTF-8`},
		{File, "site: {url: hoasen.edu.vn}", `.rasoat.yml:1:13: "hoasen.edu.vn" is not the address of a site; write it like https://truong.edu.vn`},
		{File, "site: {url: 'ftp://hoasen.edu.vn'}", `.rasoat.yml:1:13: "ftp://hoasen.edu.vn" is not the address of a site; write it like https://truong.edu.vn`},
		{File, "site: {id: hoa sen}", `.rasoat.yml:1:12: "hoa sen" cannot be the id of a site; write one word, such as thcshoasen.edu.vn`},
		{File, "site: {tên: a}", `.rasoat.yml:1:8: unknown key "tên"; known are id, name, url`},
		{File, "contacts: {phones: 0225}", `.rasoat.yml:1:20: phones must be a list, not 0225; write [one, two]`},
		{File, "contacts: {phones: [Văn phòng]}", `.rasoat.yml:1:21: "Văn phòng" is not a telephone number; write it in digits, such as 0225 3876 543`},
		{File, "contacts: {emails: [a, b@c.vn]}", `.rasoat.yml:1:21: "a" is not an e-mail address; write it like vanphong@truong.edu.vn`},
		{File, "contacts: {accounts: ['']}", `.rasoat.yml:1:23: "" has no digits; write it in digits or drop it`},
		{File, "contacts: {tax-codes: [none]}", `.rasoat.yml:1:24: "none" has no digits; write it in digits or drop it`},
		{File, "contacts: {addresses: [' ']}", `.rasoat.yml:1:24: this address is empty; write it or drop it`},
		{File, "limits: {page: 5MiB}", `.rasoat.yml:1:16: pages of this size cannot be judged in time; write at most 4MiB, and split longer pages`},
		{File, "limits: {page: big}", `.rasoat.yml:1:16: this is not a size; write it like 2MiB or 512KiB`},
		{File, "rules: off", `.rasoat.yml:1:8: rules must be a mapping; write rules: {privacy/personal-phone: {severity: review}}`},
		{File, "rules: {style/*: no}", `.rasoat.yml:1:18: this says nothing about a rule; write off, on, or {severity: …, with: …, reviewers: …}`},
		{File, "rules: {style/*: {}}", `.rasoat.yml:1:18: this says nothing about a rule; write off, on, or {severity: …, with: …, reviewers: …}`},
		{File, "rules: {style/*: {severty: error}}", `.rasoat.yml:1:19: unknown key "severty"; did you mean "severity"?`},
		{File, "rules: {style/*: {severity: fatal}}", `.rasoat.yml:1:29: unknown severity "fatal"; write error, review or warning`},
		{File, "rules: {style/a: {with: [b]}}", `.rasoat.yml:1:19: with must be a mapping; write with: {name: value}`},
		{File, "rules: {style/a: {reviewers: []}}", `.rasoat.yml:1:30: reviewers names nobody; name a role, or drop the key`},
		{File, "rules: {style/a: {reviewers: [principle]}}", `.rasoat.yml:1:31: nobody in .rasoat/people.yml has the role "principle"; did you mean "principal"?`},
		{File, "rules: {'style/[a-c]': off}", `.rasoat.yml:1:9: a pattern knows *, ** and ?, not [ ] { } \; write a rule such as privacy/citizen-id, or style/*`},
		{File, "rules: {'/style/*': off}", `.rasoat.yml:1:9: a pattern is a path from the site's root, without a slash at either end; write a rule such as privacy/citizen-id, or style/*`},
		{File, "overrides: {paths: [a]}", `.rasoat.yml:1:12: overrides must be a list, not a mapping; write [one, two]`},
		{File, "overrides: [{paths: [a]}]", `.rasoat.yml:1:13: the key "rules" is missing; add rules: …`},
		{File, "overrides: [{paths: [], rules: {a: off}}]", `.rasoat.yml:1:21: the override means no page; write paths: ["content/luu-tru/**"]`},
		{File, "overrides: [{paths: ['lưu-trữ**'], rules: {a: off}}]", `.rasoat.yml:1:22: ** stands alone between slashes; write it like content/luu-tru/**`},
		{File, "overrides: [{paths: ['!a'], rules: {a: off}}]", `.rasoat.yml:1:22: a pattern cannot say what it does not mean; write it like content/luu-tru/**`},
		{File, "packs: ./rules", `.rasoat.yml:1:8: packs must be a list, not the text "./rules"; write [one, two]`},
		{File, "packs: [{git: 'https://a.vn/b', commit: 4f1c}]", `.rasoat.yml:1:9: packs from other repositories are not supported yet; copy its rules into a folder of the site and name that, such as ./rules`},
		{File, "packs: ['https://a.vn/b']", `.rasoat.yml:1:9: packs from other repositories are not supported yet; copy its rules into a folder of the site and name that, such as ./rules`},
		{File, "packs: [../rules]", `.rasoat.yml:1:9: "../rules" is not a folder inside the site; name a folder such as ./rules`},
		{File, "packs: [rule]", `.rasoat.yml:1:9: there is no folder rule; make it and put rules in, as topic/name.yml`},
		{File, "packs: [rules, ./rules/]", `.rasoat.yml:1:16: the folder rules stands there twice; keep one of them`},
		{File, "review: []\n" + site, `.rasoat.yml:1:1: review has no entries; write - {when: 'true', need: {principal: 1}}, or delete the line`},
		{File, "review: [{when: 'true', need: {principal: 1}}]", `.rasoat.yml:1:1: reviews need the site's address, so that they count for no other site; add site: {url: https://truong.edu.vn}`},
		{File, site + "review: [{need: {principal: 1}}]", `.rasoat.yml:2:10: the key "when" is missing; add when: …`},
		{File, site + "review: [{when: '', need: {principal: 1}}]", `.rasoat.yml:2:17: when must say which pages are meant; write an expression in quotes, such as 'true'`},
		{File, site + "review: [{when: 'true'}]", `.rasoat.yml:2:10: the key "need" is missing; add need: …`},
		{File, site + "review: [{when: 'true', need: {}}]", `.rasoat.yml:2:31: the entry asks for nobody; write need: {principal: 1}`},
		{File, site + "review: [{when: 'true', need: [principal]}]", `.rasoat.yml:2:31: need must be a mapping, not a list; write name: value`},
		{File, site + "review: [{when: 'true', need: {principal: 0}}]", `.rasoat.yml:2:43: 0 people are not possible; write how many people of this role must approve, from 1`},
		{File, site + "review: [{when: 'true', need: {principal: một}}]", `.rasoat.yml:2:43: principal must be a whole number, not the text "một"; write it in digits, without quotes`},
		{File, site + "review: [{when: 'true', need: {principal: 2}}]", `.rasoat.yml:2:43: only 1 in .rasoat/people.yml have the role "principal"; ask for fewer, or give the role to more people`},
		{File, site + "review: [{when: 'true', need: {hiệu-trưởng: 1}}]", `.rasoat.yml:2:32: nobody in .rasoat/people.yml has the role "hiệu-trưởng"; known are admin, editor, principal`},
		{File, site + "review: [{when: 'true', need: {editors: 1}}]", `.rasoat.yml:2:32: nobody in .rasoat/people.yml has the role "editors"; did you mean "editor"?`},
		{File, site + "review: [{when: 'true', need: {editor: 1}, within: 1 năm}]", `.rasoat.yml:2:52: within must be a term of days or hours, not the text "1 năm"; write 365d or 12h`},
		{File, site + "review: [{when: 'true', need: {editor: 1}, within: -1d}]", `.rasoat.yml:2:52: within must be a term of days or hours, not the text "-1d"; write 365d or 12h`},
		{File, "people: nguoi.yml", `.rasoat.yml:1:9: there is no file nguoi.yml; write it: people: {ID: {name: …, roles: [principal], emails: […]}}`},
		{File, "people: ../nguoi.yml", `.rasoat.yml:1:9: "../nguoi.yml" is not a file inside the site; write it like .rasoat/people.yml`},

		{".rasoat/people.yml", "notary: []", `.rasoat/people.yml:1:1: the key "people" is missing; add people: …`},
		{".rasoat/people.yml", "people:", `.rasoat/people.yml:1:8: people has no value; write name: value`},
		{".rasoat/people.yml", "people: [p.lan]", `.rasoat/people.yml:1:9: people must be a mapping, not a list; write name: value`},
		{".rasoat/people.yml", "people: {cô lan: {name: Lan}}", `.rasoat/people.yml:1:10: "cô lan" cannot be the id of a person; use letters, digits and . _ - only`},
		{".rasoat/people.yml", "people: {lan: {role: [editor]}}", `.rasoat/people.yml:1:16: unknown key "role"; did you mean "roles"?`},
		{".rasoat/people.yml", "people: {lan: {roles: [biên tập]}}", `.rasoat/people.yml:1:24: "biên tập" cannot be a role; use letters, digits and . _ - only`},
		{".rasoat/people.yml", "people: {lan: {roles: [a, a]}}", `.rasoat/people.yml:1:27: the role "a" stands there twice; keep one of them`},
		{".rasoat/people.yml", "people: {lan: {kind: máy}}", `.rasoat/people.yml:1:22: unknown kind "máy"; write kind: bot, or leave it out for people`},
		{".rasoat/people.yml", "people: {cms: {kind: bot, roles: [editor]}}", `.rasoat/people.yml:1:34: a bot cannot approve anything; drop the roles, or the kind if it is a person`},
		{".rasoat/people.yml", "people: {lan: {github: lan}}", `.rasoat/people.yml:1:24: github must be a whole number, not the text "lan"; write it in digits, without quotes`},
		{".rasoat/people.yml", "people: {lan: {github: 0123}}", `.rasoat/people.yml:1:24: github must be a whole number, not 0123; write it in digits, without quotes`},
		{".rasoat/people.yml", "people: {lan: {github: -1}}", `.rasoat/people.yml:1:24: -1 is not the number of an account; write the number of the account: api.github.com/users/NAME tells it`},
		{".rasoat/people.yml", "people: {lan: {emails: [lan]}}", `.rasoat/people.yml:1:25: "lan" is not an e-mail address; write it like lan@truong.edu.vn`},
		{".rasoat/people.yml", "people: {lan: {from: 1/8/2024}}", `.rasoat/people.yml:1:22: from must be a date, not the text "1/8/2024"; write it as 2026-11-23`},
		{".rasoat/people.yml", "people: {lan: {from: 2026-08-02, until: 2026-08-01}}", `.rasoat/people.yml:1:41: the term ends before it begins; write a later day`},
		{".rasoat/people.yml", "people: {lan: {emails: [a@b.vn]}, minh: {emails: [c@d.vn, A@b.vn]}}", `.rasoat/people.yml:1:59: lan and minh both have the email A@b.vn; keep it with the one it belongs to`},
		{".rasoat/people.yml", "people: {lan: {github: 5}, minh: {github: 5}}", `.rasoat/people.yml:1:43: lan and minh both have the github 5; keep it with the one it belongs to`},
		{".rasoat/people.yml", "people: {p.hieutruong: {roles: [principal, editor]}}\nnotary: [may.ghi, may.gi]", `.rasoat/people.yml:2:19: the notary "may.gi" has no key in .rasoat/allowed_signers; did you mean "may.ghi"?`},
		{".rasoat/people.yml", "people: {p.hieutruog: {roles: [principal, editor]}}\nnotary: [may.ghi]", `.rasoat/allowed_signers:1:1: nobody in .rasoat/people.yml has the id "p.hieutruong"; did you mean "p.hieutruog"?`},
		{SignersFile, "p.nga " + keyOne, `.rasoat/allowed_signers:1:1: nobody in .rasoat/people.yml has the id "p.nga"; known are cms, may.ghi, p.hieutruong, p.lan`},
		{SignersFile, "", `.rasoat/people.yml:5:10: the notary "may.ghi" has no key in .rasoat/allowed_signers; add a line with its key there`},
		{SignersFile, "p.lan ssh-dss AAAA", `.rasoat/allowed_signers:1:7: "ssh-dss" is not a type of key that is accepted here; use one of `},
	}
	for _, tt := range tests {
		files := school()
		files[tt.name] = tt.text
		_, err := Load(repo.Memory(files))
		var fault *source.Error
		switch {
		case err == nil:
			t.Errorf("%s is accepted: %q", tt.name, tt.text)
		case !errors.As(err, &fault):
			t.Errorf("%q: the error has no place: %v", tt.text, err)
		case err.Error() != tt.want && !(strings.HasSuffix(tt.want, "one of ") && strings.HasPrefix(err.Error(), tt.want)):
			t.Errorf("%q\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
}

func TestNobody(t *testing.T) {
	files := school()
	delete(files, ".rasoat/people.yml")
	delete(files, SignersFile)
	files[File] = "site: {id: a}\nreview: [{when: 'true', need: {principal: 1}}]\n"
	_, err := Load(repo.Memory(files))
	if want := ".rasoat.yml:2:1: nobody could approve anything: there is no file .rasoat/people.yml; write it: people: {ID: {name: …, roles: [principal], emails: […]}}"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	files[File] = "rules: {privacy/*: {reviewers: [principal]}}\n"
	_, err = Load(repo.Memory(files))
	if want := `.rasoat.yml:1:33: nobody has the role "principal": there is no .rasoat/people.yml; write people: {ID: {name: …, roles: [principal], emails: […]}}`; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	files[SignersFile] = "p.lan " + keyOne
	files[File] = "language: en"
	if _, err = Load(repo.Memory(files)); err == nil {
		t.Error("a key that speaks for nobody is accepted")
	}
}

func TestPolicyDigest(t *testing.T) {
	digest := func(policy string) string {
		files := school()
		files[File] = "site: {id: a}\nreview:" + policy
		return load(t, files).PolicyDigest()
	}
	base := digest(" [{when: 'true', need: {editor: 1, principal: 1}, within: 24h}]")
	same := digest("\n# chú thích\n- within: 1d\n  need: {principal: 1, editor: 1}\n  when: \"true \"\n")
	if base != same || !strings.HasPrefix(base, "sha256:") || len(base) != len("sha256:")+64 {
		t.Errorf("the same policy in another layout: %s and %s", base, same)
	}
	for _, other := range []string{
		" [{when: 'true', need: {editor: 1, principal: 1}, within: 25h}]",
		" [{when: 'true', need: {editor: 1, principal: 1}}]",
		" [{when: 'true', need: {editor: 1}, within: 24h}]",
		" [{when: 'false', need: {editor: 1, principal: 1}, within: 24h}]",
		" [{when: 'true', need: {editor: 1}, within: 24h}, {when: 'true', need: {principal: 1}, within: 24h}]",
	} {
		if digest(other) == base {
			t.Errorf("another policy has the same digest: %s", other)
		}
	}
}

func TestUntilWithATime(t *testing.T) {
	files := school()
	files[".rasoat/people.yml"] = "people: {p.hieutruong: {roles: [principal, editor], until: '2026-11-23T12:00:00+07:00'}}\nnotary: [may.ghi]"
	p, _ := load(t, files).People.ByID("p.hieutruong")
	if want := time.Date(2026, 11, 23, 5, 0, 0, 0, time.UTC); !p.Until.Equal(want) {
		t.Errorf("until %v, want %v", p.Until, want)
	}
}

func FuzzLoad(f *testing.F) {
	all := school()
	f.Add(all[File], all[".rasoat/people.yml"], all[SignersFile])
	f.Add("site: {id: a}\nrules: {a/*: {severity: error, with: {}}}", "people: {a: {}}", "")
	f.Fuzz(func(t *testing.T, text, people, signers string) {
		tree := repo.Memory(map[string]string{File: text, ".rasoat/people.yml": people, SignersFile: signers, "rules/a/b.yml": ""})
		c, err := Load(tree)
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("an error of several lines: %q", err)
			}
			return
		}
		for _, entry := range c.Review {
			for role, count := range entry.Need {
				if count < 1 || !slices.Contains(c.People.Roles(), role) {
					t.Fatalf("a need that nobody can meet: %v", entry.Need)
				}
			}
		}
		if len(c.Review) > 0 && c.SiteID() == "" {
			t.Fatal("reviews without the id of a site")
		}
		for _, p := range c.People.All() {
			if !review.ValidID(p.ID) || p.Bot() && len(p.Roles) > 0 {
				t.Fatalf("a person that cannot be: %+v", p)
			}
		}
		c.For("content/a.md").Rule("a/b")
		if err := c.CheckRules([]string{"a/b"}, nil); err != nil && !strings.HasPrefix(err.Error(), File+":") {
			t.Fatalf("an error without a place: %v", err)
		}
	})
}
