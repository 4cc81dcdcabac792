package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/finding"
)

// payloads are texts that would like to be more than text.
func payloads() []string {
	return []string{
		// Terminals
		"\x1b[31mred", "\x1b]0;title\a", "\x1b]52;c;cHduZWQ=\a", "\x1b[2J\x1b[H", "\x1bP+q544e\x1b\\", "\x9b31m", "\u009b31m",
		"\u0085next", "\u0090dcs\u009c", "a\bb", "a\x00b", "a\x7fb", "a\rb", "a\nb", "a\r\nb", "a\vb\fc", "tab\there",
		"\u2028line", "\u2029paragraph", "\x0e\x0f",
		// Hidden and turned text
		"\u202egpj.exe", "\u2066a\u2069", "\u200ba\u200c\u200d", "\ufeffbom", "a\u00adb", "\u061cx", "\u180ex", "\u3164", "\uffa0",
		"\U000e0041\U000e007f", "\U000e0100", "\ue000", "\u034f", "\xff\xfe", "\u2060\u2064", "\u115f\u1160", "\u17b4", "\u180b", "a\ufe00",
		"\u070f", "\U0001d173", "\xed\xa0\x80",
		// The runner of GitHub's actions
		"::error::pwned", "\n::error title=pwned::x", "  ::add-mask::x", "\r::stop-commands::x", "##[error]pwned", "x ##[add-mask]y",
		"###[error]x", "%0A::error::x", "%250A", "a%b", "x,line=9,title=pwned", "x::y", ":,:,", "x=y", "::endgroup::",
		"EOF\npwned=1", "$(id)", "`id`", "${{ github.token }}",
		// Markdown and HTML
		"[x](javascript:alert(1))", "](javascript:alert(1))", "![x](https://evil.example/p.png)", "<https://evil.example>",
		"https://evil.example/", "www.evil.example", "WWW.evil.example", "a@evil.example", "@all", "@hoasen/admin", "#12",
		"hoasen/web#12", "GH-12", "| a | b |", `\| a`, `\`, "```\ncode\n```", "`a` | `b`", "~~x~~", "**x** _y_", "$x^2$",
		"<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "</details><h1>pwned", "<!-- x -->", "-->", "<br>", "&lt;b&gt;",
		"&#60;b&#62;", "[^1]", "[x]: https://evil.example", "- [x] done", "# pwned", "> pwned", "---", "1. x", "x\n\n# pwned",
		"!12", "hoasen/web!12", "&7", "$5", "/approve", "/close\n/approve", "x\n/merge", "%1", "~nhãn",
		"{{ x }}", "{% raw %}", "{who} {n}", "\"", "'", "\\u{1b}", `","verdict":"pass`, strings.Repeat("é|", 500), "e\u0301" + strings.Repeat("\u0301", 50),
	}
}

func write(t *testing.T, format string, r *finding.Report, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// complete returns a copy of the report in which no list and no map is missing, as it is read back.
func complete(r *finding.Report) *finding.Report {
	c := completeHead(r)
	c.Findings, c.Reviews, c.Previews = list(r.Findings), list(r.Reviews), list(r.Previews)
	for i := range c.Findings {
		c.Findings[i] = completeFinding(c.Findings[i])
	}
	for i := range c.Reviews {
		c.Reviews[i] = completeReview(c.Reviews[i])
	}
	return &c
}

// noControl fails if the output holds a byte that a terminal might act on.
func noControl(t *testing.T, output string) {
	t.Helper()
	if !utf8.ValidString(output) {
		t.Fatalf("the output is not UTF-8: %q", output)
	}
	for i, r := range output {
		if r != '\n' && (unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) ||
			strings.ContainsRune("\u034f\u115f\u1160\u17b4\u180b\u3164\ufe00\uffa0\U000e0100\U000e01ef", r)) {
			t.Fatalf("U+%04X stands in the output: %q", r, output[max(0, i-40):min(len(output), i+40)])
		}
	}
}

// eachPayload runs a test on a report full of each payload, beside one that is full of a harmless word.
func eachPayload(t *testing.T, format string, check func(t *testing.T, payload, output, harmless string)) {
	harmless := write(t, format, hostileWith("tốt"), onForge())
	for i, payload := range payloads() {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			output := write(t, format, hostileWith(payload), onForge())
			noControl(t, output)
			check(t, payload, output, harmless)
		})
	}
}

func TestHostileText(t *testing.T) {
	eachPayload(t, "text", func(t *testing.T, payload, output, harmless string) {
		if got, want := strings.Count(output, "\n"), strings.Count(harmless, "\n"); got != want {
			t.Errorf("%q makes %d lines, not %d", payload, got, want)
		}
		if commands := parseLog(output); len(commands) > 0 {
			t.Errorf("%q makes commands of the runner: %v", payload, commands)
		}
	})
}

// A text that is broken into lines must not gain a line that begins where the program's own lines do.
func TestHostileTextInColumns(t *testing.T) {
	own := func(output string) (n int) {
		for line := range strings.Lines(output) {
			if !strings.HasPrefix(line, " ") {
				n++
			}
		}
		return n
	}
	want := own(write(t, "text", hostileWith("tốt"), Options{Width: 40}))
	for _, payload := range payloads() {
		payload = "aaaa aaaa aaaa aaaa aaaa aaaa aaaa " + payload + " " + payload
		output := write(t, "text", hostileWith(payload), Options{Width: 40})
		noControl(t, output)
		if commands := parseLog(output); len(commands) > 0 || own(output) != want {
			t.Errorf("%q makes %d lines of the program's own, not %d, and the commands %v", payload, own(output), want, commands)
		}
	}
}

func TestHostileTextInColour(t *testing.T) {
	ours := regexp.MustCompile(`\x1b\[(?:0|1|2|1;31|1;33)m`)
	for _, payload := range payloads() {
		plain := write(t, "text", hostileWith(payload), Options{})
		coloured := write(t, "text", hostileWith(payload), Options{Color: true})
		if got := ours.ReplaceAllString(coloured, ""); got != plain {
			t.Errorf("%q: without its colours the output differs from the plain one:\n%s", payload, got)
		}
	}
}

func TestHostileJSON(t *testing.T) {
	eachPayload(t, "json", func(t *testing.T, payload, output, _ string) {
		var got finding.Report
		decoder := json.NewDecoder(strings.NewReader(output))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&got); err != nil || decoder.More() {
			t.Fatalf("%q: not one JSON value: %v", payload, err)
		}
		want := complete(hostileWith(strings.ToValidUTF8(payload, "\ufffd")))
		if broken := len(payload); !utf8.ValidString(payload) { // each broken byte becomes one U+FFFD
			want = complete(hostileWith(strings.Repeat("\ufffd", broken)))
		}
		if payload != "\x9b31m" && !reflect.DeepEqual(&got, want) {
			t.Errorf("%q: read back %+v\nwant %+v", payload, got, *want)
		}
		if commands := parseLog(output); len(commands) > 0 {
			t.Errorf("%q makes commands of the runner: %v", payload, commands)
		}
	})
}

func TestHostileGitHub(t *testing.T) {
	eachPayload(t, "github", func(t *testing.T, payload, output, harmless string) {
		got, want := parseLog(output), parseLog(harmless)
		plain := strings.NewReplacer(`\u{3a}`, ":")
		harm := func(s string) string { // puts the harmless word in the place of the payload
			return strings.Replace(plain.Replace(s), plain.Replace(Visible(payload)), "tốt", 1)
		}
		if lines := strings.Count(output, "\n"); len(got) != lines || len(got) != len(want) {
			t.Fatalf("%q: %d lines, %d commands, want %d", payload, lines, len(got), len(want))
		}
		for i, c := range got {
			names, wanted := slices.Sorted(maps.Keys(c.properties)), slices.Sorted(maps.Keys(want[i].properties))
			if c.name != want[i].name || !slices.Equal(names, wanted) || c.properties["line"] != want[i].properties["line"] {
				t.Errorf("%q: command %s %v, want %s %v", payload, c.name, c.properties, want[i].name, want[i].properties)
			}
			if harm(c.properties["file"]) != want[i].properties["file"] {
				t.Errorf("%q: file %q", payload, c.properties["file"])
			}
			if harm(c.data) != want[i].data {
				t.Errorf("%q: message %q", payload, c.data)
			}
		}
	})
}

// skeleton returns a function that takes the text out of Markdown and leaves what is markup. Escaped characters and
// entities are text; brackets and the like are markup only after a bracket.
func skeleton() func(markdown string) string {
	address := regexp.MustCompile(`\]\(https://git\.example\.vn/[^ ()<>|"]*\)`) // the links we make
	text := regexp.MustCompile("[@#]&#8203;|\\\\[!-/:-@\\[-`{-~]|&[#a-z0-9]+;|…")
	letters := regexp.MustCompile("[^]\\[<>|`*_~#@$&\\\\\n]+")
	return func(markdown string) string {
		return letters.ReplaceAllString(text.ReplaceAllString(address.ReplaceAllString(markdown, "]"), ""), "")
	}
}

func TestHostileMarkdown(t *testing.T) {
	shape := skeleton()
	address, entity := regexp.MustCompile(`\]\([^)]*\)|### `), regexp.MustCompile("&[#a-z0-9]+;")
	loose := regexp.MustCompile(`(?i)://|www\.|[@#][^\x00]|gh-\d|[!$]\d`) // forges make links of these
	command := regexp.MustCompile(`(?m)^\s*/`)                            // GitLab takes such a line of a comment for a command
	eachPayload(t, "markdown", func(t *testing.T, payload, output, harmless string) {
		if len(payload) > maxFix { // what is cut may lose the markup after it
			return
		}
		lines, wanted := strings.Split(output, "\n"), strings.Split(harmless, "\n")
		if len(lines) != len(wanted) {
			t.Fatalf("%q makes %d lines, not %d", payload, len(lines), len(wanted))
		}
		for i := range lines {
			if shape(lines[i]) != shape(wanted[i]) {
				t.Errorf("%q changes the markup, line %d:\n%s\nmust have the shape of\n%s", payload, i+1, lines[i], wanted[i])
			}
		}
		text := strings.ReplaceAll(address.ReplaceAllString(output, ""), gap, "\x00")
		if at := loose.FindString(entity.ReplaceAllString(text, ".")); at != "" {
			t.Errorf("%q leaves %q, of which a forge makes a link", payload, at)
		}
		if command.MatchString(output) {
			t.Errorf("%q begins a line with a slash:\n%s", payload, output)
		}
	})
}

func TestSummaryStaysShort(t *testing.T) {
	for _, payload := range []string{"|", "\U000e0041", "@", "é", "a"} {
		long := hostileWith(strings.Repeat(payload, 2000))
		for range 4 {
			long.Findings = append(long.Findings, long.Findings...)
			long.Reviews = append(long.Reviews, long.Reviews...)
		}
		const comment = 65_535
		if n := len(write(t, "markdown", long, onForge())); n > comment {
			t.Errorf("%q: the summary has %d bytes, more than the %d of a comment", payload, n, comment)
		}
	}
}

// A line of a megabyte, wherever a text can stand, is shown in part or as a whole, but never breaks a format.
func TestHostileLength(t *testing.T) {
	s := strings.Repeat("\x1b[31m::error::x|<b onclick=x>`*[](javascript:x) ", 20_000)
	r := base()
	r.Next = s
	r.Findings = []finding.Finding{{Rule: "a/b", Severity: finding.Error, Path: s, Message: s, Excerpt: &finding.Excerpt{Line: s, End: 3}}}
	r.Reviews = []finding.PageReview{{Page: s, Title: s, Why: s, State: finding.Missing, Difference: []finding.Piece{{Op: finding.Added, Text: s}}}}
	r.Previews = []finding.Preview{{Page: s, Stretches: []finding.Stretch{{Text: s[:maxPreview/2], Severity: finding.Error}, {Text: s}}}}
	for _, f := range Formats() {
		output := write(t, f.Name, r, onForge())
		noControl(t, strings.ReplaceAll(strings.TrimPrefix(output, "\ufeff"), "\r\n", "\n")) // as spreadsheets want them
		switch f.Name {
		case "html":
			elements(t, output)
		case "json", "sarif", "gitlab":
			if !json.Valid([]byte(output)) {
				t.Errorf("%s is no JSON", f.Name)
			}
		case "junit", "checkstyle":
			if err := xml.Unmarshal([]byte(output), new(struct{})); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		case "text", "github":
			if got, want := len(parseLog(output)), map[string]int{"github": strings.Count(output, "\n")}[f.Name]; got != want {
				t.Errorf("%s: %d commands, not %d", f.Name, got, want)
			}
		}
	}
}
