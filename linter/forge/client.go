package forge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Bounds of a conversation.
const (
	attempts   = 4                // of one call
	patience   = time.Minute      // that all waiting of one call may take
	answerTime = 20 * time.Second // of one attempt
	maxAnswer  = 16 << 20         // bytes
	maxPages   = 200
	pageSize   = 50 // as many as each forge gives at once
)

// client makes calls, each with a bounded number of attempts.
type client struct {
	Connection
	kind kind
	api  *url.URL
}

// call is one question, and what the token must be allowed for it.
type call struct {
	doing  string // "reading the reviews of request 12"
	need   string // "pull-requests: read"
	method string
	path   []string // segments, unescaped
	query  url.Values
	in     any
	once   bool // done twice it would be there twice, so it is repeated only where it was certainly not done
}

// ask makes a call and decodes the answer into out, unless that is nil.
func (c *client) ask(ctx context.Context, q call, out any) error {
	var body []byte
	if q.in != nil {
		var err error
		if body, err = json.Marshal(q.in); err != nil {
			return c.fail(q, err.Error(), "")
		}
	}
	waited := time.Duration(0)
	for attempt := 1; ; attempt++ {
		f := c.attempt(ctx, q, body, out)
		if f == nil {
			return nil
		}
		wait := f.delay
		if wait == 0 {
			wait = time.Second << (attempt - 1)
		}
		switch {
		case !f.again || q.once && !f.undone || ctx.Err() != nil || attempt == attempts:
			return c.failed(q, f)
		case waited+wait > patience:
			f.mend = fmt.Sprintf("run the check again in %s", wait.Round(time.Second))
			return c.failed(q, f)
		}
		waited += wait
		if err := c.Sleep(ctx, wait); err != nil {
			return c.failed(q, f)
		}
	}
}

// fault is why an attempt failed.
type fault struct {
	why, mend string
	code      int
	again     bool          // another attempt may succeed
	undone    bool          // the call was certainly not carried out
	delay     time.Duration // that the server asks for; 0 for none
}

// attempt makes a call once.
func (c *client) attempt(ctx context.Context, q call, body []byte, out any) *fault {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	address := c.api.JoinPath(escaped(q.path)...)
	address.RawQuery = q.query.Encode()
	request, err := http.NewRequestWithContext(ctx, q.method, address.String(), bytes.NewReader(body))
	if err != nil {
		return &fault{why: "its address cannot be written"}
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "rasoat")
	for name, value := range c.kind.headers {
		request.Header.Set(name, value)
	}
	if c.Token != "" {
		request.Header.Set("Authorization", "Bearer "+c.Token)
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	visitor := *c.HTTP
	// The token goes nowhere but to the address it is for.
	visitor.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := visitor.Do(request)
	if err != nil {
		return &fault{why: "it does not answer: " + reason(err), mend: "run the check again", again: true}
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	switch {
	case answer.StatusCode >= 300:
		return refused(answer, text, q.need)
	case err != nil:
		return &fault{why: "its answer breaks off", mend: "run the check again", again: true}
	case len(text) > maxAnswer:
		return &fault{why: fmt.Sprintf("its answer has more than %d bytes", maxAnswer)}
	case out == nil:
		return nil
	}
	if err := json.Unmarshal(text, out); err != nil || bytes.Equal(bytes.TrimSpace(text), []byte("null")) {
		return &fault{why: "its answer is not what was asked for", mend: "run the check again", again: true}
	}
	return nil
}

func escaped(path []string) []string {
	segments := make([]string, len(path))
	for i, segment := range path {
		segments[i] = url.PathEscape(segment)
	}
	return segments
}

// reason returns what lies beneath an error of the network, without the address.
func reason(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "it takes too long"
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err.Error()
	}
	return err.Error()
}

// refused reads an answer that is a no. A 403 or 429 with a time in it means later, not never.
func refused(answer *http.Response, text []byte, need string) *fault {
	f := &fault{code: answer.StatusCode, why: fmt.Sprintf("it answers %d", answer.StatusCode), delay: delay(answer.Header)}
	var said struct{ Message any }
	if json.Unmarshal(text, &said) == nil {
		if message, ok := said.Message.(string); ok && message != "" {
			f.why += fmt.Sprintf(" (%s)", plain(message, 200))
		}
	}
	limited := answer.Header.Get("Retry-After") != "" || answer.Header.Get("X-RateLimit-Remaining") == "0"
	switch code := answer.StatusCode; {
	case code == http.StatusTooManyRequests || code == http.StatusForbidden && limited:
		f.again, f.undone, f.mend = true, true, "run the check again later"
	case code == http.StatusUnauthorized:
		f.mend = "the token is missing, wrong or has ended; hand the job one that may do this: " + need
	case code == http.StatusForbidden || code == http.StatusNotFound:
		f.mend = "the token may not do this, or there is no such thing; it needs " + need
	case code == http.StatusRequestTimeout || code == http.StatusConflict || code >= 500:
		f.again, f.mend = true, "run the check again"
	case code < 400:
		f.mend = "it has moved; check the address of its API and the repository's name"
	}
	return f
}

// delay returns how long the server asks to wait, measured by its own clock; 0 if it does not say.
func delay(h http.Header) time.Duration {
	now, err := http.ParseTime(h.Get("Date"))
	dated := err == nil
	wait := time.Duration(0)
	if after := h.Get("Retry-After"); after != "" {
		if seconds, err := strconv.ParseInt(after, 10, 32); err == nil {
			wait = time.Duration(seconds) * time.Second
		} else if then, err := http.ParseTime(after); err == nil && dated {
			wait = then.Sub(now)
		}
	} else if h.Get("X-RateLimit-Remaining") == "0" && dated {
		if reset, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64); err == nil {
			wait = time.Unix(reset, 0).Sub(now)
		}
	}
	return max(wait, 0)
}

// failure is why a forge could not be asked. It is safe in a log.
type failure struct {
	text string
	code int
}

func (f *failure) Error() string { return f.text }

func (c *client) fail(q call, why, mend string) error {
	return c.failed(q, &fault{why: why, mend: mend})
}

func (c *client) failed(q call, f *fault) error {
	text := c.kind.title + ": " + q.doing + ": " + f.why
	if f.mend != "" {
		text += "; " + f.mend
	}
	if c.Token != "" {
		text = strings.ReplaceAll(text, c.Token, "***")
	}
	return &failure{text: text, code: f.code}
}

// answered reports whether an error is an answer with one of these codes.
func answered(err error, codes ...int) bool {
	f, ok := errors.AsType[*failure](err)
	return ok && slices.Contains(codes, f.code)
}

// plain makes a stranger's text one visible line.
func plain(s string, limit int) string {
	var b strings.Builder
	for _, r := range s {
		if b.Len() >= limit {
			b.WriteString("…")
			break
		}
		if unicode.IsGraphic(r) {
			b.WriteRune(r)
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// pages asks for a list page by page, until one brings nothing new: a server may give fewer at once than it was asked
// for, or no sign that there are more. Each item is told apart by its number.
func pages[T any](ctx context.Context, c *client, q call, number func(T) int64) ([]T, error) {
	var all []T
	known := map[int64]bool{}
	query := url.Values{"per_page": {strconv.Itoa(pageSize)}, "limit": {strconv.Itoa(pageSize)}}
	for name, values := range q.query {
		query[name] = values
	}
	q.query = query
	for page := 1; page <= maxPages; page++ {
		query.Set("page", strconv.Itoa(page))
		var list []T
		if err := c.ask(ctx, q, &list); err != nil {
			return nil, err
		}
		before := len(all)
		for _, item := range list {
			if n := number(item); n == 0 {
				return nil, c.fail(q, "something in its list has no number", "")
			} else if !known[n] {
				known[n] = true
				all = append(all, item)
			}
		}
		if len(all) == before {
			return all, nil
		}
	}
	return nil, c.fail(q, fmt.Sprintf("it has more than %d pages of them", maxPages), "")
}
