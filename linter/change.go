package linter

import (
	"maps"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/review"
)

// note works out what the change does to each page: directly, or through a file that the page embeds.
func (r *run) note(s *input, now, before *edition) {
	if before == nil {
		return
	}
	r.touched = map[string]bool{}
	files := map[string]bool{}
	for _, c := range s.changes {
		files[c.Path] = true
		if c.OldPath != "" {
			files[c.OldPath] = true
		}
		if c.OldPath != "" && before.layout.IsPage(c.OldPath) && !now.layout.IsPage(c.Path) {
			// Moved out of the content: for the site the page is deleted.
			r.touched[c.OldPath] = true
			r.changes[c.OldPath] = &fact.Change{Kind: string(repo.Deleted)}
			continue
		}
		if !now.layout.IsPage(c.Path) && !before.layout.IsPage(c.Path) {
			continue
		}
		r.touched[c.Path] = true
		change := fact.Change{Kind: string(c.Kind), OldPath: c.OldPath}
		for _, lines := range r.added(s, c) {
			change.AddedLines += lines.Last - lines.First + 1
		}
		r.changes[c.Path] = &change
	}
	for _, sheet := range now.sheets {
		if !r.touched[sheet.path] && now.embedsAny(sheet, files) {
			r.touched[sheet.path] = true
			r.changes[sheet.path] = &fact.Change{Kind: string(repo.Modified)}
		}
	}
}

// embedsAny reports whether a page shows one of the files.
func (e *edition) embedsAny(s *sheet, files map[string]bool) bool {
	if folder, ok := e.layout.BundleFolder(s.path); ok {
		for file := range files {
			if strings.HasPrefix(file, folder+"/") && !e.layout.IsPage(file) {
				return true
			}
		}
	}
	for _, address := range s.embeds {
		for _, file := range e.layout.Candidates(s.path, address) {
			if files[file] {
				return true
			}
		}
	}
	return false
}

// added returns the lines that the change adds to a page; nil if one side cannot be read.
func (r *run) added(s *input, c repo.Change) []repo.LineRange {
	after, err := s.now.Read(c.Path, r.reader.limit)
	if err != nil {
		return nil
	}
	old := c.Path
	if c.OldPath != "" {
		old = c.OldPath
	}
	var before []byte
	if s.before.Has(old) {
		if before, err = s.before.Read(old, r.reader.limit); err != nil {
			return nil
		}
	}
	return repo.AddedLines(before, after)
}

// inScope reports whether a finding lies on what the change touches.
func (r *run) inScope(s *input, f finding.Finding) bool {
	if !r.touched[f.Path] {
		return false
	}
	if r.scope != ChangedLines {
		return true
	}
	i := slices.IndexFunc(s.changes, func(c repo.Change) bool { return c.Path == f.Path })
	if i < 0 {
		return true // an embedded file has changed, which has no lines
	}
	return slices.ContainsFunc(r.added(s, s.changes[i]), func(lines repo.LineRange) bool {
		return lines.First <= f.Range.End.Line && f.Range.Start.Line <= lines.Last
	})
}

// gateFindings returns what the program itself finds about a change: that the site names no reviewers, and the pages that
// both sides changed since they parted, of whose merge nobody has seen what it makes.
func (r *run) gateFindings(s *input, now *edition) []finding.Finding {
	var found []finding.Finding
	if r.gate(s) == gateUnconfigured {
		found = append(found, newSheet(configFile).finding(draft{rule: unconfiguredGate, severity: finding.Error,
			message: r.say.Say("unconfigured")}))
	}
	for _, path := range slices.Sorted(maps.Keys(s.diverged)) {
		sheet := now.sheet(path)
		if sheet == nil {
			sheet = newSheet(path)
		}
		found = append(found, sheet.finding(draft{rule: divergedPage, severity: finding.Error, message: r.say.Say("diverged")}))
	}
	return found
}

// units lists what needs a review: on a work tree every page, in a change every page it touches and every file that
// decides about pages or shapes them all.
func (r *run) units(s *input, now, before *edition, findings []finding.Finding, book *ledger.Ledger) ([]unit, error) {
	var units []unit
	byPage := map[string][]finding.Finding{}
	for _, f := range findings {
		byPage[f.Path] = append(byPage[f.Path], f)
	}
	for _, path := range r.pagesToReview(now, before) {
		u, err := r.pageUnit(now, before, path, byPage[path])
		if err != nil {
			return nil, err
		}
		if len(u.need) == 0 {
			continue
		}
		// An unreviewed page of a work tree waits whatever its digest, and hashing all pictures of a site takes seconds.
		if _, reviewed := book.Chain(path).Tip(); before != nil || reviewed {
			if err := r.bind(s, now, &u); err != nil {
				return nil, err
			}
		}
		units = append(units, u)
	}
	if before == nil {
		return units, nil
	}
	files, err := r.fileUnits(s, now, before)
	units = append(units, files...)
	slices.SortFunc(units, func(a, b unit) int { return strings.Compare(a.path, b.path) })
	return units, err
}

func (r *run) pagesToReview(now, before *edition) []string {
	if before != nil {
		return slices.Sorted(maps.Keys(r.touched))
	}
	paths := make([]string, len(now.sheets))
	for i, s := range now.sheets {
		paths[i] = s.path
	}
	return paths
}

// pageUnit works out what one page needs. A page that is to be deleted needs what it needed while it was there.
func (r *run) pageUnit(now, before *edition, path string, findings []finding.Finding) (unit, error) {
	s := now.sheet(path)
	if s == nil {
		s = before.sheet(path)
	}
	u := unit{path: path, facts: s.facts.Page}
	change := r.change(path)
	var err error
	if change.Kind == string(repo.Renamed) {
		u.oldPath = change.OldPath
		if u.oldDigest, err = before.digest(u.oldPath); err != nil {
			return u, err
		}
	}
	u.need, u.within, err = r.law.pageNeed(rule.Beside{Page: u.facts, Site: now.site, Change: change}, findings)
	return u, err
}

// bind works out the digest of a page and the files it is made of.
func (r *run) bind(s *input, now *edition, u *unit) error {
	u.files, u.digest = []string{s.inRepository(u.path)}, page.Absent
	sheet := now.sheet(u.path)
	if sheet == nil {
		return nil
	}
	parts, err := now.manifest(sheet)
	if err != nil {
		return err
	}
	u.digest = page.Digest(u.path, parts)
	for _, part := range parts {
		if part.Role == page.UnitEmbed {
			u.files = append(u.files, s.inRepository(part.Path))
		}
	}
	return nil
}

// fileUnits lists the changed files that are no pages but decide about them, shape them all, or are published on their own.
func (r *run) fileUnits(s *input, now, before *edition) ([]unit, error) {
	var units []unit
	add := func(path string, outside bool) error {
		u := unit{path: path, outside: outside, files: []string{path}, need: review.Need{adminRole: 1}}
		tree := s.whole
		if !outside {
			tree, u.files = s.now, []string{s.inRepository(path)}
		}
		var err error
		u.digest, err = fileDigest(tree, path)
		units = append(units, u)
		return err
	}
	embedded := now.embedded()
	for _, path := range changedPaths(s.changes) {
		// A published file that no page shows is bound to no page's review.
		loose := (now.layout.IsPublished(path) || before.layout.IsPublished(path)) && s.now.Has(path) && !embedded[path]
		// The layout before counts too: a change could make the site look like another generator's.
		frame := now.layout.IsFrame(path) || before.layout.IsFrame(path)
		if !now.layout.IsPage(path) && (r.law.decides(path) || frame || loose) {
			if err := add(path, false); err != nil {
				return nil, err
			}
		}
	}
	for _, path := range changedPaths(s.outside) {
		if r.law.decides(path) {
			if err := add(path, true); err != nil {
				return nil, err
			}
		}
	}
	return units, nil
}

// changedPaths lists every path that changes touch, the old names of renamed files among them.
func changedPaths(changes []repo.Change) []string {
	var paths []string
	for _, c := range changes {
		paths = append(paths, c.Path)
		if c.OldPath != "" {
			paths = append(paths, c.OldPath)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}
