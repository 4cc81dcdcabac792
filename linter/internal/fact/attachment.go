package fact

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Attachment is an office file, a PDF or an archive that the page links to or names in the fields file and attachments.
// Its place is the link with its text, else the file's name in the front matter.
type Attachment struct {
	Head
	// File is the file's name without folders, percent signs decoded.
	File string `expr:"file" yaml:"file"`
	// Extension is the end of the name, in lower case and without the dot: xlsx.
	Extension string `expr:"extension"`
	// Label is what a reader clicks; empty for a file named in the front matter.
	Label string `expr:"label"`
	// Path is the file's address without host, query and anchor, as written.
	Path string `expr:"path"`
	// Local says that the file is one of the site.
	Local bool `expr:"local" yaml:"local"`
	// Suspicious says that name or label suggest a list of people, marks or a survey: danh sách, ds-lop, bang diem.
	Suspicious bool `expr:"suspicious"`
	// Checked says that the field attachments ticks the file: {file: ds.pdf, checked: true}.
	Checked bool `expr:"checked"`
	// Scanned says that the text of the file was read and that the rules about personal data and dignity were asked about it.
	Scanned bool `expr:"scanned" yaml:"scanned"`
	// Unscanned says why a file of the site was not read: old-format, locked, pdf, archive, damaged, too-large or unknown;
	// empty for a file that was, and for one that nobody looked for.
	Unscanned string `expr:"unscanned" yaml:"unscanned"`
	// Breaches names the rules that find fault with the text of the file.
	Breaches []string `expr:"breaches" yaml:"breaches"`
}

// attachedFiles returns the attachments of the page in its order, each place once.
func attachedFiles(g *gathering) []Subject {
	var all []Attachment
	for i := range g.page.Links {
		l := &g.page.Links[i]
		if l.Role != page.Go || !isAttachment(g.goes[i].path) {
			continue
		}
		within := page.InLink
		span := l.Whole
		if l.Form == page.HTML {
			within, span = page.InHTML, l.Span
		}
		all = append(all, g.attachment(g.head(span, within), l.URL, l.Text))
	}
	for i := range g.page.Fields {
		f := &g.page.Fields[i]
		if top, _, _ := strings.Cut(strings.ToLower(f.Key), "."); top != "file" && top != "attachments" {
			continue
		}
		if f.Kind == page.String && isAttachment(parseAddress(f.Value).path) {
			all = append(all, g.attachment(g.head(f.Span, page.InField), f.Value, ""))
		}
		for k, item := range f.List {
			if isAttachment(parseAddress(item).path) {
				all = append(all, g.attachment(g.head(f.Items[k], page.InField), item, ""))
			}
		}
	}
	return inOrder(subjects(all, func(a *Attachment) *Head { return &a.Head }))
}

func (g *gathering) attachment(head Head, address, label string) Attachment {
	a := parseAddress(address)
	name := fileName(a.path)
	return Attachment{Head: head, File: name, Path: a.path, Extension: strings.TrimPrefix(strings.ToLower(path.Ext(name)), "."), Label: label,
		Local: g.internal(a), Suspicious: suggestsPeople(name) || suggestsPeople(label), Checked: g.ticked(name)}
}

// fileName returns the last part of a path, decoded.
func fileName(p string) string {
	if decoded, err := url.PathUnescape(p); err == nil {
		p = decoded
	}
	return path.Base(strings.ReplaceAll(p, `\`, "/"))
}

// ticked reports whether the field attachments has the file and says that it was checked.
func (g *gathering) ticked(name string) bool {
	for i := range g.page.Fields {
		f := &g.page.Fields[i]
		if entry, ok := strings.CutSuffix(f.Key, ".file"); ok && strings.HasPrefix(strings.ToLower(entry), "attachments") &&
			strings.EqualFold(fileName(f.Value), name) && g.is(entry+".checked", "true") {
			return true
		}
	}
	return false
}

// suggestsPeople reports whether the name of a file or a link tells of a list of people, of marks or of a survey, with or
// without diacritics.
func suggestsPeople(name string) bool {
	words := strings.FieldsFunc(text.Plain(name), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	joined := " " + strings.Join(words, " ") + " "
	return slices.ContainsFunc([]string{"danh sach", "ds", "dsach", "ket qua", "kqht", "bang diem", "diem thi", "diem kiem tra", "khao sat", "phieu dieu tra",
		"thu tien", "bang luong", "hoc ba", "xep loai", "ho ngheo", "trung tuyen", "mien giam", "nop tien", "so diem", "so chu nhiem"},
		func(word string) bool { return strings.Contains(joined, " "+word+" ") })
}
