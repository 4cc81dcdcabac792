package linter

import (
	"strconv"

	"github.com/rasoat/rasoat/linter/finding"
)

// maxAlike is how many findings of one rule a report lists for one page. A page of the largest size has room for a
// hundred thousand, which nobody reads and every format would have to hold.
const maxAlike = 1000

// crowd is what findings have in common that stand for one another. One that is settled never stands for one that is not.
type crowd struct {
	path, rule string
	severity   finding.Severity
	settled    bool
	allowed    finding.Suppression // the zero value if nothing allows them
}

// thin puts one finding for those of a page and rule that are too many to be listed. It blocks as they do, reaches from
// the first of them to the last, and tells how many they are. The findings must be sorted.
func (r *run) thin(findings []finding.Finding) []finding.Finding {
	listed := map[crowd]int{}
	rest := map[crowd]*finding.Finding{}
	kept := findings[:0]
	var order []crowd
	for i := range findings {
		f := &findings[i]
		c := crowd{f.Path, f.Rule, f.Severity, f.Settled != nil, finding.Suppression{}}
		if f.Suppression != nil {
			c.allowed = *f.Suppression
		}
		if listed[c]++; listed[c] <= maxAlike {
			kept = append(kept, *f)
			continue
		}
		more, ok := rest[c]
		if !ok {
			first := *f
			first.Fix, first.Excerpt = nil, nil
			rest[c] = &first
			order = append(order, c)
			continue
		}
		if f.Range.End.Offset > more.Range.End.Offset {
			more.Range.End = f.Range.End
		}
		more.Fingerprint = fingerprint(more.Fingerprint, f.Fingerprint)
	}
	clear(findings[len(kept):])
	for _, c := range order {
		more := rest[c]
		more.Message = r.say.Say("crowd", "count", strconv.Itoa(listed[c]-maxAlike), "rule", c.rule)
		kept = append(kept, *more)
	}
	return kept
}
