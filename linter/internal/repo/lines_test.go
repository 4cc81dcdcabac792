package repo

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAddedLines(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           []LineRange
	}{
		{"nothing", "", "", nil},
		{"equal", "a\nb\n", "a\nb\n", nil},
		{"new file", "", "a\nb\nc", []LineRange{{1, 3}}},
		{"emptied", "a\nb\n", "", nil},
		{"in the middle", "a\nb\n", "a\nx\ny\nb\n", []LineRange{{2, 3}}},
		{"at both ends", "b\n", "a\nb\nc\n", []LineRange{{1, 1}, {3, 3}}},
		{"replaced", "a\nb\nc\n", "a\nx\nc\n", []LineRange{{2, 2}}},
		{"moved", "a\nb\nc\n", "c\na\nb\n", []LineRange{{1, 1}}},
		{"last line end added", "a\nb", "a\nb\n", []LineRange{{2, 2}}},
		{"line ends changed", "a\nb\n", "a\r\nb\r\n", []LineRange{{1, 2}}},
		{"doubled", "a\n", "a\na\n", []LineRange{{2, 2}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := AddedLines([]byte(test.old), []byte(test.new)); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// TestAddedLinesShortest compares with the longest common subsequence worked out the plain way.
func TestAddedLinesShortest(t *testing.T) {
	random := newRandom(t, 7)
	text := func() []byte {
		var b []byte
		for range random.IntN(14) {
			b = append(b, byte('a'+random.IntN(4)), '\n')
		}
		return b
	}
	for range 20_000 {
		old, new := text(), text()
		added := 0
		var rest []byte
		ranges := AddedLines(old, new)
		for i, line := range slices.Collect(bytes.Lines(new)) {
			if slices.ContainsFunc(ranges, func(r LineRange) bool { return r.First <= i+1 && i+1 <= r.Last }) {
				added++
			} else {
				rest = append(rest, line...)
			}
		}
		if want := bytes.Count(new, []byte("\n")) - longestCommon(old, new); added != want {
			t.Fatalf("%q to %q: %v, shortest has %d", old, new, ranges, want)
		}
		if longestCommon(old, rest) != len(rest)/2 {
			t.Fatalf("%q to %q: the other lines %q are not in the old text", old, new, rest)
		}
	}
}

// longestCommon returns how many lines two texts have in common, in order.
func longestCommon(old, new []byte) int {
	a, b := slices.Collect(bytes.Lines(old)), slices.Collect(bytes.Lines(new))
	row := make([]int, len(b)+1)
	for i := range a {
		before := 0
		for j := range b {
			above := row[j+1]
			if bytes.Equal(a[i], b[j]) {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = above
		}
	}
	return row[len(b)]
}

// TestAddedLinesBounded makes sure that texts without anything in common cost little.
func TestAddedLinesBounded(t *testing.T) {
	old := []byte("begin\n" + strings.Repeat("x\ny\nz\n", 20_000) + "end\n")
	new := []byte("begin\n" + strings.Repeat("u\nv\n", 20_000) + "end\n")
	start := time.Now()
	if got, want := AddedLines(old, new), []LineRange{{2, 40_001}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}
