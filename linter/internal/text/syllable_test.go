package text

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestParseSyllable(t *testing.T) {
	for word := range strings.FieldsSeq(`trường học nghỉ nghiêng quốc quyển quýt quá quý qui quăng gì gìn giữ giá già giếng giết giêng
		giặc khuya khuỷu thuở huơ huế tuần khuây khuân bâng khuâng ngoằn ngoèo ngoao hoà hòa khoẻ khỏe thuỷ thủy uỷ ủy oà xoong
		moóc tuýp yêu yên yếm ý y tế kỹ sĩ mỹ êm ái ưu ươm iêu ỉa ỉu ước uống oi ả ăn ấm ở ơn rượu hươu bưu điện cừu ngửi ghế ghi
		kẻ kiêng cả cử xuân loắt choắt quạu quẹo quở ngoắt xoăn loạng choạng khoảng hoạch kềnh chuyện nguyệt huỳnh huých
		luýnh quýnh quắp pin đường Đặng NGUYỄN gửi giường lách ếch nhích vuông muỗm khuếch đuểnh rau giền boong ngoém`) {
		for _, spelled := range []string{word, norm.NFD.String(word), strings.ToUpper(word)} {
			if _, ok := ParseSyllable(spelled); !ok {
				t.Errorf("%q is a syllable", spelled)
			}
		}
	}
	for word := range strings.FieldsSeq(`trừong truờng thưong đươc họcs nghành ngĩ gế kả cế qúa gìa tóan hóan dúơi tuyêt khôg zò fải
		jì wá ngườì ngưòi hũơ ươt bíết biềt thìêng quôn giìn ñ ß ä тo çoi bờơ aa hàà tr ng đ nghi1 nghiêngs`) {
		if _, ok := ParseSyllable(word); ok {
			t.Errorf("%q is no syllable", word)
		}
	}
}

func TestPlacement(t *testing.T) {
	for word, want := range map[string]Placement{
		"hòa": Old, "hoà": New, "khỏe": Old, "khoẻ": New, "thủy": Old, "thuỷ": New, "ủy": Old, "Uỷ": New,
		"hoa": Either, "hoàn": Either, "quý": Either, "quá": Either, "già": Either, "mùa": Either, "huyện": Either, "hoài": Either,
	} {
		if got, ok := ParseSyllable(word); got != want || !ok {
			t.Errorf("%s: %q %v, want %q", word, got, ok, want)
		}
	}
}

func TestSuggest(t *testing.T) {
	for word, want := range map[string]string{
		"trừong": "trường", "truờng": "trường", "tóan": "toán", "qúa": "quá", "gìa": "già", "đươc": "", "nghành": "ngành",
		"ngỉ": "nghỉ", "khôg": "không", "Trừơng": "Trường", "thưong": "thương", "ngưòi": "người", "họcs": "học", "hcọ": "học", "a": "",
	} {
		if got := Suggest(word); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

// FuzzSuggest: what is suggested is a syllable, and whether a word is one does not depend on its normal form.
func FuzzSuggest(f *testing.F) {
	for _, word := range []string{"trừong", "qúa", "khôg", "gi", "q", "nghiêngg", "İ"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if s := Suggest(word); s != "" {
			if _, ok := ParseSyllable(s); !ok {
				t.Errorf("%q is suggested for %q", s, word)
			}
		}
		a, okA := ParseSyllable(norm.NFC.String(word))
		b, okB := ParseSyllable(norm.NFD.String(word))
		if a != b || okA != okB {
			t.Errorf("%q: composed %v %v, decomposed %v %v", word, a, okA, b, okB)
		}
	})
}

func TestOtherTone(t *testing.T) {
	for word, want := range map[string]string{"hòa": "hoà", "hoà": "hòa", "Thủy": "Thuỷ", "KHOẺ": "KHỎE", "kho\u0309e": "khoẻ", "uỷ": "ủy", "xòe": "xoè",
		"hoa": "hoa", "quý": "quý", "hoàn": "hoàn", "già": "già", "http": "http", "": ""} {
		got := OtherTone(word)
		if got != want {
			t.Errorf("%s becomes %s, want %s", word, got, want)
		}
		if back := OtherTone(got); got != word && back != NFC(word) {
			t.Errorf("%s becomes %s and then %s", word, got, back)
		}
	}
}
