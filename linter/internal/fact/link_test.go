package fact

import (
	"slices"
	"testing"
)

func TestLinks(t *testing.T) {
	s := Settings{Site: "https://hoasen.edu.vn"}
	set := checkPlaces(t, s, "link", "", "[Kế *hoạch*](‹ke-hoach.pdf›) ![Sân](‹san.jpg› \"x\") <‹https://example.com/a#b›> "+
		"[x][y] <a href='‹/z›'>zz</a> <img src=‹q.png›>\n\n<form action=‹http://example.com/f›></form>\n\n"+
		"<iframe src=\"‹//example.com/e›\"></iframe>\n\n[y]: ‹tel:113›\n")
	got := all[Link](set, "link", "")
	type brief struct {
		scheme, host, path, anchor, label, role string
		internal                                bool
	}
	want := []brief{
		{"", "", "ke-hoach.pdf", "", "Kế hoạch", "link", true},
		{"", "", "san.jpg", "", "", "image", true},
		{"https", "example.com", "/a", "b", "https://example.com/a#b", "link", false},
		{"", "", "/z", "", "zz", "link", true},
		{"", "", "q.png", "", "", "image", true},
		{"http", "example.com", "/f", "", "", "form", false},
		{"", "example.com", "/e", "", "", "embed", false},
		{"tel", "", "113", "", "x", "link", false},
	}
	var have []brief
	for _, l := range got {
		have = append(have, brief{l.Scheme, l.Host, l.Path, l.Anchor, l.Label, l.Role, l.Internal})
		if l.Target != "" {
			t.Errorf("the target of %s is %q before the site is known", l.URL, l.Target)
		}
	}
	if !slices.Equal(have, want) {
		t.Errorf("links\n%v, want\n%v", have, want)
	}
}

func TestLinkDanger(t *testing.T) {
	for markdown, want := range map[string]string{
		"[a](https://moet.gov.vn/van-ban.pdf)": "", "[a](b.md)": "", "[a](mailto:b@example.com)": "",
		"[a](tel:113)":            "",
		"[a](https://youtu.be/x)": "", "[a](https://forms.gle/x)": "", "[a](https://maps.app.goo.gl/x)": "",
		"![](data:image/png;base64,AAAA)": "", "[a](https://hoasen.edu.vn:8080/)": "", "[a](https://例子.cn)": "",

		"[a](javascript:alert(1))": "script", "[a](JavaScript:alert(1))": "script",
		"[a](javascript&colon;alert(1))": "script",
		"[a](&#106;avascript:x)":         "script", "<a href=\"java&#10;script:x\">a</a>": "script",
		"<a href=' javascript:x'>a</a>": "script",
		"<a href=\"\\x01\">a</a>":       "", "[a](vbscript:x)": "script", "[a](data:text/html;base64,AAAA)": "script",
		"[a](DATA:image/svg+xml,x)": "script", "<a href='data: text/html,x'>a</a>": "script",

		"[a](http://192.168.1.1/a)": "ip-host", "[a](http://[::1]/)": "ip-host", "[a](http://2130706433)": "ip-host",
		"[a](http://0x7f.1)": "ip-host", "[a](//127.0.0.1)": "ip-host", "[a](https://1.2.3.4:80/)": "ip-host",

		"[a](https://xn--80ak6aa92e.com)": "lookalike-host", "[a](https://аррӏе.com)": "lookalike-host",
		"[a](https://mоet.gov.vn)": "lookalike-host", "[a](https://moet.gov.vn@example.com/)": "lookalike-host",
		"[a](https://gооgle.com)": "lookalike-host", "[a](https://ɡoogle.com)": "lookalike-host",
		"[a](https://moet.gov.vn⁄a.example.com)": "lookalike-host", "[a](https://xn--mnchen-3ya.de)": "lookalike-host",
		"[a](https://xn--99999999999)": "lookalike-host", "[a](https://münchen.de)": "",
		"[a](https://tiếngviệt.vn)":          "",
		"[a](https://xn--tingvit-5t4cyc.vn)": "",

		"[a](phan-mem.exe)": "program-file", "[a](https://example.com/a.APK?b=c)": "program-file",
		"[a](a%2Eexe)": "program-file",
		"[a](a.scr.)":  "program-file", "[a](a.exe/b)": "", "[a](b.pdf#a.exe)": "", "![](a.exe)": "",

		"[a](http://bit.ly/abc)": "shortener", "[a](https://BIT.LY)": "shortener", "[a](https://rabbit.ly/)": "",

		"[a](https://taixiu88.net)": "gambling", "[a](https://www.nha-cai.8xbet.com/)": "gambling",
		"[Nổ hũ đổi thưởng](https://example.com)": "gambling", "[chơi TÀI XỈU ngay](https://example.com)": "gambling",
		"[Cảnh báo tài xỉu](https://congan.haiphong.gov.vn/a)": "", "[Cảnh báo tài xỉu](canh-bao.md)": "",
		"[Phòng chống cờ bạc, cá độ](https://example.com)": "",

		"[a](https://xvideos.com/)": "adult", "[a](https://essex.gov.uk)": "",
	} {
		got := ""
		for _, l := range all[Link](gather(t, Settings{}, markdown), "link", "") {
			got += l.Danger
		}
		if got != want {
			t.Errorf("%s: danger %q, want %q", markdown, got, want)
		}
	}
}

func TestDecodePunycode(t *testing.T) {
	for code, want := range map[string]string{
		"mnchen-3ya":     "münchen",
		"80ak6aa92e":     "аррӏе",
		"tingvit-5t4cyc": "tiếngviệt",
		"fsqu00a":        "例子",
		"a-":             "a",
	} {
		if got, ok := decodePunycode(code); !ok || got != want {
			t.Errorf("decodePunycode(%q) = %q, %v, want %q", code, got, ok, want)
		}
	}
	for _, code := range []string{"99999999999", "A", "-é", "a-9999b999999999"} {
		if got, ok := decodePunycode(code); ok {
			t.Errorf("decodePunycode(%q) = %q, want a refusal", code, got)
		}
	}
}
