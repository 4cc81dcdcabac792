package linter

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/report"
)

// pupils is a sheet as a school keeps it: a title, headers, rows; numbers without their first zero, as programs for sheets
// leave them.
func pupils() [][]string {
	return [][]string{
		{"DANH SÁCH HỌC SINH LỚP 6A"},
		{"STT", "Họ và tên", "Ngày sinh", "SĐT phụ huynh", "CCCD phụ huynh"},
		{"1", "Nguyễn Gia Bảo", "12/03/2015", "912345678", "31185000228"},
		{"2", "Trần Thị Mơ", "05/07/2015", "987654321", "31185000229"},
		{"3", "Lê Đức Anh", "21/11/2015", "0912 345 679", "031185000230"},
	}
}

// officeFiles makes the sheet as files of every sort that is read.
func officeFiles(t *testing.T) map[string][]byte {
	t.Helper()
	var comma, docx, odf, xlsx, slide bytes.Buffer
	w := csv.NewWriter(&comma)
	if err := w.WriteAll(pupils()); err != nil {
		t.Fatal(err)
	}
	for i, row := range pupils() {
		docx.WriteString("<w:tr>")
		odf.WriteString("<table:table-row>")
		fmt.Fprintf(&xlsx, "<row r=\"%d\">", i+1)
		for k, cell := range row {
			fmt.Fprintf(&docx, "<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>", cell)
			fmt.Fprintf(&odf, "<table:table-cell><text:p>%s</text:p></table:table-cell>", cell)
			kind := " t=\"str\""
			if strings.Trim(cell, "0123456789") == "" {
				kind = ""
			}
			fmt.Fprintf(&xlsx, "<c r=\"%c%d\"%s><v>%s</v></c>", 'A'+k, i+1, kind, cell)
		}
		docx.WriteString("</w:tr>")
		odf.WriteString("</table:table-row>")
		xlsx.WriteString("</row>")
		fmt.Fprintf(&slide, "<a:p><a:r><a:t>%s</a:t></a:r></a:p>", strings.Join(row, " – "))
	}
	pack := func(name, content string) []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	document := "<x xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><table:table>" + odf.String() + "</table:table></x>"
	return map[string][]byte{
		"a.csv":  comma.Bytes(),
		"b.docx": pack("word/document.xml", "<w:document xmlns:w=\"w\"><w:body><w:tbl>"+docx.String()+"</w:tbl></w:body></w:document>"),
		"c.xlsx": pack("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"+xlsx.String()+"</sheetData></worksheet>"),
		"d.ods":  pack("content.xml", document),
		"e.odt":  pack("content.xml", document),
		"f.pptx": pack("ppt/slides/slide1.xml", "<p:sld xmlns:a=\"a\" xmlns:p=\"p\">"+slide.String()+"</p:sld>"),
		"g.odp":  pack("content.xml", document),
	}
}

// TestAttachedPersonalData: the same list of pupils is found in files of every sort, and nothing of it is repeated.
func TestAttachedPersonalData(t *testing.T) {
	dir := t.TempDir()
	page := "---\ntitle: Tệp\ndate: 2026-09-05\nauthor: p.lan\n---\n"
	for name, data := range officeFiles(t) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
		page += "[tệp " + name + "](" + name + ")\n\n"
	}
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	r, err := Lint(t.Context(), Options{Dir: dir, Rules: "privacy/*", Now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range r.Findings {
		if f.Rule != "privacy/attached-data" {
			t.Errorf("%s: %s", f.Rule, f.Message)
			continue
		}
		name, rest, _ := strings.Cut(strings.TrimPrefix(f.Message, "Tệp “"), "”")
		found = append(found, name)
		for _, rule := range []string{"privacy/pupil-list", "privacy/personal-phone", "privacy/citizen-id"} {
			if !strings.Contains(rest, rule) && (rule != "privacy/pupil-list" || name != "f.pptx") {
				t.Errorf("%s: no %s in %s", name, rule, rest)
			}
		}
	}
	if slices.Sort(found); !slices.Equal(found, []string{"a.csv", "b.docx", "c.xlsx", "d.ods", "e.odt", "f.pptx", "g.odp"}) {
		t.Errorf("found in %v", found)
	}
	for _, format := range report.Names() {
		var out bytes.Buffer
		if err := report.Write(&out, format, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		for _, row := range pupils()[2:] {
			for _, value := range row[1:] {
				if strings.Contains(out.String(), value) {
					t.Errorf("%s repeats %s", format, value)
				}
			}
		}
	}
}
