package fact

import (
	"fmt"
	"strings"
	"testing"
)

func TestExplained(t *testing.T) {
	for src, want := range map[string]bool{
		"Theo Nghị định 13/2023/NĐ-CP, trường làm.":          false,
		"Nghị định mới thay thế Nghị định số 13/2023/NĐ-CP.": true,
		"Nghị định 13/2023/NĐ-CP đã hết hiệu lực.":           true,
		"Nghị định 13/2023/NĐ-CP. Thông tư cũ hết hiệu lực.": false,
	} {
		if got := only[DocumentRef](t, gather(t, Settings{}, src), "document-ref").Explained; got != want {
			t.Errorf("%s: %v", src, got)
		}
	}
}

func TestDocumentRefs(t *testing.T) {
	for marked, want := range map[string]string{
		"Thông tư số ‹09/2024/TT-BGDĐT›.":                                                       "09/2024/TT-BGDĐT true ",
		"Thông tư ‹9/2204/TT-BGDĐT›.":                                                           "9/2204/TT-BGDĐT false ",
		"Thông tư ‹09/2024/TT-BGDDT›, ‹15/ND-CP›, ‹12/QD-TTg›":                                  "09/2024/TT-BGDDT false |15/ND-CP false |12/QD-TTg false ",
		"Nghị định ‹13/2023/NĐ-CP› và Nghị định số ‹13/2023›":                                   "13/2023/NĐ-CP true 356|13/2023/NĐ-CP true 356",
		"‹Luật An ninh mạng 2018› hay Luật An ninh mạng số ‹24/2018/QH14›":                      "24/2018/QH14 true Luật|24/2018/QH14 true Luật",
		"Công văn ‹1207/SGDDĐT-GDĐT&ĐH›, Kế hoạch ‹45/KH-THCSHS› ngày 10/9/2026":                "1207/SGDDĐT-GDĐT&ĐH true |45/KH-THCSHS true ",
		"Quyết định ‹0/QĐ-UBND›; ‹08/NĐ-CP›":                                                    "0/QĐ-UBND false |08/NĐ-CP false ",
		"Thông tư ‹36/2017/TT-BGDĐT›":                                                           "36/2017/TT-BGDĐT true Thông",
		"Lớp 6/2, 05/9/2026, 3/4 số phiếu, 24/7, 12/34/5 ngõ, km/h, 50/Toán, 1/Văn-Sử, và/hoặc": "",
		"https://a.vn/13/2023/ND-CP và ảnh/2/AB-CD.jpg":                                         "",
		"Số: /PGDĐT, ngày tháng 5":                                                              "",
	} {
		set := checkPlaces(t, Settings{}, "document-ref", "", marked)
		var got []string
		for _, d := range all[DocumentRef](set, "document-ref", "") {
			by, _, _ := strings.Cut(strings.TrimPrefix(d.ReplacedBy, "Nghị định "), " ")
			by, _, _ = strings.Cut(by, "/")
			got = append(got, fmt.Sprint(d.ID, " ", d.WellFormed, " ", by))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", marked, got, want)
		}
	}
}
