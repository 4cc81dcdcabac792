package rule

import (
	"maps"
	"testing"
)

// TestSilent: a value is named only where every rule of the kind excludes it at once.
func TestSilent(t *testing.T) {
	ruleWith := func(when string) *Rule {
		set, err := load(t, map[string]string{"security/x.yml": withLine("when", "when: '"+when+"'")})
		if err != nil {
			t.Fatal(err)
		}
		return set.Rules[0]
	}
	plain := ruleWith(`scheme != "tel" and url != ""`)
	for name, c := range map[string]struct {
		rules []*Rule
		want  map[string]string
	}{
		"one":           {[]*Rule{plain}, map[string]string{"link.scheme": "tel"}},
		"two":           {[]*Rule{plain, ruleWith(`scheme != "tel"`)}, map[string]string{"link.scheme": "tel"}},
		"another value": {[]*Rule{plain, ruleWith(`scheme != "http"`), plain}, map[string]string{}},
		"another field": {[]*Rule{plain, ruleWith(`url != "tel"`), plain}, map[string]string{}},
		"equal":         {[]*Rule{ruleWith(`scheme == "tel"`), plain}, map[string]string{}},
		"or":            {[]*Rule{plain, ruleWith(`scheme != "tel" or url == ""`)}, map[string]string{}},
		"not first":     {[]*Rule{ruleWith(`url in ["a"] and scheme != "tel"`)}, map[string]string{}},
	} {
		if got := Silent(c.rules); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestOpening: what an opening excludes, the whole condition excludes too.
func TestOpening(t *testing.T) {
	for when, excluded := range map[string]string{
		`scheme == "http" and level > 1`: "https", `scheme != "http"`: "http", `not (scheme == "http") and url == ""`: "",
		`"http" == scheme`: "", `scheme in ["http"]`: "",
	} {
		set, err := load(t, map[string]string{"security/x.yml": withLine("when", "when: '"+when+"'")})
		if err != nil {
			t.Fatal(err)
		}
		bound, err := set.Rules[0].Bind()
		if err != nil {
			t.Fatal(err)
		}
		for _, scheme := range []string{"http", "https"} {
			if got := bound.opening.excludes(&LinkFact{Scheme: scheme}); got != (scheme == excluded) {
				t.Errorf("%s: %s is excluded: %v", when, scheme, got)
			}
		}
	}
}
