package page
import ("testing";"fmt";"syscall")
func cpu() float64 { var u syscall.Rusage; syscall.Getrusage(0,&u); return float64(u.Utime.Sec)+float64(u.Utime.Usec)/1e6 }
func TestZ(t *testing.T) {
	for _, f := range []family{{"lt", longTitle}, {"links", again("[a](b) ")}} {
		for n := 1<<16; n <= 1<<22; n *= 2 { best := 9e9; for range 3 { t0 := cpu(); Limits{Bytes: 1<<23}.Parse("a", []byte(f.make(n))); best = min(best, cpu()-t0) }; fmt.Printf("%s %d %.0f ms\n", f.name, n, best*1000) }
	}
}
