package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// braced reads front matter in JSON, as Hugo has it: an object at the very top. A tag of a template begins with a brace
// too, and so may plain text: only what begins like an object is taken for one.
func (p *Page) braced(start int) *Unreadable {
	src := p.File.Text
	if rest := bytes.TrimLeft(src[start+1:], " \t\r\n"); len(rest) == 0 || rest[0] != '"' && rest[0] != '}' {
		return nil
	}
	limit, _ := p.bounds()
	block := src[start:min(len(src), start+limit)]
	j := &jsonForm{form: form{page: p}, text: p.text, decoder: json.NewDecoder(bytes.NewReader(block)), start: start}
	j.decoder.UseNumber()
	if _, _, u := j.token(); u != nil {
		return u
	}
	if u := j.object("", 0); u != nil {
		return u
	}
	p.Body = j.offset()
	if next := nextLine(src, p.Body); len(bytes.TrimSpace(src[p.Body:next])) == 0 {
		p.Body = next
	}
	return nil
}

// jsonForm reads an object token by token: the library alone would let the second of two equal keys win in silence.
type jsonForm struct {
	form
	text    string
	decoder *json.Decoder
	start   int // offset of the object in the file
}

// offset returns where in the file the last token ends.
func (j *jsonForm) offset() int { return j.start + int(j.decoder.InputOffset()) }

// token returns the next token and its place.
func (j *jsonForm) token() (json.Token, source.Span, *Unreadable) {
	from := j.offset()
	t, err := j.decoder.Token()
	for from < len(j.text) && (space(j.text[from]) || j.text[from] == ',' || j.text[from] == ':') {
		from++
	}
	if err != nil {
		return nil, source.Span{}, j.fault(err, min(from, len(j.text)-1))
	}
	return t, source.Span{Start: from, End: max(from, j.offset())}, nil
}

// fault places an error of the library at the token that begins at at.
func (j *jsonForm) fault(err error, at int) *Unreadable {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return malformed(source.Span{Start: j.start, End: j.start + 1}, "the front matter is not closed, or too long")
	}
	return malformed(source.Span{Start: at, End: at + 1}, strings.TrimPrefix(err.Error(), "json: "))
}

// object reads what is in an object up to its closing brace.
func (j *jsonForm) object(path string, depth int) *Unreadable {
	if depth > fieldDepth {
		return malformed(source.Span{Start: j.offset() - 1, End: j.offset()}, "nested too deeply")
	}
	seen := map[string]bool{}
	for {
		t, s, u := j.token()
		if u != nil {
			return u
		}
		name, ok := t.(string)
		if !ok {
			return nil // the closing brace
		}
		if seen[name] {
			return malformed(s, "the key is there twice")
		}
		seen[name] = true
		s.Start, s.End = s.Start+1, s.End-1
		if u := j.value(Field{Key: join(path, name), KeySpan: s}, depth); u != nil {
			return u
		}
	}
}

// value reads the value of field.
func (j *jsonForm) value(field Field, depth int) *Unreadable {
	t, s, u := j.token()
	if u != nil {
		return u
	}
	field.Span = s
	i := len(j.page.Fields)
	switch t {
	case json.Delim('{'):
		field.Kind = Map
		if u = j.add(field); u == nil {
			u = j.object(field.Key, depth+1)
		}
	case json.Delim('['):
		field.Kind = List
		if u = j.add(field); u == nil {
			u = j.array(i, depth+1)
		}
	default:
		field.Kind, field.Value = j.scalar(t, s)
		return j.add(field)
	}
	if u == nil {
		j.page.Fields[i].Span.End = j.offset()
	}
	return u
}

// array reads the items of the list that is the page's field of that index.
func (j *jsonForm) array(index, depth int) *Unreadable {
	for i := 0; ; i++ {
		if !j.decoder.More() {
			_, _, u := j.token()
			return u
		}
		list := &j.page.Fields[index]
		list.List = append(list.List, "")
		before := len(j.page.Fields)
		u := j.value(Field{Key: list.Key + "." + strconv.Itoa(i), KeySpan: list.KeySpan}, depth)
		if u != nil {
			return u
		}
		list = &j.page.Fields[index]
		item := j.page.Fields[before]
		list.Items = append(list.Items, item.Span)
		if item.Kind != Map && item.Kind != List { // scalars stand in the list alone
			list.List[i] = item.Value
			j.page.Fields = j.page.Fields[:before]
		}
		if depth > fieldDepth || i >= fieldKeys {
			return malformed(list.Span, "nested too deeply, or too long")
		}
	}
}

// scalar returns kind and text of a value.
func (j *jsonForm) scalar(t json.Token, s source.Span) (FieldKind, string) {
	switch t := t.(type) {
	case string:
		j.w.literal(j.text, source.Span{Start: s.Start + 1, End: s.End - 1}, t)
		j.form.text(String)
		if dated(t) {
			return Date, t
		}
		return String, t
	case json.Number:
		j.w.add(j.text, s.Start, s.End)
		kind := Int
		if strings.ContainsAny(t.String(), ".eE") {
			kind = Float
		}
		j.form.text(kind)
		return kind, t.String()
	case bool:
		return Bool, j.text[s.Start:s.End]
	}
	return Null, ""
}

// dated reports whether a text is a date, with or without a time, as RFC 3339 writes it.
func dated(s string) bool {
	const form = "0000-00-00"
	if len(s) < len(form) || len(s) > len("2006-01-02T15:04:05.999999999+07:00") {
		return false
	}
	for i := range form {
		if (form[i] == '0') != ('0' <= s[i] && s[i] <= '9') || form[i] == '-' && s[i] != '-' {
			return false
		}
	}
	return len(s) == len(form) || s[10] == 'T' || s[10] == 't' || s[10] == ' '
}
