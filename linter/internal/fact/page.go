package fact

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Page is one page. Its place is the value of title, else the heading that is its title, else its first byte.
type Page struct {
	Head
	// Path is the page's file, from the site's root, with slashes.
	Path string `expr:"path"`
	// Section is the first folder below the folder of the content: tin-tuc; empty for pages right in it.
	Section string `expr:"section"`
	// Language is the field lang or language, else what folder or name of the file say (content/fr/, tin.en.md), else what the
	// generator's configuration states, else the language of the messages.
	Language string `expr:"language"`
	// Title is the field title; of a page without front matter, its first heading if that has level 1.
	Title string `expr:"title"`
	// Date is the field date. A date that is not there or cannot be read is the year 1.
	Date time.Time `expr:"date"`
	// Updated is the field lastmod, updated or last_modified_at, else Date.
	Updated time.Time `expr:"updated"`
	// Draft says that the field draft is true, or published is false.
	Draft bool `expr:"draft"`
	// Hidden is empty, or says why the page is not public: draft, future, expired or unpublished.
	Hidden string `expr:"hidden"`
	// Address is where the page appears on the site: /tin-tuc/khai-giang/; empty where only a program or a theme knows.
	Address string `expr:"address"`
	// Twin is the path of another page at the same address, or at one that differs in capitals only; empty if there is none.
	Twin string `expr:"twin"`
	// Kind is the field kind: tin, thong-bao, van-ban, dang-lai, tong-hop or another.
	Kind string `expr:"kind"`
	// Authors holds the fields authors and author.
	Authors []string `expr:"authors"`
	// Topics holds the field topics.
	Topics []string `expr:"topics"`
	// Words is the number of words (in Vietnamese: syllables) in paragraphs, headings, table cells and HTML.
	Words int `expr:"words"`
	// ImageCount is the number of images that are not decorative, covers that the front matter names among them.
	ImageCount int `expr:"imageCount"`
	// AttachmentCount is the number of office files, PDFs and archives of the site that the page links to or names in the
	// fields file and attachments.
	AttachmentCount int `expr:"attachmentCount"`
	// Sources holds where the page says that something was taken from: the fields source and sources, what stands behind
	// "Nguồn:", and links behind "theo".
	Sources []Source `expr:"sources"`
	// Claims is the number of sentences that tell figures about the world, hearsay or other people's words, and name no
	// source themselves.
	Claims int `expr:"claims"`
	// Consent holds the field consent: who has agreed to be named or shown.
	Consent []Consent `expr:"consent"`
	// PhotoDeclaration is the field photos, such as no-identifiable-child.
	PhotoDeclaration string `expr:"photoDeclaration"`
	// Conclusion is the field conclusion: the authority's conclusion that the page rests on, with its number and date.
	Conclusion string `expr:"conclusion"`
	// Alarm is the number of signs of alarm in the title: words such as khẩn cấp, three exclamation marks, a title of four or
	// more words all in capitals.
	Alarm int `expr:"alarm"`
	// Urgent says that the field urgent is true.
	Urgent bool `expr:"urgent"`
	// Social says that the field social is true, or kind is social: the page is to be copied to a social network.
	Social bool `expr:"social"`
	// Channels holds the field channels: where it is copied to.
	Channels []string `expr:"channels"`
	// Posted holds the channels to which it has been copied already: the keys of the field posted that have a value.
	Posted []string `expr:"posted"`
	// Disclosure is the field disclosure: which required disclosure the page makes, such as finance.
	Disclosure string `expr:"disclosure"`
	// SchoolYear is the field school_year as 2026-2027; empty if it is none.
	SchoolYear string `expr:"schoolYear"`
	// Tone is the placement of tone marks that most words of the page have: old (hòa) or new (hoà); empty if no word has a
	// choice, or no rule asks about words.
	Tone string `expr:"tone"`
	// Has says whether the front matter has a field that is not empty; names within a map are joined with ".".
	Has func(string) bool `expr:"has"`
}

// pages makes the one fact of kind page, and keeps it in the set.
func pages(g *gathering) []Subject {
	p := &Page{
		Path: g.page.Path, Section: section(g.page.Path, g.settings.Roots), Words: g.words,
		Language: firstOf(g.value("lang"), g.value("language"), languageOf(g.page.Path, g.settings.Roots), g.settings.Language),
		Kind:     g.value("kind"), Disclosure: g.value("disclosure"), SchoolYear: parseSchoolYear(g.value("school_year")),
		Authors: append(g.values("authors"), g.values("author")...), Topics: g.values("topics"),
		Social: g.isSocial(), Channels: g.values("channels"), Posted: g.posted(),
		Draft: g.is("draft", "true") || g.is("published", "false"),
		Has:   g.has(),
	}
	if g.settings.wants("page.attachmentCount") {
		p.AttachmentCount = g.attachments()
	}
	p.Date, _ = parseDate(g.value("date"))
	updated, ok := parseDate(firstOf(g.value("lastmod"), g.value("updated"), g.value("last_modified_at")))
	if p.Updated = p.Date; ok {
		p.Updated = updated
	}
	for _, m := range g.page.Images {
		if !m.Decorative {
			p.ImageCount++
		}
	}
	for _, c := range g.covers() {
		if !slices.ContainsFunc(g.page.Images, func(m page.Image) bool { return m.URL == c.url }) {
			p.ImageCount++
		}
	}
	g.place(p)
	g.content(p)
	g.set.Page = p
	return []Subject{{p, p.Span}}
}

// place sets title and head of a page. It is no method of Page: what rules ask about has none.
func (g *gathering) place(p *Page) {
	var span source.Span
	switch f := g.lookup("title"); {
	case f != nil:
		p.Title, span = f.Value, f.Span
	case g.titledByHeading("title"):
		p.Title, span = g.page.Headings[0].Text, g.page.Headings[0].Span
	}
	p.Head = g.head(span, page.InField)
}

// languageOf returns the language that the folder of the content, a page's first folder below it, or the end of its name
// stands for; "" if none stands for one.
func languageOf(file string, roots []string) string {
	for _, root := range roots {
		root = strings.Trim(root, "/")
		if last := strings.ToLower(path.Base(root)); strings.HasPrefix(file, root+"/") && isLanguage(last) {
			return last
		}
	}
	if folder := strings.ToLower(section(file, roots)); isLanguage(folder) {
		return folder
	}
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if end := strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")); isLanguage(end) {
		return end
	}
	return ""
}

// isLanguage reports whether a word is the code of a language that websites are written in, with or without a country.
func isLanguage(word string) bool {
	code, _, _ := strings.Cut(strings.ReplaceAll(word, "_", "-"), "-")
	switch code {
	case "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "km", "ko", "lo",
		"ms", "my", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "te", "tr", "uk", "ur", "vi", "zh":
		return len(word) == 2 || len(word) == 5 || word == "zh-hans" || word == "zh-hant"
	}
	return false
}

// section returns the first folder of a page below the innermost root that holds it.
func section(file string, roots []string) string {
	inner := ""
	for _, root := range roots {
		root = strings.Trim(root, "/") + "/"
		if strings.HasPrefix(file, root) && len(root) > len(inner) {
			inner = root
		}
	}
	folder, _, ok := strings.Cut(file[len(inner):], "/")
	if !ok {
		return ""
	}
	return folder
}

// value returns a field's scalar value, "" if there is none.
func (g *gathering) value(key string) string {
	if f := g.lookup(key); f != nil {
		return strings.TrimSpace(f.Value)
	}
	return ""
}

// values returns a field's items; a scalar is a list of one, and of a map the value of name counts.
func (g *gathering) values(key string) []string {
	f := g.lookup(key)
	switch {
	case f == nil || isEmpty(f):
		return nil
	case f.Kind == page.List:
		list := slices.Clone(f.List)
		for i, item := range list {
			if item == "" {
				list[i] = g.value(fmt.Sprint(key, ".", i, ".name"))
			}
		}
		return list
	case f.Kind == page.Map:
		return g.values(key + ".name")
	}
	return []string{strings.TrimSpace(f.Value)}
}

// is reports whether a field is the bool with the given text.
func (g *gathering) is(key, text string) bool {
	f := g.lookup(key)
	return f != nil && f.Kind == page.Bool && f.Value == text
}

// has returns the function of the field has.
func (g *gathering) has() func(string) bool {
	fields := g.page.Fields
	return func(key string) bool {
		return slices.ContainsFunc(fields, func(f page.Field) bool {
			return f.Kind != page.Map && !isEmpty(&f) && isAtOrIn(f.Key, key)
		})
	}
}

// isAtOrIn reports whether a field has the given key, or stands in a map or list that has it.
func isAtOrIn(field, key string) bool {
	return len(field) >= len(key) && strings.EqualFold(field[:len(key)], key) &&
		(len(field) == len(key) || field[len(key)] == '.')
}

// attachments counts the attached files of the site, each once.
func (g *gathering) attachments() int {
	files := map[string]bool{}
	add := func(a address) {
		if isAttachment(a.path) && g.internal(a) {
			files[a.path] = true
		}
	}
	for i := range g.page.Links {
		if g.page.Links[i].Role == page.Go {
			add(g.goes[i])
		}
	}
	for i := range g.page.Fields {
		f := &g.page.Fields[i]
		if top, _, _ := strings.Cut(strings.ToLower(f.Key), "."); top == "file" || top == "attachments" {
			add(parseAddress(f.Value))
			for _, item := range f.List {
				add(parseAddress(item))
			}
		}
	}
	return len(files)
}

// isAttachment reports whether a path is that of a file that readers open or download.
func isAttachment(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".csv", ".zip", ".rar", ".7z":
		return true
	}
	return false
}

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
