package fact

import (
	"fmt"
	"strings"
	"testing"
)

func TestAttachments(t *testing.T) {
	for marked, want := range map[string]string{
		"‹[Danh sách lớp 1A](ds%20l%E1%BB%9Bp-1a.XLSX)›":                                       "ds lớp-1a.XLSX xlsx true true false",
		"‹[Tải về](/tep/bang-diem-6a.pdf)›":                                                    "bang-diem-6a.pdf pdf true true false",
		"‹[Mẫu đơn](https://a.vn/mau.docx?x=1)›":                                               "mau.docx docx false false false",
		"<a href=\"‹ket_qua_thi.xls›\">x</a>":                                                  "ket_qua_thi.xls xls true true false",
		"---\nfile: ‹ke-hoach.pdf›\n---\n":                                                     "ke-hoach.pdf pdf true false false",
		"---\nattachments: [{file: ‹ds.pdf›, checked: true}]\n---\n‹[Danh sách](/tep/ds.pdf)›": "ds.pdf pdf true true true|ds.pdf pdf true true true",
		"[a](b.md) ![c](d.pdf.jpg) [DSLR](https://a.vn/dslr.html)":                             "",
		"‹[Nguyên tắc về điểm](quy-che.pdf)›":                                                  "quy-che.pdf pdf true false false",
	} {
		set := checkPlaces(t, Settings{}, "attachment", "", marked)
		var got []string
		for _, a := range all[Attachment](set, "attachment", "") {
			got = append(got, fmt.Sprint(a.File, " ", a.Extension, " ", a.Local, " ", a.Suspicious, " ", a.Checked))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", marked, got, want)
		}
	}
}

func TestCodeCommentFootnote(t *testing.T) {
	const src = "a `b` c[^1]\n\n```yaml\nd: e\n```\n\n<!-- hai từ -->\n\n[^1]: ba từ đây\n"
	set := gather(t, Settings{}, src)
	code := all[Code](set, "code", "")
	if len(code) != 2 || code[0].Text != "b" || code[1].Language != "yaml" || !code[1].Fenced || !code[1].Block {
		t.Errorf("code %+v", code)
	}
	if c := only[Comment](t, set, "comment"); c.Words != 2 || c.Text != " hai từ " {
		t.Errorf("comment %+v", c)
	}
	if f := only[Footnote](t, set, "footnote"); f.Label != "1" || !f.Used || f.Words != 3 || f.Text != "[^1]: ba từ đây" {
		t.Errorf("footnote %+v", f)
	}
}

func TestAdvertising(t *testing.T) {
	for url, want := range map[string]string{
		"https://shop.example/?aff_id=12": "aff_id", "https://s.shopee.vn/abc": "s.shopee.vn", "https://go.isclix.com/x": "go.isclix.com",
		"https://pagead2.googlesyndication.com/a.js": "googlesyndication.com", "https://shop.example/?utm_source=a": "", "/thu-vien/?aff_id=1": "",
		"https://notshope.ee/": "",
	} {
		if got := only[Link](t, gather(t, Settings{}, "[a]("+url+")"), "link").Advertising; got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
}

func TestCovers(t *testing.T) {
	set := checkPlaces(t, Settings{}, "image", "", "---\ncover: {image: ‹a.jpg›, alt: Sân}\nimages: [‹b.png›, ‹c.webp›]\nimage: tin-tuc\n---\n‹![B](b.png)›\n")
	got := ""
	for _, m := range all[Image](set, "image", "") {
		got += m.Within + " " + m.URL + " " + m.Alt + "|"
	}
	if want := "field a.jpg Sân|field b.png |field c.webp |prose b.png B|"; got != want || set.Page.ImageCount != 3 {
		t.Errorf("%s, %d images; want %s", got, set.Page.ImageCount, want)
	}
}
