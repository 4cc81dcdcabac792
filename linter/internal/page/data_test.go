package page

import (
	"strings"
	"testing"
)

func TestData(t *testing.T) {
	for name, text := range map[string]string{
		"a.toml": "[a]\nb = 'x'\nc = ['y', 'z']\n[[a.d]]\ne = 1\n",
		"a.yaml": "a:\n  b: &x x\n  c: [y, !tag z]\n  d: [{e: 1}]\n",
		"a.YML":  "\ufeffa: {b: x, c: [y, z], d: [{e: 1}]}",
		"a.json": " {\"a\": {\"b\": \"x\", \"c\": [\"y\", \"z\"], \"d\": [{\"e\": 1}]}}",
	} {
		fields, err := Data(name, []byte(text))
		got := map[string]string{}
		for _, f := range fields {
			got[f.Key] = f.Value + strings.Join(f.List, ",")
		}
		if err != nil || got["a.b"] != "x" || got["a.c"] != "y,z" || got["a.d.0.e"] != "1" {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestDataAlias(t *testing.T) {
	fields, err := Data("a.yml", []byte("a: &a {b: 1}\nc: *a\nd: {<<: *a}"))
	if err != nil || len(fields) != 6 || fields[3].Key != "c.b" || fields[5].Key != "d.b" {
		t.Errorf("%v, %v", fields, err)
	}
}

// TestDataIsBounded reads what is broken, what makes much out of little, and what goes round in circles.
func TestDataIsBounded(t *testing.T) {
	laughs := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		laughs += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 10) + "]\n"
	}
	for name, text := range map[string]string{
		"laughs.yml": laughs, "circle.yml": "a: &a [*a]", "unknown.yml": "a: *b", "large.toml": strings.Repeat("a", dataBytes+1),
		"nul.toml": "a=\x00", "list.json": "[1]", "empty.json": " ", "open.json": "{", "many.yml": strings.Repeat("- a\n", dataKeys),
	} {
		if fields, err := Data(name, []byte(text)); err == nil || len(fields) > 0 {
			t.Errorf("%s: %d fields, %v", name, len(fields), err)
		}
	}
}
