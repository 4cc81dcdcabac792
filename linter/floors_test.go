package linter

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/rasoat/rasoat"

// floors is the law of the house: a package imports only packages of lower floors. The same picture stands in
// CONTRIBUTING.md.
var floors = map[string]int{
	"linter/internal/source": 0,
	"linter/internal/text":   0,

	"linter/finding":         1,
	"linter/review":          1,
	"linter/internal/repo":   1,
	"linter/internal/page":   1,
	"linter/internal/lang":   1,
	"linter/internal/attach": 1,
	"rules":                  1,
	"examples":               1,

	"linter/internal/config": 2,
	"linter/internal/fact":   2,
	"linter/internal/rule":   2,
	"linter/internal/site":   2,
	"linter/internal/ledger": 2,
	"linter/internal/gate":   2,

	"linter/internal/suppress": 2,
	"linter/answer":            2,
	"linter/setup":             2,
	"linter/report":            2,
	"linter/forge":             2,

	"linter": 3,

	"cmd/rasoat": 4,
}

// owners names the one package that may import a module from elsewhere.
var owners = map[string]string{
	"github.com/yuin/goldmark":           "linter/internal/page",
	"golang.org/x/net":                   "linter/internal/page",
	"github.com/bep/imagemeta":           "linter/internal/attach",
	"github.com/klippa-app/go-pdfium":    "linter/internal/attach",
	"github.com/tetratelabs/wazero":      "linter/internal/attach",
	"github.com/pelletier/go-toml/v2":    "linter/internal/page",
	"github.com/go-git/go-git/v5":        "linter/internal/repo",
	"github.com/go-git/go-billy/v5":      "linter/internal/repo",
	"github.com/expr-lang/expr":          "linter/internal/rule",
	"go.yaml.in/yaml/v4":                 "linter/internal/source",
	"golang.org/x/text":                  "linter/internal/text",
	"github.com/nyaruka/phonenumbers":    "linter/internal/fact",
	"github.com/hiddeco/sshsig":          "linter/review",
	"golang.org/x/crypto":                "linter/review",
	"github.com/spf13/cobra":             "cmd/rasoat",
	"golang.org/x/term":                  "cmd/rasoat",
	"github.com/microcosm-cc/bluemonday": "linter/report",
	"github.com/schollz/progressbar/v3":  "cmd/rasoat",
	"github.com/rogpeppe/go-internal":    "linter", // and the tests of cmd/rasoat
}

// imports returns the imports of every package of the module, by folder. Tests are left out: they may look anywhere.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := path.Dir(name)
		found[folder] = append(found[folder], []string{}...)
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if !slices.Contains(found[folder], imported) {
				found[folder] = append(found[folder], imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestFloors(t *testing.T) {
	found := imports(t)
	for folder, list := range found {
		floor, known := floors[folder]
		if !known {
			t.Errorf("%s stands on no floor; give it one in floors_test.go and in CONTRIBUTING.md", folder)
			continue
		}
		for _, imported := range list {
			own, ok := strings.CutPrefix(imported, module+"/")
			if ok && floors[own] >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d)", folder, floor, own, floors[own])
			}
		}
	}
	for folder := range floors {
		if _, ok := found[folder]; !ok {
			t.Errorf("%s has a floor but no code", folder)
		}
	}
}

func TestOneImporterForEachModule(t *testing.T) {
	for folder, list := range imports(t) {
		for _, imported := range list {
			first, _, _ := strings.Cut(imported, "/")
			if !strings.Contains(first, ".") || strings.HasPrefix(imported, module) {
				continue
			}
			owner := ""
			for name, folder := range owners {
				if imported == name || strings.HasPrefix(imported, name+"/") {
					owner = folder
				}
			}
			if owner != folder {
				t.Errorf("%s imports %s, which belongs to %q", folder, imported, owner)
			}
		}
	}
}

// TestNoInit keeps the tables visible: nothing registers itself by being imported.
func TestNoInit(t *testing.T) {
	for folder := range imports(t) {
		files, err := filepath.Glob(filepath.Join("..", folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), "\nfunc init()") {
				t.Errorf("%s has an init function; write a visible table", name)
			}
		}
	}
}

// TestCard: what the package offers is read on one screen.
func TestCard(t *testing.T) {
	out, err := exec.Command("go", "doc", "-short", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(out), "\n"); lines == 0 || lines > 30 {
		t.Errorf("go doc -short ./linter prints %d lines, want at most 30", lines)
	}
}
