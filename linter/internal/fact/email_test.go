package fact

import "testing"

func TestEmailPlaces(t *testing.T) {
	for _, marked := range []string{
		"Gửi ‹lan.mau@gmail.com›.", "<‹a@b.vn›>", "[a](mailto:‹a@b.vn›)", "<a href=\"mailto:‹a@b.vn›\">x</a>", "`‹a@b.vn›`",
		"‹A.B+c_d%e-f@G-h.edu.vn›, ‹a@b.vn›; ‹c@d.vn›!", "thư:‹a@b.vn›", "(‹a@b.vn›)", "‹na\u200b@gmail.com›", "‹na＠gmail.com›",
		"---\ntitle: ‹a@b.vn›\n---\n", "| a |\n|---|\n| ‹a@b.vn› |\n", "![‹a@b.vn›](a.png)", "<!-- ‹a@b.vn› -->",
		"Mail của em lan@gmail", "a@2x.png", "@gmail.com", "a@", "a@b", "a@b.", "a@.vn", "a@-b.vn", "a..b@c.vn", "ađ@b.vn", "`a@b.vnđ`",
		"https://a.vn/x@y.vn/z", "https://u:p@gmail.com/", "@vue/compiler@3.4.0", "a@b@c.vn", "`git@gitlab.vn:a/b`", "a@b.1",
	} {
		checkPlaces(t, Settings{}, "email", "", marked)
	}
}

func TestEmail(t *testing.T) {
	s := Settings{Contacts: Contacts{Emails: []string{"VP.HoaSen@gmail.com"}}}
	for _, test := range []struct {
		text, masked string
		hidden       bool
		want         Email
	}{
		{"Lan@Gmail.com", "l***@gmail.com", true, Email{Address: "lan@gmail.com", Domain: "gmail.com", Free: true}},
		{"l@gmail.com", "***@gmail.com", true, Email{Address: "l@gmail.com", Domain: "gmail.com", Free: true}},
		{"vp.hoasen@gmail.com", "v***@gmail.com", false, Email{Address: "vp.hoasen@gmail.com", Domain: "gmail.com", Free: true, Official: true}},
		{"vanphong@hoasen.edu.vn", "v***@hoasen.edu.vn", false, Email{Address: "vanphong@hoasen.edu.vn", Domain: "hoasen.edu.vn"}},
	} {
		set := gather(t, s, "# Thư "+test.text)
		got := *only[Email](t, set, "email")
		if got.Masked != test.masked {
			t.Errorf("%s is masked as %s, want %s", test.text, got.Masked, test.masked)
		}
		heading := only[Heading](t, set, "heading").Masked
		if hidden := heading == "Thư "+test.masked; hidden != test.hidden {
			t.Errorf("the heading is masked as %q", heading)
		}
		got.Head = Head{}
		if got != test.want {
			t.Errorf("%s is %+v, want %+v", test.text, got, test.want)
		}
	}
}
