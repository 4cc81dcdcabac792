package site

import "strings"

// sphinx recognises Sphinx with MyST, which reads Markdown. Its configuration is a program.
func sphinx(p place) *Site {
	text, err := p.tree.Read("conf.py", maxConfig)
	if err != nil || !strings.Contains(string(text), "myst_parser") && !strings.Contains(string(text), "myst_nb") {
		return nil
	}
	return &Site{
		Generator: "sphinx", open: true,
		frame:  []string{"conf.py", "_templates", "_ext", "requirements.txt", "Makefile", "make.bat"},
		shapes: []string{".py", ".rst"},
		skip:   []string{"_build"},
		ids:    []string{"github"}, ending: ".html",
		pages: []mount{{}},
		files: []mount{{folder: "_static", at: "_static"}},
	}
}
