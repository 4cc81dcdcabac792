package attach

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

// drawing makes a PDF whose pages draw what they are given.
func drawing(pages ...string) []byte {
	var out strings.Builder
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(offsets)}, args...)...)
	}
	out.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids.String())
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	for i, page := range pages {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", 5+2*i)
		object("<</Length %d>>stream\n%s\nendstream", len(page), page)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, table)
	return []byte(out.String())
}

// TestPDF: what is written in a PDF is read, and what is only drawn is told. The files in testdata were printed by Chromium
// from a page of invented names; one was locked by qpdf with the password "mat".
func TestPDF(t *testing.T) {
	if testing.Short() {
		t.Skip("translating PDFium takes minutes under the race detector")
	}
	var reader Reader
	defer reader.Close()
	t.Run("switched off", func(t *testing.T) { switchedOff(t, &reader) })
	t.Run("at once", func(t *testing.T) { atOnce(t, &reader) })
	read := func(data []byte) (*File, error) { return reader.Read(t.Context(), "a.pdf", data) }
	stored := func(name string) []byte {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}

	printed := stored("danh-sach.pdf")
	file, err := read(printed)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Danh sách học sinh lớp 6A\nNguyễn Văn Đậu, điện thoại mẹ 0912 345 678\n", "1 Trần Thị Mướp 8,5\n2 Lê Văn Bầu 7"} {
		if !strings.Contains(file.Text, want) || file.Partial {
			t.Errorf("%q is not in %+v", want, file)
		}
	}

	text, square := "BT /F 12 Tf 20 100 Td (Goi 0912 345 678) Tj ET", "20 20 100 100 re f"
	if file, err := read(drawing(text, text)); err != nil || file.Partial || file.Text != "Goi 0912 345 678\n\nGoi 0912 345 678\n\n" {
		t.Errorf("two pages: %+v, %v", file, err)
	}
	if file, err := read(drawing(text, square)); err != nil || !file.Partial {
		t.Errorf("a page that is drawn: %+v, %v", file, err)
	}
	pages := make([]string, pdfPages+1)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a scan": {drawing(square), PDF}, "locked": {stored("co-mat-khau.pdf"), Locked}, "too many pages": {drawing(pages...), TooLarge},
		"half of it": {printed[:len(printed)/3], Damaged}, "no objects": {[]byte("%PDF-1.7"), Damaged}, "another file": {[]byte("obj"), Damaged},
	} {
		var u *Unscanned
		if file, err := read(c.data); !errors.As(err, &u) || u.Reason != c.want {
			t.Errorf("%s: %+v, %v, want %s", name, file, err, c.want)
		}
	}
}

// switchedOff: a machine that is switched off in the middle says so, and the next file gets a new one.
func switchedOff(t *testing.T, reader *Reader) {
	ctx, cancel := context.WithCancel(t.Context())
	text := drawing("BT /F 12 Tf (a) Tj ET")
	if _, err := reader.Read(ctx, "a.pdf", text); err != nil {
		t.Fatal(err)
	}
	cancel()
	var u *Unscanned
	if _, err := reader.Read(ctx, "a.pdf", text); !errors.As(err, &u) || u.Reason != TooLarge {
		t.Errorf("%v", err)
	}
	if file, err := reader.Read(t.Context(), "a.pdf", text); err != nil || file.Text != "a\n\n" {
		t.Errorf("%+v, %v", file, err)
	}
}

// atOnce: several goroutines share a reader.
func atOnce(t *testing.T, reader *Reader) {
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			want := fmt.Sprint("n", i)
			if file, err := reader.Read(t.Context(), "a.pdf", drawing("BT /F 12 Tf ("+want+") Tj ET")); err != nil || file.Text != want+"\n\n" {
				t.Errorf("%+v, %v", file, err)
			}
		})
	}
	all.Wait()
}
