package suppress

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

var day = time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)

// open is a law under which a/b and a/c can be allowed.
func open(rule string) Standing {
	switch rule {
	case "a/b", "a/c":
		return Open
	case "a/later":
		return Unasked
	case "review/x":
		return Barred
	}
	return Nobodys
}

func TestRead(t *testing.T) {
	alone := page.Remark{Alone: true}
	for text, want := range map[string]Fault{
		" rasoat: allow a/b until 2027-06-30 because: of this ":                    "",
		"rasoat: allow a/b until 2027-06-30 because:of this":                       "",
		"\n  rasoat: allow a/b\n  until 2027-06-30\n  because: of\n  this\n":       "",
		" rasoat: allow a/b until 2027-06-30 because: because: of this":            "",
		" rasoat: allow a/b until 2028-02-29 because: of this ":                    "",
		" rasoat: allow a/b until 2027-02-29 because: of this ":                    Malformed,
		" rasoat: allow a/b until 2027-6-30 because: of this ":                     Malformed,
		" rasoat: allow a/b until 30/06/2027 because: of this ":                    Malformed,
		" rasoat: allow a/b until tomorrow because: of this ":                      Malformed,
		" rasoat: allow a/b because: of this ":                                     Malformed,
		" rasoat: allow until 2027-06-30 because: of this ":                        Malformed,
		" rasoat: allow a/b, a/c until 2027-06-30 because: of this ":               Malformed,
		" rasoat allow a/b until 2027-06-30 because: of this ":                     Malformed,
		" Rasoat: allow a/b until 2027-06-30 because: of this ":                    Malformed,
		" rasoat: Allow a/b until 2027-06-30 because: of this ":                    Malformed,
		" rasoat: disable a/b ":                                                    Malformed,
		" rasoat: ":                                                                Malformed,
		" rasoat: allow a/b until 2027-06-30 because of this ":                     Malformed,
		" rasoat: allow a/b until 2027-06-30 ":                                     MissingReason,
		" rasoat: allow a/b until 2027-06-30 because: ":                            MissingReason,
		" rasoat: allow a/b until 2027-06-30 because: … 123 - ":                    MissingReason,
		" rasoat: allow a/b until 2027-06-30 because: " + strings.Repeat("á", 300): "",
		" rasoat: allow a/b until 2027-06-30 because: " + strings.Repeat("á", 301): Malformed,
	} {
		alone.Text = text
		got := Read([]page.Remark{alone})[0]
		if got.Fault != want {
			t.Errorf("%q: fault %q, want %q", text, got.Fault, want)
		}
		if want == "" && (got.Rule != "a/b" || !strings.HasSuffix(got.Reason, "of this") && !strings.HasSuffix(got.Reason, "á")) {
			t.Errorf("%q: read as %+v", text, got)
		}
	}
	if got := Read([]page.Remark{{Text: "rasoat: allow a/b until 2027-06-30 because: x"}})[0].Fault; got != Misplaced {
		t.Errorf("in the midst of a text: fault %q", got)
	}
}

func TestHoldsToTheEndOfTheDayInVietnam(t *testing.T) {
	s := Suppression{Until: time.Date(2027, 6, 30, 0, 0, 0, 0, time.UTC)}
	zones := []*time.Location{time.UTC, time.FixedZone("", 7*3600), time.FixedZone("", -11*3600)}
	end := time.Date(2027, 7, 1, 0, 0, 0, 0, zones[1])
	for _, zone := range zones {
		if !s.Holds(end.Add(-time.Nanosecond).In(zone)) || s.Holds(end.In(zone)) {
			t.Errorf("%v: the day does not end at midnight in Vietnam", zone)
		}
	}
}

func TestJudge(t *testing.T) {
	until := day.AddDate(0, 0, 1).Truncate(24 * time.Hour)
	at := func(rule string, comment, end int) Suppression {
		return Suppression{Rule: rule, Reason: "x", Until: until, Span: source.Span{Start: comment, End: comment + 5}, Covers: source.Span{Start: comment + 5, End: end}}
	}
	whole := at("a/b", 0, 10)
	whole.Page = true
	old := at("a/b", 20, 40)
	old.Until = day.AddDate(0, 0, -2)
	broken := at("a/b", 20, 40)
	broken.Fault = MissingReason
	for _, c := range []struct {
		name   string
		list   []Suppression
		places string // rule start end
		want   string // index for each place, then the faults
	}{
		{"in the block", []Suppression{at("a/b", 20, 40)}, "a/b 25 40", "0"},
		{"in the block, empty", []Suppression{at("a/b", 20, 40)}, "a/b 30 30", "0"},
		{"before it", []Suppression{at("a/b", 20, 40)}, "a/b 10 15", "- unused"},
		{"after it", []Suppression{at("a/b", 20, 40)}, "a/b 40 45", "- unused"},
		{"over its end", []Suppression{at("a/b", 20, 40)}, "a/b 30 41", "- unused"},
		{"in the comment", []Suppression{at("a/b", 20, 40)}, "a/b 22 24", "- unused"},
		{"in the first comment", []Suppression{whole}, "a/b 2 3 a/b 90 91", "- 0"},
		{"in another comment", []Suppression{whole, at("a/c", 20, 40)}, "a/b 22 23 a/b 4 5 a/b 9 9 a/c 30 31", "- - 0 1"},
		{"of another rule", []Suppression{at("a/c", 20, 40)}, "a/b 30 31", "- unused"},
		{"the inner goes before", []Suppression{at("a/b", 20, 90), at("a/b", 40, 60)}, "a/b 50 51 a/b 70 71", "1 0"},
		{"two for a block", []Suppression{at("a/b", 10, 60), at("a/b", 15, 60)}, "a/b 50 51", "1 unused"},
		{"the block goes before the page", []Suppression{whole, at("a/b", 20, 40)}, "a/b 30 31 a/b 50 51", "1 0"},
		{"in any order", []Suppression{at("a/b", 20, 40), at("a/b", 60, 80)}, "a/b 70 71 a/b 30 31 a/b 50 51", "1 0 -"},
		{"expired", []Suppression{old}, "a/b 30 31", "- expired"},
		{"at fault", []Suppression{broken}, "a/b 30 31", "- missing-reason"},
		{"unknown", []Suppression{at("a/x", 20, 40)}, "a/b 30 31", "- unknown-rule"},
		{"barred", []Suppression{at("review/x", 20, 40)}, "review/x 30 31", "- impossible"},
		{"not asked", []Suppression{at("a/later", 20, 40)}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var places []Place
			for fields := strings.Fields(c.places); len(fields) > 0; fields = fields[3:] {
				p := Place{Rule: fields[0]}
				fmt.Sscan(fields[1], &p.Span.Start)
				fmt.Sscan(fields[2], &p.Span.End)
				places = append(places, p)
			}
			v := Judge(c.list, places, Law{Now: day, Rules: open})
			if got := describe(c.list, v); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// describe tells a verdict in words: the index of what allows each place, then the faults.
func describe(list []Suppression, v Verdict) string {
	var out []string
	for _, s := range v.Allowed {
		word := "-"
		for i := range list {
			if s != nil && s.Span == list[i].Span {
				word = fmt.Sprint(i)
			}
		}
		out = append(out, word)
	}
	for _, s := range v.Faults {
		out = append(out, string(s.Fault))
	}
	return strings.Join(out, " ")
}

// TestJudgeAgreesWithTheDefinition compares Judge with its definition, read out slowly, on pages cut into blocks at random.
func TestJudgeAgreesWithTheDefinition(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		var text strings.Builder
		for range 3 + r.IntN(12) {
			switch r.IntN(4) {
			case 0:
				text.WriteString("x x x x\n\n")
			case 1:
				text.WriteString("> x x\n>\n> <!-- rasoat: allow a/b until 2027-06-30 because: y -->\n> x\n\n")
			case 2:
				text.WriteString("- x\n\n  <!-- rasoat: allow a/c until 2027-06-30 because: y -->\n\n  x x\n\n")
			default:
				fmt.Fprintf(&text, "<!-- rasoat: allow a/%c until 2027-06-30 because: y -->\n", "bc"[r.IntN(2)])
			}
		}
		p, err := page.Parse("a.md", []byte(text.String()))
		if err != nil {
			t.Fatal(err)
		}
		list := Read(p.Remarks)
		var places []Place
		for i, c := range text.String() {
			if c == 'x' && r.IntN(3) > 0 {
				places = append(places, Place{Rule: "a/" + string("bc"[r.IntN(2)]), Span: source.Span{Start: i, End: i + 1}})
			}
		}
		r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		v := Judge(list, places, Law{Now: day, Rules: open})
		for i, place := range places {
			if want := slowly(list, place); v.Allowed[i] == nil != (want < 0) || want >= 0 && v.Allowed[i].Span != list[want].Span {
				t.Fatalf("seed %d: %+v is allowed by %+v, want %d in\n%s", seed, place, v.Allowed[i], want, text.String())
			}
		}
		if t.Failed() {
			return
		}
	}
}

// slowly returns the index of what allows a place: the last suppression before it whose block holds it, else the last one
// for the page.
func slowly(list []Suppression, p Place) int {
	found := -1
	for i, s := range list {
		switch {
		case s.Span.Start <= p.Span.Start && p.Span.Start < s.Span.End:
			return -1
		case s.Rule != p.Rule:
		case s.Page && (found < 0 || list[found].Page), !s.Page && s.Covers.Start <= p.Span.Start && p.Span.End <= s.Covers.End:
			found = i
		}
	}
	return found
}

func BenchmarkJudge(b *testing.B) {
	var list []Suppression
	var places []Place
	for i := range 20_000 {
		list = append(list, Suppression{Rule: "a/b", Until: day, Span: source.Span{Start: i, End: i + 1}, Covers: source.Span{Start: i + 1, End: 20_001}})
		places = append(places, Place{"a/b", source.Span{Start: 30_000 + i, End: 30_001 + i}})
	}
	for b.Loop() {
		Judge(list, places, Law{Now: day, Rules: open})
	}
}
