package text

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Encoding is a way of writing Vietnamese in bytes.
type Encoding string

// The encodings of text. TCVN3 (ABC) and VNI are those of fonts older than Unicode; pasted into a page, their bytes show
// as other letters: "KÝnh göi", "Kính göûi".
const (
	UTF8  Encoding = "utf-8"
	TCVN3 Encoding = "tcvn3"
	VNI   Encoding = "vni"
)

// minBroken is the number of words that must be no Vietnamese as they stand before other encodings are tried.
const minBroken = 3

// DetectEncoding returns the encoding that s was typed in, and s decoded; UTF8 and "" if nothing is wrong with it. It is
// another encoding if three or more words are no syllables as they stand and become some when they are decoded, and no
// more than one in four of the other broken words stays broken.
func DetectEncoding(s string) (Encoding, string) {
	if !Suspicious(s) {
		return UTF8, ""
	}
	var room [32]string
	foreign := room[:0]
	for word := range strings.FieldsSeq(s) {
		if !IsASCII(word) {
			foreign = append(foreign, word)
		}
	}
	if len(foreign) < minBroken {
		return UTF8, ""
	}
	broken := slices.DeleteFunc(foreign, isSyllables)
	if len(broken) < minBroken {
		return UTF8, ""
	}
	best, encoding := "", UTF8
	most := minBroken - 1
	for _, e := range []Encoding{TCVN3, VNI} {
		mended, left := 0, 0
		for _, word := range broken {
			if isSyllables(Decode(word, e)) {
				mended++
			} else {
				left++
			}
		}
		if mended > most && left*4 <= mended {
			best, encoding, most = Decode(s, e), e, mended
		}
	}
	return encoding, best
}

// Suspicious reports whether s holds a character that Vietnamese does not write and the old encodings need. It is asked of
// every text, so it only looks at bytes: those of U+0080 to U+00FF.
func Suspicious(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i]|1 != 0xC3 {
			continue
		}
		if b := s[i+1]; s[i] == 0xC2 && b > 0xA0 || s[i] == 0xC3 && strings.IndexByte(foreignLatin, b) >= 0 {
			return true
		}
	}
	return false
}

// foreignLatin holds the second bytes of the letters from U+00C0 to U+00FF that Vietnamese does not have.
const foreignLatin = "\x84\x85\x86\x87\x8b\x8e\x8f\x91\x96\x97\x98\x9b\x9c\x9e\x9f\xa4\xa5\xa6\xa7\xab\xae\xaf\xb1\xb6\xb7\xb8\xbb\xbc\xbe\xbf"

// isSyllables reports whether what stands between the marks of punctuation in a word is a syllable each time.
func isSyllables(word string) bool {
	found := false
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool {
		return r < utf8.RuneSelf && !unicode.IsLetter(r) || r == '“' || r == '”' || r == '–'
	}) {
		if _, ok := ParseSyllable(part); !ok {
			return false
		}
		found = true
	}
	return found
}

// Decode returns what s means if its characters are those of an older encoding.
func Decode(s string, e Encoding) string {
	switch e {
	case TCVN3:
		return strings.Map(fromTCVN3, s)
	case VNI:
		return fromVNI(s)
	}
	return s
}

// tcvn3 holds the letters of the bytes 0xA1 to 0xFE; a space stands for none. It was written down from the standard
// TCVN 5712:1993, VN3.
const tcvn3 = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"

var tcvn3Letters = sync.OnceValue(func() []rune { return []rune(tcvn3) })

func fromTCVN3(r rune) rune {
	if r < 0xA1 || r > 0xFE {
		return r
	}
	if letter := tcvn3Letters()[r-0xA1]; letter != ' ' {
		return letter
	}
	return r
}

// vniAlone are the letters that VNI writes with one character of its own, and what they mean.
const vniAlone, vniMeans = "æóòîñôöÆÓÒÎÑÔÖ", "ỉĩịỵđơưỈĨỊỴĐƠƯ"

// vniMarks are the characters that VNI writes behind a letter, and the marks that they stand for.
func vniMark(r rune) string {
	switch unicode.ToLower(r) {
	case 'ø':
		return "\u0300"
	case 'ù':
		return "\u0301"
	case 'û':
		return "\u0309"
	case 'õ':
		return "\u0303"
	case 'ï':
		return "\u0323"
	case 'â':
		return "\u0302"
	case 'à':
		return "\u0302\u0300"
	case 'á':
		return "\u0302\u0301"
	case 'å':
		return "\u0302\u0309"
	case 'ã':
		return "\u0302\u0303"
	case 'ä':
		return "\u0302\u0323"
	case 'ê':
		return "\u0306"
	case 'è':
		return "\u0306\u0300"
	case 'é':
		return "\u0306\u0301"
	case 'ú':
		return "\u0306\u0309"
	case 'ü':
		return "\u0306\u0303"
	case 'ë':
		return "\u0306\u0323"
	}
	return ""
}

func fromVNI(s string) string {
	var b strings.Builder
	before := ' '
	for _, r := range s {
		mark := ""
		if strings.ContainsRune("aeoyuôöAEOYUÔÖ", before) {
			mark = vniMark(r)
		}
		if mark != "" {
			b.WriteString(mark)
		} else if at := strings.IndexRune(vniAlone, r); at >= 0 {
			b.WriteRune([]rune(vniMeans)[utf8.RuneCountInString(vniAlone[:at])])
		} else {
			b.WriteRune(r)
		}
		before = r
		if mark != "" {
			before = ' '
		}
	}
	return norm.NFC.String(b.String())
}
