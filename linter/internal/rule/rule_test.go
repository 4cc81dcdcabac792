package rule

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/expr-lang/expr/builtin"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// The test has a small vocabulary of its own: the package knows no kinds.
type PageFact struct {
	Path   string            `expr:"path"`
	Title  string            `expr:"title"`
	Topics []string          `expr:"topics"`
	Words  int               `expr:"words"`
	Date   time.Time         `expr:"date"`
	Has    func(string) bool `expr:"has"`
}

type SiteFact struct {
	Name  string      `expr:"name"`
	Pages []*PageFact `expr:"pages"`
}

type ChangeFact struct {
	Kind string `expr:"kind"`
}

type Head struct {
	Text string `expr:"text"`
}

type LinkFact struct {
	Head
	URL    string `expr:"url"`
	Scheme string `expr:"scheme"`
	Host   string `expr:"host"`
	Level  int    `expr:"level"`
}

func testVocabulary() *Vocabulary {
	return &Vocabulary{
		Kinds: []Kind{
			{Name: "link", Type: reflect.TypeFor[LinkFact]()},
			{Name: "page", Type: reflect.TypeFor[PageFact]()},
			{Name: "pattern", Type: reflect.TypeFor[LinkFact]()},
			{Name: "phrase", Type: reflect.TypeFor[LinkFact]()},
			{Name: "site", Type: reflect.TypeFor[SiteFact](), OfSite: true},
		},
		Page: reflect.TypeFor[PageFact](), Site: reflect.TypeFor[SiteFact](), Change: reflect.TypeFor[ChangeFact](),
	}
}

const plainRule = `title: {vi: Liên kết, en: Link}
each: link
when: scheme == "http"
severity: warning
message: {vi: "Xem {url}", en: "See {url}"}
why: {vi: Vì thế, en: Because}
basis: [Letter]
good: ["[a](https://b.vn)"]
bad: ["[a](«http://b.vn»)"]
`

// withLine returns the plain rule with the line that begins with key replaced, or added when there is none.
func withLine(key, line string) string {
	lines := strings.Split(strings.TrimSuffix(plainRule, "\n"), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, key+":") {
			lines[i] = line
			return strings.Join(lines, "\n") + "\n"
		}
	}
	return strings.Join(append(lines, line), "\n") + "\n"
}

func load(t *testing.T, files map[string]string) (*Set, error) {
	t.Helper()
	pack := fstest.MapFS{}
	for name, text := range files {
		pack[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Load([]Pack{{Name: "rules", Files: pack}}, testVocabulary())
}

func ask(t *testing.T, text string, subject any, beside Beside) *Answer {
	t.Helper()
	set, err := load(t, map[string]string{"security/x.yml": text})
	if err != nil {
		t.Fatal(err)
	}
	bound, err := set.Rules[0].Bind()
	if err != nil {
		t.Fatal(err)
	}
	answer, err := NewAsker("en").Ask(bound, beside, subject)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestAsk(t *testing.T) {
	page := &PageFact{Title: "T", Topics: []string{"thi"}, Words: 3, Date: time.Date(2026, 9, 5, 0, 0, 0, 0, time.UTC),
		Has: func(s string) bool { return s == "author" }}
	beside := Beside{Page: page, Site: &SiteFact{Pages: []*PageFact{page}}, Change: &ChangeFact{Kind: "added"}}
	link := &LinkFact{Head: Head{Text: "đây"}, URL: "http://a.vn/x", Scheme: "http", Host: "a.vn", Level: 2}
	for _, c := range []struct{ when, message, want string }{
		{`scheme == "http"`, `"{url}"`, "http://a.vn/x"},
		{`scheme == "https"`, `"{url}"`, ""},
		{`text == "đây" and page.words > 2`, `"{page.title} {page.words} {page.date}"`, "T 3 05/09/2026"},
		{`host in ["a.vn", "b.vn"] and not (scheme in ["ftp"])`, `"{{plain}} {upper(host)}"`, "{plain} A.VN"},
		{`any(page.topics, # == "thi") and none(site.pages, .words > 5)`, `'{join(page.topics, ", ")}'`, "thi"},
		{`page.has("author") and not page.has("x")`, `'{replace(url, "http://", "https://")}'`, "https://a.vn/x"},
		{`change.kind == "added"`, `'{level > 1 ? "deep" : "flat"}'`, "deep"},
		{`page.date > date("2026-01-01") and url matches "^http://[a-z.]+/"`, `"{say(scheme)}"`, "http"},
	} {
		text := strings.Replace(withLine("when", "when: '"+c.when+"'"), `en: "See {url}"`, "en: "+c.message, 1)
		answer := ask(t, text, link, beside)
		switch {
		case answer == nil && c.want != "":
			t.Errorf("%s: no answer, want %q", c.when, c.want)
		case answer != nil && answer.Message != c.want:
			t.Errorf("%s: %q, want %q", c.when, answer.Message, c.want)
		}
	}
}

func TestFix(t *testing.T) {
	text := withLine("fix", `fix: replace(url, "http://", "https://")`)
	answer := ask(t, text, &LinkFact{URL: "http://a.vn", Scheme: "http"}, Beside{})
	if answer == nil || answer.Fix == nil || *answer.Fix != "https://a.vn" {
		t.Errorf("answer %+v", answer)
	}
}

func TestParameters(t *testing.T) {
	text := withLine("with", "with: {hosts: [], level: 3}")
	text = strings.Replace(text, `when: scheme == "http"`, `when: scheme == "http" and not (host in with.hosts) and level < with.level`, 1)
	set, err := load(t, map[string]string{"security/x.yml": text})
	if err != nil {
		t.Fatal(err)
	}
	subject := &LinkFact{Scheme: "http", Host: "cu.vn", Level: 2}
	for _, c := range []struct {
		override string
		found    bool
		err      string
	}{
		{"", true, ""},
		{"hosts: [cu.vn]", false, ""},
		{"hosts: [khac.vn]\nlevel: 9", true, ""},
		{"level: 1", false, ""},
		{"host: [cu.vn]", false, `site.yml:1:1: the rule security/x has no parameter "host"; did you mean "hosts"?`},
		{"level: cao", false, "site.yml:1:8: "},
	} {
		var with []*source.Node
		if c.override != "" {
			file := source.New("site.yml", []byte(c.override))
			node, err := file.YAML(source.Span{End: len(c.override)}, limits)
			if err != nil {
				t.Fatal(err)
			}
			with = append(with, node)
		}
		bound, err := set.Rules[0].Bind(with...)
		if c.err != "" {
			if err == nil || !strings.HasPrefix(err.Error(), c.err) {
				t.Errorf("%q: error %v, want %s", c.override, err, c.err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		answer, err := NewAsker("vi").Ask(bound, Beside{}, subject)
		if err != nil || (answer != nil) != c.found {
			t.Errorf("%q: answer %v, %v; want found %v", c.override, answer, err, c.found)
		}
	}
}

// TestRefused holds every hole that the expression language itself leaves open, and every slip of a rule's author.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ key, line, want string }{
		{"when", `when: leval > 2`, `rules/security/x.yml:3:7: unknown name leval; did you mean "level"?`},
		{"when", `when: 'not (page.wrods > 2)'`, `rules/security/x.yml:3:18: there is no field wrods; did you mean "words"?`},
		{"when", `when: scheme`, "rules/security/x.yml:3:7: the expression results in a text; make it result in a condition"},
		{"when", `when: scheme = "http"`, `rules/security/x.yml:3:14: "=" is not expected here; compare with ==`},
		{"when", `when: scheme == "http" und level > 2`, `rules/security/x.yml:3:24: "und" is not expected here; did you mean "and"?`},
		{"when", `when: scheme == "http" and`, "rules/security/x.yml:3:26: the expression ends too early"},
		{"when", `when: scheme == http`, `rules/security/x.yml:3:17: unknown name http; a text stands in quotes, as "http"`},
		{"when", `when: not page.topics`, "rules/security/x.yml:3:16: a list is no condition; compare it"},
		{"when", `when: not scheme`, "rules/security/x.yml:3:11: a text is no condition; compare it"},
		{"when", `when: scheme == 3`, "rules/security/x.yml:3:14: "},
		{"when", `when: host in ["a", 3]`, "rules/security/x.yml:3:21: a number stands in a list with a text; list values of one type"},
		{"when", `when: level in page.topics`, "rules/security/x.yml:3:"},
		{"when", `when: page == page`, "rules/security/x.yml:3:12: a whole fact cannot be compared"},
		{"when", `when: site.pages == site.pages`, "rules/security/x.yml:3:18: a list cannot be compared"},
		{"when", `when: '[page] == [page]'`, "rules/security/x.yml:3:"},
		{"when", `when: $env.scheme == "x"`, `rules/security/x.yml:3:7: "$env" cannot be used`},
		{"when", `when: LinkFact.scheme == "x"`, `rules/security/x.yml:3:7: "LinkFact" cannot be used`},
		{"when", `when: now() > page.date`, "rules/security/x.yml:3:7: unknown name now"},
		{"when", `when: page.date.Local().Year() > 2`, "rules/security/x.yml:3:"},
		{"when", `when: let a = scheme; a == "http"`, "rules/security/x.yml:3:11: variables"},
		{"when", `when: len(1..1000000000) > 1`, "rules/security/x.yml:3:12: ranges"},
		{"when", `when: toJSON(page) == ""`, "rules/security/x.yml:3:"},
		{"when", `when: 'any(page.topics, any(page.topics, any(page.topics, # == "a")))'`, "rules/security/x.yml:3:8: any/all/none nest deeper than 2"},
		{"when", `when: reduce(page.topics, 1, 0) > 0`, "rules/security/x.yml:3:"},
		{"when", `when: scheme == nil`, "rules/security/x.yml:3:"},
		{"when", `when: '{"a": scheme == "http"}.a'`, "rules/security/x.yml:3:"},
		{"when", `when: not ([true, 1][0])`, "rules/security/x.yml:3:19: a number stands in a list with true or false"},
		{"when", `when: '[1, 1.5][0] > 0'`, "rules/security/x.yml:3:16: this has no known type"},
		{"when", `when: 'any([true, 1], #)'`, "rules/security/x.yml:3:19: a number stands in a list with true or false"},
		{"when", `when: '"a" + level == "a1"'`, "rules/security/x.yml:3:12: this has no known type"},
		{"when", `when: page.date > date("2026-01-01", "2006-01-02", "Asia/Ho_Chi_Minh")`, "rules/security/x.yml:3:19: date takes one written day"},
		{"when", `when: page.date > date(host)`, "rules/security/x.yml:3:19: date takes one written day"},
		{"when", `when: page.date > date("23/11/2026")`, `rules/security/x.yml:3:24: "23/11/2026" is no day; write year-month-day`},
		{"when", `when: count(page.topics) > 1`, "rules/security/x.yml:3:7: count needs a condition"},
		{"when", `when: 'any(site.pages, any(site.pages, .title == "a"))'`, "rules/security/x.yml:3:8: all pages are gone through anew for each page"},
		{"when", `when: page in site.pages`, "rules/security/x.yml:3:12: a whole fact cannot be compared"},
		{"when", `when: 'any(site.pages, # == page)'`, "rules/security/x.yml:3:26: a whole fact cannot be compared"},
		{"when", `when: page.has == page.has`, "rules/security/x.yml:3:16: a function cannot be compared"},
		{"when", `when: page.date.Local == page.date.Local`, "rules/security/x.yml:3:"},
		{"when", `when: site.pgaes == page.topics`, `rules/security/x.yml:3:12: there is no field pgaes; did you mean "pages"?`},
		{"when", `when: page.pages == 1`, "rules/security/x.yml:3:12: there is no field pages; known are date, has, path, title, topics, words"},
		{"when", `when: level % 0 == "a"`, "rules/security/x.yml:3:"},
		{"when", `when: text matches "a{1001}"`, "rules/security/x.yml:3:20: invalid repeat count"},
		{"when", `when: 'text matches "^\\w+ ơi\\b"'`, `rules/security/x.yml:3:21: \w knows only ASCII letters and is wrong beside Vietnamese ones; write ^[\pL\pM\pN_]+ ơi($|[^\pL\pM\pN]) or use phrases:`},
		{"when", `when: text matches host`, "rules/security/x.yml:3:20: a pattern must be a constant text"},
		{"when", `when: text matches "("`, "rules/security/x.yml:3:"},
		{"when", `when: 'text matches "\\bđồ ngu\\b"'`, `rules/security/x.yml:3:21: \b knows only ASCII letters`},
		{"when", `when: 'scheme == "http" or level ? true : false'`, "rules/security/x.yml:3:"},
		{"when", `when: [scheme]`, "rules/security/x.yml:3:7: an expression cannot be a mapping or a list"},
		{"when", `when: ""`, "rules/security/x.yml:3:"},
		{"each", `each: lnik`, `rules/security/x.yml:2:7: unknown kind of fact "lnik"; did you mean "link"?`},
		{"each", `each: phrase`, "rules/security/x.yml:2:7: a rule over phrases needs phrases"},
		{"phrases", `phrases: [a]`, "rules/security/x.yml:2:7: a rule over phrases needs phrases"},
		{"severity", `severity: fatal`, `rules/security/x.yml:4:11: unknown severity "fatal"; write error, review or warning`},
		{"message", `message: {vi: "x"}`, `rules/security/x.yml:5:10: no text in language "en"`},
		{"message", `message: {vi: "x", en: "y", fr: "z"}`, `rules/security/x.yml:5:29: unknown language "fr"`},
		{"message", `message: {vi: "x {urll}", en: "y"}`, "rules/security/x.yml:5:19: unknown name urll; did you mean \"url\"?"},
		{"message", `message: {vi: "x {url", en: "y"}`, "rules/security/x.yml:5:18: this { is never closed"},
		{"message", `message: {vi: "x }", en: "y"}`, "rules/security/x.yml:5:18: this } closes nothing"},
		{"message", `message: {vi: "x {page}", en: "y"}`, "rules/security/x.yml:5:19: the expression results in a whole fact"},
		{"with", `with: {hosts: []}`, `rules/security/x.yml:10:8: the parameter "hosts" is never used`},
		{"with", `with: {a: {b: 1}}`, "rules/security/x.yml:10:11: a parameter cannot be this"},
		{"good", `good: []`, "rules/security/x.yml:8:7: a rule proves itself"},
		{"bad", `bad: [[a]]`, "rules/security/x.yml:9:7: an example cannot be a list"},
		{"bad", `bad: ["a «b"]`, "rules/security/x.yml:9:10: this mark stands alone"},
		{"bad", `bad: ["a» b"]`, "rules/security/x.yml:9:9: this mark stands alone"},
		{"bad", `bad: ["«a «b» c»"]`, "rules/security/x.yml:9:11: this mark stands alone"},
		{"good", `good: ["a «b"]`, "rules/security/x.yml:8:11: this mark stands alone"},
		{"fixed", `fixed: [a]`, "rules/security/x.yml:10:8: the rule has no fix"},
		{"fixed", "fix: text\nfixed: a", "rules/security/x.yml:11:8: what the fix makes of the bad examples is a list"},
		{"fixed", "fix: text\nfixed: [a, b]", "rules/security/x.yml:11:12: there is no bad example number 2"},
		{"fixed", "fix: text\nfixed: [{url: a}]", "rules/security/x.yml:11:9: only a text becomes a text"},
		{"bad", "bad: [{scheme: http}]\nfix: text\nfixed: [a]", "rules/security/x.yml:11:9: only a text becomes a text"},
		{"when", "when: " + strings.Repeat("not ", 600) + "true", "rules/security/x.yml:3:2410: the expression has more than 500 parts; split the rule in two"},
		{"basis", `basis: []`, "rules/security/x.yml:7:8: the rule has no basis"},
		{"wehn", `wehn: true`, `rules/security/x.yml:10:1: unknown key "wehn"; did you mean "when"?`},
		{"why", `why: nothing`, "rules/security/x.yml:6:6: "},
	} {
		_, err := load(t, map[string]string{"security/x.yml": withLine(c.key, c.line)})
		if err == nil {
			t.Errorf("%s: loaded, want %s", c.line, c.want)
			continue
		}
		if !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s:\n got %v\nwant %s", c.line, err, c.want)
		}
		var framed interface{ Frame() string }
		if !errors.As(err, &framed) || !strings.Contains(framed.Frame(), "^") {
			t.Errorf("%s: the error shows no caret", c.line)
		}
	}
}

// TestOnlyListedFunctions asks for every function that the expression language brings along.
func TestOnlyListedFunctions(t *testing.T) {
	for _, name := range builtin.Names {
		if slices.Contains(allowedFunctions(), name) {
			continue
		}
		_, err := load(t, map[string]string{"security/x.yml": withLine("when", "when: "+name+`(page.topics, host) == ""`)})
		if err == nil || !strings.HasPrefix(err.Error(), "rules/security/x.yml:3:7: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnicodeSpelling(t *testing.T) {
	for pattern, want := range map[string]string{
		`\bđồ ngu\b`:    `(^|[^\pL\pM\pN])đồ ngu($|[^\pL\pM\pN])`,
		`(\bđồ|ngu\b)`:  `((^|[^\pL\pM\pN])đồ|ngu($|[^\pL\pM\pN]))`,
		`lớp \w+ [\w-]`: `lớp [\pL\pM\pN_]+ [\pL\pM\pN_-]`,
		`ơ\W\\w`:        `ơ[^\pL\pM\pN_]\\w`,
	} {
		if got := unicodeSpelling(pattern); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
		if _, err := regexp.Compile(unicodeSpelling(pattern)); err != nil {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}

func TestHostileExpressions(t *testing.T) {
	for name, code := range map[string]string{
		"parentheses": strings.Repeat("(", 100_000) + "true" + strings.Repeat(")", 100_000),
		"negations":   strings.Repeat("!", 100_000) + "true",
		"deep list":   strings.Repeat("[", 4000) + strings.Repeat("]", 4000) + " == []",
		"long or":     "level == 1" + strings.Repeat(" or level == 1", 550),
		"megabyte":    strings.Repeat("(", 1<<19) + "true" + strings.Repeat(")", 1<<19),
		"predicates":  strings.Repeat("any(page.topics, ", 5) + "true" + strings.Repeat(")", 5),
		"nodes":       "1" + strings.Repeat("+1", 2000) + " == 1",
	} {
		for key, line := range map[string]string{
			"when": "when: '" + code + "'", "fix": "fix: '" + code + "'",
			"message": `message: {vi: "x", en: '{` + code + `}'}`,
		} {
			_, err := load(t, map[string]string{"security/x.yml": withLine(key, line)})
			var framed interface{ Frame() string }
			if err == nil || !errors.As(err, &framed) {
				t.Errorf("%s in %s: %v", name, key, err)
			}
		}
	}
}

// TestFailures: what only shows while a rule runs is an error with its place, and takes nothing with it.
func TestFailures(t *testing.T) {
	big := strings.Repeat("a", 1000)
	page := &PageFact{Topics: slices.Repeat([]string{big}, 100)}
	for _, c := range []struct{ key, line, want string }{
		{"fix", `fix: replace(url, "", host)`, "rules/security/x.yml:10:6: the expression failed: the text built is longer than 64 KiB"},
		{"fix", `fix: join(page.topics, "")`, "rules/security/x.yml:10:6: the expression failed: the text built is longer than 64 KiB"},
		{"when", `when: level % 0 == 1`, "rules/security/x.yml:3:"},
		{"when", `when: page.topics[100] == "a"`, "rules/security/x.yml:3:18: the expression failed: index out of range"},
		{"message", `message: {vi: "x", en: "a {page.topics[100]}"}`, "rules/security/x.yml:5:39: the expression failed: index out of range"},
	} {
		set, err := load(t, map[string]string{"security/x.yml": withLine(c.key, c.line)})
		if err != nil {
			t.Fatal(err)
		}
		bound, _ := set.Rules[0].Bind()
		_, err = NewAsker("en").Ask(bound, Beside{Page: page}, &LinkFact{Scheme: "http", URL: big, Host: big})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.line, err, c.want)
		}
	}
}

func TestLoad(t *testing.T) {
	list := "- {source: chosen by hand, date: 2026-11-23, phrases: [mất dạy]}\n"
	phrases := strings.Replace(withLine("phrases", "phrases: lists/x.yml"), "each: link", "each: phrase", 1)
	set, err := load(t, map[string]string{"dignity/b.yml": phrases, "dignity/a.yml": plainRule, "lists/x.yml": list})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(set.IDs(), " "); got != "dignity/a dignity/b" {
		t.Errorf("ids %q", got)
	}
	if r, ok := set.Get("dignity/b"); !ok || len(r.Phrases) != 1 || r.PhraseSet != "lists/x.yml" {
		t.Errorf("phrases of %+v", r)
	}
	for name, files := range map[string]map[string]string{
		"no topic":     {"a.yml": plainRule},
		"too deep":     {"a/b/c.yml": plainRule},
		"missing list": {"dignity/b.yml": phrases},
		"bare list":    {"dignity/b.yml": phrases, "lists/x.yml": "- mất dạy\n"},
		"no source":    {"dignity/b.yml": phrases, "lists/x.yml": "- {date: 2026-11-23, phrases: [a]}\n"},
		"two packs":    {"dignity/a.yml": plainRule, "dignity/a.yaml": plainRule},
	} {
		if _, err := load(t, files); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

// TestBadFiles: whatever a rule file is, it is refused with a place; none is passed over.
func TestBadFiles(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no YAML":        {"title: [", "rules/a/x.yml:1:"},
		"empty":          {"", "rules/a/x.yml:1:1: "},
		"a list":         {"- a\n", "rules/a/x.yml:1:1: "},
		"duplicate key":  {withLine("each", "each: link\neach: page"), "rules/a/x.yml:3:1: "},
		"anchors":        {"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "rules/a/x.yml:1:4: "},
		"merge key":      {withLine("with", "with: {<<: {a: 1}}"), "rules/a/x.yml:10:"},
		"two documents":  {plainRule + "---\n" + plainRule, "rules/a/x.yml:10:1: "},
		"deep":           {"title: " + strings.Repeat("[", 1000) + strings.Repeat("]", 1000), "rules/a/x.yml:1:"},
		"a megabyte":     {"title: " + strings.Repeat("(", 1<<20), "rules/a/x.yml:1:1: the YAML is "},
		"not UTF-8":      {"title: \xff", "rules/a/x.yml:1:8: "},
		"a null":         {withLine("when", "when:"), "rules/a/x.yml:3:"},
		"missing key":    {strings.Replace(plainRule, "severity: warning\n", "", 1), `rules/a/x.yml:1:1: the key "severity" is missing`},
		"phrases as map": {strings.Replace(withLine("phrases", "phrases: {a: b}"), "each: link", "each: phrase", 1), "rules/a/x.yml:10:10: "},
	} {
		_, err := load(t, map[string]string{"a/x.yml": c.text})
		var framed interface{ Frame() string }
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || !errors.As(err, &framed) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestCondition(t *testing.T) {
	compile := func(code string) (*Condition, error) {
		file := source.New(".rasoat.yml", []byte("when: '"+code+"'"))
		root, err := file.YAML(source.Span{End: len(file.Text)}, limits)
		if err != nil {
			t.Fatal(err)
		}
		return CompileCondition(root.Get("when"), testVocabulary())
	}
	c, err := compile(`"lich-su" in page.topics and change.kind != "deleted"`)
	if err != nil {
		t.Fatal(err)
	}
	holds, err := c.Holds(Beside{Page: &PageFact{Topics: []string{"lich-su"}}, Site: &SiteFact{}, Change: &ChangeFact{}})
	if err != nil || !holds {
		t.Errorf("holds %v, %v", holds, err)
	}
	if _, err := compile(`page.topic == "a"`); err == nil {
		t.Error("an unknown field was accepted")
	}
	if _, err := compile(`with.a == "a"`); err == nil {
		t.Error("a condition has no parameters")
	}
}
