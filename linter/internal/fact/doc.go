package fact

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// sources are this package's own files: the comments in them are the documentation of kinds and fields.
//
//go:embed *.go
var sources embed.FS

// Documented is a struct that rules can speak of, with its documentation.
type Documented struct {
	Name   string // of a kind, of what stands beside facts, or of a part of a fact
	Doc    string
	Fields []DocumentedField
}

// DocumentedField is a field with its type in the words of rules.
type DocumentedField struct{ Name, Type, Doc string }

// Documentation returns all kinds in the order of Kinds, then Change, then the parts of facts, sorted.
func Documentation() ([]Documented, error) {
	comments, err := commentsOf(sources)
	if err != nil {
		return nil, err
	}
	d := documenter{comments: comments, known: map[reflect.Type]string{}}
	var list []Documented
	for _, k := range append(Kinds(), Kind{Name: "change", Type: reflect.TypeFor[Change]()}) {
		d.known[k.Type] = k.Name
		list = append(list, Documented{Name: k.Name, Doc: withoutName(d.comments[k.Type.Name()], k.Type.Name())})
	}
	for i, k := range append(Kinds(), Kind{Name: "change", Type: reflect.TypeFor[Change]()}) {
		list[i].Fields = d.fields(k.Type)
	}
	var parts []Documented
	for len(d.parts) > 0 {
		t := d.parts[0]
		d.parts = d.parts[1:]
		parts = append(parts, Documented{Name: d.known[t], Doc: withoutName(d.comments[t.Name()], t.Name()), Fields: d.fields(t)})
	}
	slices.SortFunc(parts, func(a, b Documented) int { return strings.Compare(a.Name, b.Name) })
	return append(list, parts...), nil
}

// documenter turns types into documentation.
type documenter struct {
	comments map[string]string // by type, and by type and field as in Link.URL
	known    map[reflect.Type]string
	parts    []reflect.Type // structs met in fields that are not documented yet
}

func (d *documenter) fields(t reflect.Type) []DocumentedField {
	var list []DocumentedField
	for _, f := range reflect.VisibleFields(t) {
		name := f.Tag.Get("expr")
		if name == "" || name == "-" {
			continue
		}
		owner := t.Name()
		if len(f.Index) > 1 {
			owner = t.Field(f.Index[0]).Type.Name()
		}
		list = append(list, DocumentedField{name, d.typeName(f.Type), withoutName(d.comments[owner+"."+f.Name], f.Name)})
	}
	return list
}

// withoutName cuts the name that a comment begins with, as Go has it.
func withoutName(doc, name string) string {
	rest, ok := strings.CutPrefix(doc, name+" ")
	if !ok {
		return doc
	}
	rest = strings.TrimPrefix(rest, "is ")
	first, size := utf8.DecodeRuneInString(rest)
	return string(unicode.ToUpper(first)) + rest[size:]
}

// typeName says a type in the words of rules.
func (d *documenter) typeName(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return "date"
	case t.Kind() == reflect.Pointer:
		return d.typeName(t.Elem())
	case t.Kind() == reflect.Slice:
		return "list of " + d.typeName(t.Elem())
	case t.Kind() == reflect.Func:
		return fmt.Sprintf("function (%s): %s", d.typeName(t.In(0)), d.typeName(t.Out(0)))
	case t.Kind() == reflect.Struct:
		if _, ok := d.known[t]; !ok {
			d.known[t] = strings.ToLower(t.Name())
			d.parts = append(d.parts, t)
		}
		return d.known[t]
	case t.Kind() == reflect.Bool:
		return "true/false"
	case t.Kind() == reflect.String:
		return "text"
	}
	return "number"
}

// commentsOf reads the comments of all structs and their fields.
func commentsOf(files embed.FS) (map[string]string, error) {
	comments := map[string]string{}
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		text, err := files.ReadFile(entry.Name())
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), entry.Name(), text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, declaration := range file.Decls {
			if d, ok := declaration.(*ast.GenDecl); ok && d.Tok == token.TYPE {
				note(d, comments)
			}
		}
	}
	return comments, nil
}

// note keeps the comments of one declaration of types.
func note(d *ast.GenDecl, comments map[string]string) {
	for _, spec := range d.Specs {
		t := spec.(*ast.TypeSpec)
		s, ok := t.Type.(*ast.StructType)
		if !ok {
			continue
		}
		comments[t.Name.Name] = oneLine(d.Doc, t.Doc)
		for _, f := range s.Fields.List {
			for _, name := range f.Names {
				comments[t.Name.Name+"."+name.Name] = oneLine(f.Doc, f.Comment)
			}
		}
	}
}

// oneLine returns the first of the comments that says something, without line breaks.
func oneLine(groups ...*ast.CommentGroup) string {
	for _, g := range groups {
		if text := strings.Join(strings.Fields(g.Text()), " "); text != "" {
			return text
		}
	}
	return ""
}
