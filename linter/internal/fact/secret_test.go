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

// TestSecretShape: whatever the shapes match, the look before it must not miss, wherever in a text it stands.
func TestSecretShape(t *testing.T) {
	for _, secret := range []string{
		"ghp_" + strings.Repeat("a", 36), "gho_" + strings.Repeat("B", 36), "github_pat_" + strings.Repeat("c_", 20), "glpat-" + strings.Repeat("-", 20),
		"AKIA" + strings.Repeat("Z", 16), "AIza" + strings.Repeat("0", 35), "xoxb-" + strings.Repeat("1", 20), "sk_live_" + strings.Repeat("d", 20),
		"ya29." + strings.Repeat("e", 30), "EAA" + strings.Repeat("F", 60), "12345678:AA" + strings.Repeat("g", 33),
		"-----BEGIN PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----",
	} {
		if !secretShapes().MatchString(secret) {
			t.Errorf("%s has no known shape", secret)
		}
		for n := range 2 * shortestToken {
			for _, around := range []string{" ", "x ", "é", "/"} {
				if s := strings.Repeat(around, n) + secret; !hasSecretShape(s) || !hasSecretShape(s+around) {
					t.Errorf("%q is missed", s)
				}
			}
		}
	}
	if hasSecretShape("xóx ghp_ short EAA AKIA https://a.example/mot-dia-chi-dai-va-khong-co-gi ya29. :AA") {
		t.Error("nothing is taken for a secret")
	}
}
