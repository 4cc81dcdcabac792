// Commits: what they say, who made them, and the graph they form.

package repo

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Commit is what a commit says.
type Commit struct {
	Hash      string
	Tree      string
	Parents   []string // as written, also those that a shallow clone lacks
	Author    Identity
	Committer Identity
	CoAuthors []Identity // of the message's Co-authored-by lines
	At        time.Time  // when it was committed, in UTC
	Message   string
	Signed    bool // carries a signature, which nobody has checked
}

// Commit reads the commit of a full hash.
func (r *Repository) Commit(hash string) (*Commit, error) {
	id, ok := parseHash(hash)
	if !ok {
		return nil, fmt.Errorf("%q: not a full hash; resolve the revision first", hash)
	}
	data, err := r.readAs(plumbing.CommitObject, id, commitLimit)
	if err != nil {
		return nil, err
	}
	return parseCommit(id, data)
}

// parseCommit reads a commit object. It must have exactly one tree, one author and one committer, in Git's order.
func parseCommit(id plumbing.Hash, data []byte) (*Commit, error) {
	head, message, _ := bytes.Cut(data, []byte("\n\n"))
	c := &Commit{Hash: id.String(), Message: strings.ToValidUTF8(string(message), "\uFFFD")}
	lines := strings.Split(strings.TrimSuffix(string(head), "\n"), "\n")
	take := func(key string) (value string, ok bool) {
		if len(lines) > 0 {
			if value, ok = strings.CutPrefix(lines[0], key+" "); ok {
				lines = lines[1:]
			}
		}
		return value, ok
	}
	var ok bool
	if c.Tree, ok = take("tree"); !ok || !isHash(c.Tree) {
		return nil, broken(id, "this commit does not begin with its tree")
	}
	for parent, ok := take("parent"); ok; parent, ok = take("parent") {
		if !isHash(parent) {
			return nil, broken(id, "a parent of this commit is not a hash")
		}
		c.Parents = append(c.Parents, parent)
	}
	author, ok := take("author")
	committer, ok2 := take("committer")
	if !ok || !ok2 {
		return nil, broken(id, "this commit does not tell who wrote and who committed it")
	}
	for _, line := range lines {
		switch word, _, _ := strings.Cut(line, " "); word {
		case "tree", "parent", "author", "committer":
			return nil, broken(id, "this commit has %q in the wrong place or twice", word)
		case "gpgsig", "gpgsig-sha256":
			c.Signed = true
		}
	}
	c.Author, _ = parseSignature(author)
	c.Committer, c.At = parseSignature(committer)
	c.CoAuthors = coAuthors(c.Message)
	return c, nil
}

func isHash(s string) bool {
	_, ok := parseHash(s)
	return ok
}

// Identity is a name and an e-mail address as a commit gives them. Nobody has checked them.
type Identity struct{ Name, Email string }

// parseIdentity reads "Name <address>". Where the address is missing, everything is the name.
func parseIdentity(s string) Identity {
	s = strings.ToValidUTF8(s, "\uFFFD")
	start, end := strings.IndexByte(s, '<'), strings.LastIndexByte(s, '>')
	if start < 0 || end < start {
		return Identity{Name: strings.TrimSpace(s)}
	}
	return Identity{Name: strings.TrimSpace(s[:start]), Email: strings.TrimSpace(s[start+1 : end])}
}

// parseSignature reads who and when. A date that cannot be read is the beginning of 1970, as in Git.
func parseSignature(s string) (Identity, time.Time) {
	who, when := s, ""
	if end := strings.LastIndexByte(s, '>'); end >= 0 {
		who, when = s[:end+1], s[end+1:]
	}
	digits, _, _ := strings.Cut(strings.TrimSpace(when), " ")
	seconds, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || seconds < 0 || seconds > 1<<40 {
		seconds = 0
	}
	return parseIdentity(who), time.Unix(seconds, 0).UTC()
}

// coAuthors returns everybody whom a Co-authored-by line of the message names. Git knows trailers in the last paragraph
// only; a squash merge puts them anywhere, and one hand too many is better than one too few.
func coAuthors(message string) []Identity {
	const key = "co-authored-by:"
	var list []Identity
	for line := range strings.Lines(message) {
		line = strings.TrimSpace(line)
		if len(line) > len(key) && strings.EqualFold(line[:len(key)], key) {
			list = append(list, parseIdentity(line[len(key):]))
		}
	}
	return list
}

// step is a commit as walking the graph needs it.
type step struct {
	id      plumbing.Hash
	tree    plumbing.Hash
	parents []plumbing.Hash // those that are here
	when    int64           // seconds since 1970
	cut     bool            // there are parents that a shallow clone lacks
}

// step returns a commit of the graph; each is read once.
func (r *Repository) step(id plumbing.Hash) (*step, error) {
	r.mu.Lock()
	s, ok := r.commits[id]
	r.mu.Unlock()
	if ok {
		return s, nil
	}
	data, err := r.readAs(plumbing.CommitObject, id, commitLimit)
	if err != nil {
		return nil, err
	}
	c, err := parseCommit(id, data)
	if err != nil {
		return nil, err
	}
	s = &step{id: id, tree: plumbing.NewHash(c.Tree), when: c.At.Unix()}
	if r.shallow[id] {
		s.cut = len(c.Parents) > 0
	} else {
		for _, parent := range c.Parents {
			s.parents = append(s.parents, plumbing.NewHash(parent))
		}
	}
	r.mu.Lock()
	r.commits[id] = s
	r.mu.Unlock()
	return s, nil
}
