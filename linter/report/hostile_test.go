package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

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
		"\U000e0041\U000e007f", "\U000e0100", "\ue000", "\u034f", "\xff\xfe", "\u2060\u2064", "\u115f\u1160",
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
		"{{ x }}", "{% raw %}", "{who} {n}", "\"", "'", "\\u{1b}", `","verdict":"pass`, strings.Repeat("é|", 4000), "e\u0301" + strings.Repeat("\u0301", 50),
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

// noControl fails if the output holds a byte that a terminal might act on.
func noControl(t *testing.T, output string) {
	t.Helper()
	for i, r := range output {
		if r != '\n' && hidden(r) {
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
		if strings.Contains(payload, "\xff") { // each broken byte becomes one U+FFFD
			want = complete(hostileWith("\ufffd\ufffd"))
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
		if lines := strings.Count(output, "\n"); len(got) != lines || len(got) != len(want) {
			t.Fatalf("%q: %d lines, %d commands, want %d", payload, lines, len(got), len(want))
		}
		for i, c := range got {
			names, wanted := slices.Sorted(maps.Keys(c.properties)), slices.Sorted(maps.Keys(want[i].properties))
			if c.name != want[i].name || !slices.Equal(names, wanted) || c.properties["line"] != want[i].properties["line"] {
				t.Errorf("%q: command %s %v, want %s %v", payload, c.name, c.properties, want[i].name, want[i].properties)
			}
			if strings.Replace(c.properties["file"], visible(payload), "tốt", 1) != want[i].properties["file"] {
				t.Errorf("%q: file %q", payload, c.properties["file"])
			}
			if strings.Replace(c.data, visible(payload), "tốt", 1) != want[i].data {
				t.Errorf("%q: message %q", payload, c.data)
			}
		}
	})
}

// skeleton takes the text out of Markdown and leaves what is markup: escaped characters and entities are text.
func skeleton(markdown string) string {
	text := regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]|&[#a-z0-9]+;|…")
	return regexp.MustCompile("[^]\\[<>()|`*_~#@!$&\\\\\n]+").ReplaceAllString(text.ReplaceAllString(markdown, ""), "·")
}

func TestHostileMarkdown(t *testing.T) {
	address := regexp.MustCompile(`\]\(https://git\.example\.vn/[^ ()<>|"]*\)`) // the links we make
	parens := regexp.MustCompile(`[()!]`)                                       // nothing without a bracket before them
	loose := regexp.MustCompile(`(?i)://|www\.|javascript:[^a]|[@#][^&]|gh-\d`)
	shape := func(markdown string) string {
		return parens.ReplaceAllString(skeleton(address.ReplaceAllString(markdown, "]")), "")
	}
	eachPayload(t, "markdown", func(t *testing.T, payload, output, harmless string) {
		got, want := strings.Split(shape(output), "\n"), strings.Split(shape(harmless), "\n")
		if len(payload) > maxFix { // what is cut loses its end, not its markup
			return
		}
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || squeeze(got[i]) != squeeze(want[i]) {
				t.Fatalf("%q changes the markup, line %d:\n%s\nmust have the shape of\n%s", payload, i+1,
					strings.Split(output, "\n")[i], strings.Split(harmless, "\n")[i])
			}
		}
		text := strings.ReplaceAll(address.ReplaceAllString(output, "]"), "### ", "")
		if at := loose.FindString(text); at != "" {
			t.Errorf("%q leaves %q, of which GitHub makes a link", payload, at)
		}
	})
}

// squeeze makes any stretch of text one dot.
func squeeze(s string) string { return regexp.MustCompile("·+").ReplaceAllString(s, "") }

func TestSummaryStaysShort(t *testing.T) {
	for _, payload := range []string{"|", "\U000e0041", "@", "é", "a"} {
		long := hostileWith(strings.Repeat(payload, 5000))
		for range 6 {
			long.Findings = append(long.Findings, long.Findings...)
			long.Reviews = append(long.Reviews, long.Reviews...)
		}
		const comment = 65_535
		if n := len(write(t, "markdown", long, onForge())); n > comment {
			t.Errorf("%q: the summary has %d bytes, more than the %d of a comment", payload, n, comment)
		}
	}
}
