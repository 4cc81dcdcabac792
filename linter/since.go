package linter

import (
	"strconv"

	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/review"
)

// sinceLines bounds the lines of a page that a reviewer is shown as new or gone.
const sinceLines = 40

// since tells what has changed in a unit since it was last approved: the lines of the page, and its files.
func (a *reviewer) since(u unit, p gate.Page) ([]string, error) {
	if u.path == review.WholeSite {
		return a.foundOfSite(), nil
	}
	last, commit := lastApproval(p)
	if commit == "" {
		return []string{a.run.say.Say("approve.new", "page", u.path)}, nil
	}
	s := last.Statement
	told := []string{a.run.say.Say("approve.since", "page", u.path, "who", a.run.called(s.By), "time", a.run.say.Time(s.At))}
	whole, err := a.input.repository.Tree(commit)
	if err != nil {
		return nil, err
	}
	for i, file := range u.files {
		old, was := whole.Get(file)
		now, is := a.input.whole.Get(file)
		switch {
		case old.ID == now.ID && old.Mode == now.Mode:
		case i == 0 && was && is:
			lines, err := a.lines(u, whole)
			if err != nil {
				return nil, err
			}
			told = append(told, lines...)
		case is:
			told = append(told, a.run.say.Say("approve.file", "file", a.input.name(file)))
		default:
			told = append(told, a.run.say.Say("approve.gone", "file", a.input.name(file)))
		}
	}
	if len(told) == 1 {
		told = append(told, a.run.say.Say("approve.same"))
	}
	for i := range told[1:] {
		told[i+1] = "  " + told[i+1]
	}
	return told, nil
}

// foundOfSite lists what is found about the site as a whole.
func (a *reviewer) foundOfSite() []string {
	told := []string{a.run.say.Say("approve.site")}
	for _, f := range a.findings[configFile] {
		if ofSite(f) {
			told = append(told, "  "+f.Message)
		}
	}
	return told
}

// lastApproval returns the last verified record that let the page through, and a commit that has what it is about.
func lastApproval(p gate.Page) (last review.Record, commit string) {
	for _, r := range p.Chain.Records {
		if !r.Void.None() || !r.Statement.Verdict.Grants() {
			continue
		}
		for _, t := range p.Touches {
			if t.Digest == r.Statement.Digest {
				last, commit = r, t.Commit
				break
			}
		}
	}
	return last, commit
}

// lines tells which lines of a page are gone and which are new, with personal data masked.
func (a *reviewer) lines(u unit, whole *repo.Tree) ([]string, error) {
	tree := whole.Sub(a.input.root)
	entry, ok := tree.Get(u.path)
	sheet := a.now.sheet(u.path)
	if !ok || sheet == nil || sheet.file == nil {
		return []string{a.run.say.Say("approve.file", "file", u.path)}, nil // no page: its lines say little
	}
	old, err := a.run.reader.sheet(a.run.reader.gatherer.Worker(), &edition{tree: tree}, entry)
	if err != nil || old.file == nil {
		return nil, err
	}
	lines := append(a.marked("- ", old, sheet), a.marked("+ ", sheet, old)...)
	if more := len(lines) - sinceLines; more > 0 {
		lines = append(lines[:sinceLines], a.run.say.Say("approve.more", "n", strconv.Itoa(more)))
	}
	return lines, nil
}

// marked lists the lines of a page that another version of it lacks.
func (a *reviewer) marked(mark string, s, other *sheet) []string {
	var lines []string
	masker := a.run.reader.gatherer.Masker(s.facts, s.file)
	for _, added := range repo.AddedLines(other.file.Text, s.file.Text) {
		for line := added.First; line <= added.Last; line++ {
			span := source.Span{Start: s.file.LineStart(line), End: s.file.LineEnd(line)}
			lines = append(lines, mark+masker.Text(masker.Slice(span)))
		}
	}
	return lines
}
