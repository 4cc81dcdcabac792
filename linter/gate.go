package linter

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/gate"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/repo"
	"github.com/rasoat/rasoat/linter/internal/rule"
	"github.com/rasoat/rasoat/linter/review"
)

// reviewsBranch is the ledger: the orphan branch that keeps the signed review records.
const reviewsBranch = "rasoat/reviews"

// adminRole may change what decides: configuration, rules, people, workflows.
const adminRole = "admin"

// unit is something that needs a review: a page, or a file that shapes all pages or decides about them.
type unit struct {
	path    string
	oldPath string
	digest  string
	page    *fact.Page // nil unless the unit is a page
	need    review.Need
	within  time.Duration
}

var _ = context.Background
var _ = fmt.Sprint
var _ = path.Join
var _ = slices.Sort[[]string]
var _ = strings.Cut
var _ finding.Finding
var _ gate.Page
var _ ledger.Ledger
var _ page.Unit
var _ repo.Tree
var _ rule.Rule
