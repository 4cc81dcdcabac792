package fact

import "testing"

// TestNumberPlaces: what of a text is a number of its kind, whatever a rule thinks of it.
func TestNumberPlaces(t *testing.T) {
	for kind, texts := range map[string][]string{
		"insurance-id": {
			"‹TE1310123456789›", "BHYT ‹te1310123456789›", "‹HS4 31 01 2345 6789›", "‹TE1-31-98-76543-210›",
			"BHYT ‹ZZ4310123456789›", "ZZ4310123456789", "BHXH: ‹3120456789›", "số sổ BHXH ‹0120 456 789›", "3120456789",
			"---\ntitle: a\nbhxh: ‹3120456789›\n---\n", "TE6310123456789", "TE131012345678", "TE13101234567890", "xTE1310123456789",
			"BHXH 1900123456", "BHXH 1234567890 đồng", "TE1310123456789a",
		},
		"tax-code": {
			"MST ‹0201341673›", "mã số thuế: ‹0201 341 673›", "‹0201341673-001›", "MST ‹0201341674›", "0201341673", "0201341674-001",
			"MST‹0201341673›", "---\ntitle: a\nma_so_thue: ‹0201341673›\n---\n", "MST 020134167", "MST 02013416731",
		},
		"bank-account": {
			"STK ‹0123456789›", "stk‹0123456789›", "Vietcombank ‹0381000456789›", "‹102 870 123 456› (VietinBank)", "TK ‹3714.0.1234567›",
			"Số tài khoản ‹711A12345678›", "tài khoản ‹123456›", "tài khoản 12345", "Vietcombank 1234567", "TK 25.000.000", "TK 12345678 đồng",
			"Vietcombank 1900 1234", "BIDV, điện thoại 0912345678", "0381000456789", "0381000456789. Vietcombank", "STK 23/11/2026",
			"Techcombank 12345678901234567890",
		},
		"passport": {
			"hộ chiếu ‹B1234567›", "‹B1234567›", "Passport ‹n 12345678›", "AB1234567", "B123456", "B123456789", "B1234567x", "Đ1234567",
		},
		"plate": {
			"‹15A-123.45›", "‹15B1-234.56›", "‹15-B1 345.67›", "‹08B-123.45›", "xe ‹16K2-1234›", "16K2-1234", "xe ‹15A-12345›", "15A-12345",
			"xe 15A-12", "xe 15A-123456", "115A-123.45", "15a-123.45", "xe 15A 123.4",
		},
		"coordinates": {
			"‹20.8449, 106.6881›", "‹20.8449; 106.6881›.", "‹20.8449° N, 106.6881›", "20.84, 106.68", "20.8449 106.6881", "20.8449, 1",
			"95.8449, 106.6881",
		},
	} {
		for _, marked := range texts {
			checkPlaces(t, Settings{}, kind, "", marked)
		}
	}
}

// TestNumberMasks: nothing of these numbers is left in another fact that holds them.
func TestNumberMasks(t *testing.T) {
	for text, want := range map[string]string{
		"Thẻ TE1310123456789":        "Thẻ TE1***89",
		"MST 0201341673":             "MST 020***73",
		"STK 0123456789":             "STK 01***789",
		"Hộ chiếu B1234567":          "Hộ chiếu B***67",
		"Xe 15A-123.45":              "Xe 15***45",
		"Nhà ở 20.8449, 106.6881":    "Nhà ở 20.***",
		"TK 3714.0.1234567 kho bạc":  "TK 3714.0.1234567 kho bạc",
		"STK chung 0381 000 999 888": "STK chung 0381 000 999 888",
	} {
		set := gather(t, Settings{Contacts: Contacts{Accounts: []string{"0381000999888"}}}, "# "+text)
		if got := only[Heading](t, set, "heading").Masked; got != want {
			t.Errorf("%q is masked as %q, want %q", text, got, want)
		}
	}
}

func TestNumberFields(t *testing.T) {
	s := Settings{Contacts: Contacts{Accounts: []string{"0381 000 999 888"}, TaxCodes: []string{"0201341673"}}}
	if a := only[BankAccount](t, gather(t, s, "STK 0381000999888"), "bank-account"); !a.Official || !a.Labelled || a.Treasury {
		t.Errorf("the school's account is %+v", a)
	}
	if a := only[BankAccount](t, gather(t, s, "BIDV 3714.0.1234567"), "bank-account"); a.Official || a.Labelled || !a.Treasury {
		t.Errorf("the treasury's account is %+v", a)
	}
	if c := only[TaxCode](t, gather(t, s, "MST 0201341673-001"), "tax-code"); !c.Official || !c.Valid || !c.Labelled {
		t.Errorf("the school's tax code is %+v", c)
	}
	if c := only[Coordinates](t, gather(t, s, "48.8584, 2.2945"), "coordinates"); c.InVietnam || c.Latitude != 48.8584 || c.Longitude != 2.2945 {
		t.Errorf("a tower elsewhere is %+v", c)
	}
	if c := only[Coordinates](t, gather(t, s, "20.8449, 106.6881"), "coordinates"); !c.InVietnam {
		t.Errorf("a house here is %+v", c)
	}
}

func TestDisguisedPhones(t *testing.T) {
	for _, marked := range []string{
		"Gọi ‹0 9 1 2 3 4 5 6 7 8› nhé", "Dãy 0 9 1 2 3 4 5 6 7 8 có quy luật", "Gọi ‹O912 345 678›", "‹09l2 345 678›", "‹0904_111_222›",
		"‹0904/111/222›", "0904/11/2026", "‹0912345678›/2026", "10l nước, 5 lô 20I9", "O912 345",
	} {
		checkPlaces(t, Settings{}, "phone", "", marked)
	}
}
