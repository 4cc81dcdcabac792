package linter

import (
	"context"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/site"
	"github.com/rasoat/rasoat/linter/review"
)

// shown is how many files of a sort an examination names.
const shown = 5

// Examine tells which generators make the site in o.Dir, where its pages are, which of them are public, and which files
// no rule and no review covers. It judges nothing.
func Examine(ctx context.Context, o Options) (*answer.Examination, error) {
	s, err := openInput(o)
	if err != nil {
		return nil, err
	}
	law, err := readLaw(s.law, o)
	if err != nil {
		return nil, err
	}
	r, err := newRun(law, s.now, o)
	if err != nil {
		return nil, err
	}
	e, err := r.read(ctx, s.now)
	if err != nil {
		return nil, err
	}
	if err := r.resolve(ctx, e); err != nil {
		return nil, err
	}
	sections := []answer.Section{r.sites(e), r.pages(e), r.uncovered(s, e)}
	if r.configured() {
		sections = append(sections, r.people())
	}
	return &answer.Examination{Language: r.language, Sections: sections}, nil
}

// sites says what generates what.
func (r *run) sites(e *edition) answer.Section {
	section := answer.Section{Title: r.say.Say("doctor.sites")}
	for _, s := range e.layout.Sites {
		if s.Root == "" && s.Generator == "markdown" && len(e.layout.Sites) > 1 {
			continue
		}
		key := "doctor.site"
		if s.Generator == "markdown" {
			key = "doctor.plain"
		}
		section.Lines = append(section.Lines, r.say.Say(key, "generator", s.Generator, "folder", orTop(s.Root)))
		for _, fact := range []struct {
			key  string
			list []string
		}{
			{"doctor.config", s.Config}, {"doctor.content", s.Content()}, {"doctor.static", s.Static()},
			{"doctor.languages", languagesOf(s)},
		} {
			if len(fact.list) > 0 {
				section.Lines = append(section.Lines, "  "+r.say.Say(fact.key, "list", strings.Join(fact.list, ", ")))
			}
		}
		if s.Base != "" {
			section.Lines = append(section.Lines, "  "+r.say.Say("doctor.base", "path", s.Base))
		}
		if !s.Known() {
			section.Lines = append(section.Lines, "  "+r.say.Say("doctor.code"))
		}
	}
	for _, fault := range e.layout.Faults() {
		section.Lines = append(section.Lines, fault.Path+": "+r.say.Say("broken-configuration", "detail", fault.Detail))
	}
	return section
}

// languagesOf lists the languages of a site, the first as its pages name it: Hugo's default code is en, whatever they are in.
func languagesOf(s *site.Site) []string {
	if s.Language == "" || len(s.Languages) == 0 {
		return s.Languages
	}
	return append([]string{s.Language}, s.Languages[1:]...)
}

// orTop names a folder; the top of the site has none.
func orTop(folder string) string {
	if folder == "" {
		return "."
	}
	return folder
}

// pages says how many pages are public, and why the others are not.
func (r *run) pages(e *edition) answer.Section {
	section := answer.Section{Title: r.say.Say("doctor.pages")}
	hidden := map[string][]string{}
	var unread []string
	public := 0
	for _, s := range e.sheets {
		switch {
		case s.fault != nil:
			unread = append(unread, s.path)
		case s.facts.Page.Hidden == "":
			public++
		default:
			hidden[s.facts.Page.Hidden] = append(hidden[s.facts.Page.Hidden], s.path)
		}
	}
	section.Lines = append(section.Lines, r.say.Say("doctor.public", "count", strconv.Itoa(public)))
	for _, reason := range []string{site.HiddenDraft, site.HiddenFuture, site.HiddenExpired, site.HiddenUnpublished} {
		addLine(&section, r.say.Say("doctor."+reason), hidden[reason])
	}
	addLine(&section, r.say.Say("doctor.unreadable"), unread)
	return section
}

// addLine adds a line with a number and some of the paths, if there are any.
func addLine(s *answer.Section, title string, paths []string) { addSome(s, title, paths, shown) }

func addSome(s *answer.Section, title string, paths []string, shown int) {
	if len(paths) == 0 {
		return
	}
	line := title + ": " + strconv.Itoa(len(paths)) + " (" + strings.Join(paths[:min(len(paths), shown)], ", ")
	if len(paths) > shown {
		line += ", …"
	}
	s.Lines = append(s.Lines, line+")")
}

// uncovered says what no rule and no review looks at.
func (r *run) uncovered(s *input, e *edition) answer.Section {
	section := answer.Section{Title: r.say.Say("doctor.uncovered")}
	var admin, loose, folders, links, modules []string
	shown := e.embedded()
	for _, entry := range e.tree.Entries() {
		switch p := entry.Path; {
		case entry.Mode == repo.Symlink:
			links = append(links, p)
		case entry.Mode == repo.Submodule:
			modules = append(modules, p)
		case e.layout.IsPage(p), e.layout.IsFrame(p), r.law.decides(p):
		case e.layout.IsPublished(p):
			if !isHarmless(p) {
				admin = append(admin, p)
			} else if !shown[p] {
				loose = append(loose, p)
			}
		default:
			if folder := orTop(strings.TrimPrefix(path.Dir(p), ".")); !slices.Contains(folders, folder) {
				folders = append(folders, folder)
			}
		}
	}
	if !r.configured() {
		section.Lines = append(section.Lines, r.say.Say("doctor.unconfigured"))
	}
	if s.root != "." {
		section.Lines = append(section.Lines, r.say.Say("doctor.outside", "folder", s.root))
	}
	addSome(&section, r.say.Say("doctor.markup"), admin, len(admin))
	addSome(&section, r.say.Say("doctor.loose"), loose, len(loose))
	addLine(&section, r.say.Say("doctor.links"), links)
	addLine(&section, r.say.Say("doctor.modules"), modules)
	addLine(&section, r.say.Say("doctor.other"), folders)
	if len(section.Lines) == 0 {
		section.Lines = []string{r.say.Say("doctor.all")}
	}
	return section
}

// asks reports whether some entry of the policy asks for a role.
func (r *run) asks(role string) bool {
	return slices.ContainsFunc(r.law.config.Review, func(e config.Entry) bool { return e.Need[role] > 0 })
}

// configured reports whether the school has chosen who reviews.
func (r *run) configured() bool { return !r.law.absent && len(r.law.config.Review) > 0 }

// people says what about those who approve would keep a page waiting, or an approval from counting.
func (r *run) people() answer.Section {
	section := answer.Section{Title: r.say.Say("doctor.people")}
	hole := func(code string, args ...string) {
		section.Lines = append(section.Lines, r.say.Say("hole."+code, args...), "  → "+r.say.Say("hole."+code+".remedy", args...))
	}
	var serving int
	var silent, ended []string
	for _, p := range r.law.config.People.All() {
		switch {
		case p.Bot() || !slices.ContainsFunc(p.Roles, r.asks):
			continue
		case !p.Serves(r.options.Now):
			ended = append(ended, p.ID)
			continue
		case p.GitHub+p.Gitea+p.GitLab == 0 && !slices.ContainsFunc(r.law.config.Signers.Keys(), func(k review.Key) bool {
			return slices.Contains(k.Principals, p.ID)
		}):
			silent = append(silent, p.ID)
		}
		serving++
	}
	if serving < 2 {
		hole("few-people", "n", strconv.Itoa(serving))
	}
	if len(silent) > 0 {
		hole("no-account", "list", strings.Join(silent, ", "))
	}
	if len(ended) > 0 {
		hole("role-ended", "list", strings.Join(ended, ", "))
	}
	if len(r.law.config.Notary) == 0 {
		hole("no-notary")
	}
	if len(section.Lines) == 0 {
		section.Lines = []string{r.say.Say("doctor.people-ready")}
	}
	return section
}
