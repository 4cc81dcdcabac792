package linter

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/suppress"
)

// maxRounds bounds how often the pages are read again after their fixes. Fixes that are still needed after so many rounds
// undo each other, or grow without end.
const maxRounds = 10

// Fixes is what the fixes of the rules make of a site.
type Fixes struct {
	Pages    []FixedPage // with something to fix, by path
	Restless []FixedPage // left as they are: their fixes never come to an end, or make a page that cannot be read

	dir string
	say lang.Catalogue
}

// FixedPage is a page with its fixes.
type FixedPage struct {
	Path  string
	Fixes []AppliedFix // in the order in which they are made
	Diff  string       // unified, for reading: personal data is masked on both sides; if masks hide all that changes, where that is

	before, after []byte
}

// AppliedFix is one fix. Line and column count from 1, the column in code points, on the page as it was when the fix had its turn.
type AppliedFix struct {
	Rule         string
	Line, Column int
}

// Fix works out what the fixes of the rules make of the pages of the site in o.Dir, over and over until nothing is left to
// fix. It writes nothing. Without pages, whose paths are from the site's root, it looks at all. What a comment in a page
// allows is not fixed.
func Fix(ctx context.Context, o Options, pages []string) (*Fixes, error) {
	tree, err := repo.WorkTree(o.Dir)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(tree, o)
	if err != nil {
		return nil, err
	}
	r, err := newRun(law, tree, o)
	if err != nil {
		return nil, err
	}
	f := &fixing{run: r, tree: tree, pages: map[string]*pageFixing{}}
	if err := f.fix(ctx, pages); err != nil {
		return nil, err
	}
	return f.result(o.Dir), nil
}

// Write writes the fixed pages. It stops with an error at a page that was changed since it was read.
func (f *Fixes) Write() error {
	for _, p := range f.Pages {
		if err := repo.Replace(f.dir, p.Path, p.before, p.after); err != nil {
			return err
		}
	}
	return nil
}

// Summary says in one sentence how much there is to fix, or was fixed.
func (f *Fixes) Summary(written bool) string {
	n := 0
	for _, p := range f.Pages {
		n += len(p.Fixes)
	}
	code := "fix.shown"
	switch {
	case n == 0:
		code = "fix.none"
	case written:
		code = "fix.written"
	}
	return f.say.Say(code, "n", strconv.Itoa(n), "pages", strconv.Itoa(len(f.Pages)))
}

// Refusal says why a page was left alone; "" if none was.
func (f *Fixes) Refusal() string {
	if len(f.Restless) == 0 {
		return ""
	}
	var rules []string
	for _, made := range f.Restless[0].Fixes {
		rules = append(rules, made.Rule)
	}
	slices.Sort(rules)
	return f.say.Say("fix.restless", "page", f.Restless[0].Path, "rules", strings.Join(slices.Compact(rules), ", "))
}

// fixing is the work on one site.
type fixing struct {
	*run
	tree  *repo.Tree
	pages map[string]*pageFixing
}

// pageFixing is the work on one page.
type pageFixing struct {
	first, last *sheet // as it was read at first and in this round
	text        []byte // as it is after its fixes
	fixes       []AppliedFix
	restless    bool
}

// fix reads the site and makes all fixes that can be made together, until a round has none.
func (f *fixing) fix(ctx context.Context, wanted []string) error {
	for round := 0; round <= maxRounds; round++ {
		asker := rule.NewAsker(f.language)
		e, err := f.read(ctx, f.tree.With(f.texts()))
		if err != nil {
			return err
		}
		if err := e.demand(wanted); err != nil {
			return err
		}
		if err := f.resolve(ctx, e); err != nil {
			return err
		}
		moved := false
		for _, s := range e.sheets {
			if len(wanted) > 0 && !slices.Contains(wanted, s.path) {
				continue
			}
			movedHere, err := f.fixPage(asker, e, s, round == maxRounds)
			if err != nil {
				return err
			}
			moved = moved || movedHere
		}
		if !moved {
			return nil
		}
	}
	return nil
}

// demand refuses paths that are no pages of the edition.
func (e *edition) demand(paths []string) error {
	for _, p := range paths {
		if e.sheet(p) == nil {
			var all []string
			for _, s := range e.sheets {
				all = append(all, s.path)
			}
			return noPage(p, all)
		}
	}
	return nil
}

// noPage is the error about a path that is none of those that there are.
func noPage(path string, among []string) error {
	return fmt.Errorf("%s: there is no such page; %s", path, cmp.Or(source.DidYouMean(path, among), "write its path from the site's folder"))
}

// texts returns the changed pages, but for those that were given up.
func (f *fixing) texts() map[string][]byte {
	texts := map[string][]byte{}
	for p, work := range f.pages {
		if len(work.fixes) > 0 && !work.restless {
			texts[p] = work.text
		}
	}
	return texts
}

// fixPage makes the fixes of one page that can be made together, and reports whether the page is another now. In the last
// round a page that still needs fixes is given up.
func (f *fixing) fixPage(asker *rule.Asker, e *edition, s *sheet, last bool) (moved bool, err error) {
	work := f.pages[s.path]
	if work == nil {
		work = &pageFixing{first: s}
		f.pages[s.path] = work
	}
	if work.restless {
		return false, nil
	}
	work.last = s
	if s.fault != nil {
		work.restless = len(work.fixes) > 0
		return work.restless, nil
	}
	edits, err := f.edits(asker, e, s)
	if err != nil || len(edits) == 0 {
		return false, err
	}
	edits = compatible(edits)
	work.text = apply(s.file.Text, edits)
	work.restless = last || int64(len(work.text)) > f.reader.limit
	for _, made := range edits {
		line, column := s.file.Position(made.span.Start)
		work.fixes = append(work.fixes, AppliedFix{Rule: made.rule, Line: line, Column: column})
	}
	return true, nil
}

// edits asks the rules that have a fix about one page.
func (f *fixing) edits(asker *rule.Asker, e *edition, s *sheet) ([]edit, error) {
	plan, err := f.planner.plan(s.path)
	if err != nil {
		return nil, err
	}
	beside := rule.Beside{Page: s.facts.Page, Site: e.site, Change: f.change(s.path)}
	var edits []edit
	var places []suppress.Place
	for _, a := range plan {
		if !a.HasFix() || a.Kind.OfSite || a.Kind.Name == reviewKind {
			continue
		}
		for _, subject := range s.facts.Subjects(a.Kind.Name, a.ID) {
			answer, err := asker.Ask(a.Bound, beside, subject.Value)
			if err != nil {
				return nil, fmt.Errorf("%s: %s cannot be asked: %w", s.path, a.ID, err)
			}
			if answer == nil || *answer.Fix == s.file.Slice(subject.Span) {
				continue
			}
			edits = append(edits, edit{a.ID, subject.Span, *answer.Fix})
			places = append(places, suppress.Place{Rule: a.ID, Span: subject.Span})
		}
	}
	allowed := suppress.Judge(s.suppressions, places, suppress.Law{Now: f.options.Now, Rules: f.standing}).Allowed
	kept := edits[:0]
	for i, e := range edits {
		if allowed[i] == nil {
			kept = append(kept, e)
		}
	}
	return kept, nil
}

// result puts the pages in order.
func (f *fixing) result(dir string) *Fixes {
	result := &Fixes{dir: dir, say: f.say}
	for _, s := range f.pages {
		if len(s.fixes) == 0 {
			continue
		}
		p := FixedPage{Path: s.first.path, Fixes: s.fixes, before: s.first.file.Text, after: s.text}
		switch {
		case s.restless:
			result.Restless = append(result.Restless, p)
		case string(p.before) != string(p.after):
			p.Diff = f.maskedDiff(s)
			result.Pages = append(result.Pages, p)
		}
	}
	for _, list := range [][]FixedPage{result.Pages, result.Restless} {
		slices.SortFunc(list, func(a, b FixedPage) int { return cmp.Compare(a.Path, b.Path) })
	}
	return result
}

// maskedDiff returns the difference that the fixes make of a page, with all personal data on both sides masked. Where nothing
// is left to see of it, it names the places.
func (f *fixing) maskedDiff(work *pageFixing) string {
	before, after := work.first, work.last
	masker := f.reader.gatherer.Masker(before.facts, before.file)
	from, to := "a/"+masker.Text(before.path), "b/"+masker.Text(after.path)
	if seen := diff.Diff(from, []byte(f.masked(before)), to, []byte(f.masked(after))); len(seen) > 0 {
		return string(seen)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "diff %s %s\n", from, to)
	for _, made := range work.fixes {
		fmt.Fprintf(&b, "@ %d:%d %s\n", made.Line, made.Column, f.say.Say("fix.masked", "rule", made.Rule))
	}
	return b.String()
}

// masked returns the page's text with all personal data masked.
func (r *run) masked(s *sheet) string {
	masker := r.reader.gatherer.Masker(s.facts, s.file)
	return masker.Text(masker.Slice(source.Span{End: len(s.file.Text)}))
}
