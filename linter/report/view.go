package report

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/review"
)

// view is what the formats for people share: where they write, the report, its summary and its language. The writer
// keeps the first error of its sink for Flush.
type view struct {
	*bufio.Writer
	report  *finding.Report
	options Options
	say     lang.Catalogue
	summary summary
}

func newView(w io.Writer, r *finding.Report, o Options) (*view, error) {
	say, err := lang.For(r.Language)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return &view{Writer: bufio.NewWriter(w), report: r, options: o, say: say, summary: summarise(r)}, nil
}

// path returns a path as people are shown it.
func (v *view) path(p string) string {
	switch {
	case p == "", p == review.WholeSite:
		return ""
	case strings.HasPrefix(p, "../"): // outside the site
		return path.Clean(v.options.Prefix + p)
	}
	return v.options.Prefix + p
}

// pick returns the findings that a format wants, in their order.
func (v *view) pick(wanted func(*finding.Finding) bool) []*finding.Finding {
	var picked []*finding.Finding
	for i := range v.report.Findings {
		if f := &v.report.Findings[i]; wanted(f) {
			picked = append(picked, f)
		}
	}
	return picked
}
