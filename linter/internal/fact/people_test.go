package fact

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// aboutPeople has some of the lists for people.
func aboutPeople() Settings {
	return Settings{Lists: &Lists{Circumstances: []string{"hộ nghèo", "mồ côi"}, Discipline: []string{"vi phạm", "cảnh cáo"},
		Accusations: []string{"bạo hành", "tham ô"}, Illnesses: []string{"động kinh", "COVID", "COVID-19"}, Disabilities: []string{"khuyết tật"}}}
}

func TestPerson(t *testing.T) {
	for text, want := range map[string]string{
		"Chúc mừng em Nguyễn Gia Bảo lớp 5A.":                            "Nguyễn Gia Bảo child true 5A 0   ",
		"Các em Phạm Hà My, Vũ Quốc Đạt và Đỗ Na lớp 8C":                 "Phạm Hà My child true  0   |Vũ Quốc Đạt child true  0   |Đỗ Na child true 8C 0   ",
		"LÊ ĐỨC ANH – lớp 9A2":                                           "LÊ ĐỨC ANH child true 9A2 0   ",
		"Lê Đức Anh (9A2)":                                               "Lê Đức Anh child true 9A2 0   ",
		"Bạn Lan lớp 4C kể":                                              "Bạn Lan child true 4C 0   ",
		"Cháu Hoàng Minh Khôi, lớp Lá 2":                                 "Hoàng Minh Khôi child true Lá 2 0   ",
		"Học sinh lớp 5A Nguyễn Gia Bảo":                                 "Nguyễn Gia Bảo child true 5A 0   ",
		"Cô Nguyễn Thị Lan dạy lớp 5A":                                   "Nguyễn Thị Lan staff true  0   ",
		"Ông Nguyễn Văn Hùng, phụ huynh lớp 6A":                          "Nguyễn Văn Hùng adult true  0   ",
		"Cô H. bạo hành trẻ":                                             "Cô H. staff false  0   bạo hành",
		"Một học sinh lớp 8B bị cảnh cáo":                                "học sinh lớp 8B child false 8B 0  cảnh cáo ",
		"Em N.V.A lớp 8B bị cảnh cáo":                                    "Em N.V.A child false 8B 0  cảnh cáo ",
		"Học sinh hộ nghèo: Trần Văn Tí":                                 "Trần Văn Tí child true  0 hộ nghèo  ",
		"Em Nam mồ côi":                                                  "Em Nam child true  0 mồ côi  ",
		"em Trần Văn Tí không vi phạm":                                   "Trần Văn Tí child true  0   ",
		"em Trần Văn Tí tặng hộ nghèo":                                   "Trần Văn Tí child true  0   ",
		"hộ nghèo, do em Trần Văn Tí vẽ":                                 "Trần Văn Tí child true  0   ",
		"Vi phạm quy định về học sinh Việt Nam":                          "",
		"Học sinh Hải Dương và học sinh Hà Nội vi phạm quy định":         "",
		"Học sinh Thái Nguyên, lớp 5A, được cảnh cáo bão":                "",
		"Em Hải Dương mồ côi":                                            "Em Hải Dương child true  0 mồ côi  ",
		"Học sinh trường THCS Nguyễn Trãi":                               "",
		"đường Nguyễn Trãi lớp 5A":                                       "",
		"Bạn Lan có năm quả cam":                                         "",
		"thơ của Trần Đăng Khoa, các em lớp 5A đọc":                      "",
		"Kim Đồng là đội viên":                                           "",
		"| Họ tên học sinh | Lớp |\n|---|---|\n| Lê An | 5A |":           "Lê An child true 5A 1   ",
		"| Họ tên | Diện |\n|---|---|\n| Lê An | Hộ nghèo |\n":           "Lê An child true  1 Hộ nghèo  ",
		"| Họ tên | Chức vụ | Lớp |\n|---|---|---|\n| Lê An | TT | 5A |": "",
	} {
		var got []string
		for _, p := range all[Person](gather(t, aboutPeople(), text), "person", "") {
			got = append(got, fmt.Sprint(p.Text, " ", p.Role, " ", p.Named, " ", p.Class, " ", p.Row, " ", p.Circumstance, " ", p.Discipline, " ", p.Accusation))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPersonMasks(t *testing.T) {
	for text, want := range map[string]string{
		"# Em Nguyễn Gia Bảo lớp 5A": "Em N*** lớp 5A",
		"# Bạn Lan lớp 4C":           "Bạn L*** lớp 4C",
		"# Cô Nguyễn Thị Lan":        "Cô Nguyễn Thị Lan",
		"# Cô Nguyễn Thị Lan tham ô": "Cô N*** tham ô",
		"# Bà Lê Na bị động kinh":    "Bà L*** bị động kinh",
	} {
		if got := only[Heading](t, gather(t, aboutPeople(), text), "heading").Masked; got != want {
			t.Errorf("%q is masked as %q, want %q", text, got, want)
		}
	}
}

func TestHealthFact(t *testing.T) {
	for text, want := range map[string]string{
		"Em Lê Na lớp 5A bị động kinh":             "động kinh true true",
		"Bà Lê Na mắc bệnh động kinh":              "động kinh true false",
		"Học sinh khuyết tật: em Lê Na":            "khuyết tật true true",
		"Em Lê Na lớp 5A dương tính với COVID-19":  "COVID-19 true true",
		"Em Lê Na lớp 5A vẽ tranh về động kinh":    "động kinh false false",
		"Em Lê Na lớp 5A giúp người khuyết tật":    "khuyết tật false false",
		"Bác sĩ Lê Na giảng bài động kinh":         "động kinh false false",
		"Toàn trường có 3 em bị động kinh":         "động kinh false false",
		"Một học sinh lớp 5A bị động kinh":         "động kinh true true",
		"Em Lê Na lớp 5A không bị động kinh":       "động kinh false false",
		"Bị động kinh. Em Lê Na lớp 5A kể chuyện.": "động kinh false false",
	} {
		h := only[HealthFact](t, gather(t, aboutPeople(), text), "health-fact")
		if got := fmt.Sprint(h.Condition, " ", h.PersonNear, " ", h.Child); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	s := Settings{Contacts: Contacts{Addresses: []string{"Số 5 đường Hoa Sen"}}}
	for marked, want := range map[string]string{
		"Nhà em ở ‹số 12/34 ngõ 56, phường Hoa Sen›.":            "true false",
		"Gia đình cháu ở ‹thôn Đoài, xã Liên Hoa›":               "true false",
		"em trú tại ‹tổ dân phố số 6, phường Hồng Bàng›":         "true false",
		"em trú tại ‹số nhà 7, tổ 3, phường An Sơn›":             "true false",
		"Các em ở tại ‹số 5 đường Hoa Sen, phường Liên Hoa›":     "true true",
		"Uỷ ban ở ‹số 10 đường Nguyễn Văn Linh›":                 "false false",
		"Nhà sách ‹số 8 đường Trần Phú, phường Máy Tơ› giảm giá": "false false",
		"Số 12 là số chẵn, ngõ 3 đang sửa":                       "",
	} {
		set := checkPlaces(t, s, "address", "", marked)
		for _, a := range all[Address](set, "address", "") {
			if got := fmt.Sprint(a.PersonNear, " ", a.Official); got != want {
				t.Errorf("%q: %s, want %s", marked, got, want)
			}
		}
	}
}

func TestTableRoles(t *testing.T) {
	for text, want := range map[string]string{
		"| Họ và tên | Ngày sinh | Lớp |\n|---|---|---|\n| Lê An | 1 | 5A |":                         "[person birth class] 1",
		"| HỌ TÊN | Địa chỉ | SĐT |\n|---|---|---|\n| Lê An | a | b |":                               "[person address phone] 1",
		"| Họ tên HS | Phụ huynh |\n|---|---|\n| Lê An | Lê Na |\n| Võ Tú | a |":                     "[person guardian] 2",
		"| Họ tên | Toán | Xếp loại hạnh kiểm | Lương |\n|---|---|---|---|\n| Lê An | 9 | Tốt | 1 |": "[person score conduct salary] 1",
		"| Số học sinh | Toán học vui |\n|---|---|\n| 5 | 6 |":                                       "[] 0",
		"| Tên | Năm sinh |\n|---|---|\n| con mèo | 1 |\n| con chó | 2 |":                            "[birth] 0",
		"- Lê An – sinh năm 2016\n- Võ Tú – sinh năm 2016\n- Đỗ Na – sinh năm 2015":                  "[person birth] 3",
		"- Lê An: 9 điểm\n- Võ Tú: 8 điểm\n- Đỗ Na: 7 điểm":                                          "[person score] 3",
	} {
		table := only[Table](t, gather(t, Settings{}, text), "table")
		if got := fmt.Sprint(table.Roles, " ", table.People); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestColumnLabels(t *testing.T) {
	for kind, marked := range map[string]string{
		"citizen-id":   "| CCCD | Số lượt |\n|---|---|\n| ‹912345678901› | 123456789 |",
		"bank-account": "| ACB | STK |\n|---|---|\n| a | ‹12345678› |",
		"tax-code":     "<table><tr><td>Mã số thuế</td><td>‹0201341673›</td></tr></table>",
	} {
		set := checkPlaces(t, Settings{}, kind, "", marked)
		if c := all[CitizenID](set, "citizen-id", ""); kind == "citizen-id" && (len(c) != 1 || !c[0].Labelled) {
			t.Errorf("%q: %+v", marked, c)
		}
	}
}

// TestPeopleStayCheap: a page without a full stop, of nothing but people and what is said of them, is read in one pass.
func TestPeopleStayCheap(t *testing.T) {
	s := aboutPeople()
	s.Wanted = map[string]bool{"person": true, "health-fact": true, "address": true}
	g, err := NewGatherer(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"em Lê Na lớp 5A vi phạm bị động kinh ", "khu phố ", "số 1 ngõ 2 ", "Lê Na 9A, ", "một em bạn học sinh lớp "} {
		p, err := page.Parse("a.md", []byte(strings.Repeat(part, 300_000/len(part))))
		if err != nil {
			t.Fatal(err)
		}
		g.Worker().Gather(p)
	}
}

// TestNamesAreMaskedEverywhere: a name that is masked in one sentence does not show in the next.
func TestNamesAreMaskedEverywhere(t *testing.T) {
	set := gather(t, aboutPeople(), "## Bảo tàng và Lê Gia Bảo\n\nEm Lê Gia Bảo lớp 5A kể chuyện. Ai cũng quý Lê Gia Bảo.\n")
	if got := only[Heading](t, set, "heading").Masked; got != "Bảo tàng và L***" {
		t.Errorf("the heading shows %q", got)
	}
}
