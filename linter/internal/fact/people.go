package fact

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// people is what a gatherer knows about people and their homes.
type people struct {
	names        names
	asides       asides
	dwelling     dwelling
	columns      columns
	ownAddresses []string // the site's, by their keys
	wantsPeople  bool     // a rule asks for a kind that has to do with people
}

func newPeople(s Settings) people {
	p := people{names: newNames(), asides: newAsides(), dwelling: newDwelling(), columns: newColumns(),
		wantsPeople: s.wants("person", "health-fact", "address", "table")}
	for _, address := range s.Contacts.Addresses {
		p.ownAddresses = append(p.ownAddresses, addressKey(address))
	}
	return p
}

// humans is what was found about people on a page.
type humans struct {
	persons    []Person
	secret     map[string]bool // names that must not be shown, as written
	health     []HealthFact
	addresses  []Address
	grids      []grid // of tables and lists
	gridded    bool   // grids has been made
	cellLabels []cellLabel
	labelled   bool // cellLabels has been made
}

// readPeople looks for people, for what is said of them, and for where they live, in every sentence that has a cue for
// it. It comes before masks are settled, because a child's name is masked.
func (g *gathering) readPeople() {
	if !g.wantsPeople {
		return
	}
	g.eachRun(func(_ int, r *page.Run, cues []cueHit) {
		if !isText(r) || !slices.ContainsFunc(cues, func(c cueHit) bool { return c.cue >= nameCue }) {
			return
		}
		cues = slices.DeleteFunc(slices.Clone(cues), func(c cueHit) bool { return c.cue < nameCue })
		slices.SortStableFunc(cues, func(a, b cueHit) int { return a.start - b.start })
		for sentence := range text.Sentences(r.Text) {
			for part := range shortened(r.Text, sentence) {
				n := 0
				for n < len(cues) && cues[n].start < part.End {
					n++
				}
				own := slices.DeleteFunc(cues[:n:n], func(c cueHit) bool { return c.end > part.End })
				cues = cues[n:]
				if len(own) > 0 {
					g.readSentence(r, part, own)
				}
			}
		}
	})
	g.readRosters()
	g.hideNames()
}

// hideName remembers that a name must not be shown, wherever it stands on the page.
func (g *gathering) hideName(name string) {
	if g.secret == nil {
		g.secret = map[string]bool{}
	}
	g.secret[name] = true
}

// hideNames masks the remembered names wherever they stand: what is masked in one sentence must not show in the next.
func (g *gathering) hideNames() {
	if len(g.secret) == 0 {
		return
	}
	list := slices.Sorted(maps.Keys(g.secret))
	phrases, err := text.NewPhrases(list)
	if err != nil {
		return // a name without a letter, which isName and the words of a sentence rule out
	}
	scanner := phrases.Scan()
	for i := range g.page.Runs {
		r := &g.page.Runs[i]
		scanner.Find(r.Text, func(name, start, end int) {
			full := g.names.surname[text.Key(firstWord(list[name]))]
			g.personal(r, start, end, maskName(r.Text[start:end], full))
		})
	}
}

// firstWord returns what stands before the first white space.
func firstWord(s string) string {
	if at := strings.IndexFunc(s, unicode.IsSpace); at >= 0 {
		return s[:at]
	}
	return s
}

// longestSentence bounds what is read as one sentence, in bytes, so that a page without full stops is not compared word
// with word.
const longestSentence = 2000

// shortened ranges over the parts of a sentence, cut at white space where it is longer than a sentence can be.
func shortened(s string, sentence text.Token) iter.Seq[text.Token] {
	return func(yield func(text.Token) bool) {
		for sentence.End-sentence.Start > longestSentence {
			part := text.Token{Start: sentence.Start, End: sentence.Start + longestSentence}
			if at := strings.LastIndexAny(s[part.Start:part.End], " \n\t"); at > 0 {
				part.End = part.Start + at
			}
			for part.End < sentence.End && !utf8.RuneStart(s[part.End]) {
				part.End++
			}
			if !yield(part) {
				return
			}
			sentence.Start = part.End
		}
		yield(sentence)
	}
}

// isAboutPeople reports whether a cue is worth keeping: a name, or a word that calls somebody, counts only before a
// capital letter, a part of an address only before one or a digit.
func isAboutPeople(s string, c cue, start, end int) bool {
	if c != nameCue && c != callCue && c != placeCue {
		return true
	}
	rest := strings.TrimLeft(s[end:], " \u00a0\n")
	next, _ := utf8.DecodeRuneInString(rest)
	upper := len(rest) < len(s[end:]) && unicode.IsUpper(next)
	first, _ := utf8.DecodeRuneInString(s[start:])
	switch c {
	case nameCue:
		return upper && unicode.IsUpper(first)
	case callCue:
		return upper
	}
	return upper || unicode.IsDigit(next)
}

// syllable is one of a sentence that may be about people.
type syllable struct {
	start, end int // in the run
	key        string
	capital    bool
	joined     bool // nothing but white space parts it from the token before
}

// utterance is one such sentence.
type utterance struct {
	g      *gathering
	r      *page.Run
	span   text.Token
	tokens []syllable
	cues   []cueHit // in the order of their beginnings
	marks  []mark   // where they stand among the syllables
	people []mention
}

// mark is where a cue stands among the syllables of a sentence.
type mark struct {
	cueHit
	first, last int // syllables, the last included
}

// mention is somebody whom a sentence names or means.
type mention struct {
	first, last int // tokens, the last included
	start, end  int // bytes of the run
	role        string
	class       string
	full        bool // a name with its surname
	named       bool // a name, rather than initials or "một học sinh lớp 8B"
	ailing      bool // the sentence says that something ails them
}

// utterance cuts a sentence into its syllables.
func (g *gathering) utterance(r *page.Run, span text.Token) *utterance {
	u := &utterance{g: g, r: r, span: span}
	end := span.Start
	for t := range text.Syllables(r.Text[span.Start:span.End]) {
		k := syllable{start: span.Start + t.Start, end: span.Start + t.End}
		first, _ := utf8.DecodeRuneInString(r.Text[k.start:])
		k.capital = unicode.IsUpper(first)
		k.joined = len(u.tokens) > 0 && strings.TrimSpace(r.Text[end:k.start]) == ""
		k.key = text.Key(r.Text[k.start:k.end])
		u.tokens = append(u.tokens, k)
		end = k.end
	}
	return u
}

func (g *gathering) readSentence(r *page.Run, span text.Token, cues []cueHit) {
	u := g.utterance(r, span)
	u.cues = cues
	at := 0
	for _, c := range cues {
		for at+1 < len(u.tokens) && u.tokens[at+1].start <= c.start {
			at++
		}
		last := at
		for last+1 < len(u.tokens) && u.tokens[last+1].start < c.end {
			last++
		}
		u.marks = append(u.marks, mark{c, at, last})
	}
	u.findPeople()
	u.addHealth()
	u.addPeople()
	u.addAddresses()
}

// findPeople looks for names with a surname, for given names behind a word that calls somebody, and for one pupil of a
// class.
func (u *utterance) findPeople() {
	for i := 0; i < len(u.tokens); i++ {
		if n := u.fullName(i); n > 0 {
			m := mention{first: i, last: i + n - 1, full: true, named: true}
			m.start, m.end = u.tokens[i].start, u.tokens[m.last].end
			if m.role = u.roleOf(m); m.role != "" {
				u.people = append(u.people, m)
			} else {
				u.people = append(u.people, mention{first: i, last: m.last}) // nobody, but a list may go on behind it
			}
			i = m.last
			continue
		}
		if m, ok := u.calledName(i); ok {
			u.people = append(u.people, m)
			i = m.last
			continue
		}
		if m, ok := u.onePupil(i); ok {
			u.people = append(u.people, m)
			i = m.last
		}
	}
	u.people = slices.DeleteFunc(u.people, func(m mention) bool { return m.role == "" })
}

// mostNames is the number of syllables that a name has at most.
const mostNames = 5

// fullName returns the number of syllables of the name with a surname that begins at a token, or 0.
func (u *utterance) fullName(i int) int {
	if !u.tokens[i].capital || !u.g.names.surname[u.tokens[i].key] {
		return 0
	}
	n := 1
	for i+n < len(u.tokens) && n < mostNames && u.tokens[i+n].capital && u.tokens[i+n].joined &&
		u.tokens[i+n].key != u.g.names.class && !hasDigits(u.tokens[i+n].key) {
		n++
	}
	if n < 2 || n == 2 && u.isPlace(i) {
		return 0
	}
	return n
}

// isPlace reports whether two tokens are the name of a place: học sinh Việt Nam. That of a province, which people are
// called by too, is one only behind a word for people in general: học sinh Hải Dương, but em Hải Dương.
func (u *utterance) isPlace(i int) bool {
	if i+1 >= len(u.tokens) || !u.tokens[i+1].joined {
		return false
	}
	switch u.g.names.place[u.tokens[i].key+" "+u.tokens[i+1].key] {
	case country:
		return true
	case province:
		return i > 1 && u.g.names.roleAt(u.tokens, i-1) != "" && u.g.names.wordStart(u.tokens, i-1) == i-2
	}
	return false
}

func hasDigits(s string) bool { return strings.ContainsAny(s, "0123456789") }

// calledName returns the mention of somebody by a given name or initials alone: em Nam, cô H.
func (u *utterance) calledName(i int) (mention, bool) {
	role := u.g.names.roleAt(u.tokens, i)
	if role != roleChild && role != roleStaff || i+1 == len(u.tokens) {
		return mention{}, false
	}
	next := u.tokens[i+1]
	if !next.capital || !next.joined || hasDigits(next.key) || u.g.names.roleAt(u.tokens, i+1) != "" || u.fullName(i+1) > 0 || u.isPlace(i+1) {
		return mention{}, false
	}
	m := mention{first: i, last: i + 1, role: role, named: true}
	for m.last+1 < len(u.tokens) && m.last-i < 3 && u.tokens[m.last+1].capital && !hasDigits(u.tokens[m.last+1].key) &&
		u.tokens[m.last+1].key != u.g.names.class && (u.tokens[m.last+1].joined || u.dotted(m.last)) {
		m.last++
	}
	m.start, m.end = u.tokens[u.g.names.wordStart(u.tokens, i)].start, u.tokens[m.last].end
	if utf8.RuneCountInString(next.key) == 1 {
		m.named = false
		if strings.HasPrefix(u.r.Text[m.end:], ".") {
			m.end++
		}
	}
	m.class = u.classOf(m)
	return m, true
}

// dotted reports whether nothing but a full stop stands behind a token of one letter.
func (u *utterance) dotted(i int) bool {
	t := u.tokens[i]
	return utf8.RuneCountInString(t.key) == 1 && i+1 < len(u.tokens) && u.r.Text[t.end:u.tokens[i+1].start] == "."
}

// onePupil returns the mention of one pupil who is not named: một học sinh lớp 8B.
func (u *utterance) onePupil(i int) (mention, bool) {
	if k := u.tokens[i].key; k != u.g.names.one && k != "1" {
		return mention{}, false
	}
	for j := i + 1; j < min(i+5, len(u.tokens)); j++ {
		if u.g.names.roleAt(u.tokens, j) != roleChild {
			continue
		}
		for k := j + 1; k < min(j+4, len(u.tokens)); k++ {
			if class, last := u.classAt(k); class != "" {
				return mention{first: j, last: last, start: u.tokens[u.g.names.wordStart(u.tokens, j)].start,
					end: u.tokens[last].end, role: roleChild, class: class}, true
			}
		}
	}
	return mention{}, false
}

// roleReach is how many syllables before a name the word may stand that says who it is.
const roleReach = 8

// roleOf returns who somebody is, from what stands before the name and, for pupils, from the class behind it; "" if the
// name is that of a school, a street, a book, or of nobody who can be told.
func (u *utterance) roleOf(m mention) string {
	role, open := u.roleBefore(m)
	if role == "" && open && u.classBehind(m, 2) != "" {
		return roleChild
	}
	return role
}

// roleBefore looks for the word before a name that says who it is. Open is false if the name is that of a thing.
func (u *utterance) roleBefore(m mention) (role string, open bool) {
	for i := m.first - 1; i >= max(0, m.first-roleReach); i-- {
		if n := len(u.people); n > 0 && u.people[n-1].last == i {
			return u.people[n-1].role, u.people[n-1].role != "" // the list goes on
		}
		if u.g.names.isThing(u.tokens, i) {
			return "", false
		}
		if role := u.g.names.roleAt(u.tokens, i); role != "" {
			return role, true
		}
		if class, _ := u.classAt(i); class == "" && !u.g.names.link[u.tokens[i].key] && !hasDigits(u.tokens[i].key) {
			return "", true
		}
	}
	return "", true
}

// classOf returns the class that stands beside a pupil, or "".
func (u *utterance) classOf(m mention) string {
	if class := u.classBehind(m, 4); class != "" {
		return class
	}
	for i := m.first - 1; i >= max(0, m.first-4); i-- {
		if class, _ := u.classAt(i); class != "" {
			return class
		}
	}
	return ""
}

// classBehind returns the class within reach behind a mention.
func (u *utterance) classBehind(m mention, reach int) string {
	for i := m.last + 1; i < min(m.last+2+reach, len(u.tokens)); i++ {
		if class, _ := u.classAt(i); class != "" {
			return class
		}
		if !u.g.names.link[u.tokens[i].key] && u.g.names.roleAt(u.tokens, i) != roleChild {
			break
		}
	}
	return ""
}

// classAt returns the class that begins at a token, "lớp 5A" or "9A2", and its last token.
func (u *utterance) classAt(i int) (class string, last int) {
	if isClassCode(u.r.Text[u.tokens[i].start:u.tokens[i].end]) {
		return u.r.Text[u.tokens[i].start:u.tokens[i].end], i
	}
	if u.tokens[i].key != u.g.names.class || i+1 == len(u.tokens) {
		return "", i
	}
	next := u.tokens[i+1]
	switch {
	case hasDigits(next.key) && len(next.key) <= 5:
		last = i + 1
	case u.g.names.nursery[next.key] && (next.capital || next.key == text.Key("mẫu")):
		last = i + 1
		for last+1 < len(u.tokens) && last < i+4 && u.tokens[last+1].joined &&
			(hasDigits(u.tokens[last+1].key) || u.g.names.nursery[u.tokens[last+1].key] || len(u.tokens[last+1].key) == 1) {
			last++
		}
	default:
		return "", i
	}
	return u.r.Text[next.start:u.tokens[last].end], last
}

// isClassCode reports whether a word is like 5A, 9A2 or 12A10.
func isClassCode(word string) bool {
	grade := len(word) - len(strings.TrimLeft(word, "0123456789"))
	if grade == 0 || grade > 2 || grade == len(word) || word[:grade] == "0" || len(word[:grade]) == 2 && word[:grade] > "12" {
		return false
	}
	letter, size := utf8.DecodeRuneInString(word[grade:])
	rest := word[grade+size:]
	return unicode.IsUpper(letter) && len(rest) <= 2 && strings.Trim(rest, "0123456789") == ""
}
