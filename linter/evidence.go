package linter

import (
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/review"
)

// evidence is one place where people's words about units stand. What no evidence tells of counts for nothing, whoever
// claims it: a trailer of a commit, a field of the front matter, a label.
type evidence interface {
	// join returns the chain of a unit with the words of this evidence in it, given the chain of those before. It may drop
	// no record, and what it adds must say who gave the word and be bound to a digest.
	join(u unit, chain review.Chain) (review.Chain, error)
}

// evidences lists where a run looks for words, one line each. The ledger comes first: it alone knows of the others which
// it has written down already.
func (r *run) evidences(s *input, book *ledger.Ledger) []evidence {
	return []evidence{
		signed{book},
		clicks{run: r, input: s, all: r.options.Clicks},
	}
}

// chain asks every evidence about a unit.
func chain(u unit, all []evidence) (words review.Chain, err error) {
	for _, e := range all {
		if words, err = e.join(u, words); err != nil {
			break
		}
	}
	return words, err
}

// signed is the evidence of the ledger: records that their givers, or a notary, have signed.
type signed struct{ book *ledger.Ledger }

func (e signed) join(u unit, _ review.Chain) (review.Chain, error) { return e.book.Chain(u.path), nil }
