package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// find returns the stretches of text in which a phrase of the list is found.
func find(t testing.TB, list []string, text string) []string {
	t.Helper()
	phrases, err := NewPhrases(list)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	phrases.Scan().Find(text, func(_, start, end int) { got = append(got, text[start:end]) })
	return got
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		name    string
		phrases string // with | between them
		text    string
		want    string
	}{
		{"one", "mất dạy", "Lũ học sinh mất dạy kia", "mất dạy"},
		{"capitals", "mất dạy", "MẤT DẠY, Mất Dạy", "MẤT DẠY|Mất Dạy"},
		{"at the edges", "mất dạy", "mất dạy", "mất dạy"},
		{"not within a syllable", "ngu|ng|ch", "nguồn người ngủ Nguyễn chó", ""},
		{"whole syllables only", "ngu dốt", "Ngu Công dời núi; ngu dốtt", ""},
		{"diacritics count", "đồ ngu|cặc|đĩ", "do ngu, đồ ngủ, các, đi", ""},
		{"not over a full stop", "mất dạy", "Bị mất. Dạy lại. mất! dạy; mất? dạy; mất… dạy", ""},
		{"not over other signs", "mất dạy", "mất, dạy; mất (dạy) mất “dạy” mất/dạy mất|dạy mất_dạy", ""},
		{"not over a paragraph", "mất dạy", "mất\n\ndạy, mất\r\n \r\ndạy, mất\u2029dạy", ""},
		{"over a soft line break", "mất dạy", "bọn mất\n dạy, mất\r\ndạy", "mất\n dạy|mất\r\ndạy"},
		{"over odd white space", "mất dạy", "mất\u00a0dạy, mất  \tdạy, mất\u3000dạy", "mất\u00a0dạy|mất  \tdạy|mất\u3000dạy"},
		{"over a hyphen", "mất dạy", "mất-dạy, mất‑dạy, mất\u00ad-\u200bdạy", "mất-dạy|mất‑dạy|mất\u00ad-\u200bdạy"},
		{"not over a dash", "mất dạy", "mất - dạy, mất -dạy, mất- dạy, mất--dạy, mất – dạy", ""},
		{"hyphen in the phrase", "mất-dạy", "mất dạy", "mất dạy"},
		{"dash in the phrase", "mất - dạy", "mất - dạy, mất dạy", "mất - dạy"},
		{"sign in the phrase", "Phòng GD&ĐT", "phòng gd&đt quận, Phòng GD ĐT, Phòng GD & ĐT", "phòng gd&đt|Phòng GD & ĐT"},
		{"stops in the phrase", "v.v.", "sách, vở, v.v.", "v.v."},
		{"hidden within", "mất dạy", "m\u200bất d\u00adạy \u2060mất \ufeff dạy\u200b.", "m\u200bất d\u00adạy|mất \ufeff dạy"},
		{"Eth", "đồ tồi", "Ðồ tồi, ÐỒ TỒI", "Ðồ tồi|ÐỒ TỒI"},
		{"tone placement", "hoà thuận|khỏe mạnh", "hòa thuận, khoẻ mạnh", "hòa thuận|khoẻ mạnh"},
		{"overlapping", "a b|b c|a b c|c", "a b c", "a b|a b c|b c|c"},
		{"suffix after a failed start", "a b c d|b c", "a b c e", "b c"},
		{"restart", "a a b", "a a a b", "a a b"},
		{"long after short", "x|a b c d e f g", "x a b c d e f g x", "x|a b c d e f g|x"},
		{"digits", "lớp 5", "lớp 5, lớp 50, lớp ５", "lớp 5|lớp ５"},
		{"twice in the list", "a b|A B", "a b", "a b|a b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := find(t, strings.Split(test.phrases, "|"), test.text)
			if strings.Join(got, "|") != test.want {
				t.Errorf("found %+q, want %+q", got, strings.Split(test.want, "|"))
			}
		})
	}
}

// TestForms finds the same words however they are spelt.
func TestForms(t *testing.T) {
	const line = "Đừng gọi bạn là đồ vô học hay\nquân mất dạy, đồ Hòa thúy."
	list := []string{"vô học", "mất dạy", "đồ hoà thuý"}
	want := find(t, list, line)
	if len(want) != 3 {
		t.Fatalf("found %q", want)
	}
	hide := func(s string) string { return strings.ReplaceAll(s, "ọ", "\u200bọ\u00ad") }
	hideMuch := func(s string) string { return strings.ReplaceAll(s, "ọ", "ọ"+strings.Repeat("\u061c\u3164", 8)) } // of foreign scripts
	for name, form := range map[string]func(string) string{
		"NFD":       norm.NFD.String,
		"upper":     strings.ToUpper,
		"lower":     strings.ToLower,
		"Eth":       strings.NewReplacer("Đ", "Ð", "đ", "ð").Replace,
		"new tones": strings.NewReplacer("Hòa", "Hoà", "thúy", "thuý").Replace,
		"hidden":    hide,
		"much":      hideMuch,
		"NFD upper": func(s string) string { return norm.NFD.String(strings.ToUpper(s)) },
	} {
		var spelt []string
		for _, w := range want {
			spelt = append(spelt, form(w))
		}
		if got := find(t, list, form(line)); !slices.Equal(got, spelt) {
			t.Errorf("%s: found %+q, want %+q", name, got, spelt)
		}
		var listed []string
		for _, phrase := range list {
			listed = append(listed, form(phrase))
		}
		if got := find(t, listed, line); !slices.Equal(got, want) {
			t.Errorf("%s in the list: found %+q, want %+q", name, got, want)
		}
	}
}

func TestFindCountsSyllables(t *testing.T) {
	phrases, _ := NewPhrases(nil)
	const line = "Trường THCS Hoa-Sen, 45 lớp.\n\n“Chào”"
	got := len(phrases.Scan().Find(line, func(int, int, int) { t.Error("found something") }))
	if got != 7 || Count(line) != 7 {
		t.Errorf("Find counts %d, Count %d, want 7", got, Count(line))
	}
}

func TestSyllables(t *testing.T) {
	const line = "\u200bĐồ  \u00adn\u200bgu\u200b, 12-B!"
	var got []string
	for token := range Syllables(line) {
		got = append(got, line[token.Start:token.End])
	}
	if want := []string{"Đồ", "n\u200bgu", "12", "B"}; !slices.Equal(got, want) {
		t.Errorf("syllables %+q, want %+q", got, want)
	}
	for range Syllables("a b") {
		break
	}
}

func TestNewPhrasesRefuses(t *testing.T) {
	for _, phrase := range []string{"", " ", "!!!", "\u200b"} {
		if _, err := NewPhrases([]string{"tốt", phrase}); err == nil {
			t.Errorf("%q was accepted", phrase)
		} else if want := fmt.Sprintf("phrase 2: %q has no letter or digit", phrase); err.Error() != want {
			t.Errorf("error %q, want %q", err, want)
		}
	}
}

// TestScannerForgets makes a scanner meet many more spellings than it can remember.
func TestScannerForgets(t *testing.T) {
	phrases, _ := NewPhrases([]string{"mất dạy", "chữ1 chữ99999"})
	s := phrases.Scan()
	found := 0
	count := func(int, int, int) { found++ }
	for i := range 100_000 {
		s.Find(fmt.Sprint("chữ", i, " mất chữ", 2*i, " Mất Dạy"), count)
	}
	s.Find("chữ1 chữ99999, mất dạ"+strings.Repeat("\u200b", 100)+"y", count)
	if found != 100_002 {
		t.Errorf("found %d, want 100002", found)
	}
}

func TestPack(t *testing.T) {
	seen := map[[2]uint64]string{}
	for _, s := range []string{"", "abcdefghijklmnopq", "ướqướqướqướq"} {
		for start := range s {
			for end := start + 1; end <= min(len(s), start+maxPacked); end++ {
				low, high := pack(s[start:end])
				if was, ok := seen[[2]uint64{low, high}]; ok && was != s[start:end] {
					t.Errorf("%q and %q pack alike", was, s[start:end])
				}
				seen[[2]uint64{low, high}] = s[start:end]
			}
		}
	}
}

// FuzzFind compares the automaton with a search for each phrase on its own.
func FuzzFind(f *testing.F) {
	f.Add("mất dạy|vô học|dạy vô", "bọn mất dạy vô học")
	f.Add("a b a|b a|a|a b|b", "a b a b a\n\na-b. a")
	f.Add("v.v.|GD&ĐT", norm.NFD.String("phòng gd&đt v.v.v."))
	f.Add("a\u200bb|\u0301|x", "ab\u00ad-x \xff\xfe")
	f.Fuzz(func(t *testing.T, list, text string) {
		var phrases []string
		for phrase := range strings.SplitSeq(list, "|") {
			if Count(phrase) > 0 {
				phrases = append(phrases, phrase)
			}
		}
		p, err := NewPhrases(phrases)
		if err != nil {
			t.Fatal(err)
		}
		type hit struct{ phrase, start, end int }
		var got, want []hit
		s := p.Scan()
		count := len(s.Find(text, func(phrase, start, end int) { got = append(got, hit{phrase, start, end}) }))
		if count != Count(text) {
			t.Errorf("Find counts %d syllables, Count %d", count, Count(text))
		}
		for i, phrase := range phrases {
			for _, span := range naive(phrase, text) {
				want = append(want, hit{i, span.Start, span.End})
			}
		}
		order := func(a, b hit) int {
			return slices.Compare([]int{a.phrase, a.start, a.end}, []int{b.phrase, b.start, b.end})
		}
		slices.SortFunc(got, order)
		slices.SortFunc(want, order)
		if !slices.Equal(got, want) {
			t.Errorf("found %v, want %v", got, want)
		}
	})
}

// naive finds one phrase by comparing it with every stretch of text.
func naive(phrase, text string) []Token {
	cut := func(s string) (pieces []piece, keys []string) {
		c := cutter{text: s}
		for p := c.next(); p.kind != end; p = c.next() {
			pieces, keys = append(pieces, p), append(keys, Key(s[p.start:p.end]))
		}
		return pieces, keys
	}
	_, want := cut(phrase)
	pieces, keys := cut(text)
	var found []Token
next:
	for i := 0; i+len(want) <= len(keys); i++ {
		for j := range want {
			if keys[i+j] != want[j] || j > 0 && pieces[i+j].apart {
				continue next
			}
		}
		found = append(found, Token{pieces[i].start, pieces[i+len(want)-1].end})
	}
	return found
}

// TestForeignScripts: phrases in any script are found, in any spelling, whether or not other phrases share the script.
func TestForeignScripts(t *testing.T) {
	for _, phrase := range []string{"плохой", "ﬂuß", "ひらがな", "バカ", "한국어", "ελληνικά", "देवनागरी", "ไทย"} {
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			for _, others := range [][]string{nil, {"mất dạy"}} {
				p, err := NewPhrases(append([]string{phrase}, others...))
				if err != nil {
					t.Fatal(err)
				}
				found := 0
				p.Scan().Find("x "+form.String(phrase)+" y", func(int, int, int) { found++ })
				if found != 1 {
					t.Errorf("%q in form %d beside %v: found %d times", phrase, form, others, found)
				}
			}
		}
	}
}
