package fact

import (
	"strings"
	"testing"
)

// TestEverythingIsDocumented: whatever a rule can speak of has a sentence.
func TestEverythingIsDocumented(t *testing.T) {
	list, err := Documentation()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) <= len(Kinds()) {
		t.Fatalf("only %d structs are documented", len(list))
	}
	for _, d := range list {
		if d.Doc == "" || len(d.Fields) == 0 {
			t.Errorf("%s: comment %q, %d fields", d.Name, d.Doc, len(d.Fields))
		}
		for _, f := range d.Fields {
			if !strings.HasSuffix(f.Doc, ".") || strings.Contains(f.Type, "interface") {
				t.Errorf("%s.%s: type %s, comment %q; write a sentence above the field", d.Name, f.Name, f.Type, f.Doc)
			}
		}
	}
}
