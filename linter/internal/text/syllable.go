package text

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Placement says where the tone mark of a syllable stands that may be written in two ways.
type Placement string

// The placements of tone marks.
const (
	Either Placement = ""    // there is one way only, or no tone
	Old    Placement = "old" // hòa, khỏe, thủy
	New    Placement = "new" // hoà, khoẻ, thuỷ
)

// syllable is a syllable of Vietnamese taken apart.
type syllable struct {
	onset string // "" if it begins with a vowel
	rime  string // without tone
	tone  rune   // combining; 0 for the level tone
	mark  int    // index of the letter of rime that carries the tone
}

// ParseSyllable reports whether a word is a possible syllable of Vietnamese, and where its tone stands. It knows how
// syllables are built (which onsets, rimes and tones go together, and on which letter a tone stands) but no words: "dậy
// học" are two syllables. Case and normal form do not matter.
func ParseSyllable(word string) (Placement, bool) {
	s, ok := parseSyllable(word)
	if !ok {
		return Either, false
	}
	if s.tone == 0 || !open(s.rime) {
		return Either, true
	}
	if s.mark == 0 {
		return Old, true
	}
	return New, true
}

// OtherTone returns a syllable with its tone mark on the other of the two letters that can carry it, hoà for hòa, composed;
// the word itself if it has no choice.
func OtherTone(word string) string {
	placement, ok := ParseSyllable(word)
	if !ok || placement == Either {
		return word
	}
	letters := []rune(norm.NFD.String(word))
	at := slices.IndexFunc(letters, isTone)
	last := slices.IndexFunc(letters[at+1:], unicode.IsLetter) + at + 1
	tone := letters[at]
	letters = slices.Delete(letters, at, at+1)
	if placement == Old { // behind the next letter
		letters = slices.Insert(letters, last, tone)
	} else { // behind the letter before
		for at--; !unicode.IsLetter(letters[at]); at-- {
		}
		letters = slices.Insert(letters, at, tone)
	}
	return norm.NFC.String(string(letters))
}

// maxSyllable is the number of letters of the longest syllable, nghiêng.
const maxSyllable = 7

func parseSyllable(word string) (syllable, bool) {
	letters, tone, at, ok := toneless(word)
	if !ok {
		return syllable{}, false
	}
	onset, rime := split(string(letters))
	s := syllable{onset: onset, rime: rime, tone: tone, mark: at - utf8.RuneCountInString(onset)}
	if !fits(onset, rime) || !toneFits(rime, tone) {
		return s, false
	}
	if tone == 0 {
		return s, true
	}
	right := carrier(rime)
	return s, s.mark == right || open(rime) && s.mark == right-1
}

// toneless takes the tone off a word. It returns its letters in lower case, the tone, and the index of the letter that
// carried it.
func toneless(word string) (letters []rune, tone rune, at int, ok bool) {
	if len(word) > 4*maxSyllable {
		return nil, 0, 0, false
	}
	latin := latinLetters()
	letters = make([]rune, 0, maxSyllable)
	for _, r := range norm.NFC.String(word) {
		base := lower(r)
		switch {
		case base >= 'a' && base <= 'z':
		case Hidden(r):
			continue
		case !unicode.IsLetter(r):
			return nil, 0, 0, false
		default:
			l := latin.of(r)
			if l.base != 0 {
				base = l.base
			}
			if l.tone != 0 {
				if tone != 0 {
					return nil, 0, 0, false
				}
				tone, at = l.tone, len(letters)
			}
		}
		if len(letters) == maxSyllable {
			return nil, 0, 0, false
		}
		letters = append(letters, base)
	}
	return letters, tone, at, len(letters) > 0
}

// split parts onset and rime. The letters of "qu" and "gi" belong to the onset, unless no vowel would be left.
func split(s string) (onset, rime string) {
	n := strings.IndexFunc(s, isVowel)
	if n < 0 {
		return s, ""
	}
	switch {
	case s[:n] == "q" && strings.HasPrefix(s, "qu"):
		n++
	case s[:n] == "g" && strings.HasPrefix(s, "gi"):
		if rest := s[n+1:]; rest != "" && strings.ContainsFunc(rest[:1], func(rune) bool { r, _ := utf8.DecodeRuneInString(rest); return isVowel(r) }) {
			n++
		}
	}
	return s[:n], s[n:]
}

func isVowel(r rune) bool { return strings.ContainsRune("aăâeêioôơuưy", r) }

// fits reports whether onset and rime go together in spelling.
func fits(onset, rime string) bool {
	first, _ := utf8.DecodeRuneInString(rime)
	front := strings.ContainsRune("eêiy", first)
	switch onset {
	case "qu":
		return afterQu()[rime]
	case "gi":
		return rimes()[rime] && (!front || contains(" êc êt ên êng êm e ", rime) || first == 'e')
	case "k", "gh", "ngh":
		if !front || first == 'y' && onset != "k" {
			return false
		}
	case "c", "ng":
		if front {
			return false
		}
	case "g":
		if front && rime != "i" && rime != "in" {
			return false
		}
	case "":
		return rimes()[rime] || contains(" yêm yên yêng yêt yêu ", rime)
	case "b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x":
	default:
		return false
	}
	return rimes()[rime]
}

// contains reports whether a list of words parted by spaces has the word.
func contains(list, word string) bool { return word != "" && strings.Contains(list, " "+word+" ") }

// wordSet returns the set of the words in a list.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// rimes are all rimes behind onsets other than "qu". Those of words borrowed long ago (xoong, moóc, tuýp) are among them.
var rimes = sync.OnceValue(func() map[string]bool {
	return wordSet(" a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây" +
		" e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êc êng" +
		" i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y" +
		" o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt" +
		" oe oem oen oeo oet oec oong ooc oon ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt" +
		" u ua uc ui um un ung up ut uân uâng uât uây uâc uê uêch uên uênh uêu uơ uôc uôi uôm uôn uông uôt" +
		" uy uya uych uyn uynh uyp uyt uyu uyên uyêt" +
		" ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu ")
})

// afterQu are the rimes behind "qu".
var afterQu = sync.OnceValue(func() map[string]bool {
	return wordSet(" a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây" +
		" e ec en eng eo et ê êch ên ênh êt êu i ia in it y ych yn ynh yt yp yên yêt ơ ơi ơt ôc ")
})

// toneFits reports whether a rime may have a tone: one that ends in a stop has the tones sắc and nặng only.
func toneFits(rime string, tone rune) bool {
	switch rime[len(rime)-1] {
	case 'c', 'p', 't':
		return tone == 0x301 || tone == 0x323
	case 'h':
		return !strings.HasSuffix(rime, "ch") || tone == 0x301 || tone == 0x323
	}
	return true
}

// open reports whether the tone of a rime may stand on either of its vowels.
func open(rime string) bool { return rime == "oa" || rime == "oe" || rime == "uy" }

// carrier returns the index of the letter of a rime that carries the tone; where there are two ways, the new one.
func carrier(rime string) int {
	letters := []rune(rime)
	vowels := 0
	for vowels < len(letters) && isVowel(letters[vowels]) {
		vowels++
	}
	for i := vowels - 1; i >= 0; i-- {
		if strings.ContainsRune("ăâêôơ", letters[i]) {
			return i
		}
	}
	switch {
	case letters[0] == 'ư' || vowels == 1:
		return 0
	case vowels < len(letters), vowels == 3, open(rime):
		return min(vowels-1, 1)
	}
	return 0
}
