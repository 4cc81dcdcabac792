// References as Git stores them: a file each, or a line of packed-refs.

package repo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing"
)

// errNoRef is the error for a reference that is not there.
var errNoRef = errors.New("no such reference")

// maxLinks is how many symbolic references may lead from one to the next.
const maxLinks = 5

// refs reads the references of a repository.
type refs struct {
	own    string // the work tree's own Git folder, which holds HEAD
	common string // the folder that all work trees share
}

// lookup returns the hash that a reference stands for, following symbolic references.
func (r refs) lookup(name string) (plumbing.Hash, error) {
	for range maxLinks {
		value, err := r.value(name)
		if err != nil {
			return plumbing.ZeroHash, err
		}
		target, symbolic := strings.CutPrefix(value, "ref:")
		if !symbolic {
			return hashOf(name, value)
		}
		name = strings.TrimSpace(target)
		if !strings.HasPrefix(name, "refs/") {
			break
		}
	}
	return plumbing.ZeroHash, &Broken{Object: name, What: "this reference leads nowhere"}
}

// value returns what is written for a reference: a hash, or "ref: " and a name.
func (r refs) value(name string) (string, error) {
	dir := r.common
	switch {
	case strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == "" && strings.HasSuffix(name, "HEAD"):
		dir = r.own
	case !strings.HasPrefix(name, "refs/") || plumbing.ReferenceName(name).Validate() != nil:
		return "", errNoRef
	}
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	switch {
	case err == nil:
		value, _, _ := strings.Cut(strings.TrimSpace(string(text)), "\t") // FETCH_HEAD tells more behind a tab
		return value, nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EISDIR):
		return r.packed(name)
	}
	return "", fmt.Errorf("%s: cannot be read: %w; look at the permissions of the Git folder", name, reason(err))
}

// packed returns the hash written for a reference in packed-refs.
func (r refs) packed(name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(r.common, "packed-refs"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", errNoRef
	} else if err != nil {
		return "", fmt.Errorf("packed-refs: cannot be read: %w; look at the permissions of the Git folder", reason(err))
	}
	text = append(text, '\n')
	const digits = 2 * len(plumbing.ZeroHash)
	for line := []byte(" " + name + "\n"); ; {
		i := bytes.Index(text, line)
		if i < 0 {
			return "", errNoRef
		}
		if i >= digits && (i == digits || text[i-digits-1] == '\n') {
			return string(text[i-digits : i]), nil
		}
		text = text[i+1:]
	}
}

// hashOf reads the forty hexadecimal digits of a reference.
func hashOf(name, digits string) (plumbing.Hash, error) {
	id, ok := parseHash(digits)
	if !ok {
		return id, &Broken{Object: name, What: "this reference holds no hash"}
	}
	return id, nil
}

// parseHash reads a full hash in lower-case hexadecimal.
func parseHash(s string) (plumbing.Hash, bool) {
	id := plumbing.NewHash(s)
	return id, len(s) == 2*len(id) && id.String() == s && !id.IsZero()
}
