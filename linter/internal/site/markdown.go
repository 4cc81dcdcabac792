package site

import "github.com/rasoat/rasoat/linter/internal/repo"

// markdown stands for plain Markdown files, as a forge shows them: what is left when no generator is recognised.
func markdown(*repo.Tree) (Layout, bool) {
	return Layout{Generator: "markdown", static: []string{""}}, true
}
