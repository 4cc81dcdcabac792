package linter

import (
	"testing"

	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/suppress"
)

func TestOwnFindingsHaveWords(t *testing.T) {
	for _, language := range lang.Languages() {
		say, err := lang.For(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, own := range ownFindings() {
			for _, code := range []string{own.code, own.code + ".why"} {
				if !say.Has(code) {
					t.Errorf("%s: %q has no text", language, code)
				}
			}
		}
		for _, fault := range suppress.Faults() {
			if code := "suppression." + string(fault); !say.Has(code) {
				t.Errorf("%s: %q has no text", language, code)
			}
		}
	}
}
