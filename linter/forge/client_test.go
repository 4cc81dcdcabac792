package forge

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/review"
)

const token = "ghs_aB3xyz"

// server answers with what is queued for it, one after the other, and then again and again with the last.
type server struct {
	*httptest.Server
	asked  []string // method and address of each call
	waited []time.Duration
}

type reply struct {
	code    int
	headers map[string]string
	text    string
}

func serve(t *testing.T, replies ...reply) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reply := replies[min(len(s.asked), len(replies)-1)]
		s.asked = append(s.asked, r.Method+" "+r.URL.RequestURI())
		w.Header().Set("Date", "Mon, 23 Nov 2026 01:00:00 GMT")
		for name, value := range reply.headers {
			w.Header().Set(name, value)
		}
		w.WriteHeader(reply.code)
		fmt.Fprint(w, reply.text)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *server) open(t *testing.T, name string) Forge {
	t.Helper()
	project := "hoasen/web"
	if name == review.GitLab {
		project = "7"
	}
	f, err := Open(name, Connection{API: s.URL, Project: project, Token: token, HTTP: s.Client(),
		Sleep: func(_ context.Context, d time.Duration) error { s.waited = append(s.waited, d); return nil }})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestRepeats: what may pass is tried again, as late as the server asks; what will not is told at once, with what is missing.
func TestRepeats(t *testing.T) {
	good := reply{code: 200, text: `[]`}
	limited := func(code int, headers ...string) reply {
		r := reply{code: code, headers: map[string]string{}}
		for i := 0; i < len(headers); i += 2 {
			r.headers[headers[i]] = headers[i+1]
		}
		return r
	}
	s := time.Second
	for _, c := range []struct {
		name    string
		replies []reply
		waits   []time.Duration
		fault   string // "" for none
	}{
		{"good", []reply{good}, nil, ""},
		{"a server that is busy once", []reply{{code: 503}, good}, []time.Duration{s}, ""},
		{"a server that is broken", []reply{{code: 500}}, []time.Duration{s, 2 * s, 4 * s}, "it answers 500; run the check again"},
		{"too many calls", []reply{limited(429, "Retry-After", "7"), good}, []time.Duration{7 * s}, ""},
		{"too many calls, with a date", []reply{limited(429, "Retry-After", "Mon, 23 Nov 2026 01:00:09 GMT"), good}, []time.Duration{9 * s}, ""},
		{"out of calls, by the server's clock", []reply{limited(403, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1795395620"), good}, []time.Duration{20 * s}, ""},
		{"a date that has passed", []reply{limited(403, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "5"), good}, []time.Duration{s}, ""},
		{"longer than anybody waits", []reply{limited(429, "Retry-After", "3600")}, nil, "run the check again in 1h0m0s"},
		{"long, again and again", []reply{limited(429, "Retry-After", "25")}, []time.Duration{25 * s, 25 * s}, "run the check again in 25s"},
		{"a delay that is no number", []reply{limited(429, "Retry-After", "soon"), good}, []time.Duration{s}, ""},
		{"a negative delay", []reply{limited(429, "Retry-After", "-5"), good}, []time.Duration{s}, ""},
		{"no token", []reply{{code: 401, text: `{"message":"Bad credentials"}`}}, nil, "it answers 401 (Bad credentials); the token is missing, wrong or has ended; hand the job one that may do this: pull-requests: read"},
		{"not allowed", []reply{{code: 403}}, nil, "it needs pull-requests: read"},
		{"hidden", []reply{{code: 404}}, nil, "it needs pull-requests: read"},
		{"refused", []reply{{code: 422, text: `{"message":"Validation\nFailed"}`}}, nil, "it answers 422 (Validation Failed)"},
		{"moved", []reply{limited(301, "Location", "/elsewhere")}, nil, "it has moved"},
		{"half a list", []reply{{code: 200, text: `[{"id":1,`}}, []time.Duration{s, 2 * s, 4 * s}, "not what was asked for"},
		{"no list", []reply{{code: 200, text: `null`}}, []time.Duration{s, 2 * s, 4 * s}, "not what was asked for"},
		{"an answer that breaks off", []reply{limited(200, "Content-Length", "50")}, []time.Duration{s, 2 * s, 4 * s}, "breaks off"},
		{"half a review", []reply{{code: 200, text: `[{"id":1,"user":{"id":3},"state":"APPROVED"}]`}, good}, nil, "does not say when"},
		{"a review without a number", []reply{{code: 200, text: `[{"state":"APPROVED"}]`}, good}, nil, "no number"},
		{"a new kind of review", []reply{{code: 200, text: `[{"id":1,"user":{"id":3},"state":"DOUBTED"}]`}, good}, nil, `the state "DOUBTED"`},
	} {
		server := serve(t, c.replies...)
		_, err := server.open(t, review.GitHub).Reviews(t.Context(), 12)
		if c.fault == "" && err != nil || c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)) {
			t.Errorf("%s: %v, not %q", c.name, err, c.fault)
		}
		if err != nil && (!strings.HasPrefix(err.Error(), "GitHub: reading the reviews of request 12: ") || strings.ContainsAny(err.Error(), "\n\r")) {
			t.Errorf("%s: %v", c.name, err)
		}
		if !slices.Equal(server.waited, c.waits) {
			t.Errorf("%s: waited %v, not %v", c.name, server.waited, c.waits)
		}
	}
}

// TestSilence: a server that never answers ends the call, and a run that is over ends the waiting.
func TestSilence(t *testing.T) {
	server := serve(t, reply{code: 503})
	ctx, cancel := context.WithCancel(t.Context())
	f, err := Open(review.GitHub, Connection{API: server.URL, Project: "hoasen/web", HTTP: server.Client(),
		Sleep: func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Reviews(ctx, 12); err == nil || len(server.asked) != 1 {
		t.Errorf("asked %d times: %v", len(server.asked), err)
	}
	server.Close()
	_, err = server.open(t, review.GitHub).Reviews(t.Context(), 12)
	if err == nil || !strings.Contains(err.Error(), "it does not answer") || len(server.waited) != attempts-1 {
		t.Errorf("nobody there, after %v: %v", server.waited, err)
	}
}

// TestTokenStaysHome: the token goes to no other address, and into no error.
func TestTokenStaysHome(t *testing.T) {
	stolen := serve(t, reply{code: 200, text: `[]`})
	server := serve(t, reply{code: 302, headers: map[string]string{"Location": stolen.URL + "/x"}, text: `{"message":"` + token + `"}`})
	for _, name := range []string{review.GitHub, review.Gitea, review.GitLab} {
		_, err := server.open(t, name).Reviews(t.Context(), 1)
		if err == nil || strings.Contains(err.Error(), token) || len(stolen.asked) > 0 {
			t.Errorf("%s: %v, and asked elsewhere: %v", name, err, stolen.asked)
		}
	}
	for _, address := range []string{"", "x", "ftp://x", "https://", "https://u:p@x", "https://x?y=z", "://"} {
		if _, err := Open(review.GitHub, Connection{API: address}); err == nil {
			t.Errorf("%q is taken for an API", address)
		}
	}
	if _, err := Open("sourceforge", Connection{API: "https://x"}); err == nil {
		t.Error("an unknown forge is opened")
	}
}

// TestPages: everything is read, from servers that give less at once than asked for, that ignore the page, or whose
// answers overlap.
func TestPages(t *testing.T) {
	approved := func(ids ...int) reply {
		var list []string
		for _, id := range ids {
			list = append(list, fmt.Sprintf(`{"id":%d,"user":{"id":%d},"state":"APPROVED","commit_id":"c","submitted_at":"2026-11-20T01:00:00Z"}`, id, id))
		}
		return reply{code: 200, text: "[" + strings.Join(list, ",") + "]"}
	}
	for name, c := range map[string]struct {
		replies []reply
		people  int
	}{
		"one page":         {[]reply{approved(1, 2), approved()}, 2},
		"short pages":      {[]reply{approved(1), approved(2), approved(3), approved()}, 3},
		"overlapping":      {[]reply{approved(1, 2), approved(2, 3), approved()}, 3},
		"pages unknown":    {[]reply{approved(1, 2)}, 2},
		"nobody there yet": {[]reply{approved()}, 0},
	} {
		server := serve(t, c.replies...)
		clicks, err := server.open(t, review.GitHub).Reviews(t.Context(), 12)
		if err != nil || len(clicks) != c.people {
			t.Errorf("%s: %d people, %v", name, len(clicks), err)
		}
		if !strings.HasPrefix(server.asked[0], "GET /repos/hoasen/web/pulls/12/reviews?") || !strings.Contains(server.asked[0], "page=1") {
			t.Errorf("%s: asked %v", name, server.asked)
		}
	}
	n := 0
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n++
		fmt.Fprint(w, approved(n).text)
	}))
	defer endless.Close()
	f, _ := Open(review.GitHub, Connection{API: endless.URL, Project: "a/b", HTTP: endless.Client()})
	if _, err := f.Reviews(t.Context(), 1); err == nil || n != maxPages {
		t.Errorf("a list without end: %d pages, %v", n, err)
	}
}

// TestPathsAreEscaped: nothing that comes from a job's environment leads out of the repository's part of the API.
func TestPathsAreEscaped(t *testing.T) {
	server := serve(t, reply{code: 200, text: `[]`})
	f, err := Open(review.GitHub, Connection{API: server.URL + "/api", Project: "a/../b?x#y", HTTP: server.Client()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Merged(t.Context(), "../../../user"); err != nil {
		t.Fatal(err)
	}
	if want := "GET /api/repos/a/..%2Fb%3Fx%23y/commits/..%2F..%2F..%2Fuser/pulls?"; !strings.HasPrefix(server.asked[0], want) {
		t.Errorf("asked %s", server.asked[0])
	}
}

// TestSticky: a comment that others wrote with the program's mark is not the program's.
func TestSticky(t *testing.T) {
	first := sticky(nil, "site", "text")
	if first.id != 0 || !strings.HasSuffix(first.body, "\ntext") {
		t.Errorf("%+v", first)
	}
	mine := []comment{{1, "something else"}, {2, strings.ReplaceAll(first.body, "\n", "\r\n") + "\n"}}
	if again := sticky(mine, "site", "text"); again.id != 2 || !again.same {
		t.Errorf("%+v", again)
	}
	if other := sticky(mine, "site", "news"); other.id != 2 || other.same {
		t.Errorf("%+v", other)
	}
	if other := sticky(mine, "another site", "text"); other.id != 0 {
		t.Errorf("%+v", other)
	}
	server := serve(t, reply{code: 200, text: `{"id":5}`})
	c := &client{Connection: Connection{HTTP: server.Client()}, kind: kinds()[0]}
	long := c.write(t.Context(), 1, sticky(nil, "s", strings.Repeat("ệ", maxComment)), place{})
	if long == nil || len(server.asked) > 0 {
		t.Error("a comment that is too long is sent")
	}
}

// TestCommentIsNotDoubled: a new comment is written again only if it certainly was not written.
func TestCommentIsNotDoubled(t *testing.T) {
	empty, me := reply{code: 200, text: `[]`}, reply{code: 200, text: `{"id":5}`}
	for _, c := range []struct {
		name    string
		replies []reply
		calls   int
	}{
		{"broken off", []reply{empty, me, {code: 502}}, 3},
		{"too many calls", []reply{empty, me, {code: 429}, {code: 201, text: `{}`}}, 4},
	} {
		server := serve(t, c.replies...)
		err := server.open(t, review.GitHub).Comment(t.Context(), 12, "s", "text")
		if (err != nil) != (c.calls == 3) || len(server.asked) != c.calls {
			t.Errorf("%s: %d calls, %v", c.name, len(server.asked), err)
		}
	}
}

// TestLastWord: of each person only the last word counts, in the order of time.
func TestLastWord(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 11, 20, 1, minute, 0, 0, time.UTC) }
	word := func(id, user int64, verdict review.Verdict, minute int) review.Click {
		return review.Click{ID: id, Account: review.Account{ID: user}, Verdict: verdict, At: at(minute)}
	}
	got := last([]review.Click{word(3, 1, review.Approve, 9), word(1, 1, review.Reject, 3), word(2, 2, review.Approve, 4), word(5, 2, review.Withdraw, 4)})
	if len(got) != 2 || got[0].ID != 5 || got[1].ID != 3 {
		t.Errorf("%+v", got)
	}
}

func TestAnswered(t *testing.T) {
	if answered(errors.New("404"), 404) || answered(nil, 0) || !answered(&failure{code: 404}, 403, 404) {
		t.Error("codes of answers")
	}
}

// said answers every call with the same text.
type said string

func (s said) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(s))), Request: r}, nil
}

// FuzzAnswers: whatever a server says, what comes out is an error, or words of known accounts about whole commits, one of
// each account.
func FuzzAnswers(f *testing.F) {
	f.Add(`[{"id":1,"user":{"id":3},"state":"APPROVED","commit_id":"` + strings.Repeat("a", 40) + `","submitted_at":"2026-11-20T01:00:00Z"}]`)
	f.Add(`[{"id":1,"user":null,"state":"REQUEST_CHANGES","dismissed":true}]`)
	f.Add(`{"approved_by":[{"user":{"id":3},"approved_at":"2026-11-20T01:00:00Z"}]}`)
	f.Add(`[{"id":1,"before":"x","after":"","activity_type":"push","actor":{"id":-1},"op_type":"commit_repo","ref_name":"b","content":"{"}]`)
	f.Add(`[{"iid":1,"state":"merged","number":1,"merged_at":"2026-11-20T01:00:00Z","head":{"repo":{}}}]`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, k := range kinds() {
			forge, err := Open(k.name, Connection{API: "https://x", Project: "1/2", Token: token, HTTP: &http.Client{Transport: said(text)},
				Sleep: func(context.Context, time.Duration) error { return nil }})
			if err != nil {
				t.Fatal(err)
			}
			whole := func(name string) bool { return name == "" || commit(name) == name }
			clicks, err := forge.Reviews(t.Context(), 1)
			accounts := map[int64]bool{}
			for _, c := range clicks {
				if err != nil || c.Account.ID == 0 || accounts[c.Account.ID] || c.Account.Forge != k.name || !c.Verdict.Valid() || !whole(c.Commit) || c.At.IsZero() {
					t.Fatalf("%s: %+v, %v", k.name, c, err)
				}
				accounts[c.Account.ID] = true
			}
			pushes, err := forge.Pushes(t.Context(), Request{Number: 1, Branch: "b"})
			for _, p := range pushes {
				if err != nil || !whole(p.Before) || !whole(p.After) {
					t.Fatalf("%s: %+v, %v", k.name, p, err)
				}
			}
			if _, err := forge.Merged(t.Context(), strings.Repeat("a", 40)); err != nil && strings.ContainsAny(err.Error(), "\n\r\x1b") {
				t.Fatalf("%q", err)
			}
		}
	})
}
