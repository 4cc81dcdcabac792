package page

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func cpu() float64 {
	var u syscall.Rusage
	syscall.Getrusage(0, &u)
	return float64(u.Utime.Sec) + float64(u.Utime.Usec)/1e6
}

var fams = map[string]func(n int) string{
	"table k*k": func(n int) string {
		k := 1
		for 4*k+2*k+2*k < n {
			k++
		}
		return strings.Repeat("|a", k) + "|\n" + strings.Repeat("|-", k) + "|\n" + strings.Repeat("a\n", k*2)
	},
	"many small tables": func(n int) string {
		one := strings.Repeat("|a", 200) + "|\n" + strings.Repeat("|-", 200) + "|\n" + strings.Repeat("a\n", 100) + "\n"
		return strings.Repeat(one, n/len(one)+1)
	},
	"- - -": rep("- "), "* * *x": func(n int) string { return strings.Repeat("* ", n/2) + "a" }, "+ + +": rep("+ "), ">>>": rep(">"), "> > >": rep("> "),
	"1. 1. 1.": rep("1. "), "[](": rep("[]("), "[a](": rep("[a]("), "[]((": func(n int) string { return "[]" + strings.Repeat("(", n) }, "[]((r": rep("[](("), "[a]((((": rep("[a](((("), "[a](<b": rep("[a](<b"), "*a_ ": rep("*a_ "), "esc ticks": rep("\\`"),
	"ticks inc": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("`", i))
			b.WriteByte(' ')
		}
		return b.String()
	},
	"[^a]: defs": rep("[^a]: x\n"), "[^a]: nested": rep("[^a]: "), "[^n] distinct+refs": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[^%d]: x\n\n[^%d]\n\n", i, i)
		}
		return b.String()
	},
	"[^n] defs then refs": func(n int) string {
		var b strings.Builder
		i := 0
		for ; b.Len() < n/2; i++ {
			fmt.Fprintf(&b, "[^%d]: x\n", i)
		}
		b.WriteString("\n\n")
		for b.Len() < n {
			fmt.Fprintf(&b, "[^%d] ", i-1)
		}
		return b.String()
	},
	"[[[": func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) }, "[[[ only": rep("["), "]]]": rep("]"), "![[": rep("!["), "[a]: u \"x": rep("[a]: u \"x\n"), "[a]: u (x": rep("[a]: u (x\n"), "[a]: u\\n\"x": rep("[a]: u\n\"x\n"), "[a]: u\\n(x": rep("[a]: u\n(x\n"),
	"defs one": rep("[a]: u\n"), "defs blank": rep("[a]: u\n\n"), "defs distinct": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[%d]: u\n", i)
		}
		return b.String()
	},
	"nested list": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	},
	"nested list blank": func(n int) string {
		var b strings.Builder
		for i := 0; i < 60; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String() + strings.Repeat("\n", n)
	},
	"nested list lines": func(n int) string {
		var b strings.Builder
		for i := 0; i < 60; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String() + strings.Repeat(strings.Repeat("  ", 61)+"b\n", n/124)
	},
	"bq lines":      func(n int) string { return strings.Repeat(strings.Repeat(">", 60)+"a\n", n/62) },
	"same headings": rep("# a\n"), "<!-- ": rep("<!-- "), "<!--l": rep("<!--\n"), "a <!-- ": func(n int) string { return "a " + strings.Repeat("<!-- ", n/5) }, "a <?": func(n int) string { return "a " + strings.Repeat("<? ", n/3) }, "a <!A": func(n int) string { return "a " + strings.Repeat("<!A ", n/4) }, "a <![CDATA[": func(n int) string { return "a " + strings.Repeat("<![CDATA[ ", n/10) },
	"heading attrs {": func(n int) string { return "# " + strings.Repeat("{a=", n/3) }, "heading [[[": func(n int) string { return "# {a=" + strings.Repeat("[", n) + "}" }, "heading {}": func(n int) string { return "# " + strings.Repeat("{a}", n/3) },
	"heading lines": rep("# a {#b}\n"), "a~~~": func(n int) string { return "a" + strings.Repeat("~", n) }, "~a~~": rep("~a~~"), "~~~ a": rep("a~~~"), "___": func(n int) string { return "a" + strings.Repeat("_", n) }, "_a_a": rep("_a"), "_a@": rep("_a@"), "*a": rep("*a"), "*a ": rep("*a "), "a* ": rep("a* "), "**a*": rep("**a*"), "a**b": rep("a**b"), "*_": rep("*_"), "***a_": rep("***a_"), "a_**": rep("a_**"),
	"(http://": rep("(http://"), "http://a.b/(": rep("http://a.b/("), " www.a": rep(" www.a"), " www.a.b/&a;": rep("&a;"), "http entities": func(n int) string { return "http://a.b/" + strings.Repeat("&a;", n/3) }, "http )": func(n int) string { return "http://a.b/" + strings.Repeat(")", n) }, " a@": rep(" a@"), " a@b.c": rep(" a@b.c"), "a@b.": func(n int) string { return "a@" + strings.Repeat("b.", n/2) },
	"<a ": rep("<a "), "x<a ": func(n int) string { return "x " + strings.Repeat("<a ", n/3) }, "x<a b=\"": func(n int) string { return "x " + strings.Repeat("<a b=\"", n/7) }, "x<a b='": func(n int) string { return "x " + strings.Repeat("<a b='", n/7) }, "x<a b": func(n int) string { return "x <a" + strings.Repeat(" b", n/2) }, "x<a\\n": func(n int) string { return "x " + strings.Repeat("<a\n", n/3) }, "x<a spaces": func(n int) string { return "x " + strings.Repeat("<a        ", n/10) }, "x</a ": func(n int) string { return "x " + strings.Repeat("</a ", n/4) }, "<a:": rep("<a:"), "x <a:b": func(n int) string { return "x " + strings.Repeat("<ab:c", n/6) }, "x <a@": func(n int) string { return "x " + strings.Repeat("<a@b", n/4) },
	"<div": rep("<div "), "<div>\\n": rep("<div>\n"), "<div>\\n\\n": rep("<div>\n\n"), "<p a=\"": rep("<p a=\"\n"), "<div attrs": func(n int) string { return "<div" + strings.Repeat(" a=b", n/5) + ">" }, "<div attrs distinct": func(n int) string {
		var b strings.Builder
		b.WriteString("<div")
		for i := 0; b.Len() < n; i++ {
			b.WriteString(" a" + strconv.Itoa(i))
		}
		return b.String() + ">"
	}, "<div unclosed": func(n int) string { return strings.Repeat("<div\n", n/5) }, "<script>": rep("<script>\n"), "<style>": rep("<style></style>\n"), "div<!--": func(n int) string { return "<div>" + strings.Repeat("<!--", n/4) }, "div<!": func(n int) string { return "<div>" + strings.Repeat("<!", n/2) }, "div&": func(n int) string { return "<div>" + strings.Repeat("&", n) }, "div&amp": func(n int) string { return "<div>" + strings.Repeat("&amp", n/4) }, "div\\n": func(n int) string { return "<div>" + strings.Repeat("a \n", n/3) }, "div a": func(n int) string { return "<div>" + strings.Repeat("<a href=x>b", n/11) }, "div a /a": func(n int) string { return "<div>" + strings.Repeat("<a href=x>b</a>", n/15) }, "a href p": func(n int) string { return "<div><a href=x>" + strings.Repeat("<p>b", n/4) }, "a href md": func(n int) string { return "x <a href=x>" + strings.Repeat("b <img> ", n/8) }, "div img": func(n int) string { return "<div>" + strings.Repeat("<img>", n/5) }, "style url": func(n int) string { return "<div style=\"" + strings.Repeat("url(", n/4) + "\">" }, "srcset": func(n int) string { return "<div><img srcset=\"" + strings.Repeat("a,", n/2) + "\">" },
	"amp": rep("&"), "amp a": rep("&a"), "amp;": rep("&amp;"), "backslash": rep("\\"), "\\*": rep("\\*"), "lines": rep("a\n"), "hard": rep("a  \n"), "paras": rep("a\n\n"), "hr": rep("---\n"), "setext": rep("a\n-\n"), "=": rep("=\n"), "def list": rep("a\n: b\n"), ": : :": func(n int) string { return "a\n" + strings.Repeat(": ", n/2) }, "deflist terms": func(n int) string { return strings.Repeat("a\n", n/2) + ": b" }, "links": rep("[a](b) "), "links *": func(n int) string { return "*a " + strings.Repeat("[*b*](c) ", n/9) }, "links lines": rep("[a](b)\n"), "refs": func(n int) string { return "[a]: b\n\n" + strings.Repeat("[a] ", n/4) }, "refs lines": func(n int) string { return "[a]: b\n\n" + strings.Repeat("[a]\n", n/4) }, "images": rep("![a](b)"), "nested images": rep("![a"), "nested images c": func(n int) string { return strings.Repeat("![", n/6) + "a" + strings.Repeat("](b)", n/6) }, "nested links 900": func(n int) string {
		s := strings.Repeat("[", 240) + strings.Repeat("]", 240) + " "
		return strings.Repeat(s, n/len(s))
	},
	"emph closed": rep("*a* "), "strong": rep("**a**"), "nest emph": func(n int) string { return strings.Repeat("*a ", n/5) + strings.Repeat("a*", n/5) }, "code": rep("`a` "), "code open": rep("`a``"), "fence": rep("```\n"), "fences": rep("```\na\n```\n"), "indent code": rep("    a\n"), "tabs": rep("\t"), "spaces": rep(" "), "a tabs": rep("a\t"), "cell pipes esc": func(n int) string { return "|a|\n|-|\n|`" + strings.Repeat("\\|", n/2) + "`|\n" }, "cells pipes esc": func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`\\|`|\n", n/8) }, "delim rows": rep("|-|\n"), "delims": func(n int) string { return "a\n" + strings.Repeat("|-", n/2) },
	"{{<": rep("{{< "), "{{< x >}}": rep("{{< x >}} "), "{{": rep("{{"), "{": rep("{"), "{% ": rep("{% "), "{{\\n": rep("{{ a\n"), "{{< \"": rep("{{< \"a >}}"), "{{ in code": rep("`{{ a }}` "), "one mask many args": rep("{{< " + strings.Repeat("a=\"b\" ", 600) + " >}}"), "tel": rep("[a](tel:%41%42)"), "tel long": func(n int) string { return "[a](tel:" + strings.Repeat("%41", n/3) + ")" }, "title": rep("[a](b \"c\")"), "title long": func(n int) string { return "[a](b \"" + strings.Repeat("c\\*", n/3) + "\")" }, "ref title": func(n int) string {
		return "[a]: b \"" + strings.Repeat("c", n/2) + "\"\n\n" + strings.Repeat("[a]", n/6)
	}, "bq title": func(n int) string { return "> [a]: b \"c\n> d\"\n\n" + strings.Repeat("[a]", n/6) },
	"task": rep("- [ ] a\n"), "list": rep("- a\n"), "list loose": rep("- a\n\n"), "olist": rep("1. a\n"), "bq": rep("> a\n"), "bq lazy": func(n int) string { return strings.Repeat(">", 100) + "\n" + strings.Repeat("a\n", n/2) }, "lazy deep": func(n int) string { return strings.Repeat("> ", 63) + "a\n" + strings.Repeat("a\n", n/2) }, "empty items": rep("-\n"), "-\\n\\n": rep("-\n\n"), "conflict": rep("<<<<<<< a\n=======\n>>>>>>> b\n"), "conflict half": rep("<<<<<<< a\n"), "conflict fence": func(n int) string { return "```\n" + strings.Repeat("<<<<<<< a\n=======\n>>>>>>> b\n", n/30) + "```\n" }, "conflict fences": rep("```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n"),
	"yaml keys": func(n int) string {
		var b strings.Builder
		b.WriteString("---\n")
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "k%d: v\n", i)
		}
		return b.String() + "---\n"
	}, "yaml [": func(n int) string { return "---\na: " + strings.Repeat("[", min(n, 60000)) + "\n---\n" }, "yaml text": func(n int) string { return "---\na: |\n" + strings.Repeat("  b\n", min(n, 60000)/4) + "---\n" }, "yaml esc": func(n int) string { return "---\na: \"" + strings.Repeat("\\u0041", min(n, 60000)/6) + "\"\n---\n" }, "yaml list": func(n int) string { return "---\na: [" + strings.Repeat("b,", min(n, 60000)/2) + "]\n---\n" }, "yaml unclosed": func(n int) string { return "---\n" + strings.Repeat("a: b\n", n/5) },
	"json list": func(n int) string { return "{\"a\":[" + strings.Repeat("1,", min(n, 60000)/2) + "1]}" }, "json [": func(n int) string { return "{\"a\":" + strings.Repeat("[", n) + "}" }, "json obj": func(n int) string { return strings.Repeat("{\"a\":", n/5) + "}" }, "toml [": func(n int) string { return "+++\na=" + strings.Repeat("[", min(n, 60000)) + "\n+++\n" }, "toml list": func(n int) string { return "+++\na=[" + strings.Repeat("1,", min(n, 60000)/2) + "]\n+++\n" }, "toml tables": func(n int) string { return "+++\n" + strings.Repeat("[[a]]\n", min(n, 60000)/6) + "+++\n" }, "toml dotted": func(n int) string { return "+++\n" + strings.Repeat("a.", min(n, 60000)/2) + "b=1\n+++\n" }, "toml arr tables dotted": func(n int) string { return "+++\n[" + strings.Repeat("a.", min(n, 60000)/2) + "b]\n+++\n" },
}

func TestOne(t *testing.T) {
	for name, f := range fams {
		if name == os.Getenv("FAM") {
			src := []byte(f(1 << 20))
			if len(src) > 1<<20 {
				src = src[:1<<20]
			}
			t0 := cpu()
			_, err := Parse("a.md", src)
			d := cpu() - t0
			var u syscall.Rusage
			syscall.Getrusage(0, &u)
			fmt.Printf("RES %d MiB %.2f s %v %s\n", u.Maxrss>>10, d, err, name)
		}
	}
}
func TestNames(t *testing.T) {
	for name := range fams {
		fmt.Println("NAME", name)
	}
}
func rep(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1) }
}
func TestLadderX(t *testing.T) {
	only := os.Getenv("FAM")
	for name, f := range fams {
		if only != "" && name != only {
			continue
		}
		line := ""
		flag := ""
		prev := 0.0
		for n := 1 << 15; n <= 1<<20; n *= 2 {
			src := []byte(f(n))
			if len(src) > 1<<20 {
				src = src[:1<<20]
			}
			var m0, m1 runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m0)
			t0 := cpu()
			_, err := Parse("a.md", src)
			d := cpu() - t0
			runtime.ReadMemStats(&m1)
			r := ""
			var u *Unreadable
			if errors.As(err, &u) {
				r = "!" + u.Reason
			}
			line += fmt.Sprintf(" %.0f/%dM%s", d*1000, (m1.TotalAlloc-m0.TotalAlloc)>>20, r)
			if r != "" && d > 0.5 {
				flag = "SLOWREFUSE"
			}
			if r == "" && d > 0.1 && prev > 0.02 && d/prev > 2.6 {
				flag = "SUPER"
			}
			if r == "" && d > 1 {
				flag += " SLOW"
			}
			prev = d
			if d > 20 {
				break
			}
		}
		fmt.Printf("%-24s%s %s\n", name, line, flag)
	}
}
