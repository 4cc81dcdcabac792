package fact

import (
	"fmt"
	"reflect"
	"testing"
)

func TestSources(t *testing.T) {
	for src, want := range map[string]string{
		"---\nsource: https://moet.gov.vn/a\n---\n":                              "[{https://moet.gov.vn/a https://moet.gov.vn/a moet.gov.vn false true}]",
		"---\nsource: Báo Thiếu niên\n---\n":                                     "[{Báo Thiếu niên   false false}]",
		"---\nsource: {name: A, url: \"http://fb.com/a\"}\n---\n":                "[{A http://fb.com/a fb.com true false}]",
		"---\nsources: [{name: A, url: \"https://m.facebook.com/x\"}, B]\n---\n": "[{A https://m.facebook.com/x m.facebook.com true false} {B   false false}]",
		"Nguồn: [Bộ GD&ĐT](https://moet.gov.vn/tin).":                            "[{Bộ GD&ĐT https://moet.gov.vn/tin moet.gov.vn false true}]",
		"*Nguồn*: soyte.haiphong.gov.vn.":                                        "[{soyte.haiphong.gov.vn. soyte.haiphong.gov.vn. soyte.haiphong.gov.vn false true}]",
		"Nguồn: Báo Thiếu niên":                                                  "[{Báo Thiếu niên   false false}]",
		"Theo [báo A](https://a.vn/b), trẻ cần ngủ.":                             "[{báo A https://a.vn/b a.vn false false}]",
		"Nguồn nước sạch và [báo A](https://a.vn/b).":                            "[]",
		"Nguồn:\n\n[a](/b.md)":                                                   "[]",
		"theo [lịch này](/lich.md)":                                              "[]",
	} {
		if got := fmt.Sprint(gather(t, Settings{}, src).Page.Sources); got != want {
			t.Errorf("%q: %s, want %s", src, got, want)
		}
	}
}

func TestPageContent(t *testing.T) {
	p := gather(t, Settings{}, "---\ntitle: KHẨN CẤP!!! ĐỌC VÀ CHIA SẺ NGAY\nurgent: true\nphotos: no-identifiable-child\n"+
		"conclusion: 45/KL-UBND\nconsent: [{who: hs-1, guardian: true, child: true, ref: P-1}, {who: hs-2, withdrawn: true}]\n---\n"+
		"Theo thống kê, 9% trẻ cận thị. Nghe nói nghỉ Tết sớm. Theo thống kê của [Bộ](https://moh.gov.vn/), 8%.\n").Page
	if p.Alarm != 4 || !p.Urgent || p.PhotoDeclaration != "no-identifiable-child" || p.Conclusion != "45/KL-UBND" || p.Claims != 2 {
		t.Errorf("%d %v %q %q %d", p.Alarm, p.Urgent, p.PhotoDeclaration, p.Conclusion, p.Claims)
	}
	want := []Consent{{"hs-1", true, true, false, "P-1"}, {"hs-2", false, false, true, ""}}
	if !reflect.DeepEqual(p.Consent, want) {
		t.Errorf("consent %v, want %v", p.Consent, want)
	}
	if got := gather(t, Settings{}, "---\nconsent: {who: a, guardian: true}\n---\n").Page.Consent; len(got) != 1 || !got[0].Guardian {
		t.Errorf("a single consent: %v", got)
	}
}

func TestAlarm(t *testing.T) {
	for title, want := range map[string]int{
		"Thông báo nghỉ học do bão số 3": 0, "THÔNG BÁO TUYỂN SINH LỚP 6": 1, "TKB LỚP 6A": 0, "Khẩn trương thu hoạch!": 0,
		"KHẨN CẤP!!! CHIA SẺ NGAY!!!": 4, "Gây sốc: sự thật kinh hoàng": 2, "Vui quá!!!": 1,
	} {
		if got := gather(t, Settings{}, "---\ntitle: \""+title+"\"\n---\n").Page.Alarm; got != want {
			t.Errorf("%s: %d, want %d", title, got, want)
		}
	}
}
