package site

import (
	"path"
	"strings"
)

// What an internal address refers to.
const (
	Exists    = "exists"
	Missing   = "missing"
	Undecided = "undecided" // the answer depends on the generator, a theme or code
	Outside   = "outside"   // not an address of this site
)

// Target says what the address written in the page at p refers to. The address is a path without scheme, host, query
// and fragment, percent-decoded. Only a relative path to a file is decided here: what a published address without a
// file extension leads to is the generator's affair.
func (l Layout) Target(p, address string) string {
	if address == "" {
		return Undecided
	}
	if _, ok := l.Resolve(p, address); ok {
		return Exists
	}
	if strings.HasPrefix(address, "/") || !namesFile(address) {
		return Undecided
	}
	return Missing
}

// namesFile reports whether an address ends in a name with an extension that a web server serves as a file.
func namesFile(address string) bool {
	ext := strings.TrimPrefix(strings.ToLower(path.Ext(address)), ".")
	if ext == "" || ext == "html" || ext == "htm" || ext == "php" || len(ext) > 5 {
		return false
	}
	for _, r := range ext {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return !onlyDigits(ext)
}

// onlyDigits tells version numbers such as v1.2 from extensions.
func onlyDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
