package fact

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// TestFieldsAreDocumented reads this package's source: every field that a rule can name has a tag and a comment, from
// which its documentation is made.
func TestFieldsAreDocumented(t *testing.T) {
	structs := parseStructs(t)
	types := []reflect.Type{reflect.TypeFor[Change](), reflect.TypeFor[Approval](), reflect.TypeFor[Source](), reflect.TypeFor[Consent]()}
	for _, kind := range Kinds() {
		if kind.Name == "" || kind.Doc == "" {
			t.Errorf("kind %+v has no name or doc", kind)
		}
		types = append(types, kind.Type)
	}
	for _, typ := range types {
		if _, ok := structs[typ.Name()]; !ok {
			t.Errorf("the source of %s was not found", typ)
		}
		for i := range typ.NumField() {
			f := typ.Field(i)
			if f.Anonymous {
				continue
			}
			tag := f.Tag.Get("expr")
			lower := string(unicode.ToLower(rune(f.Name[0]))) + f.Name[1:]
			if f.Name == "URL" || f.Name == "ID" {
				lower = strings.ToLower(f.Name)
			}
			if tag != lower {
				t.Errorf("%s.%s has the tag %q, want %q", typ.Name(), f.Name, tag, lower)
			}
			if doc := structs[typ.Name()][f.Name]; !strings.HasPrefix(doc, f.Name+" ") || !strings.HasSuffix(doc, ".\n") {
				t.Errorf("%s.%s has the comment %q", typ.Name(), f.Name, doc)
			}
		}
	}
}

// parseStructs returns the comments of all fields of this package's structs.
func parseStructs(t *testing.T) map[string]map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	structs := map[string]map[string]string{}
	inspect := func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok {
			docs := map[string]string{}
			for _, f := range s.Fields.List {
				for _, name := range f.Names {
					docs[name.Name] = f.Doc.Text()
				}
			}
			structs[spec.Name.Name] = docs
		}
		return true
	}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, inspect)
	}
	return structs
}

// TestReviewTags checks that examples name the fields of a review as rules do.
func TestReviewTags(t *testing.T) {
	for _, typ := range []reflect.Type{reflect.TypeFor[Review](), reflect.TypeFor[Approval]()} {
		for i := range typ.NumField() {
			if f := typ.Field(i); f.Tag.Get("yaml") != f.Tag.Get("expr") {
				t.Errorf("%s.%s: yaml %q, expr %q", typ.Name(), f.Name, f.Tag.Get("yaml"), f.Tag.Get("expr"))
			}
		}
	}
}

func TestCodes(t *testing.T) {
	codes := Codes()
	if !slices.IsSorted(codes) || len(slices.Compact(slices.Clone(codes))) != len(codes) {
		t.Errorf("codes are not sorted or not unique: %v", codes)
	}
	for _, code := range []string{"script", "ip-host", "meta-refresh", "missing", "not-a-school-year"} {
		if !slices.Contains(codes, code) {
			t.Errorf("%s is no code", code)
		}
	}
}

func TestKindNames(t *testing.T) {
	seen := map[string]bool{}
	for _, kind := range Kinds() {
		if seen[kind.Name] || strings.Trim(kind.Name, "abcdefghijklmnopqrstuvwxyz-") != "" {
			t.Errorf("%q is no new name in lower-case letters and hyphens", kind.Name)
		}
		seen[kind.Name] = true
	}
}

// TestFactsHaveNoMethods: rules embed the facts' types, and a type with methods cannot be embedded.
func TestFactsHaveNoMethods(t *testing.T) {
	for _, kind := range Kinds() {
		reflect.StructOf([]reflect.StructField{
			{Name: kind.Type.Name(), Type: reflect.PointerTo(kind.Type), Anonymous: true},
			{Name: "Other", Type: reflect.TypeFor[int]()},
		})
	}
}
