package text

import (
	"testing"
	"unicode/utf8"
)

func TestDetectEncoding(t *testing.T) {
	for s, want := range map[string]struct {
		encoding Encoding
		decoded  string
	}{
		"KÝnh göi quý thÇy c« vµ c¸c em häc sinh":             {TCVN3, "Kính gửi quý thầy cô và các em học sinh"},
		"Tr\u00adêng THCS Hoa Sen tæ chøc lÔ khai gi¶ng.":     {TCVN3, "Trường THCS Hoa Sen tổ chức lễ khai giảng."},
		"§iÒu lÖ cña c©u l¹c bé":                              {TCVN3, "Điều lệ của câu lạc bộ"},
		"Kính göûi quyù thaày coâ vaø caùc em hoïc sinh":      {VNI, "Kính gửi quý thầy cô và các em học sinh"},
		"Tröôøng THCS Hoa Sen toå chöùc leã khai giaûng":      {VNI, "Trường THCS Hoa Sen tổ chức lễ khai giảng"},
		"Kính gửi quý thầy cô và các em học sinh":             {UTF8, ""},
		"Müller, Größe und Übung: drei schöne Wörter für uns": {UTF8, ""},
		"La leçon a été très bien reçue à l'école française":  {UTF8, ""},
		"“Đọc sách” – «Truyện Kiều» ± 5 °C, 3 m², 4 m³ ¼":     {UTF8, ""},
		"": {UTF8, ""},
	} {
		if encoding, decoded := DetectEncoding(s); encoding != want.encoding || decoded != want.decoded {
			t.Errorf("%q: %s %q, want %s %q", s, encoding, decoded, want.encoding, want.decoded)
		}
	}
}

// TestEveryLetterOfTCVN3: each letter of Vietnamese with a mark is in the table once.
func TestEveryLetterOfTCVN3(t *testing.T) {
	if n := utf8.RuneCountInString(tcvn3); n != 0xFE-0xA1+1 {
		t.Errorf("the table has %d places, want %d", n, 0xFE-0xA1+1)
	}
	seen := map[rune]int{}
	for _, r := range tcvn3 {
		seen[r]++
	}
	for _, r := range "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ" {
		if seen[r] != 1 {
			t.Errorf("%c stands %d times in the table", r, seen[r])
		}
	}
}

func FuzzDetectEncoding(f *testing.F) {
	f.Add("KÝnh göi quý thÇy c«")
	f.Add("Kính göûi quyù thaày coâ")
	f.Fuzz(func(t *testing.T, s string) {
		if encoding, decoded := DetectEncoding(s); (encoding == UTF8) != (decoded == "") {
			t.Errorf("%q: %s %q", s, encoding, decoded)
		}
	})
}
