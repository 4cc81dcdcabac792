package fact

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Source is where a page says that something in it was taken from.
type Source struct {
	// Name is what the page calls the source; its address if it has no name.
	Name string `expr:"name" yaml:"name"`
	// URL is its address; empty if none is given.
	URL string `expr:"url" yaml:"url"`
	// Host is the host of its address.
	Host string `expr:"host" yaml:"host"`
	// Social says that it is on a social network, a forum or a messenger.
	Social bool `expr:"social" yaml:"social"`
	// Official says that the host belongs to an authority or a school: gov.vn or edu.vn.
	Official bool `expr:"official" yaml:"official"`
}

// Consent is the consent of a person, and of a child's guardian, that a page records.
type Consent struct {
	// Who names the person in a way that outsiders do not understand, such as hs-5a-03.
	Who string `expr:"who" yaml:"who"`
	// Guardian says that a parent or guardian has consented.
	Guardian bool `expr:"guardian" yaml:"guardian"`
	// Child says that the child has consented, as it must from seven years on.
	Child bool `expr:"child" yaml:"child"`
	// Withdrawn says that the consent was taken back.
	Withdrawn bool `expr:"withdrawn" yaml:"withdrawn"`
	// Ref is where the paper is kept: PDY-12.
	Ref string `expr:"ref" yaml:"ref"`
}

// content fills in what the text of a page says of itself.
func (g *gathering) content(p *Page) {
	if g.settings.wants("page.sources") {
		p.Sources = g.sources()
	}
	if g.settings.wants("page.claims") {
		p.Claims = g.claims()
	}
	p.Consent = g.consent()
	p.PhotoDeclaration, p.Conclusion = g.value("photos"), g.value("conclusion")
	p.Urgent = g.is("urgent", "true")
	if g.settings.wants("page.alarm") {
		p.Alarm = g.alarm(p.Title)
	}
}

// sources returns what the fields source and sources name, then the links behind "Nguồn:" and "theo" in the text.
func (g *gathering) sources() []Source {
	var list []Source
	for _, key := range []string{"source", "sources"} {
		list = append(list, g.fieldSources(key)...)
	}
	links := g.page.Links
	g.eachRun(func(_ int, r *page.Run, cues []cueHit) {
		for _, c := range cues {
			if c.cue != sourceCue || !isText(r) {
				continue
			}
			rest := r.Text[c.end:]
			if named, ok := strings.CutPrefix(strings.TrimLeft(rest, " *_"), ":"); ok && text.Count(named) > 0 {
				behind := r.Span(c.end, len(r.Text))
				list = append(list, g.namedSource(strings.TrimSpace(named), behind))
			}
		}
	})
	for i := range links {
		l := &links[i]
		if l.Role != page.Go || g.internal(g.goes[i]) {
			continue
		}
		before := g.page.File.Slice(source.Span{Start: max(0, l.Whole.Start-24), End: l.Whole.Start})
		if text.IsASCII(before) && !strings.Contains(strings.ToLower(before), "theo") {
			continue
		}
		if strings.Contains(lastWords(before, 3), " "+text.Key("theo")+" ") {
			list = append(list, g.source(l.Text, l.URL))
		}
	}
	return slices.CompactFunc(list, func(a, b Source) bool { return a == b })
}

// fieldSources returns the sources of a front matter field: texts, addresses, or maps with name and url.
func (g *gathering) fieldSources(key string) []Source {
	f := g.lookup(key)
	switch {
	case f == nil || isEmpty(f):
		return nil
	case f.Kind == page.Map:
		return []Source{g.source(firstOf(g.value(key+".name"), g.value(key+".title")), g.value(key+".url"))}
	case f.Kind != page.List:
		return []Source{g.source(f.Value, f.Value)}
	}
	var list []Source
	for i, item := range f.List {
		at := fmt.Sprint(key, ".", i, ".")
		if item != "" {
			list = append(list, g.source(item, item))
		} else {
			list = append(list, g.source(firstOf(g.value(at+"name"), g.value(at+"title")), g.value(at+"url")))
		}
	}
	return list
}

// namedSource returns the source that a text names; the first link in its place gives the address.
func (g *gathering) namedSource(name string, at source.Span) Source {
	i, _ := slices.BinarySearchFunc(g.page.Links, at.Start, func(l page.Link, start int) int { return l.Whole.Start - start })
	if i < len(g.page.Links) && g.page.Links[i].Whole.Start < at.End {
		return g.source(firstOf(g.page.Links[i].Text, name), g.page.Links[i].URL)
	}
	return g.source(name, name)
}

// source makes a source of a name and what may be an address.
func (g *gathering) source(name, url string) Source {
	a := parseAddress(strings.TrimRight(url, ".,;"))
	if a.host == "" && a.scheme == "" && !strings.ContainsAny(url, " \t\n") {
		if host, _, _ := strings.Cut(a.path, "/"); hasDomain(host + "/") {
			a.host = strings.ToLower(host) // "soyte.haiphong.gov.vn"
		}
	}
	s := Source{Name: firstOf(name, url), Host: a.host}
	if a.host != "" {
		s.URL = strings.TrimSpace(url)
	}
	s.Social = slices.ContainsFunc(g.settings.Lists.SocialHosts, func(host string) bool { return under(a.host, host) })
	s.Official = isOfficial(a.host)
	return s
}

// claims counts the sentences that need a source and name none.
func (g *gathering) claims() int {
	n := 0
	g.eachRun(func(_ int, r *page.Run, cues []cueHit) {
		if !isText(r) || !slices.ContainsFunc(cues, func(c cueHit) bool { return c.cue >= statisticCue && c.cue <= speechCue }) {
			return
		}
		quoted := g.quoted(r)
		for token := range text.Sentences(r.Text) {
			if claim, cited := g.claim(r, token, cues, quoted); claim != "" && !cited {
				n++
			}
		}
	})
	return n
}

// consent returns the field consent: a map, or a list of maps.
func (g *gathering) consent() []Consent {
	f := g.lookup("consent")
	if f == nil {
		return nil
	}
	at := func(key string) Consent {
		return Consent{Who: g.value(key + "who"), Ref: g.value(key + "ref"), Guardian: g.is(key+"guardian", "true"),
			Child: g.is(key+"child", "true"), Withdrawn: g.is(key+"withdrawn", "true")}
	}
	if f.Kind == page.Map {
		return []Consent{at("consent.")}
	}
	list := make([]Consent, 0, len(f.List))
	for i, item := range f.List {
		if item == "" {
			list = append(list, at(fmt.Sprint("consent.", i, ".")))
		}
	}
	return list
}

// alarm counts the signs of alarm in a title: each word of alarm, three exclamation marks, and capitals alone.
func (g *gathering) alarm(title string) int {
	if title == "" {
		return 0
	}
	n, end := 0, 0
	words := len(g.scanner.Find(title, func(phrase, start, stop int) {
		if g.uses[phrase].cue == alarmCue {
			if start >= end {
				n++
			}
			end = max(end, stop)
		}
	}))
	if strings.Contains(title, "!!!") {
		n++
	}
	if words >= minCapitals && strings.ContainsFunc(title, unicode.IsUpper) && !strings.ContainsFunc(title, unicode.IsLower) {
		n++
	}
	return n
}

// minCapitals is the number of words from which a title in capitals shouts; "TKB LỚP 6A" does not.
const minCapitals = 4
