package fact

import (
	"fmt"
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	for _, test := range []struct{ marked, want string }{
		{"‹| Khối | Lớp |\n|--|--|\n| 6 | 7 |›\n", "table [Khối Lớp] true 0 1 2 false"},
		{"‹| | Thứ 2 |\n|--|--|\n| Tiết 1 | Toán |›\n", "table [ Thứ 2] true 0 1 2 false"},
		{"‹| | |\n|--|--|\n| a | b |›\n", "table [ ] true 2 1 2 false"},
		{"‹| a | |\n|--|--|\n| a | b |›\n", "table [a ] true 1 1 2 false"},
		{"‹<table><tr><td>a<td>b<tr><td>c<td>d</table>›\n", "html [a b] false 0 1 2 false"},
		{"‹<table><tr><th>a<th>b<tr><td>c<td>d</table>›\n", "html [a b] true 0 1 2 false"},
		{"‹<table role=none><tr><td>a<td>b<tr><td>c<td>d</table>›\n", "html [a b] false 0 1 2 true"},
		{"‹<table><tr><td>a<td>b</table>›\n", "html [a b] false 0 0 2 true"},
		{"1. ‹Lê Văn Thử - 6A - 8,5\n2. Trần Thị Mẫu - 6B - 9\n3. Vũ Ví Dụ – 6C – 7›\n", "list [] false 0 3 3 false"},
		{"<p>1. ‹Lê Văn Thử, sinh 2012</p>\n<p>2. Trần Thị Mẫu, sinh 2013</p>\n<p>3. Vũ Ví Dụ, sinh 2012›</p>\n", "list [] false 0 3 2 false"},
		{"‹a; b\nc; d\ne; f› \ng; h; i\n", "list [] false 0 3 2 false"},
		{"a: b\nc: d\n\n## Giữa\n\ne: f\n", ""},
		{"- a: b\n- c: d\n", ""},
		{"Câu này dài nên không phải là một dòng của danh sách nào cả, dù nó có hai phần.\n" +
			"Câu này dài nên không phải là một dòng của danh sách nào cả, dù nó có hai phần.\n" +
			"Câu này dài nên không phải là một dòng của danh sách nào cả, dù nó có hai phần.\n", ""},
	} {
		set := checkPlaces(t, Settings{}, "table", "", test.marked)
		var got []string
		for _, f := range all[Table](set, "table", "") {
			got = append(got, fmt.Sprint(f.Form, " ", f.Headers, " ", f.Headed, " ", f.EmptyHeaders, " ", f.Rows, " ", f.Columns, " ", f.Layout))
		}
		if strings.Join(got, "\n") != test.want {
			t.Errorf("%q: %q, want %q", test.marked, got, test.want)
		}
	}
}
