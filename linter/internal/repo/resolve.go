// Revisions: the ways in which people name a commit.

package repo

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// maxTags is how many tags may point at one another.
const maxTags = 10

// Resolve returns the full hash of the commit that a revision names: HEAD, a full name such as refs/heads/main, a branch,
// a tag, origin/main, a hash or the beginning of one, each with any number of ~N and ^N behind it. A short name that could
// mean several commits is an error: otherwise whoever may push a tag could choose what a branch's name means.
func (r *Repository) Resolve(rev string) (string, error) {
	name, steps := rev, ""
	if i := strings.IndexAny(rev, "~^"); i >= 0 {
		name, steps = rev[:i], rev[i:]
	}
	id, err := r.named(name)
	if err != nil {
		return "", err
	}
	for steps != "" {
		if id, steps, err = r.walk(id, steps); err != nil {
			return "", fmt.Errorf("%s: %w", rev, err)
		}
	}
	return id.String(), nil
}

// candidate is one object that a name could mean.
type candidate struct {
	name   string // in full
	id     plumbing.Hash
	commit plumbing.Hash
	err    error // why it is no commit
}

// named returns the commit that a name without ~ and ^ stands for.
func (r *Repository) named(name string) (plumbing.Hash, error) {
	list, err := r.candidates(name)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if len(list) == 0 {
		return plumbing.ZeroHash, unknown(name)
	}
	var names []string
	same := true
	for i := range list {
		c := &list[i]
		c.commit, c.err = r.peel(c.id)
		names = append(names, c.name)
		same = same && c.err == nil && c.commit == list[0].commit
	}
	if len(list) > 1 && !same {
		return plumbing.ZeroHash, fmt.Errorf("%s: could mean %s, which differ; write the full name",
			name, strings.Join(names, " or "))
	}
	if list[0].err != nil {
		return plumbing.ZeroHash, fmt.Errorf("%s: %w", name, list[0].err)
	}
	return list[0].commit, nil
}

// candidates lists everything that a name could mean. A full name and a full hash mean one thing only.
func (r *Repository) candidates(name string) ([]candidate, error) {
	if name == "@" {
		name = "HEAD"
	}
	if id, ok := parseHash(strings.ToLower(name)); ok {
		return []candidate{{name: name, id: id}}, nil
	}
	id, err := r.refs.lookup(name)
	switch {
	case err == nil:
		return []candidate{{name: name, id: id}}, nil
	case !errors.Is(err, errNoRef):
		return nil, err
	case strings.HasPrefix(name, "refs/"):
		return nil, nil
	}
	var list []candidate
	for _, form := range []string{"refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"} {
		full := fmt.Sprintf(form, name)
		switch id, err := r.refs.lookup(full); {
		case err == nil:
			list = append(list, candidate{name: full, id: id})
		case !errors.Is(err, errNoRef):
			return nil, err
		}
	}
	hashes, err := r.abbreviated(name)
	return append(list, hashes...), err
}

// abbreviated lists the commits and tags whose hashes begin with name.
func (r *Repository) abbreviated(name string) ([]candidate, error) {
	lower := strings.ToLower(name)
	if len(lower) < 4 || len(lower) >= 40 || strings.Trim(lower, "0123456789abcdef") != "" {
		return nil, nil
	}
	ids, err := r.store.prefixed(lower)
	if err != nil {
		return nil, fmt.Errorf("%s: the objects cannot be listed: %w; run git fsck", name, err)
	}
	var list []candidate
	for _, id := range ids {
		o, err := r.read(id, commitLimit)
		known := slices.ContainsFunc(list, func(c candidate) bool { return c.id == id })
		if err == nil && !known && (o.kind == plumbing.CommitObject || o.kind == plumbing.TagObject) {
			list = append(list, candidate{name: id.String(), id: id})
		}
	}
	return list, nil
}

// unknown is the error for a name that means nothing.
func unknown(name string) error {
	if name == "HEAD" || name == "@" {
		return errors.New("HEAD: there is no commit yet; commit something first")
	}
	return fmt.Errorf("%s: there is no such branch, tag or commit here; look at its spelling, or fetch it "+
		"(`fetch-depth: 0` in the checkout step)", name)
}

// peel follows tags until it comes to a commit.
func (r *Repository) peel(id plumbing.Hash) (plumbing.Hash, error) {
	for range maxTags {
		o, err := r.read(id, commitLimit)
		if err != nil {
			return id, err
		}
		switch o.kind {
		case plumbing.CommitObject:
			return id, nil
		case plumbing.TagObject:
			line, _, _ := bytes.Cut(o.data, []byte{'\n'})
			target, ok := parseHash(strings.TrimPrefix(string(line), "object "))
			if !ok {
				return id, broken(id, "this tag does not begin with what it names")
			}
			id = target
		default:
			return id, fmt.Errorf("names a %s; name a commit", o.kind)
		}
	}
	return id, broken(id, "too many tags point at one another")
}

// walk does one step, ~N or ^N, and returns the steps after it.
func (r *Repository) walk(id plumbing.Hash, steps string) (plumbing.Hash, string, error) {
	sign, rest := steps[0], steps[1:]
	digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	rest = rest[len(digits):]
	n := 1
	if digits != "" {
		var err error
		if n, err = strconv.Atoi(digits); err != nil {
			return id, "", errors.New("the number in it is too large; name the commit by its hash")
		}
	}
	if sign != '~' && sign != '^' {
		return id, "", errors.New("only ~N and ^N may follow a name; name the commit by its hash")
	}
	if sign == '^' {
		if n == 0 {
			return id, rest, nil
		}
		id, err := r.parent(id, n)
		return id, rest, err
	}
	for range n {
		var err error
		if id, err = r.parent(id, 1); err != nil {
			return id, "", err
		}
	}
	return id, rest, nil
}

// parent returns the n-th parent of a commit, counted from 1.
func (r *Repository) parent(id plumbing.Hash, n int) (plumbing.Hash, error) {
	s, err := r.step(id)
	if err != nil {
		return id, err
	}
	switch {
	case n <= len(s.parents):
		return s.parents[n-1], nil
	case s.cut:
		return id, fmt.Errorf("the history before %s was not fetched; write `fetch-depth: 0` in the checkout step, "+
			"or run git fetch --unshallow", id)
	}
	return id, fmt.Errorf("commit %s has no parent %d; name another revision", id, n)
}
