package fact

import "github.com/rasoat/rasoat/linter/internal/page"

// Code is a span or a block of code in Markdown. Its place is the code without the marks around it.
type Code struct {
	Head
	// Language is the first word behind the opening fence, such as yaml; empty if there is none.
	Language string `expr:"language"`
	// Fenced says that it stands between lines of ``` or ~~~.
	Fenced bool `expr:"fenced"`
	// Block says that it stands on lines of its own, fenced or indented.
	Block bool `expr:"block"`
}

func codes(g *gathering) []Subject {
	all := make([]Code, len(g.page.Code))
	for i, c := range g.page.Code {
		all[i] = Code{Head: g.head(c.Span, page.InCode), Language: c.Language, Fenced: c.Fenced, Block: c.Block}
	}
	return subjects(all, func(c *Code) *Head { return &c.Head })
}
