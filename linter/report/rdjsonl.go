package report

import (
	"cmp"
	"io"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/finding"
)

// The Reviewdog Diagnostic Format, one object a line. Its columns count bytes from 1.
type (
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Source      rdSource       `json:"source"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	}
	rdLocation struct {
		Path  string  `json:"path"`
		Range rdRange `json:"range"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdCode struct {
		Value string `json:"value"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
)

// writeRDJSONL writes for reviewdog, which pastes messages into comments as Markdown.
func writeRDJSONL(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	j := &jsonWriter{Writer: v.Writer}
	for _, f := range v.unsettled() {
		j.line(v.diagnostic(f))
	}
	return j.Flush()
}

func (v *view) diagnostic(f *finding.Finding) rdDiagnostic {
	at, exact := byteRange(f)
	d := rdDiagnostic{
		Message:  markdown(f.Message, maxMessage),
		Location: rdLocation{Visible(v.path(cmp.Or(f.Path, siteFile))), at},
		Severity: "ERROR",
		Source:   rdSource{"rasoat", informationURI},
		Code:     rdCode{markdown(f.Rule, maxPath)},
	}
	if f.Severity == finding.Warning {
		d.Severity = "WARNING"
	}
	if exact && applies(f.Fix) {
		d.Suggestions = []rdSuggestion{{at, *f.Fix}}
	}
	return d
}

// byteRange returns a finding's range with columns in bytes, which are known where the excerpt shows the beginning of the
// line as it is, up to a span that ends on it; elsewhere the columns are left out.
func byteRange(f *finding.Finding) (at rdRange, exact bool) {
	r := placed(f.Range)
	e := f.Excerpt
	if e == nil || r.Start.Line != r.End.Line || e.Start+1 != r.Start.Column || !hasRunes(e.Line, e.Start) {
		return rdRange{Start: rdPosition{Line: r.Start.Line}, End: &rdPosition{Line: lastLine(r)}}, false
	}
	start, i := 1, 0
	for _, c := range e.Line {
		if i == e.Start {
			break
		}
		i++
		start += utf8.RuneLen(c)
	}
	end := start + max(r.End.Offset-r.Start.Offset, 0)
	return rdRange{Start: rdPosition{r.Start.Line, start}, End: &rdPosition{r.Start.Line, end}}, true
}

// hasRunes reports whether s has at least n code points.
func hasRunes(s string, n int) bool { return utf8.RuneCountInString(s) >= n }
