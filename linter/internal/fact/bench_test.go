package fact

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// samplePages returns pages to measure with: invented school news, or, with the variable RASOAT_SAMPLE, the real file of
// that name cut into pages of about 8 KB.
func samplePages(b *testing.B) (sources [][]byte, size int64) {
	b.Helper()
	text := strings.Repeat(sampleNews, 200)
	if name := os.Getenv("RASOAT_SAMPLE"); name != "" {
		real, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		text = string(real)
	}
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		last := len(sources) - 1
		if last < 0 || len(sources[last]) > 8<<10 {
			sources, last = append(sources, []byte("---\ntitle: Tin tức nhà trường\ndate: 2026-11-20\n---\n")), last+1
		}
		sources[last] = append(append(sources[last], paragraph...), "\n\n"...)
		size += int64(len(paragraph) + 2)
	}
	return sources, size
}

const sampleNews = `## Lễ khai giảng năm học 2026–2027

Sáng ngày 05/9/2026, thầy và trò Trường THCS Hoa Sen đã long trọng tổ chức lễ khai giảng năm học mới trong không khí vui
tươi, phấn khởi. Đến dự buổi lễ có **lãnh đạo phường**, đại diện cha mẹ học sinh và gần 1.200 học sinh toàn trường.

Năm học vừa qua, trường có 98,5% học sinh hoàn thành chương trình lớp học; xem [báo cáo thường niên](/cong-khai/bao-cao.pdf).
Điện thoại văn phòng: 0225 3876 543.

![Học sinh khối 6 trong lễ khai giảng](khai-giang.jpg)

- Buổi sáng: đón học sinh lớp 6, văn nghệ chào mừng;
- Buổi chiều: họp hội đồng sư phạm, phân công chuyên môn học kì I;
- Liên hệ: <a href="https://hoasen.edu.vn/lien-he">bộ phận văn thư</a>.

| Khối | Số lớp | Số học sinh |
|------|--------|-------------|
| 6    | 7      | 302         |
| 7    | 7      | 298         |
`

// manyPhrases returns n phrases that hardly occur, and the sample's own words among their syllables.
func manyPhrases(n int) []string {
	var words []string
	for word := range strings.FieldsSeq(sampleNews) {
		if word = strings.Trim(word, ".,;:*()|-#![]"); len(word) > 1 {
			words = append(words, word)
		}
	}
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprint(words[i%len(words)], " ", words[(i*7+i/len(words))%len(words)], " ", words[(i*31)%len(words)])
	}
	return list
}

// BenchmarkParse is the floor to compare with: reading the pages without gathering anything.
func BenchmarkParse(b *testing.B) {
	sources, size := samplePages(b)
	b.SetBytes(size)
	for b.Loop() {
		for _, src := range sources {
			if _, err := page.Parse("content/tin-tuc/a.md", src); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkGather(b *testing.B) {
	sources, size := samplePages(b)
	var pages []*page.Page
	for _, src := range sources {
		p, err := page.Parse("content/tin-tuc/a.md", src)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, p)
	}
	wanted := map[string]bool{}
	for _, kind := range Kinds() {
		wanted[kind.Name] = true
	}
	for _, n := range []int{0, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g, err := NewGatherer(Settings{Wanted: wanted, Phrases: []PhraseList{{Rule: "a/b", List: "list", Phrases: manyPhrases(n)}}})
			if err != nil {
				b.Fatal(err)
			}
			w := g.Worker()
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				for _, p := range pages {
					w.Gather(p)
				}
			}
		})
	}
}
