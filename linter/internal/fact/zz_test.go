package fact
import ("testing";"fmt";"strings";"syscall";"github.com/rasoat/rasoat/linter/internal/page")
func cpu() float64 { var r syscall.Rusage; syscall.Getrusage(syscall.RUSAGE_SELF,&r); return float64(r.Utime.Sec)+float64(r.Utime.Usec)/1e6+float64(r.Stime.Sec)+float64(r.Stime.Usec)/1e6 }
func TestZZ(t *testing.T){
 s := insults(); s.Wanted = everything()
 g, _ := NewGatherer(s)
 w := g.Worker()
 for name, unit := range map[string]string{"phones":"0912345678 ","phonescomma":"0912345678,","groups":"0 9 1 ","dig":"0","fw":"０","hid":"0\u200b","hid2":"\u200b","vh":"vô học ","q":"“vô học ","q2":"' vô học","paths":"/a0912345678,","cccd":"CCCD ","cc2":"CCCD031185004217 ","dot":"0912.345.678.","line":"vô học\n", "link":"<a href=javascript:x>a</a> ", "dash":"031-185-004-217-","long":"aaaaaaaaaaaaaaaaaaaaaaaa0912345678"} {
  out := ""
  for _, n := range []int{125000, 250000, 500000, 1000000} {
   src := strings.Repeat(unit, n/len(unit))
   if n >= 1000000 { src = src[:min(len(src), 1<<20)] }
   p, err := page.Parse("a.md", []byte(src))
   if err != nil { out += fmt.Sprint(" ", err); continue }
   t0 := cpu(); set := w.Gather(p); out += fmt.Sprintf(" %.0fms", (cpu()-t0)*1000); _ = set
  }
  fmt.Println(name, out)
 }
 // many fields
 var b strings.Builder
 b.WriteString("---\ntitle: a\n"); for i := range 990 { fmt.Fprintf(&b, "titl%d: \"0912345678\"\n", i) }; b.WriteString("---\n")
 p, err := page.Parse("a.md", []byte(b.String())); fmt.Println(err)
 if err == nil { t0 := cpu(); w.Gather(p); fmt.Println("fields", cpu()-t0) }
}
