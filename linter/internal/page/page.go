// Package page reads one page of a site: its front matter, its Markdown and the HTML in it, all with exact places, and
// the digest that a review is bound to. It is the only importer of goldmark, of x/net/html and of go-toml.
package page

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Page is one file as a reader meets it. Every list is in the order of the source.
type Page struct {
	Path     string       // from the site's root, with slashes
	File     *source.File // the bytes as they are, a byte order mark included
	Fields   []Field      // front matter; nested keys are joined with "."
	Body     int          // offset of the first byte after the front matter
	Headings []Heading
	Links    []Link
	Images   []Image
	Elements []Element
	Tables   []Table
	Code     []Code
	Notes    []Footnote
	Runs     []Run
	Remarks  []Remark

	Shortcodes []Shortcode // tags of templates in the body, outside blocks of code

	Templated bool // tags of templates stand in the body

	text  string    // the file's text, which runs are slices of
	files []mention // in tags of templates
	data  bool      // not a page, but a file of nothing but fields
}

// Text returns the source of a span.
func (p *Page) Text(s source.Span) string { return p.File.Slice(s) }

// FieldKind is the sort of value a front matter field has, as its author wrote it.
type FieldKind string

// The kinds of values. An unquoted no, yes, on or off is a string; only true and false are bool.
const (
	String FieldKind = "string"
	Int    FieldKind = "int"
	Float  FieldKind = "float"
	Bool   FieldKind = "bool"
	Date   FieldKind = "date"
	Null   FieldKind = "null"
	List   FieldKind = "list"
	Map    FieldKind = "map"
)

// Field is one value of the front matter. A map is a field itself and is followed by the fields in it; a list is
// followed by the fields of those items that are maps or lists, whose keys are numbered from 0: "images.0.src".
type Field struct {
	Key     string // dotted
	Value   string // a scalar's text without quotes and escapes, digits as written; "" for a list or map
	Kind    FieldKind
	KeySpan source.Span   // the last part of the key, without quotes
	Span    source.Span   // the value as written, quotes included
	List    []string      // a list's items; "" for an item that is no scalar
	Items   []source.Span // the place of each of List
}

// Heading is a heading, of Markdown or of HTML.
type Heading struct {
	Level int         // 1 to 6
	Text  string      // what a reader sees
	ID    string      // an id given by hand, {#id}; else ""
	Span  source.Span // its content without the marks around it
	HTML  bool        // written as <h1> to <h6>
}

// Form is the way a link is written.
type Form string

// The forms of links.
const (
	Inline        Form = "inline"    // [text](url)
	Reference     Form = "reference" // [text][label], [label][] and [label]
	Autolink      Form = "autolink"  // <https://…>
	Bare          Form = "bare"      // https://… or www.… in the text
	HTML          Form = "html"      // an attribute of raw HTML
	ShortcodeForm Form = "shortcode" // an argument of a template's tag
)

// Role is what a link does with its address.
type Role string

// The roles of links. Images are no links here: they stand in Page.Images.
const (
	Go    Role = "link"  // a reader can follow it
	Embed Role = "embed" // it is loaded into the page: iframe, embed, object, source, video, audio, script …
	Send  Role = "form"  // a form sends its input there
)

// Link is an address in the page. URL is decoded of escapes and entities, percent signs are kept.
type Link struct {
	Form     Form
	Role     Role
	URL      string
	Text     string // what a reader clicks, without markup; "" for HTML other than <a>
	Title    string
	Tag      string      // of the HTML element, in lower case; "" in Markdown
	Span     source.Span // the address in the source: of a reference link, in its definition
	Whole    source.Span // the whole link; of HTML, the start tag
	Template bool        // a template makes the address or a part of it, as in {{< ref "a.md" >}}: nobody here knows which
}

// Image is a picture in Markdown, in HTML or in a template's tag such as Hugo's figure.
type Image struct {
	URL        string
	Alt        string
	Title      string
	Span       source.Span // the whole image; of HTML, the tag
	URLSpan    source.Span
	AltSpan    source.Span // empty where there is no alternative text
	HTML       bool        // written as an HTML element
	HasAlt     bool        // HTML: the attribute is there, though it may be empty
	Template   bool        // as of links
	Unknown    bool        // a template's tag that may do anything shows it: whether it describes it nobody here knows
	Decorative bool        // HTML: alt="" or role="presentation" or aria-hidden="true" says that it tells nothing
}

// Shortcode is a tag of a template: {{< figure src="a.jpg" >}}, {% include a.html %}, {{ page.title }}.
type Shortcode struct {
	Name      string // the first word
	Form      string // hugo, hugo-markdown, liquid or output
	Closing   bool   // the end of a pair: {{< /note >}}, {% endif %}
	Arguments []Argument
	Span      source.Span // the whole tag
}

// Argument is one argument of a shortcode.
type Argument struct {
	Name  string // before the equals sign; "" if it is known by its place
	Value string // without quotes
	Span  source.Span
}

// Element is a start tag of raw HTML.
type Element struct {
	Tag        string // in lower case
	Attributes []Attribute
	Span       source.Span
	Open       bool // it is no whole tag: a quote in it is never closed, so that browsers take what follows for its value
}

// Get returns the first attribute of that name, which must be in lower case.
func (e *Element) Get(name string) (Attribute, bool) {
	for _, a := range e.Attributes {
		if a.Name == name {
			return a, true
		}
	}
	return Attribute{}, false
}

// Attribute is one attribute of a start tag.
type Attribute struct {
	Name  string      // in lower case
	Value string      // entities decoded
	Span  source.Span // the value without quotes; empty and just after the name where there is none
	run   Run
}

// Code is a span or a block of code.
type Code struct {
	Language string // the first word behind the opening fence; else ""
	Fenced   bool   // a block between ``` or ~~~
	Block    bool
	Span     source.Span // the code itself, without the marks around it
}

// Footnote is the text of a footnote.
type Footnote struct {
	Label string
	Used  bool        // the page refers to it
	Span  source.Span // from "[^" to the end of its text
}

// Unreadable says why a page cannot be judged.
type Unreadable struct {
	Reason string      // a code, one of the constants below
	Detail string      // what was found, in plain words; may be ""
	Span   source.Span // where; empty at 0 if it is the whole file
}

// Error gives reason and detail.
func (u *Unreadable) Error() string {
	if u.Detail == "" {
		return u.Reason
	}
	return u.Reason + ": " + u.Detail
}

// The reasons why a page is unreadable.
const (
	TooLarge       = "too-large"       // more bytes than the limit
	NotUTF8        = "not-utf8"        // another encoding, or a broken file
	NUL            = "nul"             // a NUL byte, as in UTF-16 or a binary file
	ConflictMarker = "conflict-marker" // an unfinished merge
	FrontMatter    = "front-matter"    // not closed, or not YAML, TOML, JSON; a slip of YAML is told after a hyphen
	Nesting        = "nesting"         // too many quotes or lists in each other
	Brackets       = "brackets"        // too many open brackets in a block
	Delimiters     = "delimiters"      // too many emphasis marks or backticks in a block
	Cells          = "table"           // too many cells in tables
	Definitions    = "definitions"     // too many link definitions
	Parser         = "parser"          // the Markdown parser gave up
)

// Limits bounds what is read; zero means the default.
type Limits struct {
	Bytes int64 // of a file; 1 MiB
}

// Parse reads a page within the default limits. The error is always *Unreadable.
func Parse(path string, src []byte) (*Page, error) { return Limits{}.Parse(path, src) }

// Parse reads a page. The error is always *Unreadable. The page keeps src, which must not change afterwards.
func (l Limits) Parse(path string, src []byte) (page *Page, err error) {
	if u := l.checkBytes(src); u != nil {
		return nil, u
	}
	defer func() {
		if r := recover(); r != nil {
			page, err = nil, stopped(r)
		}
	}()
	p := &Page{Path: path, File: source.New(path, src)}
	p.text = p.File.String()
	if u := p.read(); u != nil {
		return nil, u
	}
	return p, nil
}

// read fills in the page.
func (p *Page) read() *Unreadable {
	merges := conflicts(p.File.Text)
	if u := p.frontMatter(); u != nil {
		return cmp.Or(conflict(merges, nil), u) // an unfinished merge is the likelier cause
	}
	if u := conflict(merges, p.body()); u != nil {
		return u
	}
	p.sort()
	return nil
}

// stopped tells why the parser was left by a panic: a guard's, or one that goldmark should not have had.
func stopped(reason any) *Unreadable {
	if u, ok := reason.(*Unreadable); ok {
		return u
	}
	return &Unreadable{Reason: Parser, Detail: fmt.Sprint("the Markdown parser failed: ", reason)}
}

// sort puts into the order of the source what was read out of turn: what interrupts a stretch of text, and what is in
// tags of templates.
func (p *Page) sort() {
	inOrder(p.Headings, func(h Heading) int { return h.Span.Start })
	inOrder(p.Links, func(l Link) int { return l.Whole.Start })
	inOrder(p.Images, func(m Image) int { return m.Span.Start })
	inOrder(p.Elements, func(e Element) int { return e.Span.Start })
	inOrder(p.Tables, func(t Table) int { return t.Span.Start })
	inOrder(p.Code, func(c Code) int { return c.Span.Start })
	inOrder(p.Runs, func(r Run) int { return r.start() })
	inOrder(p.Shortcodes, func(c Shortcode) int { return c.Span.Start })
	inOrder(p.Remarks, func(m Remark) int { return m.Span.Start })
}

func inOrder[T any](list []T, start func(T) int) {
	for i := 1; i < len(list); i++ {
		if start(list[i]) < start(list[i-1]) {
			slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(start(a), start(b)) })
			return
		}
	}
}
