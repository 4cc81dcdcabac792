// Trees in memory: for examples, and for everything that needs a small site without a disk.

package repo

import (
	"fmt"
	"io/fs"

	"github.com/go-git/go-git/v5/plumbing"
)

// memory holds contents by their hash.
type memory struct{ texts map[string]string }

// Memory returns files as a tree, by path. Their IDs are those that Git would give them.
func Memory(files map[string]string) *Tree {
	held := &memory{texts: map[string]string{}}
	entries := make([]Entry, 0, len(files))
	for path, text := range files {
		id := plumbing.ComputeHash(plumbing.BlobObject, []byte(text)).String()
		held.texts[id] = text
		entries = append(entries, Entry{Path: path, ID: id, Size: int64(len(text))})
	}
	return &Tree{entries: sorted(entries), from: held}
}

func (m *memory) read(path string, e Entry, _ int64) ([]byte, error) {
	text, ok := m.texts[e.ID]
	if !ok {
		return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	return []byte(text), nil
}
