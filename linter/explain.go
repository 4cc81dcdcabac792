package linter

import (
	"context"
	"fmt"
	"slices"

	"github.com/rasoat/rasoat/linter/answer"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/review"
)

// Explain says how the reviews of pages stand at the commit HEAD, as the check would judge them.
func Explain(ctx context.Context, at Place, pages []string) ([]answer.Explanation, error) {
	d, err := openDocket(ctx, at)
	if err != nil {
		return nil, err
	}
	var list []answer.Explanation
	for _, name := range pages {
		e, err := d.explain(name)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

func (d *docket) explain(name string) (answer.Explanation, error) {
	u, err := d.unit(name)
	if err != nil {
		return answer.Explanation{}, err
	}
	p, err := d.page(u)
	if err != nil {
		return answer.Explanation{}, err
	}
	if !known(u, p) {
		return answer.Explanation{}, fmt.Errorf("%s: there is no such page; write its path from the site's root", name)
	}
	v := d.judge(p)
	d.run.placeNobody(&v)
	d.run.word(&v)
	e := answer.Explanation{PageReview: v.PageReview, Requirements: u.asked, Standing: d.run.say.Say("standing." + string(v.State))}
	if e.Parts, err = d.parts(u); err != nil {
		return e, err
	}
	e.Words = append(d.words(e), d.claims(u, p)...)
	return e, nil
}

// parts lists what a unit's digest is made of.
func (d *docket) parts(u unit) ([]answer.Part, error) {
	units := u.parts
	var err error
	switch s := d.now.sheet(u.path); {
	case u.path == review.WholeSite: // it has no files
	case s != nil:
		units, err = d.now.manifest(s)
	case u.digest != review.Absent:
		var part page.Unit
		part, err = bindFile(d.input.whole, u.files[0], page.UnitFrame)
		part.Path = u.path
		units = []page.Unit{part}
	}
	var parts []answer.Part
	for _, part := range units {
		parts = append(parts, answer.Part(part))
	}
	return parts, err
}

// words says an explanation line by line.
func (d *docket) words(e answer.Explanation) []string {
	say := d.run.say
	words := []string{e.Why}
	for _, r := range e.Requirements {
		words = append(words, say.Say("explain.needs", "who", say.Need(map[string]int{r.Role: r.Count}), "why", r.Why))
	}
	for _, a := range e.Approvals {
		code := "explain.counts"
		if !a.Counts {
			code = "explain.not"
		}
		words = append(words, say.Say(code, "who", d.run.called(a.By), "verdict", say.Say("verdict."+a.Verdict), "time", say.Time(a.At), "why", a.Why))
	}
	if len(e.Lacks) > 0 {
		words = append(words, say.Say("explain.lacks", "who", say.Need(e.Lacks)))
	}
	if len(e.Hands) > 0 {
		words = append(words, say.Say("text.hands", "who", d.run.called(e.Hands...)))
	}
	return words
}

// Log lists the records of a page, the oldest first.
func Log(ctx context.Context, at Place, name string) ([]answer.Entry, error) {
	d, err := openDocket(ctx, at)
	if err != nil {
		return nil, err
	}
	chain := d.book.Chain(name)
	claims, err := d.claimsOf(name)
	if err != nil {
		return nil, err
	}
	if len(chain.Records) == 0 && len(claims) == 0 {
		return nil, fmt.Errorf("%s: the ledger has no record of it; write its path from the site's root", name)
	}
	if !chain.Fault.None() {
		return nil, fmt.Errorf("%s: %s", name, d.run.reason(chain.Fault))
	}
	var log []answer.Entry
	for _, r := range chain.Records {
		s := r.Statement
		e := answer.Entry{Record: r.ID, At: s.At, By: s.By, Verdict: s.Verdict, Digest: s.Digest, Note: s.Note}
		say := d.run.say
		e.Words = say.Say("log.line", "time", say.Time(s.At), "who", d.run.called(s.By), "verdict", say.Say("verdict."+string(s.Verdict)), "digest", s.Digest)
		if !r.Void.None() {
			e.Void = d.run.reason(r.Void)
			e.Words += " – " + say.Say("log.void", "why", e.Void)
		}
		if s.Note != "" {
			e.Words += " – “" + s.Note + "”"
		}
		log = append(log, e)
	}
	for _, claim := range claims {
		log = append(log, answer.Entry{Words: claim})
	}
	return slices.Clip(log), nil
}

// claimsOf says what is claimed about the reviews of the page of a name.
func (d *docket) claimsOf(name string) ([]string, error) {
	u, err := d.unit(name)
	if err != nil {
		return nil, err
	}
	p, err := d.page(u)
	return d.claims(u, p), err
}
