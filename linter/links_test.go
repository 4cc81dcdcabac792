package linter

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/site"
)

// TestLinksOfCorpora counts what the internal links of real sites lead to, whose folders RASOAT_CORPORA lists as PATH does,
// and names those that it would report.
func TestLinksOfCorpora(t *testing.T) {
	folders := filepath.SplitList(os.Getenv("RASOAT_CORPORA"))
	if len(folders) == 0 {
		t.Skip("RASOAT_CORPORA names no folders with sites: nothing was looked at")
	}
	for _, folder := range folders {
		tree, err := repo.WorkTree(folder)
		if err != nil {
			t.Fatal(err)
		}
		l, err := readLaw(tree, Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := newRun(l, tree, Options{Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		e, err := r.read(t.Context(), tree)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.resolve(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		counts := map[string]int{}
		for _, s := range e.sheets {
			for _, subject := range s.facts.Subjects("link", "") {
				link := subject.Value.(*fact.Link)
				if link.Target == site.Outside {
					continue
				}
				counts[link.Target]++
				switch link.Target {
				case site.Missing, site.NoAnchor, site.Hidden:
					line, _ := s.file.Position(link.Span.Start)
					t.Logf("%s: %s:%d: %s", link.Target, s.path, line, link.URL)
				}
			}
		}
		if counts[site.Exists] == 0 {
			t.Errorf("%s: no link leads anywhere: %v", folder, counts)
		}
		t.Logf("%s, %s: %v", filepath.Base(folder), e.layout.Generator, counts)
	}
}
