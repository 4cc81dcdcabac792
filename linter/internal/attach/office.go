package attach

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Bounds of an office file, which is a packed folder of XML.
const (
	maxParts  = 4000
	maxPacked = 12 << 20 // bytes of all parts, unpacked
	maxText   = 900_000  // bytes of text: what is longer is not judged in part, but not at all
	maxColumn = 200
)

// office reads the text of an office file. The error is *Unscanned.
func office(ext string, data []byte) (string, error) {
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", &Unscanned{Damaged}
	}
	if len(packed.File) > maxParts {
		return "", &Unscanned{TooLarge}
	}
	r := &reading{left: maxPacked}
	parts := map[string]*zip.File{}
	var names []string
	for _, f := range packed.File {
		if f.Flags&1 != 0 {
			return "", &Unscanned{Locked}
		}
		name := strings.ToLower(f.Name)
		if parts[name] != nil { // two parts of one name: programs differ in which they show
			return "", &Unscanned{Damaged}
		}
		parts[name], names = f, append(names, name)
	}
	slices.Sort(names)
	found := false
	switch {
	case strings.HasPrefix(ext, ".x"):
		r.strings(parts["xl/sharedstrings.xml"])
	case strings.HasPrefix(ext, ".o"):
		r.everything = true
	}
	for _, name := range names {
		if r.err == nil && wanted(ext, name) {
			found = true
			r.part(parts[name])
		}
	}
	switch {
	case r.err != nil:
		return "", r.err
	case !found:
		return "", &Unscanned{Damaged}
	}
	return r.text.String(), nil
}

// wanted reports whether a part of an office file holds text that readers see.
func wanted(ext, name string) bool {
	if !strings.HasSuffix(name, ".xml") {
		return false
	}
	switch ext[1] {
	case 'd':
		base, ok := strings.CutPrefix(name, "word/")
		return ok && !strings.Contains(base, "/") && !slices.Contains([]string{"styles.xml", "settings.xml", "fonttable.xml",
			"websettings.xml", "numbering.xml"}, base)
	case 'x':
		return strings.HasPrefix(name, "xl/worksheets/sheet") || strings.HasPrefix(name, "xl/comments") ||
			strings.HasPrefix(name, "xl/drawings/drawing")
	case 'p':
		return strings.HasPrefix(name, "ppt/slides/slide") || strings.HasPrefix(name, "ppt/notesslides/notesslide")
	}
	return name == "content.xml" || name == "styles.xml"
}

// reading gathers text.
type reading struct {
	left       int64    // bytes that may still be unpacked
	shared     []string // texts that the cells of a sheet refer to
	everything bool     // all text counts, not only that in elements named t
	text       strings.Builder
	err        error
}

// fail notes the first fault.
func (r *reading) fail(err error) {
	var u *Unscanned
	switch {
	case r.err != nil || err == nil || errors.Is(err, io.EOF):
	case errors.As(err, &u):
		r.err = u
	default:
		r.err = &Unscanned{Damaged}
	}
}

// tokens calls visit for each token of a part.
func (r *reading) tokens(f *zip.File, visit func(xml.Token) error) {
	in, err := f.Open()
	if err != nil {
		r.fail(err)
		return
	}
	defer in.Close()
	counted := &io.LimitedReader{R: in, N: r.left + 1}
	d := xml.NewDecoder(counted)
	for {
		token, err := d.Token()
		if err == nil {
			err = visit(token)
		}
		if counted.N <= 0 {
			err = &Unscanned{TooLarge}
		}
		if err != nil {
			r.left = counted.N - 1
			r.fail(err)
			return
		}
	}
}

// strings reads the texts that a workbook keeps once for all its sheets.
func (r *reading) strings(f *zip.File) {
	if f == nil {
		return
	}
	var item strings.Builder
	in := false
	r.tokens(f, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			in = t.Name.Local == "t"
		case xml.EndElement:
			in = false
			if t.Name.Local == "si" {
				r.shared = append(r.shared, item.String())
				item.Reset()
			}
		case xml.CharData:
			if in {
				item.Write(t)
			}
		}
		return nil
	})
}

// part reads one part: paragraphs become lines, tables and sheets become tables.
func (r *reading) part(f *zip.File) {
	p := &part{reading: r}
	r.tokens(f, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			p.start(t)
		case xml.EndElement:
			p.end(t.Name.Local)
		case xml.CharData:
			if p.collect > 0 {
				p.words.Write(t)
			}
		}
		if r.text.Len()+p.words.Len()+p.size > maxText {
			return &Unscanned{TooLarge}
		}
		return nil
	})
	p.flush()
}

// part is one part of a file while it is read.
type part struct {
	*reading
	words   strings.Builder // of the paragraph or cell
	collect int             // elements around that hold text
	cells   []string        // of the row
	inCell  int
	column  int        // of the cell, from 0; -1 if it does not say
	kind    string     // of a sheet's cell: s, str, inlineStr
	rows    [][]string // of the table so far
	size    int        // of its text
}

func (p *part) start(t xml.StartElement) {
	switch t.Name.Local {
	case "t":
		p.collect++
	case "p", "h":
		if p.everything {
			p.collect++
		}
	case "tab", "br", "cr", "line-break", "s":
		p.words.WriteByte(' ')
	case "tbl", "table", "sheetData":
		p.flush()
	case "tc", "table-cell":
		p.flushText()
		p.inCell++
		p.column = -1
	case "c":
		p.inCell++
		p.kind, p.column = "", -1
		for _, a := range t.Attr {
			switch a.Name.Local {
			case "t":
				p.kind = a.Value
			case "r":
				p.column = column(a.Value)
			}
		}
	case "v":
		if p.inCell > 0 {
			p.collect++
		}
	}
}

func (p *part) end(name string) {
	switch name {
	case "t":
		p.collect--
	case "v":
		if p.inCell > 0 {
			p.collect--
		}
	case "p", "h":
		if p.everything {
			p.collect--
		}
		if p.inCell > 0 {
			p.words.WriteByte(' ')
		} else {
			p.flushText()
		}
	case "tc", "table-cell", "c":
		p.inCell--
		p.cell()
	case "tr", "table-row", "row":
		p.row()
	case "tbl", "table", "sheetData", "text":
		p.flush()
	}
}

// cell ends a cell.
func (p *part) cell() {
	words := strings.Join(strings.Fields(p.words.String()), " ")
	p.words.Reset()
	if p.kind == "s" {
		p.kind = ""
		if i, err := strconv.Atoi(words); err == nil && i >= 0 && i < len(p.shared) {
			words = strings.Join(strings.Fields(p.shared[i]), " ")
		}
	}
	for p.column > len(p.cells) && len(p.cells) < maxColumn {
		p.cells = append(p.cells, "")
	}
	if len(p.cells) < maxColumn || words != "" {
		p.cells = append(p.cells, words)
	}
}

// row ends a row.
func (p *part) row() {
	for len(p.cells) > 0 && p.cells[len(p.cells)-1] == "" {
		p.cells = p.cells[:len(p.cells)-1]
	}
	if len(p.cells) == 0 {
		return
	}
	for _, cell := range p.cells {
		p.size += len(cell) + len("|  ")
	}
	p.rows = append(p.rows, slices.Clone(p.cells))
	p.cells = p.cells[:0]
}

// flushText ends a paragraph.
func (p *part) flushText() {
	if words := strings.Join(strings.Fields(p.words.String()), " "); words != "" {
		p.text.WriteString("\n" + escape(words) + "\n")
	}
	p.words.Reset()
}

// flush ends a table or a part.
func (p *part) flush() {
	p.flushText()
	p.row()
	writeTable(&p.text, p.rows)
	p.rows, p.size = nil, 0
	p.text.WriteByte('\n')
}

// column returns the column of a cell such as AB12, from 0.
func column(cell string) int {
	n := 0
	for i := range len(cell) {
		c := cell[i]
		if c < 'A' || c > 'Z' || n > maxColumn {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}
