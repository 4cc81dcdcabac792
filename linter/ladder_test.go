//go:build slow && unix

package linter

import (
	"io"
	"math"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/report"
)

// rungs is how often a page is doubled, up to the size of the largest one.
const rungs = 4

// crowded are pages on which rules find fault with nearly everything.
func crowded() map[string]func(n int) string {
	again := func(unit string) func(int) string {
		return func(n int) string { return "---\ntitle: a\n---\n" + strings.Repeat(unit, n/len(unit)) }
	}
	return map[string]func(n int) string{
		"phones, a line each":    again("0912 345 678\n\n"),
		"phones in one line":     again("0912 345 678, "),
		"citizen ids":            again("031185004217, "),
		"links, a line each":     again("[a](javascript:b)\n\n"),
		"links in one line":      again("[a](javascript:b) "),
		"missing files":          again("[a](b.md) "),
		"images":                 again("![](a.jpg)"),
		"elements":               again("<b onx=1>"),
		"insults":                again("địt bố, "),
		"phones in addresses":    again("[a](0912345678.md) "),
		"phones in alternatives": again("![0912345678](javascript:0912345678) "),
	}
}

// attempts is how often a page is measured before it counts as slow: a neighbour on the same machine takes its share of the
// caches, and never makes anything faster.
const attempts = 3

// TestLadder doubles every page: from the text to the report, one doubling takes at most 2.3 times as long as the one
// before it, and the largest page takes less than ten seconds and half a gibibyte.
// Run it with: go test -tags slow -run Ladder -v ./linter
func TestLadder(t *testing.T) {
	for name, page := range crowded() {
		t.Run(name, func(t *testing.T) {
			const top = 1<<20 - 100
			var low, high time.Duration
			slow := true
			for n := 0; slow && n < attempts; n++ {
				low = max(judged(t, page(top>>rungs)), 10*time.Millisecond)
				high = judged(t, page(top))
				slow = float64(high) > math.Pow(2.3, rungs)*float64(low) || high > 10*time.Second
			}
			if slow {
				t.Errorf("%v, but %v for one %dth of it", high, low, 1<<rungs)
			}
			peak := peakMemory()
			if peak > 512<<20 {
				t.Errorf("%d MiB", peak>>20)
			}
			t.Logf("%v, %v; %d MiB so far", low, high, peak>>20)
		})
	}
}

// judged returns the processor time that the report on a site with one page takes.
func judged(t *testing.T, page string) time.Duration {
	runtime.GC()
	defer debug.FreeOSMemory()
	start := processor(t)
	tree := repo.Memory(map[string]string{"content/a.md": page, "hugo.toml": ""})
	law, err := readLaw(tree, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &input{law: tree, now: tree, root: "."}
	r, err := newRun(law, tree, Options{Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	now, _, err := r.editions(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	found, err := r.findings(t.Context(), s, now, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := r.report(s, now, found, nil)
	for _, format := range report.Formats() {
		if err := format.Write(io.Discard, all, report.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if len(found) < len(page)/100 {
		t.Errorf("only %d findings", len(found))
	}
	return processor(t) - start
}

// processor returns the time that this process has spent computing.
func processor(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}

// peakMemory returns the most memory that the process had from the system, in bytes.
func peakMemory() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys
}
