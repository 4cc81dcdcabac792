package page

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestScan(t *testing.T) {
	toks := []string{"*", "_", "~", "`", "[", "]", "(", ")", "<", ">", "!", "{", "}", "#", "|", "-", "+", "1.", ":", "\\", "&", "\"", "'", "=", "/", "@", ".", "a", " ", "\n", "\n\n", "  ", "    ", "\t", "^", "http://a.b", "www.", "<a", "<div", "</a>", "<!--", "-->", "<?", "]]>", "[^", "]:", "](", "{{", "}}", "{%", "%}", "```", "~~~", "\r\n", "đ", "tel:", "url(", "&amp;", "<a b=", "<script>", "</script>", "style=", "> ", "- ", "  - ", "|-|\n", "a|b\n"}
	secs, _ := strconv.Atoi(os.Getenv("SECS"))
	end := time.Now().Add(time.Duration(secs) * time.Second)
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	n := 0
	for time.Now().Before(end) {
		pick := func() string {
			var b strings.Builder
			for range 1 + r.IntN(4) {
				b.WriteString(toks[r.IntN(len(toks))])
			}
			return b.String()
		}
		var s string
		switch r.IntN(3) {
		case 0:
			u := pick()
			s = strings.Repeat(u, (1<<16)/len(u))
		case 1:
			u, v := pick(), pick()
			s = v + strings.Repeat(u, (1<<16)/len(u))
		case 2:
			u, v := pick(), pick()
			s = strings.Repeat(u, (1<<15)/len(u)) + strings.Repeat(v, (1<<15)/len(v))
		}
		t0 := cpu()
		_, err := Parse("a.md", []byte(s))
		d := cpu() - t0
		n++
		if d > 0.25 {
			fmt.Printf("%.2f %v %q\n", d, err, s[:min(40, len(s))]+"…"+s[max(0, len(s)-20):])
		}
		if err != nil && strings.Contains(err.Error(), "parser") {
			fmt.Printf("PARSER %v %q\n", err, s[:40])
		}
	}
	fmt.Println(n)
}
