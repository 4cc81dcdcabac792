package repo

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestMeasure(t *testing.T) {
	dir := os.Getenv("MEASURE")
	if dir == "" {
		t.Skip()
	}
	last := time.Now()
	cpu := func() time.Duration {
		var u syscall.Rusage
		syscall.Getrusage(0, &u)
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	used := cpu()
	lap := func(what string) {
		fmt.Printf("%-60s wall %v cpu %v\n", what, time.Since(last).Round(time.Millisecond), (cpu() - used).Round(time.Millisecond))
		last, used = time.Now(), cpu()
	}
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	lap("open")
	head, err := r.Resolve("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	old, err := r.Resolve("HEAD~600")
	if err != nil {
		old, err = r.Resolve("HEAD~100")
		if err != nil {
			t.Fatal(err)
		}
	}
	lap("resolve HEAD, HEAD~600")
	if _, err := r.MergeBase(old, head); err != nil {
		t.Fatal(err)
	}
	lap("merge base")
	a, err := r.Tree(head)
	if err != nil {
		t.Fatal(err)
	}
	lap(fmt.Sprint("tree head ", len(a.Entries())))
	b, err := r.Tree(old)
	if err != nil {
		t.Fatal(err)
	}
	lap("tree old")
	changes := Changes(b, a)
	lap(fmt.Sprint("changes ", len(changes)))
	n := 0
	var md []string
	for _, e := range a.Entries() {
		if strings.HasSuffix(e.Path, ".md") {
			md = append(md, e.Path)
		}
	}
	for i := 0; i < len(md) && n < 100; i += len(md)/100 + 1 {
		if _, err := a.Read(md[i], 1<<20); err != nil {
			t.Fatal(err)
		}
		n++
	}
	lap(fmt.Sprint("read blobs ", n))
	size := 0
	for _, p := range md {
		x, err := a.Read(p, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		size += len(x)
	}
	lap(fmt.Sprint("read all md ", len(md), " bytes ", size))
	for _, p := range []string{md[0], md[len(md)/2], md[len(md)/3]} {
		h, err := r.History(head, []string{p}, nil)
		if err != nil {
			t.Fatal(err)
		}
		lap(fmt.Sprint("history ", p, " ", len(h.Touches), " commits known ", len(r.commits)))
	}

	tr := r.Trace(md)
	for i := range min(len(md), 200) {
		if _, err := tr.History(head, md[i:i+1], nil); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			lap("trace of all, first")
		}
	}
	lap("200 histories by trace")
}
