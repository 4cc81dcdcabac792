// Package fact says what rules may ask about. A fact is something in a page, with its place: a link, a heading, a
// telephone number. Every kind of fact is one struct in one file; the tags name its fields in rules, and their comments
// are its documentation.
package fact

import (
	"reflect"
	"slices"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Head is what every fact with a place in a page has.
type Head struct {
	// Text is the fact as written: the source of its place.
	Text string `expr:"text"`
	// Masked is Text with all personal numbers in it masked, for messages.
	Masked string `expr:"masked"`
	// Within says where it stands: prose, heading, cell, alt, title, field, link, html, code or comment.
	Within string `expr:"within"`
	// Span is the fact's place in its file.
	Span source.Span `expr:"-"`
}

// Subject is one fact as rules are asked about it.
type Subject struct {
	Value any         // pointer to the struct of its kind
	Span  source.Span // its place in the page
}

// Kind is a sort of fact, what a rule's each: names.
type Kind struct {
	Name string
	Doc  string       // what one fact is, in a few words
	Type reflect.Type // the struct; it has no methods, because rules embed it in a struct made at run time

	gather func(*gathering) []Subject // nil when a page alone cannot tell
}

// Kinds returns all kinds. To add one, write its file and add a line.
func Kinds() []Kind {
	return []Kind{
		{"page", "one page", reflect.TypeFor[Page](), pages},
		{"heading", "a heading, or a paragraph that pretends to be one", reflect.TypeFor[Heading](), headings},
		{"link", "an address that the page refers to", reflect.TypeFor[Link](), links},
		{"image", "an image in Markdown or HTML", reflect.TypeFor[Image](), images},
		{"html", "a raw HTML element", reflect.TypeFor[HTML](), elements},
		{"shortcode", "a tag of a template, such as Hugo's figure", reflect.TypeFor[Shortcode](), shortcodes},
		{"table", "a table, or a list of three or more lines of the same shape", reflect.TypeFor[Table](), tables},
		{"date", "a date, a span of dates or a school year, in digits", reflect.TypeFor[Date](), dates},
		{"document-ref", "the number and sign of a legal or administrative document", reflect.TypeFor[DocumentRef](), documentRefs},
		{"sentence", "a sentence of text", reflect.TypeFor[Sentence](), sentences},
		{"code", "a span or a block of code", reflect.TypeFor[Code](), codes},
		{"comment", "a comment in HTML", reflect.TypeFor[Comment](), comments},
		{"footnote", "the text of a footnote", reflect.TypeFor[Footnote](), footnotes},
		{"attachment", "an office file, PDF or archive that the page hands out", reflect.TypeFor[Attachment](), attachedFiles},
		{"secret", "a key, a password or a link that lets in whoever has it", reflect.TypeFor[Secret](), secrets},
		{"field", "a front matter field, or one that should be there", reflect.TypeFor[Field](), fields},
		{"word", "a word whose writing calls for a look", reflect.TypeFor[Word](), words},
		{"phrase", "an occurrence of one of the rule's phrases", reflect.TypeFor[Phrase](), phrases},
		{"pattern", "a text that the rule's pattern matches", reflect.TypeFor[Pattern](), patterns},
		{"phone", "a telephone number", reflect.TypeFor[Phone](), phones},
		{"email", "an e-mail address", reflect.TypeFor[Email](), emails},
		{"birth-date", "the day or the year of somebody's birth", reflect.TypeFor[BirthDate](), birthDates},
		{"citizen-id", "the number of a citizen's card", reflect.TypeFor[CitizenID](), citizenIDs},
		{"insurance-id", "the number of a health or social insurance card", reflect.TypeFor[InsuranceID](), insuranceIDs},
		{"tax-code", "a tax code", reflect.TypeFor[TaxCode](), taxCodes},
		{"bank-account", "the number of a bank account", reflect.TypeFor[BankAccount](), bankAccounts},
		{"passport", "the number of a passport", reflect.TypeFor[Passport](), passports},
		{"plate", "a vehicle's licence plate", reflect.TypeFor[Plate](), plates},
		{"address", "a postal address below the level of a ward", reflect.TypeFor[Address](), addresses},
		{"person", "somebody named, or meant unmistakably", reflect.TypeFor[Person](), persons},
		{"health-fact", "a named illness, disability, infection or disorder", reflect.TypeFor[HealthFact](), healthFacts},
		{"coordinates", "a pair of coordinates in text", reflect.TypeFor[Coordinates](), coordinatePairs},
		{"post-limit", "a part of a post whose length a social network bounds", reflect.TypeFor[PostLimit](), postLimits},
		{"site", "the whole site", reflect.TypeFor[Site](), nil},
		{"review", "what the gate says of one page", reflect.TypeFor[Review](), nil},
	}
}

// Codes returns all codes that the fields danger, problem and the like can hold, sorted. The program has a text for each.
func Codes() []string {
	codes := slices.Concat(linkDangers(), htmlDangers(), fieldProblems(), dateProblems(), wordCodes(), secretForms())
	slices.Sort(codes)
	return slices.Compact(codes)
}

// subjects makes subjects of facts. The facts must not move afterwards.
func subjects[T any](facts []T, head func(*T) *Head) []Subject {
	list := make([]Subject, len(facts))
	for i := range facts {
		list[i] = Subject{&facts[i], head(&facts[i]).Span}
	}
	return list
}

// inOrder sorts subjects by their places and drops all but one at the same place.
func inOrder(list []Subject) []Subject {
	slices.SortStableFunc(list, bySpan)
	return slices.CompactFunc(list, func(a, b Subject) bool { return a.Span == b.Span })
}

// bySpan orders subjects by their places.
func bySpan(a, b Subject) int {
	if a.Span.Start != b.Span.Start {
		return a.Span.Start - b.Span.Start
	}
	return a.Span.End - b.Span.End
}
