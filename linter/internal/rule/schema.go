package rule

import (
	"reflect"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Schema returns the JSON Schema of a rule file.
func Schema(v *Vocabulary) source.Schema {
	s := source.SchemaOf(reflect.TypeFor[document]())
	kinds := make([]string, len(v.Kinds))
	for i, k := range v.Kinds {
		kinds[i] = k.Name
	}
	text := source.Schema{"type": "string"}
	languages := source.Schema{}
	for _, language := range lang.Languages() {
		languages[language] = text
	}
	for _, key := range []string{"title", "why", "message"} {
		property := s.At(key)
		property["type"], property["properties"] = "object", languages
		property["required"], property["additionalProperties"] = lang.Languages(), false
	}
	s.At("each")["enum"] = kinds
	s.At("severity")["enum"] = finding.Severities()
	s.At("phrases").With(source.Schema{"type": []string{"array", "string"}, "items": text})
	for _, key := range []string{"when", "pattern", "fix"} {
		s.At(key)["type"] = []string{"string", "boolean"} // a condition may be a lone true
	}
	value := source.Schema{"type": []string{"string", "number", "boolean", "array"}, "items": source.Schema{"type": []string{"string", "number"}}}
	s.At("with").With(source.Schema{"type": "object", "additionalProperties": value})
	s.At("basis")["minItems"] = 1
	for _, key := range []string{"good", "bad"} {
		s.At(key).With(source.Schema{"type": "array", "minItems": 1, "items": source.Schema{"type": []string{"string", "object", "number", "boolean"}}})
	}
	s.At("fixed").With(source.Schema{"type": "array", "items": text})
	s["allOf"] = []source.Schema{only("phrases", phraseKind), only("pattern", patternKind)}
	return s
}

// only says that a key stands in rules over one kind, and in all of those.
func only(key, kind string) source.Schema {
	return source.Schema{
		"if":   source.Schema{"properties": source.Schema{"each": source.Schema{"const": kind}}, "required": []string{"each"}},
		"then": source.Schema{"required": []string{key}},
		"else": source.Schema{"properties": source.Schema{key: false}},
	}
}
