// Package source is the ground that everything stands on: a text file somebody wrote, the places in it, its YAML, and
// errors that point into it.
package source

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Span is a stretch of a file in bytes; End is exclusive.
type Span struct{ Start, End int }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// File is a text with a name.
type File struct {
	Name  string
	Text  []byte
	text  string // the same, so that a part of it costs nothing
	lines []int  // offset of each line's first byte
}

// New returns text as a file. The name appears in errors; text must not change afterwards.
func New(name string, text []byte) *File {
	lines := make([]int, 1, 1+bytes.Count(text, []byte{'\n'}))
	for at := bytes.IndexByte(text, '\n'); at >= 0; {
		start := lines[len(lines)-1] + at + 1
		lines = append(lines, start)
		at = bytes.IndexByte(text[start:], '\n')
	}
	return &File{Name: name, Text: text, text: string(text), lines: lines}
}

// String returns the whole text.
func (f *File) String() string { return f.text }

// Lines returns the number of lines; a final line end opens a last, empty line.
func (f *File) Lines() int { return len(f.lines) }

// Position returns the place of a byte offset: line and column count from 1, the column in Unicode code points.
// Offsets outside the file are moved to its nearer end.
func (f *File) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(f.Text))
	line = sort.SearchInts(f.lines, offset+1)
	return line, utf8.RuneCount(f.Text[f.lines[line-1]:offset]) + 1
}

// Place is a line and a column, both counted from 1, the column in Unicode code points.
type Place struct{ Line, Column int }

// Places returns the places of many offsets, each as Position gives it. It takes time in the length of the file and the
// number of offsets, also where all of them lie in one line.
func (f *File) Places(offsets []int) map[int]Place {
	sorted := slices.Clone(offsets)
	slices.Sort(sorted)
	places := make(map[int]Place, len(sorted))
	at, now := 0, Place{1, 1}
	for _, offset := range sorted {
		to := min(max(offset, 0), len(f.Text))
		if line := sort.SearchInts(f.lines, to+1); line > now.Line {
			at, now = f.lines[line-1], Place{line, 1}
		}
		now.Column += utf8.RuneCount(f.Text[at:to])
		at = to
		places[offset] = now
	}
	return places
}

// Offset returns the byte offset of a place, the inverse of Position. Places outside are moved inside.
func (f *File) Offset(line, column int) int {
	line = min(max(line, 1), len(f.lines))
	at := f.lines[line-1]
	for rest := f.Line(line); column > 1 && rest != ""; column-- {
		_, size := utf8.DecodeRuneInString(rest)
		at, rest = at+size, rest[size:]
	}
	return at
}

// Line returns the text of line n, counted from 1, without its end; a line outside the file is empty.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	return f.text[f.lines[n-1]:f.LineEnd(n)]
}

// LineEnd returns the byte offset behind the last character of line n, counted from 1, without its end.
func (f *File) LineEnd(n int) int {
	n = min(max(n, 1), len(f.lines))
	end := len(f.Text)
	if n < len(f.lines) {
		end = f.lines[n] - 1
	}
	if start := f.lines[n-1]; end > start && f.Text[end-1] == '\r' {
		end--
	}
	return end
}

// LineStart returns the byte offset at which line n, counted from 1, begins.
func (f *File) LineStart(n int) int { return f.lines[min(max(n, 1), len(f.lines))-1] }

// Slice returns the text of a span; a span outside the file is cut to it.
func (f *File) Slice(s Span) string {
	start := min(max(s.Start, 0), len(f.text))
	return f.text[start:min(max(s.End, start), len(f.text))]
}

// Error is a fault at a place of a file that people keep by hand, with what mends it.
type Error struct {
	File   string
	Line   int    // from 1
	Column int    // from 1, in code points
	Width  int    // of the faulty stretch, in code points; at least 1
	Code   string // the line's text
	What   string // what is wrong
	Hint   string // how to mend it; may be empty
	Slip   Slip   // which of the slips that people make most often it is; "" for another
}

// Slip is a fault of YAML that whoever writes a page makes often enough to deserve words of its own.
type Slip string

// The slips.
const (
	Colon Slip = "colon" // a text with a colon in it, without quotes
	Tab   Slip = "tab"   // instead of spaces
	Quote Slip = "quote" // never closed
	Sign  Slip = "sign"  // a text that begins with a sign of YAML
)

// as says which slip an error is.
func (e *Error) as(s Slip) *Error {
	e.Slip = s
	return e
}

// Errorf returns an error for a span of f. Only the span's first line is marked.
func (f *File) Errorf(s Span, hint, format string, args ...any) *Error {
	line, column := f.Position(s.Start)
	code := f.Line(line)
	rest := max(utf8.RuneCountInString(code)-column+1, 1)
	width := min(max(utf8.RuneCountInString(f.Slice(s)), 1), rest)
	return &Error{File: f.Name, Line: line, Column: column, Width: width, Code: code,
		What: fmt.Sprintf(format, args...), Hint: hint}
}

// Error gives place, fault and remedy in one line.
func (e *Error) Error() string {
	if e.Hint == "" {
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.What)
	}
	return fmt.Sprintf("%s:%d:%d: %s; %s", e.File, e.Line, e.Column, e.What, e.Hint)
}

// frameWidth is how many characters of a line are shown.
const frameWidth = 160

// Frame shows the faulty line, or as much of it as people can read, with carets under the stretch that is wrong: two lines,
// without a final line end.
func (e *Error) Frame() string {
	shown, at := e.Code, e.Column-1
	runes := []rune(shown)
	if len(runes) > frameWidth {
		from := max(0, min(at-frameWidth/2, len(runes)-frameWidth))
		shown = string(runes[from : from+frameWidth])
		if from > 0 {
			shown, at = "…"+shown, at-from+1
		}
		if from+frameWidth < len(runes) {
			shown += "…"
		}
		runes = []rune(shown)
	}
	at = min(at, len(runes))
	var pad strings.Builder
	for _, r := range runes[:at] {
		if r == '\t' {
			pad.WriteByte('\t')
		} else {
			pad.WriteByte(' ')
		}
	}
	return "  " + shown + "\n  " + pad.String() + strings.Repeat("^", max(min(e.Width, len(runes)-at), 1))
}
