package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPositionAndOffset(t *testing.T) {
	file := New("a", []byte("một\r\n\nhai ba\n"))
	for _, tt := range []struct{ offset, line, column int }{
		{0, 1, 1}, {1, 1, 2}, {4, 1, 3}, {5, 1, 4}, {7, 2, 1}, {8, 3, 1}, {14, 3, 7}, {15, 4, 1}, {99, 4, 1}, {-3, 1, 1},
	} {
		if line, column := file.Position(tt.offset); line != tt.line || column != tt.column {
			t.Errorf("offset %d is at %d:%d, want %d:%d", tt.offset, line, column, tt.line, tt.column)
		}
		if at := min(max(tt.offset, 0), len(file.Text)); file.Offset(tt.line, tt.column) != at {
			t.Errorf("%d:%d is offset %d, want %d", tt.line, tt.column, file.Offset(tt.line, tt.column), at)
		}
	}
	offsets := []int{99, 7, 0, 14, -3, 1, 4, 5, 8, 15, 7}
	for offset, place := range file.Places(offsets) {
		if line, column := file.Position(offset); place != (Place{line, column}) {
			t.Errorf("offset %d is at %v, want %d:%d", offset, place, line, column)
		}
	}
	if file.Lines() != 4 || file.Line(1) != "một" || file.Line(4) != "" || file.Line(9) != "" || file.LineStart(3) != 8 {
		t.Error("the lines are not as written")
	}
	if got := file.Slice(Span{-5, 99}); got != string(file.Text) {
		t.Errorf("a span that is too large: %q", got)
	}
}

func TestErrorFrame(t *testing.T) {
	file := New("a.yml", []byte("a: 1\n\tđược: sai rồi\n"))
	err := file.Errorf(Span{6, 14}, "write được", "%q is wrong", "x")
	if want := `a.yml:2:2: "x" is wrong; write được`; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
	if want := "  \tđược: sai rồi\n  \t^^^^"; err.Frame() != want {
		t.Errorf("got\n%s\nwant\n%s", err.Frame(), want)
	}
	long := New("a.yml", []byte(strings.Repeat("ă", 1<<20)+"sai"+strings.Repeat("b", 1<<20)))
	for _, c := range []struct{ from, to, shown, caret, carets int }{
		{0, 1, 161, 0, 1}, {200, 1 << 20, 162, 81, 81}, {2 << 20, 2<<20 + 3, 162, 81, 3}, {3<<20 + 2, 3<<20 + 3, 161, 160, 1},
	} {
		line, under, _ := strings.Cut(long.Errorf(Span{c.from, c.to}, "", "x").Frame(), "\n")
		shown, caret, carets := utf8.RuneCountInString(line)-2, strings.Index(under, "^")-2, strings.Count(under, "^")
		if shown != c.shown || caret != c.caret || carets != c.carets {
			t.Errorf("%d–%d: %d characters, %d carets at %d; want %v", c.from, c.to, shown, carets, caret, c)
		}
	}
	if err := file.Errorf(Span{0, 99}, "", "all"); err.Width != 4 || err.Error() != "a.yml:1:1: all" {
		t.Errorf("a span of several lines: width %d, %v", err.Width, err)
	}
}
