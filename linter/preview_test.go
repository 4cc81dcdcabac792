package linter

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/finding"
)

// previewsOf lints pages by the built-in rules.
func previewsOf(t *testing.T, pages map[string]string) []finding.Preview {
	t.Helper()
	dir := t.TempDir()
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r, err := Lint(t.Context(), Options{Dir: dir, Now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return r.Previews
}

// shape writes a preview with its marks as ‹ ›.
func shape(p finding.Preview) string {
	var b strings.Builder
	for _, s := range p.Stretches {
		if s.Severity != "" {
			b.WriteString("‹" + s.Text + "›")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestPreview(t *testing.T) {
	previews := previewsOf(t, map[string]string{
		"a.md": "---\ntitle: Họp\n---\n***Gọi*** cô 0912 345 678.\n\n[a](javascript:x)\n",
		"b.md": "Không có gì.\n",
	})
	if len(previews) != 1 || previews[0].Page != "a.md" || previews[0].Cut || previews[0].Left != 0 {
		t.Fatalf("%+v", previews)
	}
	if got, want := shape(previews[0]), "---\ntitle: Họp\n---\n•••Gọi••• cô ‹0912•••678›.\n\n[a](‹javascript:x›)\n"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// Of a long page the part around its first gravest place is shown, cut between blocks, and it is told what is not.
func TestPreviewOfLongPage(t *testing.T) {
	filler := strings.Repeat("Một đoạn văn dài vừa phải của bài.\n\n", 1000)
	for name, text := range map[string]string{
		"between":  filler + "Gọi 0912 345 678.\n\n" + filler + "Gọi 0912 345 679.\n",
		"one line": strings.ReplaceAll(filler, "\n\n", " ") + "Gọi 0912 345 678." + strings.ReplaceAll(filler, "\n\n", " ") + "Gọi 0912 345 679.",
	} {
		previews := previewsOf(t, map[string]string{"a.md": text})
		if len(previews) != 1 {
			t.Fatalf("%s: %d previews", name, len(previews))
		}
		got := shape(previews[0])
		if len(got) > previewBytes+100 || !utf8.ValidString(got) || !previews[0].Cut || previews[0].Left != 1 || strings.Count(got, "‹0912•••678›") != 1 {
			t.Errorf("%s: %d bytes, cut %t, %d left", name, len(got), previews[0].Cut, previews[0].Left)
		}
		if name == "between" && (!strings.HasPrefix(got, "Một") || !strings.HasSuffix(got, "bài.\n\n")) {
			t.Errorf("%s: cut within a block: %.60q … %q", name, got, got[len(got)-60:])
		}
	}
}

// However many pages there are, a bounded number is shown, those with errors first.
func TestPreviewsAreBounded(t *testing.T) {
	pages := map[string]string{"z.md": "Gọi 0912 345 678."}
	for i := range maxPreviews + 20 {
		pages[fmt.Sprintf("a%03d.md", i)] = "[a](http://truong.example)"
	}
	previews := previewsOf(t, pages)
	if len(previews) != maxPreviews || previews[maxPreviews-1].Page != "z.md" {
		t.Errorf("%d previews, the last of %s", len(previews), previews[len(previews)-1].Page)
	}
}
