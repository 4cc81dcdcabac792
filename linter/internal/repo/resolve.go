// Revisions: the ways in which people name a commit.

package repo

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// maxTags is how many tags may point at one another.
const maxTags = 10

// Resolve returns the full hash of the commit that a revision names: HEAD, a branch, a tag, origin/main, a hash or the
// beginning of one, each with any number of ~N and ^N behind it.
func (r *Repository) Resolve(rev string) (string, error) {
	name, steps := rev, ""
	if i := strings.IndexAny(rev, "~^"); i >= 0 {
		name, steps = rev[:i], rev[i:]
	}
	id, err := r.named(name)
	if err != nil {
		return "", err
	}
	if id, err = r.peel(id); err != nil {
		return "", fmt.Errorf("%s: %w", rev, err)
	}
	for steps != "" {
		if id, steps, err = r.walk(id, steps); err != nil {
			return "", fmt.Errorf("%s: %w", rev, err)
		}
	}
	return id.String(), nil
}

// named returns the object that a name without ~ and ^ stands for.
func (r *Repository) named(name string) (plumbing.Hash, error) {
	if name == "@" {
		name = "HEAD"
	}
	if id, ok := parseHash(strings.ToLower(name)); ok {
		return id, nil
	}
	for _, form := range []string{"%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"} {
		id, err := r.refs.lookup(fmt.Sprintf(form, name))
		if errors.Is(err, errNoRef) {
			continue
		}
		return id, err
	}
	if name == "HEAD" {
		return plumbing.ZeroHash, errors.New("HEAD: there is no commit yet; commit something first")
	}
	return r.abbreviated(name)
}

// abbreviated finds the one commit or tag whose hash begins with name.
func (r *Repository) abbreviated(name string) (plumbing.Hash, error) {
	lower := strings.ToLower(name)
	found := map[plumbing.Hash]bool{}
	if len(lower) >= 4 && len(lower) < 40 && strings.Trim(lower, "0123456789abcdef") == "" {
		list, err := r.store.prefixed(lower)
		if err != nil {
			return plumbing.ZeroHash, fmt.Errorf("%s: the objects cannot be listed: %w; run git fsck", name, err)
		}
		for _, id := range list {
			o, err := r.read(id, commitLimit)
			if err == nil && (o.kind == plumbing.CommitObject || o.kind == plumbing.TagObject) {
				found[id] = true
			}
		}
	}
	if len(found) > 1 {
		return plumbing.ZeroHash, fmt.Errorf("%s: more than one commit begins with it; give more digits", name)
	}
	for id := range found {
		return id, nil
	}
	return plumbing.ZeroHash, fmt.Errorf("%s: there is no such branch, tag or commit here; look at its spelling, or fetch it "+
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
