package forge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxComment is how many characters a comment may have: GitHub takes no more.
const maxComment = 65_535

// comment is a comment that is there.
type comment struct {
	id   int64
	body string
}

// writing is a comment that is to be there: a new one, or another text of an old one. Same is set if nothing is to be done.
type writing struct {
	comment
	same bool
}

// sticky finds among the program's own comments that of a site. Readers do not see the mark it begins with; what others
// write with the same mark is not the program's own.
func sticky(mine []comment, site, text string) writing {
	sum := sha256.Sum256([]byte(site))
	mark := "<!-- rasoat " + hex.EncodeToString(sum[:8]) + " -->"
	w := writing{comment: comment{body: mark + "\n" + text}}
	for _, c := range mine {
		if strings.HasPrefix(c.body, mark) {
			w.id, w.same = c.id, strings.TrimSpace(strings.ReplaceAll(c.body, "\r\n", "\n")) == strings.TrimSpace(w.body)
			break
		}
	}
	return w
}

// place is where comments are written.
type place struct {
	create []string
	edit   func(id int64) []string
	editBy string // method
	need   string // permission
}

// write makes a writing come true.
func (c *client) write(ctx context.Context, request int64, w writing, at place) error {
	if w.same {
		return nil
	}
	q := call{doing: "commenting on request " + strconv.FormatInt(request, 10), need: at.need, method: http.MethodPost,
		path: at.create, in: map[string]string{"body": w.body}, once: true}
	if n := utf8.RuneCountInString(w.body); n > maxComment {
		return c.fail(q, fmt.Sprintf("the comment has %d characters, more than %d", n, maxComment), "")
	}
	if w.id != 0 {
		q.method, q.path, q.once = at.editBy, at.edit(w.id), false
	}
	return c.ask(ctx, q, nil)
}

// hubWriter is who wrote a comment on GitHub or Gitea.
type hubWriter struct {
	ID   int64
	Type string
}

// hubComment writes a comment on GitHub or Gitea. A job's own token cannot ask who it is there; service tells which
// accounts it may be then.
func (c *client) hubComment(ctx context.Context, request int64, site, text, need string, service func(hubWriter) bool) error {
	number := strconv.FormatInt(request, 10)
	type written struct {
		ID   int64
		Body string
		User *hubWriter
	}
	list, err := pages(ctx, c, call{doing: "reading the comments on request " + number, need: need, method: http.MethodGet,
		path: c.repository("issues", number, "comments")}, func(w written) int64 { return w.ID })
	if err != nil {
		return err
	}
	me, err := c.me(ctx, "user", need)
	if err != nil && !answered(err, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound) {
		return err
	}
	var mine []comment
	for _, w := range list {
		if w.User != nil && (me != 0 && w.User.ID == me || me == 0 && service(*w.User)) {
			mine = append(mine, comment{w.ID, w.Body})
		}
	}
	return c.write(ctx, request, sticky(mine, site, text), place{create: c.repository("issues", number, "comments"),
		edit: func(id int64) []string { return c.repository("issues", "comments", strconv.FormatInt(id, 10)) }, editBy: http.MethodPatch, need: need})
}

// me returns the number of the token's own account.
func (c *client) me(ctx context.Context, path, need string) (int64, error) {
	var user struct{ ID int64 }
	err := c.ask(ctx, call{doing: "asking whose the token is", need: need, method: http.MethodGet, path: []string{path}}, &user)
	if err == nil && user.ID == 0 {
		return 0, errors.New(c.kind.title + ": asking whose the token is: it does not say")
	}
	return user.ID, err
}
