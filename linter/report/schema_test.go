package report

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	generator "github.com/invopop/jsonschema"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/rasoat/rasoat/linter/finding"
)

// schemaFile is the committed schema of the json format, generated from the types and their comments.
const schemaFile = "../../docs/schema/report.json"

// generate returns the schema of the report as the types have it now.
func generate(t *testing.T) []byte {
	t.Helper()
	r := &generator.Reflector{Anonymous: true, AllowAdditionalProperties: true}
	if err := r.AddGoComments("github.com/rasoat/rasoat/linter/report", "../finding"); err != nil {
		t.Fatal(err)
	}
	for name, text := range r.CommentMap {
		r.CommentMap[name] = strings.Join(strings.Fields(text), " ")
	}
	words := map[reflect.Type][]any{
		reflect.TypeFor[finding.Severity](): words(finding.Severities()),
		reflect.TypeFor[finding.State]():    words(finding.States()),
		reflect.TypeFor[finding.Op]():       words(finding.Ops()),
		reflect.TypeFor[finding.Verdict]():  words([]finding.Verdict{finding.Pass, finding.Blocked}),
	}
	r.Mapper = func(t reflect.Type) *generator.Schema {
		if enum, ok := words[t]; ok {
			return &generator.Schema{Type: "string", Enum: enum}
		}
		return nil
	}
	schema := r.Reflect(&finding.Report{})
	schema.Title = finding.Schema
	allowNull(schema.Definitions, reflect.TypeFor[finding.Report](), map[reflect.Type]bool{})
	text, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

// allowNull lets the fields that are pointers be null, which the generator does not.
func allowNull(definitions generator.Definitions, of reflect.Type, seen map[reflect.Type]bool) {
	for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer || of.Kind() == reflect.Map {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || seen[of] || definitions[of.Name()] == nil {
		return
	}
	seen[of] = true
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Type.Kind() == reflect.Pointer {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			own, _ := definitions[of.Name()].Properties.Get(name)
			definitions[of.Name()].Properties.Set(name, &generator.Schema{Description: own.Description,
				AnyOf: []*generator.Schema{{Ref: own.Ref, Type: own.Type}, {Type: "null"}}})
		}
		allowNull(definitions, field.Type, seen)
	}
}

func words[T ~string](list []T) []any {
	var all []any
	for _, word := range list {
		all = append(all, string(word))
	}
	return all
}

func TestSchemaIsGenerated(t *testing.T) {
	compare(t, schemaFile, generate(t))
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("report.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// Every report keeps to the schema, and the schema is not so wide that all keeps to it.
func TestReportsKeepToTheSchema(t *testing.T) {
	schema := compileSchema(t)
	for name, make := range golden() {
		r := make()
		for i := range r.Reviews { // hostile states are no states
			if !slices.Contains(finding.States(), r.Reviews[i].State) {
				r.Reviews[i].State = finding.Missing
			}
			for k := range r.Reviews[i].Difference { // nor are hostile pieces
				r.Reviews[i].Difference[k].Op = finding.Same
			}
		}
		for _, p := range r.Previews {
			for k := range p.Stretches {
				p.Stretches[k].Severity = finding.Error
			}
		}
		text := write(t, "json", r, Options{})
		if err := validate(t, schema, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, broken := range [][2]string{{`"severity": "`, `"severity": "x`}, {`"line": `, `"line": "x", "x": `},
			{`"schema": `, `"shcema": `}, {`"verdict": "`, `"verdict": "x`}} {
			if !strings.Contains(text, broken[0]) {
				continue
			}
			if validate(t, schema, strings.Replace(text, broken[0], broken[1], 1)) == nil {
				t.Errorf("%s: %s instead of %s keeps to the schema", name, broken[1], broken[0])
			}
		}
	}
}

func validate(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(doc)
}
