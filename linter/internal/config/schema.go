package config

import (
	"reflect"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// RuleWords is what editors are told of a rule while somebody writes a configuration.
type RuleWords struct {
	ID, Title  string
	Parameters []string
}

// Schema returns the JSON Schema of .rasoat.yml. It offers the given rules and lets others through, because a site may
// have rules of its own.
func Schema(rules []RuleWords) source.Schema {
	s := source.SchemaOf(reflect.TypeFor[document]())
	s.At("language")["enum"] = lang.Languages()
	s.At("packs")["items"] = source.Schema{"type": "string"}
	s["$defs"] = source.Schema{"rules": schemaOfRules(rules)}
	list := source.Schema{"$ref": "#/$defs/rules"}
	s.At("rules").With(list)
	s.At("overrides")["items"].(source.Schema).At("rules").With(list)
	s.At("review")["items"].(source.Schema).At("when")["type"] = []string{"string", "boolean"}
	return s
}

func schemaOfRules(rules []RuleWords) source.Schema {
	properties := source.Schema{}
	for _, r := range rules {
		with := source.Schema{}
		for _, name := range r.Parameters {
			with[name] = source.Schema{}
		}
		properties[r.ID] = schemaOfSetting(source.Schema{"type": "object", "properties": with, "additionalProperties": false})
		properties[r.ID].(source.Schema)["description"] = r.Title
	}
	return source.Schema{"type": "object", "properties": properties, "additionalProperties": schemaOfSetting(source.Schema{"type": "object"})}
}

// schemaOfSetting returns the schema of what is said about a rule with the given parameters.
func schemaOfSetting(with source.Schema) source.Schema {
	full := source.SchemaOf(reflect.TypeFor[settingDocument]())
	full["minProperties"] = 1
	full.At("severity")["enum"] = finding.Severities()
	full.At("reviewers")["items"] = source.Schema{"type": "string"}
	full.At("with").With(with)
	return source.Schema{"anyOf": []source.Schema{{"enum": []string{"off", "on"}}, full}}
}

// PeopleSchema returns the JSON Schema of the people file.
func PeopleSchema() source.Schema {
	s := source.SchemaOf(reflect.TypeFor[roster]())
	s.At("people")["additionalProperties"].(source.Schema).At("kind")["enum"] = []string{"bot"}
	return s
}
