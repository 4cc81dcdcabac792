package page

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bench is what both benchmarks read: pages of about 4 KB as schools write them.
func bench() (pages [][]byte, size int64) {
	for seed := range uint64(64) {
		page := []byte(schoolPage(rand.New(rand.NewPCG(seed, 1))))
		pages = append(pages, page)
		size += int64(len(page))
	}
	return pages, size
}

// BenchmarkParse and BenchmarkGoldmark read the same pages: their ratio is what a page costs above its Markdown.
func BenchmarkParse(b *testing.B) {
	pages, size := bench()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range pages {
			if _, err := Parse("a.md", src); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkGoldmark parses the bodies with goldmark alone, as it comes, with the extensions that pages use.
func BenchmarkGoldmark(b *testing.B) {
	pages, size := bench()
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute()),
	).Parser()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range pages {
			_, body, _ := strings.Cut(string(src), "\n---\n")
			md.Parse(text.NewReader([]byte(body)))
		}
	}
}

// schoolPage returns a page of news with front matter, headings, paragraphs, lists, a table, links, images and HTML.
func schoolPage(r *rand.Rand) string {
	words := strings.Fields("trường học sinh lớp giáo viên phụ huynh thông báo tuyển sinh năm học kế hoạch hoạt động ngày thứ hai " +
		"sáng chiều phòng giáo dục đào tạo ban giám hiệu tổ chức lễ khai giảng thư viện sân trường bán trú đăng ký hồ sơ nộp hạn")
	say := func(n int) string {
		var b strings.Builder
		for i := range n {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(words[r.IntN(len(words))])
		}
		return b.String()
	}
	var b strings.Builder
	b.WriteString("---\ntitle: " + say(8) + "\ndate: 2026-11-23\ndraft: false\ntopics: [tuyen-sinh, thong-bao]\nauthor: Tổ Văn phòng\n---\n")
	for range 4 {
		b.WriteString("\n## " + say(6) + "\n\n")
		for range 3 {
			b.WriteString(say(30) + ", **" + say(3) + "** và [" + say(3) + "](/tin-tuc/bai-viet/) " + say(25) + ".\n" + say(20) + " *" + say(2) + "*.\n\n")
		}
		b.WriteString("- " + say(9) + "\n- " + say(12) + "\n- [" + say(4) + "](https://thcshoasen.edu.vn/a)\n\n")
	}
	b.WriteString("![" + say(5) + "](anh.jpg \"" + say(4) + "\")\n\n| STT | Nội dung | Ghi chú |\n|---|---|---|\n")
	for range 8 {
		b.WriteString("| 1 | " + say(6) + " | " + say(3) + " |\n")
	}
	b.WriteString("\n<p class=\"note\">" + say(20) + " <a href=\"tel:02253876543\">0225 3876 543</a></p>\n\n> " + say(18) + "\n")
	return b.String()
}
