package fact

import (
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Comment is a comment in HTML that says something: readers do not see it, but it is published. Its place is what stands
// between the marks.
type Comment struct {
	Head
	// Words is the number of words (in Vietnamese: syllables).
	Words int `expr:"words"`
}

func comments(g *gathering) []Subject {
	var all []Comment
	for i := range g.page.Runs {
		if r := &g.page.Runs[i]; r.Within == page.InComment {
			all = append(all, Comment{g.head(r.Span(0, len(r.Text)), r.Within), text.Count(r.Text)})
		}
	}
	return subjects(all, func(c *Comment) *Head { return &c.Head })
}
