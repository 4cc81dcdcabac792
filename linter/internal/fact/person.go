package fact

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Person is somebody whom a sentence or a row of a table names, or means unmistakably: by a full name, by a given name
// beside a class or beside what is said of them, or as one pupil of a class of whom something is said. Its place is the
// name; of a given name alone, the word before it too.
type Person struct {
	Head
	// Role is child, staff or adult, by the words around the name.
	Role string `expr:"role"`
	// Named says that there is a name, rather than initials or "một học sinh lớp 8B".
	Named bool `expr:"named"`
	// Class is the pupil's class as written, 5A; empty if none stands beside the name.
	Class string `expr:"class"`
	// Row is the row of the table in which the person stands, from 1; 0 outside of tables.
	Row int `expr:"row"`
	// Circumstance is empty or the words that tell of poverty, loss or harm, in the same sentence or row.
	Circumstance string `expr:"circumstance"`
	// Discipline is empty or the words that tell of a pupil's sort of offence or punishment.
	Discipline string `expr:"discipline"`
	// Accusation is empty or the words that accuse of an offence in office.
	Accusation string `expr:"accusation"`
}

// persons returns those that were found in sentences and tables.
func persons(g *gathering) []Subject {
	return inOrder(subjects(g.persons, func(p *Person) *Head { return &p.Head }))
}

// addPeople makes facts of the mentions in a sentence.
func (u *utterance) addPeople() {
	for _, m := range u.people {
		p := Person{Role: m.role, Named: m.named, Class: m.class, Circumstance: u.saidOf(m, circumstanceCue),
			Discipline: u.saidOf(m, disciplineCue), Accusation: u.saidOf(m, accusationCue)}
		if m.full && m.role == roleChild {
			p.Class = u.classOf(m)
		}
		said := m.ailing || p.Circumstance != "" || p.Discipline != "" || p.Accusation != ""
		if !m.full && !said && (m.role != roleChild || p.Class == "" || !m.named) {
			continue
		}
		if m.named && (m.role == roleChild || said) {
			p.Head = u.g.at(u.r, m.start, m.end)
			p.Masked = maskName(u.r.Text[m.start:m.end], m.full)
			u.g.hideName(u.r.Text[m.start:m.end])
		} else {
			p.Head = u.g.at(u.r, m.start, m.end)
		}
		u.g.persons = append(u.g.persons, p)
	}
}

// maskName leaves the first letter of a name, behind the word that calls its owner if that is part of it.
func maskName(name string, full bool) string {
	before := ""
	if at := strings.LastIndexAny(name, " \u00a0\n"); !full && at >= 0 {
		at = strings.IndexAny(name, " \u00a0\n")
		before, name = name[:at+1], strings.TrimLeft(name[at+1:], " \u00a0\n")
	}
	_, size := utf8.DecodeRuneInString(name)
	if size == len(name) { // one letter is the whole of it
		return before + "***"
	}
	return before + name[:size] + "***"
}

// saidOf returns the words of a cue that are said of somebody in the sentence, or "".
func (u *utterance) saidOf(m mention, what cue) string {
	from, _ := slices.BinarySearchFunc(u.marks, m.first-saidReach-longestCue, func(c mark, first int) int { return c.first - first })
	for _, c := range u.marks[from:] {
		if c.first > m.last+saidReach+1 {
			break
		}
		if c.cue == what && u.concerns(m, c) {
			return u.r.Text[c.start:c.end]
		}
	}
	return ""
}

// saidReach is how many syllables may stand between somebody and what is said of them; longestCue how many syllables
// what is said has at most.
const (
	saidReach  = 16
	longestCue = 12
)

// concerns reports whether a cue is about somebody: near, not denied, and not what they give, draw or talk about.
func (u *utterance) concerns(m mention, c mark) bool {
	aside := u.g.asides
	denial := max(0, c.first-4)
	if c.first > m.last {
		denial = max(denial, m.last+1)
	}
	switch {
	case aside.denial.anyOf(keysOf(u.tokens[denial:c.first])) >= 0:
		return false
	case c.first > m.last:
		between := u.tokens[m.last+1 : c.first]
		return len(between) <= saidReach && aside.deed.anyOf(keysOf(between)) < 0
	case c.last < m.first:
		between := u.tokens[c.last+1 : m.first]
		return len(between) <= saidReach && aside.away.anyOf(keysOf(between)) < 0
	}
	return true
}

func keysOf(tokens []syllable) []string {
	keys := make([]string, len(tokens))
	for i, t := range tokens {
		keys[i] = t.key
	}
	return keys
}

// asides holds the words that keep what is said in a sentence from being said of somebody in it.
type asides struct {
	denial  wordSet // right before: không vi phạm, phòng chống HIV
	deed    wordSet // between somebody and what they do something about: tặng hộ nghèo, vẽ tranh về HIV
	away    wordSet // between what is said and somebody else: do cô Lan kể
	suffers wordSet // before an illness: bị, mắc
	others  wordSet // right before a condition, of people in general: người khuyết tật
}

func newAsides() asides {
	return asides{
		denial: newWordSet("không chưa chẳng chống phòng ngừa cấm tránh đừng"),
		deed: newWordSet("tặng giúp trao ủng quyên góp vẽ kể đọc viết tìm vai tuyên truyền thăm khám nói chuyện về những người trẻ thi " +
			"tập huấn hiểu biểu vì kêu vận"),
		away:    newWordSet("của do bởi để vì tặng giúp kể vẽ viết nói"),
		suffers: newWordSet("bị mắc nhiễm dương bệnh trị chẩn mổ hiện chứng"),
		others:  newWordSet("người trẻ những các vì"),
	}
}
