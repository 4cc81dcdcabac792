package linter

import (
	"fmt"
	"slices"

	"github.com/rasoat/rasoat/linter/internal/repo"
)

// HoldsHead reports whether what is checked out in dir has commits of head that base does not have. Where no commit is
// checked out it has none.
func HoldsHead(dir, base, head string) (bool, error) {
	repository, err := repo.Open(dir)
	if err != nil {
		return false, err
	}
	here, err := repository.Resolve("HEAD")
	if err != nil {
		return false, nil
	}
	if base, err = repository.Resolve(base); err != nil {
		return false, fmt.Errorf("base: %w", err)
	}
	shared, err := repository.MergeBases(here, head)
	if err != nil {
		return false, err
	}
	for _, commit := range shared {
		old, err := repository.MergeBases(commit, base)
		if err != nil {
			return false, err
		}
		if !slices.Contains(old, commit) {
			return true, nil
		}
	}
	return false, nil
}
