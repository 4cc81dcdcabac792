package page

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// words are what generated text is made of: NFC and NFD Vietnamese, other scripts, numbers, marks.
func words() []string {
	return []string{"trường", "tru\u031bo\u031b\u0300ng", "Đắk", "nghỉ", "lớp 5A", "0912 345 678", "😀", "学校", "a", "&amp;", "&#273;", "&lt",
		`\*`, `\`, "*", "_", "x_y_z", "http://a.vn/b?c=d&e", "www.a.vn", "thư@a.vn", "le_van@a.vn", "1.", "|", "&", "<", ">", "{", "}", "\u200b", "\u00a0"}
}

// inline returns one construct inside a line; depth bounds what is inside it.
func inline(r *rand.Rand, depth int) string {
	plain := words()[r.IntN(len(words()))]
	if depth == 0 {
		return plain
	}
	inner := func() string { return inline(r, depth-1) + " " + inline(r, depth-1) }
	switch r.IntN(19) {
	case 0:
		return "*" + inner() + "*"
	case 1:
		return "**" + inner() + "**"
	case 2:
		return "~~" + inner() + "~~"
	case 3:
		return "[" + inner() + "](/a/" + words()[r.IntN(5)] + ")"
	case 4:
		return "[" + inner() + "](<b c> \"" + inline(r, 0) + "\")"
	case 5:
		return "![" + inner() + "](d.png '" + inline(r, 0) + "')"
	case 6:
		return "[" + inline(r, 0) + "][r]"
	case 7:
		return "[r]"
	case 8:
		return "`" + inline(r, 0) + "`"
	case 9:
		return "<https://a.vn/" + "e" + ">"
	case 10:
		return "<b title=\"" + inline(r, 0) + "\">" + inner() + "</b>"
	case 11:
		return "<!-- " + inline(r, 0) + " -->"
	case 12:
		return "a[^1]"
	case 13:
		return "<img src=a.jpg alt='" + inline(r, 0) + "'>"
	case 14:
		return inner() + "\\\n" + inner()
	case 15:
		return inner() + "  \n" + inner()
	}
	return plain + " " + inner()
}

// block returns one block.
func block(r *rand.Rand, depth int) string {
	line := func() string { return inline(r, 2) }
	switch r.IntN(14) {
	case 0:
		return strings.Repeat("#", 1+r.IntN(6)) + " " + inline(r, 1) + " {#id}\n"
	case 1:
		return line() + "\n" + []string{"===", "---"}[r.IntN(2)] + "\n"
	case 2:
		return "| " + inline(r, 1) + " | b |\n|---|:-:|\n| " + inline(r, 1) + " | " + inline(r, 1) + " |\n"
	case 3:
		return "```" + []string{"", "yaml"}[r.IntN(2)] + "\n" + line() + "\n\n\tx\n```\n"
	case 4:
		return "<div class=\"a\">\n  <p>" + line() + "</p><h2>" + inline(r, 0) + "</h2>\n<a href='tel:0912&#32;345'>" + inline(r, 0) + "</a></div>\n"
	case 5:
		return "[r]: <http://a.vn/r&amp;s>\n  'tiêu đề'\n"
	case 6:
		return "[^1]: " + line() + "\n"
	case 7:
		return inline(r, 0) + "\n:   " + line() + "\n"
	case 8:
		return "\t" + line() + "\n"
	case 9:
		if depth > 0 {
			return nest(block(r, depth-1)+"\n"+block(r, depth-1), "> ", "> ")
		}
	case 10:
		if depth > 0 {
			return nest(block(r, depth-1)+"\n"+block(r, depth-1), "- ", "  ")
		}
	case 11:
		if depth > 0 {
			return nest(block(r, depth-1), "1.\t", "\t")
		}
	}
	return line() + "\n" + line() + "\n"
}

// nest puts lines into a container.
func nest(lines, first, rest string) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(lines, "\n"), "\n") {
		if i == 0 {
			b.WriteString(first)
		} else {
			b.WriteString(rest)
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// document returns a Markdown document, the same for the same seed.
func document(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 7))
	var b strings.Builder
	for range 1 + r.IntN(5) {
		b.WriteString(block(r, 2) + "\n")
	}
	return b.String()
}

// dress varies line ends and what stands before a document.
func dress(seed uint64, doc string) string {
	switch seed % 6 {
	case 1:
		return strings.ReplaceAll(doc, "\n", "\r\n")
	case 2:
		return "\ufeff" + doc
	case 3:
		return "---\ntitle: Trường\ntags: [a, 'b c']\n---\n" + doc
	case 4:
		return "\ufeff---\r\ntitle: \"Tr\\u01b0\"\r\n---\r\n" + strings.ReplaceAll(doc, "\n", "\r\n")
	case 5:
		return strings.ReplaceAll(doc, " 5A", " {{< a b=\"c\" >}} {% d %}")
	}
	return doc
}

// TestPlaces: over generated documents, every span slices back to what it is the place of.
func TestPlaces(t *testing.T) {
	for seed := range uint64(2000) {
		read(t, dress(seed, document(seed)))
		if t.Failed() {
			return
		}
	}
}

// TestNothingLost: a number that is put among the words of a document is in one of its runs.
func TestNothingLost(t *testing.T) {
	const number = "0987654321"
	for seed := range uint64(2000) {
		src := strings.Replace(document(seed), "trường", number, 1)
		p := read(t, src)
		found := !strings.Contains(src, number) || strings.Contains(src, "/a/"+number) ||
			strings.Contains(src, "\""+number+"\"") // the title of a link in an image's text, which nobody shows
		for _, run := range p.Runs {
			found = found || strings.Contains(run.Text, number)
		}
		if !found {
			t.Fatalf("%q: not in %q", src, runs(p))
		}
	}
}

// plainGoldmark is goldmark as it comes, with the extensions of pages.
func plainGoldmark() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList)).Parser()
}

// parsePlain parses without the attributes of headings, which are read by this package.
func parsePlain(p parser.Parser, src []byte) ast.Node {
	return p.Parse(text.NewReader(src))
}

// outline writes down a tree, without what differs on purpose: footnotes, which goldmark moves to the end so that lists
// become tight or loose without them, and the attributes of headings.
func outline(root ast.Node, src []byte) string {
	var b strings.Builder
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Value(src))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte('\n')
				}
			}
			return ast.WalkSkipChildren, nil
		case *ast.AutoLink:
			if entering {
				b.WriteString("<" + string(n.URL(src)) + ">")
			}
			return ast.WalkContinue, nil
		}
		if kind := n.Kind().String(); strings.HasPrefix(kind, "Footnote") {
			return ast.WalkSkipChildren, nil
		} else if entering {
			b.WriteString("(" + kind + " ")
		} else {
			b.WriteString(")")
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return err.Error()
	}
	return strings.ReplaceAll(strings.ReplaceAll(b.String(), " {#id}", ""), "(TextBlock ", "(Paragraph ")
}
