package linter

import (
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/gate"
)

// maxClaims bounds how many claims about one page are shown.
const maxClaims = 20

// Claims of having been reviewed that everybody can write: they are shown, so that nobody takes them for evidence, and
// count for nothing.
func claimTrailers() []string {
	return []string{"reviewed-by", "approved-by", "acked-by", "signed-off-by", "tested-by"}
}

func claimFields() []string {
	return []string{"reviewed", "reviewed_by", "reviewedBy", "reviewer", "reviewers", "approved", "approved_by", "approvedBy", "approver",
		"approvers", "review"}
}

// claims says what the commits of a unit, and the page itself, claim about reviews. Personal data is masked.
func (d *docket) claims(u unit, p gate.Page) []string {
	var words []string
	for _, t := range p.Touches {
		for line := range strings.Lines(t.Message) {
			line, _, _ = strings.Cut(strings.TrimSpace(line), "<")
			if key, _, ok := strings.Cut(line, ":"); ok && slices.Contains(claimTrailers(), strings.ToLower(key)) {
				words = append(words, d.run.say.Say("claim.commit", "claim", d.run.reader.gatherer.Mask(strings.TrimSpace(line)), "commit", t.Commit[:min(12, len(t.Commit))]))
			}
		}
	}
	if u.facts != nil {
		for _, field := range claimFields() {
			if u.facts.Has(field) {
				words = append(words, d.run.say.Say("claim.page", "claim", field+":"))
			}
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	return words[:min(len(words), maxClaims)]
}
