package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

var update = flag.Bool("update", false, "write docs/journey.md anew, and with -tags oracles the pictures of the guides")

// Where the journey and the pictures of the guides are.
const (
	journeyFile   = "../../docs/journey.md"
	pictureFolder = "../../docs/pictures"
)

// scene is one step of a page's way, as people meet it.
type scene struct {
	vi, en string // what happens
	check  string // title of the check
	shown  string // Markdown that people see: the comment on the request, or what a command prints
}

// journey plays the way of a page on a real repository, against a server that answers as GitHub does.
type journey struct {
	*testing.T
	s      *school
	h      *hub
	scenes []scene
}

const (
	journeyPage  = "content/thong-bao/hop.md"
	journeyBody  = "Nhà trường kính mời quý phụ huynh khối 6 dự họp lúc 8 giờ thứ Bảy, 28/11/2026, tại phòng học của lớp. Buổi họp bàn việc học nửa đầu năm, bữa ăn bán trú và giờ mở cửa thư viện; phần góp ý chung kéo dài khoảng ba mươi phút, phần gặp riêng mười phút mỗi gia đình. Gia đình nào bận xin nhắn thầy cô chủ nhiệm để hẹn một buổi khác."
	journeyFirst = "---\ntitle: Họp phụ huynh: khối 6\ndate: 2026-11-20\n---\n\n" + journeyBody + "\n"
	journeyDraft = "---\ntitle: \"Họp phụ huynh: khối 6\"\ndate: 2026-11-20\n---\n\n" + journeyBody + "\n\n" +
		"![](/anh/san-truong.jpg)\n\nCần hỏi thêm xin gọi chị Mai: 0912 345 678.\n"
)

func (j *journey) mended() string {
	return strings.NewReplacer("![]", "![Sân trường ngày họp phụ huynh năm trước]", "gọi chị Mai: 0912 345 678", "hỏi thầy cô chủ nhiệm").Replace(journeyDraft)
}

// asks lets the job of the request run, and keeps what people see of it.
func (j *journey) asks(code int, vi, en string) {
	j.Helper()
	ran := j.h.job(j.s, j.s.event(), nil)
	if ran.code != code || len(j.h.comments) != 1 {
		j.Fatalf("%s: exit code %d, %d comments\n%s%s", en, ran.code, len(j.h.comments), ran.stdout, ran.stderr)
	}
	check := j.h.checks[len(j.h.checks)-1]["output"].(map[string]any)["title"].(string)
	j.scenes = append(j.scenes, scene{vi, en, check, steady(j.h.comments[0]["body"].(string))})
}

// steady leaves out of a text what differs from run to run: commits, digests, invented addresses.
func steady(text string) string {
	text = regexp.MustCompile(`(?m)^<!--.*-->\n?`).ReplaceAllString(text, "")
	text = regexp.MustCompile(`(?m)^<sub>rasoat .*\n?`).ReplaceAllString(text, "")
	text = regexp.MustCompile(`\]\(https://github\.com/hoasen/web[^)]*\)`).ReplaceAllString(text, "](#)")
	text = regexp.MustCompile(`bằng [0-9]+ quy tắc`).ReplaceAllString(text, "bằng … quy tắc")
	text = regexp.MustCompile(`\b[0-9a-f]{40,64}\b|\b[0-9a-f]{7,12}\b…?`).ReplaceAllString(text, "…")
	return strings.TrimSpace(text)
}

func playJourney(t *testing.T) []scene {
	s, h := newSchool(t, ""), newHub(t)
	s.run("git", "switch", "-q", "main")
	s.write("static/anh/san-truong.jpg", "ảnh")
	s.commit("Ảnh sân trường")
	s.run("git", "switch", "-q", "lan-patch-1")
	s.run("git", "reset", "-q", "--hard", "main")
	j := &journey{T: t, s: s, h: h}
	head := func() string { return s.run("git", "rev-parse", "HEAD") }

	s.change(journeyPage, journeyFirst)
	j.asks(exitBlocked, "Cô Lan viết một thông báo trong trình duyệt và gửi yêu cầu đăng. Tiêu đề có dấu hai chấm, nên trang web sẽ không dựng được.",
		"Ms Lan writes a notice in her browser and opens a pull request. A colon in the title would break the site's build.")
	s.change(journeyPage, journeyDraft)
	j.asks(exitBlocked, "Cô bấm ✏️ ngay trong lời nhắn, đặt tiêu đề trong dấu nháy, và viết thêm vài dòng. Máy tự kiểm tra lại, và sửa chính lời nhắn ấy.",
		"She clicks ✏️ in the comment, puts the title in quotes and writes some more. The check runs again and edits the same comment.")
	s.change(journeyPage, j.mended())
	j.asks(exitBlocked, "Cô thay số riêng và mô tả ảnh. Không còn gì phải sửa; bài chưa hiện trên trang.",
		"She takes the private number out and describes the picture. Nothing is left to fix; the page is not published yet.")
	h.review(7007, "APPROVED", head())
	j.asks(exitBlocked, "Một đồng nghiệp bấm “Approve” giúp. Nhà trường chưa giao việc duyệt cho cô ấy: máy không tính.",
		"A colleague clicks Approve. The school has not asked her to review: it does not count.")
	h.review(21031067, "APPROVED", head())
	j.asks(exitPass, "Hiệu trưởng đọc bài và bấm “Approve”.", "The principal reads the page and clicks Approve.")
	s.change(journeyPage, strings.Replace(j.mended(), "8 giờ", "9 giờ", 1))
	j.asks(exitBlocked, "Sau khi duyệt, giờ họp bị đổi. Lượt duyệt không còn giá trị.", "After the approval the time is changed. The approval no longer counts.")
	h.review(21031067, "CHANGES_REQUESTED", head())
	j.asks(exitBlocked, "Hiệu trưởng chưa đồng ý, bấm “Request changes”.", "The principal does not agree and clicks Request changes.")
	s.change(journeyPage, j.mended())
	h.review(21031067, "APPROVED", head())
	j.asks(exitPass, "Cô Lan đổi lại, Hiệu trưởng duyệt lại.", "Ms Lan changes it back, the principal approves again.")

	s.run("git", "switch", "-q", "main")
	s.run("git", "merge", "-q", "--squash", "lan-patch-1")
	s.commit("Họp phụ huynh (#12)")
	s.approve("content/_index.md")
	s.approve(journeyPage)
	s.write("content/thang.md", "---\ntitle: Tin nhanh\n---\n\nTin này được đẩy thẳng lên nhánh chính.\n")
	s.commit("Đẩy thẳng")
	code, out, _ := rasoat(s.dir, "audit")
	if code != exitBlocked {
		t.Fatalf("the audit passes:\n%s", out)
	}
	j.scenes = append(j.scenes, scene{"Vài hôm sau có người đẩy thẳng một bài lên nhánh chính, không qua yêu cầu nào. Việc đăng trang xem lại mọi bài trước khi đăng, và dừng.",
		"Some days later somebody pushes a page straight to the main branch. The job that publishes audits everything first, and stops.", "", "```text\n" + strings.TrimSpace(steady(out)) + "\n```"})
	return j.scenes
}

// journeyText writes the scenes as a page.
func journeyText(scenes []scene) string {
	var b strings.Builder
	b.WriteString(`# Một bài đi từ lúc viết đến lúc đăng

*A page's way from being written to being published.* Mọi lời dưới đây do chính chương trình viết ra: phép thử
` + "`TestJourney`" + ` diễn lại câu chuyện trên một kho Git thật và báo lỗi nếu trang này không còn đúng. / All texts below are the
program's own; a test replays the story and fails when this page is no longer true.
(` + "`go test ./cmd/rasoat -run TestJourney -update`" + ` writes it anew.)

Cô Lan là giáo viên; Hiệu trưởng duyệt bài. Cả hai chỉ dùng trình duyệt. Tên người, trường và số điện thoại đều là bịa.
`)
	for i, s := range scenes {
		fmt.Fprintf(&b, "\n## %d. %s\n\n*%s*\n\n", i+1, s.vi, s.en)
		if s.check != "" {
			fmt.Fprintf(&b, "Dấu kiểm tra / the check: **%s**\n\n", s.check)
		}
		for line := range strings.SplitSeq(s.shown, "\n") {
			b.WriteString(strings.TrimRight("> "+line, " ") + "\n")
		}
	}
	return b.String()
}

// pictures returns the pages that the guides' pictures are taken of, by name.
func pictures(t *testing.T, scenes []scene) map[string]string {
	t.Helper()
	list := map[string]string{}
	for name, n := range map[string]int{"can-sua": 1, "cho-duyet": 2, "duoc-dang": 4, "da-doi": 5} {
		list[name] = asPage(t, scenes[n])
	}
	return list
}

// asPage shows a comment as a forge does.
func asPage(t *testing.T, s scene) string {
	t.Helper()
	var body strings.Builder
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := markdown.Convert([]byte(s.shown), &body); err != nil {
		t.Fatal(err)
	}
	return `<!doctype html><html lang="vi"><meta charset="utf-8"><style>
body{font:14px/1.5 "Noto Sans","DejaVu Sans","Liberation Sans",sans-serif;margin:16px;color:#1f2328;background:#fff;width:780px}
.who{background:#f6f8fa;border:1px solid #d1d9e0;border-radius:6px 6px 0 0;padding:8px 16px;color:#59636e}
.box{border:1px solid #d1d9e0;border-top:0;border-radius:0 0 6px 6px;padding:4px 16px 12px}
h3{font-size:18px;margin:12px 0 4px}table{border-collapse:collapse;margin:8px 0}th,td{border:1px solid #d1d9e0;padding:6px 10px;text-align:left;vertical-align:top}
a{color:#0969da}code{background:#eff1f3;border-radius:4px;padding:1px 4px;font-size:12px}sub{color:#59636e}summary{cursor:pointer;margin:6px 0}
.check{margin-top:14px;border:1px solid #d1d9e0;border-radius:6px;padding:8px 16px}</style>
<div class="who"><b>rasoat</b> đã nhắn trên yêu cầu đăng bài</div><div class="box">` + body.String() + `</div>
<div class="check">` + s.check + `</div></html>`
}

// sums says of each picture which page it was taken of.
func sums(pages map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		fmt.Fprintf(&b, "%x  %s.png\n", sha256.Sum256([]byte(pages[name])), name)
	}
	return b.String()
}

// TestJourney: the page that tells the journey says what the program says, and the pictures of the guides show it.
func TestJourney(t *testing.T) {
	scenes := playJourney(t)
	text := journeyText(scenes)
	if *update {
		if err := os.WriteFile(journeyFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(journeyFile)
	if err != nil || string(got) != text {
		t.Errorf("docs/journey.md is not what the program says (%v); run go test ./cmd/rasoat -run TestJourney -update and read it", err)
	}
	taken, err := os.ReadFile(filepath.Join(pictureFolder, "taken-of.txt"))
	if want := sums(pictures(t, scenes)); err != nil || string(taken) != want {
		t.Errorf("the pictures of the guides show something else (%v); run go test -tags oracles ./cmd/rasoat -run TestOraclePictures -update and look at them", err)
	}
}
