package fact

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/rules"
)

// builtinLists returns the lists that the program carries.
func builtinLists(t testing.TB) *Lists {
	t.Helper()
	lists, err := ReadLists(Folder{"rules", rules.Files()})
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

// gather returns the facts of a page at content/tin-tuc/vi-du.md.
func gather(t testing.TB, s Settings, src string) *Set {
	t.Helper()
	p, err := page.Parse("content/tin-tuc/vi-du.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if s.Lists == nil {
		s.Lists = builtinLists(t)
	}
	if s.Roots == nil {
		s.Roots = []string{"content"}
	}
	g, err := NewGatherer(s)
	if err != nil {
		t.Fatal(err)
	}
	set := g.Worker().Gather(p)
	checkHeads(t, g, p, set, s.Phrases)
	return set
}

// checkHeads checks what must hold of every fact: its place gives its text, and nothing personal is left in Masked once a
// Masker has seen it, as it sees all that is written for people.
func checkHeads(t testing.TB, g *Gatherer, p *page.Page, set *Set, lists []PhraseList) {
	t.Helper()
	masker := g.Masker(set, p.File)
	for _, kind := range Kinds() {
		rules := []string{""}
		for _, list := range lists {
			rules = append(rules, list.Rule)
		}
		for _, rule := range rules {
			for _, s := range set.Subjects(kind.Name, rule) {
				h := headOf(s.Value)
				if h.Span != s.Span || p.Text(s.Span) != h.Text {
					t.Errorf("%s at %v: the text is %q, the place gives %q", kind.Name, s.Span, h.Text, p.Text(s.Span))
				}
				shown := masker.Text(h.Masked)
				for _, m := range set.Masks {
					if strings.Contains(shown, m.Text) {
						t.Errorf("%s at %v: %q shows %q", kind.Name, s.Span, shown, m.Text)
					}
				}
			}
		}
	}
	for i, m := range set.Masks {
		if p.Text(m.Span) != m.Text {
			t.Errorf("mask at %v: the text is %q, the place gives %q", m.Span, m.Text, p.Text(m.Span))
		}
		if i > 0 && set.Masks[i-1].Span.End > m.Span.Start {
			t.Errorf("masks at %v and %v overlap", set.Masks[i-1].Span, m.Span)
		}
	}
}

// headOf returns the head that is part of every fact with a place.
func headOf(fact any) *Head {
	return reflect.ValueOf(fact).Elem().FieldByName("Head").Addr().Interface().(*Head)
}

// all returns the facts of a kind.
func all[T any](set *Set, kind, rule string) []*T {
	var list []*T
	for _, s := range set.Subjects(kind, rule) {
		list = append(list, s.Value.(*T))
	}
	return list
}

// only returns the one fact of a kind.
func only[T any](t testing.TB, set *Set, kind string) *T {
	t.Helper()
	list := all[T](set, kind, "")
	if len(list) != 1 {
		t.Fatalf("%d facts of kind %s, want 1", len(list), kind)
	}
	return list[0]
}

// cut takes the marks ‹ › out of a text and returns the places that they mark.
func cut(marked string) (plain string, spans []source.Span) {
	for {
		before, rest, ok := strings.Cut(marked, "‹")
		plain += before
		if !ok {
			return plain, spans
		}
		inside, after, _ := strings.Cut(rest, "›")
		spans = append(spans, source.Span{Start: len(plain), End: len(plain) + len(inside)})
		plain += inside
		marked = after
	}
}

// places returns where facts stand.
func places(subjects []Subject) []source.Span {
	var list []source.Span
	for _, s := range subjects {
		list = append(list, s.Span)
	}
	return list
}

// checkPlaces gathers from a text and compares the places of one kind with those marked by ‹ ›.
func checkPlaces(t *testing.T, s Settings, kind, rule, marked string) *Set {
	t.Helper()
	plain, want := cut(marked)
	set := gather(t, s, plain)
	if got := places(set.Subjects(kind, rule)); !slices.Equal(got, want) {
		var texts []string
		for _, span := range got {
			texts = append(texts, plain[span.Start:span.End])
		}
		t.Errorf("%q: %s found at %v %+q, want %v", marked, kind, got, texts, want)
	}
	return set
}

func TestOnlyWantedKinds(t *testing.T) {
	const src = "# A\n\n[b](c.md) ![](d.jpg) <b>e</b> 0912 345 678"
	set := gather(t, Settings{Wanted: map[string]bool{"image": true}}, src)
	for _, kind := range Kinds() {
		got := len(set.Subjects(kind.Name, ""))
		if want := kind.Name == "page" || kind.Name == "image"; (got > 0) != want {
			t.Errorf("%d facts of kind %s", got, kind.Name)
		}
	}
	if set.Page == nil || len(set.Masks) != 1 {
		t.Errorf("page %v and masks %v must always be there", set.Page, set.Masks)
	}
}

// TestOnlyWantedFields: what takes a look at the whole text is left empty when no rule reads it.
func TestOnlyWantedFields(t *testing.T) {
	const src = "---\ntitle: KHẨN!!!\n---\nTheo [báo](https://bao.example/a), 80% học sinh cận thị. Xem [tệp](a.pdf). Nguồn: https://bao.example/\n"
	all := gather(t, Settings{}, src).Page
	none := gather(t, Settings{Wanted: map[string]bool{"page": true}}, src).Page
	if len(all.Sources) == 0 || all.Alarm == 0 || all.AttachmentCount == 0 {
		t.Fatalf("the page has %+v", all)
	}
	if len(none.Sources) > 0 || none.Alarm > 0 || none.AttachmentCount > 0 || none.Title != all.Title {
		t.Errorf("gathered though nobody reads it: %+v", none)
	}
	one := gather(t, Settings{Wanted: map[string]bool{"page.alarm": true}}, src).Page
	if one.Alarm != all.Alarm || len(one.Sources) > 0 {
		t.Errorf("only page.alarm is wanted: %+v", one)
	}
}

func TestNewGathererRefuses(t *testing.T) {
	for want, s := range map[string]Settings{
		`dignity/insult: phrase 2 of list insult, "!!", has no letter or digit`: {
			Phrases: []PhraseList{{Rule: "dignity/insult", List: "insult", Phrases: []string{"đồ tồi", "!!"}}}},
		`contacts.phones: "văn phòng" is no telephone number; write it like 0225 3876 543`: {
			Contacts: Contacts{Phones: []string{"văn phòng"}}},
	} {
		if _, err := NewGatherer(s); err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

// TestGatherIsPure gathers twice, with a used worker and a new one, and in parallel.
func TestGatherIsPure(t *testing.T) {
	p, err := page.Parse("a.md", []byte(sampleNews+"\nGọi 0912 345 678, đồ tồi!\n"))
	if err != nil {
		t.Fatal(err)
	}
	g, err := NewGatherer(Settings{Phrases: []PhraseList{{Rule: "a", List: "b", Phrases: []string{"đồ tồi", "lễ khai giảng"}}}})
	if err != nil {
		t.Fatal(err)
	}
	want := dump(g.Worker().Gather(p))
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			w := g.Worker()
			for range 20 {
				if got := dump(w.Gather(p)); got != want {
					t.Errorf("got %s\nwant %s", got, want)
				}
			}
		})
	}
}
