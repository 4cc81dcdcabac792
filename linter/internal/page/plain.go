package page

import (
	"strings"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// Plain returns the run as a reader takes it: without characters that leave no trace, with common digits for full-width
// ones and common spaces for no-break ones. The places stay those of the source. A run in which there is nothing of that
// sort is returned as it is.
func (r *Run) Plain() *Run {
	if strings.IndexFunc(r.Text, dressed) < 0 {
		return r
	}
	plain := &Run{Within: r.Within}
	var out strings.Builder
	for i, p := range r.unbroken() {
		end := len(r.Text)
		if all := r.unbroken(); i+1 < len(all) {
			end = all[i+1].at
		}
		for at := p.at; at < end; {
			stop := at
			for stop < end && !dressedAt(r.Text[stop:end]) {
				_, size := utf8.DecodeRuneInString(r.Text[stop:end])
				stop += size
			}
			if stop > at {
				kept := piece{at: out.Len(), from: p.source(at), to: p.source(stop), whole: p.whole}
				if p.whole {
					kept.to = p.to
				}
				plain.pieces = append(plain.pieces, kept)
				out.WriteString(r.Text[at:stop])
			}
			if stop < end {
				c, size := utf8.DecodeRuneInString(r.Text[stop:end])
				if bare := undress(c); bare != "" {
					s := r.Span(stop, stop+size)
					plain.pieces = append(plain.pieces, piece{at: out.Len(), from: s.Start, to: s.End, whole: true})
					out.WriteString(bare)
				}
				stop += size
			}
			at = stop
		}
	}
	plain.Text = out.String()
	if plain.pieces == nil {
		plain.base = r.start()
	}
	return plain
}

// unbroken returns the pieces of a run, one for a run that is a slice of the source.
func (r *Run) unbroken() []piece {
	if r.pieces == nil {
		return []piece{{from: r.base, to: r.base + len(r.Text)}}
	}
	return r.pieces
}

func dressedAt(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return dressed(c)
}

// dressed reports whether a character only looks like another one, or like nothing.
func dressed(c rune) bool {
	return c >= 0x80 && (c == '\u00a0' || c == '\u202f' || '０' <= c && c <= '９' || text.Hidden(c))
}

// undress returns what a reader takes a dressed character for.
func undress(c rune) string {
	switch {
	case '０' <= c && c <= '９':
		return string(c - '０' + '0')
	case c == '\u00a0', c == '\u202f':
		return " "
	}
	return ""
}
