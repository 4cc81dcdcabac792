package linter

import (
	"cmp"
	"context"
	"fmt"
	"sync"

	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/internal/site"
)

// run is one run of the linter: its options, the law, and what is worked out once.
type run struct {
	options  Options
	law      *law
	language string
	say      lang.Catalogue
	scope    Scope
	reader   *reader
	planner  *planner
	changes  map[string]*fact.Change     // by path; a page that is not in it has not changed
	touched  map[string]bool             // pages whose content or embedded files the change touches
	added    map[string][]repo.LineRange // by path, of pages whose lines could be compared: those that the change adds
	progress *progress
	looked   *sync.Map // of moment: what was found of units at the commits that clicks and pushes name
	audits   bool      // the run is about everything that is published, and reviews decide
}

// newRun prepares a run over sites that are laid out like the one in the tree.
func newRun(l *law, tree *repo.Tree, o Options) (*run, error) {
	r := &run{options: o, law: l, language: o.Language, scope: o.Scope, changes: map[string]*fact.Change{}, looked: &sync.Map{}, progress: &progress{}}
	if r.language == "" {
		r.language = l.config.Language
	}
	if r.scope == "" {
		r.scope = DefaultScope(o.Base)
	}
	var err error
	if r.say, err = lang.For(r.language); err != nil {
		return nil, fmt.Errorf("--lang: %w", err)
	}
	if r.planner, err = newPlanner(l, o.Rules); err != nil {
		return nil, err
	}
	asked := r.planner.asked()
	layout := site.Detect(tree)
	gatherer, err := fact.NewGatherer(fact.Settings{
		Wanted: l.wanted(asked), Silent: l.silent(asked), Phrases: l.phraseLists(asked), Patterns: patternSearches(asked), Lists: l.lists,
		Contacts: fact.Contacts(l.config.Contacts), Site: l.config.Site.URL,
		Language: cmp.Or(layout.Language(), l.config.Language), Roots: layout.Roots(),
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", configFile, err)
	}
	r.reader = &reader{gatherer: gatherer, limit: l.config.PageLimit(), known: map[key]*sheet{}, progress: r.progress}
	return r, nil
}

// read reads every page of the tree and what the site is as a whole.
func (r *run) read(ctx context.Context, tree *repo.Tree) (*edition, error) {
	e, err := r.reader.read(ctx, tree)
	if err != nil {
		return nil, err
	}
	pages := make([]*fact.Page, len(e.sheets))
	for i, s := range e.sheets {
		pages[i] = s.facts.Page
	}
	c := r.law.config
	e.site = fact.NewSite(c.Site.Name, c.Site.URL, e.layout.Generator, pages, r.options.Now)
	return e, nil
}

// change says what the run's change does to a page.
func (r *run) change(path string) *fact.Change {
	if c, ok := r.changes[path]; ok {
		return c
	}
	return fact.NoChange()
}

// phraseLists hands the phrases of the rules over to the gatherer, which looks for all of them at once.
func (l *law) phraseLists(rules []*rule.Rule) []fact.PhraseList {
	var lists []fact.PhraseList
	for _, r := range rules {
		if len(r.Phrases) > 0 {
			lists = append(lists, fact.PhraseList{Rule: r.ID, List: r.PhraseSet, Phrases: r.Phrases,
				Frames:    l.everything || r.Asks("phrase.directed") || r.Asks("phrase.promotional"),
				Disguises: l.everything || r.Asks("phrase.disguise")})
		}
	}
	return lists
}

// patternSearches hands the patterns of the rules over to the gatherer.
func patternSearches(rules []*rule.Rule) []fact.PatternSearch {
	var searches []fact.PatternSearch
	for _, r := range rules {
		if r.Pattern != nil {
			searches = append(searches, fact.PatternSearch{Rule: r.ID, Words: r.Pattern.Words, Find: r.Pattern.Find})
		}
	}
	return searches
}
