package fact

import (
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Sentence is a sentence of text: in paragraphs, list items, headings, cells, raw HTML, alternative texts and titles.
type Sentence struct {
	Head
	// Words is the number of words (in Vietnamese: syllables).
	Words int `expr:"words"`
	// Claim is empty or what the sentence says that needs a source: statistic (figures about the world outside the school),
	// quotation (what somebody said), or hearsay (what unnamed people are said to know).
	Claim string `expr:"claim"`
	// Cited says that the sentence names its source: a link, a footnote, or the word nguồn.
	Cited bool `expr:"cited"`
	// Quoted says that the whole sentence stands in quotation marks or in a block quote.
	Quoted bool `expr:"quoted"`
	// Encoding is utf-8, or the encoding that it was typed in before it was pasted: tcvn3 or vni.
	Encoding string `expr:"encoding"`
	// Decoded is the sentence as it was meant, if Encoding is not utf-8.
	Decoded string `expr:"decoded"`
}

// The sorts of claims.
const (
	claimStatistic = "statistic"
	claimQuotation = "quotation"
	claimHearsay   = "hearsay"
)

// sentences returns the sentences of the page in its order; only those in another encoding, if rules ask about no others.
func sentences(g *gathering) []Subject {
	var all []Sentence
	onlyBroken := g.settings.Silent["sentence.encoding"] == string(text.UTF8)
	if onlyBroken && !text.Suspicious(g.page.File.String()) {
		return nil
	}
	g.eachRun(func(run int, r *page.Run, cues []cueHit) {
		if !isText(r) || onlyBroken && !text.Suspicious(g.page.Text(r.Span(0, len(r.Text)))) {
			return
		}
		quoted := g.quoted(r)
		for token := range text.Sentences(r.Text) {
			if onlyBroken && !isBroken(g.page.Text(r.Span(token.Start, token.End))) {
				continue
			}
			all = append(all, g.sentence(r, token, cues, quoted))
		}
	})
	return subjects(all, func(s *Sentence) *Head { return &s.Head })
}

func isBroken(s string) bool {
	encoding, _ := text.DetectEncoding(s)
	return encoding != text.UTF8
}

// eachRun calls do for every run of text with the cues in it.
func (g *gathering) eachRun(do func(run int, r *page.Run, cues []cueHit)) {
	rest := g.cues
	for i := range g.page.Runs {
		n := 0
		for n < len(rest) && rest[n].run == i {
			n++
		}
		do(i, &g.page.Runs[i], rest[:n])
		rest = rest[n:]
	}
}

// quoted returns the stretches of a run that are quotations: all of it in a block quote.
func (g *gathering) quoted(r *page.Run) []source.Span {
	if g.inBlockQuote(r.Span(0, 1).Start) {
		return []source.Span{{Start: 0, End: len(r.Text)}}
	}
	return quotations(r.Text)
}

// sentence makes the fact of one sentence.
func (g *gathering) sentence(r *page.Run, token text.Token, cues []cueHit, quoted []source.Span) Sentence {
	words := r.Text[token.Start:token.End]
	s := Sentence{Head: g.head(r.Span(token.Start, token.End), r.Within), Words: text.Count(words)}
	inner := source.Span{Start: token.Start + len(words) - len(strings.TrimLeft(words, "“„«‘\"'")),
		End: token.Start + len(strings.TrimRight(words, "”»’\"'.!?…"))}
	s.Quoted = inner.End > inner.Start && holds(quoted, inner.Start, inner.End)
	if g.settings.wants("sentence.claim", "sentence.cited") {
		s.Claim, s.Cited = g.claim(r, token, cues, quoted)
	}
	if g.settings.wants("sentence.encoding", "sentence.decoded") {
		encoding, decoded := text.DetectEncoding(s.Text)
		s.Encoding, s.Decoded = string(encoding), decoded
	}
	return s
}

// minQuoted is the number of words from which a quotation is what somebody said, rather than a name or a title.
const minQuoted = 6

// claim returns what a sentence says that needs a source, and whether it names one.
func (g *gathering) claim(r *page.Run, token text.Token, cues []cueHit, quoted []source.Span) (claim string, cited bool) {
	speech := false
	for _, c := range cues {
		if c.start < token.Start || c.end > token.End {
			continue
		}
		switch c.cue {
		case statisticCue:
			if hasFigure(r.Text[token.Start:token.End]) {
				claim = claimStatistic
			}
		case hearsayCue:
			if claim == "" {
				claim = claimHearsay
			}
		case speechCue:
			speech = true
		case sourceCue:
			cited = true
		}
	}
	if speech && claim == "" && slices.ContainsFunc(quoted, func(q source.Span) bool {
		return q.Start < token.End && q.End > token.Start && text.Count(r.Text[q.Start:q.End]) >= minQuoted
	}) {
		claim = claimQuotation
	}
	return claim, cited || g.refers(r.Span(token.Start, token.End))
}

// hasFigure reports whether a number stands in s that is no part of a word, as that of a class is: "7A".
func hasFigure(s string) bool {
	for at := 0; at < len(s); {
		k := strings.IndexAny(s[at:], "0123456789")
		if k < 0 {
			return false
		}
		at += k
		end := numberEnd(s, at)
		if (at == 0 || !isLetterAt(s, at)) && !isLetter(s[end:]) {
			return true
		}
		at = end
	}
	return false
}

// refers reports whether a link to another site or a footnote stands in a stretch of the page.
func (g *gathering) refers(s source.Span) bool {
	if strings.Contains(g.page.Text(s), "[^") {
		return true
	}
	at, _ := slices.BinarySearchFunc(g.page.Links, s.Start, func(l page.Link, start int) int { return l.Whole.Start - start })
	for ; at < len(g.page.Links) && g.page.Links[at].Whole.Start < s.End; at++ {
		if l := &g.page.Links[at]; l.Role == page.Go && !g.internal(g.goes[at]) {
			return true
		}
	}
	return false
}
