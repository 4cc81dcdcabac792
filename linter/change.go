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
func (r *run) note(s *input, now, before *edition) error {
	if before == nil {
		return nil
	}
	r.touched, r.added = map[string]bool{}, map[string][]repo.LineRange{}
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
		if added, ok := r.addedLines(s, c); ok {
			r.added[c.Path] = added
			for _, lines := range added {
				change.AddedLines += lines.Last - lines.First + 1
			}
		}
		r.changes[c.Path] = &change
	}
	for _, sheet := range now.sheets {
		if r.touched[sheet.path] {
			continue
		}
		meets, err := now.meetsAny(sheet, files)
		if was := before.sheet(sheet.path); err == nil && !meets && was != nil {
			meets, err = before.meetsAny(was, files) // a file that is gone
		}
		if err != nil {
			return err
		}
		if meets {
			r.touched[sheet.path] = true
			r.changes[sheet.path] = &fact.Change{Kind: string(repo.Modified)}
		}
	}
	return nil
}

// meetsAny reports whether a reader of a page meets one of the files.
func (e *edition) meetsAny(s *sheet, files map[string]bool) (bool, error) {
	if e.embedsAny(s, files) {
		return true, nil
	}
	included, err := e.includes(s)
	return slices.ContainsFunc(included, func(file string) bool { return files[file] }), err
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

// addedLines returns the lines that the change adds to a page; ok is false if one side cannot be read.
func (r *run) addedLines(s *input, c repo.Change) (added []repo.LineRange, ok bool) {
	after, err := s.now.Read(c.Path, r.reader.limit)
	if err != nil {
		return nil, false
	}
	old := c.Path
	if c.OldPath != "" {
		old = c.OldPath
	}
	var before []byte
	if s.before.Has(old) {
		if before, err = s.before.Read(old, r.reader.limit); err != nil {
			return nil, false
		}
	}
	return repo.AddedLines(before, after), true
}

// inScope reports whether a finding lies on what the change touches. Where no lines can be told, because an embedded file
// has changed or the page cannot be read, the whole page is in it.
func (r *run) inScope(f finding.Finding) bool {
	if !r.touched[f.Path] {
		return false
	}
	if r.scope != ChangedLines {
		return true
	}
	added, ok := r.added[f.Path]
	if !ok {
		return true
	}
	at, _ := slices.BinarySearchFunc(added, f.Range.Start.Line, func(lines repo.LineRange, line int) int {
		return lines.Last - line
	})
	return at < len(added) && added[at].First <= f.Range.End.Line
}

// gateFindings returns what the program itself finds about a change: that the site names no reviewers, the files that both
// sides changed since they parted, of whose merge nobody has seen what it makes, and those that nobody can review.
func (r *run) gateFindings(s *input, now, before *edition) ([]finding.Finding, error) {
	var found []finding.Finding
	if r.gate(s) == gateUnconfigured {
		found = r.place(newSheet(configFile), draft{rule: unconfiguredGate, severity: finding.Error,
			message: r.say.Say("unconfigured")})
	}
	for _, path := range slices.Sorted(maps.Keys(s.diverged)) {
		sheet := now.sheet(path)
		if sheet == nil {
			sheet = newSheet(path)
		}
		found = append(found, r.place(sheet, draft{rule: divergedPage, severity: finding.Error, message: r.say.Say("diverged")})...)
	}
	for _, path := range r.gatedFiles(s, now, before) {
		fault, err := r.fileFault(s, now, path)
		if err != nil {
			return nil, err
		}
		if fault != nil {
			found = append(found, r.place(newSheet(path), r.unreadable(fault))...)
		}
	}
	return found, nil
}

// units lists what needs a review: on a work tree every page, in a change every page it touches and every file that
// decides about pages or shapes them all, and the site as a whole if something is found about it.
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
	var files []string
	switch {
	case before != nil:
		files = r.gatedFiles(s, now, before)
	case r.audits:
		files = r.fileChains(s, now, book)
	}
	for _, path := range files {
		u, err := r.fileUnit(s, now, path)
		if err != nil {
			return nil, err
		}
		units = append(units, u)
	}
	if before != nil && slices.ContainsFunc(findings, ofSite) {
		u, err := r.siteUnit(now)
		if err != nil {
			return nil, err
		}
		units = append(units, u)
	}
	slices.SortFunc(units, func(a, b unit) int { return strings.Compare(a.path, b.path) })
	return units, nil
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

// pageUnit works out what one page needs: whatever it needs as it would be, and whatever it needed before, under its old
// path if it was renamed, so that no change lowers what its own page needs.
func (r *run) pageUnit(now, before *edition, path string, findings []finding.Finding) (unit, error) {
	u := unit{path: path, need: review.Need{}}
	change := r.change(path)
	if s := now.sheet(path); s != nil {
		u.facts, u.unreadable = s.facts.Page, s.fault != nil
		if err := r.law.pageNeed(&u, rule.Beside{Page: u.facts, Site: now.site, Change: change}, findings); err != nil {
			return u, err
		}
	}
	if before == nil {
		return u, nil
	}
	was := before.sheet(path)
	if change.Kind == string(repo.Renamed) {
		was = before.sheet(change.OldPath)
	}
	if was == nil {
		return u, nil
	}
	if u.facts == nil {
		u.facts = was.facts.Page
	}
	u.takedown = was.path == path && isTakedown(was, now.sheet(path))
	if was.path != path {
		var err error
		u.oldPath = was.path
		if u.oldDigest, err = before.digest(u.oldPath); err != nil {
			return u, err
		}
	}
	return u, r.law.pageNeed(&u, rule.Beside{Page: was.facts.Page, Site: before.site, Change: change}, nil)
}

// isTakedown reports whether a change only lets a page disappear: it deletes it, or makes it a draft and leaves every other
// line as it is.
func isTakedown(was, is *sheet) bool {
	if is == nil {
		return true
	}
	if was.file == nil || is.file == nil || is.fault != nil || !is.facts.Page.Draft {
		return false
	}
	return onlyDraft(was, is) && onlyDraft(is, was)
}

// onlyDraft reports whether all lines of a page that another version lacks are the field draft.
func onlyDraft(s, other *sheet) bool {
	for _, added := range repo.AddedLines(other.file.Text, s.file.Text) {
		for line := added.First; line <= added.Last; line++ {
			key, _, _ := strings.Cut(strings.Replace(s.file.Line(line), "=", ":", 1), ":")
			if strings.TrimSpace(key) != "draft" {
				return false
			}
		}
	}
	return true
}

// bind works out the digest of a page and the files it is made of.
func (r *run) bind(s *input, now *edition, u *unit) error {
	u.files, u.digest = []string{s.inRepository(u.path)}, review.Absent
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
		switch part.Role {
		case page.UnitEmbed, page.UnitInclude:
			u.files = append(u.files, s.inRepository(part.Path))
		case page.UnitUnbound:
			u.unreadable = true
		}
	}
	return nil
}

// gatedFiles lists the changed files that are no pages but decide about them, shape them all, or are published on their
// own, by the names that reports and records have for them.
func (r *run) gatedFiles(s *input, now, before *edition) []string {
	var files []string
	shownNow, shownBefore := now.embedded(), before.embedded()
	for _, path := range changedPaths(s.changes) {
		// A published file that no page shows is bound to no page's review, and of those that a page shows some act by
		// themselves.
		shown := shownNow[path] || !s.now.Has(path) && shownBefore[path]
		loose := (now.layout.IsPublished(path) || before.layout.IsPublished(path)) && !(shown && isHarmless(path))
		// The layout before counts too: a change could make the site look like another generator's.
		frame := now.layout.IsFrame(path) || before.layout.IsFrame(path)
		page := now.layout.IsPage(path) || !s.now.Has(path) && before.layout.IsPage(path)
		if !page && (r.law.decides(path) || frame || loose) {
			files = append(files, path)
		}
	}
	for _, path := range changedPaths(s.outside) {
		if isOutside(path) && r.law.decides(s.inRepository(path)) {
			files = append(files, path)
		}
	}
	return files
}

// fileUnit works out what a file that is no page needs.
func (r *run) fileUnit(s *input, now *edition, path string) (unit, error) {
	u := unit{path: path, files: []string{s.inRepository(path)}, need: review.Need{}}
	u.ask(review.Need{adminRole: 1}, "governance")
	fault, err := r.fileFault(s, now, path)
	if err != nil {
		return u, err
	}
	u.unreadable = fault != nil
	u.digest, err = fileDigest(s.whole, u.files[0], path)
	return u, err
}

// fileFault returns why nobody can review a file that is no page; nil if somebody can. A submodule that is not published,
// such as a theme, is bound by the commit that it names.
func (r *run) fileFault(s *input, now *edition, path string) (*page.Unreadable, error) {
	fault, err := unbindable(s.whole, s.inRepository(path))
	if fault != nil && fault.Reason == submodule && !now.layout.IsPublished(path) {
		return nil, nil
	}
	return fault, err
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
