package fact

import (
	"strings"
	"testing"
)

// worded is a rule's list for tests of what stands around a phrase.
func worded(phrases ...string) Settings {
	return Settings{Phrases: []PhraseList{{Rule: "a/b", List: "list", Phrases: phrases, Frames: true, Disguises: true}}}
}

func TestDirected(t *testing.T) {
	s := worded("ngu", "chó", "cút đi", "vô dụng", "thần kinh")
	for text, want := range map[string]bool{
		"Thằng bé ngu như bò.":            true,
		"Đồ ngu.":                         true,
		"Lũ học sinh ngu kia":             true,
		"Mày đúng là vô dụng":             true,
		"ngu như mày":                     true,
		"Nó ngu như con bò":               true,
		"Sao em ngu thế?":                 true,
		"Cút đi!":                         true,
		"Đồ chó":                          true,
		"Lũ chó kia":                      true,
		"MA\u0300Y NGU":                   true,
		"Lũ chó con mới mở mắt":           false,
		"Con chó Bấc":                     false,
		"con chó như con mèo":             false,
		"Nước Đại Ngu":                    false,
		"thầy đồ ngu trong truyện":        false,
		"Hệ thần kinh trung ương":         false,
		"Bà ấy nói. Đồ đạc gọn. Ngu Công": false,
		"Chim cút đi tìm mồi":             false,
		"Cút đi, rồi quay lại":            false,
		"thằng Bờm có cái quạt mo, ngu":   false,
		"Sao bài này ngu thế":             false,
	} {
		list := all[Phrase](gather(t, s, text), "phrase", "a/b")
		if len(list) != 1 || list[0].Directed != want {
			t.Errorf("%q: %d phrases, directed is not %v", text, len(list), want)
		}
	}
}

func TestPromotional(t *testing.T) {
	s := worded("sữa công thức", "thuốc lá")
	for text, want := range map[string]bool{
		"Ưu đãi sữa công thức cho bé, mua ngay hôm nay.": true,
		"Sữa công thức giảm giá":                         true,
		"Tuyên truyền tác hại thuốc lá.":                 false,
		"Cấm mua bán thuốc lá ở cổng trường":             false,
		"Mua vở ở thư viện. Sữa công thức là gì?":        false,
	} {
		list := all[Phrase](gather(t, s, text), "phrase", "a/b")
		if len(list) != 1 || list[0].Promotional != want {
			t.Errorf("%q: %d phrases, promotional is not %v", text, len(list), want)
		}
	}
}

func TestDisguises(t *testing.T) {
	s := worded("ngu", "ngu dốt", "óc chó", "đéo", "mất dạy")
	for marked, want := range map[string]string{
		"‹n.g.u› quá": spelledOut, "(‹n-g-u›)": spelledOut, "‹n g u›": spelledOut, "x ‹m.ấ.t d.ạ.y›!": spelledOut, "‹đ.é.o›": spelledOut,
		"‹n.g.u\u0309.›": "", "‹ngu\u200cdốt›": hiddenCharacter, "‹n\u200bgu›": hiddenCharacter, "‹óс chó›": lookalikeLetter,
		"‹NGU›": "", "‹ո›": "", "Россия, ngữ": "", "n.g": "", "αβ n": "",
	} {
		if want == "" && strings.Contains(marked, "‹") && !strings.Contains(marked, "NGU") {
			marked = strings.NewReplacer("‹", "", "›", "").Replace(marked)
		}
		set := checkPlaces(t, s, "phrase", "a/b", marked)
		for _, p := range all[Phrase](set, "phrase", "a/b") {
			if p.Disguise != want {
				t.Errorf("%q: disguise %q, want %q", marked, p.Disguise, want)
			}
		}
	}
}

// TestDisguisesStayCheap: a text of nothing but disguises is read in one pass.
func TestDisguisesStayCheap(t *testing.T) {
	set := gather(t, worded("ngu"), strings.Repeat("n.g.u ", 20_000))
	if n := len(set.Subjects("phrase", "a/b")); n != 20_000 {
		t.Errorf("%d phrases, want 20000", n)
	}
}

// FuzzUnveil: what is unveiled leads back to where it was written.
func FuzzUnveil(f *testing.F) {
	for _, s := range []string{"n.g.u", "ngu\u200cdốt", "óс chó", "a b c \u200b x", "đ.ĩ*x*y", "\xff.a.b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var u unveiled
		u.unveil(s)
		if len(u.veils) == 0 {
			return
		}
		plain := u.text.String()
		for i := range plain {
			from, to := u.source(i, false), u.source(i+1, true)
			if from < 0 || to > len(s) || from >= to {
				t.Fatalf("%q: byte %d of %q comes from [%d, %d)", s, i, plain, from, to)
			}
		}
	})
}
