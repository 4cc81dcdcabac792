package page

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Bounds of a file of data.
const (
	dataBytes = 512 << 10
	dataKeys  = 20_000
)

// Data reads a file that holds nothing but fields, such as the configuration of a site generator, in the way front
// matter is read. Its extension says in which form: yml and yaml, toml, json. The error is always *Unreadable. What a
// generator takes from a program, such as a tag !ENV or an anchor, is read as far as it is written out.
func Data(name string, src []byte) (fields []Field, err error) {
	switch {
	case len(src) > dataBytes:
		return nil, &Unreadable{Reason: TooLarge, Detail: fmt.Sprintf("%d bytes are more than the %d allowed", len(src), dataBytes)}
	case bytes.IndexByte(src, 0) >= 0:
		return nil, &Unreadable{Reason: NUL}
	}
	src = bytes.ToValidUTF8(src, []byte("\ufffd"))
	defer func() {
		if r := recover(); r != nil {
			fields, err = nil, stopped(r)
		}
	}()
	p := &Page{Path: name, File: source.New(name, src), data: true}
	p.text = p.File.String()
	if u := p.readData(source.Span{Start: len(src) - len(bytes.TrimPrefix(src, []byte(byteOrderMark))), End: len(src)}); u != nil {
		return nil, u
	}
	return p.Fields, nil
}

func (p *Page) readData(whole source.Span) *Unreadable {
	switch strings.ToLower(path.Ext(p.Path)) {
	case ".toml":
		return p.toml(whole)
	case ".json":
		at := whole.End - len(strings.TrimLeft(p.text[whole.Start:], " \t\r\n"))
		if at == whole.End || p.text[at] != '{' {
			return malformed(whole, "this is no object of JSON")
		}
		if u := p.braced(at); u != nil || p.Body > at {
			return u
		}
		return malformed(whole, "this is no object of JSON")
	}
	return p.yaml(whole)
}

// bounds returns how many bytes and fields front matter may have, or the file of data that p is.
func (p *Page) bounds() (bytes, keys int) {
	if p.data {
		return dataBytes, dataKeys
	}
	return fieldBytes, fieldKeys
}
