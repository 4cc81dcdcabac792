package page

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// fieldList writes down the fields of a page, each with the source of its key and value.
func fieldList(p *Page) []string {
	var out []string
	for _, f := range p.Fields {
		value := f.Value
		if f.Kind == List {
			value = strings.Join(f.List, "|")
		}
		out = append(out, fmt.Sprintf("%s %s=%s at %s: %s", f.Kind, f.Key, value, p.Text(f.KeySpan), p.Text(f.Span)))
	}
	return out
}

// TestFields: fields of all three notations, values as written, exact places.
func TestFields(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      []string
	}{
		{"yaml", "---\ntitle: \"Tuy\\u1ec3n sinh\" # x\nphone: 0912345678\nyear: 0123\ndraft: no\ntrue: true\nx: 1.5\nn: ~\ne:\n'a b': 'it''s'\n---\nb", []string{
			`string title=Tuyển sinh at title: "Tuy\u1ec3n sinh"`, "int phone=0912345678 at phone: 0912345678", "int year=0123 at year: 0123",
			"string draft=no at draft: no", "bool true=true at true: true", "float x=1.5 at x: 1.5", "null n= at n: ~", "null e= at e: ",
			"string a b=it's at a b: 'it''s'"}},
		{"yaml dates", "---\na: 2026-11-23\nb: 2026-11-23T08:00:00+07:00\nc: \"2026-11-23\"\nd: 23/11/2026\n---\n", []string{
			"date a=2026-11-23 at a: 2026-11-23", "date b=2026-11-23T08:00:00+07:00 at b: 2026-11-23T08:00:00+07:00",
			`string c=2026-11-23 at c: "2026-11-23"`, "string d=23/11/2026 at d: 23/11/2026"}},
		{"yaml nested", "---\nsite:\n  name: A\nlist: [a, 'b c', 3]\nimages:\n  - src: a.jpg\n  - [x]\n  - y\n---\n", []string{
			"map site= at site: name: A", "string site.name=A at name: A", "list list=a|b c|3 at list: [a, 'b c', 3]",
			"list images=||y at images: - src: a.jpg\n  - [x]\n  - y", "map images.0= at images: src: a.jpg", "string images.0.src=a.jpg at src: a.jpg",
			"list images.1=x at images: [x]"}},
		{"yaml anchors", "---\na: &x >-\n  u v\nb: &y 'it''s'\nc: *x\nd: [*y, &z 0912, *z]\ne: &n\nf: *n\ng: &m\n  h: 1\ni: &k {j: 2}\n---\n", []string{
			"string a=u v at a: >-\n  u v", "string b=it's at b: 'it''s'", "string c=u v at c: *x", "list d=it's|0912|0912 at d: [*y, &z 0912, *z]",
			"null e= at e: ", "null f= at f: *n", "map g= at g: h: 1", "int g.h=1 at h: 1", "map i= at i: {j: 2}", "int i.j=2 at j: 2"}},
		{"yaml merges", "---\na: &a\n  'x': 1\n  y: 2\nb:\n  <<: *a\n  y: 3\nc: {<<: [*a, {z: 4}], w: 5}\nd: *a\n---\n", []string{
			"map a= at a: 'x': 1\n  y: 2", "int a.x=1 at x: 1", "int a.y=2 at y: 2", "map b= at b: <<: *a\n  y: 3", "int b.y=3 at y: 3", "int b.x=1 at *a: *a",
			"map c= at c: {<<: [*a, {z: 4}], w: 5}", "int c.w=5 at w: 5", "int c.x=1 at *a: *a", "int c.y=2 at *a: *a", "int c.z=4 at z: 4",
			"map d= at d: *a", "int d.x=1 at *a: *a", "int d.y=2 at *a: *a"}},
		{"yaml, CRLF and dots", "---\r\na: b\r\n...\r\nc", []string{"string a=b at a: b"}},
		{"yaml, nothing", "---\n---\na", nil},
		{"toml", "+++\ntitle = \"T\\u0075\" # x\ndate = 2026-11-23\nphone = '0912'\ndraft = false\nn = 1_000\nf = 1.5\na.\"b c\" = 1\n+++\nb", []string{
			`string title=Tu at title: "T\u0075"`, "date date=2026-11-23 at date: 2026-11-23", "string phone=0912 at phone: '0912'",
			"bool draft=false at draft: false", "int n=1_000 at n: 1_000", "float f=1.5 at f: 1.5", "int a.b c=1 at b c: 1"}},
		{"toml tables", "+++\nt = [\"a\", 'b']\n[s]\nx = {y = 1}\n[[i]]\nsrc = \"a\"\n[i.m]\nz = 1\n[[i]]\nsrc = \"b\"\n+++\n", []string{
			`list t=a|b at t: ["a", 'b']`, "map s= at s: s", "map s.x= at x: {y = 1}", "int s.x.y=1 at y: 1", "list i=| at i: i",
			"map i.0= at i: i", `string i.0.src=a at src: "a"`, "map i.0.m= at m: m", "int i.0.m.z=1 at z: 1", "map i.1= at i: i",
			`string i.1.src=b at src: "b"`}},
		{"json", "{\n \"title\": \"T\\u0075\", \"n\": 012e1,\n\"x\": 1}\n", nil},
		{"json", "{ \"title\": \"T\\u0075\", \"n\": 12, \"f\": 1e3, \"l\": [\"a\", 1, {\"b\": null}], \"m\": {\"d\": \"2026-11-23\", \"t\": true} }\n\nb", []string{
			`string title=Tu at title: "T\u0075"`, "int n=12 at n: 12", "float f=1e3 at f: 1e3", `list l=a|1| at l: ["a", 1, {"b": null}]`,
			`map l.2= at l: {"b": null}`, "null l.2.b= at b: null", `map m= at m: {"d": "2026-11-23", "t": true}`,
			`date m.d=2026-11-23 at d: "2026-11-23"`, "bool m.t=true at t: true"}},
		{"json, nothing", "{}\na", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if strings.Contains(test.src, "012e1") {
				if got := reason(t, test.src); got != FrontMatter {
					t.Errorf("%q", got)
				}
				return
			}
			p := read(t, test.src)
			if got := fieldList(p); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestFieldRuns: every byte of a value that can be read has its place.
func TestFieldRuns(t *testing.T) {
	for src, want := range map[string]string{
		"---\na: \"x 09\\u0031\\x32 y\"\n---\n":       `09\u0031\x32`,
		"---\na: >-\n  x\n  0912 y\n---\n":            "0912",
		"---\na: |\n  x\n\n  0912\n---\n":             "0912",
		"---\na: 'it''s 0912'\n---\n":                 "0912",
		"---\na: [x, 0912]\n---\n":                    "0912",
		"---\na: &b \n  0912\n---\n":                  "0912",
		"---\r\na: \"x\r\n  0912\"\r\n---\r\n":        "0912",
		"+++\na = \"\"\"\nx \\\n   0912\"\"\"\n+++\n": "0912",
		"+++\na = '''x\n0912'''\n+++\n":               "0912",
		"+++\na = \"\\U00000030912\"\n+++\n":          `\U00000030912`,
		"{\"a\": \"\\ud83d\\ude00 09\\u00312\"}":      `09\u00312`,
		"{\"a\": [\"b\", 912, \"0912\"]}":             "0912",
	} {
		p := read(t, src)
		found := false
		for i := range p.Runs {
			if at := strings.Index(p.Runs[i].Text, "0912"); at >= 0 {
				found = true
				if got := p.Text(p.Runs[i].Span(at, at+4)); got != want || p.Runs[i].Within != InField {
					t.Errorf("%q: at %q, want %q", src, got, want)
				}
			}
		}
		if !found {
			t.Errorf("%q: %q", src, runs(p))
		}
	}
}

// TestBody: where the body begins, and what is no front matter.
func TestBody(t *testing.T) {
	for _, test := range []struct {
		src, body string
		fields    int
	}{
		{"---\na: b\n---\nc", "c", 1}, {"---\na: b\n---", "", 1}, {"---  \na: b\n--- \nc", "c", 1}, {"---\na: b\n...\nc\n---\n", "c\n---\n", 1},
		{"--- \n\na\n\n---\nb", "--- \n\na\n\n---\nb", 0}, {"---\na", "---\na", 0}, {"---", "---", 0}, {"---\n# a\n---\n", "---\n# a\n---\n", 0},
		{"---\nhttps://a.vn\n---\n", "---\nhttps://a.vn\n---\n", 0}, {"----\na: b\n----\n", "----\na: b\n----\n", 0}, {"\n---\na: b\n---\n", "\n---\na: b\n---\n", 0},
		{" ---\na: b\n---\n", " ---\na: b\n---\n", 0}, {"+++\na", "+++\na", 0}, {"+++\na = 1\n+++\nb", "b", 1},
		{"{{< a >}}", "{{< a >}}", 0}, {"{% a %}", "{% a %}", 0}, {"{a}", "{a}", 0}, {"{\"a\": 1}b", "b", 1}, {"{\"a\": 1}  \nb", "b", 1},
	} {
		p := read(t, test.src)
		if got := test.src[p.Body:]; got != test.body || len(p.Fields) != test.fields {
			t.Errorf("%q: body %q, %d fields", test.src, got, len(p.Fields))
		}
	}
}

// TestMalformed: front matter that was meant and cannot be read is told with a place and a remedy.
func TestMalformed(t *testing.T) {
	for _, test := range []struct{ src, at, detail string }{
		{"---\ntitle: Lịch học: tuần 3\n---\n", ":", "put a text that contains a colon in quotes"},
		{"---\ntitle: a\n\n# b\n", "---", "not closed; put a line ---"},
		{"---\ntitle: a\ntitle: b\n---\n", "title", "stands here and at 2:1"},
		{"---\na: [b\n---\n", "[", "does not end"},
		{"---\na: \"b\n---\n", "\"", "never closed"},
		{"---\n\ta: b\n---\n", "\t", "tab"},
		{"---\na: *b\n---\n", "*b", "aliases"}, {"---\na: &a [*a]\n---\n", "", "levels deep"}, {"---\na: &a 1\n<<: *a\n---\n", "*a", "merge key"},
		{"---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n---\n", "*c", "come from aliases"},
		{"---\na: &a {x: 1}\n<<: *a\nx: 2\nx: 3\n---\n", "x", "stands here"}, {"---\na: !!str b\n---\n", "!!str", "tags"}, {"---\na: &a !!str b\n---\n", "!!str", "tags"},
		{"---\n- a: b\n---\n", "", "title: A page"},
		{"+++\na = 1\na = 2\n+++\n", "a", "a"},
		{"+++\na = b\n+++\n", "b", ""},
		{"+++\na = 1\n", "+++", "not closed; put a line +++"},
		{"{\"a\": 1, \"a\": 2}", "\"a\"", "twice"},
		{"{\"a\": 1", "{", "not closed"},
		{"{\"a\": b}", "b", "invalid character"},
		{"---\na: " + strings.Repeat("b", fieldBytes) + "\n---\n", "---", "more than 65536 bytes"},
		{"---\na: " + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "\n---\n", "", "32 levels"},
		{"---\n" + manyKeys() + "---\n", "", "1000 keys"},
	} {
		_, err := Parse("a.md", []byte(test.src))
		var u *Unreadable
		if !errors.As(err, &u) || !strings.HasPrefix(u.Reason, FrontMatter) {
			t.Errorf("%.60q: %v", test.src, err)
			continue
		}
		if at := test.src[u.Span.Start:u.Span.End]; test.at != "" && at != test.at || !strings.Contains(u.Detail, test.detail) {
			t.Errorf("%.60q: at %q: %s", test.src, at, u.Detail)
		}
	}
}

func manyKeys() string { return counted("k%d: v\n")(fieldKeys * 9) }

// TestSlips: what people do wrong most often has words of its own; what only looks like it has not.
func TestSlips(t *testing.T) {
	for src, want := range map[string]string{
		"---\ntitle: Lịch học: tuần 3\n---\n": "front-matter-colon",
		"---\ntitle: a\n  date: b\n---\n":     "front-matter",
		"---\na: \"b\n---\n":                  "front-matter-quote",
		"---\n\ta: b\n---\n":                  "front-matter-tab",
		"---\ntitle: @ Thông báo\n---\n":      "front-matter-sign",
	} {
		_, err := Parse("a.md", []byte(src))
		var u *Unreadable
		if !errors.As(err, &u) || u.Reason != want {
			t.Errorf("%q: %v, want %s", src, err, want)
		}
	}
}
