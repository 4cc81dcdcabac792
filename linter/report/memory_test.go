package report

import (
	"io"
	"runtime"
	"strings"
	"testing"
)

// A report of 100,000 findings is read and written in any format within 200 MiB, the report itself included. Each test
// run proves it at a tenth of the size; the oracles prove it in full.
const (
	longFindings = 10_000
	longMemory   = 20 << 20
)

// measured is a sink that measures the memory in use while it is written to.
type measured struct {
	written, next int
	most          uint64
}

func (m *measured) Write(p []byte) (int, error) {
	if m.written += len(p); m.written >= m.next {
		m.next = m.written + 4<<20
		m.measure()
	}
	return len(p), nil
}

func (m *measured) measure() {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	m.most = max(m.most, stats.HeapAlloc)
}

func TestLongReportsNeedLittleMemory(t *testing.T) {
	measureLong(t, longFindings, longMemory)
}

func measureLong(t *testing.T, findings int, limit uint64) {
	t.Helper()
	var before, m measured
	before.measure()
	r := long(findings)
	for _, f := range Formats() {
		m = measured{}
		if err := Write(&m, f.Name, r, onForge()); err != nil {
			t.Fatal(err)
		}
		m.measure()
		check(t, f.Name, m.most-before.most, limit, m.written)
	}
	text := write(t, "json", r, Options{})
	r = nil
	before = measured{}
	before.measure()
	m = measured{}
	read, err := Read(io.TeeReader(strings.NewReader(text), &m))
	if err != nil || len(read.Findings) != findings {
		t.Fatalf("%v, %d findings", err, len(read.Findings))
	}
	m.measure()
	check(t, "reading", m.most-before.most, limit, len(text))
	runtime.KeepAlive(read)
}

func check(t *testing.T, name string, used, limit uint64, written int) {
	t.Helper()
	t.Logf("%-10s %6.1f MiB in use, %6.1f MiB written", name, float64(used)/(1<<20), float64(written)/(1<<20))
	if used > limit {
		t.Errorf("%s needs %d bytes, more than %d", name, used, limit)
	}
}
