package linter

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/rasoat/rasoat/examples"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/rules"
)

// schemas returns the schemas, ready for validating.
func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	docs, err := Docs(Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	compiled := map[string]*jsonschema.Schema{}
	for _, name := range []string{"rule", "config", "people"} {
		file := "docs/schema/" + name + ".json"
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(docs[file]))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(file, document); err != nil {
			t.Fatal(err)
		}
		if compiled[name], err = c.Compile(file); err != nil {
			t.Fatal(err)
		}
	}
	return compiled
}

// asJSON returns a YAML text as an editor's schema sees it.
func asJSON(t *testing.T, text string) any {
	t.Helper()
	node, err := source.New("x.yml", []byte(text)).YAML(source.Span{End: len(text)}, source.Limits{Bytes: 1 << 20, Keys: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	return plain(node)
}

func plain(n *source.Node) any {
	switch {
	case n.Kind == source.Map:
		m := map[string]any{}
		for _, pair := range n.Pairs {
			m[pair.Key.Value] = plain(pair.Value)
		}
		return m
	case n.Kind == source.List:
		list := []any{}
		for _, item := range n.Items {
			list = append(list, plain(item))
		}
		return list
	case n.Tag == "!!int" || n.Tag == "!!float":
		var number float64
		if n.Decode(&number) == nil {
			return number
		}
	case n.Tag == "!!bool":
		return n.Value == "true"
	case n.Null():
		return nil
	}
	return n.Value
}

// TestOurFilesFitTheSchemas: what the program reads, editors do not complain about.
func TestOurFilesFitTheSchemas(t *testing.T) {
	schema := schemas(t)
	seen := map[string]int{}
	for _, files := range []fs.FS{rules.Files(), examples.Files()} {
		err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
			kind := ""
			switch {
			case err != nil:
				return err
			case path.Base(name) == configFile:
				kind = "config"
			case path.Base(name) == "people.yml":
				kind = "people"
			case path.Ext(name) == ".yml" && !strings.Contains(name, "lists/") && !strings.Contains(name, ".github/"):
				kind = "rule"
			default:
				return nil
			}
			text, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			seen[kind]++
			if err := schema[kind].Validate(asJSON(t, string(text))); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen["rule"] < 20 || seen["config"] == 0 || seen["people"] == 0 {
		t.Errorf("files looked at: %v", seen)
	}
}

// TestSchemasRefuse: an editor marks the mistakes that the program would refuse.
func TestSchemasRefuse(t *testing.T) {
	schema := schemas(t)
	const rule = "title: {vi: a, en: b}\neach: link\nseverity: error\nmessage: {vi: a, en: b}\nwhy: {vi: a, en: b}\nbasis: [c]\ngood: [d]\nbad: [e]\n"
	for _, c := range []struct{ kind, right, old, wrong string }{
		{"rule", rule, "each: link", "each: lnik"},
		{"rule", rule, "each: link", "each: phrase"},
		{"rule", rule, "each: link", "each: link\npattern: a"},
		{"rule", rule, "each: link", "each: link\nwehn: a"},
		{"rule", rule, "severity: error", "severity: fatal"},
		{"rule", rule, "good: [d]", "good: []"},
		{"rule", rule, "why: {vi: a, en: b}", "why: {vi: a}"},
		{"rule", rule, "basis: [c]\n", ""},
		{"config", "rules: {style/*: off}", "off", "of"},
		{"config", "rules: {security/unsafe-html: {with: {frames: [a]}}}", "frames", "frame"},
		{"config", "rules: {truong/x: {severity: review}}", "review", "reviews"},
		{"config", "review: [{when: 'true', need: {principal: 1}, within: 365d}]", "365d", "a year"},
		{"config", "overrides: [{paths: [a], rules: {'*': off}}]", "paths", "path"},
		{"config", "language: vi", "vi", "fr"},
		{"people", "people: {p.lan: {name: Lan, roles: [editor], from: 2024-08-01}}", "roles", "role"},
		{"people", "people: {cms: {kind: bot}}", "bot", "robot"},
	} {
		if err := schema[c.kind].Validate(asJSON(t, c.right)); err != nil {
			t.Errorf("%s\n%v", c.right, err)
		}
		if err := schema[c.kind].Validate(asJSON(t, strings.Replace(c.right, c.old, c.wrong, 1))); err == nil {
			t.Errorf("%s instead of %s is let through", c.wrong, c.old)
		}
	}
}
