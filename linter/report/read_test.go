package report

import (
	"reflect"
	"strings"
	"testing"
)

// What is written is read back as it was.
func TestRead(t *testing.T) {
	for _, name := range []string{"blocked", "waiting", "pass"} {
		want := complete(golden()[name]())
		got, err := Read(strings.NewReader(write(t, "json", want, Options{})))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n got %+v\nwant %+v", name, err, got, want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	good := write(t, "json", blocked(), Options{})
	for text, want := range map[string]string{
		"":                                     "unexpected EOF",
		"[]":                                   "there is no {",
		good[:len(good)/2]:                     "unexpected EOF",
		good + "x":                             "something stands after it",
		good + good:                            "something stands after it",
		`{"findings":{}}`:                      "there is no [",
		`{"findings":[],"findings":[]}`:        `"findings" stands twice`,
		strings.Replace(good, "/v1", "/v2", 1): `"rasoat/report/v2"`,
		strings.Replace(good, `"verdict": "blocked"`, `"verdict": "maybe"`, 1): `"maybe"`,
		strings.Replace(good, `"severity": "warning",
      "path"`, `"severity": "worse",
      "path"`, 1): `"worse"`,
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: error %v, want %s", text, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"schema":"rasoat/report/v1","verdict":"pass","findings":[{"rule":"a/b","severity":"error","path":"a.md"}],"reviews":[]}`)
	f.Add(`{"schema":"rasoat/report/v1","verdict":"blocked","language":"vi","gate":"decides","reviews":[{"page":"a","state":"x"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, format := range Formats() {
			var b strings.Builder
			if format.Write(&b, r, Options{}) == nil && format.Name != "csv" {
				noControl(t, b.String())
			}
		}
	})
}
