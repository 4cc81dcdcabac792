package page

// Roles of units.
const (
	UnitPage    = "page"
	UnitEmbed   = "embed"
	UnitInclude = "include"
	UnitMissing = "missing"
)

// Absent is the digest of a page that does not exist.
const Absent = "absent"

// Unit is one file that a reader of the page meets.
type Unit struct {
	Role string // page, embed, include or missing
	Path string // from the site's root, with slashes; of a missing one, the address as written
	Sum  string // SHA-256 of the raw bytes in hexadecimal; "" if missing
}

// Digest returns "sha256:…" of a page at path made of units, in whatever order they come.
func Digest(path string, units []Unit) string { return "" }

// Embeds returns the local addresses of what the page shows or hands out, without query and fragment, percent signs
// decoded, each once, in the order of the page.
func (p *Page) Embeds() []string { return nil }
