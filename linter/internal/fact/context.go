package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// wordSet is a set of words, by their keys.
type wordSet map[string]bool

// newWordSet returns the set of the words in a line.
func newWordSet(line string) wordSet {
	set := wordSet{}
	for word := range strings.FieldsSeq(line) {
		set[text.Key(word)] = true
	}
	return set
}

// anyOf returns the index of the first key that is in the set, or -1.
func (set wordSet) anyOf(keys []string) int {
	for i, key := range keys {
		if set[key] {
			return i
		}
	}
	return -1
}

// contextReach bounds how far around a place its sentence is read, in bytes.
const contextReach = 240

// keysBefore returns the keys of up to n syllables that stand before an offset in the same sentence, the nearest first.
func keysBefore(s string, at, n int) []string {
	before := sentenceBefore(s, at)
	var keys []string
	for token := range text.Syllables(before) {
		keys = append(keys, text.Key(before[token.Start:token.End]))
	}
	for i, j := 0, len(keys)-1; i < j; i, j = i+1, j-1 {
		keys[i], keys[j] = keys[j], keys[i]
	}
	return keys[:min(n, len(keys))]
}

// sentenceBefore returns what stands before an offset in the same sentence.
func sentenceBefore(s string, at int) string {
	before := s[cutBack(s[:at], contextReach):at]
	if i := strings.LastIndexFunc(before, endsSentence); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	return before
}

// keysAfter returns the keys of up to n syllables that stand behind an offset in the same sentence.
func keysAfter(s string, at, n int) []string {
	behind := s[at:]
	if len(behind) > contextReach {
		behind = behind[:contextReach]
		for !utf8.ValidString(behind[len(behind)-utf8.UTFMax:]) && len(behind) > utf8.UTFMax {
			behind = behind[:len(behind)-1]
		}
	}
	if i := strings.IndexFunc(behind, endsSentence); i >= 0 {
		behind = behind[:i]
	}
	var keys []string
	for token := range text.Syllables(behind) {
		if len(keys) == n {
			break
		}
		keys = append(keys, text.Key(behind[token.Start:token.End]))
	}
	return keys
}

// endsSentence reports whether r parts one sentence from the next. A full stop within a number or an abbreviation does
// too: what is looked for beside a word stands near.
func endsSentence(r rune) bool {
	switch r {
	case '.', '!', '?', '…', ';', '\u2028', '\u2029':
		return true
	}
	return false
}

// frames holds the words by which one sees what a phrase is used for.
type frames struct {
	address wordSet // they call a person names: thằng, lũ, đồ
	scholar wordSet // before đồ they make another word of it: thầy đồ, bản đồ
	filler  wordSet // may stand between: thằng bé ngu
	person  wordSet // whom an exclamation is about: em ngu thế
	exclaim wordSet
	animal  wordSet // ngu như bò
	literal wordSet // animals of which there may be lũ and bọn
	herd    wordSet
	selling []string // keys joined by blanks
	warning []string
}

func newFrames() frames {
	return frames{
		address: newWordSet("thằng lũ bọn đồ quân tụi đứa mày mi hạng phường bay"),
		scholar: newWordSet("thầy ông cụ bản sơ biểu cơ hải sinh ăn làm"),
		filler: newWordSet("bé nhỏ này kia ấy đó nhà mặt chúng rất quá thật rõ đúng là thì toàn ranh nào học sinh trò " +
			"con cái của"),
		person:  newWordSet("em bạn nó cậu con mày hắn y mi thằng chúng"),
		exclaim: newWordSet("thế quá vậy lắm ghê thật vãi vl vcl"),
		animal:  newWordSet("bò chó lợn heo trâu lừa khỉ cún dê vịt gà"),
		literal: newWordSet("chó lợn heo bò trâu khỉ cầy"),
		herd:    newWordSet("lũ bọn tụi đứa con"),
		selling: joinedKeys("giảm giá", "khuyến mãi", "khuyến mại", "ưu đãi", "đặt hàng", "mua ngay", "mua", "bán",
			"giá chỉ", "giá rẻ", "giá sỉ", "giao hàng", "đại lí", "đại lý", "quà tặng", "trợ giá", "sale", "combo", "voucher",
			"chính hãng", "nhập ngay", "đăng kí ngay", "tặng kèm", "cam kết hoàn tiền"),
		warning: joinedKeys("cấm", "không", "tác hại", "phòng chống", "phòng", "chống", "nói không", "xử phạt", "vi phạm",
			"tuyên truyền", "nguy hại", "cai", "bỏ", "hạn chế", "đừng", "tránh", "ngăn"),
	}
}

// joinedKeys returns the keys of phrases, each between blanks.
func joinedKeys(phrases ...string) []string {
	list := make([]string, len(phrases))
	for i, phrase := range phrases {
		for word := range strings.FieldsSeq(phrase) {
			list[i] += " " + text.Key(word)
		}
		list[i] += " "
	}
	return list
}

// directed reports whether the phrase [start, end) of s is aimed at a person: behind a word such as thằng, lũ, đồ or mày,
// beside mày, compared with an animal, exclaimed at somebody, or shouted as an order.
func (f *frames) directed(s string, start, end int) bool {
	before, after := keysBefore(s, start, 4), keysAfter(s, end, 4)
	phrase := keysAfter(s[:end], start, 4)
	beast := len(phrase) == 1 && f.literal[phrase[0]]
	you := text.Key("mày")
	for i, key := range before {
		if f.address[key] {
			return f.calls(before[i:], after, beast)
		}
		if !f.filler[key] {
			break
		}
	}
	switch {
	case contains(before, you), contains(after[:min(2, len(after))], you), contains(phrase, you):
		return true
	case beast:
		return false
	case len(after) > 1 && after[0] == text.Key("như") && f.animal.anyOf(after[1:min(3, len(after))]) >= 0:
		return true
	case len(after) > 0 && f.exclaim[after[0]] && f.person.anyOf(before[:min(2, len(before))]) >= 0:
		return true
	}
	return len(before) == 0 && len(phrase) > 1 && shouted(s[end:])
}

// calls reports whether a word that calls names, with what stands before it, does so here.
func (f *frames) calls(before, after []string, beast bool) bool {
	if before[0] == text.Key("đồ") {
		return len(before) == 1 || !f.scholar[before[1]]
	}
	if beast && f.herd[before[0]] { // there are herds
		return len(after) > 0 && (after[0] == text.Key("kia") || after[0] == text.Key("này"))
	}
	return true
}

// shouted reports whether an exclamation mark follows with hardly a word between.
func shouted(after string) bool {
	at := strings.IndexFunc(after, func(r rune) bool { return endsSentence(r) || r == '\n' })
	return at >= 0 && after[at] == '!' && text.Count(after[:at]) <= 2
}

// promotional reports whether the phrase [start, end) of s stands in a sentence that sells something, and does not warn.
func (f *frames) promotional(s string, start, end int) bool {
	before := keysBefore(s, start, 16)
	for i, j := 0, len(before)-1; i < j; i, j = i+1, j-1 {
		before[i], before[j] = before[j], before[i]
	}
	around := " " + strings.Join(before, " ") + "  " + strings.Join(keysAfter(s, end, 16), " ") + " "
	has := func(list []string) bool {
		for _, phrase := range list {
			if strings.Contains(around, phrase) {
				return true
			}
		}
		return false
	}
	return has(f.selling) && !has(f.warning)
}

func contains(list []string, s string) bool {
	for _, item := range list {
		if item == s {
			return true
		}
	}
	return false
}

// isLetterOrMark reports whether r is a letter or a mark on one.
func isLetterOrMark(r rune) bool { return unicode.In(r, unicode.L, unicode.M) }
