package linter

import (
	"path"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/config"
	"github.com/rasoat/rasoat/linter/internal/rule"
)

// active is a rule as it applies to some pages: with their parameters and severity.
type active struct {
	*rule.Bound
	severity  finding.Severity
	reviewers []string
}

// planner works out which rules apply where. It is used before the workers start, and is read-only afterwards.
type planner struct {
	rules  *rule.Set
	config *config.Config
	only   string // glob of rule ids, empty: all
	plans  map[string][]active // by the overrides that match
}
