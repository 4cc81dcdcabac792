package fact

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSentences(t *testing.T) {
	for _, test := range []struct{ marked, want string }{
		{"‹Một *câu* dài.› ‹Hai?›\n\n# ‹Ba›\n\n- ‹Bốn\n  năm›\n", "3 . .|1 . .|1 . .|2 . ."},
		{"‹Theo thống kê, 90% trẻ thiếu ngủ.›", "7 statistic false"},
		{"‹Theo thống kê của [Bộ Y tế](https://moh.gov.vn/a), 90% trẻ thiếu ngủ.›", "11 statistic true"},
		{"‹Theo thống kê, nhiều trẻ thiếu ngủ.›", "7 . ."},
		{"‹Trường có 98,5% học sinh hoàn thành chương trình.›", "10 . ."},
		{"‹Các chuyên gia khuyên trẻ ngủ sớm.›", "7 hearsay false"},
		{"‹Bác sĩ cho biết: “Trẻ cần ngủ đủ tám tiếng mỗi đêm”.›", "12 quotation false"},
		{"‹Bác sĩ nói về sách “Ngủ ngon”.›", "7 . ."},
		{"> ‹Trẻ cần ngủ.›\n", "3 . quoted"},
		{"‹“Trẻ cần ngủ.”›", "3 . quoted"},
	} {
		for _, src := range []string{test.marked, norm.NFD.String(test.marked)} {
			set := checkPlaces(t, Settings{Site: "https://hoasen.edu.vn"}, "sentence", "", src)
			var got []string
			for _, s := range all[Sentence](set, "sentence", "") {
				word := fmt.Sprint(s.Words, " . .")
				if s.Claim != "" {
					word = fmt.Sprint(s.Words, " ", s.Claim, " ", s.Cited)
				} else if s.Quoted {
					word = fmt.Sprint(s.Words, " . quoted")
				}
				got = append(got, word)
			}
			if strings.Join(got, "|") != test.want {
				t.Errorf("%q: %q, want %q", src, got, test.want)
			}
		}
	}
}

func TestLegacySentence(t *testing.T) {
	set := checkPlaces(t, Settings{}, "sentence", "", "‹KÝnh göi **quý** thÇy vµ c¸c em häc sinh.›\n")
	if s := only[Sentence](t, set, "sentence"); s.Encoding != "tcvn3" || s.Decoded != "Kính gửi **quý** thầy và các em học sinh." {
		t.Errorf("%s %q", s.Encoding, s.Decoded)
	}
}
