package text

import (
	"strings"
	"unicode/utf8"
)

// Scanner finds phrases. It remembers the spellings it has met, so each goroutine needs its own.
type Scanner struct {
	phrases *Phrases
	known   *spellings
	starts  []int // offsets at which the last pieces began, a ring
	tokens  []Token
}

// Scan returns a new scanner for the phrases.
func (p *Phrases) Scan() *Scanner {
	size := 1
	for size < p.longest {
		size *= 2
	}
	return &Scanner{phrases: p, known: new(spellings), starts: make([]int, size)}
}

// Find calls found for every occurrence of a phrase in text, in the order of their ends, overlapping ones too: the
// phrase's index in the list given to NewPhrases, and the occurrence's bytes in text, end exclusive. It returns the
// syllables of text, in room that the next call uses again.
func (s *Scanner) Find(text string, found func(phrase, start, end int)) []Token {
	p := s.phrases
	s.tokens = s.tokens[:0]
	mask := len(s.starts) - 1
	at, pieces := int32(0), 0
	c := cutter{text: text}
	for q := c.next(); q.kind != end; q = c.next() {
		if q.kind == word {
			s.tokens = append(s.tokens, Token{q.start, q.end})
		}
		if q.apart {
			at = 0
		}
		id := s.id(text[q.start:q.end])
		if id == 0 {
			at = 0
			continue
		}
		s.starts[pieces&mask] = q.start
		pieces++
		at = p.step(at, id)
		for ending := p.states[at].report; ending != 0; ending = p.states[p.states[ending].fail].report {
			for _, phrase := range p.ends[ending] {
				found(int(phrase), s.starts[(pieces-p.size[phrase])&mask], q.end)
			}
		}
	}
	return s.tokens
}

// id returns the id of a syllable or sign as written, 0 when no phrase has it.
func (s *Scanner) id(raw string) int32 {
	if raw[0] >= utf8.RuneSelf && !s.phrases.foreign {
		if r, _ := utf8.DecodeRuneInString(raw); foreign(r) {
			return 0
		}
	}
	if len(raw) > maxPacked || raw[0] == 0 {
		if !s.phrases.foreign && strings.ContainsFunc(raw, foreign) {
			return 0
		}
		return s.phrases.ids[Key(raw)]
	}
	low, high := pack(raw)
	if (low|high)&notASCII == 0 && !s.phrases.plain.mayHave(low, high) {
		return 0
	}
	id, ok := s.known.get(low, high)
	if !ok {
		id = s.phrases.ids[Key(raw)]
		s.known.put(low, high, id)
	}
	return id
}

// foreign reports whether r is a letter of a script from Cyrillic to Tibetan, or of East Asia. Folding never leads out of
// these ranges or into them, so unless a phrase has such letters, a syllable that has one is in no phrase. Hidden characters
// of these ranges are no letters: folding drops them. East Asian words are long and hardly ever come twice; folding them all would cost more than everything else.
func foreign(r rune) bool {
	return (r >= 0x400 && r <= 0xFFF || r >= 0x3040 && r <= 0xD7A3) && !Hidden(r)
}
