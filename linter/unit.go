package linter

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/review"
)

// maxEmbed bounds a file that is embedded in a page, in bytes. It has to be read to be bound to a review.
const maxEmbed = 256 << 20

// unit is something of a change that may need a review: a page, or a file that decides about pages or shapes them all.
type unit struct {
	path       string // from the site's root; begins with ../ outside the site
	oldPath    string // of a renamed page
	oldDigest  string // that it had there
	digest     string
	takedown   bool        // the change only lets the page disappear
	unreadable bool        // nobody can sign it: it, or a file in it, could not be read
	files      []string    // of the repository, whose history is the unit's history; its own first
	facts      *fact.Page  // nil unless the unit is a page
	parts      []page.Unit // of the site as a whole, which has no files
	need       review.Need
	asked      []answer.Requirement // what the need is made of
	within     time.Duration
	signed     bool // no click in a forge will do
}

// manifest lists the files that a reader of the page meets: the page, what it embeds, what it lacks, what its generator puts in.
func (e *edition) manifest(s *sheet) ([]page.Unit, error) {
	units := []page.Unit{{Role: page.UnitPage, Path: s.path, Sum: s.sum}}
	files, missing := e.shown(s)
	for _, address := range missing {
		units = append(units, page.Unit{Role: page.UnitMissing, Path: address})
	}
	for _, file := range files {
		bound, err := bindFile(e.tree, file, page.UnitEmbed)
		if err != nil {
			return nil, err
		}
		units = append(units, bound)
	}
	included, err := e.includes(s)
	if err != nil {
		return nil, err
	}
	for _, file := range included {
		bound, err := bindFile(e.tree, file, page.UnitInclude)
		if err != nil {
			return nil, err
		}
		units = append(units, bound)
	}
	return units, nil
}

// shown lists the files that a page shows or hands out, sorted, and the addresses behind which there is none. Where an
// address may mean several files, which one it means is the generator's affair, so it shows all of them.
func (e *edition) shown(s *sheet) (files, missing []string) {
	files = e.bundled(s.path)
	for _, address := range s.embeds {
		found := false
		for _, candidate := range e.layout.Candidates(s.path, address) {
			if e.tree.Has(candidate) {
				files, found = append(files, candidate), true
			}
		}
		if !found {
			missing = append(missing, address)
		}
	}
	slices.Sort(files)
	return slices.Compact(files), missing
}

// bundled lists the files that stand beside a page in a folder of its own.
func (e *edition) bundled(p string) []string {
	folder, ok := e.layout.BundleFolder(p)
	if !ok {
		return nil
	}
	entries := e.tree.Entries()
	first, _ := slices.BinarySearchFunc(entries, folder+"/", func(entry repo.Entry, p string) int {
		return strings.Compare(entry.Path, p)
	})
	var files []string
	for _, entry := range entries[first:] {
		if !strings.HasPrefix(entry.Path, folder+"/") {
			break
		}
		if !e.layout.IsPage(entry.Path) {
			files = append(files, entry.Path)
		}
	}
	return files
}

// embedded returns every file that some page shows.
func (e *edition) embedded() map[string]bool {
	files := map[string]bool{}
	for _, s := range e.sheets {
		shown, _ := e.shown(s)
		for _, file := range shown {
			files[file] = true
		}
	}
	return files
}

// bindFile returns a file as a part with a role. One without bytes to hash, or with too many, is bound by what Git calls
// it and gets the role unbound.
func bindFile(tree *repo.Tree, file, role string) (page.Unit, error) {
	text, err := tree.Read(file, maxEmbed)
	if unreadable(err) != nil {
		entry, _ := tree.Get(file)
		return page.Unit{Role: page.UnitUnbound, Path: file, Sum: entry.Mode.String() + " " + entry.ID}, nil
	}
	if err != nil {
		return page.Unit{}, err
	}
	sum := sha256.Sum256(text)
	return page.Unit{Role: role, Path: file, Sum: hex.EncodeToString(sum[:])}, nil
}

// unbindable returns why the bytes of a file cannot be bound to a review; nil if they can, or there is no such file. It
// does not read them.
func unbindable(tree *repo.Tree, file string) (*page.Unreadable, error) {
	entry, ok := tree.Get(file)
	if !ok {
		return nil, nil
	}
	if entry.Mode.Readable() && 0 <= entry.Size && entry.Size <= maxEmbed {
		return nil, nil
	}
	_, err := tree.Read(file, 0)
	if large, ok := errors.AsType[*repo.TooLarge](err); ok && large.Size <= maxEmbed {
		return nil, nil
	}
	if fault := unreadable(err); fault != nil {
		return fault, nil
	}
	return nil, err
}

// digest returns the digest of the page at a path, or review.Absent.
func (e *edition) digest(p string) (string, error) {
	s := e.sheet(p)
	if s == nil {
		return review.Absent, nil
	}
	units, err := e.manifest(s)
	if err != nil {
		return "", err
	}
	return page.Digest(p, units), nil
}

// sheet returns the page at a path, nil if there is none.
func (e *edition) sheet(p string) *sheet {
	i, ok := slices.BinarySearchFunc(e.sheets, p, func(s *sheet, p string) int { return strings.Compare(s.path, p) })
	if !ok {
		return nil
	}
	return e.sheets[i]
}

// fileDigest returns the digest of a file that is no page: one part with the role frame. The name is the one that records
// have for it.
func fileDigest(tree *repo.Tree, p, name string) (string, error) {
	if !tree.Has(p) {
		return review.Absent, nil
	}
	part, err := bindFile(tree, p, page.UnitFrame)
	if err != nil {
		return "", err
	}
	part.Path = name
	return page.Digest(name, []page.Unit{part}), nil
}

// pageNeed raises what a page needs: by the entries of the policy that match it, and by the roles that its own findings
// ask for.
func (l *law) pageNeed(u *unit, beside rule.Beside, findings []finding.Finding) error {
	for i, entry := range l.config.Review {
		holds, err := l.when[i].Holds(beside)
		if err != nil {
			return err
		}
		if !holds {
			continue
		}
		u.ask(entry.Need, entryName(i, entry))
		u.signed = u.signed || entry.Signed
		if entry.Within > 0 && (u.within == 0 || entry.Within < u.within) {
			u.within = entry.Within
		}
	}
	for _, f := range findings {
		u.ask(askedBy([]finding.Finding{f}, len(u.need) == 0), f.Rule)
	}
	return nil
}

// entryName names an entry of the policy, as in "review[0]: true".
func entryName(i int, entry config.Entry) string {
	return fmt.Sprintf("review[%d]: %s", i, strings.TrimSpace(entry.When.Value))
}

// ask raises what a unit needs; why tells who asks.
func (u *unit) ask(need review.Need, why string) {
	u.need.Add(need)
	for _, role := range slices.Sorted(maps.Keys(need)) {
		if r := (answer.Requirement{Role: role, Count: need[role], Why: why}); !slices.Contains(u.asked, r) {
			u.asked = append(u.asked, r)
		}
	}
}

// askedBy returns the roles that findings ask for. One that names none is settled by whoever reviews the page, or by the
// administrator if nobody else does.
func askedBy(findings []finding.Finding, alone bool) review.Need {
	asked := review.Need{}
	for _, f := range findings {
		if f.Severity != finding.Review || f.Settled != nil {
			continue
		}
		for _, role := range f.Reviewers {
			asked[role] = 1
		}
		if len(f.Reviewers) == 0 && alone {
			asked[adminRole] = 1
		}
	}
	return asked
}
