//go:build slow && unix

package page

import (
	"runtime"
	"syscall"
	"testing"
	"time"
)

// TestLadder doubles every family up to the size of the largest page: each step is refused within a second, or takes at
// most 2.3 times as long as the one before it, and no step needs more than half a gigabyte of new memory at once.
// Run it on a quiet machine: go test -tags slow -run Ladder -v ./linter/internal/page
func TestLadder(t *testing.T) {
	families := linear()
	for _, more := range refused() {
		families = append(families, more...)
	}
	for _, f := range families {
		t.Run(f.name, func(t *testing.T) { climb(t, f) })
	}
}

func climb(t *testing.T, f family) {
	var before time.Duration
	for n := 1 << 14; n <= defaultBytes; n *= 2 {
		src := f.make(n)
		took, err := fastest(src[:min(len(src), defaultBytes)])
		switch {
		case err != nil && took > time.Second:
			t.Errorf("%d bytes: refused only after %v: %v", n, took, err)
		case err == nil && took > 20*time.Millisecond && before > 0 && float64(took) > 2.3*float64(before):
			t.Errorf("%d bytes: %v after %v", n, took, before)
		}
		if before = took; err != nil {
			before = 0
		}
	}
	t.Logf("%v at last", before)
}

// fastest returns the processor time of the shortest of some runs: the machine may be busy, but never helps.
func fastest(src string) (took time.Duration, err error) {
	for range 5 {
		runtime.GC()
		start := processor()
		_, err = Parse("a.md", []byte(src))
		if d := processor() - start; took == 0 || d < took {
			took = d
		}
	}
	return took, err
}

// processor returns the time that this process has spent computing.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano())
}
