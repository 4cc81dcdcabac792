package fact

import (
	"strings"
	"testing"
)

// checkDates compares the dates of a text with the marked ones, and their forms and problems.
func checkDates(t *testing.T, marked, want string) {
	t.Helper()
	set := checkPlaces(t, Settings{}, "date", "", "---\ntitle: Họp\ndate: 2026-11-20\n---\n"+marked)
	var got []string
	for _, d := range all[Date](set, "date", "") {
		word := d.Form
		if d.Problem != "" {
			word += ":" + d.Problem
		}
		got = append(got, word)
	}
	if strings.Join(got, " ") != want {
		t.Errorf("%q: %q, want %q", marked, got, want)
	}
}

func TestDates(t *testing.T) {
	for marked, want := range map[string]string{
		"Khai giảng ‹Thứ Bảy, ngày 05/9/2026›.":                          "day",
		"Khai giảng ‹Thứ Hai, ngày 05/9/2026›.":                          "day:weekday",
		"Họp ‹thứ 2 (07/9/2026›).":                                       "day",
		"Họp ‹Chủ nhật 8/11/2026›, ‹thứ Bẩy, 7.11.2026›":                 "day day",
		"Hạn: ‹31/11/2026›; ‹ngày 30/2›; ‹29/2/2027›; ‹29/2/2028›":       "day:impossible day:impossible day:impossible day",
		"‹Ngày 31 tháng 6 năm 2026›, ‹ngày 5 tháng 9›, ‹7 tháng 5/2026›": "day:impossible day day",
		"Từ ‹ngày 20 đến ngày 25/11/2026›":                               "span",
		"Từ ‹5/9 đến 10/9/2026›, từ ‹25/12/2026 đến 03/01/2026›":         "span span:end-before-start",
		"Nghỉ từ ‹28/12 đến hết ngày 03/01/2027›":                        "span",
		"Từ ‹thứ Hai, ngày 23/11/2026 đến thứ Sáu, ngày 27/11/2026›":     "span",
		"Từ ‹thứ Hai, ngày 23/11/2026 đến thứ Sáu, ngày 28/11/2026›":     "span:weekday",
		"‹20–25/11/2026›": "span",
		"Năm học ‹2026–2027›, năm học ‹2026 - 2028›, NH ‹2025-26›":                                    "school-year school-year:school-year school-year",
		"Kính mời quý vị dự lễ vào ‹ngày 15/01/2025›.":                                                "day:long-past",
		"Trường thành lập ‹ngày 15/01/1985›; năm 2025 sẽ xây. Ngày kia.":                              "day",
		"Điện thoại 0225.3876.543, số nhà 12/34, phiên bản 1.2.2024, tỉ số 3/4, 24/7":                 "",
		"Nghị định 13/2023/NĐ-CP, ảnh 2026-11-20.jpg, https://a.vn/2026/11/20, 2-3 ngày, thứ 2, 3, 4": "",
		"Số 15/13/2024 và số 15/12/2024/QĐ":                                                           "",
		"‹2026-11-31›, (‹20-11-2026›)":                                                                "day:impossible day",
		"tháng 9/2026, quý 3/2026, 10.000.2026 đồng, lớp 6/2 ngày nào":                                "",
	} {
		checkDates(t, marked, want)
	}
}
