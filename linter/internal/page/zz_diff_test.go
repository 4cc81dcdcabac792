package page
import ("testing";"fmt";"os";"path/filepath";"strings";"math/rand/v2";"slices";"time"
"github.com/yuin/goldmark";"github.com/yuin/goldmark/ast";"github.com/yuin/goldmark/extension";"github.com/yuin/goldmark/text")
func labels(n ast.Node, src []byte) []string { var out []string
	ast.Walk(n, func(n ast.Node, e bool) (ast.WalkStatus, error) { if a, ok := n.(*ast.AutoLink); ok && e { out = append(out, string(a.URL(src))) }; return ast.WalkContinue, nil })
	slices.Sort(out); return out }
func dumpTree(n ast.Node, src []byte) string { var b strings.Builder
	ast.Walk(n, func(n ast.Node, e bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok { if e { b.Write(t.Value(src)); if t.SoftLineBreak() { b.WriteString("↵") }; if t.HardLineBreak() { b.WriteString("⏎") } }; return ast.WalkContinue, nil }
		if e { b.WriteString("<"+n.Kind().String()+">") } else { b.WriteString("</"+n.Kind().String()+">") }
		return ast.WalkContinue, nil })
	return b.String() }
func TestDiff(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.NewFootnote())).Parser()
	cmp := func(src []byte) (string, string, bool) {
		defer func() { recover() }()
		tree, _ := parseMarkdown(src, 0)
		a := dumpTree(tree, src); b := dumpTree(md.Parse(text.NewReader(src)), src)
		return a, b, a == b
	}
	n, bad := 0, 0
	filepath.Walk("/tmp/corpus", func(p string, i os.FileInfo, err error) error {
		if err != nil || i.IsDir() || !strings.Contains(p, ".m") { return nil }
		b, _ := os.ReadFile(p)
		if strings.Contains(string(b), "[^") || strings.Contains(string(b), "{#") || strings.Contains(string(b), `\|`) { return nil }
		n++
		x, y, ok := cmp(b)
		if !ok && x != "" { bad++; if bad < 15 { k := 0; for k < len(x) && k < len(y) && x[k]==y[k] { k++ }; fmt.Printf("%s\n   ours %.120q\n   gold %.120q\n", p, x[max(0,k-40):], y[max(0,k-40):]) } }
		return nil
	})
	fmt.Println("files", n, "bad", bad)
	toks := []string{"http://a.b","https://c.d/e_f_g","www.x.y","a@b.cd","a_b@c.de","_","*","~","(",")"," ","\n","[","](u)","`","<b>","é","x","!","&","\\",".",":","@","//","www","http","|","> ","- ",",","\"","{"}
	end := time.Now().Add(20*time.Second); r := rand.New(rand.NewPCG(1,uint64(time.Now().UnixNano()))); bad = 0; n = 0
	for time.Now().Before(end) { var b strings.Builder; for range 1+r.IntN(6) { b.WriteString(toks[r.IntN(len(toks))]) }
		src := []byte(b.String()); n++
		x, y, ok := cmp(src); if !ok && x != "" { bad++; if bad < 25 { fmt.Printf("%q\n   ours %s\n   gold %s\n", src, x, y) } } }
	fmt.Println("soup", n, bad)
}
