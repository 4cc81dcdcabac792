package lang_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/lang"
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
	for _, slip := range constants(t, "../source/file.go", "Colon") {
		reasons = append(reasons, "front-matter-"+slip)
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

// The gate's reasons are made by Because and refuse, and some codes are handed to them.
func TestGateHasWords(t *testing.T) {
	reasons, literals := map[string]bool{}, map[string]bool{}
	for _, folder := range []string{"../..", "../../review", "../gate", "../ledger"} {
		gateCodes(t, folder, reasons, literals)
	}
	if len(reasons) < 30 {
		t.Fatalf("only %d codes were found in the sources", len(reasons))
	}
	each(t, func(t *testing.T, c lang.Catalogue) {
		for code := range reasons {
			if !c.Has("gate." + code) {
				t.Errorf("%q has no text", "gate."+code)
			}
		}
		for _, code := range c.Codes() {
			if reason, ok := strings.CutPrefix(code, "gate."); ok && !literals[reason] {
				t.Errorf("%q has a text but the gate never says it", code)
			}
		}
	})
}

// gateCodes collects the codes written out in calls of Because and refuse, and all literals.
func gateCodes(t *testing.T, folder string, reasons, literals map[string]bool) {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				text, _ := strconv.Unquote(literal.Value)
				literals[text] = true
			}
			if code, ok := firstLiteral(n, "Because", "refuse"); ok {
				reasons[code] = true
			}
			return true
		})
	}
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
func saidCode(n ast.Node) (string, bool) { return firstLiteral(n, "Say") }

// firstLiteral returns the first argument if n is a call of one of some functions and that is a text written out.
func firstLiteral(n ast.Node, names ...string) (string, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return "", false
	}
	name := ""
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	literal, ok := call.Args[0].(*ast.BasicLit)
	if !slices.Contains(names, name) || !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}
