package fact

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestWords(t *testing.T) {
	nfd := norm.NFD.String
	for _, test := range []struct{ marked, want string }{
		{"Trường học, internet, Krông, m², 6ª, “nghỉ”", ""},
		{"‹" + nfd("Trường") + "› mới", "decomposed Trường"},
		{"‹Ðường ðến› trường", "eth Đường đến"},
		{"‹Ðường› **‹ðến›** trường; một hai ba bốn ‹ð›", "eth Đường|eth đến|eth đ"},
		{"‹" + nfd("Trường") + " học sinh giỏi " + nfd("nghỉ") + "› học xa rồi mà ‹" + nfd("thầy") + "› em", "decomposed Trường học sinh giỏi nghỉ|decomposed thầy"},
		{"# ‹" + nfd("Trường") + "\n\n" + nfd("Nghỉ học `nghỉ`, nghỉ hè.\n\n- Thầy\n- Cô **đến** lớp") + "›", "decomposed " + "Trường\n\nNghỉ học `" + nfd("nghỉ") + "`, nghỉ hè.\n\n- Thầy\n- Cô **đến** lớp"},
		{"‹" + nfd("Nghỉ") + "› `a` ‹" + nfd("hè") + "›", "decomposed Nghỉ|decomposed hè"},
		{"Kính ‹chúc\u00a0mừng\u00a0năm› mới\u00a0!", "hard-space chúc mừng năm"},
		{"10\u00a0km, TP.\u00a0Hải Đông, điều\u00a05", ""},
		{"<p>&nbsp;</p><p>‹a&nbsp;b›</p>", "hard-space a b"},
		{"‹ngu\u200bdốt› 👨\u200d👩\u200d👧 ❤\ufe0f", "zero-width:hidden-character ngudốt"},
		{"nhà‹\u200b› trường", "zero-width "},
		{"‹\uf0b7› Mục đích ‹\ue123›", "private-use •|private-use \ue123"},
		{"đểu ‹hoà›", "new"},
		{"‹nguуên› Δt μm hν", "lookalike-letter"},
		{"‹trừong› và trường ‹qúa›", "wrong:trường|wrong:quá"},
		{"‹hoà› ‹khỏe› ‹Thuỷ›", "new|old|new"},
		{"Đồ ‹n.g.u›, v.v., TP. HCM, i.e., a. b. c., d-e-f, ‹n-g-ó›", "spelled-out|spelled-out"},
		{"হয় ক্\u200cষ école frère été après déjà élève père mère fête tête forêt bête crème", ""},
		{"a.b.c, thư-viện.đâyy/x, ảnhh.jpg, `trừong`", ""},
	} {
		set := checkPlaces(t, Settings{}, "word", "", test.marked)
		var got []string
		for _, w := range all[Word](set, "word", "") {
			word := w.Oddity
			if w.Disguise != "" {
				word = strings.Trim(word+":"+w.Disguise, ":")
			}
			switch {
			case w.Oddity != "":
				word += " " + w.NormalForm
			case !w.Syllable:
				word = "wrong:" + w.Suggestion
			case w.Tone != "":
				word = w.Tone
			}
			if w.Normal != (w.Oddity == "") {
				t.Errorf("%q: normal %v, oddity %q", w.Text, w.Normal, w.Oddity)
			}
			got = append(got, word)
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%+q: %+q, want %q", test.marked, got, test.want)
		}
	}
}

// TestNumbersStayMasked: a number in another spelling would not be known for what is masked.
func TestNumbersStayMasked(t *testing.T) {
	for _, w := range all[Word](gather(t, Settings{}, "Gọi 0912\u200b345678; "+norm.NFD.String("gọi cô 0912 345 678 nghỉ")), "word", "") {
		if strings.Contains(w.Text, "0912") && w.NormalForm != w.Text {
			t.Errorf("%q becomes %q", w.Text, w.NormalForm)
		}
	}
}

func TestUsualTone(t *testing.T) {
	for src, want := range map[string]string{"hoa": "", "hoà khỏe thủy": "old", "hoà thủy": "new", "hòa hoà khoẻ": "new"} {
		if got := gather(t, Settings{}, src).Page.Tone; got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

func TestKnownWords(t *testing.T) {
	lists := *builtinLists(t)
	lists.KnownWords = append(lists.KnownWords, "zèe")
	for _, w := range all[Word](gather(t, Settings{Lists: &lists}, "zèe zèo"), "word", "") {
		if w.Known != (w.Text == "zèe") {
			t.Error(fmt.Sprint(w.Text, " known: ", w.Known))
		}
	}
}
