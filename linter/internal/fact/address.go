package fact

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// address is a URL in its parts, read as browsers read it rather than as the standards want it: blanks around it and
// line ends in it do not count, and a backslash is a slash.
type address struct {
	scheme string // in lower case
	user   string // what stands before "@"
	host   string // in lower case, without port; percent signs decoded
	path   string // as written; of a scheme without host, all that follows it
	query  string // behind "?", as written
	anchor string // behind "#", as written
}

// parseAddress never fails: what has no host is a path.
func parseAddress(raw string) address {
	var a address
	rest := strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(rest, "\t\n\r") {
		rest = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(rest)
	}
	rest, a.anchor, _ = strings.Cut(rest, "#")
	if scheme, after, ok := strings.Cut(rest, ":"); ok && isScheme(scheme) {
		a.scheme, rest = strings.ToLower(scheme), after
	}
	rest, a.query, _ = strings.Cut(rest, "?")
	if a.scheme != "" && !a.web() {
		a.path = rest
		return a
	}
	slashes := len(rest) - len(strings.TrimLeft(rest, `/\`))
	if a.scheme == "" && slashes < 2 {
		a.path = rest
		return a
	}
	rest = rest[slashes:]
	end := strings.IndexAny(rest, `/\`)
	if end < 0 {
		end = len(rest)
	}
	a.path = rest[end:]
	a.authority(rest[:end])
	return a
}

// web reports whether the scheme is one whose addresses have a host even without slashes.
func (a *address) web() bool {
	switch a.scheme {
	case "http", "https", "ftp", "ws", "wss":
		return true
	}
	return false
}

// authority splits "user@host:port".
func (a *address) authority(s string) {
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		a.user, s = s[:at], s[at+1:]
	}
	if colon := strings.LastIndexByte(s, ':'); colon > strings.LastIndexByte(s, ']') {
		s = s[:colon]
	}
	if decoded, err := url.PathUnescape(s); err == nil {
		s = decoded
	}
	a.host = strings.TrimSuffix(strings.Map(hostRune, strings.ToLower(s)), ".")
}

// hostRune does to a host's character what browsers do before they ask for the name: hidden ones vanish, full-width ones
// and the full stops of other scripts become plain.
func hostRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case text.Hidden(r):
		return -1
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '。', r == '｡':
		return '.'
	}
	return r
}

// isScheme reports whether s may stand before the colon of an address.
func isScheme(s string) bool {
	for i := range len(s) {
		b := s[i] | 0x20
		if b-'a' >= 26 && (i == 0 || s[i]-'0' >= 10 && s[i] != '+' && s[i] != '-' && s[i] != '.') {
			return false
		}
	}
	return s != ""
}

// internal reports whether an address leads to the site itself. An address without a host does, "#top" too.
func (g *Gatherer) internal(a address) bool {
	if a.host == "" {
		return a.scheme == ""
	}
	return g.host != "" && strings.TrimPrefix(a.host, "www.") == strings.TrimPrefix(g.host, "www.") &&
		(a.scheme == "" || a.scheme == "http" || a.scheme == "https")
}
