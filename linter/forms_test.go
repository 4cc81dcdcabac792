package linter

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// forms are ways to write a text that readers see no difference in. Those of them that change what stands between words,
// or stands in them, only touch prose: in front matter, tags and addresses such characters mean something else.
func forms() map[string]func(string) string {
	return map[string]func(string) string{
		"decomposed letters": norm.NFD.String,
		"Eth for Đ":          strings.NewReplacer("Đ", "Ð", "đ", "ð").Replace,
		"no-break spaces": inProse(func(line string) string {
			return regexp.MustCompile(`([\pL\pN]) ([\pL\pN])`).ReplaceAllString(line, "$1\u00a0$2")
		}),
		"zero-width characters": inProse(marked(func(r, next rune) string {
			if unicode.IsDigit(r) && unicode.IsDigit(next) || unicode.IsLetter(r) && unicode.IsLetter(next) {
				return string(r) + "\u200b"
			}
			return string(r)
		})),
		"full-width digits": inProse(marked(func(r, _ rune) string {
			if '0' <= r && r <= '9' {
				return string(r - '0' + '０')
			}
			return string(r)
		})),
	}
}

// inProse changes the lines of a text that are neither front matter nor markup.
func inProse(change func(string) string) func(string) string {
	return func(text string) string {
		lines := strings.SplitAfter(text, "\n")
		matter := false
		for i, line := range lines {
			if strings.TrimSpace(line) == "---" {
				matter = !matter
			}
			if !matter && !strings.HasPrefix(line, "-- ") && !strings.ContainsAny(line, "<>`{}[]()|") && !strings.Contains(line, "://") {
				lines[i] = change(line)
			}
		}
		return strings.Join(lines, "")
	}
}

// marked changes each character between the marks of a line, which must be in it wholly.
func marked(change func(r, next rune) string) func(string) string {
	return func(line string) string {
		var out strings.Builder
		inside := false
		runes := []rune(line)
		for i, r := range runes {
			switch {
			case string(r) == openMark:
				inside = strings.Contains(string(runes[i:]), closeMark)
			case string(r) == closeMark:
				inside = false
			case inside && i+1 < len(runes):
				out.WriteString(change(r, runes[i+1]))
				continue
			}
			out.WriteRune(r)
		}
		return out.String()
	}
}

// TestExamplesInOtherForms: what a rule finds in its bad examples it finds, to the byte, however they are written.
func TestExamplesInOtherForms(t *testing.T) {
	law, err := readLaw(repo.Memory(nil), Options{})
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]int{}
	for _, r := range law.rules.Rules {
		topic, _, _ := strings.Cut(r.ID, "/")
		if topic != "privacy" && topic != "dignity" {
			continue
		}
		for _, example := range r.Examples {
			if !example.Bad || example.Fields != nil {
				continue
			}
			for name, form := range forms() {
				other := example
				if other.Text = form(example.Text); other.Text == example.Text ||
					r.ID == "dignity/disguised-word" && name == "zero-width characters" { // a disguise over another
					continue
				}
				tried[name]++
				x, err := newExam(t.Context(), law.lists, r, other)
				if err != nil {
					t.Fatal(err)
				}
				if fault := x.fault(t.Context(), r); fault != "" {
					t.Errorf("%s, %s: %s: %q", r.ID, name, fault, other.Text)
				}
			}
		}
	}
	for name := range forms() {
		if tried[name] < 20 {
			t.Errorf("%s: only %d examples", name, tried[name])
		}
	}
	t.Log(tried)
}
