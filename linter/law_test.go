package linter

import (
	"reflect"
	"testing"
	"time"
)

// TestVocabularyIsTyped: nothing that a rule can speak of is of no known type, and no fact has methods, which could read
// the machine's time zone or cost ten times a field.
func TestVocabularyIsTyped(t *testing.T) {
	v := vocabulary()
	seen := map[reflect.Type]bool{}
	var look func(path string, of reflect.Type)
	look = func(path string, of reflect.Type) {
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if seen[of] || of == reflect.TypeFor[time.Time]() {
			return
		}
		seen[of] = true
		switch of.Kind() {
		case reflect.Struct:
			if n := reflect.PointerTo(of).NumMethod(); n > 0 {
				t.Errorf("%s has %d methods", path, n)
			}
			for _, f := range reflect.VisibleFields(of) {
				if name := f.Tag.Get("expr"); name != "" && name != "-" {
					look(path+"."+name, f.Type)
				}
			}
		case reflect.String, reflect.Int, reflect.Float64, reflect.Bool, reflect.Func:
		default:
			t.Errorf("%s is a %s", path, of)
		}
	}
	for _, kind := range v.Kinds {
		look(kind.Name, kind.Type)
	}
	look("page", v.Page)
	look("site", v.Site)
	look("change", v.Change)
	if len(seen) < 10 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}
