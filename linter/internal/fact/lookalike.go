package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isLookalike reports whether a host's name is made to be taken for another: a name of two scripts, or of letters that
// look Latin and are not; a name written in Punycode, which readers cannot read, except those of Vietnam that turn out
// to be plain Vietnamese; or a name that stands before "@", where browsers ignore it.
func isLookalike(a address) bool {
	if strings.Contains(a.user, ".") && a.host != "" {
		return true
	}
	for part := range strings.SplitSeq(a.host, ".") {
		name := part
		if code, ok := strings.CutPrefix(part, "xn--"); ok {
			name, ok = decodePunycode(code)
			if !ok || !under(a.host, "vn") {
				return true
			}
		}
		if imitates(name) {
			return true
		}
	}
	return false
}

// imitates reports whether one part of a host's name imitates another name.
func imitates(name string) bool {
	latin, other, faked := false, false, 0
	letters := 0
	for _, r := range name {
		switch {
		case r < utf8.RuneSelf && !unicode.IsLetter(r), unicode.Is(unicode.M, r), unicode.IsDigit(r):
			continue
		case !unicode.IsLetter(r) || isPhonetic(r):
			return true // a slash that is none, an IPA letter
		case unicode.Is(unicode.Latin, r):
			latin = true
		case !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo):
			other = true
		}
		letters++
		if strings.ContainsRune(latinLike, r) {
			faked++
		}
	}
	return latin && other || letters > 0 && faked == letters
}

// latinLike holds the Cyrillic and Greek letters that look like Latin ones.
const latinLike = "авеәһіјкӏмҥорԛѕстуѵԝхԁԍгпьαβγειικνορτυχω"

// isPhonetic reports whether a Latin letter belongs to no language's alphabet but looks like one that does.
func isPhonetic(r rune) bool {
	return r == 'ı' || r >= 0x250 && r <= 0x2AF || r >= 0x1D00 && r <= 0x1DBF || r >= 0xA720 && r <= 0xA7FF
}

// The constants of Punycode, RFC 3492.
const (
	punyBase, punyMin, punyMax = 36, 1, 26
	punySkew, punyDamp         = 38, 700
)

// decodePunycode decodes a part of a host's name without its "xn--".
func decodePunycode(code string) (string, bool) {
	plain, deltas := "", code
	if dash := strings.LastIndexByte(code, '-'); dash >= 0 {
		plain, deltas = code[:dash], code[dash+1:]
	}
	name := []rune(plain)
	n, at, bias := rune(utf8.RuneSelf), 0, 72
	for deltas != "" {
		delta, rest, ok := punyDelta(deltas, bias)
		if !ok || len(name) >= 63 {
			return "", false
		}
		size := len(name) + 1
		bias = punyBias(delta, size, at == 0 && n == utf8.RuneSelf)
		at += delta
		n += rune(at / size)
		if n > unicode.MaxRune {
			return "", false
		}
		at %= size
		name = append(name[:at], append([]rune{n}, name[at:]...)...)
		at, deltas = at+1, rest
	}
	return string(name), true
}

// punyDelta reads one number of variable length.
func punyDelta(s string, bias int) (delta int, rest string, ok bool) {
	for i, weight, k := 0, 1, punyBase; i < len(s); i, k = i+1, k+punyBase {
		digit := strings.IndexByte("abcdefghijklmnopqrstuvwxyz0123456789", s[i])
		threshold := min(max(k-bias, punyMin), punyMax)
		if digit < 0 || weight > 1<<24 {
			return 0, "", false
		}
		delta += digit * weight
		if digit < threshold {
			return delta, s[i+1:], delta < 1<<30
		}
		weight *= punyBase - threshold
	}
	return 0, "", false
}

// punyBias adapts to the size of the deltas so far.
func punyBias(delta, size int, first bool) int {
	if first {
		delta /= punyDamp
	} else {
		delta /= 2
	}
	delta += delta / size
	k := 0
	for ; delta > (punyBase-punyMin)*punyMax/2; k += punyBase {
		delta /= punyBase - punyMin
	}
	return k + punyBase*delta/(delta+punySkew)
}
