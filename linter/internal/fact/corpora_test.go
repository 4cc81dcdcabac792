package fact

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/page"
	"golang.org/x/text/unicode/norm"
)

// TestCorpora: over real sites, whose folders RASOAT_CORPORA lists as PATH does, each fact's place gives its text, in every
// dress: composed and decomposed, with the line ends of Windows, a byte order mark, tabs, emoji and Chinese. What surprised
// once stands among the pieces of TestEveryPlace.
func TestCorpora(t *testing.T) {
	folders := filepath.SplitList(os.Getenv("RASOAT_CORPORA"))
	if len(folders) == 0 {
		t.Skip("RASOAT_CORPORA names no folders with Markdown: nothing was looked at")
	}
	g, err := NewGatherer(Settings{Lists: builtinLists(t), Site: "https://hoasen.edu.vn", Roots: []string{"content"}, Phrases: []PhraseList{
		{Rule: "a/a", List: "a", Phrases: []string{"the", "trang", "file", "học sinh"}}}})
	if err != nil {
		t.Fatal(err)
	}
	w := g.Worker()
	for _, folder := range folders {
		pages, refused, facts, wrong := 0, 0, 0, 0
		kinds := map[string]int{}
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".mdx") {
				return err
			}
			src, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for dress, text := range dresses(src) {
				p, err := page.Parse(name, text)
				if err != nil {
					refused++
					continue
				}
				pages++
				set := w.Gather(p)
				for _, kind := range Kinds() {
					for _, s := range set.All(kind.Name) {
						facts++
						kinds[kind.Name]++
						if h := headOf(s.Value); h.Span != s.Span || p.Text(s.Span) != h.Text {
							if wrong++; wrong <= 20 {
								t.Errorf("%s, %s: %s at %v: the text is %q, the place gives %q", name, dress, kind.Name, s.Span, h.Text, p.Text(s.Span))
							}
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if pages == 0 {
			t.Errorf("%s: no page was read", folder)
		}
		t.Logf("%s: %d readings of pages, %d refused, %d facts, %d wrong; %v", filepath.Base(folder), pages, refused, facts, wrong, kinds)
	}
}

// dresses returns a page in the forms that a page of the same words can have.
func dresses(src []byte) map[string][]byte {
	unix := bytes.ReplaceAll(bytes.TrimPrefix(src, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
	head, body, matter := bytes.Cut(unix, []byte("\n---\n")) // YAML does not take tabs
	if matter && bytes.HasPrefix(unix, []byte("---\n")) {
		head = append(bytes.Clone(head), "\n---\n"...)
	} else {
		head, body = nil, unix
	}
	strange := bytes.ReplaceAll(bytes.ReplaceAll(body, []byte("\n\n"), []byte("\n\n😀 学校\t")), []byte("    "), []byte("\t"))
	return map[string][]byte{
		"NFC":                       norm.NFC.Bytes(src),
		"NFD, CRLF":                 bytes.ReplaceAll(norm.NFD.Bytes(unix), []byte("\n"), []byte("\r\n")),
		"BOM, tabs, emoji, Chinese": slices.Concat([]byte("\ufeff"), head, strange),
	}
}
