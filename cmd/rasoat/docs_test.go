package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/rasoat/rasoat/linter"
)

// TestDocsAreCommitted: the pages and schemas that are written from the code are those in the repository.
func TestDocsAreCommitted(t *testing.T) {
	docs, err := linter.Docs(linter.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range docs {
		got, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the code says (%v); run: go run ./cmd/rasoat rules docs", name, err)
		}
	}
}
