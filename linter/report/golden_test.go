package report

import (
	"bytes"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/rasoat/rasoat/linter/finding"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden lists the reports of the golden files.
func golden() map[string]func() *finding.Report {
	return map[string]func() *finding.Report{
		"blocked": blocked, "waiting": waitingReport, "pass": passReport, "many": many, "hostile": hostile,
	}
}

// onForge are options as a run in a forge gives them.
func onForge() Options {
	return Options{Prefix: "truong/", Full: "https://git.example.vn/hoasen/web/runs/7",
		Links: func(path string, line int) (view, edit string) {
			const site = "https://git.example.vn/hoasen/web/"
			path = (&url.URL{Path: path}).EscapedPath()
			return fmt.Sprintf("%sblob/a1b2c3d/%s#L%d", site, path, line), fmt.Sprintf("%sedit/lan-patch-1/%s#L%d", site, path, line)
		}}
}

func TestGolden(t *testing.T) {
	for name, make := range golden() {
		for _, f := range Formats() {
			t.Run(name+"/"+f.Name, func(t *testing.T) {
				var b bytes.Buffer
				if err := Write(&b, f.Name, make(), onForge()); err != nil {
					t.Fatal(err)
				}
				compare(t, filepath.Join("testdata", name+"."+f.Name), b.Bytes())
			})
		}
	}
}

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run go test -update and look at the change. Got:\n%s", file, got)
	}
}
