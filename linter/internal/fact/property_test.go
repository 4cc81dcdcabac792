package fact

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// pieces are what generated pages are made of: each gives facts of one kind or more.
func pieces() []string {
	return []string{
		"# Khai giảng năm học 2026–2027\n", "**Thời gian và địa điểm**\n", "Họp thứ Hai, ngày 08/9/2026 (31/11/2026) từ 5/9 đến 10/9/2026.\n",
		"Theo Nghị định 13/2023/NĐ-CP và Thông tư 9/2204/TT-BGDDT.\n", "| Họ tên | Lớp |\n|--|--|\n| Lê Văn Thử | 6A |\n| 学校 😀 | *6B* |\n",
		"1. Lê Văn Thử - 6A - 8,5\n2. Trần Thị Mẫu - 6B - 9\n3. Vũ Ví Dụ - 6C - 7\n", "<table><tr><th>Tên<th>Sinh<tr><td>A &amp; B<td>05/9/2012</table>\n",
		"Mật khẩu wifi: hoasen&#50;026, gọi 0912 345 678.\n", "[Danh sách](ds%20lớp.xlsx) và <https://bit.ly/x> và www.a.vn\n", "![Ảnh](a.jpg \"tên\") [r]\n\n[r]: http://a.vn/?aff_id=1\n",
		"KÝnh göi quý thÇy gi¸o vµ c¸c em häc sinh.\n", "Chúc\u00a0mừng\u00a0năm mới, hòa hoà trừong n.g.u ngu\u200bdốt Ðường.\n", "<!-- ghi chú -->\n",
		"```yaml\na: b\n```\n", "Chữ `a|b`[^1]\n\n[^1]: chú thích\n", "> “Trẻ cần ngủ.” Bác sĩ cho biết: “Trẻ cần ngủ đủ tám tiếng mỗi đêm”.\n",
		"<p onclick=\"x()\">Thứ&nbsp;Hai\tnghỉ</p>\n", "{{< figure src=\"b.png\" alt=\"Sân\" link=\"https://a.vn/c\" >}}\n", "- mục\n  - con\n\n\tmã\n", "Em Lê Văn Thử, sinh ngày 05/3/2015, gửi lan.mau@gmail.com.\n", "| Tên HS | Ngày sinh |\n|--|--|\n| Lê Thử 😀 | 5-3-2015 |\n",
		"{% include a.html image=\"/学.jpg\" href=\"mailto:a@gmail.com\" %}{{% /tab %}}\n", "\\*sao\\* &lt;b&gt; *nghiêng\nhai dòng*\n",
	}
}

// TestEveryPlace: over generated pages, composed and decomposed, with line ends, byte order marks and front matter of every
// sort, each fact's place gives its text, and nothing personal is left in its masked text. gather checks that.
func TestEveryPlace(t *testing.T) {
	list := pieces()
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 11))
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteString(list[r.IntN(len(list))])
			b.WriteString(strings.Repeat("\n", r.IntN(2)))
		}
		src := b.String()
		switch seed % 5 {
		case 1:
			src = strings.ReplaceAll(src, "\n", "\r\n")
		case 2:
			src = "\ufeff---\ntitle: \"KHẨN CẤP!!! Trường\"\nsource: https://fb.com/a\nfile: ds.pdf\ncover: {image: a.png}\n---\n" + src
		case 3:
			src = "+++\ntitle = 'Họp'\ndate = 2026-11-20\n+++\n" + src
		case 4:
			src = norm.NFD.String(src)
		}
		gather(t, Settings{Site: "https://hoasen.edu.vn"}, src)
		if t.Failed() {
			t.Fatalf("seed %d: %q", seed, src)
		}
	}
}
