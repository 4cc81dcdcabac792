package report

import (
	"fmt"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
)

// Reports made by hand, one for each thing that a reader may meet. All people and numbers are invented.

func base() *finding.Report {
	return &finding.Report{
		Schema: finding.Schema, Tool: finding.Tool{Version: "0.1.0"}, Site: "Trường THCS Hoa Sen", ID: "hoasen.example.vn", Language: "vi",
		Base: "0f9e8d7c6b5a49382716059483726150fedcba98", Head: "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334",
		At:        time.Date(2026, 9, 5, 10, 0, 0, 0, time.FixedZone("", 7*60*60)),
		Generator: "hugo", Rules: finding.Rules{Digest: "sha256:4f1c0d9e8b7a6958473625140392817f", Count: 62, List: rules()},
		Pages: finding.Pages{Total: 120, Judged: 1}, Gate: gateDecides, Verdict: finding.Blocked,
	}
}

// rules are those that the reports below speak of; some findings are of rules that no list has.
func rules() []finding.Rule {
	return []finding.Rule{
		{ID: "accessibility/undescribed-image", Severity: finding.Error,
			Title: map[string]string{"vi": "Ảnh thiếu mô tả", "en": "Image without a description"},
			Why:   map[string]string{"vi": "Người dùng trình đọc màn hình không biết ảnh gì.", "en": "Users of a screen reader do not know what the picture shows."},
			Basis: []string{"WCAG 2.2, 1.1.1"}},
		{ID: "privacy/personal-phone", Severity: finding.Error,
			Title: map[string]string{"vi": "Số điện thoại cá nhân", "en": "Personal phone number"},
			Why:   map[string]string{"vi": "Ai cũng có thể gọi tới số đã đăng.", "en": "Anybody can call a number that was published."},
			Basis: []string{"Luật Bảo vệ dữ liệu cá nhân"}},
		{ID: "security/unencrypted-link", Severity: finding.Warning,
			Title: map[string]string{"vi": "Liên kết không mã hoá", "en": "Link without encryption"},
			Why:   map[string]string{"vi": "Trên mạng dùng chung, người khác đọc và sửa được trang.", "en": "On a shared network others can read and change the page."}},
	}
}

const enrolment = "content/tin-tuc/tuyen-sinh.md"

// found makes a finding whose span is the first occurrence of part in line.
func found(rule string, s finding.Severity, path string, n int, line, part, message string) finding.Finding {
	start, end := span(line, part)
	at := func(column int) finding.Position {
		return finding.Position{Offset: 100*n + column, Line: n, Column: column + 1}
	}
	return finding.Finding{Rule: rule, Severity: s, Path: path, Range: finding.Range{Start: at(start), End: at(end)},
		Message: message, Fingerprint: fmt.Sprintf("%08x", 7*n), Excerpt: &finding.Excerpt{Line: line, Start: start, End: end}}
}

// span returns where part stands in line, in code points.
func span(line, part string) (start, end int) {
	runes, wanted := []rune(line), len([]rune(part))
	for i := range runes {
		if i+wanted <= len(runes) && string(runes[i:i+wanted]) == part {
			return i, i + wanted
		}
	}
	panic(fmt.Sprintf("%q is not in %q", part, line))
}

func missing(page string) finding.PageReview {
	return finding.PageReview{Page: page, Digest: "sha256:77aa", State: finding.Missing,
		Needs: map[string]int{"principal": 1}, Lacks: map[string]int{"principal": 1}, Hands: []string{"p.lan"},
		Why: "Chưa có ai duyệt đúng nội dung này. Cần: Hiệu trưởng."}
}

func approvedBy(page string) finding.PageReview {
	return finding.PageReview{Page: page, Digest: "sha256:77aa", State: finding.Approved,
		Needs: map[string]int{"principal": 1}, Why: "Đã duyệt bởi p.hieutruong.", Approvals: []finding.Approval{{
			By: "p.hieutruong", Roles: []string{"principal"}, Record: "9c1d", Basis: "signature", Counts: true,
			At: time.Date(2026, 9, 5, 9, 12, 0, 0, time.FixedZone("", 7*60*60))}}}
}

func blocked() *finding.Report {
	r := base()
	https := "https://phuong.example.vn/tuyen-sinh"
	link := found("security/unencrypted-link", finding.Warning, enrolment, 41,
		"Xem [thông báo của phường](http://phuong.example.vn/tuyen-sinh).", "http://phuong.example.vn/tuyen-sinh",
		"Liên kết http://phuong.example.vn/tuyen-sinh không dùng https.")
	link.Fix = &https
	claim := found("accuracy/unsourced-claim", finding.Review, enrolment, 30,
		"Năm ngoái 98% học sinh lớp 5 của phường vào trường công lập.", "98% học sinh lớp 5 của phường vào trường công lập",
		"Câu nêu số liệu nhưng chưa ghi nguồn. Thêm “(Nguồn: …)” nếu có.")
	claim.Reviewers = []string{"principal"}
	claim.Suppression = &finding.Suppression{Why: "số liệu của phường, sẽ ghi nguồn sau", Until: "2026-12-31"}
	settled := found("privacy/personal-phone", finding.Error, enrolment, 44,
		"Số của văn phòng xã: 0987***321.", "0987***321",
		"Số điện thoại di động cá nhân (0987***321). Dùng số văn phòng hoặc thêm vào danh sách liên hệ chính thức.")
	settled.Severity = finding.Review
	settled.Settled = &finding.Settled{By: "review", Who: "Hiệu trưởng (p.hieutruong)", Why: "số của văn phòng xã"}
	r.Findings = []finding.Finding{
		found("privacy/personal-phone", finding.Error, enrolment, 14,
			"Mọi thắc mắc xin gọi cô Hoa, số 0912***678 (giờ hành chính).", "0912***678",
			"Số điện thoại di động cá nhân (0912***678). Dùng số văn phòng hoặc thêm vào danh sách liên hệ chính thức."),
		found("accessibility/undescribed-image", finding.Error, enrolment, 22,
			"![](anh/san-truong.jpg)", "![](anh/san-truong.jpg)", "Ảnh anh/san-truong.jpg thiếu mô tả."),
		claim, link, settled,
	}
	r.Reviews = []finding.PageReview{missing(enrolment)}
	r.Reviews[0].Difference = []finding.Piece{{Op: finding.Gap}, {Op: finding.Same, Text: "Nhận hồ sơ từ ngày "}, {Op: finding.Removed, Text: "1/7 "},
		{Op: finding.Added, Text: "3/7 "}, {Op: finding.Same, Text: "tại văn phòng nhà trường. "}, {Op: finding.Added, Text: "Mọi thắc mắc xin gọi cô Hoa, số 0912***678."}}
	r.Reviews[0].Title = "Tuyển sinh vào lớp 6"
	r.Reviews[0].Since = "Khác gì so với bản p.hieutruong duyệt lúc 16:12 ngày 05/06/2026"
	r.Previews = []finding.Preview{{Page: enrolment, Cut: true, Left: 1, Stretches: []finding.Stretch{
		{Text: "---\ntitle: Tuyển sinh vào lớp 6\n---\n\nNhận hồ sơ từ ngày **3/7** tại văn phòng nhà trường. Mọi thắc mắc xin gọi cô Hoa, số "},
		{Text: "0912•••678", Severity: finding.Error}, {Text: " (giờ hành chính).\n\n"}, {Text: "![](anh/san-truong.jpg)", Severity: finding.Error},
		{Text: "\n\n## Kết quả năm trước\n\nNăm ngoái "}, {Text: "98% học sinh lớp 5 của phường vào trường công lập", Severity: finding.Review},
		{Text: ".\n\nXem [thông báo của phường]("}, {Text: "http://phuong.example.vn/tuyen-sinh", Severity: finding.Warning}, {Text: ").\n"}}}}
	r.Next = "Người viết bài sửa 2 chỗ máy đã chỉ ra, sau đó Hiệu trưởng duyệt."
	return r
}

func waitingReport() *finding.Report {
	r := base()
	r.Pages.Judged = 2
	short := missing("content/gioi-thieu/lich-su.md")
	short.State = finding.Short
	short.Needs = map[string]int{"principal": 1, "history": 2}
	short.Lacks = map[string]int{"history": 1}
	short.Approvals = approvedBy("").Approvals
	short.Approvals = append(short.Approvals, finding.Approval{By: "p.lan", Roles: []string{"history"},
		At: time.Date(2026, 9, 5, 3, 0, 0, 0, time.UTC), Hand: true, Why: "đã viết hoặc sửa bài này nên không được tự duyệt"})
	r.Reviews = []finding.PageReview{short, missing(enrolment)}
	r.Findings = []finding.Finding{{Rule: "review/unreviewed-page", Severity: finding.Error, Path: enrolment,
		Range:   finding.Range{Start: finding.Position{Line: 1, Column: 1}, End: finding.Position{Line: 1, Column: 1}},
		Message: "Bài chưa được duyệt với đúng nội dung hiện tại. Cần Hiệu trưởng duyệt trước khi đăng."}}
	r.Next = "Hiệu trưởng và 1 Giáo viên Lịch sử đọc và duyệt bài. Người viết bài không cần làm gì thêm."
	return r
}

func passReport() *finding.Report {
	r := base()
	r.Verdict = finding.Pass
	r.Reviews = []finding.PageReview{approvedBy(enrolment)}
	r.Next = "Không ai phải làm gì thêm."
	return r
}

// many has 25 findings on two pages.
func many() *finding.Report {
	r := base()
	r.Language = "en"
	r.Pages.Judged = 2
	for i := range 25 {
		severity := []finding.Severity{finding.Warning, finding.Error, finding.Review}[i%3]
		if i%12 == 10 {
			severity = finding.Error
		}
		r.Findings = append(r.Findings, found("style/example", severity, fmt.Sprintf("content/trang-%d.md", i/20+1), 3+i,
			fmt.Sprintf("Dòng số %d có chữ sai", i), "chữ sai", fmt.Sprintf("Finding number %d.", i)))
	}
	for i := range 4 {
		r.Findings = append(r.Findings, found("style/example", finding.Error, "content/trang-3.md", 3+i, "chữ", "chữ", "One more."))
	}
	r.Findings = r.Findings[4:]
	r.Next = "The editor fixes the places that were found."
	return r
}

// hostile has texts of somebody who would write the report himself.
func hostile() *finding.Report {
	return hostileWith("\x1b]0;pwned\a\r\n::error title=pwned::x\n##[error]y | `z` @all <img src=x onerror=alert(1)> \u202egpj")
}

// hostileWith puts s wherever a report has a text that others write.
func hostileWith(s string) *finding.Report {
	r := base()
	r.Site, r.ID, r.Head, r.Base, r.Generator, r.Next = s, s, s, s, s, s
	r.Tool.Version, r.Rules.Digest = s, s
	text := map[string]string{"vi": s, "en": s}
	r.Rules.List = []finding.Rule{{ID: s, Severity: finding.Error, Title: text, Why: text, Basis: []string{s}}}
	f := finding.Finding{Rule: s, Severity: finding.Error, Path: s, Message: s, Fix: &s, Reviewers: []string{s}, Suppression: &finding.Suppression{Why: s, Until: s},
		Fingerprint: s, Range: finding.Range{Start: finding.Position{Offset: 3, Line: 2, Column: 1}, End: finding.Position{Offset: 5, Line: 2, Column: 3}},
		Excerpt: &finding.Excerpt{Line: s, Start: 0, End: 2}}
	review, warning, settled := f, f, f
	review.Severity, warning.Severity = finding.Review, finding.Warning
	settled.Settled = &finding.Settled{By: s, Who: s, Why: s}
	about := f
	about.Path, about.Rule, about.Excerpt = "content/a.md", "review/"+s, nil
	r.Findings = []finding.Finding{about, f, review, warning, settled}
	page := finding.PageReview{Page: s, Digest: s, Why: s, State: finding.Missing, Needs: map[string]int{s: 1}, Lacks: map[string]int{s: 2},
		Hands: []string{s}, Approvals: []finding.Approval{{By: s, Roles: []string{s}, Record: s, Basis: s, Why: s}}}
	page.Since, page.Title = s, s
	for _, op := range append(finding.Ops(), finding.Op(s)) {
		page.Difference = append(page.Difference, finding.Piece{Op: op, Text: s})
	}
	rejected, approved, told := page, approvedBy(s+"c"), missing("content/a.md")
	page.State = finding.State(s)
	rejected.Page, rejected.State, rejected.Why = s+"b", finding.Rejected, s
	r.Reviews = []finding.PageReview{told, page, rejected, approved}
	r.Previews = []finding.Preview{{Page: s, Title: s, Cut: true, Left: 2, Stretches: []finding.Stretch{{Text: "a " + s + " b "}, {Text: s, Severity: finding.Error},
		{Text: s, Severity: finding.Severity(s)}, {Text: "\n\n" + s + "\n\n<div>\n" + s + "\n</div>\n\n- ["}, {Text: s, Severity: finding.Warning}, {Text: "](" + s + ")"}}}}
	return r
}
