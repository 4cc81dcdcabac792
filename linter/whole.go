package linter

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/review"
)

// ofSite reports whether a finding is about the site as a whole and for a reviewer to decide.
func ofSite(f finding.Finding) bool {
	return f.Path == configFile && f.Severity == finding.Review && !strings.HasPrefix(f.Rule, "review/")
}

// spoken is how people are told of a unit.
func (r *run) spoken(name string) string {
	if name == review.WholeSite {
		return r.say.Say("site.whole")
	}
	return name
}

// siteUnit returns what the rules find about the site as a whole as a unit of the gate, so that a reviewer can approve that
// it is so. Its digest binds each rule and what it says, in the site's own language whatever that of the run: it falls
// when something is found anew, is found no longer, or means something else, as in another school year.
func (r *run) siteUnit(now *edition) (unit, error) {
	u := unit{path: review.WholeSite, digest: review.Absent, need: review.Need{}}
	found, err := r.askSite(now, r.law.config.Language)
	if err != nil {
		return u, err
	}
	for _, f := range slices.DeleteFunc(found, func(f finding.Finding) bool { return !ofSite(f) }) {
		sum := sha256.Sum256([]byte(f.Message))
		u.parts = append(u.parts, page.Unit{Role: page.UnitFinding, Path: f.Rule, Sum: hex.EncodeToString(sum[:])})
		u.ask(askedBy([]finding.Finding{f}, true), f.Rule)
	}
	if len(u.parts) > 0 {
		u.digest = page.Digest(u.path, u.parts)
	}
	return u, nil
}

// makers adds who made a change to what is known of the site as a whole: whatever is found about it, they brought about. No
// file tells of it. Where nothing was changed, it is whoever made the commit that is looked at.
func (h *historian) makers(u unit, p *gate.Page) error {
	p.Complete = true
	var files []string
	for _, name := range slices.Concat(changedPaths(h.input.changes), changedPaths(h.input.outside)) {
		files = append(files, h.input.inRepository(name))
	}
	l := lineage{historian: h, old: map[string]bool{}}
	trace := h.input.repository.Trace(files)
	if err := l.note(trace, files); err != nil {
		return err
	}
	history, err := trace.History(h.input.head, files)
	if err != nil {
		return err
	}
	made := slices.DeleteFunc(history.Touches, func(t repo.Touch) bool { return l.old[t.Commit] })
	if len(made) == 0 {
		head, err := h.input.repository.Commit(h.input.head)
		if err != nil {
			return err
		}
		made = []repo.Touch{{Commit: head.Hash, Author: head.Author, Committer: head.Committer, CoAuthors: head.CoAuthors,
			Signed: head.Signed, Message: head.Message}}
	}
	for i, t := range made {
		touch := newTouch(t)
		touch.Digest = u.digest
		p.Touches, p.Starts = append(p.Touches, touch), append(p.Starts, i)
	}
	return nil
}

// newTouch says in the gate's words who made a commit.
func newTouch(t repo.Touch) gate.Touch {
	touch := gate.Touch{Commit: t.Commit, Signed: t.Signed, Cut: t.Cut, Message: t.Message,
		Author: review.Identity(t.Author), Committer: review.Identity(t.Committer)}
	for _, helper := range t.CoAuthors {
		touch.CoAuthors = append(touch.CoAuthors, review.Identity(helper))
	}
	return touch
}
