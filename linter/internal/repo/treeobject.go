// Tree objects: the folders of a commit. go-git accepts names with slashes, twice the same name and any order; each of
// them could show us another site than the one that Git checks out.

package repo

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// child is an entry of a tree object.
type child struct {
	name   string
	mode   Mode
	folder bool
	id     plumbing.Hash
}

// rawChild is an entry as it is written.
type rawChild struct {
	mode, name []byte
	id         plumbing.Hash
}

// nextChild cuts the first entry off the bytes of a tree object.
func nextChild(data []byte) (c rawChild, rest []byte, ok bool) {
	mode, rest, ok := bytes.Cut(data, []byte{' '})
	if !ok || len(mode) > 7 {
		return c, nil, false
	}
	name, rest, ok := bytes.Cut(rest, []byte{0})
	if !ok || len(rest) < len(c.id) {
		return c, nil, false
	}
	copy(c.id[:], rest)
	c.mode, c.name = mode, name
	return c, rest[len(c.id):], true
}

// commonEntry is about how many bytes an entry of a tree object has.
const commonEntry = 40

// parseTree reads a tree object and checks everything that Git promises of one: known modes, names that are names,
// Git's order, no name twice.
func parseTree(id plumbing.Hash, data []byte) ([]child, error) {
	list := make([]child, 0, len(data)/commonEntry)
	for len(data) > 0 {
		raw, rest, ok := nextChild(data)
		if !ok {
			return nil, broken(id, "this folder ends in the middle of an entry")
		}
		c := child{name: string(raw.name), id: raw.id}
		if c.mode, c.folder, ok = parseMode(raw.mode); !ok {
			return nil, broken(id, "%q in this folder has the unknown mode %q", c.name, raw.mode)
		}
		if fault := nameFault(c.name); fault != "" {
			return nil, broken(id, "%q in this folder %s", c.name, fault)
		}
		if c.id.IsZero() {
			return nil, broken(id, "%q in this folder has no content", c.name)
		}
		if n := len(list); n > 0 && list[n-1].key() >= c.key() {
			return nil, broken(id, "%q in this folder is out of order or there twice", c.name)
		}
		list, data = append(list, c), rest
	}
	return list, nil
}

// key is what Git orders entries by: a folder comes where its name with a slash would.
func (c child) key() string {
	if c.folder {
		return c.name + "/"
	}
	return c.name
}

// parseMode reads the mode of an entry. Old programs wrote a zero before it and 664 instead of 644.
func parseMode(digits []byte) (mode Mode, folder, ok bool) {
	switch strings.TrimPrefix(string(digits), "0") {
	case "40000":
		return Other, true, true
	case "100644", "100664":
		return Regular, false, true
	case "100755":
		return Executable, false, true
	case "120000":
		return Symlink, false, true
	case "160000":
		return Submodule, false, true
	}
	return Other, false, false
}

// nameFault says what is wrong with a name in a folder, in words that follow it; "" if nothing is.
func nameFault(name string) string {
	switch {
	case name == "":
		return "is an empty name"
	case name == ".", name == "..":
		return "is not a name"
	case strings.EqualFold(name, ".git"):
		return "is a name that belongs to Git"
	case strings.ContainsAny(name, "/\x00"):
		return "holds a slash or a zero byte"
	}
	return ""
}

// twins returns two names that only differ by case or by Unicode normal form. On some computers they are one file, so
// what was reviewed would depend on where it is built.
func twins(list []child) (first, second string, found bool) {
	seen := make(map[string]string, len(list))
	for _, c := range list {
		key := foldName(c.name)
		if first, found = seen[key]; found {
			return first, c.name, true
		}
		seen[key] = c.name
	}
	return "", "", false
}

// foldName makes names equal that a file system may take for one.
func foldName(name string) string {
	if !strings.ContainsFunc(name, func(c rune) bool { return c >= utf8.RuneSelf }) {
		return strings.ToLower(name)
	}
	return text.NFC(strings.ToLower(strings.ToUpper(text.NFC(name))))
}
