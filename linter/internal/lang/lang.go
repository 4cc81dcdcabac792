// Package lang keeps the program's own texts, one catalogue per language. A text has a code; rules bring their own
// messages and are not found here.
package lang

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Catalogue holds all texts of one language. The zero value knows no text and says every code as it is.
type Catalogue struct {
	language string
	texts    map[string]string
}

// language is one line of the table of languages.
type language struct {
	name  string
	texts func() map[string]string // the program's own
	gate  func() map[string]string // of the review gate; their codes get "gate." before them
	setup func() map[string]string // of what stands around a site
}

// table lists the languages; to add one, write its three files and add a line.
func table() []language {
	return []language{
		{"vi", viTexts, viGate, viSetup},
		{"en", enTexts, enGate, enSetup},
	}
}

// Languages returns the names of the languages that have a catalogue, the default first.
func Languages() []string {
	var names []string
	for _, l := range table() {
		names = append(names, l.name)
	}
	return names
}

// loaded holds every catalogue by its name. They are read for each message of each rule.
var loaded = sync.OnceValue(func() map[string]Catalogue {
	all := map[string]Catalogue{}
	for _, l := range table() {
		texts := l.texts()
		maps.Copy(texts, l.setup())
		for code, text := range l.gate() {
			texts["gate."+code] = text
		}
		all[l.name] = Catalogue{language: l.name, texts: texts}
	}
	return all
})

// For returns the catalogue of a language.
func For(name string) (Catalogue, error) {
	if c, ok := loaded()[name]; ok {
		return c, nil
	}
	return Catalogue{}, fmt.Errorf("language %q: there are no texts in it; use one of %s", name,
		strings.Join(Languages(), ", "))
}

// Language returns the catalogue's name, such as "vi".
func (c Catalogue) Language() string { return c.language }

// Has reports whether the catalogue has a text for code.
func (c Catalogue) Has(code string) bool { return c.texts[code] != "" }

// Codes returns all codes, sorted.
func (c Catalogue) Codes() []string {
	codes := make([]string, 0, len(c.texts))
	for code := range c.texts {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// Say returns the text of a code with its placeholders filled in. The arguments are pairs of name and value, as in
// Say("next.review", "who", "Hiệu trưởng"). An unknown code is said as it is, so that nothing is kept silent.
func (c Catalogue) Say(code string, args ...string) string {
	text, ok := c.texts[code]
	if !ok {
		return code
	}
	return fill(text, args)
}
