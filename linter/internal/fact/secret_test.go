package fact

import (
	"strings"
	"testing"
)

func TestSecrets(t *testing.T) {
	key := "-----BEGIN OPENSSH " + "PRIVATE KEY-----"
	token := "ghp_" + strings.Repeat("aB3x", 9)
	for marked, want := range map[string]string{
		"Mật khẩu: ‹hoasen@2026›.":                                                                                   "password",
		"Mật khẩu Wi-Fi: ‹HoaSen2026›":                                                                               "wifi",
		"Wifi: HoaSen, pass ‹12345678›":                                                                              "wifi",
		"Phòng Zoom 812 345, passcode: ‹3A2026›":                                                                     "meeting",
		"Link Zoom lớp 3A, pass «‹123456›»":                                                                          "meeting",
		"Tài khoản: admin, mật khẩu: ‹camera#1›":                                                                     "log-in",
		"mật khẩu là **‹abc123›**":                                                                                   "password",
		"password = \"‹s3cret!›\"":                                                                                   "password",
		"<!-- mk: ‹zx81cv› -->":                                                                                      "password",
		"```\n‹" + key + "›\nabc\n```":                                                                               "private-key",
		"Dùng ‹" + token + "› nhé":                                                                                   "token",
		"[họp](‹https://us02web.zoom.us/j/812?pwd=abcDEF1›)":                                                         "meeting",
		"[đơn](‹https://docs.google.com/forms/d/1a2b/edit›)":                                                         "edit-link",
		"[cam](‹https://admin:12345@cam.example/live›)":                                                              "log-in",
		"Mật khẩu: liên hệ cô Lan. Mật khẩu phải có 8 kí tự.":                                                        "",
		"Quên mật khẩu? Mật khẩu là gì, mật khẩu: ******":                                                            "",
		"Mật khẩu mặc định là ngày sinh; đổi mật khẩu 2 lần":                                                         "",
		"proxy_pass http://a.example:43170; pass http:\\12; --- PASS: TestA/b_c-d; \"Invalid password\" ip=10.0.0.1": "",
		"`password = zx81cv` và mật khẩu: $PASS1, mật khẩu: changeme1":                                               "",
		"Em pass 5 môn. Password policy, passcode":                                                                   "",
		"[đơn](https://docs.google.com/forms/d/e/1a/viewform) [z](https://zoom.us/j/812)":                            "",
		"Mật khẩu: đổi-hằng-tháng; mật khẩu: https://a.vn/quen":                                                      "",
	} {
		set := checkPlaces(t, Settings{}, "secret", "", marked)
		var got []string
		for _, s := range all[Secret](set, "secret", "") {
			got = append(got, s.Form)
			if s.Form != "private-key" && s.Form != "edit-link" && (s.Masked != "***" || len(set.Masks) == 0) {
				t.Errorf("%q: masked as %q, masks %v", marked, s.Masked, set.Masks)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", marked, got, want)
		}
	}
}
