// A tree with some files as somebody would have them.

package repo

import "slices"

// overlay holds some contents anew, by their paths in the whole.
type overlay struct {
	texts map[string][]byte
	under contents
}

// With returns the tree with other contents of some of its files, by path. Paths that are not in the tree are left out.
func (t *Tree) With(texts map[string][]byte) *Tree {
	over := overlay{texts: map[string][]byte{}, under: t.from}
	entries := slices.Clone(t.entries)
	for i, e := range entries {
		if text, ok := texts[e.Path]; ok && e.Mode.Readable() {
			entries[i].Size, entries[i].ID = int64(len(text)), ""
			over.texts[t.prefix+e.Path] = text
		}
	}
	return &Tree{entries: entries, prefix: t.prefix, from: over}
}

func (o overlay) read(path string, e Entry, limit int64) ([]byte, error) {
	if text, ok := o.texts[path]; ok {
		return slices.Clone(text), nil
	}
	return o.under.read(path, e, limit)
}
