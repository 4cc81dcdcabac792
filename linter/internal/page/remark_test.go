package page

import (
	"strings"
	"testing"
)

func TestRemarksBindToTheNextBlock(t *testing.T) {
	const remark = "<!-- rasoat: allow a/b -->"
	blocks := map[string]string{
		"paragraph":       "một\nhai\n",
		"heading":         "## Đề mục\n",
		"setext heading":  "Đề mục\n---\n",
		"list":            "- một\n\n  hai\n- ba\n",
		"ordered list":    "1. một\n2. hai\n",
		"quote":           "> một\n>\n> hai\n",
		"table":           "| a | b |\n|---|---|\n| c | d |\n",
		"fenced code":     "```text\nmột\n\nhai\n```\n",
		"empty fence":     "```\n```\n",
		"indented code":   "    một\n\n    hai\n",
		"html":            "<div>\n<p>một</p>\n</div>\n",
		"thematic break":  "***\n",
		"definition":      "[a]: https://hoasen.example\n",
		"definition list": "Từ\n: nghĩa\n",
		"footnote":        "[^1]: chú thích\n\n    tiếp\n",
	}
	for name, block := range blocks {
		for after, next := range blocks {
			if name == after && name != "heading" || strings.Contains(name+after, "list") && strings.Contains(name, "list") || name == "footnote" && after == "indented code" {
				continue // they may run together
			}
			text := "Đầu trang.\n\n" + remark + "\n\n" + block + "\n***\n\n" + remark + "\n\n" + block + "\n" + next
			p, err := Parse("a.md", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Remarks) != 2 {
				t.Fatalf("%s: %d remarks in %q", name, len(p.Remarks), text)
			}
			for i, n := range p.Remarks {
				got := strings.TrimSpace(p.Text(n.Next))
				if !n.Alone || n.First || p.Text(n.Span) != remark || got != strings.TrimSpace(block) {
					t.Errorf("%s before %s, remark %d: %+v covers %q", name, after, i, n, got)
				}
			}
		}
	}
}

func TestNotes(t *testing.T) {
	const remark = "<!-- rasoat: allow a/b -->"
	for _, c := range []struct {
		name, text  string
		next        string // of the last remark
		alone       bool
		first       bool
		noneOfThese bool
	}{
		{name: "first", text: "---\ntitle: a\n---\n\n" + remark + "\n\nmột\n\nhai\n", next: "một", alone: true, first: true},
		{name: "first without front matter", text: remark + "\nmột\n", next: "một", alone: true, first: true},
		{name: "first after a remark", text: remark + "\n" + remark + "\nmột\n\nhai\n", next: "một", alone: true, first: true},
		{name: "not first after a comment", text: "<!-- a -->\n" + remark + "\nmột\n", next: "một", alone: true},
		{name: "interrupts a paragraph", text: "một\n" + remark + "\nhai\n", next: "hai", alone: true},
		{name: "last", text: "một\n\n" + remark + "\n", alone: true},
		{name: "last in a quote", text: "> một\n> " + remark + "\n\nhai\n", alone: true},
		{name: "first in a quote", text: "> " + remark + "\n> một\n\nhai\n", next: "> một", alone: true},
		{name: "in a list", text: "- một\n\n  " + remark + "\n\n  hai\n- ba\n\nbốn\n", next: "hai", alone: true},
		{name: "several lines", text: "một\n\n<!-- rasoat: allow a/b\nbecause: c -->\nhai\n", next: "hai", alone: true},
		{name: "with carriage returns", text: "một\r\n\r\n" + remark + "\r\n\r\nhai\r\n\r\nba\r\n", next: "hai", alone: true},
		{name: "in a line", text: "một " + remark + " hai\n"},
		{name: "before text on its line", text: remark + " một\n"},
		{name: "in a cell", text: "| a |\n|---|\n| " + remark + " |\n"},
		{name: "in HTML", text: "<div>\n" + remark + "\n<p>một</p>\n</div>\n"},
		{name: "not closed", text: "một\n\n<!-- rasoat: allow a/b\nhai\n"},
		{name: "without its colon", text: "một\n\n<!-- rasoat allow a/b -->\nhai\n", next: "hai", alone: true},
		{name: "in capitals", text: "một\n\n<!-- Rasoat: allow a/b -->\nhai\n", next: "hai", alone: true},
		{name: "in a fence", text: "```\n" + remark + "\n```\n", noneOfThese: true},
		{name: "in code", text: "một `" + remark + "` hai\n\n    " + remark + "\n", noneOfThese: true},
		{name: "in the front matter", text: "---\ntitle: a # " + remark + "\nnote: '" + remark + "'\n---\nmột\n", noneOfThese: true},
		{name: "in a script", text: "<script>\n" + remark + "\n</script>\n", noneOfThese: true},
		{name: "in a textarea", text: "<textarea>\n" + remark + "\n</textarea>\n", noneOfThese: true},
		{name: "in an attribute", text: "<p title=\"" + remark + "\">một</p>\n", noneOfThese: true},
		{name: "in a template's tag", text: "{{/* " + remark + " */}}\n\nmột\n", noneOfThese: true},
		{name: "escaped", text: "\\" + remark + "\n\n&lt;!-- rasoat: allow a/b -->\n", noneOfThese: true},
		{name: "another comment", text: "<!-- rasoat is a program -->\n\n<!-- allow a/b -->\n", noneOfThese: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Parse("a.md", []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if c.noneOfThese {
				if len(p.Remarks) > 0 {
					t.Errorf("found %+v", p.Remarks)
				}
				return
			}
			if len(p.Remarks) == 0 {
				t.Fatal("there is no remark")
			}
			n := p.Remarks[len(p.Remarks)-1]
			if next := strings.TrimSpace(p.Text(n.Next)); next != c.next || n.Alone != c.alone || n.First != c.first {
				t.Errorf("found %+v before %q", n, next)
			}
		})
	}
}
