package linter

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/review"
)

// request is a change that people review in a forge: a real repository with a branch.
type request struct {
	t    *testing.T
	dir  string
	base string
	said int64
}

const (
	clickedPage = "content/thong-bao/hop.md"
	otherPage   = "content/thong-bao/nghi.md"
	principal   = 21031067
	deputy      = 21031068
	editor      = 555001
	stranger    = 99
)

func newRequest(t *testing.T) *request {
	r := &request{t: t, dir: t.TempDir()}
	r.git("init", "-q", "-b", "main")
	r.write(".rasoat.yml", "language: vi\nsite: {name: Trường Hoa Sen, url: https://hoasen.example.vn}\nreview:\n  - {when: 'true', need: {principal: 1}}\n")
	r.write(".rasoat/people.yml", `people:
  p.hieutruong: {name: Hiệu trưởng, roles: [principal], github: 21031067, emails: [ht@hoasen.example.vn]}
  p.pho: {name: Phó hiệu trưởng, roles: [principal], github: 21031068, emails: [pho@hoasen.example.vn]}
  p.lan: {name: Cô Lan, roles: [editor], github: 555001, emails: [lan@hoasen.example.vn]}
`)
	r.write("content/_index.md", "---\ntitle: Trang chủ\n---\n\nChào mừng.\n")
	r.base = r.commit()
	return r
}

func (r *request) git(args ...string) string {
	r.t.Helper()
	command := exec.Command("git", args...)
	command.Dir = r.dir
	command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=Lan",
		"GIT_AUTHOR_EMAIL=lan@hoasen.example.vn", "GIT_COMMITTER_NAME=Lan", "GIT_COMMITTER_EMAIL=lan@hoasen.example.vn")
	out, err := command.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r *request) write(name, text string) {
	file := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *request) commit() string {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-qm", "Sửa bài", "--allow-empty")
	return r.git("rev-parse", "HEAD")
}

// page commits a page with a sentence.
func (r *request) page(name, sentence string) string {
	r.t.Helper()
	r.write(name, "---\ntitle: Thông báo\ndate: 2026-11-20\n---\n\n"+sentence+"\n")
	return r.commit()
}

var clock = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// says is a click; each is a minute younger than the one before.
func (r *request) says(account int64, verdict review.Verdict, commit string) review.Click {
	r.said++
	return review.Click{Kind: "github-review", Request: 12, ID: r.said, Account: review.Account{Forge: review.GitHub, ID: account},
		Verdict: verdict, Commit: commit, At: clock.Add(-time.Hour + time.Duration(r.said)*time.Minute)}
}

// states judges the change from base to HEAD and returns the state of each page.
func (r *request) states(clicks ...review.Click) map[string]finding.PageReview {
	r.t.Helper()
	report, err := Lint(r.t.Context(), Options{Dir: r.dir, Base: r.base, Head: "HEAD", Now: clock, Clicks: clicks,
		Hands: []review.Identity{review.Account{Forge: review.GitHub, ID: editor}.Identity()}})
	if err != nil {
		r.t.Fatal(err)
	}
	states := map[string]finding.PageReview{}
	for _, p := range report.Reviews {
		states[p.Page] = p
	}
	return states
}

func (r *request) want(what string, got map[string]finding.PageReview, want map[string]finding.State) {
	r.t.Helper()
	for page, state := range want {
		if got[page].State != state {
			r.t.Errorf("%s: %s is %q, not %q: %s", what, page, got[page].State, state, got[page].Why)
		}
	}
}

// TestClicks: what is clicked in a forge counts for the pages that are as they were then, and only from whoever may.
func TestClicks(t *testing.T) {
	r := newRequest(t)
	first := r.page(clickedPage, "Mời họp lúc 8 giờ.")
	second := r.page(otherPage, "Học sinh nghỉ Tết.")
	both := func(a, b finding.State) map[string]finding.State {
		return map[string]finding.State{clickedPage: a, otherPage: b}
	}
	for _, c := range []struct {
		what   string
		want   map[string]finding.State
		clicks []review.Click
	}{
		{"nobody said anything", both(finding.Missing, finding.Missing), nil},
		{"approved at the head", both(finding.Approved, finding.Approved), []review.Click{r.says(principal, review.Approve, second)}},
		{"approved before the other page came", both(finding.Approved, finding.Missing), []review.Click{r.says(principal, review.Approve, first)}},
		{"the editor's own", both(finding.Missing, finding.Missing), []review.Click{r.says(editor, review.Approve, second)}},
		{"a stranger's", both(finding.Missing, finding.Missing), []review.Click{r.says(stranger, review.Approve, second)}},
		{"dismissed", both(finding.Missing, finding.Missing), []review.Click{r.says(principal, review.Withdraw, second)}},
		{"changes requested", both(finding.Rejected, finding.Rejected), []review.Click{r.says(principal, review.Reject, second)}},
		{"one yes, one no", both(finding.Rejected, finding.Rejected), []review.Click{
			r.says(deputy, review.Reject, second), r.says(principal, review.Approve, second)}},
		{"a yes on a commit that is gone", both(finding.Missing, finding.Missing), []review.Click{r.says(principal, review.Approve, strings.Repeat("a", 40))}},
		{"a no on a commit that is gone", both(finding.Rejected, finding.Rejected), []review.Click{
			r.says(principal, review.Approve, second), r.says(deputy, review.Reject, strings.Repeat("a", 40))}},
		{"a yes on no commit", both(finding.Missing, finding.Missing), []review.Click{r.says(principal, review.Approve, "")}},
		{"a stranger's late word on an old commit", both(finding.Approved, finding.Approved), []review.Click{
			r.says(principal, review.Approve, second), r.says(stranger, review.Reject, r.base), r.says(editor, review.Approve, r.base)}},
		{"another forge's account of that number", both(finding.Missing, finding.Missing), []review.Click{
			func() review.Click {
				c := r.says(principal, review.Approve, second)
				c.Account.Forge = review.Gitea
				return c
			}()}},
	} {
		r.want(c.what, r.states(c.clicks...), c.want)
	}
	if why := r.states(r.says(principal, review.Approve, strings.Repeat("a", 40)))[clickedPage].Why; !strings.Contains(why, "Hiệu trưởng đã duyệt bản aaaaaaaaaaaa, nhưng") {
		t.Errorf("nobody is told that an approval is lost: %s", why)
	}
	if got := r.states(r.says(stranger, review.Approve, second))[clickedPage]; len(got.Approvals) != 1 || got.Approvals[0].By != "github:99" ||
		got.Approvals[0].Counts || got.Approvals[0].Why == "" {
		t.Errorf("a stranger's approval is not shown: %+v", got.Approvals)
	}
}

// TestClicksAndPushes: a push voids what it changes, and nothing else.
func TestClicksAndPushes(t *testing.T) {
	r := newRequest(t)
	r.page(clickedPage, "Mời họp lúc 8 giờ.")
	seen := r.page(otherPage, "Học sinh nghỉ Tết.")
	yes := r.says(principal, review.Approve, seen)
	r.page(clickedPage, "Mời họp lúc 9 giờ.")
	r.want("changed after the approval", r.states(yes), map[string]finding.State{clickedPage: finding.Stale, otherPage: finding.Approved})

	r.git("switch", "-q", "main")
	again := r.page(clickedPage, "Mời họp lúc 8 giờ.")
	r.want("changed back", r.states(yes), map[string]finding.State{clickedPage: finding.Approved, otherPage: finding.Approved})
	r.want("no, after it was changed", r.states(r.says(principal, review.Reject, again)), map[string]finding.State{clickedPage: finding.Rejected})

	r.git("rm", "-q", "content/_index.md")
	gone := r.commit()
	r.want("deleted, unseen", r.states(yes), map[string]finding.State{"content/_index.md": finding.Missing})
	r.want("deleted, seen", r.states(r.says(principal, review.Approve, gone)), map[string]finding.State{"content/_index.md": finding.Approved})
}

// TestWhoActsNext: the people who may approve are named, those who wrote the page are not.
func TestWhoActsNext(t *testing.T) {
	r := newRequest(t)
	r.page(clickedPage, "Mời họp lúc 8 giờ.")
	next := func(hand int64) string {
		report, err := Lint(t.Context(), Options{Dir: r.dir, Base: r.base, Now: clock, Hands: []review.Identity{review.Account{Forge: review.GitHub, ID: hand}.Identity()}})
		if err != nil {
			t.Fatal(err)
		}
		return report.Next
	}
	if got := next(editor); !strings.HasSuffix(got, "Người có thể duyệt: Phó hiệu trưởng.") {
		t.Error(got)
	}
	if got := next(deputy); strings.Contains(got, "Phó hiệu trưởng") {
		t.Error(got)
	}
}

// TestApprovedTellsWhen: who approved and when, and from when on people see it.
func TestApprovedTellsWhen(t *testing.T) {
	r := newRequest(t)
	r.git("switch", "-q", "main")
	r.write("hugo.toml", "baseURL = 'https://hoasen.example.vn/'\n")
	r.base = r.commit()
	r.write(clickedPage, "---\ntitle: Tết\ndate: 2026-12-01T07:00:00+07:00\n---\n\nNghỉ Tết.\n")
	seen := r.commit()
	why := r.states(r.says(principal, review.Approve, seen))[clickedPage].Why
	if want := "Đã duyệt bởi Hiệu trưởng lúc 15:01 ngày 23/11/2026, đúng nội dung này. Trang này sẽ hiện trên trang web từ 07:00 ngày 01/12/2026."; why != want {
		t.Errorf("%q, not %q", why, want)
	}
}

// TestPushersCannotApprove: whoever pushed a page's content cannot approve it, whatever its commits say; a push that left the
// page alone makes nobody its hand.
func TestPushersCannotApprove(t *testing.T) {
	r := newRequest(t)
	first := r.page(clickedPage, "Mời họp lúc 8 giờ.")
	second := r.page(otherPage, "Học sinh nghỉ Tết.")
	by := func(account int64) review.Identity {
		return review.Account{Forge: review.GitHub, ID: account}.Identity()
	}
	push := func(account int64, before, after string) review.Push {
		return review.Push{By: by(account), Before: before, After: after}
	}
	yes := r.says(principal, review.Approve, second)
	none := strings.Repeat("0", 40)
	for _, c := range []struct {
		what   string
		pushes []review.Push
		want   [2]finding.State // of the first page and the second
	}{
		{"nothing known", nil, [2]finding.State{finding.Approved, finding.Approved}},
		{"pushed by the editor", []review.Push{push(editor, first, second), push(editor, none, first)}, [2]finding.State{finding.Approved, finding.Approved}},
		{"the second page", []review.Push{push(principal, first, second), push(editor, none, first)}, [2]finding.State{finding.Approved, finding.Missing}},
		{"the first page", []review.Push{push(editor, first, second), push(principal, none, first)}, [2]finding.State{finding.Missing, finding.Approved}},
		{"nothing new", []review.Push{push(principal, second, second)}, [2]finding.State{finding.Approved, finding.Approved}},
		{"what is gone", []review.Push{push(principal, strings.Repeat("a", 40), second)}, [2]finding.State{finding.Missing, finding.Missing}},
		{"by a stranger", []review.Push{push(stranger, first, second)}, [2]finding.State{finding.Approved, finding.Short}},
		{"by nobody knows whom", []review.Push{{}}, [2]finding.State{finding.Short, finding.Short}},
	} {
		report, err := Lint(t.Context(), Options{Dir: r.dir, Base: r.base, Now: clock, Clicks: []review.Click{yes}, Pushes: c.pushes})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range report.Reviews {
			if p.State != c.want[i] {
				t.Errorf("%s: %s is %s, not %s: %s", c.what, p.Page, p.State, c.want[i], p.Why)
			}
		}
	}
}

// TestForgedRecordHidesNoClick: whoever may push to the ledger cannot make a no disappear by a record of it that nobody signed.
func TestForgedRecordHidesNoClick(t *testing.T) {
	r := newRequest(t)
	seen := r.page(clickedPage, "Mời họp lúc 8 giờ.")
	no := r.says(principal, review.Reject, seen)
	yes := r.says(deputy, review.Approve, seen)
	forged := review.Statement{Type: review.Type, Site: "hoasen.example.vn", Page: clickedPage, Digest: review.Absent, Verdict: review.Remove,
		By: "p.hieutruong", At: no.At, Policy: "sha256:" + strings.Repeat("c", 64), Basis: no.Basis()}
	raw, err := forged.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	r.git("switch", "-q", "--orphan", "rasoat/reviews")
	r.write(ledger.Path(review.ID(raw)), string(raw))
	r.commit()
	r.git("switch", "-q", "main")
	r.want("a forged record", r.states(no, yes), map[string]finding.State{clickedPage: finding.Rejected})
}
