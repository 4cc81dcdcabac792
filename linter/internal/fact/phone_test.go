package fact

import (
	"strings"
	"testing"
)

func TestPhonePlaces(t *testing.T) {
	for _, marked := range []string{
		// Spellings.
		"Gọi ‹0912345678›.", "‹0912 345 678›", "‹0912.345.678›", "‹0912-345-678›", "‹0912–345–678›", "‹091 234 5678›",
		"‹(0912) 345 678›", "(‹0912345678›)", "( ‹0912 345 678› )", "‹09 12 34 56 78›", "‹0912 345678›",
		"‹0912\u00a0345\u00a0678›", "‹09\u200b12 34\u00ad5 678›", "‹０９１２３４５６７８›", "‹0912\n345 678›",
		"‹+84912345678›", "‹+84 912 345 678›", "‹+84 (0) 912 345 678›", "‹(+84) 912 345 678›", "‹84912345678›",
		"‹84 912 345 678›", "‹0084 912 345 678›", "‹+0912345678›", "‹0912 \\- 345 678›",
		"**SĐT**: ‹0912 **345** 678›", "‹0912&nbsp;345&nbsp;678›", "ĐT‹0912345678›, Zalo‹0387654321›",
		// Old numbers, landlines, hotlines, other countries.
		"‹0165 123 4567›", "‹+84 165 123 4567›", "‹01234567890›", "‹0225 3876 543›", "‹(024) 3876 5432›",
		"‹1900 1234›", "‹1900123456›", "‹1800.1234›", "‹+49 1512 3456789›", "‹+1 202-555-0143›",
		// Several.
		"‹0912345678›, ‹0987654321›", "‹0912345678›/‹0987654321›", "‹0912345678›,‹0987654321›",
		"‹0912 345 678› - ‹0987 654 321›",
		"‹0912345678› ‹0987654321›", "‹0912 345 678› ‹0987 654 321›", "‹0912345678›-‹0987654321›",
		"‹0912345678›\n‹0987654321›",
		"Phòng 101 ‹0912 345 678›", "Phòng 101 - ‹0912345678›", "‹0912-345-678› - 123 máy lẻ", "1. ‹0912345678›",
		"2-‹0912345678›", "‹0912 345 678› 20/11", "‹0912 345 678› 9 giờ", "20-11-2018 ‹0912345678›",
		// Where they stand.
		"---\ntitle: Gọi ‹0912345678›\nphone: ‹0387654321›\n---\n", "# ‹0912345678›",
		"| ĐT |\n|---|\n| ‹0912 345 678› |",
		"![ảnh ‹0912345678›](a.jpg \"‹0387654321›\")", "[gọi](tel:‹+84912345678›)", "[z](https://zalo.me/‹0912345678›)",
		"<a href=\"tel:‹0912345678›\">gọi</a>", "<p>ĐT ‹0912&#51;45678›</p>", "<div>\n<p>‹0912345678›</p>\n</div>",
		"<‹0912345678›@example.com>", "`‹0912345678›`", "zalo.me/‹0912345678›",
		// Labels.
		"STK Zalo: ‹0912345678›", "MST 0301234567, ĐT ‹0912345678›", "STK 0381000456789, ‹0912345678›",
		"CCCD của mẹ em: (chưa có), ‹0912345678›",
		// No numbers.
		"0912345", "091234567890", "10912345678", "0912345678901", "x0912345678", "0912345678x", "_0912345678_a",
		"0912345678đ",
		"0,0912345678", "3.0912345678", "0912345678.5", "0.912345678", "20.0912345678", "0912345678,5",
		"84.912.345.678 đồng", "1.900.123.456", "03-09-2026 15:30", "03.09.2026 1530", "01.209458162", "84.7\n2026-01-04", "0877 4.0877-4", "08 10.08 0 0 0-1", "3714.0.0912345678",
		"3714.0.1234567",
		"0381 000 456 789", "978-0912345678", "00 01 02 03 04 05 06 07 08 09", "tuần 02 03 04 05 06", "113, 114, 115, 111", "0512 345 67", "0101234567", "0401 234 567",
		"MST 0301234567", "mã số thuế: 0301234567", "STK: 0912345678", "Số tài khoản (VCB) 0381000456",
		"mã HS 0312345678",
		"[a](https://example.com/0912345678)", "https://example.com/0912345678", "![](anh/0912345678.jpg)",
		"www.example.com/0912345678", "example.com/0912345678", "/tep/0912345678", "0912345678.jpg", "0912345678%",
		"12345678901234567890", strings.Repeat("0912345678", 5),
	} {
		checkPlaces(t, Settings{}, "phone", "", marked)
	}
}

func TestPhone(t *testing.T) {
	for _, test := range []struct {
		text string
		want Phone
	}{
		{"0912 345 678", Phone{Number: "+84912345678", Kind: "mobile", Valid: true}},
		{"+84 (0) 912-345-678", Phone{Number: "+84912345678", Kind: "mobile", Valid: true}},
		{"0084912345678", Phone{Number: "+84912345678", Kind: "mobile", Valid: true}},
		{"0551234567", Phone{Number: "+84551234567", Kind: "mobile", Valid: false}},
		{"0387654321", Phone{Number: "+84387654321", Kind: "mobile", Valid: true, Official: true}},
		{"+84 387 654 321", Phone{Number: "+84387654321", Kind: "mobile", Valid: true, Official: true}},
		{"0168 765 4321", Phone{Number: "+84387654321", Kind: "legacy-mobile", Valid: true, Official: true}},
		{"01201234567", Phone{Number: "+84701234567", Kind: "legacy-mobile", Valid: true}},
		{"01991234567", Phone{Number: "+84591234567", Kind: "legacy-mobile", Valid: true}},
		{"0225 3876 543", Phone{Number: "+842253876543", Kind: "landline", Valid: true, Official: true}},
		{"1900 1234", Phone{Number: "+8419001234", Kind: "hotline", Valid: true}},
		{"+49 1512 3456789", Phone{Number: "+4915123456789", Kind: "mobile", Valid: true}},
		{"+49 30 901820", Phone{Number: "+4930901820", Kind: "landline", Valid: true}},
	} {
		s := Settings{Contacts: Contacts{Phones: []string{"0225.3876.543", "(+84) 387 654 321", "115"}}}
		got := *only[Phone](t, gather(t, s, test.text), "phone")
		got.Head = Head{}
		if got != test.want {
			t.Errorf("%q is %+v, want %+v", test.text, got, test.want)
		}
	}
}

func TestPhoneMasks(t *testing.T) {
	for text, want := range map[string]string{
		"Gọi 0912 **345** 678 nhé": "Gọi 0912***678 nhé",
		"Gọi +84 912 345 678 nhé":  "Gọi 0912***678 nhé",
		"Gọi 0168 765 4321 nhé":    "Gọi 0168***321 nhé",
		"Gọi +49 1512 3456789 nhé": "Gọi +4915***789 nhé",
		"Gọi 0225 3876 543 nhé":    "Gọi 0225 3876 543 nhé",
		"Gọi 0987654321 nhé":       "Gọi 0987654321 nhé",
	} {
		set := gather(t, Settings{Contacts: Contacts{Phones: []string{"0987 654 321"}}}, "# "+text)
		if got := only[Heading](t, set, "heading").Masked; got != want {
			t.Errorf("%q is masked as %q, want %q", text, got, want)
		}
	}
}

// TestLegacyPrefixes checks that old numbers become numbers that the library knows.
func TestLegacyPrefixes(t *testing.T) {
	count := 0
	for _, four := range allDigits(4) {
		if legacyPrefix(four) == "" {
			continue
		}
		count++
		old, ok := parseNumber(four+"1234567", false)
		now, _ := parseNumber(legacyPrefix(four)+"1234567", false)
		if !ok || old.kind != legacyMobile || now.kind != mobile || !now.valid || old.e164 != now.e164 {
			t.Errorf("%s: %+v today is %+v", four, old, now)
		}
	}
	if count != 21 {
		t.Errorf("%d prefixes, want 21", count)
	}
}

// allDigits returns all texts of n digits.
func allDigits(n int) []string {
	if n == 0 {
		return []string{""}
	}
	var list []string
	for _, rest := range allDigits(n - 1) {
		for d := '0'; d <= '9'; d++ {
			list = append(list, rest+string(d))
		}
	}
	return list
}
