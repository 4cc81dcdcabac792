package lang_test

import (
	"testing"

	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/lang"
)

func TestFactsHaveWords(t *testing.T) {
	each(t, func(t *testing.T, c lang.Catalogue) {
		for _, code := range fact.Codes() {
			if !c.Has(code) {
				t.Errorf("%q has no text", code)
			}
		}
	})
}
