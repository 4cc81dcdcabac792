// Masks: how an unknown hand is shown without telling the address.

package gate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/review"
)

// mask returns the first letter of an unknown hand's address and its host, as in "l***@gmail.com". Without an address it
// is made of the name.
func mask(who review.Identity) string {
	local, host, ok := strings.Cut(strings.ToLower(strings.TrimSpace(who.Email)), "@")
	if local == "" && !ok {
		local = strings.TrimSpace(who.Name)
	}
	first, _ := utf8.DecodeRuneInString(local)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		first = '?'
	}
	if !ok {
		return string(first) + "***"
	}
	return string(first) + "***@" + strings.Map(hostRune, host)
}

// hostRune lets through what host names are made of.
func hostRune(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '-' {
		return r
	}
	return '?'
}
