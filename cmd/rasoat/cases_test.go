package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// gateCases is how many attacks on the gate the design lists. Each is a script of its own, case-NN-….txtar; gate-….txtar
// are further ones.
const (
	gateCases    = 31
	furtherLeast = 20
)

// Every case has its one script, which asserts how the program ends and what it says.
func TestCases(t *testing.T) {
	scripts := func(pattern string) []string {
		found, err := filepath.Glob("testdata/script/" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	var all []string
	for n := 1; n <= gateCases; n++ {
		found := scripts(fmt.Sprintf("case-%02d-*.txtar", n))
		if len(found) != 1 {
			t.Errorf("case %d has the scripts %v", n, found)
		}
		all = append(all, found...)
	}
	if cases := scripts("case-*.txtar"); len(cases) != gateCases {
		t.Errorf("%d scripts of cases", len(cases))
	}
	further := scripts("gate-*.txtar")
	if len(further) < furtherLeast {
		t.Errorf("only %d further scripts", len(further))
	}
	exit := regexp.MustCompile(`(?m)^(blocked|passes|unjudged) (check|audit|approve|hook|explain)`)
	reason := regexp.MustCompile(`(?m)^(! )?(stdout|stderr) `)
	for _, name := range append(all, further...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		story, _, _ := strings.Cut(string(text), "\n-- ")
		if !strings.HasPrefix(story, "# ") || !exit.MatchString(story) || !reason.MatchString(story) {
			t.Errorf("%s: a script says in a comment what it is about, and asserts an exit code and a reason", name)
		}
	}
}
