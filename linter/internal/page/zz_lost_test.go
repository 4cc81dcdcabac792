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

func TestLost(t *testing.T) {
	toks := []string{"*", "**", "_", "~", "~~", "`", "``", "[", "]", "(", ")", "<", ">", "!", "![", "{", "}", "#", "## ", "|", "-", "+", "1. ", ":", ": ", "\\", "&", "\"", "'", "=", "a", "b", " ", "\n", "\n", "\n\n", "  ", "    ", "\t", "^", "<a href=\"x\">", "<div>", "</div>", "</a>", "<!-- c -->", "<!--", "-->", "[^1]", "\n[^1]: ", "](u)", "](<u v>)", "](u \"t\")", "![i](p.png)", "{{< x a=\"b\" >}}", "{{", "}}", "{% y %}", "\n```\n", "~~~", "\r\n", "đường", "&amp;", "\\*", "<img src='a b' alt=\"x &lt; y\">", "<b>", "</b>", "<br>", "\n> ", "\n- ", "\n  - ", "\n|a|b|\n|-|-|\n|", "[r]", "[x][r]", "<h2 id=k>", "</h2>", "\n---\n", "\n===\n", "{#id}", "\n    code\n", "\n\tc", " 0912345678 "}
	secs, _ := strconv.Atoi(os.Getenv("SECS"))
	end := time.Now().Add(time.Duration(secs) * time.Second)
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	n, bad := 0, 0
	for time.Now().Before(end) && bad < 40 {
		var b strings.Builder
		k := 1 + r.IntN(9)
		at := r.IntN(k)
		for i := range k {
			if i == at {
				b.WriteString(" 0912345678 ")
			}
			b.WriteString(toks[r.IntN(len(toks))])
		}
		s := b.String()
		p, err := Parse("a.md", []byte(s))
		n++
		if err != nil {
			continue
		}
		found := false
		for i := range p.Runs {
			if strings.Contains(p.Runs[i].Text, "0912345678") {
				found = true
			}
		}
		if !found {
			bad++
			fmt.Printf("%q\n", s)
		}
	}
	fmt.Println(n)
}
