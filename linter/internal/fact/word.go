package fact

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Word is a word whose writing calls for a look: it is not in Unicode's composed form, hides a character, has a tone mark
// that may stand on either of two letters, or cannot be a syllable of Vietnamese. Words that nothing can be said of are no
// facts: there are thousands of them on a page. An oddity that runs through a text is told once for each stretch of it, and
// what else can be said of a word in it is a fact of its own.
type Word struct {
	Head
	// Words is the number of words: more than one where words follow each other, with three plain ones between at most, that are
	// decomposed, have an Eth, or are joined by no-break spaces. A page whose body has many decomposed stretches is one.
	Words int `expr:"words"`
	// Normal says that the word is in Unicode's composed form and has none of the oddities.
	Normal bool `expr:"normal"`
	// NormalForm is the word as it should be written; Text itself if nobody can tell.
	NormalForm string `expr:"normalForm"`
	// Oddity is empty or what is wrong with the characters: decomposed, eth (Ð for Đ), hard-space (a no-break space between
	// letters), zero-width or private-use.
	Oddity string `expr:"oddity"`
	// Disguise is empty or how the word hides from a search: hidden-character (inside a word), lookalike-letter (a Cyrillic
	// or Greek letter in a Latin word) or spelled-out (n.g.u).
	Disguise string `expr:"disguise"`
	// Tone is empty, or where the tone mark stands that may stand on either of two letters: old (hòa) or new (hoà).
	Tone string `expr:"tone"`
	// OtherTone is the word with that mark on the other letter; Text itself where Tone is empty.
	OtherTone string `expr:"otherTone"`
	// Syllable says that the word can be a syllable of Vietnamese, or is none that its grammar applies to: it has capitals,
	// digits or letters of another language, or no Vietnamese letter at all.
	Syllable bool `expr:"syllable"`
	// Known says that the word is in the list of known words.
	Known bool `expr:"known"`
	// Suggestion is a syllable that one slip of the finger makes this word of; empty if there is none.
	Suggestion string `expr:"suggestion"`
}

// What can be odd about a word's characters.
const (
	oddDecomposed = "decomposed"
	oddEth        = "eth"
	oddHardSpace  = "hard-space"
	oddZeroWidth  = "zero-width"
	oddPrivateUse = "private-use"
)

// What a disguise can be, besides hiddenCharacter.
const (
	lookalikeLetter = "lookalike-letter"
	spelledOut      = "spelled-out"
)

// wordCodes returns the codes of Word.Oddity and Word.Disguise.
func wordCodes() []string {
	return []string{oddDecomposed, oddEth, oddHardSpace, oddZeroWidth, oddPrivateUse, hiddenCharacter, lookalikeLetter, spelledOut}
}

// look is what can be said of a word by its letters alone.
type look struct {
	oddity, disguise string
	tone             text.Placement
	wrong            bool // it is no syllable and not exempt
}

// plain reports whether there is nothing to say.
func (l look) plain() bool { return l == look{} }

// maxLooks bounds the words that a worker remembers.
const maxLooks = 1 << 16

// words returns the words of the page that call for a look, in its order, and sets the page's usual tone placement.
func words(g *gathering) []Subject {
	var all []Word
	for i := range g.page.Runs {
		if r := &g.page.Runs[i]; hasWords(r) {
			all = g.wordsIn(r, g.syllables(i), all)
		}
	}
	slices.SortStableFunc(all, func(a, b Word) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	if g.wrong >= minForeign && 2*g.wrong > g.accented {
		all = slices.DeleteFunc(all, func(w Word) bool { return !w.Syllable && w.Normal && w.Disguise == "" })
	}
	for i := range all {
		g.complete(&all[i])
	}
	all = g.joinLoose(all)
	g.set.Page.Tone = usualTone(all)
	return subjects(all, func(w *Word) *Head { return &w.Head })
}

// minForeign is the number of words that are no syllables from which a page may be one in another language: it is, if they
// are more than half of all words with letters that English lacks.
const minForeign = 10

// hasWords reports whether the spelling of a run's words matters: it is text, and not a name such as that of a file.
func hasWords(r *page.Run) bool {
	return isText(r) && (r.Within != page.InField || strings.Contains(strings.TrimSpace(r.Text), " "))
}

// usualTone returns the placement that most words have; of two that are as many, the one that comes first.
func usualTone(all []Word) string {
	count := map[string]int{}
	first := ""
	for i := range all {
		if tone := all[i].Tone; tone != "" {
			count[tone]++
			first = cmp.Or(first, tone)
		}
	}
	other := string(text.Old)
	if first == other {
		other = string(text.New)
	}
	if count[other] > count[first] {
		return other
	}
	return first
}

// wordsIn appends the words of one run. Of most of them there is as yet only what complete needs.
func (g *gathering) wordsIn(r *page.Run, tokens []text.Token, all []Word) []Word {
	s := r.Text
	if text.IsASCII(s) {
		return g.spelledOut(r, all)
	}
	var c chain
	var last text.Token
	for _, token := range tokens {
		l := g.look(s[token.Start:token.End])
		gap := oddBetween(s[last.End:token.Start])
		hard := gap == oddHardSpace && isBlank(s[last.End:token.Start]) && isLetterAt(s, last.End) && isLetter(s[token.Start:])
		if gap != "" && gap != oddHardSpace {
			all = g.oddSigns(r, last.End, token.Start, all)
		}
		switch {
		case !c.reaches(g, r, token, hard || l.chains()):
			all = g.closeChain(r, &c, all)
			if hard {
				c = chain{start: last.Start, end: token.End, words: 2, oddity: oddHardSpace}
			} else if l.chains() {
				c = chain{start: token.Start, end: token.End, words: 1, oddity: l.oddity}
			}
		case hard || l.chains():
			c.end, c.words, c.plain = token.End, c.words+c.plain+1, 0
		default:
			c.plain++
		}
		if l.chains() {
			l.oddity = ""
		}
		l.wrong = l.wrong && !partOfName(s, token)
		if l.wrong {
			g.wrong++
		}
		if !text.IsASCII(s[token.Start:token.End]) {
			g.accented++
		}
		if !l.plain() {
			all = append(all, g.word(r, token, l))
		}
		last = token
	}
	all = g.closeChain(r, &c, all)
	if oddBetween(s[last.End:]) != "" {
		all = g.oddSigns(r, last.End, len(s), all)
	}
	return g.spelledOut(r, all)
}

// chain is a stretch of words in a run that are odd in a way that runs through whole texts: one after the other, or with
// a few plain words between.
type chain struct {
	start, end   int
	words, plain int // in the stretch; behind it
	oddity       string
}

// maxPlain is the number of plain words over which a chain goes on.
const maxPlain = 3

// chains reports whether the oddity of a word is one that runs through whole texts.
func (l look) chains() bool { return l.oddity == oddDecomposed || l.oddity == oddEth }

// reaches reports whether an open chain goes on to a word: nothing but text stands between, and it is not too far.
func (c *chain) reaches(g *gathering, r *page.Run, token text.Token, odd bool) bool {
	switch {
	case c.words == 0:
		return false
	case !odd:
		return c.plain < maxPlain
	}
	between := g.page.Text(r.Span(c.end, token.End))
	return between == r.Text[c.end:token.End] || spaceEntities().Replace(between) == r.Text[c.end:token.End]
}

// spaceEntities turns the entities of the no-break space into it.
var spaceEntities = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("&nbsp;", "\u00a0", "&#160;", "\u00a0", "&#xA0;", "\u00a0", "&#xa0;", "\u00a0")
})

// closeChain appends the fact of an open chain and ends it.
func (g *gathering) closeChain(r *page.Run, c *chain, all []Word) []Word {
	if c.words == 0 {
		return all
	}
	w := Word{Head: g.head(r.Span(c.start, c.end), r.Within), Oddity: c.oddity, Words: c.words, Syllable: true}
	w.NormalForm = unmasked(w.Head, normalForm(spaceEntities().Replace(w.Text)))
	*c = chain{}
	return append(all, w)
}

// isBlank reports whether there is nothing but white space in s.
func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// isLetterAt reports whether the character before end is a letter or a mark.
func isLetterAt(s string, end int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:end])
	return unicode.In(r, unicode.L, unicode.M)
}

// oddBetween returns what is odd about the characters between two words, "" if nothing is.
func oddBetween(s string) string {
	odd := ""
	for i := 0; i < len(s); i++ {
		if s[i] < utf8.RuneSelf {
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\u00a0' || r == '\u202f' || r == '\u2007':
			odd = cmp.Or(odd, oddHardSpace)
		case isZeroWidth(r):
			odd = oddZeroWidth
		case unicode.Is(unicode.Co, r):
			odd = oddPrivateUse
		}
		i += size - 1
	}
	return odd
}

// isZeroWidth reports whether a hidden character is one that pasting leaves behind. Those that are part of emoji are not.
func isZeroWidth(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF
}

// oddSigns appends the hidden characters that touch a letter, and characters for private use, between two words.
func (g *gathering) oddSigns(r *page.Run, from, to int, all []Word) []Word {
	for at := from; at < to; {
		c, size := utf8.DecodeRuneInString(r.Text[at:])
		w := Word{Syllable: true, Words: 1}
		switch {
		case unicode.Is(unicode.Co, c):
			w.Oddity, w.NormalForm = oddPrivateUse, bullet(c)
		case isZeroWidth(c) && (isLatin(lastLetters(r.Text[:at])) || isLatin(r.Text[at+size:min(len(r.Text), at+size+utf8.UTFMax)])):
			w.Oddity = oddZeroWidth
		}
		if w.Oddity != "" {
			w.Head = g.head(r.Span(at, at+size), r.Within)
			if w.Oddity == oddPrivateUse && w.NormalForm == "" {
				w.NormalForm = w.Text
			}
			all = append(all, w)
		}
		at += size
	}
	return all
}

// bullet returns the character that Word's symbol fonts show for one of private use; "" if it is not known.
func bullet(r rune) string {
	switch r {
	case 0xF0B7, 0xF09F, 0xF06C:
		return "•"
	case 0xF0A7:
		return "▪"
	case 0xF0D8:
		return "➢"
	case 0xF0FC:
		return "✓"
	case 0xF076:
		return "❖"
	case 0xF02D:
		return "-"
	case 0xF0E0:
		return "→"
	}
	return ""
}

// unmasked returns form, or the text as it stands where a personal number is in it: in another spelling nobody would know
// it for the number that must be masked.
func unmasked(h Head, form string) string {
	if h.Masked != h.Text {
		return h.Text
	}
	return form
}

// normalForm returns a text composed, with plain spaces, Đ for Eth, and without hidden characters.
func normalForm(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'Ð':
			return 'Đ'
		case r == 'ð':
			return 'đ'
		case r == '\u00a0' || r == '\u202f' || r == '\u2007':
			return ' '
		case isZeroWidth(r):
			return -1
		}
		return r
	}, text.NFC(s))
}

// look returns what can be said of a word, and remembers it.
func (g *gathering) look(word string) look {
	if text.IsASCII(word) {
		return look{}
	}
	if l, ok := g.looks[word]; ok {
		return l
	}
	if !isLatin(word) {
		return look{}
	}
	l := g.lookAt(word)
	if len(g.looks) < maxLooks && len(word) < 64 {
		g.looks[strings.Clone(word)] = l
	}
	return l
}

// isLatin reports whether a word begins with a Latin letter, marks and hidden characters before it aside. The others have
// their own rules about what a normal form is.
func isLatin(word string) bool {
	for _, r := range word {
		switch {
		case r >= 0x4E00 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3: // ideographs and Hangul, which whole pages consist of
			return false
		case unicode.IsLetter(r):
			return unicode.Is(unicode.Latin, r) || strings.ContainsRune(latinLike, unicode.ToLower(r))
		}
	}
	return false
}

func (g *gathering) lookAt(word string) look {
	var l look
	normal := normalForm(word)
	if normal != word {
		l.oddity = oddDecomposed
		switch {
		case strings.ContainsFunc(word, isZeroWidth):
			l.oddity, l.disguise = oddZeroWidth, hiddenCharacter
		case strings.ContainsAny(word, "Ðð"):
			l.oddity = oddEth
		}
	}
	if mixesScripts(normal) {
		l.disguise = lookalikeLetter
	}
	tone, ok := text.ParseSyllable(normal)
	l.tone = tone
	l.wrong = !ok && isLowerVietnamese(normal)
	return l
}

// isLowerVietnamese reports whether a word consists of lower-case letters of Vietnamese and has one that English lacks.
func isLowerVietnamese(word string) bool {
	own := false
	for _, r := range word {
		switch {
		case r < utf8.RuneSelf:
			if r < 'a' || r > 'z' {
				return false
			}
		case strings.ContainsRune("àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ", r):
			own = true
		default:
			return false
		}
	}
	return own && utf8.RuneCountInString(word) > 1
}

// mixesScripts reports whether a word of Latin letters has some of Cyrillic or Greek that look like them. Short words may
// be formulas.
func mixesScripts(word string) bool {
	if !strings.ContainsFunc(word, mayLookLatin) {
		return false
	}
	latin, faked, letters := 0, 0, 0
	for _, r := range word {
		switch {
		case strings.ContainsRune(latinLike, unicode.ToLower(r)):
			faked++
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.M, r):
			continue
		}
		letters++
	}
	return faked > 0 && latin >= 2 && latin+faked == letters
}

// word makes the fact of one word.
func (g *gathering) word(r *page.Run, token text.Token, l look) Word {
	return Word{Head: Head{Within: r.Within, Span: r.Span(token.Start, token.End)}, Words: 1, Oddity: l.oddity, Disguise: l.disguise,
		Tone: string(l.tone), Normal: l.oddity == "", Syllable: !l.wrong, NormalForm: r.Text[token.Start:token.End]}
}

// complete fills in what takes time to find out, once it is known which words stay: a page in another language has very
// many that do not. As long as its head is empty, NormalForm is the word as a reader sees it.
func (g *gathering) complete(w *Word) {
	if w.Text != "" {
		return
	}
	w.Head = g.head(w.Span, w.Within)
	w.NormalForm = unmasked(w.Head, normalForm(w.NormalForm))
	if w.OtherTone = w.Text; w.Tone != "" {
		w.OtherTone = unmasked(w.Head, text.OtherTone(w.NormalForm))
	}
	if !w.Syllable {
		w.Known = g.known[w.NormalForm]
		w.Suggestion = g.suggest(w.NormalForm)
	}
}

// suggest returns the syllable that is suggested for a word, and remembers it: a slip of one hand comes again and again.
func (g *gathering) suggest(word string) string {
	if s, ok := g.suggested[word]; ok {
		return s
	}
	s := text.Suggest(word)
	if len(g.suggested) < maxLooks && len(word) < 64 {
		g.suggested[strings.Clone(word)] = s
	}
	return s
}

// partOfName reports whether a word belongs to an address, a file's name or a word with an apostrophe.
func partOfName(s string, token text.Token) bool {
	const joins = "/@_\\#'’"
	if r, _ := utf8.DecodeLastRuneInString(s[:token.Start]); token.Start > 0 && strings.ContainsRune(joins, r) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[token.End:])
	return token.End < len(s) && (strings.ContainsRune(joins, r) || r == '.' && isExtension(s[token.End+1:]))
}
