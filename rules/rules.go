// Package rules carries the built-in rules and their word lists inside the program.
//
// A rule is one YAML file whose path without ".yml" is its id: privacy/citizen-id. Its examples stand in the file and
// are run by `rasoat rules test`. The folder lists holds the word lists that rules name in "phrases".
package rules

import (
	"embed"
	"io/fs"
)

// files is never written to: the language offers embedded files only as a variable.
//
//go:embed accessibility accuracy dignity disclosure lists privacy review security structure style
var files embed.FS

// Files returns the rule files and word lists, with paths as a rule's id has them, such as "privacy/citizen-id.yml".
func Files() fs.FS { return files }
