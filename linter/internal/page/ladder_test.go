//go:build slow && unix

package page

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"
)

// rungs is how often the input is doubled, from the size at which a step can be measured up to that of the largest page.
const rungs = 4

// TestLadder doubles every family up to the size of the largest page: it is refused there within a second, or one
// doubling takes at most 2.3 times as long as the one before it, taken over all of them. Garbage collection is off while
// the time is taken: small inputs never see it, so it would look like growth. Run it with: go test -tags slow -run Ladder -v ./linter/internal/page
func TestLadder(t *testing.T) {
	families := linear()
	for _, more := range refused() {
		families = append(families, more...)
	}
	for _, f := range families {
		t.Run(f.name, func(t *testing.T) { climb(t, "a.md", f) })
	}
	for _, f := range mdx() {
		t.Run("mdx "+f.name, func(t *testing.T) { climb(t, "a.mdx", f) })
	}
}

// attempts is how often a family is measured before it counts as slow: a neighbour on the same machine takes its share of
// the caches, and never makes anything faster.
const attempts = 3

func climb(t *testing.T, name string, f family) {
	fault := ""
	for range attempts {
		if fault = measure(t, name, f); fault == "" {
			return
		}
	}
	t.Error(fault)
}

// measure says what is wrong with the time that a family takes; "" if nothing is.
func measure(t *testing.T, name string, f family) string {
	low, lowErr := fastest(name, f.make(defaultBytes>>rungs))
	top := f.make(defaultBytes)
	high, err := fastest(name, top[:min(len(top), defaultBytes)])
	low = max(low, 10*time.Millisecond) // what is faster fits into caches
	t.Logf("%v, %v: %v", low, high, err)
	switch {
	case err != nil && high > time.Second:
		return fmt.Sprintf("refused only after %v: %v", high, err)
	case err == nil && lowErr == nil && float64(high) > math.Pow(2.3, rungs)*float64(low):
		return fmt.Sprintf("%v, but %v for one %dth of it", high, low, 1<<rungs)
	case high > 3*time.Second:
		return fmt.Sprint(high)
	}
	return ""
}

// fastest returns the processor time of the shortest of some runs: the machine may be busy, but never helps.
func fastest(name, src string) (took time.Duration, err error) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for range 5 {
		runtime.GC()
		start := processor()
		_, err = Parse(name, []byte(src))
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
