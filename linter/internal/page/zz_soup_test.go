package page

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestSoup(t *testing.T) {
	toks := []string{"*", "**", "_", "~", "~~", "`", "``", "[", "]", "(", ")", "<", ">", "!", "![", "{", "}", "#", "## ", "|", "-", "+", "1. ", ":", ": ", "\\", "&", "\"", "'", "=", "/", "@", ".", "a", "b", " ", "\n", "\n", "\n\n", "  ", "    ", "\t", "^", "http://a.b/c", "www.a.b", "<a href=\"x\">", "<div>", "</div>", "</a>", "<!-- c -->", "<!--", "-->", "[^1]", "\n[^1]: ", "]:", "](", "](u)", "](<u v>)", "](u \"t\")", "![i](p.png)", "{{< x a=\"b\" >}}", "{{", "}}", "{% y %}", "\n```\n", "~~~", "\r\n", "đường", "ọ", "😀", "漢字", "tel:0912", "mailto:a@b.c", "&amp;", "&#x41;", "&nbsp", "\\*", "\\\\", "<img src='a b' alt=\"x &lt; y\">", "<b>", "</b>", "<br>", "\n> ", "\n- ", "\n  - ", "\n|a|b|\n|-|-|\n|", "\n[r]: <u&amp;v> 'ti'\n", "[r]", "[x][r]", "<h2 id=k>", "</h2>", "<script>", "</script>", "<p title='q\nr'>", "\n---\n", "\n===\n", "{#id}", "a@b.cd", "\n    code\n", "\n\tc"}
	secs, _ := strconv.Atoi(os.Getenv("SECS"))
	end := time.Now().Add(time.Duration(secs) * time.Second)
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	n, bad := 0, 0
	for time.Now().Before(end) && bad < 12 {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString(toks[r.IntN(len(toks))])
		}
		s := b.String()
		p, err := Parse("a.md", []byte(s))
		n++
		if err != nil {
			var u *Unreadable
			errors.As(err, &u)
			if u.Reason == "parser" {
				fmt.Printf("PARSER %v %q\n", err, s)
				bad++
			}
			continue
		}
		for _, f := range faults(p) {
			fmt.Printf("%q\n    %s\n", s, f)
			bad++
			break
		}
	}
	fmt.Println(n)
}
