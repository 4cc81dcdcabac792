package main

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/rasoat/rasoat/linter"
	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/report"
)

func newAsk(env environment) *cobra.Command {
	var f checkFlags
	var site, each, format string
	command := &cobra.Command{
		Use:   "ask [EXPR] [PAGE]",
		Short: "Show the facts of a page, and try an expression on them",
		Example: `  rasoat ask                                                   # the kinds of facts and their fields
  rasoat ask content/tin.md                                    # how many of each are on the page
  rasoat ask content/tin.md --each link                        # all links of the page
  rasoat ask 'scheme == "http" and not internal' content/tin.md   # which links a rule would flag`,
		Long: `Ask is for writing rules. It shows what rules can ask about on a page, and what an expression says of it: what a
condition is true of, a rule with that condition would flag. --format json gives the same for programs: page, kind,
expression, condition, and facts with line, column, flagged, answer and fields, whose values are texts. Without --each the kind is the one that has the fields of the
expression. Personal data is masked.`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			o, err := f.options(env, site)
			if err != nil {
				return err
			}
			if format != "text" && format != "json" {
				return fmt.Errorf("ask: --format is text or json, not %q", format)
			}
			return ask(env, o, site, each, format, args)
		},
	}
	flags := command.Flags()
	flags.StringVar(&site, "site", ".", "the site's root folder")
	flags.StringVar(&each, "each", "", "kind of fact, such as link")
	flags.StringVar(&format, "format", "text", "text or json")
	flags.StringVar(&f.lang, "lang", "", "language of the messages: vi or en (default: as configured)")
	flags.StringVar(&f.config, "config", "", "configuration file instead of .rasoat.yml")
	flags.StringVar(&f.now, "now", "", "take this moment (RFC 3339) for now, for reproducible runs")
	return command
}

func ask(env environment, o linter.Options, site, each, format string, args []string) error {
	q := linter.Question{Each: each}
	if len(args) > 0 {
		q.Page = env.sitePaths(site, args[len(args)-1:])[0]
	}
	if len(args) == 2 {
		q.Expression = args[0]
	} else if q.Page != "" && path.Ext(q.Page) == "" {
		return fmt.Errorf("ask: %s is no page; write the page after the expression, as in rasoat ask 'level > 3' content/tin.md", args[0])
	}
	if q.Expression == "" && q.Each == "" {
		kinds, err := linter.Kinds(env.ctx, o, q.Page)
		if err != nil {
			return err
		}
		if format == "json" {
			return report.WriteJSON(env.stdout, jsonKinds(kinds, q.Page))
		}
		return writeKinds(env.stdout, kinds, q.Page != "")
	}
	if q.Page == "" {
		return errors.New("ask: whose facts? name a page, as in rasoat ask content/tin.md --each link")
	}
	table, err := linter.Ask(env.ctx, o, q)
	if err != nil {
		return err
	}
	if format == "json" {
		return report.WriteJSON(env.stdout, jsonFacts(table, q))
	}
	return writeFacts(env.stdout, table, q)
}

// askedKind is one kind in the answer as JSON.
type askedKind struct {
	Kind   string       `json:"kind"`
	Doc    string       `json:"doc"`
	Count  *int         `json:"count,omitempty"` // of its facts on the page that was named
	Fields []askedField `json:"fields"`
}

type askedField struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

func jsonKinds(kinds []answer.KindInfo, page string) []askedKind {
	list := make([]askedKind, len(kinds))
	for i, k := range kinds {
		list[i] = askedKind{Kind: k.Name, Doc: k.Doc, Fields: []askedField{}}
		if page != "" {
			list[i].Count = &kinds[i].Count
		}
		for _, f := range k.Fields {
			list[i].Fields = append(list[i].Fields, askedField{f.Name, f.Type})
		}
	}
	return list
}

// askedFacts is the table in the answer as JSON. Values are texts, as rules would print them; nothing is cut.
type askedFacts struct {
	Page       string      `json:"page"`
	Kind       string      `json:"kind"`
	Expression string      `json:"expression,omitempty"`
	Condition  bool        `json:"condition"` // what it is true of, a rule would flag
	Facts      []askedFact `json:"facts"`
	Summary    string      `json:"summary"`
}

type askedFact struct {
	Line    int               `json:"line,omitempty"` // from 1; absent for a fact without a place
	Column  int               `json:"column,omitempty"`
	Flagged bool              `json:"flagged"`
	Answer  string            `json:"answer,omitempty"`
	Fields  map[string]string `json:"fields"`
}

func jsonFacts(t *answer.FactTable, q linter.Question) askedFacts {
	a := askedFacts{q.Page, t.Kind, q.Expression, t.Condition, []askedFact{}, t.Summary}
	for _, row := range t.Rows {
		f := askedFact{Line: row.Line, Column: row.Column, Flagged: row.Flagged, Fields: map[string]string{}}
		if !t.Condition {
			f.Answer = row.Answer
		}
		for i, value := range row.Values {
			f.Fields[t.Columns[i]] = value
		}
		a.Facts = append(a.Facts, f)
	}
	return a
}

// writeKinds lists the kinds with their fields and, for a page, how many facts of each are on it.
func writeKinds(w io.Writer, kinds []answer.KindInfo, counted bool) error {
	var b strings.Builder
	for _, k := range kinds {
		b.WriteString(k.Name + ": " + k.Doc)
		if counted {
			b.WriteString(" (" + strconv.Itoa(k.Count) + " here)")
		}
		b.WriteByte('\n')
		for _, field := range k.Fields {
			fmt.Fprintf(&b, "  %s  %s\n", field.Name, field.Type)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// maxCell bounds a value in the table, in code points.
const maxCell = 48

// writeFacts writes a table of facts, the flagged ones marked, and how many they are.
func writeFacts(w io.Writer, t *answer.FactTable, q linter.Question) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	head := append([]string{" ", "place"}, t.Columns...)
	if q.Expression != "" && !t.Condition {
		head = append(head, "answer")
	}
	fmt.Fprintln(table, strings.Join(head, "\t"))
	for _, row := range t.Rows {
		line := []string{" ", report.Visible(q.Page)}
		if row.Flagged {
			line[0] = "→"
		}
		if row.Line > 0 {
			line[1] += fmt.Sprintf(":%d:%d", row.Line, row.Column)
		}
		for _, value := range row.Values {
			line = append(line, cell(value))
		}
		if q.Expression != "" && !t.Condition {
			line = append(line, cell(row.Answer))
		}
		fmt.Fprintln(table, strings.TrimRight(strings.Join(line, "\t"), "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, report.Visible(t.Summary))
	return err
}

// cell makes a value fit into a table.
func cell(value string) string {
	value = strings.Join(strings.Fields(value), " ")
	if runes := []rune(value); len(runes) > maxCell {
		value = string(runes[:maxCell-1]) + "…"
	}
	return report.Visible(value)
}
