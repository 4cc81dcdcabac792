package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Suggest returns a possible syllable that one slip of the finger makes word of: a tone on the wrong letter, a letter
// without its hat or horn, two letters exchanged, one left out or added. It is "" if there is none. The first letter is a
// capital if that of word is.
func Suggest(word string) string {
	letters, tone, _, ok := toneless(word)
	if !ok || len(letters) < 2 {
		return ""
	}
	for _, try := range []func([]rune, rune) string{compose, quality, exchanged, spelling, lost, added} {
		if s := try(letters, tone); s != "" {
			return likeCase(s, word)
		}
	}
	return ""
}

// likeCase gives s a capital if word begins with one.
func likeCase(s, word string) string {
	if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// compose puts the tone where it belongs; "" if the letters are no syllable, or do not bear the tone.
func compose(letters []rune, tone rune) string {
	onset, rime := split(string(letters))
	if !fits(onset, rime) || !toneFits(rime, tone) {
		return ""
	}
	if tone == 0 {
		return string(letters)
	}
	at := utf8.RuneCountInString(onset) + carrier(rime)
	return norm.NFC.String(string(letters[:at+1]) + string(tone) + string(letters[at+1:]))
}

// kin are letters that differ by a hat, a horn or a bar.
func kin(r rune) string {
	for _, family := range []string{"aăâ", "eê", "oơô", "uư", "dđ", "iy"} {
		if strings.ContainsRune(family, r) {
			return family
		}
	}
	return ""
}

// quality tries letters with another hat or horn: one of them, then two side by side, as in "truờng".
func quality(letters []rune, tone rune) string {
	change := func(i int, next func([]rune) string) string {
		for _, r := range kin(letters[i]) {
			if r != letters[i] {
				own := letters[i]
				letters[i] = r
				s := next(letters)
				letters[i] = own
				if s != "" {
					return s
				}
			}
		}
		return ""
	}
	for i := range letters {
		if s := change(i, func(l []rune) string { return compose(l, tone) }); s != "" {
			return s
		}
	}
	for i := range len(letters) - 1 {
		s := change(i, func(l []rune) string {
			for _, r := range kin(l[i+1]) {
				own := l[i+1]
				l[i+1] = r
				s := compose(l, tone)
				l[i+1] = own
				if s != "" {
					return s
				}
			}
			return ""
		})
		if s != "" {
			return s
		}
	}
	return ""
}

// exchanged tries two neighbours in the other order.
func exchanged(letters []rune, tone rune) string {
	for i := len(letters) - 2; i >= 0; i-- {
		letters[i], letters[i+1] = letters[i+1], letters[i]
		s := compose(letters, tone)
		letters[i], letters[i+1] = letters[i+1], letters[i]
		if s != "" {
			return s
		}
	}
	return ""
}

// spelling tries the other spelling of an onset: c and k, g and gh, ng and ngh.
func spelling(letters []rune, tone rune) string {
	word := string(letters)
	for _, pair := range [][2]string{{"ngh", "ng"}, {"ng", "ngh"}, {"gh", "g"}, {"g", "gh"}, {"k", "c"}, {"c", "k"}} {
		if rest, ok := strings.CutPrefix(word, pair[0]); ok {
			if s := compose([]rune(pair[1]+rest), tone); s != "" {
				return s
			}
		}
	}
	return ""
}

// added tries to leave out one letter.
func added(letters []rune, tone rune) string {
	room := make([]rune, 0, maxSyllable)
	for i := range letters {
		if s := compose(append(append(room, letters[:i]...), letters[i+1:]...), tone); s != "" && len(letters) > 2 {
			return s
		}
	}
	return ""
}

// lost tries to add one consonant.
func lost(letters []rune, tone rune) string {
	if len(letters) >= maxSyllable {
		return ""
	}
	room := make([]rune, 0, maxSyllable)
	for i := len(letters); i > 0; i-- {
		for _, r := range "nghtcmp" {
			if s := compose(append(append(append(room, letters[:i]...), r), letters[i:]...), tone); s != "" {
				return s
			}
		}
	}
	return ""
}
