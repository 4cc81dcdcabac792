package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/finding"
)

func TestWriteRefusesUnknownNames(t *testing.T) {
	var b bytes.Buffer
	err := Write(&b, "jsno", blocked(), Options{})
	if err == nil || !strings.Contains(err.Error(), `did you mean "json"?`) || b.Len() > 0 {
		t.Errorf("unknown format: error %v, %d bytes written", err, b.Len())
	}
	french := blocked()
	french.Language = "fr"
	for _, format := range []string{"text", "github", "markdown"} {
		if err := Write(&b, format, french, Options{}); err == nil || b.Len() > 0 {
			t.Errorf("%s in an unknown language: error %v, %d bytes written", format, err, b.Len())
		}
	}
}

func TestWriteReportsFullDisk(t *testing.T) {
	for _, f := range Formats() {
		if err := Write(full{}, f.Name, blocked(), Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: error %v, want that of the writer", f.Name, err)
		}
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// What each run tells depends on what it decides.
func TestEndings(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*finding.Report)
		want   []string
		absent []string
	}{
		{"clean work tree", func(r *finding.Report) { r.Gate, r.Base = gateTold, "" },
			[]string{"không thấy chỗ nào phải xem lại", "✅ Rà soát: không có chỗ nào phải sửa"}, []string{"được đăng"}},
		{"work tree, pages wait", func(r *finding.Report) {
			r.Gate, r.Reviews = gateTold, []finding.PageReview{missing("a.md"), missing("b.md")}
		}, []string{"2 trang còn chờ Hiệu trưởng duyệt", "✅ Rà soát: không có chỗ nào phải sửa"}, []string{"chờ duyệt\n", "đã duyệt\n"}},
		{"work tree, pages wait for nobody we know", func(r *finding.Report) {
			r.Gate, r.Reviews = gateTold, []finding.PageReview{{Page: "a.md", State: finding.Missing}}
		}, []string{"1 trang còn chờ duyệt"}, nil},
		{"without reviews", func(r *finding.Report) { r.Gate = gateOff }, []string{"--no-review"}, []string{"được đăng"}},
		{"not set up", func(r *finding.Report) { r.Gate = gateUnconfigured }, []string{"rasoat init"}, []string{"được đăng"}},
		{"free page", func(r *finding.Report) {
			r.Reviews = []finding.PageReview{{Page: "a.md", State: finding.Approved, Why: "Trang này không cần ai duyệt."}}
		},
			[]string{"không cần ai duyệt", "✅ Rà soát: được đăng"}, nil},
		{"many approved", func(r *finding.Report) {
			for i := range 11 {
				r.Reviews = append(r.Reviews, approvedBy(fmt.Sprintf("%d.md", i)))
			}
		}, []string{"12 trang đã được duyệt"}, []string{"chờ duyệt\n", "đã duyệt\n"}},
		{"rejected", func(r *finding.Report) {
			r.Verdict, r.Reviews[0].State, r.Reviews[0].Why = finding.Blocked, finding.Rejected, "Cô Mai chưa đồng ý: “sai ngày”."
		}, []string{"Cô Mai chưa đồng ý", "⛔ Rà soát: cần sửa 1 chỗ, rồi cần 1 người duyệt"}, nil},
		{"rejected, with a finding", func(r *finding.Report) {
			r.Verdict, r.Reviews[0].State = finding.Blocked, finding.Rejected
			r.Findings = []finding.Finding{{Rule: "review/rejected-page", Severity: finding.Error, Path: enrolment, Message: "Bị trả lại."}}
		}, []string{"⛔ phải sửa  ", "cần Hiệu trưởng · đã duyệt", "⛔ Rà soát: cần sửa 1 chỗ, rồi"}, []string{"⛔ phải sửa\n"}},
		{"out of date", func(r *finding.Report) {
			r.Verdict, r.Reviews = finding.Blocked, []finding.PageReview{missing(enrolment)}
			r.Findings = []finding.Finding{{Rule: "review/diverged-page", Severity: finding.Error, Path: enrolment, Message: "Cập nhật."}}
		}, []string{"⛔ phải sửa", "⛔ Rà soát: cần sửa 1 chỗ, rồi"}, nil},
		{"stale", func(r *finding.Report) {
			r.Verdict, r.Reviews[0].State, r.Reviews[0].Lacks = finding.Blocked, finding.Stale, map[string]int{"principal": 1}
		}, []string{"còn thiếu Hiệu trưởng", "🟡 Rà soát: máy đã kiểm tra xong, đang chờ Hiệu trưởng duyệt"}, nil},
		{"nobody lacks", func(r *finding.Report) {
			r.Verdict, r.Reviews[0] = finding.Blocked, finding.PageReview{Page: "a.md", State: finding.Missing}
		}, []string{"đang chờ người có trách nhiệm duyệt"}, nil},
		{"whole site", func(r *finding.Report) {
			r.Verdict = finding.Blocked
			r.Findings = []finding.Finding{{Rule: "disclosure/missing-finance", Severity: finding.Error, Message: "Thiếu trang."}}
		}, []string{"▸ Chung cho cả trang web", "⛔ Rà soát: cần sửa 1 chỗ\n"}, []string{":0:0"}},
		{"blocked for no reason we know", func(r *finding.Report) { r.Verdict, r.Reviews = finding.Blocked, nil },
			[]string{"⛔ Rà soát: chưa được đăng"}, nil},
		{"settled without a reason", func(r *finding.Report) {
			r.Findings = []finding.Finding{{Rule: "a/b", Severity: finding.Review, Settled: &finding.Settled{By: "review", Who: "Cô Mai"}}}
		}, []string{"✅ đã duyệt", "     Cô Mai\n"}, nil},
	} {
		r := passReport()
		test.change(r)
		got := write(t, "text", r, Options{})
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", test.name, want, got)
			}
		}
		for _, absent := range test.absent {
			if strings.Contains(got, absent) {
				t.Errorf("%s: %q must not stand in\n%s", test.name, absent, got)
			}
		}
	}
}

// A report of many findings keeps the gravest where there is no room for all.
func TestGravestFirst(t *testing.T) {
	r := many()
	commands := parseLog(write(t, "github", r, Options{}))
	levels := map[string]int{}
	for _, c := range commands {
		levels[c.name]++
		if c.name == "error" && !strings.HasPrefix(c.properties["title"], "⛔") {
			t.Errorf("%q stands where there are graver ones", c.data)
		}
	}
	if levels["error"] != 10 || levels["warning"] != 7 || levels["notice"] != 1 {
		t.Errorf("annotations by level: %v", levels)
	}
	if summary := write(t, "markdown", r, Options{}); strings.Count(summary, "\n| ⛔") != 10 || strings.Contains(summary, "| 🟡") {
		t.Errorf("the table does not have the ten gravest:\n%s", summary)
	}
}

func TestAnnotationPlaces(t *testing.T) {
	at := func(line, column, endLine, endColumn int) finding.Range {
		return finding.Range{Start: finding.Position{Line: line, Column: column}, End: finding.Position{Line: endLine, Column: endColumn}}
	}
	for _, test := range []struct {
		path string
		at   finding.Range
		want string
	}{
		{"a.md", at(3, 2, 3, 9), "::error file=a.md,line=3,endLine=3,col=2,endColumn=9,title=t::m\n"},
		{"a.md", at(3, 2, 5, 4), "::error file=a.md,line=3,endLine=5,title=t::m\n"},
		{"a.md", at(3, 2, 5, 1), "::error file=a.md,line=3,endLine=4,title=t::m\n"},
		{"a.md", at(3, 2, 4, 1), "::error file=a.md,line=3,endLine=3,title=t::m\n"},
		{"a.md", finding.Range{}, "::error file=a.md,title=t::m\n"},
		{"", at(3, 2, 3, 9), "::error title=t::m\n"},
		{"50%,a:b.md", finding.Range{}, "::error file=50%25%2Ca%3Ab.md,title=t::m\n"},
	} {
		a := annotation{level: "error", file: test.path, at: test.at, title: "t", message: "m"}
		if got := a.command(); got != test.want {
			t.Errorf("got %swant %s", got, test.want)
		}
	}
}

func TestStopCommands(t *testing.T) {
	const token = "k3jf93kfj93kf93k"
	failed := errors.New("body failed")
	var b bytes.Buffer
	err := StopCommands(&b, token, func(w io.Writer) error {
		io.WriteString(w, "::error::x") // no line end
		return failed
	})
	if want := "::stop-commands::" + token + "\n::error::x\n::" + token + "::\n"; b.String() != want || !errors.Is(err, failed) {
		t.Errorf("got %q, %v; want %q", b.String(), err, want)
	}
	for _, bad := range []string{"", "short", "error", "with space with space", token + "\n", token + "::"} {
		if err := StopCommands(io.Discard, bad, func(io.Writer) error { return nil }); err == nil {
			t.Errorf("token %q is taken", bad)
		}
	}
}

func TestLinksAreOfTheWeb(t *testing.T) {
	for _, address := range []string{"", "javascript:alert(1)", "data:text/html,x", "//evil.example/x", "/x", "https://", "ftp://a/b",
		"https://a/" + strings.Repeat("x", 3000)} {
		if got := link("x", address); got != "x" {
			t.Errorf("%q makes the link %s", address, got)
		}
	}
	if got, want := link("x", "https://a.vn/b (c)|d`\n"), "[x](https://a.vn/b%20%28c%29%7Cd%60%0A)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestClip(t *testing.T) {
	for _, test := range []struct {
		s    string
		n    int
		want string
	}{{"trường", 6, "trường"}, {"trường", 5, "trườ…"}, {"", 5, ""}, {"ab", 1, "…"}} {
		if got := clip(test.s, test.n); got != test.want {
			t.Errorf("clip(%q, %d) = %q, want %q", test.s, test.n, got, test.want)
		}
	}
}

// Writing must not change the report, which is written in several formats.
func TestWriteKeepsTheReport(t *testing.T) {
	r := hostile()
	before := fmt.Sprintf("%+v", *r)
	for _, f := range Formats() {
		write(t, f.Name, r, onForge())
	}
	if after := fmt.Sprintf("%+v", *r); after != before {
		t.Errorf("the report was changed")
	}
}
