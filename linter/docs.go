package linter

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// introduction begins the page about expressions.
//
//go:embed expressions.md
var introduction string

// Docs returns what is written from the code, by path: a page about every rule of o, a page about every kind and field,
// and the JSON Schemas of the files that people write.
func Docs(o Options) (map[string][]byte, error) {
	law, err := lawOf(o)
	if err != nil {
		return nil, err
	}
	var words []config.RuleWords
	for _, r := range law.rules.Rules {
		bound, err := r.Bind()
		if err != nil {
			return nil, err
		}
		w := config.RuleWords{ID: r.ID, Title: r.Title["vi"] + " · " + r.Title["en"]}
		for _, p := range bound.Parameters() {
			w.Parameters = append(w.Parameters, p.Name)
		}
		words = append(words, w)
	}
	docs := map[string][]byte{}
	if docs["rules/README.md"], err = ruleDocs(law.rules.Rules); err != nil {
		return nil, err
	}
	if docs["docs/expressions.md"], err = expressionDocs(); err != nil {
		return nil, err
	}
	for _, s := range []struct {
		name, title string
		schema      source.Schema
	}{
		{"rule", "A rule of rasoat", rule.Schema(vocabulary())},
		{"config", "Configuration of rasoat, .rasoat.yml", config.Schema(words)},
		{"people", "People of a site, .rasoat/people.yml", config.PeopleSchema()},
	} {
		s.schema["$schema"], s.schema["title"] = "https://json-schema.org/draft/2020-12/schema", s.title
		text, err := json.MarshalIndent(s.schema, "", "  ")
		if err != nil {
			return nil, err
		}
		docs["docs/schema/"+s.name+".json"] = append(text, '\n')
	}
	return docs, nil
}

// ruleDocs is the page about every rule.
func ruleDocs(rules []*rule.Rule) ([]byte, error) {
	var b strings.Builder
	b.WriteString("<!-- Written by `rasoat rules docs` from the rule files. -->\n# Rules\n\n")
	fmt.Fprintf(&b, "%d rules. How to write one: [docs/rules.md](../docs/rules.md).\n\n", len(rules))
	b.WriteString("| rule | severity | each | finds |\n|---|---|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", r.ID, anchor(r.ID), r.Severity, r.Kind.Name, r.Title["vi"])
	}
	for _, r := range rules {
		bound, err := r.Bind()
		if err != nil {
			return nil, err
		}
		writeRule(&b, r, bound.Parameters())
	}
	return []byte(b.String()), nil
}

// anchor is the address that GitHub gives a heading.
func anchor(heading string) string { return strings.ReplaceAll(heading, "/", "") }

func writeRule(b *strings.Builder, r *rule.Rule, parameters []rule.Parameter) {
	fmt.Fprintf(b, "\n## %s\n`%s` · each: `%s`", r.ID, r.Severity, r.Kind.Name)
	if topic, name := path.Split(r.ID); r.File.Name == "rules/"+r.ID+".yml" {
		fmt.Fprintf(b, " · [%s](%s%s.yml)", name+".yml", topic, name)
	}
	b.WriteString("\n\n")
	for _, language := range lang.Languages() {
		fmt.Fprintf(b, "**%s.** %s\n\n", strings.TrimRight(r.Title[language], "."), flat(r.Why[language]))
	}
	if condition := r.Condition(); condition != "" {
		fmt.Fprintf(b, "%s\n", fenced(condition, ""))
	}
	if len(parameters) > 0 {
		b.WriteString("| parameter | value |\n|---|---|\n")
		for _, p := range parameters {
			fmt.Fprintf(b, "| `%s` | `%s` |\n", p.Name, strings.ReplaceAll(p.Value, "|", `\|`))
		}
		b.WriteString("\n")
	}
	b.WriteString("Basis:\n")
	for _, basis := range r.Basis {
		fmt.Fprintf(b, "- %s\n", flat(basis))
	}
	for _, side := range []struct {
		name string
		bad  bool
	}{{"Good", false}, {"Bad", true}} {
		fmt.Fprintf(b, "\n%s:\n", side.name)
		for _, e := range r.Examples {
			if e.Bad == side.bad {
				b.WriteString(fenced(exampleText(r, e), "text"))
			}
		}
	}
	heading := "\nFixed:\n"
	for _, e := range r.Examples {
		if e.Fixed != nil {
			b.WriteString(heading + fenced(e.Fixed.Value, "text"))
			heading = ""
		}
	}
}

// exampleText is an example as a reader sees it: without the quotes of YAML, the fields of a fact as they are written.
func exampleText(r *rule.Rule, e rule.Example) string {
	if e.Fields != nil {
		return r.File.Slice(e.Node.Span)
	}
	return e.Text
}

// fenced puts a text into a code block with a fence that is longer than any in it.
func fenced(text, language string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n"
}

// flat puts a text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// expressionDocs is the page about what expressions can speak of.
func expressionDocs() ([]byte, error) {
	var b strings.Builder
	b.WriteString(introduction + "| function | gives |\n|---|---|\n")
	for _, f := range rule.Functions() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", f.Form, f.Doc)
	}
	list, err := fact.Documentation()
	if err != nil {
		return nil, err
	}
	b.WriteString("\n## Kinds of facts\nThe last ones are no kinds: `change` stands beside every fact, the others are parts of facts.\n")
	for _, d := range list {
		fmt.Fprintf(&b, "\n### %s\n%s\n\n| field | type | |\n|---|---|---|\n", d.Name, d.Doc)
		for _, f := range d.Fields {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, f.Type, strings.ReplaceAll(f.Doc, "|", `\|`))
		}
	}
	return []byte(b.String()), nil
}
