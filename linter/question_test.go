package linter

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestFactsAreShownMasked: whatever kind of fact is shown, and whatever an expression makes of it, the numbers of the
// example's pages are shown in no spelling.
func TestFactsAreShownMasked(t *testing.T) {
	dir := t.TempDir()
	page := "---\ntitle: Gọi 0912 345 678\n---\n## Mẹ: 0912.345.678\n\n| Họ tên | CCCD |\n|---|---|\n| An | 031206001231 |\n\n" +
		"Anh Ba: +84 912 345 678, [gọi](tel:+84912345678), MST cá nhân 8123456789, tài khoản 0123456789012 tại ngân hàng.\n\n" +
		"`0912345678` <!-- 0912345678 --> <a href=\"tel:0912345678\" title=\"0912 345 678\">số</a>[^1]\n\n[^1]: 0912345678\n"
	for name, text := range map[string]string{"a.md": page, "hugo.toml": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "a.md"), filepath.Join(dir, "content/a.md")); err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: dir, Now: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)}
	a, err := newInquiry(t.Context(), o, "content/a.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, k := range vocabulary().Kinds {
		if k.Name == reviewKind {
			continue
		}
		expressions := []string{""}
		for _, f := range fieldsOf(k.Type) {
			if typeWord(f.typ) == "text" {
				expressions = append(expressions, "upper("+f.name+")")
			}
		}
		for _, expression := range expressions {
			kind, query, err := Question{Each: k.Name, Expression: expression}.compile()
			if err != nil {
				t.Fatal(err)
			}
			table, err := a.table(kind, query)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range table.Rows {
				for _, value := range append(row.Values, row.Answer) {
					shown++
					if digits := digitsOf(value); strings.Contains(digits, "912345678") || strings.Contains(digits, "031206001231") {
						t.Errorf("%s %s: %q", k.Name, expression, value)
					}
				}
			}
		}
	}
	if shown < 100 {
		t.Errorf("only %d values were shown", shown)
	}
}
