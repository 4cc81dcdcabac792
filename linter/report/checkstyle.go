package report

import (
	"cmp"
	"io"
	"slices"
	"strconv"

	"github.com/rasoat/rasoat/linter/finding"
)

// writeCheckstyle writes Checkstyle's XML, which many forges and editors read: what is not settled, file by file.
func writeCheckstyle(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	open := v.unsettled()
	slices.SortStableFunc(open, func(a, b *finding.Finding) int { return cmp.Compare(a.Path, b.Path) })
	v.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n")
	for i, f := range open {
		if i == 0 || open[i-1].Path != f.Path {
			v.WriteString("  <file" + attribute("name", v.path(cmp.Or(f.Path, siteFile))) + ">\n")
		}
		severity := "error"
		if f.Severity == finding.Warning {
			severity = "warning"
		}
		at := placed(f.Range)
		v.WriteString("    <error" + attribute("line", strconv.Itoa(at.Start.Line)) + attribute("column", strconv.Itoa(at.Start.Column)) +
			attribute("severity", severity) + attribute("message", f.Message) + attribute("source", "rasoat."+f.Rule) + "/>\n")
		if i == len(open)-1 || open[i+1].Path != f.Path {
			v.WriteString("  </file>\n")
		}
	}
	v.WriteString("</checkstyle>\n")
	return v.Flush()
}
