package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"slices"
)

// The roles of units.
const (
	UnitPage    = "page"    // the page itself
	UnitEmbed   = "embed"   // a local file that the page shows or hands out
	UnitInclude = "include" // a file that the generator puts into the page
	UnitMissing = "missing" // a local address without a file
	UnitFrame   = "frame"   // a file that is no page, but shapes pages, decides about them or is published beside them
	UnitFinding = "finding" // what a rule says of the site as a whole
	UnitUnbound = "unbound" // a file without bytes to hash, or with too many
)

// Unit is one file of those that a reader of the page meets.
type Unit struct {
	Role string // one of the roles above
	Path string // from the site's root, with slashes; of a missing one, the address as written
	Sum  string // SHA-256 of the raw bytes in hexadecimal; "" if missing; of an unbound one, what Git calls it
}

// Digest returns "sha256:" and the hash of a page at path that is made of units. The units' order does not matter, and
// one that is named twice counts once. What is hashed is a list of fields, each with its length before it, so that no
// two lists look alike.
func Digest(path string, units []Unit) string {
	sorted := slices.Clone(units)
	slices.SortFunc(sorted, func(a, b Unit) int {
		return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Sum, b.Sum))
	})
	h := sha256.New()
	field(h, "rasoat/page/v1")
	field(h, path)
	for _, u := range slices.Compact(sorted) {
		field(h, u.Role)
		field(h, u.Path)
		field(h, u.Sum)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// field hashes s behind its length in eight bytes, the highest first.
func field(h hash.Hash, s string) {
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(s)))
	h.Write(length[:])
	h.Write([]byte(s))
}
