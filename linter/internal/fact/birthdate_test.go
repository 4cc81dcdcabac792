package fact

import (
	"testing"
	"time"
)

func TestBirthDatePlaces(t *testing.T) {
	for _, marked := range []string{
		"Em Nam sinh ngày ‹05/3/2015›, lớp 5A.", "sinh ngày ‹5 tháng 3 năm 2015›", "Ngày sinh: ‹5-3-2015›", "sinh năm ‹2015›", "(SN ‹2015›)", "NTNS: ‹1.2.2015›",
		"Ngày tháng năm sinh ‹2015-03-05›", "SINH NGÀY ‹05/3/2015›", "Sinh vào ngày ‹05/3/2015›", "sinh: ‹05/3/2015›", "ngày sinh của em Nam là ‹05/3/2015›",
		"s\u200bi\u200bnh ngày ‹05/3/2\u200b015›", "sinh ngày ‹０５/3/2015›", "Sinh ngày **‹05/3/2015›**", "Sinh&nbsp;ngày ‹05&#47;3/2015›",
		"| Tên | Ngày sinh |\n|--|--|\n| Lê Văn Thử | ‹05/3/2015› |\n", "<table><tr><th>Tên<th>Năm sinh<tr><td>Lê Văn Thử<td>‹2015›</table>",
		"---\nngay_sinh: ‹2015-03-05›\n---\n", "+++\nbirthday = ‹2015-03-05›\n+++\n", "---\na: {ten: b, ngay-sinh: ‹5/3/2015›}\n---\n",
		// Other dates, and birth in other words.
		"Ngày 05/3/2015", "Học sinh năm 2026", "tuyển sinh ngày 05/6/2026", "hi sinh năm 1968", "sinh ngày 31/02/2015", "sinh năm 1890", "sinh năm 20155",
		"sinh nhật 5/3/2015", "sinh. Năm 2015", "Môn Sinh ngày 05/6", "`sinh ngày 05/3/2015`", "| Tên | Ngày |\n|--|--|\n| Lê Văn Thử | 05/3/2015 |\n",
		"---\ndate: 2015-03-05\n---\n", "số sinh 05/3/2015/QĐ",
	} {
		checkPlaces(t, Settings{}, "birth-date", "", marked)
	}
}

func TestBirthDate(t *testing.T) {
	day := time.Date(2015, time.March, 5, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		text string
		want BirthDate
	}{
		{"Em Nguyễn Gia Bảo, sinh ngày 05/3/2015.", BirthDate{Date: day, Year: 2015, Full: true, Named: true, Child: true}},
		{"Em Nam lớp 5A sinh năm 2015.", BirthDate{Year: 2015, Named: true, Child: true}},
		{"Cô Lan sinh năm 1985.", BirthDate{Year: 1985, Named: true}},
		{"Trẻ sinh ngày 05/3/2015.", BirthDate{Date: day, Year: 2015, Full: true}},
		{"Cô Lan đến. Trẻ sinh ngày 05/3/2015.", BirthDate{Date: day, Year: 2015, Full: true}},
		{"Trường Nguyễn Trãi sinh ngày 05/3/2015.", BirthDate{Date: day, Year: 2015, Full: true}},
		{"Họ tên: Lê Văn Thử. Ngày sinh: 05/3/2015.", BirthDate{Date: day, Year: 2015, Full: true, Named: true}},
		{"- Lê Văn Thử\n- Sinh ngày 05/3/2015", BirthDate{Date: day, Year: 2015, Full: true, Named: true}},
		{"| Tên học sinh | Ngày sinh |\n|--|--|\n| Lê Văn Thử | 05/3/2015 |\n", BirthDate{Date: day, Year: 2015, Full: true, Named: true, Child: true, People: 1}},
		{"| Khối | Ngày sinh |\n|--|--|\n| 5 | 05/3/2015 |\n", BirthDate{Date: day, Year: 2015, Full: true}},
		{"---\nname: Lê Văn Thử\ndob: 2015-03-05\n---\n", BirthDate{Date: day, Year: 2015, Full: true, Named: true}},
		{"---\nname: Lê Văn Thử\nlop: 5A\ndob: 2015-03-05\n---\n", BirthDate{Date: day, Year: 2015, Full: true, Named: true, Child: true}},
		{"---\nname: Lê Văn Thử\na: {dob: 2015-03-05}\n---\n", BirthDate{Date: day, Year: 2015, Full: true}},
	} {
		got := *only[BirthDate](t, gather(t, Settings{}, test.text), "birth-date")
		if got.Masked != "***" {
			t.Errorf("%q is masked as %q", test.text, got.Masked)
		}
		if got.Head = (Head{}); got != test.want {
			t.Errorf("%q is %+v, want %+v", test.text, got, test.want)
		}
	}
}

// TestBirthDateMasks: a day beside a name is masked in every other fact too.
func TestBirthDateMasks(t *testing.T) {
	for text, want := range map[string]string{
		"Em Lê Văn Thử sinh ngày 05/3/2015": "Em L*** sinh ngày ***", "Trẻ sinh ngày 05/3/2015": "Trẻ sinh ngày 05/3/2015",
	} {
		if got := only[Heading](t, gather(t, Settings{}, "# "+text), "heading").Masked; got != want {
			t.Errorf("%q is masked as %q, want %q", text, got, want)
		}
	}
}
