package linter

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/review"
)

// adminRole may change what decides: configuration, rules, people, workflows.
const adminRole = "admin"

// maxEmbed bounds a file that is embedded in a page, in bytes. It has to be read to be bound to a review.
const maxEmbed = 256 << 20

// unit is something of a change that may need a review: a page, or a file that decides about pages or shapes them all.
type unit struct {
	path      string
	oldPath   string // of a renamed page
	oldDigest string // that it had there
	digest    string
	outside   bool       // of the site, in the same repository
	files     []string   // of the repository, whose history is the unit's history
	facts     *fact.Page // nil unless the unit is a page
	need      review.Need
	within    time.Duration
}

// manifest lists the files that a reader of the page meets: the page, what it embeds, what it lacks.
func (e *edition) manifest(s *sheet) ([]page.Unit, error) {
	units := []page.Unit{{Role: page.UnitPage, Path: s.path, Sum: s.sum}}
	embedded := e.bundled(s.path)
	for _, address := range s.embeds {
		if file, ok := e.layout.Resolve(s.path, address); ok {
			embedded = append(embedded, file)
		} else {
			units = append(units, page.Unit{Role: page.UnitMissing, Path: address})
		}
	}
	slices.Sort(embedded)
	for _, file := range slices.Compact(embedded) {
		sum, err := e.sum(file)
		if err != nil {
			return nil, err
		}
		units = append(units, page.Unit{Role: page.UnitEmbed, Path: file, Sum: sum})
	}
	return units, nil
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
		for _, file := range e.bundled(s.path) {
			files[file] = true
		}
		for _, address := range s.embeds {
			if file, ok := e.layout.Resolve(s.path, address); ok {
				files[file] = true
			}
		}
	}
	return files
}

// sum hashes a file's bytes. A link or a submodule has none to hash and is an error, which ends the run.
func (e *edition) sum(file string) (string, error) {
	text, err := e.tree.Read(file, maxEmbed)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// digest returns the digest of the page at a path, or page.Absent.
func (e *edition) digest(p string) (string, error) {
	s := e.sheet(p)
	if s == nil {
		return page.Absent, nil
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

// fileDigest returns the digest of a file that is no page: one unit with the role frame.
func fileDigest(tree *repo.Tree, p string) (string, error) {
	if !tree.Has(p) {
		return page.Absent, nil
	}
	text, err := tree.Read(p, maxEmbed)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return page.Digest(p, []page.Unit{{Role: "frame", Path: p, Sum: hex.EncodeToString(sum[:])}}), nil
}

// decides reports whether a file of the repository decides about pages: only an admin may change it. The path is from
// the site's root, or from the repository's for a file outside the site.
func (l *law) decides(p string) bool {
	for _, prefix := range []string{".rasoat", ".github/", ".gitea/", ".forgejo/", ".gitlab-ci"} {
		if strings.HasPrefix(p, prefix) {
			return true
		}
	}
	for _, pack := range l.config.Packs {
		if folder := path.Clean(pack.Path); p == folder || strings.HasPrefix(p, folder+"/") {
			return true
		}
	}
	switch path.Base(p) {
	case "CODEOWNERS", ".gitattributes", ".gitmodules":
		return true
	}
	return p == path.Clean(l.config.PeoplePath)
}

// pageNeed works out what a page needs: the entries of the policy that match it, and the roles that its own findings
// ask for.
func (l *law) pageNeed(beside rule.Beside, findings []finding.Finding) (review.Need, time.Duration, error) {
	need, within := review.Need{}, time.Duration(0)
	for i, entry := range l.config.Review {
		holds, err := l.when[i].Holds(beside)
		if err != nil {
			return nil, 0, err
		}
		if !holds {
			continue
		}
		need.Add(entry.Need)
		if entry.Within > 0 && (within == 0 || entry.Within < within) {
			within = entry.Within
		}
	}
	asked := review.Need{}
	for _, f := range findings {
		if f.Severity != finding.Review || f.Settled != nil {
			continue
		}
		for _, role := range f.Reviewers {
			asked[role] = 1
		}
		if len(f.Reviewers) == 0 && len(need) == 0 {
			asked[adminRole] = 1
		}
	}
	need.Add(asked)
	return need, within, nil
}
