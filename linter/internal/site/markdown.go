package site

// markdown stands for plain Markdown files, as a forge shows them: what is left when no generator is recognised.
func markdown(Files) (Layout, bool) {
	return Layout{Generator: "markdown", static: []string{""}}, true
}
