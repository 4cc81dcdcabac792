package site

import (
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
)

// TestHeadingIDs compares with what the generators themselves make; see testdata/ids/make.sh.
func TestHeadingIDs(t *testing.T) {
	table, err := os.ReadFile("testdata/ids/ids.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	var page [][]string
	headings := 0
	check := func() {
		for i, name := range names {
			style, ok := headingIDStyles()[name]
			if !ok {
				t.Fatalf("no heading ids named %s", name)
			}
			texts := make([]string, len(page))
			for k, row := range page {
				texts[k] = row[0]
			}
			for k, id := range style.of(texts) {
				want := page[k][i+1]
				if decoded, err := url.PathUnescape(want); err == nil && name == "markdown-it-anchor" {
					want = decoded
				}
				if id != want {
					t.Errorf("%s: %q is %q, want %q", name, texts[k], id, want)
				}
			}
		}
		headings += len(page)
		page = nil
	}
	for line := range strings.Lines(string(table)) {
		line = strings.TrimSuffix(line, "\n")
		switch columns := strings.Split(line, "\t"); {
		case strings.HasPrefix(line, "# Made by") || strings.HasPrefix(line, "# kramdown"):
		case line == "":
			check()
		case columns[0] == "heading" && names == nil:
			names = columns[1:]
		default:
			page = append(page, columns)
		}
	}
	check()
	if headings < 200 || len(names) != len(headingIDStyles()) {
		t.Errorf("%d headings and the columns %v were read", headings, names)
	}
}

// TestHeadingIDsOfEqualHeadings would take minutes if each heading were compared with all before it.
func TestHeadingIDsOfEqualHeadings(t *testing.T) {
	many := make([]string, 20_000)
	for i := range many {
		many[i] = "Đội"
	}
	for name, style := range headingIDStyles() {
		ids := style.of(many)
		if got := ids[len(ids)-1]; !strings.HasSuffix(got, "-19999") && !strings.HasSuffix(got, "_19999") {
			t.Errorf("%s: the last id is %s", name, got)
		}
	}
}

// TestIDsOfPage: the ids of a page's headings as its generator makes them; those given by hand as they are.
func TestIDsOfPage(t *testing.T) {
	const src = "# Lễ khai giảng\n\n## Lễ khai giảng\n\n## *Hai* {#hai-ba}\n\n<h2>Ba</h2>\n\n## Lễ khai giảng\n"
	p, err := page.Parse("content/a.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	for config, want := range map[string][]string{
		"hugo.toml":  {"lễ-khai-giảng", "lễ-khai-giảng-1", "hai-ba", "", "lễ-khai-giảng-2"},
		"mkdocs.yml": {"le-khai-giang", "le-khai-giang_1", "hai-ba", "", "le-khai-giang_2"},
	} {
		tree := repo.Memory(map[string]string{config: "", "content/a.md": src})
		x := Detect(tree).Index([]*Page{NewPage(p)}, time.Time{})
		if got := x.HeadingIDs("content/a.md"); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", config, got, want)
		}
		if x.HeadingIDs("content/b.md") != nil {
			t.Errorf("%s: a page that is not there has headings", config)
		}
	}
}
