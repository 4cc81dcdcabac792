package site

// plain is the name of the generator where none is recognised.
const plain = "markdown"

// markdown stands for plain Markdown files, as a forge shows them: what is left when no generator is recognised.
func markdown(place) *Site {
	return &Site{Generator: plain, open: true, codeKnown: true, pages: []mount{{}}, files: []mount{{}},
		ids: []string{"github"}, fixedIDs: true}
}
