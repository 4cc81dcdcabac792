// The shape of a YAML document, for editors.

package source

import (
	"reflect"
	"strings"
)

// Schema is a JSON Schema (draft 2020-12), ready to be encoded.
type Schema map[string]any

// SchemaOf returns the schema of what Decode reads into a value of type t. A field's description is its tag doc; a key
// that must be there has the option required, as in `yaml:"title,required"`. Of a *Node anything is said to go.
func SchemaOf(t reflect.Type) Schema {
	switch {
	case t == nodeType:
		return Schema{}
	case t == timeType:
		return Schema{"type": "string", "pattern": `^\d{4}-\d{2}-\d{2}`}
	case t == durationType:
		return Schema{"type": "string", "pattern": `^\d+[dh]$`}
	case reflect.PointerTo(t).Implements(decoderType):
		return Schema{"type": []string{"string", "number"}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return SchemaOf(t.Elem())
	case reflect.Struct:
		return schemaOfStruct(t)
	case reflect.Map:
		return Schema{"type": "object", "additionalProperties": SchemaOf(t.Elem())}
	case reflect.Slice:
		return Schema{"type": "array", "items": SchemaOf(t.Elem())}
	case reflect.Bool:
		return Schema{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return Schema{"type": "integer"}
	case reflect.Float64:
		return Schema{"type": "number"}
	}
	return Schema{"type": []string{"string", "number", "boolean"}} // a text is what is written, whatever YAML takes it for
}

func schemaOfStruct(t reflect.Type) Schema {
	properties := Schema{}
	var required []string
	for _, field := range reflect.VisibleFields(t) {
		name, option, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		property := SchemaOf(field.Type)
		if doc := field.Tag.Get("doc"); doc != "" {
			property["description"] = doc
		}
		properties[name] = property
		if option == "required" {
			required = append(required, name)
		}
	}
	schema := Schema{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema
}

// At returns the schema of a key of a mapping.
func (s Schema) At(key string) Schema { return s["properties"].(Schema)[key].(Schema) }

// With returns the schema with more said about it; what it says already stays.
func (s Schema) With(more Schema) Schema {
	for key, value := range more {
		if _, ok := s[key]; !ok {
			s[key] = value
		}
	}
	return s
}
