package lang_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/review"
)

// Other packages speak in codes; every one of them must have its words.

func each(t *testing.T, check func(t *testing.T, c lang.Catalogue)) {
	for _, name := range lang.Languages() {
		c, err := lang.For(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { check(t, c) })
	}
}

func TestUnreadablePagesHaveWords(t *testing.T) {
	reasons := constants(t, "../page/page.go", "TooLarge")
	if len(reasons) < 5 {
		t.Fatalf("only %v were found in page.go", reasons)
	}
	each(t, func(t *testing.T, c lang.Catalogue) {
		for _, reason := range reasons {
			if !c.Has("unreadable." + reason) {
				t.Errorf("%q has no text", "unreadable."+reason)
			}
		}
	})
}

// constants returns the values of the block of constants that declares name.
func constants(t *testing.T, file, name string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range parsed.Decls {
		block, ok := d.(*ast.GenDecl)
		if !ok || block.Tok != token.CONST {
			continue
		}
		var values []string
		declares := false
		for _, spec := range block.Specs {
			v := spec.(*ast.ValueSpec)
			declares = declares || v.Names[0].Name == name
			if literal, ok := v.Values[0].(*ast.BasicLit); ok && literal.Kind == token.STRING {
				text, _ := strconv.Unquote(literal.Value)
				values = append(values, text)
			}
		}
		if declares {
			return values
		}
	}
	return nil
}

func TestGateHasWords(t *testing.T) {
	sentences := review.Sentences()
	each(t, func(t *testing.T, c lang.Catalogue) {
		for code, sentence := range sentences {
			if !c.Has("gate." + code) {
				t.Errorf("%q has no text", "gate."+code)
			} else if c.Language() == "en" && c.Say("gate."+code) != sentence {
				t.Errorf("%q: review says %q, lang says %q", code, sentence, c.Say("gate."+code))
			}
		}
		for _, code := range c.Codes() {
			if reason, ok := strings.CutPrefix(code, "gate."); ok && sentences[reason] == "" {
				t.Errorf("%q has a text but the gate never says it", code)
			}
		}
	})
}

// Whatever is said anywhere in the program by its own code must have words.
func TestSaidCodesHaveWords(t *testing.T) {
	said := saidCodes(t, "../../..")
	if len(said) < 20 {
		t.Fatalf("only %d codes were found in the sources", len(said))
	}
	each(t, func(t *testing.T, c lang.Catalogue) {
		for code, file := range said {
			if !c.Has(code) {
				t.Errorf("%s says %q, which has no text", file, code)
			}
		}
	})
}

// saidCodes finds the calls Say("code", …) in all sources but tests, and returns the file of each code.
func saidCodes(t *testing.T, root string) map[string]string {
	t.Helper()
	said := map[string]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if code, ok := saidCode(n); ok {
				said[code] = path
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// saidCode returns the code if n is a call of a method Say with a code written out.
func saidCode(n ast.Node) (string, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return "", false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "Say" {
		return "", false
	}
	literal, ok := call.Args[0].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	code, err := strconv.Unquote(literal.Value)
	return code, err == nil
}
