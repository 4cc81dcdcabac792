package text

import (
	"slices"
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, marked := range []string{
		"Một câu.| Câu hai!| Câu ba?",
		"ThS. Lê Văn Thử và PGS. TS. Trần Mẫu ở TP. Hải Đông.| Hết.",
		"1. Mục đích của buổi họp.| 2. Thành phần.",
		"Em được 8.5 điểm, phòng 2.3, lúc 7.30.",
		"“Con đi đây!”| Mẹ gật đầu…| Rồi thôi… và im lặng.",
		"Bút, vở, thước v.v. đều có.| Xong.",
		"Dòng một\ndòng hai.|\nCâu mới.",
		"Không có dấu|\n\nĐoạn sau",
		"  ",
	} {
		var want, got []string
		for part := range strings.SplitSeq(marked, "|") {
			if part = strings.TrimSpace(part); part != "" {
				want = append(want, part)
			}
		}
		s := strings.ReplaceAll(marked, "|", "")
		for token := range Sentences(s) {
			got = append(got, s[token.Start:token.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
