package source

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

type level int

// DecodeYAML reads a level by its name.
func (l *level) DecodeYAML(n *Node) error {
	switch n.Value {
	case "thấp":
		*l = 1
	case "cao":
		*l = 2
	default:
		return n.Errorf("write thấp or cao", "unknown level %q", n.Value)
	}
	return nil
}

type common struct {
	Text string `yaml:"text" expr:"words"`
}

type kind string

type everything struct {
	common
	*Extra
	Number   int                `yaml:"number"`
	Small    int8               `yaml:"small"`
	Share    float64            `yaml:"share"`
	On       bool               `yaml:"on"`
	Day      time.Time          `yaml:"day"`
	Term     time.Duration      `yaml:"term"`
	List     []string           `yaml:"list"`
	Levels   []level            `yaml:"levels"`
	Map      map[string]float64 `yaml:"map"`
	Kinds    map[kind]kind      `yaml:"kinds"`
	Pointer  *int               `yaml:"pointer"`
	Node     *Node              `yaml:"node"`
	Inner    struct{ A string } `yaml:"inner"`
	Any      any                `yaml:"any"`
	Hidden   string             `yaml:"-"`
	Untagged string
}

// Extra is embedded by pointer.
type Extra struct {
	More string `yaml:"more,omitempty"`
}

func TestDecode(t *testing.T) {
	text := `
text: 0225
number: -12
small: 127
share: 0.5
on: true
day: 2026-11-23
term: 365d
list: [a, 0912, true, "c d", 2026-11-23]
levels: [thấp, cao]
map: {một: 1, hai: 2.5}
kinds: {x: y}
pointer: 7
more: đây
node: [1, 2]
`
	var got everything
	if err := parse(t, text).Decode(&got); err != nil {
		t.Fatal(err)
	}
	seven := 7
	want := everything{
		common: common{Text: "0225"}, Extra: &Extra{More: "đây"}, Number: -12, Small: 127, Share: 0.5, On: true,
		Day: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), Term: 365 * 24 * time.Hour,
		List: []string{"a", "0912", "true", "c d", "2026-11-23"}, Levels: []level{1, 2},
		Map: map[string]float64{"một": 1, "hai": 2.5}, Kinds: map[kind]kind{"x": "y"}, Pointer: &seven, Node: got.Node,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if got.Node == nil || len(got.Node.Items) != 2 {
		t.Errorf("the node is %v", got.Node)
	}
}

func TestDecodeTagged(t *testing.T) {
	var got struct {
		common
		Other string `yaml:"other"`
	}
	if err := parse(t, "words: a").DecodeTagged(&got, "expr"); err != nil || got.Text != "a" {
		t.Errorf("%+v, %v", got, err)
	}
	if err := parse(t, "other: a").DecodeTagged(&got, "expr"); err == nil {
		t.Error("a field without the tag is set")
	}
}

func TestDecodeKeepsWhatIsNotThere(t *testing.T) {
	got := everything{Number: 5}
	if err := parse(t, "").Decode(&got); err != nil || got.Number != 5 || got.List != nil {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestDecodeErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"nmber: 1", `a.yml:1:1: unknown key "nmber"; did you mean "number"?`},
		{"Untagged: 1", `a.yml:1:1: unknown key "Untagged"; known are any, day, inner, kinds, levels, list, map, more, node, number, on, pointer, share, small, term, text`},
		{"Hidden: 1", `a.yml:1:1: unknown key "Hidden"; known are any, day, inner, kinds, levels, list, map, more, node, number, on, pointer, share, small, term, text`},
		{"text: [a]", "a.yml:1:7: text must be a text, not a list; write one, in quotes if it is the word null"},
		{"text:", "a.yml:1:6: text has no value; write one, in quotes if it is the word null"},
		{"text: ~", "a.yml:1:7: text has no value; write one, in quotes if it is the word null"},
		{"number: '1'", `a.yml:1:9: number must be a whole number, not the text "1"; write it in digits, without quotes`},
		{"number: 010", "a.yml:1:9: number must be a whole number, not 010; write it in digits, without quotes"},
		{"number: 0x10", "a.yml:1:9: number must be a whole number, not 0x10; write it in digits, without quotes"},
		{"number: 1_000", "a.yml:1:9: number must be a whole number, not 1_000; write it in digits, without quotes"},
		{"number: 99999999999999999999", "a.yml:1:9: number must be a whole number, not 99999999999999999999; write it in digits, without quotes"},
		{"small: 128", "a.yml:1:8: small must be a whole number, not 128; write it in digits, without quotes"},
		{"number: 1.5", "a.yml:1:9: number must be a whole number, not 1.5; write it in digits, without quotes"},
		{"share: .inf", "a.yml:1:8: share must be a number, not .inf; write it in digits, as in 0.5"},
		{"on: yes", `a.yml:1:5: on must be true or false, not the text "yes"; write true or false, without quotes`},
		{"day: 23/11/2026", `a.yml:1:6: day must be a date, not the text "23/11/2026"; write it as 2026-11-23`},
		{"day: 2026-02-30", `a.yml:1:6: day must be a date, not the text "2026-02-30"; write it as 2026-11-23`},
		{"term: 1y", `a.yml:1:7: term must be a term of days or hours, not the text "1y"; write 365d or 12h`},
		{"term: 0d", `a.yml:1:7: term must be a term of days or hours, not the text "0d"; write 365d or 12h`},
		{"term: 99999d", `a.yml:1:7: term must be a term of days or hours, not the text "99999d"; write 365d or 12h`},
		{"term: đ", `a.yml:1:7: term must be a term of days or hours, not the text "đ"; write 365d or 12h`},
		{"list: a", `a.yml:1:7: list must be a list, not the text "a"; write [one, two]`},
		{"list: [a, {b: c}]", "a.yml:1:11: an entry of list must be a text, not a mapping; write one, in quotes if it is the word null"},
		{"list: [a, ~]", "a.yml:1:11: an entry of list has no value; write one, in quotes if it is the word null"},
		{"levels: [cao, vừa]", `a.yml:1:15: unknown level "vừa"; write thấp or cao`},
		{"map: {a: b}", `a.yml:1:10: a must be a number, not the text "b"; write it in digits, as in 0.5`},
		{"map: []", "a.yml:1:6: map must be a mapping, not a list; write name: value"},
		{"any: 1", "a.yml:1:6: any cannot be set here (interface {})"},
		{"inner: {a: b}", `a.yml:1:9: unknown key "a"`},
		{"- a", "a.yml:1:1: this must be a mapping, not a list; write name: value"},
		{"text: [" + strings.Repeat("dài ", 20) + "]\nnumber: " + strings.Repeat("dài ", 20), "a.yml:1:7: text must be a text, not a list; write one, in quotes if it is the word null"},
		{"number: " + strings.Repeat("dài ", 20), "a.yml:1:9: number must be a whole number, not a long text; write it in digits, without quotes"},
	}
	for _, tt := range tests {
		var into everything
		err := parse(t, tt.text).Decode(&into)
		var fault *Error
		if !errors.As(err, &fault) || err.Error() != tt.want {
			t.Errorf("%q\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
	if err := parse(t, "a: b").Decode(everything{}); err == nil {
		t.Error("decoding into a value that cannot be set is not refused")
	}
}

func TestDecodeTimes(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2026-11-23":                  time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		"'2026-11-23'":                time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		"2026-11-23T08:00:00+07:00":   time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC),
		"'2026-11-23T08:00:00Z'":      time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC),
		"\"2026-11-23T08:00:00.5Z\" ": time.Date(2026, 11, 23, 8, 0, 0, 5e8, time.UTC),
	} {
		var got struct {
			Day time.Time `yaml:"day"`
		}
		if err := parse(t, "day: "+text).Decode(&got); err != nil || !got.Day.Equal(want) {
			t.Errorf("%s: %v, %v", text, got.Day, err)
		}
	}
}

func TestRequire(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a: 1\nb: 2", "<nil>"},
		{"a: 1\nc: 2", `a.yml:1:1: the key "b" is missing; add b: …`},
		{"a: 1\nb:", `a.yml:2:1: b has no value; write one`},
		{"", `a.yml:1:1: the key "a" is missing; add a: …`},
		{"- a", "a.yml:1:1: this must be a mapping, not a list; write a: …"},
		{"a b", `a.yml:1:1: this must be a mapping, not the text "a b"; write a: …`},
	}
	for _, tt := range tests {
		if got := fmt.Sprint(parse(t, tt.text).Require("a", "b")); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"language", "site", "rules", "review", "privacy/citizen-id", "học-sinh"}
	for word, want := range map[string]string{
		"lenguage": "language", "Language": "language", "lagnuage": "language", "rule": "rules", "reveiw": "review",
		"privacy/citizenid": "privacy/citizen-id", "hoc-sinh": "học-sinh", "language": "language",
		"xyz": "", "": "", "notary": "", "si": "",
	} {
		if got := Nearest(word, keys); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
	words := []string{"bat", "cat", "hat", "art"}
	for range len(words) {
		words = append(words[1:], words[0])
		if got := Nearest("at", words); got != "art" {
			t.Errorf("among %v: %q, want art in every order", words, got)
		}
	}
	if Nearest(strings.Repeat("x", 1<<20), keys) != "" {
		t.Error("a long word is near to something")
	}
}

func TestDidYouMean(t *testing.T) {
	many := strings.Split(strings.Repeat("word ", 30), " ")
	for _, tt := range []struct {
		word  string
		among []string
		want  string
	}{
		{"sit", []string{"site", "rules"}, `did you mean "site"?`},
		{"x", []string{"site", "rules"}, "known are rules, site"},
		{"x", nil, ""},
		{"zzzzzzzz", many, ""},
	} {
		if got := DidYouMean(tt.word, slices.Clone(tt.among)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.word, got, tt.want)
		}
	}
}
