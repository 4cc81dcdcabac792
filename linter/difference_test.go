package linter

import (
	"reflect"
	"strings"
	"testing"
	"testing/quick"

	"github.com/rasoat/rasoat/linter/finding"
)

func TestDifference(t *testing.T) {
	for _, test := range []struct {
		old, current string
		want         []finding.Piece
	}{
		{"Họp lúc 7 giờ.\n", "Họp lúc 8 giờ.\n", []finding.Piece{{Op: finding.Gap}, {Op: finding.Same, Text: "Họp lúc "},
			{Op: finding.Removed, Text: "7 "}, {Op: finding.Added, Text: "8 "}, {Op: finding.Same, Text: "giờ.\n"}}},
		{"a\n", "a\n\nb --- c\n", []finding.Piece{{Op: finding.Gap}, {Op: finding.Removed, Text: "a\n"}, {Op: finding.Added, Text: "a\n\nb --- c\n"}}},
		{"x\n", "x\n", nil},
	} {
		if got := difference(test.old, test.current); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q, %q:\n got %q\nwant %q", test.old, test.current, got, test.want)
		}
	}
}

// Of short texts nothing is lost: what is the same and what is added make the new text where no gap is between.
func TestDifferenceLosesNothing(t *testing.T) {
	words := []string{"một", "hai ", "\n", "--- a", "+++ b", "@@", " ", "diff ", "-", "+"}
	build := func(picks []uint8) string {
		var b strings.Builder
		for _, p := range picks[:min(len(picks), 5)] {
			b.WriteString(words[int(p)%len(words)])
		}
		return b.String()
	}
	property := func(a, b []uint8) bool {
		old, current := build(a), build(b)
		pieces := difference(old, current)
		if old == current {
			return pieces == nil
		}
		var before, after string
		for _, p := range pieces {
			if p.Op != finding.Added {
				before += p.Text
			}
			if p.Op != finding.Removed {
				after += p.Text
			}
		}
		return strings.Contains(old, before) && strings.Contains(current, after)
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 3000}); err != nil {
		t.Error(err)
	}
}

func TestDifferenceIsBounded(t *testing.T) {
	pieces := difference(strings.Repeat("một ", 50_000), strings.Repeat("hai ", 50_000))
	size := 0
	for _, p := range pieces {
		size += len(p.Text)
	}
	if last := pieces[len(pieces)-1]; size > maxDifference+100 || last.Op != finding.Gap {
		t.Errorf("%d bytes, the last piece is %v", size, last)
	}
}
