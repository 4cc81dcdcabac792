package gate

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/review"
)

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func staff(t testing.TB) *review.People {
	t.Helper()
	people, err := review.NewPeople([]review.Person{
		{ID: "ht", Roles: []string{"principal", "admin"}, GitHub: 21031067, Emails: []string{"ht@hoasen.edu.vn", "ht@example.com"}},
		{ID: "pho", Roles: []string{"principal"}, Emails: []string{"pho@hoasen.edu.vn"}, Aliases: []string{"Thầy 102"}},
		{ID: "lan", Roles: []string{"editor"}, Emails: []string{"lan@hoasen.edu.vn"}},
		{ID: "su", Roles: []string{"history", "editor"}, Emails: []string{"su@hoasen.edu.vn"}},
		{ID: "cu", Roles: []string{"principal"}, Emails: []string{"cu@hoasen.edu.vn"}, Until: now.AddDate(0, -1, 0)},
		{ID: "truc", Roles: []string{"responder"}, Emails: []string{"truc@hoasen.edu.vn"}},
		{ID: "khach", Emails: []string{"khach@hoasen.edu.vn"}},
		{ID: "cms", Kind: review.Bot, Emails: []string{"cms@hoasen.edu.vn"}},
		{ID: "isomer", Kind: review.Bot, Emails: []string{"isomer@hoasen.edu.vn"}, Writer: regexp.MustCompile(`"by":"([^"]*)"`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return people
}

// chain writes records as "who verdict digest", an hour apart, the last one an hour ago. A word after that changes a
// record: "void", "click", "hands=a,b", "note", "at=-2h" and "until=1h" (from now).
func chain(t testing.TB, lines ...string) review.Chain {
	t.Helper()
	var c review.Chain
	for i, line := range lines {
		words := strings.Fields(line)
		r := review.Record{ID: "record-" + strconv.Itoa(i) + "-long-name", Statement: review.Statement{
			By: words[0], Verdict: review.Verdict(words[1]), Digest: words[2], Basis: review.Basis{Kind: review.Signature},
			At: now.Add(-time.Duration(len(lines)-i) * time.Hour),
		}}
		for _, word := range words[3:] {
			change(t, &r, word)
		}
		c.Records = append(c.Records, r)
	}
	return c
}

func change(t testing.TB, r *review.Record, word string) {
	t.Helper()
	key, value, _ := strings.Cut(word, "=")
	moment := func() time.Time {
		d, err := time.ParseDuration(value)
		if err != nil {
			t.Fatal(err)
		}
		return now.Add(d)
	}
	switch key {
	case "void":
		r.Void = review.Because("key", "key", "SHA256:x")
	case "click":
		r.Statement.Basis.Kind = "github-review"
	case "hands":
		r.Statement.Hands = strings.Split(value, ",")
	case "note":
		r.Statement.Note = "gấp"
	case "at":
		r.Statement.At = moment()
	case "until":
		until := moment()
		r.Statement.Until = &until
	default:
		t.Fatal(word)
	}
}

// identity turns "lan" into an address of the school and leaves whole addresses alone.
func identity(name string) review.Identity {
	if !strings.Contains(name, "@") {
		name += "@hoasen.edu.vn"
	}
	return review.Identity{Name: "N", Email: name}
}

// history writes touches as "digest author", the newest first; more people after that are co-authors. Each touch comes
// after the next one, unless it names its parents by place: "<2,3", or none: "<".
func history(t testing.TB, lines ...string) []Touch {
	t.Helper()
	var touches []Touch
	for i, line := range lines {
		words := strings.Fields(line)
		touch := Touch{Digest: words[0], Author: identity(words[1]), Committer: identity(words[1])}
		if i+1 < len(lines) {
			touch.Parents = []int{i + 1}
		}
		for _, word := range words[2:] {
			switch parents, named := strings.CutPrefix(word, "<"); {
			case word == "web":
				touch.Committer, touch.Signed = review.Identity{Name: "GitHub", Email: "noreply@github.com"}, true
			case strings.HasPrefix(word, "says="):
				touch.Message = strings.ReplaceAll(strings.TrimPrefix(word, "says="), "_", " ")
			case word == "cut":
				touch.Cut = true
			case word == "forged":
				touch.Signed = false
			case named:
				touch.Parents = nil
				for p := range strings.SplitSeq(parents, ",") {
					if n, err := strconv.Atoi(p); err == nil {
						touch.Parents = append(touch.Parents, n)
					}
				}
			default:
				touch.CoAuthors = append(touch.CoAuthors, identity(word))
			}
		}
		touches = append(touches, touch)
	}
	return touches
}

// trial is a page, and how it should be judged.
type trial struct {
	name    string
	page    Page
	needs   string // "principal", "editor principal principal"; "principal" if empty
	touches []string
	records []string
	state   finding.State
	lacks   string
	hands   string
	codes   string // of the reasons
	refused string // codes of the approvals' refusals, "ok" for those that count
}

func (tr trial) judge(t *testing.T) Verdict {
	t.Helper()
	p := tr.page
	if p.Needs == nil {
		p.Needs = review.Need{}
		for _, role := range strings.Fields(cmpOr(tr.needs, "principal")) {
			p.Needs[role]++
		}
	}
	p.Path, p.Digest = "content/x.md", cmpOr(p.Digest, "A")
	p.Touches, p.Complete = history(t, tr.touches...), !p.Complete
	if p.Starts == nil && len(p.Touches) > 0 {
		p.Starts = []int{0}
	}
	fault := p.Chain.Fault
	p.Chain = chain(t, tr.records...)
	p.Chain.Fault = fault
	return Judge([]Page{p}, staff(t), now)[0]
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func (tr trial) check(t *testing.T) {
	t.Helper()
	v := tr.judge(t)
	var codes, refused []string
	for _, r := range v.Reasons {
		codes = append(codes, r.Code)
	}
	for i, r := range v.Refusals {
		refused = append(refused, cmpOr(r.Code, "ok"))
		if v.Approvals[i].Counts != r.None() || v.Approvals[i].Hand != slices.Contains(v.Hands, v.Approvals[i].By) {
			t.Errorf("%s: approval %+v does not agree with %v and hands %v", tr.name, v.Approvals[i], r, v.Hands)
		}
	}
	for _, c := range []struct{ what, got, want string }{
		{"state", string(v.State), string(tr.state)},
		{"lacks", list(v.Lacks), tr.lacks},
		{"hands", strings.Join(v.Hands, " "), tr.hands},
		{"codes", strings.Join(codes, " "), tr.codes},
		{"refused", strings.Join(refused, " "), tr.refused},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s is %q, not %q (%v)", tr.name, c.what, c.got, c.want, v.Reasons)
		}
	}
	if v.Undecided != strings.HasPrefix(tr.codes, "shallow") {
		t.Errorf("%s: undecided is %v", tr.name, v.Undecided)
	}
	say, err := lang.For("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range slices.Concat(v.Reasons, v.Refusals) {
		if text := say.Reason(r.Code, r.Args...); !r.None() && (!say.Has("gate."+r.Code) || strings.ContainsAny(text, "{}")) {
			t.Errorf("%s: the words for %q are %q", tr.name, r, text)
		}
	}
}

func TestJudge(t *testing.T) {
	for _, tr := range []trial{
		{name: "approved by somebody else", touches: []string{"A lan"}, records: []string{"ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "nobody yet", touches: []string{"A lan"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing"},
		{name: "no needs", page: Page{Needs: review.Need{}}, touches: []string{"A lan"},
			state: "approved", hands: "lan", codes: "free"},
		{name: "no needs, no history, a record that does not matter", page: Page{Needs: review.Need{"principal": 0}, Complete: true},
			records: []string{"lan approve A"}, state: "approved", codes: "free", refused: "no-history"},
		{name: "no needs, but rejected", page: Page{Needs: review.Need{}}, touches: []string{"A ht"}, records: []string{"lan reject A"},
			state: "rejected", hands: "ht", codes: "rejected", refused: "reject"},

		// Roles.
		{name: "wrong role", touches: []string{"A lan"}, records: []string{"su approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "role"},
		{name: "one of two roles", needs: "principal history", touches: []string{"A lan"}, records: []string{"su approve A"},
			state: "short", lacks: "principal", hands: "lan", codes: "short", refused: "ok"},
		{name: "both roles", needs: "principal history", touches: []string{"A lan"}, records: []string{"su approve A", "ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok ok"},
		{name: "one person in two roles", needs: "editor history", touches: []string{"A lan"}, records: []string{"su approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "two of a role, one twice", needs: "principal principal", touches: []string{"A lan"}, records: []string{"ht approve A", "ht approve A"},
			state: "short", lacks: "principal", hands: "lan", codes: "short", refused: "superseded ok"},
		{name: "two of a role", needs: "principal principal", touches: []string{"A lan"}, records: []string{"ht approve A", "pho approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok ok"},

		// Who may speak.
		{name: "case 2: only the change knows the person", touches: []string{"A lan"}, records: []string{"moi approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "unknown-person"},
		{name: "case 8: a bot", touches: []string{"A lan"}, records: []string{"cms approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "bot"},
		{name: "somebody without a role", touches: []string{"A lan"}, records: []string{"khach approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "role"},
		{name: "case 25: a key that is gone", touches: []string{"A lan"}, records: []string{"ht approve A void"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "key"},
		{name: "authority ended before", touches: []string{"A lan"}, records: []string{"cu approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "role-ended"},
		{name: "authority ended since", touches: []string{"A lan"}, records: []string{"cu approve A at=-1000h"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "a former principal's own key cannot go back in time", touches: []string{"A lan"},
			records: []string{"su approve A at=-900h", "cu approve A at=-1000h"},
			state:   "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "role backdated"},
		{name: "a click may be written down late", touches: []string{"A lan"},
			records: []string{"su approve A at=-900h", "cu approve A at=-1000h click"},
			state:   "approved", hands: "lan", codes: "approved", refused: "role ok"},
		{name: "a worthless record's date means nothing", touches: []string{"A lan"},
			records: []string{"su approve A at=900h void", "lan approve A at=900h", "ht approve A"},
			state:   "approved", hands: "lan", codes: "approved", refused: "key future ok"},
		{name: "from the future", touches: []string{"A lan"}, records: []string{"ht approve A at=6m"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "future"},
		{name: "clocks differ a little", touches: []string{"A lan"}, records: []string{"su approve A at=4m", "ht approve A at=0s"},
			state: "approved", hands: "lan", codes: "approved", refused: "role ok"},

		{name: "case 31: taken down by a responder's own hand", page: Page{Digest: "absent", Takedown: true}, touches: []string{"absent truc"},
			records: []string{"truc remove absent"}, state: "approved", hands: "truc", codes: "approved taken-down", refused: "ok"},
		{name: "case 31: a responder may only take down", touches: []string{"A lan"}, records: []string{"truc approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "role"},
		{name: "taken down as everybody agrees", page: Page{Digest: "absent", Takedown: true}, touches: []string{"absent lan"},
			records: []string{"truc remove absent", "ht remove absent"}, state: "approved", hands: "lan", codes: "approved", refused: "ok ok"},

		// Words.
		{name: "rejected", touches: []string{"A lan"}, records: []string{"ht approve A", "pho reject A"},
			state: "rejected", hands: "lan", codes: "rejected", refused: "ok reject"},
		{name: "rejected by a former principal", touches: []string{"A lan"}, records: []string{"ht approve A", "cu reject A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok role-ended"},
		{name: "rejected, then thought better", touches: []string{"A lan"}, records: []string{"ht reject A", "ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "superseded ok"},
		{name: "case 21: taken back", touches: []string{"A lan"}, records: []string{"ht approve A", "ht withdraw A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "taken-back", refused: "superseded withdrawn"},
		{name: "taken back by somebody else", touches: []string{"A lan"}, records: []string{"ht approve A", "pho withdraw A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok withdrawn"},
		{name: "a worthless record takes nothing back", touches: []string{"A lan"}, records: []string{"ht approve A", "ht withdraw A void"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok key"},
		{name: "override", touches: []string{"A lan"}, records: []string{"ht override A note"},
			state: "approved", hands: "lan", codes: "approved override", refused: "ok"},
		{name: "adopted", page: Page{Published: true}, touches: []string{"A lan"}, records: []string{"ht adopt A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "adopted before it was published", touches: []string{"A lan"}, records: []string{"ht adopt A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "adopt"},
		{name: "case 27: removal", page: Page{Digest: review.Absent}, touches: []string{"absent lan", "A lan"}, records: []string{"ht remove absent"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "an approval removes nothing", page: Page{Digest: review.Absent}, touches: []string{"absent lan"}, records: []string{"ht approve absent"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "deleted"},
		{name: "a removal approves nothing", touches: []string{"A lan"}, records: []string{"ht remove A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "not-deleted"},

		// Terms.
		{name: "until has passed", touches: []string{"A lan"}, records: []string{"ht approve A until=0s"},
			state: "expired", lacks: "principal", hands: "lan", codes: "lapsed", refused: "expired"},
		{name: "until has not passed", touches: []string{"A lan"}, records: []string{"ht approve A until=1s"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "within has passed", page: Page{Within: 30 * time.Minute}, touches: []string{"A lan"}, records: []string{"ht approve A until=9h"},
			state: "expired", lacks: "principal", hands: "lan", codes: "lapsed", refused: "expired"},
		{name: "until shortens within", page: Page{Within: 9 * time.Hour}, touches: []string{"A lan"}, records: []string{"ht approve A until=-1s"},
			state: "expired", lacks: "principal", hands: "lan", codes: "lapsed", refused: "expired"},
		{name: "one has run out, one counts", needs: "principal history", touches: []string{"A lan"},
			records: []string{"ht approve A until=-1s", "su approve A"},
			state:   "expired", lacks: "principal", hands: "lan", codes: "lapsed", refused: "expired ok"},
		{name: "one has run out, another never came", needs: "principal history", touches: []string{"A lan"}, records: []string{"ht approve A until=-1s"},
			state: "expired", lacks: "history, principal", hands: "lan", codes: "lapsed", refused: "expired"},
		{name: "one has run out, one counts, one never came", needs: "principal history admin", touches: []string{"A lan"},
			records: []string{"pho approve A until=-1s", "su approve A"},
			state:   "short", lacks: "admin, principal", hands: "lan", codes: "short", refused: "expired ok"},
	} {
		tr.check(t)
	}
}

func TestJudgeHands(t *testing.T) {
	for _, tr := range []trial{
		{name: "own work", touches: []string{"A ht"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "ht", codes: "own-work", refused: "hand"},
		{name: "own work, beside a good approval", needs: "principal editor", touches: []string{"A ht"}, records: []string{"ht approve A", "su approve A"},
			state: "short", lacks: "principal", hands: "ht", codes: "short", refused: "hand ok"},
		{name: "case 4: a second address", touches: []string{"A ht@example.com"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "ht", codes: "own-work", refused: "hand"},
		{name: "a no-reply address", touches: []string{"A 21031067+x@users.noreply.github.com"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "ht", codes: "own-work", refused: "hand"},
		{name: "case 5: an unmapped address", touches: []string{"A Hoa.Nguyen@gmail.com"}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "h***@gmail.com", codes: "short unknown-hand", refused: "ok"},
		{name: "case 5: two approvers", touches: []string{"A Hoa.Nguyen@gmail.com"}, records: []string{"ht approve A", "pho approve A"},
			state: "approved", hands: "h***@gmail.com", codes: "approved", refused: "ok ok"},
		{name: "an unmapped address before anybody approved", touches: []string{"A x@gmail.com"},
			state: "missing", lacks: "2 principal", hands: "x***@gmail.com", codes: "missing unknown-hand"},
		{name: "several unmapped addresses cost one more", needs: "editor principal", touches: []string{"A x@gmail.com y@gmail.com lan"},
			records: []string{"su approve A", "ht approve A", "pho approve A"},
			state:   "approved", hands: "lan x***@gmail.com y***@gmail.com", codes: "approved", refused: "ok ok ok"},
		{name: "one more may hold any needed role", needs: "editor principal", touches: []string{"A x@gmail.com"},
			records: []string{"su approve A", "ht approve A"},
			state:   "short", lacks: "editor", hands: "x***@gmail.com", codes: "short unknown-hand", refused: "ok ok"},
		{name: "who is dispensable makes good for a role that is still missing", needs: "editor principal", touches: []string{"A x@gmail.com"},
			records: []string{"su approve A", "lan approve A"},
			state:   "short", lacks: "principal", hands: "x***@gmail.com", codes: "short", refused: "ok ok"},
		{name: "case 6: a co-author", touches: []string{"A lan ht"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "case 6: a pusher", page: Page{Hands: []review.Identity{{Email: "ht@hoasen.edu.vn"}}}, touches: []string{"A lan"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "case 6: a pusher whom the notary saw", touches: []string{"A lan"}, records: []string{"ht approve A click hands=lan,ht"},
			state: "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "an unknown pusher whom the notary saw", touches: []string{"A lan"}, records: []string{"ht approve A click hands=x***@gmail.com"},
			state: "short", lacks: "principal", hands: "lan x***@gmail.com", codes: "short unknown-hand", refused: "ok"},
		{name: "a reviewer cannot name others as hands", touches: []string{"A lan"}, records: []string{"su approve A hands=ht", "ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "role ok"},
		{name: "a reviewer can own up", touches: []string{"A lan"}, records: []string{"ht approve A hands=ht,lan"},
			state: "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "a worthless record names nobody", touches: []string{"A lan"}, records: []string{"su approve A click hands=ht void", "ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "key ok"},
		{name: "case 7: a shared account", touches: []string{"A cms"}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "cms", codes: "short unknown-hand", refused: "ok"},
		{name: "case 7: a shared account that tells who wrote", touches: []string{`A isomer says={"by":"thầy_102"}`}, records: []string{"ht approve A"},
			state: "approved", hands: "pho", codes: "approved", refused: "ok"},
		{name: "case 7: who wrote with a shared account approves", touches: []string{`A isomer says={"by":"thầy_102"}`}, records: []string{"pho approve A"},
			state: "missing", lacks: "principal", hands: "pho", codes: "own-work", refused: "hand"},
		{name: "case 7: it names an id, and an address", touches: []string{`A isomer says={"by":"lan"}{"by":"Sử_<su@hoasen.edu.vn>"}`}, records: []string{"ht approve A"},
			state: "approved", hands: "lan su", codes: "approved", refused: "ok"},
		{name: "case 7: it names somebody unknown beside one who is known", touches: []string{`A isomer says={"by":"lan"}{"by":"la@gmail.com"}`}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "lan l***@gmail.com", codes: "short unknown-hand", refused: "ok"},
		{name: "case 7: it does not tell this time", touches: []string{"A isomer says=xong"}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "isomer", codes: "short unknown-hand", refused: "ok"},
		{name: "case 7: it names the bot itself", touches: []string{`A isomer says={"by":"isomer"}`}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "isomer", codes: "short unknown-hand", refused: "ok"},
		{name: "what a person's message says names nobody", touches: []string{`A lan says={"by":"ht"}`}, records: []string{"ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "GitHub as committer is no hand", touches: []string{"A lan web"}, records: []string{"ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "who only claims to be GitHub is unknown", touches: []string{"A lan web forged"}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "lan n***@github.com", codes: "short unknown-hand", refused: "ok"},
		{name: "GitHub as author is an unknown one", touches: []string{"A noreply@github.com web"}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "n***@github.com", codes: "short unknown-hand", refused: "ok"},

		// How far back.
		{name: "the author of approved content may approve what others change", touches: []string{"A lan", "B ht"},
			records: []string{"pho approve B", "ht approve A"}, state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "self-approved content ends nothing", touches: []string{"A lan", "B ht"},
			records: []string{"ht approve B", "ht approve A"},
			state:   "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "withdrawn content ends nothing", touches: []string{"A lan", "B ht"},
			records: []string{"pho approve B", "pho withdraw B", "ht approve A"},
			state:   "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "rejected content ends nothing", touches: []string{"A lan", "B ht"},
			records: []string{"pho approve B", "su reject B", "ht approve A"},
			state:   "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "content whose approval has run out ends it all the same", touches: []string{"A lan", "B ht"},
			records: []string{"pho approve B until=-1s", "ht approve A"},
			state:   "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "content that too few approved ends nothing", needs: "principal history", touches: []string{"A lan", "B ht"},
			records: []string{"pho approve B", "ht approve A", "su approve A"},
			state:   "short", lacks: "principal", hands: "ht lan", codes: "short", refused: "hand ok"},
		{name: "approved content that history does not know", touches: []string{"A lan", "B ht"},
			records: []string{"pho approve C", "ht approve A"},
			state:   "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "whoever goes back to older approved content is a hand", touches: []string{"A lan", "B ht", "C su", "B su"},
			records: []string{"pho approve B", "pho approve C", "ht approve A"},
			state:   "missing", lacks: "principal", hands: "ht lan", codes: "own-work", refused: "hand"},
		{name: "a branch from older approved content ends there", page: Page{Starts: []int{0}},
			touches: []string{"A lan <1,2", "X su <3", "C lan <3", "B ht"},
			records: []string{"pho approve B", "ht approve C", "ht approve A"},
			state:   "approved", hands: "lan su", codes: "approved", refused: "ok"},
		{name: "going back does not make an earlier approval of the same content end the walk", touches: []string{"A lan", "B su", "A ht"},
			records: []string{"pho approve A", "ht reject B", "ht approve A"},
			state:   "missing", lacks: "principal", hands: "ht lan su", codes: "own-work", refused: "hand"},
		{name: "a merge of both sides", touches: []string{"A lan <1,2", "B su <3", "C ht <3", "D lan"}, records: []string{"pho approve D", "ht approve A"},
			state: "missing", lacks: "principal", hands: "ht lan su", codes: "own-work", refused: "hand"},
		{name: "the forge's hands are of the new content only", page: Page{Hands: []review.Identity{{Email: "pho@hoasen.edu.vn"}}},
			touches: []string{"A lan", "B ht"}, records: []string{"pho approve B", "ht approve A"},
			state: "approved", hands: "lan pho", codes: "approved", refused: "ok"},

		// Nobody is left.
		{name: "all who may have written it", needs: "history", touches: []string{"A su"}, records: []string{"su approve A"},
			state: "missing", lacks: "history", hands: "su", codes: "own-work nobody-left", refused: "hand"},
		{name: "more are asked for than are left", needs: "principal principal", touches: []string{"A pho"}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "pho", codes: "short nobody-left", refused: "ok"},
		{name: "whose term has ended is not left, whose approval has is", needs: "principal principal", touches: []string{"A lan"},
			records: []string{"ht approve A", "pho approve A until=-1s"},
			state:   "expired", lacks: "principal", hands: "lan", codes: "lapsed", refused: "ok expired"},
		{name: "exactly enough are left", needs: "principal principal", touches: []string{"A lan"}, records: []string{"ht approve A"},
			state: "short", lacks: "principal", hands: "lan", codes: "short", refused: "ok"},

		// Signed by oneself.
		{name: "a click where a signature is asked for", page: Page{Signed: true}, touches: []string{"A lan"}, records: []string{"ht approve A click"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing", refused: "click"},
		{name: "a signature where one is asked for", page: Page{Signed: true}, touches: []string{"A lan"}, records: []string{"ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "a click rejects all the same", page: Page{Signed: true}, touches: []string{"A lan"}, records: []string{"pho approve A", "ht reject A click"},
			state: "rejected", hands: "lan", codes: "rejected", refused: "ok reject"},
		{name: "a click takes down all the same", page: Page{Signed: true, Digest: "absent", Takedown: true}, touches: []string{"absent lan"},
			records: []string{"truc remove absent click"}, state: "approved", hands: "lan", codes: "approved taken-down", refused: "ok"},

		// Case 24.
		{name: "case 24: where a clone is cut off, nobody can tell what was changed", touches: []string{"A lan", "A ht cut"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "shallow", refused: "no-history"},
		{name: "case 24: but a notary saw it", touches: []string{"A lan", "A ht cut"}, records: []string{"ht approve A click hands=lan"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "case 24: approved content ends the walk before the cut", touches: []string{"A lan", "B lan", "C ht cut"},
			records: []string{"pho approve B click hands=lan", "ht approve A"},
			state:   "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "case 24: cut off", page: Page{Complete: true}, touches: []string{"A lan"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "shallow", refused: "no-history"},
		{name: "cut off, but rejected anyway", page: Page{Complete: true}, touches: []string{"A lan"}, records: []string{"ht reject A"},
			state: "rejected", lacks: "principal", hands: "lan", codes: "rejected", refused: "reject"},
		{name: "cut off, but nobody approved", page: Page{Complete: true}, touches: []string{"A lan"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing"},
		{name: "cut off, but too few anyway", page: Page{Complete: true}, needs: "principal history", touches: []string{"A lan"}, records: []string{"ht approve A"},
			state: "short", lacks: "history", hands: "lan", codes: "short shallow", refused: "no-history"},
		{name: "cut off, but own work anyway", page: Page{Complete: true}, touches: []string{"A ht"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "ht", codes: "own-work", refused: "hand"},
		{name: "no history at all", records: []string{"ht approve A"},
			state: "missing", lacks: "principal", codes: "shallow", refused: "no-history"},
		{name: "cut off, but a notary wrote the hands down", page: Page{Complete: true}, touches: []string{"A lan"},
			records: []string{"ht approve A click hands=lan"}, state: "approved", hands: "lan", codes: "approved", refused: "ok"},
		{name: "cut off, and the reviewer says who the hands were", page: Page{Complete: true}, touches: []string{"A lan"},
			records: []string{"ht approve A hands=lan"},
			state:   "missing", lacks: "principal", hands: "lan", codes: "shallow", refused: "no-history"},
		{name: "cut off, and the notary wrote no hands down", page: Page{Complete: true}, touches: []string{"A lan"},
			records: []string{"ht approve A click"},
			state:   "missing", lacks: "principal", hands: "lan", codes: "shallow", refused: "no-history"},
		{name: "cut off, and the notary's record is worthless", page: Page{Complete: true}, touches: []string{"A lan"},
			records: []string{"pho approve A click hands=lan void", "ht approve A"},
			state:   "missing", lacks: "principal", hands: "lan", codes: "shallow", refused: "key no-history"},
		{name: "a start that is not there", page: Page{Starts: []int{-1}}, touches: []string{"A lan"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", codes: "shallow", refused: "no-history"},
		{name: "a touch that is not there", touches: []string{"A lan <1"}, records: []string{"ht approve A"},
			state: "missing", lacks: "principal", hands: "lan", codes: "shallow", refused: "no-history"},
	} {
		tr.check(t)
	}
}

func TestJudgeStale(t *testing.T) {
	for _, tr := range []trial{
		{name: "cases 11, 13 to 16: changed since", touches: []string{"A lan", "B lan"}, records: []string{"ht approve B"},
			state: "stale", lacks: "principal", hands: "lan", codes: "changed", refused: "digest"},
		{name: "changed since, by somebody unknown", touches: []string{"A x@gmail.com", "B lan"}, records: []string{"ht approve B"},
			state: "stale", lacks: "2 principal", hands: "x***@gmail.com", codes: "changed unknown-hand", refused: "digest"},
		{name: "changed since, after two had approved and one had not counted", touches: []string{"A lan", "B lan"},
			records: []string{"lan approve B", "ht approve B", "pho approve B until=-1s"},
			state:   "stale", lacks: "principal", hands: "lan", codes: "changed", refused: "role digest digest"},
		{name: "changed since, in a shallow clone", page: Page{Complete: true}, touches: []string{"A lan", "B lan"}, records: []string{"ht approve B"},
			state: "stale", lacks: "principal", hands: "lan", codes: "changed", refused: "digest"},
		{name: "self-approved, then changed", touches: []string{"A ht", "B ht"}, records: []string{"ht approve B"},
			state: "missing", lacks: "principal", hands: "ht", codes: "missing"},
		{name: "rejected, then changed", touches: []string{"A lan", "B lan", "C lan"}, records: []string{"ht approve C", "ht reject B"},
			state: "missing", lacks: "principal", hands: "lan", codes: "rejected-before", refused: "reject"},
		{name: "case 20: an old revision comes back", touches: []string{"A lan", "B lan", "A lan"}, records: []string{"ht approve A", "ht approve B"},
			state: "stale", lacks: "principal", hands: "lan", codes: "replayed", refused: "replaced"},
		{name: "case 20: and was rejected then", touches: []string{"A lan", "B lan", "A lan"}, records: []string{"ht reject A", "ht approve B"},
			state: "stale", lacks: "principal", hands: "lan", codes: "changed", refused: "digest"},
		{name: "a worthless record keeps its place", touches: []string{"A lan"}, records: []string{"ht approve A", "pho approve B void"},
			state: "stale", lacks: "principal", hands: "lan", codes: "replayed", refused: "replaced"},
		{name: "case 17: renamed", page: Page{OldPath: "content/y.md", OldDigest: "Y", OldChain: chain(t, "ht approve Y")}, touches: []string{"A lan"},
			state: "stale", lacks: "principal", hands: "lan", codes: "renamed"},
		{name: "renamed and changed", page: Page{OldPath: "content/y.md", OldDigest: "Z", OldChain: chain(t, "ht approve Y")}, touches: []string{"A lan"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing"},
		{name: "renamed, was rejected", page: Page{OldPath: "content/y.md", OldDigest: "Y", OldChain: chain(t, "ht reject Y")}, touches: []string{"A lan"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing"},
		{name: "renamed, record worthless", page: Page{OldPath: "content/y.md", OldDigest: "Y", OldChain: chain(t, "ht approve Y void")}, touches: []string{"A lan"},
			state: "missing", lacks: "principal", hands: "lan", codes: "missing"},
		{name: "two tips", page: Page{Chain: review.Chain{Fault: review.Because("two-tips", "records", "a, b")}}, touches: []string{"A lan"},
			records: []string{"ht approve A", "pho approve A"},
			state:   "stale", lacks: "principal", hands: "lan", codes: "two-tips"},
		{name: "case 12: rebased, the same content", touches: []string{"A lan", "A lan", "B lan"}, records: []string{"ht approve A"},
			state: "approved", hands: "lan", codes: "approved", refused: "ok"},
	} {
		tr.check(t)
	}
}

func TestJudgeNobodyKnown(t *testing.T) {
	page := Page{Path: "x.md", Digest: "A", Needs: review.Need{"principal": 1}, Touches: history(t, "A lan"), Starts: []int{0},
		Complete: true, Chain: chain(t, "ht approve A")}
	v := Judge([]Page{page}, nil, now)[0]
	if v.State != finding.Missing || v.Refusals[0].Code != "unknown-person" || v.Hands[0] != "l***@hoasen.edu.vn" {
		t.Errorf("%+v", v)
	}
	if len(Judge(nil, nil, now)) != 0 {
		t.Error("no pages, no verdicts")
	}
}

func TestApprovalInReport(t *testing.T) {
	v := trial{touches: []string{"A lan"}, records: []string{"ht approve A click"}}.judge(t)
	a := v.Approvals[0]
	if a.By != "ht" || strings.Join(a.Roles, " ") != "principal admin" || a.Basis != "github-review" || a.Record != "record-0-long-name" ||
		!a.At.Equal(now.Add(-time.Hour)) || v.Reasons[0].String() != "approved (who ht, time 2026-11-23T08:00:00Z)" || v.Page != "content/x.md" || v.Digest != "A" || v.Needs["principal"] != 1 {
		t.Errorf("%+v", v)
	}
}

// The report tells of the first term that will end among the approvals that count.
func TestEnds(t *testing.T) {
	for _, c := range []struct {
		within  time.Duration
		records []string
		want    time.Duration // from now; 0 for no end
	}{
		{0, []string{"ht approve A", "pho approve A"}, 0},
		{0, []string{"ht approve A until=3h", "pho approve A until=2h"}, 2 * time.Hour},
		{0, []string{"ht approve A until=2h", "pho approve A until=3h"}, 2 * time.Hour},
		{0, []string{"ht approve A until=2h", "pho approve A"}, 2 * time.Hour},
		{0, []string{"ht approve A", "pho approve A until=2h"}, 2 * time.Hour},
		{0, []string{"ht approve A until=1h", "lan approve A until=30m"}, time.Hour}, // who has no role counts for nothing
		{5 * time.Hour, []string{"ht approve A"}, 4 * time.Hour},
	} {
		v := trial{page: Page{Within: c.within}, touches: []string{"A su"}, records: c.records}.judge(t)
		if want := now.Add(c.want); v.State != finding.Approved || c.want == 0 && !v.Ends.IsZero() || c.want != 0 && !v.Ends.Equal(want) {
			t.Errorf("%v: %s until %v", c.records, v.State, v.Ends)
		}
	}
}

// A given word is a verified yes that its giver has not taken back.
func TestGiven(t *testing.T) {
	v := trial{touches: []string{"A ht"}, records: []string{"pho approve A", "ht approve A", "su approve A void", "lan reject A", "pho approve A"}}.judge(t)
	if !slices.Equal(v.Given, []bool{false, true, false, false, true}) {
		t.Errorf("%v", v.Given)
	}
}

// What a new file was made of has a history of its own; where that is cut off, nobody can tell who wrote the new one.
func TestOrigins(t *testing.T) {
	origin := Page{Path: "content/y.md", Digest: "Y", Needs: review.Need{"principal": 1}, Touches: history(t, "Y pho"), Starts: []int{0}, Complete: true}
	judge := func(origin Page) Verdict {
		touches := history(t, "A lan")
		touches[0].Origins = []Page{origin}
		return Judge([]Page{{Path: "content/x.md", Digest: "A", Needs: review.Need{"principal": 1}, Touches: touches, Starts: []int{0},
			Complete: true, Chain: chain(t, "ht approve A")}}, staff(t), now)[0]
	}
	if v := judge(origin); v.State != finding.Approved || strings.Join(v.Hands, " ") != "lan pho" || v.Undecided {
		t.Errorf("%+v", v)
	}
	origin.Complete = false
	if v := judge(origin); v.State != finding.Missing || !v.Undecided {
		t.Errorf("cut off: %+v", v)
	}
	origin.Complete, origin.Chain = true, chain(t, "ht approve Y") // approved under its old name: nothing before that counts
	if v := judge(origin); v.State != finding.Approved || strings.Join(v.Hands, " ") != "lan" {
		t.Errorf("approved before: %+v", v)
	}
}

// Where a page was moved with all that it shows, the history of its pictures is told by its old name; else it counts anew.
func TestMoved(t *testing.T) {
	judge := func(moved bool) Verdict {
		touches := history(t, "A lan", "absent ht") // the picture was made before the page had its name
		touches[0].Moved = moved
		touches[0].Origins = []Page{{Path: "content/y.md", Digest: "Y", Needs: review.Need{"principal": 1}, Touches: history(t, "Y ht"),
			Starts: []int{0}, Complete: true, Chain: chain(t, "pho approve Y")}}
		return Judge([]Page{{Path: "content/x.md", Digest: "A", Needs: review.Need{"principal": 1}, Touches: touches, Starts: []int{0},
			Complete: true, Chain: chain(t, "ht approve A")}}, staff(t), now)[0]
	}
	if v := judge(true); v.State != finding.Approved || strings.Join(v.Hands, " ") != "lan" {
		t.Errorf("moved: %+v", v)
	}
	if v := judge(false); v.State != finding.Missing || strings.Join(v.Hands, " ") != "ht lan" {
		t.Errorf("made of: %+v", v)
	}
}

func TestMask(t *testing.T) {
	for who, want := range map[review.Identity]string{
		{Name: "Hoa", Email: "Lan.Anh@Gmail.com"}: "l***@gmail.com",
		{Email: "đào@x.vn"}:                       "đ***@x.vn",
		{Email: "\x1b[31m@x.vn\n::error"}:         "?***@x.vn???error",
		{Name: "hoa", Email: "@x.vn"}:             "?***@x.vn",
		{Name: "hoa", Email: " "}:                 "h***",
		{Name: "hoa", Email: "hoa"}:               "h***",
		{}:                                        "?***",
		{Email: "\xff\xfe"}:                       "?***",
	} {
		if got := mask(who); got != want {
			t.Errorf("%q is masked as %q, not %q", who, got, want)
		}
	}
}
