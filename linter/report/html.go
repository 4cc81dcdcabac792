package report

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

//go:embed html
var htmlFiles embed.FS

// writeHTML writes one file for people who would rather look than read. Nothing in it runs: it has no script, its
// filters are rules of style, and its policy lets the browser load nothing but its own style.
func writeHTML(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	english, err := lang.For("en")
	if err != nil {
		return err
	}
	h := &htmlView{view: v, english: english}
	return runTemplate(v.Writer, "report.html", v.say, h.page())
}

// writeTotalsHTML writes totals in the same dress.
func writeTotalsHTML(w io.Writer, t *Totals, _ Options) error {
	say, err := lang.For(t.Language)
	if err != nil {
		return fmt.Errorf("totals: %w", err)
	}
	page := struct {
		Frame  htmlFrame
		Title  string
		Tables []table
		Charts []chart
	}{newFrame(say, say.Say("totals.title"), 0), say.Say("totals.title"), t.tables(say), t.charts(say)}
	return runTemplate(bufio.NewWriter(w), "totals.html", say, page)
}

// runTemplate fills one of the embedded templates, which escape for HTML whatever they are given. On its way out all of
// it passes through a visibleWriter.
func runTemplate(w *bufio.Writer, name string, say lang.Catalogue, data any) error {
	t, err := template.New(name).Funcs(template.FuncMap{
		"say":  func(code string, args ...string) string { return say.Say(code, args...) },
		"clip": func(s string) string { return clip(s, maxMessage) },
	}).ParseFS(htmlFiles, "html/*.html")
	if err != nil {
		return fmt.Errorf("html: %w", err)
	}
	if err := t.Execute(visibleWriter{w}, data); err != nil {
		return err
	}
	return w.Flush()
}

// visibleWriter shows what hides as \u{…}, whatever text it came with. It is given whole characters only.
type visibleWriter struct{ *bufio.Writer }

func (v visibleWriter) Write(text []byte) (int, error) {
	for _, r := range string(text) {
		var err error
		if hidden(r) && r != '\n' {
			_, err = fmt.Fprintf(v.Writer, `\u{%x}`, r)
		} else {
			_, err = v.WriteRune(r)
		}
		if err != nil {
			return 0, err
		}
	}
	return len(text), nil
}

// htmlFrame is what every page has around its content.
type htmlFrame struct {
	Language, Title, Policy string
	Style                   template.HTML
}

// newFrame puts a page's style together, with a rule for the filter of each topic. The policy names the style by its
// hash; nothing else may be loaded, and nothing may run.
func newFrame(say lang.Catalogue, title string, topics int) htmlFrame {
	sheet, _ := htmlFiles.ReadFile("html/style.css") // embedded, so it is there
	var style strings.Builder
	style.WriteString("\n")
	style.Write(sheet)
	for i := range topics {
		fmt.Fprintf(&style, "body:has(#t%[1]d:not(:checked)) .t%[1]d { display: none }\n", i)
	}
	sum := sha256.Sum256([]byte(style.String()))
	return htmlFrame{
		Language: say.Language(), Title: title,
		Policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
			"'; base-uri 'none'; form-action 'none'",
		Style: template.HTML("<style>" + style.String() + "</style>"), // our own text alone
	}
}
