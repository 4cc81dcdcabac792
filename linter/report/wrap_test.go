package report

import (
	"slices"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"Ảnh thiếu mô tả.", 0, []string{"Ảnh thiếu mô tả."}},
		{"Ảnh thiếu mô tả.", 16, []string{"Ảnh thiếu mô tả."}},
		{"Ảnh thiếu mô tả.", 15, []string{"Ảnh thiếu mô", "tả."}},
		{"A\u0309nh thie\u0302\u0301u mo\u0302 ta\u0309.", 16, []string{"A\u0309nh thie\u0302\u0301u mo\u0302 ta\u0309."}},
		{"漢字 漢字", 4, []string{"漢字", "漢字"}},
		{"https://truong.example.vn a", 5, []string{"https://truong.example.vn", "a"}},
		{"a  b", 10, []string{"a  b"}},
		{"", 5, []string{""}},
	} {
		if got := wrap(test.text, test.limit); !slices.Equal(got, test.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

func TestWidthWrapsMessages(t *testing.T) {
	for line := range strings.Lines(write(t, "text", blocked(), Options{Width: 72})) {
		if n := columns(cells(strings.TrimSuffix(line, "\n"))); n > 72 && strings.HasPrefix(line, margin) {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}
