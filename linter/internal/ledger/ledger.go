// Package ledger reads the review records that a site keeps on a branch of its own, one file each, and says which of them
// can be trusted.
package ledger

import (
	"errors"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// Trust is what records are measured by. All of it comes from the base commit.
type Trust struct {
	Site   string                 // id of the site that records must be for
	Keys   *review.AllowedSigners // whose keys
	Notary []string               // principals that may sign for a click in a forge
	Now    time.Time              // keys must be valid at this moment, whatever date a record bears
	Wanted func(page string) bool // signatures of other pages' records are not checked, and they are left out; nil means all
}

// Refused is a file of the ledger that is no record of the site, or a record that counts for nothing.
type Refused struct {
	Path string
	Page string // "" if unknown
	Why  review.Reason
}

// Ledger is what was read. Nothing that was found is dropped in silence.
type Ledger struct {
	pages   map[string][]review.Record
	refused []Refused
}

// Read reads the tree of the ledger's branch. A file that cannot be a record, or not a good one, is refused and the others
// are read; an error means that the tree itself is broken.
//
// A record whose signature is not good keeps its place in its page's chain and counts for nothing there: if the key of
// whoever had the last word is revoked, the word before that must not come back to life.
func Read(tree *repo.Tree, trust Trust) (*Ledger, error) {
	entries := tree.Entries()
	found := make([]reading, len(entries))
	faults := make([]error, len(entries))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(entries)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(entries); i = int(next.Add(1)) - 1 {
				found[i], faults[i] = read(tree, entries[i].Path, trust)
			}
		})
	}
	all.Wait()
	l := &Ledger{pages: map[string][]review.Record{}}
	for i, f := range found {
		if faults[i] != nil {
			return nil, faults[i]
		}
		if !f.why.None() {
			l.refused = append(l.refused, Refused{Path: entries[i].Path, Page: f.record.Statement.Page, Why: f.why})
		}
		if page := f.record.Statement.Page; page != "" {
			l.pages[page] = append(l.pages[page], f.record)
		}
	}
	return l, nil
}

// reading is what was found in one file: a record of the site, which keeps its place even if it is refused, or none.
type reading struct {
	record review.Record
	why    review.Reason // why it counts for nothing; zero if it counts, or was not looked at
}

// Pages returns the pages that have records, sorted.
func (l *Ledger) Pages() []string { return slices.Sorted(maps.Keys(l.pages)) }

// Refused returns everything that does not count, by path.
func (l *Ledger) Refused() []Refused { return slices.Clone(l.refused) }

// Chain returns the chain of a page's records.
func (l *Ledger) Chain(page string) review.Chain { return link(l.pages[page]) }

// Path returns where the statement of a record stands. The signature stands beside it, with the ending .sig.
func Path(id string) string { return "records/" + id[:min(len(id), 2)] + "/" + id + ".json" }

// Files returns the files of a record, by path.
func Files(r review.Record) map[string][]byte {
	path := Path(r.ID)
	return map[string][]byte{path: r.Raw, signaturePath(path): r.Signature}
}

func signaturePath(path string) string { return strings.TrimSuffix(path, ".json") + ".sig" }

// name returns the id in the path of a statement or a signature.
func name(path string) (id string, ok bool) {
	id = path[strings.LastIndexByte(path, '/')+1:]
	id = strings.TrimSuffix(strings.TrimSuffix(id, ".json"), ".sig")
	return id, review.IsID(id) && (path == Path(id) || path == signaturePath(Path(id)))
}

// read reads one file.
func read(tree *repo.Tree, path string, trust Trust) (reading, error) {
	id, ok := name(path)
	if !ok {
		return reading{why: review.Because("foreign")}, nil
	}
	if path != Path(id) { // a signature; it is read together with its statement
		if !tree.Has(Path(id)) {
			return reading{why: review.Because("alone")}, nil
		}
		return reading{}, nil
	}
	raw, why, err := content(tree, path)
	record := review.Record{ID: id, Raw: raw, Path: path}
	if err == nil && why.None() {
		why = parse(&record, trust.Site)
	}
	if err != nil || !why.None() {
		return reading{why: why}, err
	}
	if trust.Wanted != nil && !trust.Wanted(record.Statement.Page) {
		return reading{}, nil
	}
	return weigh(tree, record, trust)
}

// weigh looks at the signature of a record.
func weigh(tree *repo.Tree, record review.Record, trust Trust) (reading, error) {
	var err error
	if path := signaturePath(record.Path); tree.Has(path) {
		record.Signature, record.Void, err = content(tree, path)
	} else {
		record.Void = review.Because("unsigned")
	}
	if err != nil {
		return reading{}, err
	}
	if record.Void.None() {
		record.Signer, record.Void = trust.verify(record)
	}
	return reading{record: record, why: record.Void}, nil
}

// content reads a file that should be small and ordinary.
func content(tree *repo.Tree, path string) (raw []byte, why review.Reason, err error) {
	raw, err = tree.Read(path, review.MaxStatement)
	if large, ok := errors.AsType[*repo.TooLarge](err); ok {
		return nil, review.Because("large", "limit", strconv.FormatInt(large.Limit, 10)), nil
	}
	if _, ok := errors.AsType[*repo.NotRegular](err); ok {
		return nil, review.Because("irregular"), nil
	}
	return raw, review.Reason{}, err
}

// parse reads a record's statement and says why it is no record of the site.
func parse(r *review.Record, site string) review.Reason {
	if id := review.ID(r.Raw); id != r.ID {
		return review.Because("name", "id", id)
	}
	s, err := review.ParseStatement(r.Raw)
	if err != nil {
		return review.Because("statement", "problem", err.Error())
	}
	if s.Site != site {
		return review.Because("site", "site", s.Site)
	}
	r.Statement = *s
	return review.Reason{}
}
