package report

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/finding"
)

func TestFrame(t *testing.T) {
	long := strings.Repeat("một hai ba bốn ", 20)
	for _, test := range []struct {
		name, line, part string
		limit            int
		code, carets     string
	}{
		{"plain", "gọi số 0912***678 nhé", "0912***678", 80, "gọi số 0912***678 nhé", "       ^^^^^^^^^^"},
		{"decomposed", "go\u0323i so\u0302\u0301 09", "09", 80, "go\u0323i so\u0302\u0301 09", "       ^^"},
		{"decomposed span", "a Vie\u0323\u0302t b", "Vie\u0323\u0302t", 80, "a Vie\u0323\u0302t b", "  ^^^^"},
		{"wide", "漢字 x", "x", 80, "漢字 x", "     ^"},
		{"wide span", "a漢字", "漢字", 80, "a漢字", " ^^^^"},
		{"emoji", "🎉 chúc mừng", "chúc", 80, "🎉 chúc mừng", "   ^^^^"},
		{"tab", "\tx\ty", "y", 80, "    x   y", "        ^"},
		{"tab after wide", "漢\tx", "x", 80, "漢  x", "    ^"},
		{"escape", "a\x1bb", "b", 80, `a\u{1b}b`, "       ^"},
		{"cut right", "số " + long, "số", 20, "số một hai ba bốn …", "^^"},
		{"cut left", long + "số", "số", 20, "… một hai ba bốn số", "                 ^^"},
		{"cut both", "xx " + long + "SỐ " + long, "SỐ", 21, "… ba bốn SỐ một hai …", "         ^^"},
		{"cut before a mark", "xxe\u0301 ab", "ab", 5, "… ab", "  ^^"},
		{"span too wide", "ab " + long, long, 12, "…một hai ba…", " ^^^^^^^^^^"},
	} {
		start, end := span(test.line, test.part)
		code, carets := frame(&finding.Excerpt{Line: test.line, Start: start, End: end}, test.limit)
		if code != test.code || carets != test.carets {
			t.Errorf("%s: got\n%s|\n%s|\nwant\n%s|\n%s|", test.name, code, carets, test.code, test.carets)
		}
	}
}

// Whatever the line and the span, a frame keeps within its columns and marks something under what it shows.
func TestFrameKeepsWithin(t *testing.T) {
	letters := []rune("ađạệ\u0301\u0323漢🎉\t\x1b \u202e[#")
	random := rand.New(rand.NewPCG(1, 2))
	for range 5_000 {
		runes := make([]rune, random.IntN(60))
		for i := range runes {
			runes[i] = letters[random.IntN(len(letters))]
		}
		e := finding.Excerpt{Line: string(runes), Start: random.IntN(70) - 5, End: random.IntN(70) - 5}
		limit := 20 + random.IntN(30)
		code, carets := frame(&e, limit)
		if n := columns(cells(code)); n > limit {
			t.Fatalf("%+v: %d columns, limit %d: %q", e, n, limit, code)
		}
		if marks := strings.TrimLeft(carets, " "); marks == "" || strings.Trim(marks, "^") != "" || len(carets) > limit+1 {
			t.Fatalf("%+v, limit %d: carets %q under %q", e, limit, carets, code)
		}
	}
}

func TestWidth(t *testing.T) {
	for _, test := range []struct {
		text string
		want int
	}{
		{"Trường", 6}, {"Tru\u031bo\u031b\u0300ng", 6}, {"漢字", 4}, {"⛔🟡⚪✅", 8}, {"가", 2}, {"ＡＢ", 4}, {"→ … – “", 7}, {"✏\ufe0f", 1}, {"", 0},
	} {
		if got := columns(cells(test.text)); got != test.want {
			t.Errorf("%q has %d columns, want %d", test.text, got, test.want)
		}
	}
}
