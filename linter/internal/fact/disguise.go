package fact

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// hiddenCharacter is a disguise that nobody sees: a character without a trace inside a word or phrase.
const hiddenCharacter = "hidden-character"

// veil is a stretch of a text that was written in disguise.
type veil struct {
	at, size int // bytes of the unveiled text
	from, to int // bytes of the text as written
	code     string
}

// unveiled is a text with its disguises taken off.
type unveiled struct {
	text  strings.Builder
	done  int // bytes of the original that have been copied
	veils []veil
}

// readDisguised looks for the phrases of rules in a run's text with its disguises taken off.
func (g *gathering) readDisguised(r *page.Run, tokens []text.Token) {
	if text.IsASCII(r.Text) && !slices.ContainsFunc(tokens, func(t text.Token) bool { return standsSingle(r.Text, t) }) {
		return
	}
	var u unveiled
	if u.unveil(r.Text); len(u.veils) == 0 {
		return
	}
	plain := u.text.String()
	g.hits = g.hits[:0]
	g.scanner.Find(plain, func(phrase, start, end int) {
		if use := g.uses[phrase]; use.list >= 0 && g.settings.Phrases[use.list].Disguises && u.codeAt(start, end) != "" {
			g.addHit(use.list, start, end)
		}
	})
	for i, h := range g.hits {
		g.hits[i].disguise = u.codeAt(h.start, h.end)
		g.hits[i].start, g.hits[i].end = u.source(h.start, false), u.source(h.end, true)
	}
	g.addPhrases(r)
}

// standsSingle reports whether a syllable is one letter with a sign behind it and another letter behind that: only from such
// letters a word may be spelled out that has nothing but ASCII.
func standsSingle(s string, t text.Token) bool {
	sign, _ := partingSign(s, t.End)
	return sign != 0 && t.End-t.Start == 1 && t.End+1 < len(s) && s[t.End+1]|0x20-'a' < 26
}

// unveil takes the disguises off a text. Most texts have none, which is seen at once.
func (u *unveiled) unveil(s string) {
	for at := 0; at < len(s); {
		b := s[at]
		size := 1
		if b >= utf8.RuneSelf {
			_, size = utf8.DecodeRuneInString(s[at:])
		} else if size = asciiWord(s, at); size != 1 {
			at += max(size, 1) // a sign, or more than one letter together
			continue
		}
		if sign, _ := partingSign(s, at+size); sign != 0 {
			if to := spelled(s, at); to > 0 {
				u.put(s, at, to, joinLetters(s[at:to]), spelledOut)
				at = to
				continue
			}
		}
		switch {
		case b == 0xC2 || b == 0xE2 || b == 0xEF || b >= 0xCD && b <= 0xD4:
			at = u.other(s, at)
		default:
			at += size
		}
	}
	if len(u.veils) > 0 {
		u.text.WriteString(s[u.done:])
	}
}

// asciiWord returns the number of letters and digits of ASCII that stand together from a place on.
func asciiWord(s string, at int) int {
	end := at
	for end < len(s) && (s[end]|0x20-'a' < 26 || s[end]-'0' < 10) {
		end++
	}
	return end - at
}

// other looks at a character of a block in which hidden ones and foreign letters stand, and returns where to go on.
func (u *unveiled) other(s string, at int) int {
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case text.Hidden(r):
		end := at + size
		for end < len(s) {
			next, size := utf8.DecodeRuneInString(s[end:])
			if !text.Hidden(next) {
				break
			}
			end += size
		}
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		behind, _ := utf8.DecodeRuneInString(s[end:])
		if isLetterOrMark(before) && unicode.IsLetter(behind) {
			u.put(s, at, end, " ", hiddenCharacter)
		}
		return end
	case latinFor(r) != 0:
		from, to := wordAround(s, at)
		if plain, ok := latinized(s[from:to]); ok && from >= u.done {
			u.put(s, from, to, plain, lookalikeLetter)
		}
		return max(to, at+size)
	}
	return at + size
}

// put unveils the bytes [from, to) of s.
func (u *unveiled) put(s string, from, to int, plain, code string) {
	u.text.WriteString(s[u.done:from])
	u.veils = append(u.veils, veil{u.text.Len(), len(plain), from, to, code})
	u.text.WriteString(plain)
	u.done = to
}

// codeAt returns the disguise of the bytes [start, end) of the unveiled text, "" if there is none.
func (u *unveiled) codeAt(start, end int) string {
	at := sort.Search(len(u.veils), func(i int) bool { return u.veils[i].at+u.veils[i].size > start })
	if at < len(u.veils) && u.veils[at].at < end {
		return u.veils[at].code
	}
	return ""
}

// source returns the byte of the original at which the byte at of the unveiled text begins, or, for an end, up to which
// the bytes before it reach. A veil is never cut.
func (u *unveiled) source(at int, end bool) int {
	next := sort.Search(len(u.veils), func(i int) bool { return u.veils[i].at > at || end && u.veils[i].at == at })
	if next == 0 {
		return at
	}
	v := u.veils[next-1]
	switch inside := at < v.at+v.size; {
	case inside && end:
		return v.to
	case inside:
		return v.from
	}
	return at - v.at - v.size + v.to
}

// spelled returns the end of a word that is spelled out letter by letter from at on, with the same sign between each two
// of them; 0 if there is none. Two letters are enough with a full stop or a star, as in "đ.ĩ".
func spelled(s string, at int) int {
	if at > 0 {
		if r, _ := utf8.DecodeLastRuneInString(s[:at]); isLetterOrMark(r) || unicode.IsDigit(r) {
			return 0
		}
	}
	size := oneLetter(s, at)
	sign, _ := partingSign(s, at+size)
	if size == 0 || sign == 0 {
		return 0
	}
	end, letters := at+size, 1
	for {
		next, gap := partingSign(s, end)
		size := oneLetter(s, end+gap)
		if next != sign || size == 0 {
			break
		}
		end += gap + size
		letters++
	}
	if letters > 2 || letters == 2 && (sign == '.' || sign == '*') {
		return end
	}
	return 0
}

// partingSign returns the sign at an offset that may stand between the letters of a word that is spelled out, and its size; 0
// if there is none. A no-break space is a space.
func partingSign(s string, at int) (sign byte, size int) {
	if at >= len(s) {
		return 0, 0
	}
	switch b := s[at]; b {
	case '.', '-', '*', '_', ' ', '/':
		return b, 1
	case 0xC2:
		if at+1 < len(s) && s[at+1] == 0xA0 {
			return ' ', 2
		}
	}
	return 0, 0
}

// oneLetter returns the size of a letter with its marks that stands at an offset with no letter behind it, or 0.
func oneLetter(s string, at int) int {
	if at >= len(s) {
		return 0
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	if !unicode.IsLetter(r) {
		return 0
	}
	for at+size < len(s) {
		mark, n := utf8.DecodeRuneInString(s[at+size:])
		switch {
		case unicode.Is(unicode.M, mark):
			size += n
			continue
		case unicode.IsLetter(mark) || unicode.IsDigit(mark):
			return 0
		}
		break
	}
	return size
}

// joinLetters returns the letters and marks of s.
func joinLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if isLetterOrMark(r) {
			return r
		}
		return -1
	}, s)
}

// wordAround returns the bounds of the unbroken letters around an offset.
func wordAround(s string, at int) (from, to int) {
	for from = at; from > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if !isLetterOrMark(r) {
			break
		}
		from -= size
	}
	for to = at; to < len(s); {
		r, size := utf8.DecodeRuneInString(s[to:])
		if !isLetterOrMark(r) {
			break
		}
		to += size
	}
	return from, to
}

// latinized returns a word with the letters that look Latin turned into Latin ones; false if others are left, as in a
// word that is wholly Russian or Greek.
func latinized(word string) (string, bool) {
	if strings.ContainsFunc(word, func(r rune) bool {
		return latinFor(r) == 0 && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r)
	}) {
		return "", false
	}
	return strings.Map(func(r rune) rune { return cmp.Or(latinFor(r), r) }, word), true
}

// latinFor returns the Latin letter that a Cyrillic or Greek one looks like, 0 if it looks like none.
func latinFor(r rune) rune {
	if !mayLookLatin(r) {
		return 0
	}
	return latinTwins()[r]
}

// mayLookLatin reports whether a character is of the blocks for Greek and Cyrillic.
func mayLookLatin(r rune) bool { return r >= 0x370 && r <= 0x52F }

var latinTwins = sync.OnceValue(func() map[rune]rune {
	const foreign, latin = "авеһіјкмноԛрсѕтуѵԝхԁԍпгοαυνικερτχАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abehijkmhoqpcstyvwxdgnroauvikeptxABESIJKMHOPCTYXABEZHIKMNOPTYX"
	twins := map[rune]rune{}
	for i, r := range []rune(foreign) {
		twins[r] = rune(latin[i])
	}
	return twins
})
