package fact

import (
	"fmt"
	"testing"
)

func TestHeadings(t *testing.T) {
	set := checkPlaces(t, Settings{}, "heading", "", "**‹Mở đầu›**\n\n## ‹A *b*›\n\n#### ‹C›\n\n__‹Lưu ý›__\n\n**Chú ý:**\n\n"+
		"**a** b **c**\n\n- **d**\n\n> **e**\n\n**f** g\n\n**h\ni**\n\n‹D›\n===\n\ntext **x**\n")
	got := ""
	for _, h := range all[Heading](set, "heading", "") {
		got += fmt.Sprintf("%d %d %d %v\n", h.Level, h.Previous, h.Index, h.Fake)
	}
	if want := "0 1 0 true\n2 1 0 false\n4 2 1 false\n0 4 2 true\n1 4 2 false\n"; got != want {
		t.Errorf("headings\n%swant\n%s", got, want)
	}
}
