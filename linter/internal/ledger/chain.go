package ledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/review"
)

// link orders the records of a page into a chain, from the first to the tip.
//
// The tip is the one record that no other supersedes. If there are several, and only one of them is verified, that one is
// the tip, provided that every verified record lies on its way; so a forged record beside a good one does not block the
// page. One that supersedes the good one does, as the record of a revoked key must. In all other cases the page has no tip, and whoever keeps the ledger must look at it.
func link(records []review.Record) review.Chain {
	if len(records) == 0 {
		return review.Chain{}
	}
	tip, fault := tipOf(records)
	if fault.None() {
		var chain []review.Record
		if chain, fault = follow(records, tip); fault.None() {
			return review.Chain{Records: chain}
		}
	}
	return review.Chain{Records: byTime(records), Fault: fault}
}

// tipOf finds the record from which the chain hangs.
func tipOf(records []review.Record) (tip review.Record, fault review.Reason) {
	superseded := map[string]bool{}
	for _, r := range records {
		if r.Statement.Supersedes != nil {
			superseded[*r.Statement.Supersedes] = true
		}
	}
	tips := byTime(slices.DeleteFunc(slices.Clone(records), func(r review.Record) bool { return superseded[r.ID] }))
	good := slices.DeleteFunc(slices.Clone(tips), func(r review.Record) bool { return !r.Void.None() })
	switch {
	case len(tips) == 0:
		return tip, review.Because("circle", "records", names(records))
	case len(tips) == 1:
		return tips[0], review.Reason{}
	case len(good) == 1:
		return good[0], review.Reason{}
	}
	return tip, review.Because("two-tips", "records", names(tips))
}

// follow walks from the tip to the first record and returns them in the order in which they were made.
func follow(records []review.Record, tip review.Record) (chain []review.Record, fault review.Reason) {
	rest := map[string]review.Record{}
	for _, r := range records {
		rest[r.ID] = r
	}
	chain = append(chain, tip)
	delete(rest, tip.ID)
	for r := tip; r.Statement.Supersedes != nil; {
		before, ok := rest[*r.Statement.Supersedes]
		if !ok {
			return nil, review.Because("gap", "record", short(r.ID), "missing", short(*r.Statement.Supersedes))
		}
		chain = append(chain, before)
		delete(rest, before.ID)
		r = before
	}
	for _, r := range byTime(slices.Collect(maps.Values(rest))) {
		if r.Void.None() {
			return nil, review.Because("two-tips", "records", names([]review.Record{r, tip}))
		}
	}
	slices.Reverse(chain)
	return chain, review.Reason{}
}

// byTime returns the records from the oldest to the newest by the dates they bear.
func byTime(records []review.Record) []review.Record {
	sorted := slices.Clone(records)
	slices.SortFunc(sorted, func(a, b review.Record) int {
		return cmp.Or(a.Statement.At.Compare(b.Statement.At), cmp.Compare(a.ID, b.ID))
	})
	return sorted
}

// names lists records by the beginnings of their ids.
func names(records []review.Record) string {
	var ids []string
	for _, r := range records {
		ids = append(ids, short(r.ID))
	}
	return strings.Join(ids, ", ")
}

// short is enough of an id to find the record.
func short(id string) string { return id[:min(len(id), 12)] }
