package fact

import "testing"

func TestCitizenIDPlaces(t *testing.T) {
	for _, marked := range []string{
		"Số CCCD của phụ huynh: ‹031 185 004 217›.", "‹031185004217›", "‹0311 8500 4217›", "‹031.185.004.217›",
		"‹031-185-004-217›", "‹031\u00a0185\u00a0004\u00a0217›", "‹0311850\u200b04217›", "‹０３１１８５００４２１７›",
		"Mã vận đơn 912345678901.", "Lô ‹912345678901›.", "‹031 **185** 004 217›", "CCCD‹031185004217›", "‹031185004217›, ‹001085004217›",
		"‹031185004217› ‹001085004217›", "‹031 185 004 217› 20/11", "‹031185004217› 0912345678",
		"15 - ‹031185004217›", "‹031-185-004-217› - 5",
		"| CCCD |\n|---|\n| ‹031185004217› |", "---\ntitle: a\ncccd: ‹031185004217›\n---\n", "`‹031185004217›`",
		"<p title=\"‹031185004217›\">‹031&#49;85004217›</p>", "CCCD/CMND:‹031185004217›",
		// Nine digits need a label.
		"CMND ‹012345678›", "CMND số ‹012 345 678› cấp ngày 20/11/2018", "chứng minh nhân dân: ‹012345678›",
		"căn cước ‹012345678›",
		"012345678", "012 345 678 đồng", "Số tiền 012345678", "Số CMND ‹031185004217›, số tiền 123456789",
		// Parts of something else.
		"0311850042170", "1031185004217", "031185004217012345", "0,031185004217", "1.031185004217", "031185004217.5",
		"031 185 004 217 123", "123-031-185-004-217", "978-031185004217", "+031185004217", "a031185004217",
		"031185004217a",
		"https://example.com/031185004217", "[a](https://example.com/?id=031185004217)", "![](anh/031185004217.jpg)",
		"031185004217.pdf", "/tep/031185004217", "031 18500 4217", "031-185 004-217", "0311 8500 421", "031 185 004",
	} {
		checkPlaces(t, Settings{}, "citizen-id", "", marked)
	}
}

func TestCitizenID(t *testing.T) {
	for _, test := range []struct {
		text string
		want CitizenID
	}{
		{"031185004217", CitizenID{Form: "cccd", Valid: true}},
		{"096399004217", CitizenID{Form: "cccd", Valid: true}},
		{"031485004217", CitizenID{Form: "cccd"}},
		{"003185004217", CitizenID{Form: "cccd"}},
		{"097185004217", CitizenID{Form: "cccd"}},
		{"912345678901", CitizenID{Form: "cccd"}},
		{"CCCD 912345678901", CitizenID{Form: "cccd", Labelled: true}},
		{"căn cước công dân số 031185004217", CitizenID{Form: "cccd", Valid: true, Labelled: true}},
		{"CĂN CƯỚC: 912345678901", CitizenID{Form: "cccd", Labelled: true}},
		{"Mã định danh của học sinh: 912345678901", CitizenID{Form: "cccd", Labelled: true}},
		{"C\u200bCCD 912345678901", CitizenID{Form: "cccd", Labelled: true}},
		{"CCCD của em, kệ sách 912345678901, mã lớp", CitizenID{Form: "cccd", Labelled: true}},
		{"CCCD của em, mã số 912345678901", CitizenID{Form: "cccd"}},
		{"CCCD: để trống, điện thoại và các giấy tờ khác, 912345678901", CitizenID{Form: "cccd"}},
		{"CCCD của học sinh và của phụ huynh học sinh khối lớp 10 là 912345678901", CitizenID{Form: "cccd"}},
		{"CCCD 0311 8500, số 912345678901", CitizenID{Form: "cccd"}},
		{"CMND 012345678", CitizenID{Form: "cmnd", Labelled: true}},
	} {
		got := *only[CitizenID](t, gather(t, Settings{}, test.text), "citizen-id")
		got.Head = Head{}
		if got != test.want {
			t.Errorf("%q is %+v, want %+v", test.text, got, test.want)
		}
	}
}

func TestCitizenIDMasks(t *testing.T) {
	for text, want := range map[string]string{
		"Số 031 185 004 217 ở đây":        "Số 031***17 ở đây",
		"CMND 012345678 ở đây":            "CMND 012***78 ở đây",
		"Vận đơn 912345678901":            "Vận đơn 912345678901",
		"031185004217 và 0912 345 678 kề": "031***17 và 0912***678 kề",
	} {
		if got := only[Heading](t, gather(t, Settings{}, "# "+text), "heading").Masked; got != want {
			t.Errorf("%q is masked as %q, want %q", text, got, want)
		}
	}
}

// TestValidCard counts: the test of province, century and year must stay as sharp as it is.
func TestValidCard(t *testing.T) {
	valid := 0
	for _, four := range allDigits(4) {
		if validCard(four + "85004217") {
			valid++
		}
	}
	if valid != 63*4 {
		t.Errorf("%d of 10000 beginnings are valid, want %d", valid, 63*4)
	}
}
