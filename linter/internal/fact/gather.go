package fact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// PhraseList is the list of phrases that one rule looks for.
type PhraseList struct {
	Rule    string // the rule's id; only it sees these occurrences
	List    string // the list's name, for the field list
	Phrases []string
	// Frames says that the rule asks for the fields directed or promotional; else they stay false.
	Frames bool
	// Disguises says that the rule asks for the field disguise; else phrases in disguise are not looked for.
	Disguises bool
}

// Contacts are the numbers that a site publishes on purpose.
type Contacts struct {
	Phones    []string // in any spelling
	Emails    []string
	Accounts  []string // of banks; in any spelling
	TaxCodes  []string
	Addresses []string // postal
}

// Settings says what is to be gathered, and what the pages cannot know.
type Settings struct {
	Wanted   map[string]bool   // kinds that rules ask about, and fields that they read, as in link and page.claims; nil: all
	Silent   map[string]string // values of fields, as in sentence.encoding: facts that have them are of no use to any rule
	Phrases  []PhraseList
	Patterns []PatternSearch
	Lists    *Lists // nil for none
	Contacts Contacts
	Site     string   // the site's own address, such as https://thcshoasen.edu.vn; may be empty
	Language string   // of pages that do not name theirs
	Roots    []string // folders that hold the content, such as "content"; "" is the top
}

// wants reports whether any rule asks for one of the kinds or fields. What costs time is gathered only then; a field that
// nobody reads is left empty.
func (s *Settings) wants(names ...string) bool {
	return s.Wanted == nil || slices.ContainsFunc(names, func(name string) bool { return s.Wanted[name] })
}

// Gatherer reads facts off pages. It is never changed and may be shared by goroutines.
type Gatherer struct {
	settings  Settings
	kinds     []Kind // those to gather
	host      string // of the site
	official  map[string]bool
	accounts  map[string]bool // official ones
	taxCodes  map[string]bool // official ones
	frames    frames
	people         // what tells people from things
	disguise  bool // a rule asks for phrases in disguise
	worded    bool // of each pattern a word is known that every match has
	phrases   *text.Phrases
	uses      []use            // what each of phrases is for
	mailboxes                  // what tells the addresses of people from those of offices
	known     map[string]bool  // words that are no mistakes
	fields    map[string]known // by key in lower case
	required  []known
}

// use says what a phrase of the automaton is for: one of a rule's list, a word of a pattern, a label of numbers, or a cue.
type use struct {
	list     int // index into Settings.Phrases, or -1
	pattern  int // index into Settings.Patterns from 1, or 0
	label    label
	cue      cue
	document int // of the cue documentCue: index into Lists.Documents
}

// NewGatherer prepares everything once for all pages. An error names the rule's list or the contact that is at fault.
func NewGatherer(s Settings) (*Gatherer, error) {
	if s.Lists == nil {
		s.Lists = &Lists{}
	}
	g := &Gatherer{settings: s, host: parseAddress(s.Site).host, official: map[string]bool{},
		accounts: digitSet(s.Contacts.Accounts), taxCodes: digitSet(s.Contacts.TaxCodes), frames: newFrames(), people: newPeople(s),
		mailboxes: newMailboxes(s), known: map[string]bool{}, fields: map[string]known{}}
	for _, field := range knownFields() {
		g.fields[strings.ToLower(field.key)] = field
		if field.required {
			g.required = append(g.required, field)
		}
	}
	for _, word := range s.Lists.KnownWords {
		g.known[text.NFC(word)] = true
	}
	for _, kind := range Kinds() {
		if kind.gather != nil && (kind.Name == "page" || s.wants(kind.Name) || kind.Name == "word" && s.wants("page.tone")) {
			g.kinds = append(g.kinds, kind)
		}
	}
	for _, phone := range s.Contacts.Phones {
		if !strings.ContainsAny(phone, "0123456789") {
			return nil, fmt.Errorf("contacts.phones: %q is no telephone number; write it like 0225 3876 543", phone)
		}
		g.official[contact(phone)] = true
	}
	if err := g.prepare(); err != nil {
		return nil, err
	}
	return g, nil
}

// Wants reports whether any rule asks for a kind or a field.
func (g *Gatherer) Wants(name string) bool { return g.settings.wants(name) }

// contact returns a telephone number in international form, or its digits if it is none that is known.
func contact(phone string) string {
	digits := ""
	stretches(phone, nil, func(groups []group) {
		for _, part := range groups {
			digits += part.digits
		}
	})
	if n, ok := parseNumber(digits, strings.Contains(phone, "+")); ok {
		return n.e164
	}
	return digits
}

// prepare builds the one automaton for the lists of all rules and for our own words.
func (g *Gatherer) prepare() error {
	var all []string
	add := func(u use, list []string) {
		all = append(all, list...)
		g.uses = append(g.uses, slices.Repeat([]use{u}, len(list))...)
	}
	for l := citizenLabel; l <= otherLabel; l++ {
		add(use{list: -1, label: l}, labels(l))
	}
	for c, list := range g.settings.Lists.cues() {
		add(use{list: -1, cue: c}, list)
	}
	for i, d := range g.settings.Lists.Documents {
		if d.Name != "" {
			add(use{list: -1, cue: documentCue, document: i}, []string{d.Name})
		}
	}
	for i, list := range g.settings.Phrases {
		g.disguise = g.disguise || list.Disguises
		if at := slices.IndexFunc(list.Phrases, func(s string) bool { return text.Count(s) == 0 }); at >= 0 {
			return fmt.Errorf("%s: phrase %d of list %s, %q, has no letter or digit", list.Rule, at+1, list.List,
				list.Phrases[at])
		}
		add(use{list: i}, list.Phrases)
	}
	g.worded = true
	for i, search := range g.settings.Patterns {
		g.worded = g.worded && len(search.Words) > 0
		add(use{list: -1, pattern: i + 1}, search.Words)
	}
	var err error
	g.phrases, err = text.NewPhrases(all)
	return err
}

// Worker gathers for one goroutine at a time.
type Worker struct {
	*Gatherer
	scanner   *text.Scanner
	readings  map[string]reading // of telephone numbers
	looks     map[string]look    // of words
	suggested map[string]string  // for words
	groups    []group
	labels    []labelHit
	hits      []phraseHit
	met       []int        // patterns of which a word stands in the run
	tokens    []text.Token // the syllables of the page's runs, one run after the other
	ends      []int        // for each run, where its syllables end
}

// Worker returns a new worker.
func (g *Gatherer) Worker() *Worker {
	return &Worker{Gatherer: g, scanner: g.phrases.Scan(), readings: map[string]reading{}, looks: map[string]look{}, suggested: map[string]string{}}
}

// Set holds the facts of one page.
type Set struct {
	Page  *Page
	Masks []Mask // all personal values on the page, in order; they do not overlap

	subjects map[string][]Subject
	byRule   map[string][]Subject // of the kinds phrase and pattern
}

// Subjects returns the facts of a kind in the order of the page. A rule sees only the occurrences of its own phrases and
// of its own pattern; for all other kinds the rule does not matter.
func (s *Set) Subjects(kind, rule string) []Subject {
	if kind == "phrase" || kind == "pattern" {
		return s.byRule[rule]
	}
	return s.subjects[kind]
}

// All returns the facts of a kind in the order of the page, those that only some rules see among them, each place once.
func (s *Set) All(kind string) []Subject {
	if kind != "phrase" && kind != "pattern" {
		return s.subjects[kind]
	}
	var all []Subject
	for _, list := range s.byRule {
		for _, subject := range list {
			if _, phrase := subject.Value.(*Phrase); phrase == (kind == "phrase") {
				all = append(all, subject)
			}
		}
	}
	return inOrder(all)
}

// gathering is the work on one page.
type gathering struct {
	*Worker
	page    *page.Page
	set     *Set
	words   int
	outer   label // what the name of a field, or a cell's row or column, says of a number without a label
	numbers numbers
	goes    []address // where the page's links lead
	humans            // what was found about people
	emails  []Email
	births  []BirthDate
	seated
	found    []occurrence
	matches  []match
	cues     []cueHit // in the order of the runs
	secrets  []Secret
	wrong    int  // words that are no syllables
	accented int  // words with letters that English lacks
	tongue   int  // 2 if the page is Vietnamese, 1 if it is not, 0 as long as nobody has asked
	shaped   bool // some secret of a known shape may be on the page
}

// Gather returns the facts of a page. They depend on nothing but the page and the settings.
func (w *Worker) Gather(p *page.Page) *Set {
	g := &gathering{Worker: w, page: p, set: &Set{subjects: make(map[string][]Subject, len(w.kinds)), byRule: map[string][]Subject{}}}
	g.goes = make([]address, len(p.Links))
	for i := range p.Links {
		g.goes[i] = parseAddress(p.Links[i].URL)
	}
	g.shaped = hasSecretShape(p.File.String())
	w.tokens, w.ends = w.tokens[:0], w.ends[:0]
	for i := range p.Runs {
		g.read(i)
	}
	g.secretLinks()
	g.readPeople()
	g.readEmails()
	g.readBirths()
	g.settleMasks()
	for _, kind := range w.kinds {
		g.set.subjects[kind.Name] = kind.gather(g)
	}
	return g.set
}

// read finds words, labels and phrases in a run of text, then the numbers that may stand behind labels.
func (g *gathering) read(run int) {
	r := &g.page.Runs[run]
	g.labels, g.hits, g.met = g.labels[:0], g.hits[:0], g.met[:0]
	cues := len(g.cues)
	tokens := g.scanner.Find(r.Text, func(phrase, start, end int) {
		switch u := g.uses[phrase]; {
		case u.label != noLabel:
			g.labels = append(g.labels, labelHit{u.label, start, end})
		case u.cue != noCue:
			if u.cue < nameCue || g.wantsPeople && isAboutPeople(r.Text, u.cue, start, end) {
				g.cues = append(g.cues, cueHit{run, u.cue, u.document, start, end})
			}
		case u.list >= 0:
			g.addHit(u.list, start, end)
		case u.pattern > 0 && !slices.Contains(g.met, u.pattern-1):
			g.met = append(g.met, u.pattern-1)
		}
	})
	g.tokens = append(g.tokens, tokens...)
	g.ends = append(g.ends, len(g.tokens))
	switch r.Within {
	case page.Prose, page.InHeading, page.InCell, page.InHTML:
		g.words += len(tokens)
	}
	g.addPhrases(r)
	g.addMatches(r)
	if g.disguise {
		g.readDisguised(r, tokens)
	}
	g.secretsIn(r, g.cues[cues:])
	if mayHold(r.Text, fewestDigits) {
		g.readNumbers(g.plain(r))
	}
}

// plain returns a run as readers take it, with the labels in it: numbers are looked for in what readers see.
func (g *gathering) plain(r *page.Run) *page.Run {
	plain := r.Plain()
	if plain != r {
		g.labels = g.labels[:0]
		g.scanner.Find(plain.Text, func(phrase, start, end int) {
			if u := g.uses[phrase]; u.label != noLabel {
				g.labels = append(g.labels, labelHit{u.label, start, end})
			}
		})
	}
	return plain
}

// syllables returns the syllables of a run, which have been cut once for all that asks for them.
func (g *gathering) syllables(run int) []text.Token {
	if run == 0 {
		return g.tokens[:g.ends[0]]
	}
	return g.tokens[g.ends[run-1]:g.ends[run]]
}

// at returns the head of a fact whose place is a stretch of a run of text. Nothing is masked in it yet.
func (g *gathering) at(r *page.Run, start, end int) Head {
	span := r.Span(start, end)
	text := g.page.Text(span)
	return Head{Text: text, Masked: text, Within: r.Within, Span: span}
}

// head returns the head of a fact with a place of its own.
func (g *gathering) head(span source.Span, within string) Head {
	text, masked := g.masked(span)
	return Head{Text: text, Masked: masked, Within: within, Span: span}
}
